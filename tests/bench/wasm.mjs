/**
 * Measures the wasm module over one text in node:
 *
 *     node tests/bench/wasm.mjs TEXT [SECONDS]
 *
 * Prints JSON: median milliseconds of an analysis and of a summary with its
 * JSON, and the module's memory at its largest (it never shrinks).
 */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {import('../../wasm/standfirst.js').StandfirstModule} Wasm
 * @typedef {import('../../wasm/standfirst.js').Session} Session
 */

const root = fileURLToPath(new URL('../../', import.meta.url));

/** @returns {Promise<Wasm>} */
async function load() {
  const glue = new URL('../../build/wasm/standfirst.mjs', import.meta.url).href;
  const { default: create } = await import(glue);
  const wasmBinary = readFileSync(`${root}build/wasm/standfirst.wasm`);
  return await create({ wasmBinary });
}

/**
 * @template T
 * @param {Wasm} wasm
 * @param {Uint8Array} bytes
 * @param {(pointer: number) => T} use
 * @returns {T}
 */
function lend(wasm, bytes, use) {
  const pointer = wasm._malloc(Math.max(bytes.length, 1));
  if (pointer === 0) throw new Error('the module has no memory left');
  wasm.HEAPU8.set(bytes, pointer);
  try {
    return use(pointer);
  } finally {
    wasm._free(pointer);
  }
}

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] ?? 0 :
    ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}

/**
 * Runs until the time is over, at least twice; the first run warms up.
 *
 * @param {number} seconds
 * @param {() => void} work
 * @returns {number} median milliseconds
 */
function time(seconds, work) {
  const until = performance.now() + seconds * 1000;
  work();
  /** @type {number[]} */
  const times = [];
  do {
    const started = performance.now();
    work();
    times.push(performance.now() - started);
  } while (performance.now() < until);
  return median(times);
}

async function main() {
  const [file, seconds] = process.argv.slice(2);
  if (!file) throw new Error('usage: wasm.mjs TEXT [SECONDS]');
  const text = readFileSync(file);
  const wasm = await load();
  const session = new wasm.Session();
  for (const name of readdirSync(`${root}models`)) {
    if (!name.endsWith('.sfm')) continue;
    const part = readFileSync(`${root}models/${name}`);
    const status = lend(
        wasm, part, (pointer) => session.loadModel(pointer, part.length));
    if (status !== 0) throw new Error(`${name} was refused`);
  }
  const empty = wasm.HEAPU8.length;
  const analyse = () => {
    let status = lend(wasm, text, (pointer) =>
      session.analyse(pointer, text.length, {}));
    while (status === 1) status = session.advance(0xffffffff);
    if (status !== 0) throw new Error('the text was refused');
  };
  let words = 0;
  const summarise = () => {
    const status = session.summarise({ length: { words: 30 + words++ % 90 } });
    if (status !== 0) throw new Error('no summary was made');
  };
  const limit = Number(seconds ?? 1);
  analyse();
  summarise();
  const memory = wasm.HEAPU8.length;
  console.log(JSON.stringify({
    bytes: text.length,
    analyse: time(limit, analyse),
    json: time(limit / 2, summarise),
    memory,
    emptyMemory: empty,
  }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
