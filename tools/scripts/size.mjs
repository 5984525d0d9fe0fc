/**
 * npm run size: what goes over the wire against tools/size/budget.json. Code is
 * counted as brotli 11 would send it, model parts as they are stored.
 */
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, inflateSync } from 'node:zlib';
import { build } from './cmake.mjs';
import { root, runMain } from './lib.mjs';
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

/** Kinds of files that a visit does not load. */
const NOT_LOADED = /^(_headers|LICENSE\.txt|stand-first\.js|examples\/.*)$/;

/**
 * Measures dist/ as it is.
 *
 * @returns {Row[]} the last row is the sum
 */
export function measureSizes() {
  const budget = JSON.parse(
      readFileSync(join(root, 'tools/size/budget.json'), 'utf8'));
  /** @type {Map<string, Row>} */
  const code = new Map();
  /** @type {Row[]} */
  const parts = [];
  /** @type {Row[]} */
  const beside = [];
  for (const file of siteFiles()) {
    const bytes = readFileSync(join(root, 'dist', file));
    const raw = bytes.length;
    if (extname(file) === '.sfm') {
      const name = inflateSync(bytes).subarray(16, 32).toString('latin1')
          .replace(/\0+$/, '');
      const row = { what: `model part \`${name}\``, raw, wire: raw };
      const bar = budget.parts[name];
      parts.push(bar === undefined ? row : { ...row, bar });
      continue;
    }
    const wire = brotli(bytes);
    if (NOT_LOADED.test(file)) {
      if (file === 'stand-first.js') {
        beside.push({ what: 'element `stand-first.js`, alone', raw, wire });
      }
      continue;
    }
    const what = kindOf(file);
    const row = code.get(what) ?? { what, raw: 0, wire: 0 };
    row.raw += raw;
    row.wire += wire;
    code.set(what, row);
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
  return [
    ...beside, ...rows, wholeCode, ...parts,
    sum([wholeCode, ...parts], 'all of it', budget.all),
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
    ...rows.map(({ what, raw, wire, bar }) => `| ${what} | ${kilobytes(raw)} ` +
        `| ${kilobytes(wire)} | ${bar ? Math.round(bar / 1000) : ''} |`),
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
  const over = barred.filter(({ wire, bar }) => wire > (bar ?? 0));
  for (const { what } of over) console.log(`over its budget: ${what}`);
  return { passed: barred.length - over.length, failed: over.length };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  await runMain(async () => {
    await setUp('size');
    await build('wasm');
    await buildSite();
    const { failed } = await checkSizes();
    if (failed > 0) process.exitCode = 1;
  });
}
