/**
 * npm run size: what goes over the wire against tools/size/budget.json. Code is
 * counted as brotli 11 would send it, model parts as they are stored.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from './cmake.mjs';
import { root, runMain } from './lib.mjs';
import { provenance, writeSection } from './results.mjs';
import { setUp } from './setup.mjs';
import { buildSite, siteFiles } from './site.mjs';

/**
 * @typedef {object} Row
 * @property {string} what
 * @property {number} raw bytes
 * @property {number} wire bytes
 * @property {number} [bar] bytes allowed
 */

/** @param {Uint8Array} bytes */
export function brotli(bytes) {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  }).length;
}

/** Files that no browser loads. */
const NOT_SENT = /^(_headers|LICENSE\.txt|THIRD_PARTY_LICENCES\.txt|files\.json|examples\/.*)$/;

const ELEMENT = 'element `stand-first.js`, on every page that has it';
const ELEMENT_VIEW = 'element in use: its view and the engine\'s client';
/** What a first summary needs, and `<stand-first>` without its options. */
const BASE = 'model part `base`';

/**
 * What a visit to the page does not load, counted apart: not in the budget. A
 * test in tests/browser/site.test.js holds the first two rows to that.
 */
export const BESIDE = [
  {
    what: 'on a click: pictures, copies and files, what was cut and why, sheets',
    files: /^assets\/later-\w+\.js$/,
    ofThePage: true,
  },
  {
    what: 'what the page says when something fails',
    files: /^assets\/problems-\w+\.js$/,
    ofThePage: true,
  },
  {
    what: 'what takes opened files, links, web pages and Markdown in',
    files: /^assets\/(files|link|readable)-\w+\.js$/,
    ofThePage: true,
  },
  {
    what: 'what reads the results of very long texts',
    files: /^assets\/long_json-\w+\.js$/,
    ofThePage: true,
  },
  { what: ELEMENT, files: /^stand-first\.js$/ },
  {
    what: ELEMENT_VIEW,
    files: /^assets\/element\/view-\w+\.js$/,
  },
  {
    what: 'engine once more, for pages without workers',
    files: /^assets\/(host|standfirst)-\w+\.js$/,
  },
  {
    what: 'the same for the element, its names and marks, and reading what is marked up',
    files: /^assets\/element\//,
  },
  {
    what: 'libraries, loaded when a text needs them',
    files: /^assets\/(readability|markdown|pdf|pdf_worker|mammoth)-\w+\.js$/,
  },
  {
    what: 'another language, and what hands PDF and Word files to the libraries',
    files: /^assets\/(strings_de|pdf_text|word_text)-\w+\.js$/,
  },
  { what: 'icons of the installed page', files: /^assets\/.*\.png$/ },
  { what: '`standfirst.html`, all in one file', files: /^standfirst\.html$/ },
  { what: 'samples but the first', files: /^assets\/(?!news-)[\w-]+\.txt$/ },
];

/** Trained sections of the part `base` that have a bar of their own. */
const SECTIONS = [
  {
    what: 'of `base`, before it is packed: sentences and tokens',
    files: ['base.segment'], bar: 'segment',
  },
  {
    what: 'of `base`, before it is packed: ranking',
    files: ['base.rank'], bar: 'rank',
  },
];

/**
 * @param {Record<string, number>} bars
 * @returns {Row[]}
 */
function sectionRows(bars) {
  return SECTIONS.map(({ what, files, bar }) => {
    const raw = files.reduce((total, file) =>
      total + statSync(join(root, 'models/sections', file)).size, 0);
    return { what, raw, wire: raw, bar: bars[bar] };
  });
}

/**
 * Measures dist/ as it is.
 *
 * @returns {Row[]}
 */
export function measureSizes() {
  const budget = JSON.parse(
      readFileSync(join(root, 'tools/size/budget.json'), 'utf8'));
  /** @type {Map<string, Row>} */
  const code = new Map();
  /** @type {Row[]} */
  const parts = [];
  /** @type {Map<string, Row>} */
  const beside = new Map();
  for (const file of siteFiles()) {
    const bytes = readFileSync(join(root, 'dist', file));
    const raw = bytes.length;
    if (extname(file) === '.sfm') {
      const name = bytes.subarray(16, 32).toString('latin1')
          .replace(/\0+$/, '');
      const row = { what: `model part \`${name}\``, raw, wire: raw };
      const bar = budget.parts[name];
      parts.push(bar === undefined ? row : { ...row, bar });
      continue;
    }
    const wire = brotli(bytes);
    if (NOT_SENT.test(file)) continue;
    const apart = BESIDE.find(({ files }) => files.test(file));
    const [rows, what] =
        apart ? [beside, apart.what] : /** @type {const} */ ([code, kindOf(file)]);
    const row = rows.get(what) ?? { what, raw: 0, wire: 0 };
    row.raw += raw;
    row.wire += wire;
    rows.set(what, row);
  }
  const rows = [...code.values()].sort((a, b) => b.wire - a.wire);
  const sum = (/** @type {Row[]} */ of, /** @type {string} */ what,
      /** @type {number} */ bar) => ({
    what,
    raw: of.reduce((total, row) => total + row.raw, 0),
    wire: of.reduce((total, row) => total + row.wire, 0),
    bar,
  });
  const wholeCode = sum(rows, 'page, glue and wasm', budget.code);
  // For who counts the page's own code whole, whenever it comes.
  const clicked = BESIDE.filter(({ ofThePage }) => ofThePage)
      .flatMap(({ what }) => beside.get(what) ?? []);
  const { bar: _, ...withClicks } = sum(
      [wholeCode, ...clicked], 'the same with what clicks and files ask for', 0);
  return [
    ...rows, wholeCode, withClicks, ...parts, ...sectionRows(budget.sections),
    sum([wholeCode, ...parts.filter(({ what }) => what === BASE)],
        'page, glue and wasm with the part `base`: a first summary',
        budget.firstSummary),
    sum([wholeCode, ...parts], 'all of it', budget.all),
    ...elementRows(code, parts, beside, budget), ...beside.values(),
  ];
}

/**
 * What a page pays for `<stand-first>`, until its reader comes near and after.
 *
 * @param {Map<string, Row>} code
 * @param {Row[]} parts
 * @param {Map<string, Row>} beside the element's own rows are taken out
 * @param {{element: number, elementInUse: number}} budget
 * @returns {Row[]}
 */
function elementRows(code, parts, beside, budget) {
  const [loader, view] = [ELEMENT, ELEMENT_VIEW].map((what) => beside.get(what));
  if (!loader || !view) return [];
  beside.delete(ELEMENT);
  const used = [
    loader, view, code.get('wasm'), code.get('worker with the glue'),
    parts.find(({ what }) => what === BASE),
  ];
  const sum = (/** @type {'raw' | 'wire'} */ member) =>
    used.reduce((total, row) => total + (row?.[member] ?? 0), 0);
  return [
    { ...loader, bar: budget.element },
    {
      what: 'element and engine, with the part `base`',
      raw: sum('raw'), wire: sum('wire'), bar: budget.elementInUse,
    },
  ];
}

/** @param {string} file of dist/ */
function kindOf(file) {
  const name = file.replace(/^assets\//, '');
  if (name.endsWith('.wasm')) return 'wasm';
  if (name.startsWith('worker-')) return 'worker with the glue';
  if (name.endsWith('.css')) return 'styles';
  if (name.endsWith('.js')) return 'page scripts';
  if (name === 'index.html') return 'index.html';
  return 'icons, samples, manifest';
}

/** @param {Row[]} rows */
export function sizeTable(rows) {
  const kilobytes = (/** @type {number} */ bytes) => (bytes / 1000).toFixed(1);
  return [
    '| what | raw, kB | over the wire, kB | bar, kB |',
    '|---|---:|---:|---:|',
    ...rows.map(({ what, raw, wire, bar }) => {
      const shown = bar !== undefined && wire > bar ?
        `**${kilobytes(wire)}, missed**` : kilobytes(wire);
      return `| ${what} | ${kilobytes(raw)} | ${shown} ` +
          `| ${bar ? Math.round(bar / 1000) : ''} |`;
    }),
  ].join('\n');
}

/** @returns {Promise<{passed: number, failed: number}>} one test per bar */
export async function checkSizes() {
  if (!existsSync(join(root, 'dist/index.html'))) {
    await build('wasm');
    await buildSite();
  }
  const rows = measureSizes();
  console.log(sizeTable(rows));
  const barred = rows.filter(({ bar }) => bar !== undefined);
  const over = barred.filter(({ wire, bar = 0 }) => wire > bar);
  for (const { what } of over) console.log(`misses its bar: ${what}`);
  return { passed: barred.length - over.length, failed: over.length };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  await runMain(async () => {
    await setUp('size');
    await build('wasm');
    await buildSite();
    const { failed } = await checkSizes();
    writeSection('size', [
      await provenance(),
      'Code as brotli 11 would send it, model parts as they are stored. The ' +
          'last rows are not loaded by a visit up to its summary and not in ' +
          'the sums; the service worker fetches those of the page afterwards, ' +
          'for the time without a network. What ' +
          'misses its bar stands in bold and fails `npm test`. A first ' +
          'summary needs `base` alone: its bar is the first issue\'s, for ' +
          'the parts of that issue. "All of it" has the bar of 1,200 kB and ' +
          '750 to reach for.',
      sizeTable(measureSizes()),
    ].join('\n\n'));
    if (failed > 0) process.exitCode = 1;
  });
}
