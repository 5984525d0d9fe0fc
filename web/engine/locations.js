/**
 * Where the engine's files lie: every such decision, and no other. The build
 * puts a module of the same exports in this one's place when it makes `dist/`.
 */

/** The compiled core. */
export const wasm = new URL('../../build/wasm/standfirst.wasm', import.meta.url);

/** The folder of the model parts and of their manifest. */
export const models = new URL('../../models/', import.meta.url);

/** The worker's module. */
export const worker = new URL('./worker.js', import.meta.url);

/** The module that drives wasm, for a page without workers. */
export const importHost = () => import('./host.js');

/**
 * The wasm's glue.
 *
 * @returns {Promise<{default: (options: object) => Promise<any>}>}
 */
export function importGlue() {
  const address = new URL('../../build/wasm/standfirst.mjs', import.meta.url);
  return import(address.href);
}

/** Where the build puts the libraries that are loaded when needed. */
const libraries = new URL('../../build/libraries/', import.meta.url);

/** Mozilla's Readability. @returns {Promise<any>} */
export const importReadability = () =>
  import(new URL('readability.js', libraries).href);

/** The parser of commonmark.js. @returns {Promise<any>} */
export const importCommonMark = () =>
  import(new URL('commonmark.js', libraries).href);
