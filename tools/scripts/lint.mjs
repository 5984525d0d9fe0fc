/**
 * npm run lint: clang-format and clang-tidy over our own C++.
 *
 *     npm run lint            both
 *     npm run lint -- --fix   writes what clang-format would
 */
import { build } from './cmake.mjs';
import { heading, inParallel, listFiles, run, runMain } from './lib.mjs';
import { setUp } from './setup.mjs';

/** @typedef {{passed: number, failed: number}} Counts */

const FOLDERS = ['core', 'wasm', 'tools', 'tests', 'examples'];

/** @param {RegExp} pattern */
function sources(pattern) {
  return FOLDERS.flatMap((folder) => listFiles(
      folder, (path) => pattern.test(path)));
}

/**
 * Counts as one test: all files are as clang-format 14 would have them.
 *
 * @param {boolean} [fix]
 * @returns {Promise<Counts>}
 */
export async function checkFormat(fix = false) {
  const files = sources(/\.(cc|h)$/);
  const how = fix ? ['-i'] : ['--dry-run', '--Werror'];
  const { status } = await run('clang-format', [...how, ...files], {
    mayFail: true,
  });
  const passed = status === 0 ? 1 : 0;
  return { passed, failed: 1 - passed };
}

/**
 * Counts as one test per source file of the core, the module and the tools.
 *
 * @returns {Promise<Counts>}
 */
export async function checkTidy() {
  // The native compile commands; the module's own file has none there.
  await build('release');
  // What is compiled for wasm alone is not among the native compile commands.
  const files = sources(/\.cc$/).filter((path) =>
    /^(core|tools)\//.test(path) && !path.startsWith('tools/frontends/wasm/'));
  const results = await inParallel(files, async (file) => {
    const { status, output } = await run(
        'clang-tidy', ['-p', 'build/native', '--quiet', file],
        { capture: true, mayFail: true });
    if (status !== 0) console.log(output.trim());
    return status;
  });
  const failed = results.filter((status) => status !== 0).length;
  return { passed: results.length - failed, failed };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  await runMain(async () => {
    await setUp('lint');
    heading('clang-format');
    const format = await checkFormat(process.argv.includes('--fix'));
    heading('clang-tidy');
    const tidy = await checkTidy();
    const failed = format.failed + tidy.failed;
    console.log(`${format.passed + tidy.passed} clean, ${failed} not`);
    if (failed > 0) process.exitCode = 1;
  });
}
