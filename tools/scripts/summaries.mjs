/**
 * How good summaries and headlines are, row by row of the issue that asked for
 * them, with 95 % bootstrap intervals and mean words; with --peers the
 * published JavaScript summarisers on the same files. Writes
 * docs/results-summaries.md.
 *
 *     node tools/scripts/summaries.mjs [--peers] [--limit N] [--ablation]
 *
 * Needs the corpora in ../shared/data and build/native/standfirst-evaluate. The
 * peers are no dependencies of ours: they are put into build/peers by npm.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { root, runMain } from './lib.mjs';
import { provenance, table } from './results.mjs';

const DATA = process.env['STANDFIRST_DATA'] ?? join(root, '../shared/data');
const PROGRAM = join(root, 'build/native/standfirst-evaluate');
const OUTPUT = join(root, 'docs/results-summaries.md');

/**
 * @typedef {object} Row
 * @property {string} what
 * @property {string} measure
 * @property {string} set
 * @property {string[]} options
 * @property {Record<string, number>} bars by figure
 */

/** @type {Row[]} */
const ROWS = [
  { what: 'newssummary, 3 sentences', measure: 'summary', set: 'dev_newssummary',
    options: ['--sentences', '3'], bars: { rouge1: 46.6, rouge2: 24.0 } },
  { what: 'newssummary, 3 sentences, title given', measure: 'summary', set: 'dev_newssummary',
    options: ['--sentences', '3', '--title'], bars: { rouge1: 47.5, rouge2: 24.7 } },
  { what: 'newssummary, 60 words', measure: 'summary', set: 'dev_newssummary',
    options: ['--words', '60'], bars: { rouge1: 45.2, rouge2: 23.2 } },
  { what: 'cnn, 3 sentences', measure: 'summary', set: 'dev_cnn',
    options: ['--sentences', '3'], bars: { rouge1: 29.5, rouge2: 11.4 } },
  { what: 'cnn, 60 words', measure: 'summary', set: 'dev_cnn',
    options: ['--words', '60'], bars: { rouge1: 30.0, rouge2: 11.4 } },
  { what: 'other, 3 sentences', measure: 'summary', set: 'dev_other',
    options: ['--sentences', '3'], bars: { rouge1: 31.5, rouge2: 15.4 } },
  { what: 'other, 60 words', measure: 'summary', set: 'dev_other',
    options: ['--words', '60'], bars: { rouge1: 30.5, rouge2: 14.8 } },
  { what: 'headline, 12 words', measure: 'headline', set: 'dev_newssummary',
    options: [], bars: { rouge1: 25.5, rougeL: 22.5 } },
];

/** @typedef {{f1: number, low: number, high: number}} Interval */
/** @typedef {{name: string, mean_words: number, rouge1: Interval, rouge2: Interval, rougeL: Interval, difference?: Record<string, {delta: number, low: number, high: number}>}} System */

/** @param {string} set */
const fileOf = (set) => {
  const plain = join(DATA, 'summary', `${set}.jsonl`);
  return existsSync(plain) ? plain : `${plain}.gz`;
};

/**
 * @param {Row} row
 * @returns {System & {baselines: System[]}}
 */
function measure(row) {
  return JSON.parse(execFileSync(PROGRAM,
      [row.measure, fileOf(row.set), ...row.options, '--json'],
      { encoding: 'utf8', maxBuffer: 1 << 26 }));
}

const two = (/** @type {number} */ value) => value.toFixed(2);
const signed = (/** @type {number} */ value) => `${value < 0 ? '' : '+'}${two(value)}`;

/**
 * The rows of the table for one measure: ours, and what it is held against.
 *
 * @param {Row} row
 */
function linesOf(row) {
  const ours = measure(row);
  const figures = /** @type {const} */ (['rouge1', 'rouge2', 'rougeL']);
  const cell = (/** @type {System} */ system, /** @type {'rouge1' | 'rouge2' | 'rougeL'} */ figure) =>
    `${two(system[figure].f1)} [${two(system[figure].low)}, ${two(system[figure].high)}]`;
  const judged = figures.map((figure) => {
    const bar = row.bars[figure];
    const missed = bar !== undefined && Number(ours[figure].f1.toFixed(2)) < bar;
    return missed ? `**${cell(ours, figure)}**` : cell(ours, figure);
  });
  const bars = Object.values(row.bars).map((bar) => bar.toFixed(1)).join(' / ');
  return [
    [row.what, 'Standfirst', ours.mean_words, ...judged, bars],
    ...ours.baselines.map((system) => ['', system.name, system.mean_words,
      ...figures.map((figure) => cell(system, figure)),
      `ours ${figures.map((figure) => {
        const { delta, low, high } = system.difference?.[figure] ?? { delta: 0, low: 0, high: 0 };
        return `${signed(delta)} [${signed(low)}, ${signed(high)}]`;
      }).join(', ')}`]),
  ];
}

const PEERS = ['lexrank@1.0.5', 'lexrank.js@3.0.0', 'node-summarizer@1.0.7',
  'ts-textrank@1.0.3', 'text-summarization@1.0.4'];

/** Texts longer than this are cut for the peers, which are quadratic. */
const PEER_WORDS = 3000;

/**
 * Each peer as a function from a text and a number of sentences to a summary.
 *
 * @returns {Promise<Record<string, (text: string, sentences: number) => Promise<string>>>}
 */
async function loadPeers() {
  const folder = join(root, 'build/peers');
  mkdirSync(folder, { recursive: true });
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts',
    '--prefix', folder, ...PEERS], { stdio: 'inherit' });
  // node-summarizer looks words up in an index that wordpos makes of its own.
  execFileSync('npm', ['rebuild', '--prefix', folder, 'wordpos'], { stdio: 'inherit' });
  const load = createRequire(join(folder, 'index.cjs'));
  const lexrank = load('lexrank');
  const { SummarizerManager } = load('node-summarizer');
  const textrank = load('ts-textrank');
  const textSummarization = load('text-summarization');
  const lexrankJs = (await import(pathToFileURL(
      join(folder, 'node_modules/lexrank.js/src/lexrank.js')).href)).default;
  return {
    lexrank: (text, sentences) => new Promise((resolve, reject) => {
      lexrank.summarize(text, sentences, (/** @type {unknown} */ error,
          /** @type {{text: string, index: number}[]} */ lines) => {
        if (error) reject(error);
        else resolve([...lines].sort((a, b) => a.index - b.index).map((line) => line.text).join('\n'));
      });
    }),
    'lexrank.js': async (text, sentences) => {
      const lines = lexrankJs(text).flat();
      return [...lines].sort((a, b) => b.weight - a.weight).slice(0, sentences)
          .sort((a, b) => a.index - b.index).map((line) => line.text).join('\n');
    },
    'node-summarizer, rank': async (text, sentences) =>
      (await new SummarizerManager(text, sentences).getSummaryByRank()).summary ?? '',
    'node-summarizer, frequency': async (text, sentences) =>
      new SummarizerManager(text, sentences).getSummaryByFrequency().summary ?? '',
    'ts-textrank': async (text, sentences) => {
      const config = new textrank.AbsoluteSummarizerConfig(sentences,
          new textrank.SorensenDiceSimilarity(), new textrank.DefaultTextParser(), 0.85,
          textrank.Summarizer.SORT_OCCURENCE);
      return new textrank.Summarizer(config, new textrank.NullLogger())
          .summarize(text, 'en').join('\n');
    },
    'text-summarization': async (text, sentences) =>
      (await textSummarization({ text, minNumSentences: sentences, maxNumSentences: sentences }))
          .extractive.join('\n'),
  };
}

/** @param {number} limit */
async function peerLines(limit) {
  const peers = await loadPeers();
  const scorer = join(root, '../shared/eval/rouge.py');
  const work = join(root, 'build/peers/predictions');
  mkdirSync(work, { recursive: true });
  /** @type {(string | number)[][]} */
  const lines = [];
  for (const set of ['dev_newssummary', 'dev_cnn', 'dev_other']) {
    const bytes = readFileSync(fileOf(set));
    const text = (fileOf(set).endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    const kept = text.trim().split('\n').slice(0, limit);
    const gold = join(work, `${set}.jsonl`);
    writeFileSync(gold, `${kept.join('\n')}\n`);
    for (const [budget, options] of /** @type {[string, string[]][]} */ ([
      ['3 sentences', ['--sentences', '3']], ['60 words', ['--words', '60']]])) {
      const own = JSON.parse(execFileSync(PROGRAM, ['summary', gold, ...options, '--json'],
          { encoding: 'utf8' }));
      const row = (/** @type {string} */ name, /** @type {any} */ from) => lines.push([
        `${set}, ${budget}`, name,
        ...['rouge1', 'rouge2', 'rougeL'].map((figure) => two(from[figure].f1))]);
      row('**Standfirst**', own);
      for (const [name, summarise] of Object.entries(peers)) {
        const predictions = join(work, `${set}-${budget}-${name}.jsonl`.replace(/[ ,]+/g, '-'));
        let failed = 0;
        const outputs = [];
        for (const line of kept) {
          const record = JSON.parse(line);
          const words = record.text.split(/(?<=\s)/);
          let summary = '';
          try {
            summary = await summarise(words.slice(0, PEER_WORDS).join(''),
                budget === '60 words' ? 4 : 3);
          } catch {
            summary = '';
          }
          // node-summarizer gives an error's object where it finds nothing.
          if (typeof summary !== 'string' || summary === '') {
            summary = '';
            failed += 1;
          }
          // What a peer chose, cut at 60 words: more than whole sentences give.
          if (budget === '60 words') summary = summary.split(/\s+/).slice(0, 60).join(' ');
          outputs.push(JSON.stringify({ id: record.id, summary }));
        }
        writeFileSync(predictions, `${outputs.join('\n')}\n`);
        const scored = JSON.parse(execFileSync('python3',
            [scorer, gold, predictions, '--json'],
            { encoding: 'utf8', env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' } }));
        row(failed > 0 ? `${name} (no output for ${failed})` : name, scored);
        console.log(lines.at(-1)?.join(' | '));
      }
    }
  }
  return table(['set and budget', 'system', 'R1', 'R2', 'RL'], lines);
}

/** Groups of features that `standfirst-train rank -- without=` leaves out. */
const GROUPS = ['position', 'counts', 'headings', 'letters', 'rarity', 'clusters', 'tags', 'names',
  'words', 'kinds'];

/**
 * R1 and R2 of three sentences and of 60 words on the half of the training
 * texts that the model was not trained on: news, CNN, all.
 *
 * @param {string} without
 * @param {number} weight of the sentences' prior
 * @returns {number[][]}
 */
function trainedWithout(without, weight) {
  mkdirSync(join(root, 'build'), { recursive: true });
  const run = spawnSync(join(root, 'build/native/standfirst-train'),
      ['rank', '--data', DATA, '--output', join(root, 'build/ablation.rank'), '--',
        'held-out=2', `without=${without}`, `sentence-weight=${weight}`],
      { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (run.status !== 0) throw new Error(run.stderr);
  const report = /** @type {string} */ (run.stderr.split('held-out texts, ').at(-1));
  return [0, 1, 7].map((kind) => {
    const line = /** @type {string} */ (report.split('\n')
        .find((other) => other.startsWith(`  kind ${kind} `)));
    const numbers = (line.split(':')[1] ?? '').replaceAll('|', '').trim().split(/\s+/).map(Number);
    return [0, 1, 4, 5].map((at) => numbers[at] ?? NaN);
  });
}

/** The prior's weight as the trainer stores it, in thousandths. */
const WEIGHT = 300;

function ablation() {
  const whole = trainedWithout('', WEIGHT);
  const shown = (/** @type {number[][]} */ figures, /** @type {boolean} */ difference) =>
    figures.map((kind, i) => kind.map((figure, j) => {
      const value = difference ? figure - (whole[i]?.[j] ?? NaN) : figure;
      return `${difference && value >= 0 ? '+' : ''}${value.toFixed(2)}`;
    }).join(' / '));
  const lines = [['all of them', ...shown(whole, false)]];
  for (const group of GROUPS) {
    lines.push([`without ${group}`, ...shown(trainedWithout(group, WEIGHT), true)]);
    console.log(lines.at(-1)?.join(' | '));
  }
  lines.push(['without the sentence prior', ...shown(trainedWithout('', 0), true)]);
  return table(['features of words', 'newssummary', 'cnn', 'all'], lines);
}

/**
 * A section as it is there already.
 *
 * @param {string} heading
 */
function keptSection(heading) {
  if (!existsSync(OUTPUT)) return '';
  const text = readFileSync(OUTPUT, 'utf8');
  const start = text.indexOf(heading);
  if (start < 0) return '';
  const end = text.indexOf('\n## ', start + 1);
  return text.slice(start, end < 0 ? undefined : end).trim();
}

await runMain(async () => {
  const lines = ROWS.flatMap((row) => {
    const own = linesOf(row);
    for (const line of own) console.log(line.join(' | '));
    return own;
  });
  const limit = process.argv.indexOf('--limit');
  let peers = keptSection('## Peers');
  let groups = keptSection('## What each group');
  if (process.argv.includes('--peers')) {
    const count = limit < 0 ? Infinity : Number(process.argv[limit + 1]);
    peers = [
      '## Peers (`node tools/scripts/summaries.mjs --peers`)',
      await provenance(),
      `${PEERS.join(', ')}; ${limit < 0 ? 'all' : `the first ${count}`} documents of each set, ` +
      `texts cut at ${PEER_WORDS} words for the peers; at 60 words their four sentences cut in ` +
      'mid-sentence, ours whole sentences. No title given to anyone.',
      await peerLines(count),
    ].join('\n\n');
  }
  if (process.argv.includes('--ablation')) {
    groups = [
      '## What each group of features brings (`node tools/scripts/summaries.mjs --ablation`)',
      await provenance(),
      'Trained on one half of the training texts without the group, measured on the other half: ' +
      'R1 / R2 of three sentences, R1 / R2 of 60 words; below the first row the difference to it. ' +
      'No development set was read.',
      ablation(),
    ].join('\n\n');
  }
  writeFileSync(OUTPUT, `${[
    '# Summaries and headlines: results',
    'Written by `node tools/scripts/summaries.mjs`, not by hand. ROUGE F1 x 100 on the development ' +
    'sets of `../shared/data`, 95 % bootstrap intervals in brackets; beside the baselines the paired ' +
    'difference of ours to them (R1, R2, RL). The kind of text is guessed, no title unless said. ' +
    'Bars: R1 / R2, of headlines R1 / RL; what misses its bar stands in bold.',
    await provenance(),
    table(['measure', 'system', 'words', 'R1', 'R2', 'RL', 'bar, or ours minus it'], lines),
    groups,
    peers,
  ].filter(Boolean).join('\n\n')}\n`);
});
