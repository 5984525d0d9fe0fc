/**
 * Names, dates and amounts of well-known JavaScript libraries beside ours, on
 * the same files in the same run, scored by the reference scorer; writes its
 * section of docs/results.md.
 *
 *     node tools/scripts/peers_entities.mjs
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import compromise from 'compromise';
import winkModel from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import { build } from './cmake.mjs';
import { Failure, findCommand, root, run, runMain } from './lib.mjs';
import { provenance, table, writeSection } from './results.mjs';

const DATA = join(root, '../shared/data/ner');
const SCORER = join(root, '../shared/eval/conlleval.py');
const WORK = join(root, 'build/evaluate');

const THREE_TYPES = ['--types', 'PERSON,ORG,GPE+LOC+FAC=LOC', '--trim'];
const FILES = [
  { what: 'worldwide dev', path: 'worldwide/dev.bio', set: 'worldwide' },
  { what: 'CoNLL++ test', path: 'conllpp/test.bio', set: 'conllpp' },
  { what: 'UNER EWT dev', path: 'uner-ewt/dev.bio', set: 'uner-ewt' },
];

/** @typedef {{start: number, end: number, type: string}} Span characters */
/** @typedef {{precision: number, recall: number, f1: number}} Figures */

/** @type {(text: string) => Span[]} */
function compromiseSpans(text) {
  const document = compromise(text);
  const spans = [];
  for (const [type, found] of /** @type {[string, any][]} */ ([
    ['PERSON', document.people()], ['LOC', document.places()],
    ['ORG', document.organizations()],
  ])) {
    for (const { offset } of found.json({ offset: true })) {
      spans.push({ type, ...trimmed(text, offset.start, offset.start + offset.length) });
    }
  }
  return spans;
}

/**
 * Its spans hold titles, possessives and the punctuation after them.
 *
 * @type {(text: string, start: number, end: number) => {start: number, end: number}}
 */
function trimmed(text, start, end) {
  let span = text.slice(start, end).replace(/[\s.,;:!?"”’')]+$/u, '')
      .replace(/\s*['’]s?$/u, '');
  const title = /^(?:Mr|Mrs|Ms|Dr|Sir|President|Minister|Prime Minister)\b[. ]*\s*/u
      .exec(span)?.[0] ?? '';
  if (title.length < span.length) {
    start += title.length;
    span = span.slice(title.length);
  }
  return { start, end: start + span.length };
}

const wink = winkNLP(winkModel);

/** Knows dates, money and the like alone. @type {(text: string) => Span[]} */
function winkSpans(text) {
  /** @type {Record<string, string>} */
  const types = { DATE: 'DATE', MONEY: 'MONEY' };
  const document = wink.readDoc(text);
  const its = wink.its;
  /** @type {{start: number, end: number}[]} */
  const places = [];
  let at = 0;
  document.tokens().each((/** @type {any} */ token) => {
    const form = token.out();
    at = text.indexOf(form, at);
    places.push({ start: at, end: at + form.length });
    at += form.length;
  });
  /** @type {Span[]} */
  const spans = [];
  document.entities().each((/** @type {any} */ entity) => {
    const type = types[entity.out(its.type)];
    if (!type) return;
    const [first, last] = entity.out(its.span);
    spans.push({ type, start: places[first].start, end: places[last].end });
  });
  return spans;
}

/**
 * The gold file's tokens with another program's tags.
 *
 * @param {string} gold
 * @param {(text: string) => Span[]} find
 */
function tag(gold, find) {
  /** @type {string[]} */
  const lines = [];
  /** @type {string[]} */
  let tokens = [];
  let words = 0;
  const started = performance.now();
  const flush = () => {
    if (tokens.length === 0) return;
    words += tokens.length;
    let at = 0;
    const starts = tokens.map((token) => {
      const start = at;
      at += token.length + 1;
      return start;
    });
    const tags = tokens.map(() => 'O');
    for (const { start, end, type } of find(tokens.join(' '))) {
      let first = true;
      tokens.forEach((token, index) => {
        const begin = starts[index];
        if (begin < start || begin + token.length > end) return;
        tags[index] = `${first ? 'B' : 'I'}-${type}`;
        first = false;
      });
    }
    tokens.forEach((token, index) => lines.push(`${token}\t${tags[index]}`));
    lines.push('');
    tokens = [];
  };
  for (const line of gold.split('\n')) {
    if (line.startsWith('# doc')) {
      flush();
      lines.push(line);
    } else if (line === '') {
      flush();
    } else {
      tokens.push(line.split('\t')[0]);
    }
  }
  flush();
  const seconds = (performance.now() - started) / 1000;
  return { text: `${lines.join('\n')}\n`, wordsPerSecond: words / seconds };
}

/**
 * @param {string} python
 * @param {string[]} options
 * @returns {Promise<any>}
 */
async function score(python, options) {
  const { output } = await run(python, [SCORER, ...options, '--json'],
      { capture: true, env: { PYTHONDONTWRITEBYTECODE: '1' } });
  return JSON.parse(output);
}

/**
 * What `standfirst-evaluate entities` says.
 *
 * @param {string[]} options
 */
export async function ours(options) {
  const { output } = await run(
      join(root, 'build/native/standfirst-evaluate'),
      ['entities', ...options, '--json'], { capture: true });
  return JSON.parse(output);
}

/** @param {Figures | undefined} figures */
export const cells = (figures) => figures ?
  [figures.precision, figures.recall, figures.f1].map((x) => x.toFixed(1)) :
  ['', '', ''];

/** Measures and writes its section of docs/results.md. */
export async function compareEntityPeers() {
  const python = findCommand('python3');
  if (!python) throw new Failure('python3 is not there: peers need the scorer');
  mkdirSync(WORK, { recursive: true });
  /** @type {string[][]} */
  const rows = [];
  /** @type {string[]} */
  const speeds = [];
  for (const { what, path, set } of FILES) {
    const gold = join(WORK, `peer-${set}.bio`);
    writeFileSync(gold, gunzipSync(readFileSync(join(DATA, `${path}.gz`))));
    const mine = await ours([join(DATA, `${path}.gz`), '--set', set, ...THREE_TYPES]);
    rows.push([what, 'Standfirst', 'three types', ...cells(mine.all)]);
    const people = tag(readFileSync(gold, 'utf8'), compromiseSpans);
    const file = join(WORK, `peer-${set}-compromise.bio`);
    writeFileSync(file, people.text);
    const theirs = await score(python,
        [gold, file, '--gold-set', set, ...THREE_TYPES]);
    rows.push([what, 'compromise', 'three types', ...cells(theirs.all)]);
    speeds.push(`compromise on ${what} ${Math.round(people.wordsPerSecond)}`);
    if (set !== 'worldwide') continue;
    const dates = tag(readFileSync(gold, 'utf8'), winkSpans);
    const winkFile = join(WORK, 'peer-worldwide-wink.bio');
    writeFileSync(winkFile, dates.text);
    speeds.push(`wink-nlp ${Math.round(dates.wordsPerSecond)}`);
    for (const type of ['DATE', 'MONEY']) {
      const options = ['--types', type, '--trim'];
      const wanted = await ours([join(DATA, `${path}.gz`), '--set', set,
        ...options, '--dates', 'calendar']);
      const got = await score(python, [gold, winkFile, '--gold-set', set, ...options]);
      rows.push([what, 'Standfirst', type, ...cells(wanted.all)],
          [what, 'wink-nlp (no names at all)', type, ...cells(got.all)]);
    }
  }
  console.log(rows.map((row) => row.join(' | ')).join('\n'));
  writeSection('entities', [
    await provenance(),
    'Exact spans by the reference scorer, gold tokens joined by spaces for the ' +
        'others, titles and possessives cut from their spans; DATE without ' +
        'durations and "last week", which worldwide leaves unmarked. ' +
        'wink-nlp finds no people, places or organisations. By type, what was ' +
        'taken for what, the most frequent errors: ' +
        '[results-entities.md](results-entities.md).',
    table(['file', 'program', 'types', 'precision', 'recall', 'F1'], rows),
    `Words a second in this run: ${speeds.join(', ')}. Ours: see Speed below.`,
  ].join('\n\n'));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runMain(async () => {
    await build('release', ['standfirst-evaluate']);
    await compareEntityPeers();
  });
}
