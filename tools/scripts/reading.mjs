/**
 * Summaries drawn for reading, and the table of what was read.
 *
 *     node tools/scripts/reading.mjs draw [--seed N]   prints them
 *     node tools/scripts/reading.mjs kinds [--seed N]  ten each of other kinds
 *     node tools/scripts/reading.mjs headlines [--seed N]  100 headlines of news
 *     node tools/scripts/reading.mjs sheets FOLDER [--seed N]  to be read by three
 *     node tools/scripts/reading.mjs count FOLDER      the verdicts of these
 *     node tools/scripts/reading.mjs table             docs/results-reading.md
 *
 * docs/reading-guide.md says how they are judged; docs/reading-verdicts.json
 * holds the verdicts by document id, docs/headline-verdicts.json those on headlines
 * alone, and none of the documents' text.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { Failure, root, runMain } from './lib.mjs';
import { provenance, table } from './results.mjs';

const DATA = process.env['STANDFIRST_DATA'] ?? join(root, '../shared/data');
const VERDICTS = join(root, 'docs/reading-verdicts.json');
const OUTPUT = join(root, 'docs/results-reading.md');
const SEED = 30103;

/** The kinds were drawn with another, and read earlier. */
const SEED_OF_KINDS = 31;

/** Headlines alone are read more often, and drawn apart. */
const HEADLINES = { seed: 30103, count: 100, verdicts: join(root, 'docs/headline-verdicts.json') };

/** A second draw: as many as there are, to ten, from all sets. */
const KINDS = ['meeting', 'bio', 'paper', 'court', 'speech', 'interview', 'essay', 'fiction'];

/** How many of each set. */
const DRAWN = { dev_newssummary: 20, dev_cnn: 10, dev_other: 50 };

/** @typedef {{id: string, dataset: string, genre: string, text: string, title?: string, summary: string | string[]}} Doc */
/**
 * How many of three readers call it good; where one alone read, true or false.
 *
 * @typedef {number | boolean} Verdict
 */
/** @typedef {{main: Verdict, dangling: Verdict, twice: Verdict, headline?: Verdict}} Verdicts */

const READERS = 3;
const SHEETS = 2;
/** Longer texts are cut in the sheets: so many characters of the beginning and end. */
const SHOWN = { most: 9000, beginning: 6500, end: 1800 };

const isGood = (/** @type {Verdict | undefined} */ verdict) =>
  verdict === true || (typeof verdict === 'number' && verdict * 2 > READERS);

/** A generator of our own (mulberry32), so that a seed draws the same. */
function numbers(/** @type {number} */ seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/**
 * @param {string} set
 * @returns {Doc[]}
 */
function read(set) {
  const plain = join(DATA, 'summary', `${set}.jsonl`);
  const bytes = existsSync(plain) ? readFileSync(plain) : gunzipSync(readFileSync(`${plain}.gz`));
  return bytes.toString('utf8').trim().split('\n').map((line) => JSON.parse(line));
}

/**
 * @param {number} seed
 * @returns {Doc[]} in the order drawn
 */
function draw(seed) {
  const next = numbers(seed);
  return Object.entries(DRAWN).flatMap(([set, count]) => {
    const documents = read(set);
    for (let i = documents.length; i > 1; i -= 1) {
      const j = next() % i;
      [documents[i - 1], documents[j]] =
        [/** @type {Doc} */ (documents[j]), /** @type {Doc} */ (documents[i - 1])];
    }
    if (set !== 'dev_other') return documents.slice(0, count);
    // As many of each kind as there are turns.
    /** @type {Map<string, Doc[]>} */
    const kinds = new Map();
    for (const document of documents) {
      const kind = `${document.dataset} ${document.genre}`;
      kinds.set(kind, [...kinds.get(kind) ?? [], document]);
    }
    const queues = [...kinds.keys()].sort().map((kind) => kinds.get(kind) ?? []);
    /** @type {Doc[]} */
    const drawn = [];
    while (drawn.length < count && queues.some((queue) => queue.length > 0)) {
      for (const queue of queues) {
        const document = queue.shift();
        if (document && drawn.length < count) drawn.push(document);
      }
    }
    return drawn;
  });
}

/**
 * @param {number} seed
 * @returns {Doc[]} by kind
 */
function drawKinds(seed) {
  const next = numbers(seed);
  const documents = [...read('dev_other'), ...read('train')].filter(({ genre }) => KINDS.includes(genre));
  const keyed = documents.map((document) => ({ document, key: next() })).sort((a, b) => a.key - b.key);
  return KINDS.flatMap((kind) =>
    keyed.filter(({ document }) => document.genre === kind).slice(0, 10).map(({ document }) => document));
}

/**
 * @param {number} seed
 * @returns {Doc[]} news with titles, in the order drawn
 */
function drawHeadlines(seed) {
  const next = numbers(seed);
  return read('dev_newssummary').map((document) => ({ document, key: next() }))
      .sort((a, b) => a.key - b.key).slice(0, HEADLINES.count).map(({ document }) => document);
}

/** @param {Doc} document */
function summarise(document) {
  const output = execFileSync(join(root, 'build/native/standfirst'), ['--format', 'json'],
      { input: document.text, encoding: 'utf8', maxBuffer: 1 << 26 });
  return JSON.parse(output);
}

const kindOf = (/** @type {Doc} */ document) =>
  document.genre === 'news' ? 'news' : `${document.genre}`;

/**
 * `persons`: of the summaries that the sets have of the documents drawn.
 *
 * @returns {Record<'draw' | 'persons' | 'kinds', Record<string, Verdicts>>}
 */
const readVerdicts = () => JSON.parse(readFileSync(VERDICTS, 'utf8'));

/** @returns {boolean[]} of each headline drawn, whether it is complete */
function headlineVerdicts() {
  /** @type {Record<string, Verdict>} */
  const complete = JSON.parse(readFileSync(HEADLINES.verdicts, 'utf8'));
  return drawHeadlines(HEADLINES.seed).map(({ id }) => {
    if (complete[id] === undefined) throw new Failure(`no verdict on the headline of ${id}`);
    return isGood(complete[id]);
  });
}

/**
 * What was judged by reading, against the bars of its issue: for docs/results.md.
 *
 * @returns {{what: string, share: number, bar: number, of: number}[]} in per cent
 */
export function judged() {
  const verdicts = readVerdicts().draw;
  const of = draw(SEED).map(({ id }) => {
    const verdict = verdicts[id];
    if (!verdict) throw new Failure(`no verdict on ${id}`);
    return verdict;
  });
  const headlines = headlineVerdicts();
  const share = (/** @type {boolean[]} */ good) => 100 * good.filter(Boolean).length / good.length;
  return [
    { what: 'summaries that say the main thing', share: share(of.map(({ main }) => isGood(main))), bar: 90, of: of.length },
    { what: 'summaries where nothing dangles', share: share(of.map(({ dangling }) => isGood(dangling))), bar: 95, of: of.length },
    { what: 'summaries that say nothing twice', share: share(of.map(({ twice }) => isGood(twice))), bar: 98, of: of.length },
    { what: 'headlines of news that are complete', share: share(headlines), bar: 90, of: headlines.length },
  ];
}

/**
 * Sheets for readers: whole texts, each with two summaries, ours and a person's,
 * in an order drawn by lot that key.json knows; and headlines alone.
 *
 * @param {string} folder
 * @param {number} seed
 */
function writeSheets(folder, seed) {
  mkdirSync(folder, { recursive: true });
  const next = numbers(seed + 1);
  const documents = draw(seed);
  /** @type {Record<string, 'X' | 'Y'>} */
  const ours = {};
  const pages = documents.map((document) => {
    const result = summarise(document);
    ours[document.id] = next() % 2 === 0 ? 'X' : 'Y';
    const persons = [document.summary].flat().join(' ').replace(/\s+/g, ' ');
    const own = result.summary.map((/** @type {{text: string}} */ { text }) => text).join(' ');
    const [x, y] = ours[document.id] === 'X' ? [own, persons] : [persons, own];
    const text = document.text.length <= SHOWN.most
      ? document.text
      : `${document.text.slice(0, SHOWN.beginning)}\n[…]\n${document.text.slice(-SHOWN.end)}`;
    return `=== ${document.id} (${kindOf(document)})\n${text.replace(/\s*\n\s*/g, '\n')}\n\n` +
      `--- judge, ${document.id}\nX: ${x}\nY: ${y}\nH: ${result.headline?.text ?? ''}\n`;
  });
  const size = Math.ceil(pages.length / SHEETS);
  for (let i = 0; i < SHEETS; ++i) {
    writeFileSync(join(folder, `sheet-${i + 1}.txt`), pages.slice(i * size, (i + 1) * size).join('\n'));
  }
  const headlines = drawHeadlines(seed).map((document) =>
    `${document.id}: ${summarise(document).headline?.text ?? ''}\n    ` +
    `article begins: ${document.text.replace(/\s+/g, ' ').slice(0, 900)}\n`);
  writeFileSync(join(folder, 'headlines.txt'), headlines.join('\n'));
  writeFileSync(join(folder, 'key.json'), JSON.stringify({ seed, ours }, null, 1));
}

/**
 * Counts what readers wrote: files `summaries-*.txt` with lines such as
 * "ns-1 X +-+ Y +++ H +" (main, dangling, twice of each; the headline), and
 * `headlines-*.txt` with "ns-1 +". Writes both files of verdicts.
 *
 * @param {string} folder
 */
function countVerdicts(folder) {
  const { ours } = JSON.parse(readFileSync(join(folder, 'key.json'), 'utf8'));
  const linesOf = (/** @type {string} */ kind) => readdirSync(folder)
      .filter((name) => name.startsWith(`${kind}-`))
      .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
      .map((line) => line.trim().split(/\s+/));
  /** @type {Record<string, number>} */
  const read = {};
  const verdicts = { ...readVerdicts(), draw: /** @type {Record<string, any>} */ ({}), persons: /** @type {Record<string, any>} */ ({}) };
  for (const [id = '', x, first = '', y, second = '', h, headline = ''] of linesOf('summaries')) {
    if (x !== 'X' || y !== 'Y' || h !== 'H' || !/^[+-]{3}[+-]{3}[+-]$/.test(first + second + headline)) {
      throw new Failure(`${folder}: a line of ${id} that is no verdict`);
    }
    read[id] = (read[id] ?? 0) + 1;
    const [own, persons] = ours[id] === 'X' ? [first, second] : [second, first];
    for (const [into, marks] of /** @type {const} */ ([['draw', own + headline], ['persons', persons]])) {
      const counts = verdicts[into][id] ??= {};
      ['main', 'dangling', 'twice', 'headline'].slice(0, marks.length).forEach((what, i) => {
        counts[what] = (counts[what] ?? 0) + (marks[i] === '+' ? 1 : 0);
      });
    }
  }
  /** @type {Record<string, number>} */
  const headlines = {};
  /** @type {Record<string, number>} */
  const readAlone = {};
  for (const [id = '', mark] of linesOf('headlines')) {
    readAlone[id] = (readAlone[id] ?? 0) + 1;
    headlines[id] = (headlines[id] ?? 0) + (mark === '+' ? 1 : 0);
  }
  for (const [id, times] of [...Object.entries(read), ...Object.entries(readAlone)]) {
    if (times !== READERS) throw new Failure(`${id} was read ${times} times, not ${READERS}`);
  }
  const write = (/** @type {string} */ path, /** @type {unknown} */ what) =>
    writeFileSync(path, `${JSON.stringify(what, null, 1)
        .replace(/\{\n\s+("main[^}]*?)\n\s+\}/g, (_, inner) => `{ ${inner.replace(/\n\s+/g, ' ')} }`)}\n`);
  write(VERDICTS, verdicts);
  write(HEADLINES.verdicts, headlines);
}

/**
 * How often readers agree: of all verdicts by three, those that all share.
 *
 * @param {Verdict[]} verdicts
 */
const agreement = (verdicts) => Math.round(100 * verdicts.filter((verdict) =>
  verdict === 0 || verdict === READERS).length / verdicts.length);

async function main() {
  const at = process.argv.indexOf('--seed');
  const given = at < 0 ? undefined : Number(process.argv[at + 1]);
  const drawn = draw(given ?? SEED);
  const ofKinds = drawKinds(given ?? SEED_OF_KINDS);
  if (process.argv[2] === 'draw' || process.argv[2] === 'kinds') {
    for (const document of process.argv[2] === 'draw' ? drawn : ofKinds) {
      const result = summarise(document);
      console.log(`\n=== ${document.id} (${kindOf(document)}, guessed ${result.genre})`);
      console.log(`begins: ${document.text.replace(/\s+/g, ' ').slice(0, 350)}`);
      console.log(`headline: ${result.headline?.text ?? ''}`);
      for (const line of result.summary) console.log(`- ${line.text}`);
    }
    return;
  }
  if (process.argv[2] === 'headlines') {
    for (const document of drawHeadlines(given ?? HEADLINES.seed)) {
      console.log(`${document.id}: ${summarise(document).headline?.text ?? ''}`);
    }
    return;
  }
  const folder = process.argv[3];
  if (process.argv[2] === 'sheets' && folder) {
    writeSheets(folder, given ?? SEED);
    return;
  }
  if (process.argv[2] === 'count' && folder) {
    countVerdicts(folder);
    return;
  }
  if (process.argv[2] !== 'table') throw new Failure('draw, kinds, headlines, sheets FOLDER, count FOLDER or table?');
  const verdicts = readVerdicts();
  const share = (/** @type {Verdicts[]} */ of, /** @type {keyof Verdicts} */ what) =>
    `${Math.round(100 * of.filter((verdict) => isGood(verdict[what])).length / of.length)} %`;
  const rowsOf = (/** @type {Doc[]} */ documents) => {
    /** @type {Map<string, Verdicts[]>} */
    const kinds = new Map();
    for (const document of documents) {
      const verdict = verdicts[documents === drawn ? 'draw' : 'kinds'][document.id];
      if (!verdict) throw new Failure(`no verdict on ${document.id}`);
      const kindsOf = [kindOf(document), 'all'];
      if (documents === drawn) kindsOf.push(document.genre === 'news' ? 'all news' : 'all others');
      for (const kind of kindsOf) kinds.set(kind, [...kinds.get(kind) ?? [], verdict]);
    }
    return [...kinds]
        .sort(([a], [b]) => Number(a.startsWith('all')) - Number(b.startsWith('all')) || (a < b ? -1 : 1))
        .map(([kind, of]) => [kind, of.length, share(of, 'main'), share(of, 'dangling'),
          share(of, 'twice'), share(of, 'headline')]);
  };
  const persons = drawn.map(({ id }) => verdicts.persons[id] ?? { main: false, dangling: false, twice: false });
  const read100 = headlineVerdicts();
  const drawnVerdicts = drawn.map(({ id }) => verdicts.draw[id] ?? { main: false, dangling: false, twice: false });
  const columns = ['kind', 'read', 'says the main thing', 'nothing dangling', 'nothing twice', 'headline complete'];
  writeFileSync(OUTPUT, `${[
    '# Reading: results',
    'Written by `node tools/scripts/reading.mjs table` from docs/reading-verdicts.json; how it was ' +
    'judged stands in docs/reading-guide.md. Bars: 90 / 95 / 98 %, headlines 90 %.',
    await provenance(),
    table(columns, [...rowsOf(drawn), ['the summaries that the sets have', persons.length,
      ...(/** @type {const} */ (['main', 'dangling', 'twice'])).map((what) => share(persons, what)), '']]),
    'Three strangers read each document whole, with our summary and a person\'s side by side, without ' +
    'saying which was which; what two of them call good is good. All three agreed on ' +
    (/** @type {const} */ (['main', 'dangling', 'twice'])).map((what) =>
      `${agreement([...drawnVerdicts, ...persons].map((verdict) => verdict[what]))} %`).join(' / ') +
    ' of the verdicts (main / dangling / twice). The last row is what writers reach by the same guide.',
    '## Ten of each of other kinds (`kinds`)',
    'As many as the sets have, to ten, training texts among them (court, essay and fiction have ' +
    'fewer). Read before the last changes to choosing. What was learnt stands in docs/ranking.md.',
    table(columns, rowsOf(ofKinds)),
    '## Headlines alone (`headlines`)',
    `Of ${read100.length} headlines of dev_newssummary, drawn with seed ${HEADLINES.seed}, ` +
    `${read100.filter(Boolean).length} are complete (bar: 90). Verdicts: docs/headline-verdicts.json.`,
  ].join('\n\n')}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runMain(main);
