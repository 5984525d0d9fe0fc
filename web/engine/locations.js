/**
 * Where the engine's files lie: every such decision, and no other. The build
 * puts a module of the same exports in this one's place when it makes `dist/`.
 * Addresses are functions: a bundler's output that is no module has none, and
 * who says where the files lie needs none.
 */
import { fetchBytes } from './models.js';

/**
 * The release that all files have to be of, and the SHA-256 of the wasm; not
 * checked where they are empty, as in the sources, which change.
 */
export const release = '';
export const wasmHash = '';

/** The compiled core. @type {() => URL | Uint8Array} */
export const wasm = () =>
  new URL('../../build/wasm/standfirst.wasm', import.meta.url);

/**
 * The parts of the model where a build names them; else their list is read.
 *
 * @type {() => import('./models.js').Part[] | null}
 */
export const parts = () => null;

/** Reads files in another way than `fetch`. @type {import('./models.js').Reader} */
export const read = fetchBytes;

/** Whether nothing has to be fetched. @type {boolean} */
export const atHand = false;

/** The folder of the model parts and of their manifest. */
export const models = () => new URL('../../models/', import.meta.url);

/** The worker's module; null: in the page. @type {() => URL | null} */
export const worker = () => new URL('./worker.js', import.meta.url);

/** The module that drives wasm, for a page without workers. */
export const importHost = () => import('./host.js');

/**
 * The wasm's glue.
 *
 * @param {string} [instead] for tests, which run the sources: another module
 * @returns {Promise<{default: (options: object) => Promise<any>}>}
 */
export function importGlue(instead) {
  const address = new URL('../../build/wasm/standfirst.mjs', import.meta.url);
  return import(instead ?? address.href);
}

/** Where the build puts the libraries that are loaded when needed. */
const libraries = new URL('../../build/libraries/', import.meta.url);

/** Mozilla's Readability. @returns {Promise<any>} */
export const importReadability = () =>
  import(new URL('readability.js', libraries).href);

/** The reader of Markdown. @returns {Promise<any>} */
export const importMarkdown = () =>
  import(new URL('markdown.js', libraries).href);

/**
 * What parses HTML where the platform does not.
 *
 * @returns {Promise<{parse: (html: string) => Document}>}
 */
export const importParser = () => import(new URL('parser.js', libraries).href);
