/**
 * Draws what cleaning set aside from the articles of ../shared/data/summary,
 * so that somebody can read and judge it, and counts the verdicts.
 *
 *     node tools/scripts/removals.mjs draw [SEED [COUNT]]   JSON lines with text
 *     node tools/scripts/removals.mjs count                 the committed verdicts
 *
 * tests/data/clean/removals.jsonl keeps verdicts only: the document's id, where
 * the removal stood (UTF-16 offsets), its reason, and whether it was right.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { Failure, root, runMain } from './lib.mjs';

const SETS = ['train', 'dev_newssummary', 'dev_cnn', 'dev_other'];
const VERDICTS = join(root, 'tests/data/clean/removals.jsonl');

/**
 * Numbers below one, the same for the same seed (mulberry32, Tommy Ettinger,
 * public domain).
 *
 * @param {number} seed
 */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** @param {string} set */
function articles(set) {
  const file = join(root, `../shared/data/summary/${set}.jsonl.gz`);
  return gunzipSync(readFileSync(file)).toString().split('\n')
      .filter((line) => line !== '').map((line) => {
        const { id, text } = JSON.parse(line);
        return { id: String(id), text: String(text) };
      });
}

/**
 * @param {number} seed
 * @param {number} count
 */
function draw(seed, count) {
  const all = SETS.flatMap(articles);
  const { stdout, status, error } = spawnSync(
      join(root, 'build/native/standfirst'), ['--jsonl', '--entities=false'], {
        input: all.map(({ text }, id) => JSON.stringify({ id, text }))
            .join('\n'),
        encoding: 'utf8', maxBuffer: 2 ** 31 - 1,
      });
  if (status !== 0 && status !== 5) {
    throw new Failure(`build/native/standfirst failed: ${error ?? status}`);
  }
  const removals = stdout.trim().split('\n').flatMap((line, index) => {
    /** @type {{start: number, end: number, reason: string}[]} */
    const leftOut = JSON.parse(line).leftOut ?? [];
    return leftOut.map(({ start, end, reason }) => ({ index, start, end, reason }));
  });
  const next = random(seed);
  for (let drawn = 0; drawn < count && removals.length > 0; ++drawn) {
    const [one] = removals.splice(Math.floor(next() * removals.length), 1);
    if (!one) break;
    const { id, text } = all[one.index] ?? { id: '', text: '' };
    console.log(JSON.stringify({
      id, start: one.start, end: one.end, reason: one.reason,
      before: text.slice(Math.max(0, one.start - 60), one.start),
      text: text.slice(one.start, one.end),
      after: text.slice(one.end, one.end + 60),
    }));
  }
}

/** @returns {{wrong: number, of: number}} the committed verdicts */
export function countRemovals() {
  const verdicts = readFileSync(VERDICTS, 'utf8').trim().split('\n')
      .map((line) => JSON.parse(line));
  return { wrong: verdicts.filter(({ right }) => !right).length, of: verdicts.length };
}

async function main() {
  const [command, seed = '1', many = '100'] = process.argv.slice(2);
  if (command === 'draw') {
    draw(Number(seed), Number(many));
  } else if (command === 'count') {
    const { wrong, of } = countRemovals();
    console.log(`${wrong} of ${of} removals are wrong`);
  } else {
    throw new Failure('removals.mjs draw [SEED [COUNT]] | count');
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runMain(main);
