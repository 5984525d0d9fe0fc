/**
 * What callers of their own may give to `create` and `configure`. The built site, of
 * which only our scripts call `create`, has a module in this one's place that checks
 * nothing (tools/scripts/site.mjs).
 */
import { checkFunctions, checkObject, checkSignal } from './checks.js';
import { wrongOption } from './protocol.js';

/**
 * @typedef {import('./index.js').CreateOptions} CreateOptions
 * @typedef {import('./models.js').Reader} Reader
 */

const OPTIONS = [
  'models', 'wasm', 'worker', 'modelUrl', 'wasmUrl', 'workerUrl', 'parts', 'signal', 'onprogress', 'read', 'glue',
];

/** Parts that a release may have, whatever a folder of models holds. */
const PARTS = ['base', 'entities', 'grammar'];

/**
 * The options with each address under one name.
 *
 * @param {CreateOptions} options
 * @returns {CreateOptions}
 */
export function checkedOptions(options) {
  checkMembers(options, OPTIONS);
  const {
    models, modelUrl, wasm, wasmUrl, worker, workerUrl, read, ...others
  } = options;
  const { parts, signal, onprogress } = others;
  if (parts !== undefined && !Array.isArray(parts)) {
    throw wrongOption('"parts" is not a list.', "Give one such as ['base'].");
  }
  checkSignal(signal);
  checkFunctions({ onprogress, read });
  const given = Object.entries({
    models: models ?? modelUrl, wasm: wasm ?? wasmUrl, worker: worker ?? workerUrl,
    read: read && callersReader(read),
  }).filter(([, value]) => value !== undefined && value !== null);
  return { ...others, ...Object.fromEntries(given) };
}

/**
 * Refuses names that no release has had, nor the folder has.
 *
 * @param {string[] | undefined} asked
 * @param {{name: string}[]} listed
 */
export function checkParts(asked = [], listed) {
  const known = [...new Set([...PARTS, ...listed.map(({ name }) => name)])];
  for (const name of asked) {
    if (known.includes(name)) continue;
    throw wrongOption(
        `There is no model part "${String(name)}".`, `Known are: ${known.join(', ')}.`);
  }
}

/**
 * @param {object} options
 * @param {string[]} known
 */
export function checkMembers(options, known) {
  checkObject(options);
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    throw wrongOption(
        `There is no option "${name}".`, `Known are: ${known.join(', ')}.`);
  }
}

/**
 * A reader that counts for one that does not, and says so if it gives no bytes. Those
 * of another realm (as in tests under Jest) are bytes as well.
 *
 * @param {Reader} read
 * @returns {Reader}
 */
function callersReader(read) {
  return async (url, options) => {
    const { onbytes, onlength } = options;
    let counted = false;
    /** @type {unknown} */
    const given = await read(url, {
      ...options,
      ...onbytes && {
        onbytes: (/** @type {number} */ bytes) => {
          counted = true;
          onbytes(bytes);
        },
      },
    });
    const bytes = bytesOf(given);
    if (!counted) {
      onlength?.(bytes.length);
      onbytes?.(bytes.length);
    }
    return bytes;
  };
}

/** @param {unknown} given @returns {Uint8Array} */
function bytesOf(given) {
  if (ArrayBuffer.isView(given)) {
    return new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  }
  if (Object.prototype.toString.call(given) === '[object ArrayBuffer]') {
    return new Uint8Array(/** @type {ArrayBuffer} */ (given));
  }
  throw new TypeError('"read" gave no bytes; it has to give a Uint8Array.');
}
