/** Engines in node: files instead of fetch, a model made for the test. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** The smallest module that compiles: what the fake goes with. */
export const EMPTY_WASM = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

export const FAKE_GLUE = new URL('./fake_module.js', import.meta.url).href;

/**
 * Files of a model whose parts hold the given text.
 *
 * @param {Record<string, string>} parts
 * @returns {Record<string, Uint8Array>} by path
 */
export function fakeModel(parts) {
  /** @type {Record<string, Uint8Array>} */
  const files = {};
  const list = Object.entries(parts).map(([name, text]) => {
    const stored = new TextEncoder().encode(text);
    const file = `${name}.sfm`;
    files[`/models/${file}`] = stored;
    const sha256 = createHash('sha256').update(stored).digest('hex');
    return { name, file, bytes: stored.length, sha256 };
  });
  const manifest = JSON.stringify({ version: 1, parts: list });
  files['/models/manifest.json'] = new TextEncoder().encode(manifest);
  return files;
}

export const FAKE_PARTS = {
  base: 'sfm:base', entities: 'sfm:entities', grammar: 'sfm:grammar',
};

/**
 * A reader of such files, below `https://fake.test`.
 *
 * @param {Record<string, Uint8Array>} files
 * @returns {import('../../web/engine/models.js').Reader}
 */
export function readerOf(files) {
  return async (url, { signal, onbytes, onlength }) => {
    await new Promise((done) => { setImmediate(done); });
    signal?.throwIfAborted();
    const bytes = files[url.pathname];
    if (!bytes) throw new Error('status 404');
    onlength?.(bytes.length);
    onbytes?.(bytes.length);
    return bytes;
  };
}

/**
 * Reads files from disk.
 *
 * @type {import('../../web/engine/models.js').Reader}
 */
export async function readFromDisk(url, { signal, onbytes, onlength }) {
  const bytes = await readFile(fileURLToPath(url), signal ? { signal } : {});
  onlength?.(bytes.length);
  onbytes?.(bytes.length);
  return bytes;
}

/**
 * Options of an engine over the fake module, in the page's mode.
 *
 * @param {Record<string, Uint8Array>} [files]
 * @returns {import('../../web/engine/index.js').CreateOptions}
 */
export function fakeOptions(files = fakeModel(FAKE_PARTS)) {
  return {
    worker: false,
    models: 'https://fake.test/models/',
    wasm: EMPTY_WASM,
    glue: FAKE_GLUE,
    read: readerOf(files),
  };
}
