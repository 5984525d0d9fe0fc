/**
 * models/manifest.json: every part with its size and SHA-256 as stored. Written
 * again after a part was trained; a test holds it against the files.
 *
 *     node tools/scripts/manifest.mjs
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { listFiles, root, runMain } from './lib.mjs';

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {string} file relative to the manifest
 * @property {number} bytes as stored
 * @property {string} sha256 of the stored bytes, in hexadecimal
 */

/** Parts in the order of need. */
const ORDER = ['base', 'entities', 'grammar'];

/** @returns {{version: number, parts: Part[]}} */
export function makeManifest() {
  const parts = listFiles('models', (path) => path.endsWith('.sfm'))
      .map((path) => {
        const stored = readFileSync(join(root, path));
        // Where the name stands: core/model/packing.h.
        const header = stored.subarray(16, 32);
        return {
          name: header.toString('latin1').replace(/\0+$/, ''),
          file: basename(path),
          bytes: stored.length,
          sha256: createHash('sha256').update(stored).digest('hex'),
        };
      });
  const rank = (/** @type {Part} */ part) => {
    const index = ORDER.indexOf(part.name);
    return index < 0 ? ORDER.length : index;
  };
  parts.sort((a, b) => rank(a) - rank(b) || (a.file < b.file ? -1 : 1));
  return { version: 1, parts };
}

/**
 * files.json: what a copy of a built folder has to be.
 *
 * @param {string} folder relative to the root
 * @param {string} release
 */
export function writeFilesList(folder, release) {
  const files = listFiles(folder).map((path) => {
    const bytes = readFileSync(join(root, path));
    return {
      file: path.slice(folder.length + 1), bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    };
  });
  writeFileSync(join(root, folder, 'files.json'),
      `${JSON.stringify({ release, files }, null, 1)}\n`);
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  await runMain(async () => {
    const text = `${JSON.stringify(makeManifest(), null, 2)}\n`;
    writeFileSync(join(root, 'models/manifest.json'), text);
  });
}
