/** A fresh project that has the packed package, as `npm install` leaves it. */
import { execFileSync } from 'node:child_process';
import {
  mkdirSync, mkdtempSync, realpathSync, rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packPackage } from '../../tools/scripts/package.mjs';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** @type {Promise<string> | undefined} */
let packed;

/**
 * The tarball, made once in a process, in a folder of its own: files of tests run
 * beside each other.
 *
 * @returns {Promise<string>}
 */
export function tarball() {
  if (!packed) {
    const folder = mkdtempSync(join(root, 'build/packed-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    packed = packPackage(folder);
  }
  return packed;
}

/**
 * @typedef {object} Project
 * @property {string} folder
 * @property {string} installed where the package lies
 * @property {() => void} remove
 */

/** A folder outside of this tree, whose packages no program finds by itself. */
export function makeFolder() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'standfirst-')));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * @param {Record<string, string>} files of the project
 * @returns {Promise<Project>}
 */
export async function makeProject(files) {
  const archive = await tarball();
  const { folder, remove } = makeFolder();
  const installed = join(folder, 'node_modules/standfirst');
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', archive, '-C', installed, '--strip-components=1']);
  for (const [name, text] of Object.entries({
    'package.json': '{"name":"consumer","private":true,"type":"module"}', ...files,
  })) writeFileSync(join(folder, name), text);
  return { folder, installed, remove };
}
