/** files.json of a built folder, held against what lies there. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} folder without a slash at its end */
export function checkFilesList(folder) {
  const { release, files } = JSON.parse(
      readFileSync(join(folder, 'files.json'), 'utf8'));
  assert.match(release, /^\d+\.\d+\.\d+$/u);
  const listed = new Map(files.map(
      (/** @type {any} */ { file, sha256 }) => [file, sha256]));
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .filter((file) => file !== 'files.json');
  assert.deepEqual(found.sort(), [...listed.keys()].sort());
  for (const file of found) {
    assert.equal(createHash('sha256').update(
        readFileSync(join(folder, file))).digest('hex'), listed.get(file), file);
  }
}
