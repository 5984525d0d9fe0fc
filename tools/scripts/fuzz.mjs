/**
 * npm run fuzz: libFuzzer targets under ASan and UBSan for a while, side by
 * side, from their corpora in tests/fuzz/corpus/NAME; what they learn goes to
 * build/fuzz-corpus/NAME, what stops them to build/fuzz-found. Totals go to
 * docs/results-fuzz.md.
 *
 *     npm run fuzz                          a minute each
 *     npm run fuzz -- text html 600         two targets, ten minutes
 *     npm run fuzz -- --no-build html 600   as they were built before
 *     npm run fuzz -- --minimise html       no run: a small corpus of what was
 *                                           learnt becomes tests/fuzz/corpus
 */
import {
  existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { build } from './cmake.mjs';
import { Failure, heading, inParallel, listFiles, root, run, runMain } from './lib.mjs';
import { provenance } from './results.mjs';
import { setUp } from './setup.mjs';

const RESULTS = join(root, 'docs/results-fuzz.md');
const FOUND = join(root, 'build/fuzz-found');

/** @param {string} target */
const foldersOf = (target) => ({
  learnt: join(root, 'build/fuzz-corpus', target),
  committed: join(root, 'tests/fuzz/corpus', target),
});

/**
 * Runs one target and says what came of it.
 *
 * @param {string} target
 * @param {number} seconds
 */
async function fuzz(target, seconds) {
  const { learnt, committed } = foldersOf(target);
  mkdirSync(learnt, { recursive: true });
  const { status, output } = await run(join(root, 'build/fuzz', target), [
    learnt, ...existsSync(committed) ? [committed] : [],
    `-max_total_time=${seconds}`, '-timeout=10', '-rss_limit_mb=4096',
    '-max_len=65536', `-artifact_prefix=${FOUND}/${target}-`,
    '-print_final_stats=1',
  ], { cwd: learnt, capture: true, mayFail: true });
  const number = (/** @type {RegExp} */ pattern) =>
    [...output.matchAll(pattern)].at(-1)?.[1] ?? '?';
  const found = readdirSync(FOUND)
      .filter((file) => file.startsWith(`${target}-`)).length;
  if (status !== 0) console.log(output.slice(-4000));
  return {
    target, status, found,
    cells: [
      target, String(seconds), number(/^stat::number_of_executed_units: (\d+)/gm),
      number(/ cov: (\d+)/g), number(/ corp: (\d+)/g),
      number(/^stat::slowest_unit_time_sec: +(\d+)/gm),
      number(/^stat::peak_rss_mb: +(\d+)/gm),
      found === 0 && status === 0 ? 'none' : `**${found}**`,
      new Date().toISOString().slice(0, 10),
    ],
  };
}

/**
 * Puts rows in place of older ones of the same targets.
 *
 * @param {string[][]} rows
 */
async function writeResults(rows) {
  const old = existsSync(RESULTS) ? readFileSync(RESULTS, 'utf8') : '';
  const kept = [...old.matchAll(/^\| (\w+) \| \d.*$/gm)]
      .filter((row) => !rows.some(([target]) => target === row[1]))
      .map(([line]) => line);
  const lines = [...kept, ...rows.map((cells) => `| ${cells.join(' | ')} |`)];
  writeFileSync(RESULTS, `# Fuzzing

Written by \`npm run fuzz\`, not by hand. libFuzzer with ASan and UBSan (clang),
inputs up to 64 kB, 10 s an input at most. What was found before stands as cases
in \`tests/data\`, \`tests/fuzz/corpus\` or the tests of the part that it broke.

Last run: ${(await provenance()).replace(/^C/, 'c')}

| target | seconds | inputs run | edges covered | corpus | slowest, s | memory, MB | found | day |
|---|---:|---:|---:|---:|---:|---:|---|---|
${lines.sort().join('\n')}
`);
}

/**
 * What covers as much as all that was learnt, the small ones of it: a corpus
 * to start from, not an archive.
 *
 * @param {string} target
 */
async function minimise(target) {
  const { learnt, committed } = foldersOf(target);
  const merged = join(root, 'build/fuzz-merged', target);
  rmSync(merged, { recursive: true, force: true });
  mkdirSync(merged, { recursive: true });
  await run(join(root, 'build/fuzz', target), [
    '-set_cover_merge=1', '-max_len=400', merged, learnt,
    ...existsSync(committed) ? [committed] : [],
  ], { quiet: true });
  rmSync(committed, { recursive: true, force: true });
  mkdirSync(committed, { recursive: true });
  const files = readdirSync(merged)
      .map((name) => ({ name, bytes: readFileSync(join(merged, name)) }))
      .sort((a, b) => b.bytes.length - a.bytes.length);
  const MOST = 60;
  files.slice(0, MOST).forEach(({ name, bytes }) =>
    writeFileSync(join(committed, name), bytes));
  console.log(`${target}: ${Math.min(files.length, MOST)} of ${files.length}`);
}

await runMain(async () => {
  const targets = listFiles('tests/fuzz', (path) => path.endsWith('.cc'))
      .map((path) => basename(path, '.cc'));
  const words = process.argv.slice(2);
  const flags = words.filter((word) => word.startsWith('--'));
  const names = words.filter((word) => /^[a-z]/.test(word));
  const seconds = Number(words.find((word) => /^\d+$/.test(word)) ?? 60);
  const wanted = names.length > 0 ? names : targets;
  for (const target of wanted) {
    if (!targets.includes(target)) {
      throw new Failure(`no target ${target}; there are ${targets.join(', ')}`);
    }
  }
  if (!flags.includes('--no-build') && !flags.includes('--minimise')) {
    await setUp('fuzz');
    await build('fuzz', wanted);
  }
  if (flags.includes('--minimise')) {
    for (const target of wanted) await minimise(target);
    return;
  }
  mkdirSync(FOUND, { recursive: true });
  heading(`${wanted.join(', ')}: ${seconds} s each`);
  const results = await inParallel(wanted, (target) => fuzz(target, seconds));
  for (const { cells } of results) console.log(cells.join(' | '));
  await writeResults(results.map(({ cells }) => cells));
  const stopped = results.filter(({ status, found }) => status !== 0 || found > 0);
  if (stopped.length > 0) {
    throw new Failure(`${stopped.map(({ target }) => target).join(', ')}: ` +
        'see build/fuzz-found');
  }
});
