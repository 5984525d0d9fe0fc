/**
 * The files that the engine loads: fetched, counted, checked.
 *
 * Parts are kept as stored, which the core unpacks; what is checked here is that
 * the bytes are the ones that the manifest names.
 */
import { StandfirstError } from './protocol.js';

/**
 * @typedef {object} ReadOptions
 * @property {AbortSignal} [signal]
 * @property {(bytes: number) => void} [onbytes] called as bytes arrive, with how
 *     many are new
 * @property {(bytes: number) => void} [onlength] called with the whole length,
 *     where that is known before the bytes are there
 * @property {boolean} [fresh] past every cache: what was read before was bad
 *
 * @typedef {(url: URL, options: ReadOptions) => Promise<Uint8Array>} Reader
 *     Rejects if the file cannot be had, whatever the reason.
 *
 * @typedef {object} Part
 * @property {string} name
 * @property {string} file relative to the manifest
 * @property {number} bytes as stored
 * @property {string} sha256 of the stored bytes, in hexadecimal
 */

/** @type {Reader} */
export async function fetchBytes(url, { signal, onbytes, onlength, fresh }) {
  /** @type {RequestInit} */
  const init = { cache: fresh ? 'reload' : 'default' };
  if (signal) init.signal = signal;
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`status ${response.status}`);
  // Of an encoded answer the header counts the wrong bytes.
  const length = response.headers.get('content-encoding') === null ?
      Number(response.headers.get('content-length') ?? 0) : 0;
  if (length > 0) onlength?.(length);
  if (!onbytes || !response.body) {
    const all = new Uint8Array(await response.arrayBuffer());
    onbytes?.(all.length);
    return all;
  }
  /** @type {Uint8Array[]} */
  const pieces = [];
  let size = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value);
    size += value.length;
    onbytes(value.length);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

export const BROKEN = 'Try again; if it stays so, the files of this site are broken.';

/**
 * Reads a part and checks that it is the one of the manifest.
 *
 * @param {URL} folder
 * @param {Part} part
 * @param {Reader} read
 * @param {ReadOptions} options
 * @returns {Promise<Uint8Array>} as stored
 */
export async function readPart(folder, part, read, options) {
  const name = `The model part "${part.name}"`;
  const url = new URL(part.file, folder);
  const bytes = await readOrExplain(url, name, read, options);
  if (bytes.length !== part.bytes) {
    throw new StandfirstError(
        'model-invalid',
        `${name} has ${bytes.length} bytes and should have ${part.bytes}.`,
        BROKEN);
  }
  if (await differs(bytes, part.sha256)) {
    throw new StandfirstError(
        'model-invalid', `${name} is not the one that belongs here: its ` +
            'SHA-256 differs from the list.', BROKEN);
  }
  return bytes;
}

/**
 * Whether bytes are not those of a SHA-256. Outside a secure context there is
 * no hash; the parts' own checksums, which the core checks, find damage, though
 * not intent.
 *
 * @param {Uint8Array} bytes
 * @param {string} sha256 in hexadecimal
 */
async function differs(bytes, sha256) {
  const { subtle } = globalThis.crypto ?? {};
  if (!subtle) return false;
  const digest = new Uint8Array(await subtle.digest(
      'SHA-256', /** @type {BufferSource} */ (bytes)));
  return sha256.toLowerCase() !== Array.from(
      digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * @param {URL} url
 * @param {string} sha256 that it has to have; empty: any
 * @param {Reader} read
 * @param {ReadOptions} options
 * @returns {Promise<WebAssembly.Module>}
 */
export async function readModule(url, sha256, read, options) {
  const bytes = await readOrExplain(
      url, 'The engine', read, options, 'engine-unavailable');
  if (sha256 !== '' && await differs(bytes, sha256)) {
    throw new StandfirstError(
        'engine-unavailable', `The engine is not the one that belongs to this ` +
            `script: the SHA-256 of ${url.href} differs.`,
        'All files have to come from the same release.');
  }
  return compile(bytes);
}

/**
 * @param {Uint8Array | ArrayBuffer} bytes
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compile(bytes) {
  if (typeof WebAssembly === 'undefined') {
    throw new StandfirstError(
        'engine-unavailable', 'This browser has no WebAssembly.',
        'WebAssembly may be switched off, for example by a lockdown mode.');
  }
  try {
    // From bytes, not from the response: a host may serve wasm as any type.
    return await WebAssembly.compile(/** @type {BufferSource} */ (bytes));
  } catch (thrown) {
    const forbidden = /policy|csp/iu.test(reason(thrown));
    throw new StandfirstError(
        'engine-unavailable', `The engine does not compile: ${reason(thrown)}`,
        forbidden ? 'In the page\'s policy script-src needs ' +
            '\'wasm-unsafe-eval\'.' : BROKEN, { cause: thrown });
  }
}

/**
 * @param {URL} url
 * @param {string} name
 * @param {Reader} read
 * @param {ReadOptions} options
 * @param {string} [code]
 */
export async function readOrExplain(url, name, read, options, code = 'model-missing') {
  try {
    return await read(url, options);
  } catch (thrown) {
    options.signal?.throwIfAborted();
    const why = reason(thrown);
    throw new StandfirstError(
        code, `${name} could not be loaded from ${url.href}: ${why}.`,
        // No connection mends that: it is not there, in Node too, or not allowed.
        /^(status 4|ENOENT)/.test(why) ?
          'Put the files of Standfirst there, or say where they lie.' :
          'Check the connection and try again.', { cause: thrown });
  }
}

/** @param {unknown} thrown */
function reason(thrown) {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
