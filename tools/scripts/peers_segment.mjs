/**
 * Sentences and tokens of well-known JavaScript libraries beside ours, on the
 * same files in the same run, scored by the reference scorer; writes its
 * section of docs/results.md.
 *
 *     node tools/scripts/peers_segment.mjs
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { newsTreebank, readNews } from '../tables/text_cases.mjs';
import { Failure, findCommand, root, run, runMain } from './lib.mjs';
import { provenance, table, writeSection } from './results.mjs';

const DATA = join(root, '../shared/data');
const SCORER = join(root, '../shared/eval/segment.py');
const WORK = join(root, 'build/peers');

/** @typedef {[number, number]} Span */
/** @typedef {{sentences: Span[], tokens?: Span[]}} Cut */
/** @typedef {{name: string, cut: (text: string) => Cut}} Peer */

/**
 * Where the pieces stand in the text, each behind the one before it; a piece
 * that a library has changed is passed over.
 *
 * @param {string} text
 * @param {string[]} pieces
 * @returns {Span[]}
 */
function align(text, pieces) {
  /** @type {Span[]} */
  const spans = [];
  let at = 0;
  for (const piece of pieces.map((each) => each.trim())) {
    const start = piece === '' ? -1 : text.indexOf(piece, at);
    if (start < 0) continue;
    at = start + piece.length;
    spans.push([start, at]);
  }
  return spans;
}

/**
 * Packages have no types here, or none that matter.
 *
 * @param {string} name
 * @returns {Promise<any>}
 */
const load = (name) => import(name);

/** @returns {Promise<Peer[]>} */
async function peers() {
  const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });
  const words = new Intl.Segmenter('en', { granularity: 'word' });
  const sbd = (await load('sbd')).default;
  const splitter = await load('sentence-splitter');
  const wink = (await load('wink-nlp')).default(
      (await load('wink-eng-lite-web-model')).default);
  const compromise = (await load('compromise')).default;
  return [
    {
      name: 'Intl.Segmenter',
      cut: (text) => ({
        sentences: [...sentences.segment(text)].map(
            ({ index, segment }) => [index, index + segment.length]),
        tokens: [...words.segment(text)]
            .filter(({ segment }) => segment.trim() !== '')
            .map(({ index, segment }) => [index, index + segment.length]),
      }),
    },
    {
      name: 'sbd',
      cut: (text) => ({ sentences: align(text, sbd.sentences(text)) }),
    },
    {
      name: 'sentence-splitter',
      cut: (text) => ({
        sentences: splitter.split(text)
            .filter((/** @type {any} */ node) => node.type === 'Sentence')
            .map((/** @type {any} */ node) => node.range),
      }),
    },
    {
      name: 'wink-nlp',
      cut: (text) => {
        const doc = wink.readDoc(text);
        return {
          sentences: align(text, doc.sentences().out()),
          tokens: align(text, doc.tokens().out()),
        };
      },
    },
    {
      name: 'compromise',
      cut: (text) => {
        /** @type {{text: string, terms: {pre: string, text: string, post: string}[]}[]} */
        const found = compromise(text).sentences().json();
        return {
          sentences: align(text, found.map((sentence) => sentence.text)),
          tokens: align(text, found.flatMap(({ terms }) => terms.flatMap(
              ({ pre, text: term, post }) => [...pre, term, ...post]))),
        };
      },
    },
  ];
}

/**
 * @param {string} python
 * @param {string} gold
 * @param {string} predictions
 * @param {string} offsets
 */
async function score(python, gold, predictions, offsets) {
  const { output, status } = await run(
      python, [SCORER, gold, predictions, '--offsets', offsets, '--json'],
      { capture: true, mayFail: true, env: { PYTHONDONTWRITEBYTECODE: '1' } });
  if (status !== 0) throw new Failure(output.trim());
  return JSON.parse(output.trim()).all;
}

/** @param {number | undefined} share */
const percent = (share) =>
  share === undefined ? '' : (100 * share).toFixed(2);

/** Measures and writes its section of docs/results.md. */
export async function comparePeers() {
  const python = findCommand('python3');
  if (!python || !existsSync(DATA) || !existsSync(SCORER)) {
    throw new Failure('../shared or python3 is not there: nothing to compare');
  }
  mkdirSync(WORK, { recursive: true });
  const program = join(root, 'build/native/standfirst-evaluate');
  /** @type {Record<string, string>} */
  const sets = {};
  for (const set of ['gum_dev', 'ewt_dev']) {
    const file = join(DATA, `ud/${set}.conllu`);
    sets[set] = gunzipSync(readFileSync(`${file}.gz`)).toString();
  }
  sets['our 60 news articles'] = newsTreebank(readNews());
  const others = await peers();
  /** @type {string[][]} */
  const rows = [];
  for (const [set, text] of Object.entries(sets)) {
    const name = set.replace(/\W+/g, '-');
    const gold = join(WORK, `${name}.conllu`);
    writeFileSync(gold, text);
    const predictions = join(WORK, `${name}.jsonl`);
    /**
     * @param {string} who
     * @param {string} offsets
     * @param {string} speed
     */
    const add = async (who, offsets, speed) => {
      const all = await score(python, gold, predictions, offsets);
      // Our articles have no tokens marked: white space parts them.
      const tokens = set.endsWith('_dev') ? percent(all.tokens?.f1) : '';
      rows.push([set, who, percent(all.sentences.f1), percent(all.inner.f1),
        tokens, speed]);
      console.log(rows.at(-1)?.join(' | '));
    };
    const ours = await run(
        program, ['segment', gold, '--predictions', predictions],
        { capture: true });
    const speed = /([\d.]+) MB\/s/.exec(ours.output)?.[1] ?? '';
    await add('**Standfirst**', 'codepoint', speed);
    const raw = await run(python, [SCORER, '--raw', gold], {
      capture: true, env: { PYTHONDONTWRITEBYTECODE: '1' },
    });
    /** @type {string[]} */
    const units = raw.output.trim().split('\n')
        .map((line) => JSON.parse(line).text);
    const bytes = units.reduce(
        (sum, unit) => sum + Buffer.byteLength(unit), 0);
    for (const { name: who, cut } of others) {
      const started = process.cpuUsage();
      const found = units.map(cut);
      const { user } = process.cpuUsage(started);
      writeFileSync(
          predictions, found.map((one) => JSON.stringify(one)).join('\n'));
      await add(who, 'utf16', (bytes / user).toFixed(1));
    }
  }
  writeSection('segment', [
    await provenance(),
    'Paragraphs given; F1 by the reference scorer. Inner: sentence ends inside ' +
        'paragraphs. Speed: MB of text per second of processor time, one run, ' +
        'ours native, the others in node; wink-nlp and compromise tag parts ' +
        'of speech as well, Intl.Segmenter cuts words too. Read speeds as ' +
        'orders of magnitude.',
    table(['set', 'who', 'sentence F1', 'inner F1', 'token F1', 'MB/s'], rows),
  ].join('\n\n'));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runMain(comparePeers);
}
