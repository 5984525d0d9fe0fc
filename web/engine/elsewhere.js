/**
 * What is asked of files that lie where callers say: an address of what they give, and
 * the list of the model's parts. The built page, whose script names its own files,
 * goes without (tools/scripts/site.mjs).
 */
import { BROKEN, readOrExplain } from './models.js';
import { StandfirstError, wrongOption } from './protocol.js';

/**
 * @typedef {import('./models.js').Part} Part
 * @typedef {import('./models.js').Reader} Reader
 * @typedef {import('./models.js').ReadOptions} ReadOptions
 */

/**
 * @param {URL | string} address
 * @param {boolean} [folder]
 * @returns {URL}
 */
export function addressOf(address, folder = false) {
  const base = /** @type {string | undefined} */ (
    globalThis.document?.baseURI ?? globalThis.location?.href);
  const text = String(address);
  try {
    return new URL(folder && !text.endsWith('/') ? `${text}/` : text, base);
  } catch (thrown) {
    throw wrongOption(
        `"${text}" is not an address.`, 'Give a whole URL.', { cause: thrown });
  }
}

/** The manifest that this engine reads. */
const MANIFEST_VERSION = 1;

/**
 * Rejects if the list cannot be had or read, or lacks the part.
 *
 * @param {URL} folder
 * @param {string} required name of a part
 * @param {Reader} read
 * @param {ReadOptions} options
 * @returns {Promise<Part[]>}
 */
export async function readManifest(folder, required, read, options) {
  const url = new URL('manifest.json', folder);
  const bytes = await readOrExplain(
      url, 'The list of model parts', read, options);
  /** @type {any} */
  let manifest;
  try {
    manifest = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    manifest = null;
  }
  if (typeof manifest?.version === 'number' &&
      manifest.version !== MANIFEST_VERSION) {
    throw new StandfirstError(
        'model-version',
        `The list of model parts has version ${manifest.version}; this engine ` +
            `reads version ${MANIFEST_VERSION}.`,
        'Engine and models have to come from the same release.');
  }
  if (!Array.isArray(manifest?.parts) || !manifest.parts.every(isPart)) {
    throw new StandfirstError(
        'model-invalid', `The list of model parts cannot be read (${url.href}).`,
        BROKEN);
  }
  /** @type {Part[]} */
  const parts = manifest.parts;
  if (!parts.some(({ name }) => name === required)) {
    throw new StandfirstError(
        'model-missing', `The list of model parts has no "${required}".`,
        'The files of this site are broken.');
  }
  return parts;
}

/**
 * @param {any} part
 * @returns {part is Part}
 */
function isPart(part) {
  return typeof part?.name === 'string' && typeof part.file === 'string' &&
      typeof part.bytes === 'number' && typeof part.sha256 === 'string';
}
