/** Configures and builds one of CMakePresets.json's presets. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { haveCmark } from './cmark.mjs';
import { jobs, root, run } from './lib.mjs';

/**
 * Where a preset builds, relative to the root.
 *
 * @type {Record<string, string>}
 */
export const FOLDERS = {
  'release': 'build/native',
  'debug': 'build/debug',
  'bench': 'build/bench',
  'fuzz': 'build/fuzz',
  'wasm': 'build/wasm',
  'wasm-tests': 'build/wasm-tests',
};

/**
 * Configures a preset when it is new (ninja does it again by itself when a
 * CMake file has changed) and builds targets of it.
 *
 * @param {string} preset
 * @param {string[]} [targets] all, if none is named
 * @param {string[]} [definitions] such as "-DNAME=VALUE"
 */
export async function build(preset, targets = [], definitions = []) {
  const folder = join(root, FOLDERS[preset] ?? `build/${preset}`);
  // A build tree that was moved, or configured for another toolchain, is made
  // anew: CMake would refuse it or go on with the old one.
  const stale = !existsSync(join(folder, 'build.ninja')) || wasMoved(folder) ||
      (preset === 'wasm' && haveCmark() && !knowsCmark(folder));
  if (stale || definitions.length > 0) {
    const fresh = wasMoved(folder) ? ['--fresh'] : [];
    await run('cmake', ['--preset', preset, ...fresh, ...definitions], {
      quiet: true,
    });
  }
  await run('ninja', ['-C', folder, '-j', String(jobs), ...targets], {
    env: { NODE_PATH: nodePath(), NINJA_STATUS: `[${preset} %f/%t] ` },
  });
}

/** Whether it was configured when cmark's sources were there.
 * @param {string} folder */
function knowsCmark(folder) {
  return readFileSync(join(folder, 'build.ninja'), 'utf8').includes('markdown.wasm');
}

/** @param {string} folder */
function wasMoved(folder) {
  const cache = join(folder, 'CMakeCache.txt');
  if (!existsSync(cache)) return false;
  const text = readFileSync(cache, 'utf8');
  const home = /^CMAKE_HOME_DIRECTORY:INTERNAL=(.*)$/m.exec(text)?.[1];
  const sdk = process.env['EMSDK'];
  const compiler = /^CMAKE_CXX_COMPILER:\w+=(.*)$/m.exec(text)?.[1] ?? '';
  const emscripten = compiler.endsWith('em++');
  return `${home}/` !== root ||
      (emscripten && compiler.includes('/upstream/') !== Boolean(sdk));
}

/**
 * Debian's Emscripten looks for acorn where Debian's own node would find it
 * (TOOLCHAIN trap A).
 */
export function nodePath() {
  const debian = '/usr/share/nodejs';
  const given = process.env['NODE_PATH'];
  return given ? `${debian}:${given}` : debian;
}
