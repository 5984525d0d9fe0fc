/**
 * npm run bench: native per stage and end to end (Google Benchmark), wasm in
 * node beside native in the same run, and the page in Chromium. Writes
 * build/bench.json and its section of docs/results.md.
 *
 *     npm run bench                        all of it
 *     npm run bench -- native wasm browser some of it (writes nothing to docs)
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureBrowser } from '../../tests/bench/browser.mjs';
import { makeText, makeWords } from '../../tests/bench/text.mjs';
import { median } from '../../tests/bench/wasm.mjs';
import { build } from './cmake.mjs';
import { Failure, heading, root, run, runMain } from './lib.mjs';
import { provenance, table, writeSection } from './results.mjs';
import { setUp } from './setup.mjs';
import { buildSite } from './site.mjs';

const TEXTS = join(root, 'build/bench-texts');
const PROGRAM = join(root, 'build/bench/standfirst_bench');
const STAGES = ['clean', 'segment', 'tag', 'entity', 'rank'];
const SIZES = ['10kB', '1MB', '10MB'];

/** How often native and wasm are run by turns, and for how many seconds each. */
const TURNS = [
  { text: '10kB', turns: 10, seconds: 0.5 },
  { text: '1MB', turns: 10, seconds: 1 },
  { text: '10MB', turns: 3, seconds: 1 },
];

/** @returns {Record<string, {bytes: number, words: number}>} */
function writeTexts() {
  mkdirSync(TEXTS, { recursive: true });
  /** @type {Record<string, {bytes: number, words: number}>} */
  const made = {};
  for (const [name, text] of Object.entries({
    '10kB': makeText(10_000),
    '1MB': makeText(1_000_000),
    '10MB': makeText(10_000_000),
    '800w': makeWords(800),
    '10000w': makeWords(10_000),
  })) {
    writeFileSync(join(TEXTS, `${name}.txt`), text);
    made[name] = {
      bytes: Buffer.byteLength(text),
      words: text.match(/\S*[\p{L}\p{N}]\S*/gu)?.length ?? 0,
    };
  }
  return made;
}

/**
 * Milliseconds of each benchmark that the filter names.
 *
 * @param {string} filter
 * @param {number} seconds
 * @returns {Promise<Map<string, number>>}
 */
async function runNative(filter, seconds) {
  const { output } = await run(PROGRAM, [
    `--texts=${TEXTS}`, `--benchmark_filter=${filter}`,
    `--benchmark_min_time=${seconds}`, '--benchmark_format=json',
  ], { capture: true });
  /** @type {{benchmarks: {name: string, real_time: number,
   *     time_unit: string, error_occurred?: boolean}[]}} */
  const report = JSON.parse(output.slice(output.indexOf('{\n')));
  /** @type {Record<string, number>} */
  const units = { ns: 1e-6, us: 1e-3, ms: 1, s: 1000 };
  return new Map(report.benchmarks.map((row) => {
    if (row.error_occurred) throw new Failure(`${row.name} failed`);
    const name = row.name.replace(/\/manual_time$/, '');
    return [name, row.real_time * (units[row.time_unit] ?? 1)];
  }));
}

/**
 * @param {string} text
 * @param {number} seconds
 * @returns {Promise<{analyse: number, json: number, memory: number}>}
 */
async function runWasm(text, seconds) {
  const { output } = await run(process.execPath, [
    'tests/bench/wasm.mjs', join(TEXTS, `${text}.txt`), String(seconds),
  ], { capture: true });
  return JSON.parse(output.trim().split('\n').at(-1) ?? '');
}

/** @param {number} milliseconds */
function shownTime(milliseconds) {
  if (milliseconds < 1) return `${(milliseconds * 1000).toFixed(0)} µs`;
  if (milliseconds < 100) return `${milliseconds.toFixed(1)} ms`;
  return `${milliseconds.toFixed(0)} ms`;
}

/** @param {number[]} values */
function spread(values) {
  return `${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)}`;
}

/**
 * @param {ReturnType<typeof writeTexts>} texts
 */
async function benchNative(texts) {
  heading('Native, per stage');
  const names = [...STAGES, 'analyse', 'summarise', 'json'];
  const times = await runNative('.*', 0.3);
  const nanoseconds = (/** @type {string} */ what, /** @type {string} */ text) =>
    (times.get(`${what}/${text}`) ?? NaN) * 1e6 / (texts[text]?.bytes ?? NaN);
  const perByte = table(
      ['stage, ns per byte', ...SIZES, 'share at 1 MB'],
      [...STAGES, 'analyse'].map((what) => [
        what === 'analyse' ? '**all of it**' : what,
        ...SIZES.map((text) => nanoseconds(what, text).toFixed(1)),
        `${(100 * nanoseconds(what, '1MB') / nanoseconds('analyse', '1MB'))
            .toFixed(0)} %`,
      ]));
  const summaries = table(
      ['native', '800 words', '10,000 words', '10 MB'],
      [['analyse', 'analyse'], ['summarise again', 'summarise'],
        ['summarise again, with JSON', 'json']].map(([shown, what]) => [
        shown ?? '',
        ...['800w', '10000w', '10MB'].map((text) =>
          shownTime(times.get(`${what}/${text}`) ?? NaN)),
      ]));
  console.log(`${perByte}\n\n${summaries}`);
  return {
    times: Object.fromEntries([...times].filter(([name]) =>
      names.includes(name.split('/')[0] ?? ''))),
    tables: [perByte, summaries],
  };
}

/**
 * @param {ReturnType<typeof writeTexts>} texts
 */
async function benchWasm(texts) {
  heading('wasm beside native, by turns');
  /** @type {Record<string, {native: number, wasm: number, ratio: number,
   *     ratios: number[], memory: number}>} */
  const results = {};
  /** @type {(string | number)[][]} */
  const rows = [];
  for (const { text, turns, seconds } of TURNS) {
    /** @type {number[]} */
    const native = [];
    /** @type {number[]} */
    const wasm = [];
    let memory = 0;
    for (let turn = 0; turn < turns; ++turn) {
      const filter = `^analyse/${text}$`;
      native.push((await runNative(filter, seconds)).get(`analyse/${text}`) ?? NaN);
      const measured = await runWasm(text, seconds);
      wasm.push(measured.analyse);
      memory = Math.max(memory, measured.memory);
    }
    const ratios = wasm.map((time, turn) => time / (native[turn] ?? NaN));
    const result = {
      native: median(native), wasm: median(wasm), ratio: median(ratios), ratios,
      memory,
    };
    results[text] = result;
    const { bytes = NaN, words = NaN } = texts[text] ?? {};
    rows.push([
      text, shownTime(result.native), shownTime(result.wasm),
      result.ratio.toFixed(2), `${spread(ratios)} (${turns})`,
      Math.round(words / result.native * 1000).toLocaleString('en'),
      Math.round(words / result.wasm * 1000).toLocaleString('en'),
      `${(memory / 1e6).toFixed(0)} MB, ${(memory / bytes).toFixed(1)} x`,
    ]);
    console.log(rows.at(-1)?.join(' | '));
  }
  return {
    results,
    table: table([
      'analyse', 'native', 'wasm', 'wasm / native', 'spread (turns)',
      'native words/s', 'wasm words/s', 'wasm memory',
    ], rows),
  };
}

/**
 * The rows of DESIGN §5 that are times, ratios or memory.
 *
 * @param {ReturnType<typeof writeTexts>} texts
 * @param {Awaited<ReturnType<typeof benchNative>>['times']} native
 * @param {Awaited<ReturnType<typeof benchWasm>>['results']} wasm
 * @param {Awaited<ReturnType<typeof measureBrowser>>} browser
 */
function budgetTable(texts, native, wasm, browser) {
  const entitySpeed = (/** @type {string} */ text) =>
    (texts[text]?.words ?? NaN) / (native[`entity/${text}`] ?? NaN) * 1000;
  // Words, or bytes, over the milliseconds of these stages together.
  const rate = (/** @type {string} */ text, /** @type {string[]} */ stages,
      /** @type {'words' | 'bytes'} */ unit) =>
    (texts[text]?.[unit] ?? NaN) / stages.reduce(
        (sum, stage) => sum + (native[`${stage}/${text}`] ?? NaN), 0) * 1000;
  const perByte = (/** @type {string} */ text) =>
    (wasm[text]?.native ?? NaN) / (texts[text]?.bytes ?? NaN);
  const speed = (texts['1MB']?.words ?? NaN) / (wasm['1MB']?.native ?? NaN) * 1000;
  const growth = perByte('10MB') / perByte('10kB');
  const memory = (wasm['10MB']?.memory ?? NaN) / (texts['10MB']?.bytes ?? NaN);
  const rows = /** @type {[string, number, number, string, boolean?][]} */ ([
    ['first summary after navigation, cold cache, ms',
      browser.firstSummary.median, 1000, '300'],
    ['800 words, analysed and summarised through the worker, ms',
      browser.words800.round, 12, '4'],
    ['800 words, summarised again, ms', browser.words800.again, 2, '0.5'],
    ['10,000 words, summarised again, ms', browser.words10000.again, 8, '2'],
    ['first summary, cold, 4G, page four times slower, engine in the page, ms',
      browser.coldOnPhone.median, 2500, ''],
    ['first summary, installed and open before, ms',
      browser.warmInstalled.median, 300, ''],
    ['typing beside a live summary, key to paint, 98 of 100, ms',
      browser.typing.p98, 100, ''],
    ['slider to the new summary painted, 10,000 words, ms',
      browser.slider.median, 50, ''],
    ['longest task of the page while it reads 10,000 words, ms',
      browser.longestTask, 50, ''],
    ['longest task of the page while it reads 10 MB, ms',
      browser.longestTaskOf10MB, 100, ''],
    ['30 `<stand-first>` on one page, workers', browser.elements.workers, 1, ''],
    ['30 `<stand-first>` on one page, models in memory', browser.elements.memories, 1, ''],
    ['1,000 `<stand-first>` come and go, heap after against before',
      browser.elements.after / browser.elements.before, 1.05, ''],
    ['whole pipeline, native, one thread, words/s', speed, 180000, '500,000',
      true],
    ['names, dates and amounts alone, native, 800 words, words/s',
      entitySpeed('800w'), 350000, '1,000,000', true],
    ['names, dates and amounts alone, native, 1 MB, words/s',
      entitySpeed('1MB'), 350000, '1,000,000', true],
    ['ranking and choice, native, 800 words, words/s',
      rate('800w', ['rank', 'summarise'], 'words'), 2e6, '5,000,000', true],
    ['ranking and choice, native, 10,000 words, words/s',
      rate('10000w', ['rank', 'summarise'], 'words'), 2e6, '5,000,000', true],
    ['cleaning and segmentation, native, 1 MB, MB/s',
      rate('1MB', ['clean', 'segment'], 'bytes') / 1e6, 25, '80', true],
    ['wasm against native, 1 MB', wasm['1MB']?.ratio ?? NaN, 1.6, '1.25'],
    ['time per byte, 10 MB against 10 kB', growth, 1.3, '1.0'],
    ['wasm memory for 10 MB, times the text', memory, 15, '8'],
  ]);
  const shown = (/** @type {number} */ value) => value >= 1000 ?
    Math.round(value).toLocaleString('en') : value.toFixed(value < 10 ? 2 : 0);
  return table(['what', 'reached', 'bar', 'reach for'], rows.map(
      ([what, value, bar, goal, more]) => {
        const missed = more ? value < bar : !(value <= bar);
        return [what, missed ? `**${shown(value)}**` : shown(value),
          bar.toLocaleString('en'), goal];
      }));
}

await runMain(async () => {
  await setUp('bench');
  const asked = process.argv.slice(2);
  const wants = (/** @type {string} */ part) =>
    asked.length === 0 || asked.includes(part);
  const texts = writeTexts();
  if (wants('native') || wants('wasm')) {
    await build('bench', ['standfirst_bench']);
  }
  if (wants('wasm') || wants('browser')) await build('wasm');
  const native = wants('native') ? await benchNative(texts) : undefined;
  const wasm = wants('wasm') ? await benchWasm(texts) : undefined;
  let browser;
  if (wants('browser')) {
    heading('The page in Chromium');
    await buildSite();
    browser = await measureBrowser();
    console.log(JSON.stringify(browser, null, 2));
  }
  writeFileSync(join(root, 'build/bench.json'), `${JSON.stringify({
    provenance: await provenance(),
    texts, native: native?.times, wasm: wasm?.results, browser,
  }, null, 2)}\n`);
  if (!native || !wasm || !browser) return;
  const budget = budgetTable(texts, native.times, wasm.results, browser);
  console.log(`\n${budget}`);
  writeSection('bench', [
    await provenance(),
    'Texts are our own samples over and over with words changed ' +
        '(`tests/bench/text.mjs`). Times are of one thread; browser figures ' +
        `are medians of ${browser.runs} runs. What misses its bar stands in bold.`,
    '### Against the budget',
    budget,
    '### By stage, native',
    ...native.tables,
    '### wasm in node beside native, by turns in one run',
    wasm.table,
    '### In Chromium',
    table(['through the worker, median (slowest)', '800 words', '10,000 words'],
        /** @type {const} */ (['analyse', 'round', 'again']).map((what) => [
          {
            analyse: 'analyse', round: 'analyse and summarise',
            again: 'summarise again',
          }[what],
          ...[browser.words800, browser.words10000].map((times) =>
            `${shownTime(times[what])} (${shownTime(times.slowest[what])})`),
        ])),
    `First summary after navigation, cold cache, localhost: median ` +
        `${shownTime(browser.firstSummary.median)}, slowest ` +
        `${shownTime(browser.firstSummary.slowest)} of ${browser.runs}. Cold on ` +
        `4G: slowest ${shownTime(browser.coldOnPhone.slowest)}; installed: slowest ` +
        `${shownTime(browser.warmInstalled.slowest)}. Of ${browser.typing.keys} keys ` +
        `the slowest took ${shownTime(browser.typing.slowest)} (the browser counts in ` +
        `steps of 8 ms, from 16), of the slider's moves ` +
        `${shownTime(browser.slider.slowest)}. Tasks are in processor time. Thirty \`<stand-first>\`, each with ` +
        `800 words, all stood ${shownTime(browser.elements.milliseconds)} after their ` +
        `script was asked for; the engine's memory, which holds the one model, was ` +
        `${(browser.elements.memoryOfThirty / 1e6).toFixed(1)} MB, with one element ` +
        `${(browser.elements.memoryOfOne / 1e6).toFixed(1)} MB. The heap was ` +
        `${(browser.elements.before / 1e6).toFixed(2)} MB and after a thousand more ` +
        `${(browser.elements.after / 1e6).toFixed(2)} MB.`,
  ].join('\n\n'));
});
