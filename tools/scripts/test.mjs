/**
 * npm test: everything, from a clean clone on. Ends with one line,
 * "N passed, N failed", and a status that says whether anything failed.
 *
 *     npm test                     all of it
 *     npm test -- native browser   only these parts (names: see PARTS)
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './cmake.mjs';
import { checkFormat, checkTidy } from './lint.mjs';
import {
  Failure, heading, jobs, listFiles, root, run, since,
} from './lib.mjs';
import { setUp } from './setup.mjs';
import { buildSite } from './site.mjs';
import { checkSizes } from './size.mjs';

/** @typedef {{passed: number, failed: number}} Counts */

/**
 * In the order of what fails soonest; each builds what it needs.
 *
 * @type {Record<string, {title: string, work: () => Promise<Counts>}>}
 */
const PARTS = {
  types: { title: 'Types (tsc --checkJs --strict)', work: checkTypes },
  format: { title: 'Format (clang-format)', work: checkFormat },
  native: { title: 'Core, native, under ASan and UBSan', work: testNative },
  wasm: { title: 'Core, as wasm in node', work: testWasm },
  script: { title: 'JavaScript, native program, tree', work: testScripts },
  size: { title: 'Size budgets', work: checkSizes },
  browser: { title: 'The page in Chromium', work: testBrowser },
  tidy: { title: 'clang-tidy', work: checkTidy },
};

/** @returns {Promise<Counts>} */
async function checkTypes() {
  /** @type {Counts} */
  const counts = { passed: 0, failed: 0 };
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  for (const project of ['tsconfig.json', 'web/tsconfig.json']) {
    const folder = project.replace(/\/?tsconfig.json$/, '');
    if (listFiles(folder, (path) => /\.m?js$/.test(path)).length === 0) continue;
    const { status } = await run(process.execPath, [tsc, '-p', project], {
      mayFail: true,
    });
    counts[status === 0 ? 'passed' : 'failed'] += 1;
  }
  return counts;
}

async function testNative() {
  await build('debug', ['core_tests', 'frontend_tests', 'standfirst']);
  const core = await runGoogleTest([join(root, 'build/debug/core_tests')]);
  const frontends =
      await runGoogleTest([join(root, 'build/debug/frontend_tests')]);
  return {
    passed: core.passed + frontends.passed,
    failed: core.failed + frontends.failed,
  };
}

async function testWasm() {
  await build('wasm-tests');
  const node = [process.execPath];
  // CommonJS output of Emscripten 3.1.6 takes fetch for a browser's.
  if (process.allowedNodeEnvironmentFlags.has('--experimental-fetch')) {
    node.push('--no-experimental-fetch');
  }
  return await runGoogleTest(
      [...node, join(root, 'build/wasm-tests/core_tests.cjs')]);
}

/**
 * @param {string[]} command
 * @returns {Promise<Counts>}
 */
async function runGoogleTest(command) {
  const [program, ...args] = /** @type {[string, ...string[]]} */ (command);
  const { status, output } = await run(
      program, [...args, '--gtest_brief=1', '--gtest_color=no'],
      { tee: true, mayFail: true });
  const count = (/** @type {RegExp} */ pattern) =>
    Number(pattern.exec(output)?.[1] ?? 0);
  const passed = count(/\[ {2}PASSED {2}\] (\d+) test/);
  let failed = count(/\[ {2}FAILED {2}\] (\d+) test/);
  // A crash ends the program without its last lines.
  if (status !== 0 && failed === 0) failed = 1;
  if (passed + failed === 0) failed = 1;
  return { passed, failed };
}

async function testScripts() {
  await build('release');
  await build('wasm');
  await buildSite();
  return await runNodeTests('scripts', jobs, (path) =>
    !path.startsWith('tests/browser/'));
}

async function testBrowser() {
  await build('wasm');
  await buildSite();
  // One at a time: some measure, and Chromium alone keeps two cores at work.
  return await runNodeTests('browser', 1, (path) =>
    path.startsWith('tests/browser/'));
}

/**
 * @param {string} name of the log
 * @param {number} atOnce files
 * @param {(path: string) => boolean} wanted
 * @returns {Promise<Counts>}
 */
async function runNodeTests(name, atOnce, wanted) {
  const files = listFiles(
      'tests', (path) => /\.test\.m?js$/.test(path) && wanted(path));
  if (files.length === 0) return { passed: 0, failed: 0 };
  const log = join(root, `build/${name}.tap`);
  mkdirSync(join(root, 'build'), { recursive: true });
  const { status } = await run(process.execPath, [
    // No file takes as long, on a machine that has other work too.
    '--test', '--test-timeout=1800000', `--test-concurrency=${atOnce}`,
    '--test-reporter=./tools/scripts/reporter.mjs',
    '--test-reporter-destination=stdout',
    '--test-reporter=tap', `--test-reporter-destination=${log}`, ...files,
  ], { mayFail: true });
  const output = existsSync(log) ? readFileSync(log, 'utf8') : '';
  const count = (/** @type {string} */ what) => Number(
      new RegExp(`^# ${what} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
  const passed = count('pass');
  let failed = count('fail') + count('cancelled');
  if (status !== 0 && failed === 0) failed = 1;
  if (passed + failed === 0) failed = 1;
  return { passed, failed };
}

async function main() {
  const started = performance.now();
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !(name in PARTS));
  if (unknown.length > 0) {
    throw new Failure(`no such part: ${unknown.join(', ')}; there are ` +
        Object.keys(PARTS).join(', '));
  }
  await setUp('test');
  console.log(`running with ${jobs} jobs`);
  const total = { passed: 0, failed: 0 };
  /** @type {string[]} */
  const rows = [];
  for (const [name, { title, work }] of Object.entries(PARTS)) {
    // clang-tidy takes as long as all the rest: `npm run lint`, or by name.
    if (asked.length > 0 ? !asked.includes(name) : name === 'tidy') continue;
    heading(title);
    const begun = performance.now();
    /** @type {Counts} */
    let counts;
    try {
      counts = await work();
    } catch (error) {
      console.error(error instanceof Failure ? error.message : error);
      counts = { passed: 0, failed: 1 };
    }
    total.passed += counts.passed;
    total.failed += counts.failed;
    const row = `${title}: ${counts.passed} passed, ${counts.failed} failed ` +
        `(${since(begun)})`;
    console.log(row);
    rows.push(row);
  }
  heading(`All in ${since(started)}`);
  console.log(`${rows.join('\n')}\n`);
  return total;
}

/** @type {Counts} */
let total = { passed: 0, failed: 1 };
try {
  total = await main();
} catch (error) {
  console.error(error instanceof Failure ? error.message : error);
}
process.exitCode = total.failed === 0 ? 0 : 1;
console.log(`${total.passed} passed, ${total.failed} failed`);
