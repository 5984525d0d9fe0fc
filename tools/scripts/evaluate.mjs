/**
 * npm run evaluate: every measure over the development sets in ../shared/data,
 * each compared with its reference scorer in ../shared/eval; rewrites its
 * section of docs/results.md.
 *
 *     npm run evaluate                  all of it
 *     npm run evaluate -- entities      only measures of that name
 */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { build } from './cmake.mjs';
import { Failure, findCommand, heading, inParallel, root, run, runMain } from './lib.mjs';
import { compareEntityPeers } from './peers_entities.mjs';
import { comparePeers } from './peers_segment.mjs';
import { judged } from './reading.mjs';
import { countRemovals } from './removals.mjs';
import { provenance, table, writeSection } from './results.mjs';
import { checkSeed } from './seed.mjs';
import { setUp } from './setup.mjs';
import { newsTreebank, readNews } from '../tables/text_cases.mjs';

const DATA = join(root, '../shared/data');
const SCORERS = join(root, '../shared/eval');
const WORK = join(root, 'build/evaluate');
/** Made from our source before anything is measured. */
const NEWS = 'build/evaluate/news.conllu';
const DEVELOPMENT_NEWS = 'build/evaluate/news_development.conllu';

const THREE_TYPES = ['--types', 'PERSON,ORG,GPE+LOC+FAC=LOC', '--trim'];
const NINE_TYPES = [
  '--types', 'PERSON,NORP,FAC,ORG,GPE+LOC=LOC,PRODUCT,EVENT+WORK_OF_ART+LAW+' +
      'LANGUAGE=MISC,DATE,MONEY',
  '--trim',
];

/**
 * @typedef {object} Figure
 * @property {string} name
 * @property {string} path of the figure in the program's JSON, dots between
 * @property {number} [scale] 100 for figures that are shares
 * @property {number} [bar] the floor that its issue names
 * @property {number} [most] its ceiling, for what must not happen
 * @property {string} [baseline] what others or simple methods reach
 *
 * @typedef {object} Measure
 * @property {string} what
 * @property {string} measure of standfirst-evaluate
 * @property {string} file below ../shared/data, without .gz, or a file of ours
 *     by its path in the tree
 * @property {string[]} [options] of standfirst-evaluate
 * @property {Record<string, string>} [files] options that name data files
 * @property {((files: {gold: string, predictions: string}) => string[]) | undefined} [scorer]
 *     the reference scorer's command line, where there is one
 * @property {Figure[]} figures
 */

/** @type {(options?: string[]) => NonNullable<Measure['scorer']>} */
const conlleval = (options = []) => ({ gold, predictions }) =>
  ['conlleval.py', gold, predictions, ...options];

/** @type {(options?: string[]) => Measure['scorer']} */
const rouge = (options = []) => ({ gold, predictions }) =>
  ['rouge.py', gold, predictions, '--rounds', '10', ...options];

/**
 * @param {string} what
 * @param {string} folder
 * @param {string} set
 * @param {string[]} types
 * @param {Partial<Figure>} figure
 * @param {string} [file]
 * @param {string[]} [options]
 * @returns {Measure}
 */
const entities = (what, folder, set, types, figure, file = 'dev.bio',
    options = []) => ({
  what,
  measure: 'entities',
  file: `ner/${folder}/${file}`,
  options: ['--set', set, ...types, ...options],
  scorer: conlleval(['--gold-set', set, ...types]),
  figures: [{ name: 'F1', path: 'all.f1', ...figure }],
});

/**
 * @param {string} what
 * @param {string} file
 * @param {string[]} options
 * @param {[Partial<Figure>, Partial<Figure>, Partial<Figure>]} figures
 * @returns {Measure}
 */
const summary = (what, file, options, figures) => ({
  what,
  measure: 'summary',
  file: `summary/${file}.jsonl`,
  options,
  scorer: rouge(),
  figures: [
    { name: 'ROUGE-1', path: 'rouge1.f1', ...figures[0] },
    { name: 'ROUGE-2', path: 'rouge2.f1', ...figures[1] },
    { name: 'ROUGE-L', path: 'rougeL.f1', ...figures[2] },
  ],
});

/**
 * @param {string[]} reached by Lead: ROUGE-1, -2, -L
 * @param {number[]} bars of ROUGE-1 and -2
 * @returns {[Partial<Figure>, Partial<Figure>, Partial<Figure>]}
 */
const lead = (reached, bars) => [
  { baseline: `Lead ${reached[0]}`, bar: bars[0] },
  { baseline: `Lead ${reached[1]}`, bar: bars[1] },
  { baseline: `Lead ${reached[2]}` },
];

/** @type {Measure[]} */
const MEASURES = [
  ...[
    { set: 'gum', bar: 93.4, inner: 95.8, tokens: 99.7, others: ['91.6', '96.3'] },
    { set: 'ewt', bar: 85, inner: 88.7, tokens: 99.1, others: ['80.6', '92.8'] },
  ].map(({ set, bar, inner, tokens, others }) => ({
    what: `Sentences and tokens, ${set}_dev`,
    measure: 'segment',
    file: `ud/${set}_dev.conllu`,
    scorer: (/** @type {{gold: string, predictions: string}} */ files) =>
      ['segment.py', files.gold, files.predictions],
    figures: [
      {
        name: 'sentence F1', path: 'all.sentences.f1', scale: 100, bar,
        baseline: `Intl.Segmenter ${others[0]}`,
      },
      { name: 'inner F1', path: 'all.inner.f1', scale: 100, bar: inner },
      {
        name: 'token F1', path: 'all.tokens.f1', scale: 100, bar: tokens,
        baseline: `Intl.Segmenter ${others[1]}`,
      },
    ],
  })),
  ...[
    { what: '60 news articles by us, 20 styles', file: NEWS, bar: { bar: 98.5 } },
    { what: '64 further ones, for development', file: DEVELOPMENT_NEWS, bar: {} },
  ].map(({ what, file, bar }) => ({
    what: `Sentences of ${what}`,
    measure: 'segment',
    file,
    scorer: (/** @type {{gold: string, predictions: string}} */ files) =>
      ['segment.py', files.gold, files.predictions],
    figures: [
      { name: 'sentence F1', path: 'all.sentences.f1', scale: 100, ...bar },
      { name: 'inner F1', path: 'all.inner.f1', scale: 100 },
    ],
  })),
  ...[
    { set: 'gum', bar: 95.0, wink: 92.7 }, { set: 'ewt', bar: 93.3, wink: 89.4 },
  ].map(({ set, bar, wink }) => ({
    what: `Parts of speech, ${set}_dev`,
    measure: 'tags',
    file: `ud/${set}_dev.conllu`,
    scorer: (/** @type {{gold: string, predictions: string}} */ files) =>
      ['tags.py', files.gold, files.predictions],
    figures: [{
      name: 'accuracy (Penn)', path: 'accuracy', scale: 100, bar,
      baseline: `wink-nlp ${wink} (17 tags)`,
    }],
  })),
  ...['gum', 'ewt'].map((set) => ({
    what: `Parses, ${set}_dev`,
    measure: 'parse',
    file: `ud/${set}_dev.conllu`,
    scorer: (/** @type {{gold: string, predictions: string}} */ files) =>
      ['parse.py', files.gold, files.predictions],
    figures: [
      { name: 'UAS', path: 'uas', scale: 100, bar: 80.5 },
      { name: 'LAS', path: 'las', scale: 100, bar: 75.5 },
      { name: 'LAS, relation before the colon', path: 'lasBasic', scale: 100 },
    ],
  })),
  entities('Entities, worldwide dev, three types', 'worldwide', 'worldwide',
      THREE_TYPES, { bar: 85, baseline: 'compromise 50' }),
  entities('Entities, worldwide dev, nine types', 'worldwide',
      'worldwide', NINE_TYPES, { bar: 82 }),
  entities("Entities, worldwide dev, nine types, our dates cut to the set's " +
      'own rule', 'worldwide', 'worldwide', NINE_TYPES, {}, 'dev.bio',
  ['--dates', 'calendar']),
  ...[{ type: 'DATE', bar: 93 }, { type: 'MONEY', bar: 89 }].map(
      ({ type, bar }) => entities(
          `Entities, worldwide dev, ${type} alone, by the set's own rule`,
          'worldwide', 'worldwide', ['--types', type, '--trim'], { bar },
          'dev.bio', ['--dates', 'calendar'])),
  entities('Entities, worldwide dev in capitals, three types', 'worldwide',
      'worldwide', THREE_TYPES, { bar: 70 }, 'dev.bio', ['--casing', 'upper']),
  entities('Entities, worldwide dev in small letters, three types',
      'worldwide', 'worldwide', THREE_TYPES, { bar: 65 }, 'dev.bio',
      ['--casing', 'lower']),
  {
    what: 'Entities, worldwide dev, three types, on raw text',
    measure: 'entities',
    file: 'ner/worldwide/dev.bio',
    options: ['--set', 'worldwide', ...THREE_TYPES],
    files: { '--raw': 'ner/worldwide/dev.jsonl' },
    scorer: ({ gold, predictions }) => [
      'conlleval.py', gold, predictions, '--gold-set', 'worldwide',
      ...THREE_TYPES, '--text', join(dirname(gold), 'dev.jsonl'),
    ],
    figures: [{ name: 'F1', path: 'all.f1' }],
  },
  entities('Entities, CoNLL++ test, three types', 'conllpp', 'conllpp',
      THREE_TYPES, { bar: 91, baseline: 'compromise 50' }, 'test.bio'),
  entities('Entities, UNER EWT dev, three types', 'uner-ewt', 'uner-ewt',
      THREE_TYPES, { bar: 70 }),
  entities('Entities, GUM dev, three types', 'gum', 'gum', THREE_TYPES, {}),
  {
    what: 'Names of people from 12 regions, ours',
    measure: 'names',
    file: 'tests/data/entities/names_by_region.tsv',
    figures: [
      { name: 'recall, worst region', path: 'worst', bar: 85 },
      { name: 'recall, all', path: 'all' },
    ],
  },
  {
    what: 'Dates, times, amounts with values, ours',
    measure: 'expressions',
    file: 'tests/data/entities/expressions.tsv',
    figures: [
      { name: 'right value', path: 'all.value', bar: 95 },
      { name: 'span recall', path: 'all.recall' },
      { name: 'span precision', path: 'all.precision' },
    ],
  },
  {
    what: 'Linking, 30 articles of worldwide dev annotated by us',
    measure: 'linking',
    file: 'tests/data/entities/linking.jsonl',
    files: { '--raw': 'ner/worldwide/dev.jsonl' },
    figures: [
      { name: 'B-cubed F1', path: 'bcubed.f1', bar: 90 },
      { name: 'mentions found too', path: 'shared' },
      { name: 'pronouns linked rightly', path: 'pronouns.precision' },
      { name: 'of those of named people', path: 'pronouns.recall' },
    ],
  },
  ...[
    {
      set: 'newssummary', sentences: ['45.4', '23.8', '32.1'], bars: [46.6, 24.0],
      words: ['43.4', '22.7', '31.9'], wordBars: [45.2, 23.2],
    },
    {
      set: 'cnn', sentences: ['27.9', '11.0', '19.0'], bars: [29.5, 11.4],
      words: ['29.0', '10.9', '19.9'], wordBars: [30.0, 11.4],
    },
    {
      set: 'other', sentences: ['27.0', '14.0', '22.2'], bars: [31.5, 15.4],
      words: ['25.8', '12.7', '20.5'], wordBars: [30.5, 14.8],
    },
  ].flatMap(({ set, sentences, bars, words, wordBars }) => [
    summary(`Summary, dev_${set}, 3 sentences`, `dev_${set}`,
        ['--sentences', '3'], lead(sentences, bars)),
    ...set === 'newssummary' ?
      [summary(`Summary, dev_${set}, 3 sentences, its title given`,
          `dev_${set}`, ['--sentences', '3', '--title'],
          lead(sentences, [47.5, 24.7]))] :
      [],
    summary(`Summary, dev_${set}, at most 60 words in whole sentences`,
        `dev_${set}`, ['--words', '60'], lead(words, wordBars)),
  ]),
  {
    what: 'Headline, dev_newssummary, 12 words',
    measure: 'headline',
    file: 'summary/dev_newssummary.jsonl',
    scorer: rouge(['--field', 'title']),
    figures: [
      {
        name: 'ROUGE-1', path: 'rouge1.f1', bar: 25.5,
        baseline: 'lead cut at 12 words 19.3',
      },
      { name: 'ROUGE-2', path: 'rouge2.f1' },
      {
        name: 'ROUGE-L', path: 'rougeL.f1', bar: 22.5,
        baseline: 'lead cut at 12 words 17.2',
      },
    ],
  },
  {
    what: 'Cleaning, made-up cases',
    measure: 'clean',
    file: 'dirty/cases.jsonl',
    scorer: ({ gold, predictions }) => ['clean.py', gold, predictions],
    figures: [
      { name: 'precision', path: 'precision', bar: 98.5 },
      { name: 'recall', path: 'recall', bar: 90 },
      { name: 'traps kept, of 20', path: 'trapsKept', bar: 20 },
    ],
  },
  {
    what: 'Language, 100 paragraphs of 20 languages by us',
    measure: 'language',
    file: 'tests/data/languages/paragraphs.jsonl',
    figures: [{ name: 'right, %', path: 'percent', bar: 99 }],
  },
  {
    what: 'Language, a paragraph of each of 25 further languages, by us',
    measure: 'language',
    file: 'tests/data/languages/further_languages.jsonl',
    figures:
        [{ name: 'taken for English', path: 'foreignTakenForEnglish', most: 0 }],
  },
  ...['ner/worldwide/dev', 'summary/dev_other'].map((set) => ({
    what: `Language, 200 English paragraphs of ${basename(dirname(set))}, ` +
        basename(set),
    measure: 'language',
    file: `${set}.jsonl`,
    options: ['--draw', '200', '--seed', '1'],
    figures:
        [{ name: 'taken for foreign', path: 'englishTakenForForeign', most: 0 }],
  })),
  ...[{ set: 'development', traps: 15 }, { set: 'measuring', traps: 60 }].map(
      ({ set, traps }) => ({
        what: `Cleaning, dirty articles by us for ${set}`,
        measure: 'clean',
        file: `tests/data/dirty/${set}.jsonl`,
        scorer: (/** @type {{gold: string, predictions: string}} */ files) =>
          ['clean.py', files.gold, files.predictions],
        figures: [
          { name: 'precision', path: 'precision', bar: 98.5 },
          { name: 'recall', path: 'recall', bar: 90 },
          { name: `traps kept, of ${traps}`, path: 'trapsKept', bar: traps },
        ],
      })),
];

/** @param {string} path */
function isOurs(path) {
  return path === NEWS || path === DEVELOPMENT_NEWS ||
      path.startsWith('tests/');
}

/**
 * The file itself where it is plain, else an unpacked copy: the scorers read
 * plain files only.
 *
 * @param {string} path below the data folder, or in the tree
 */
function plain(path) {
  if (isOurs(path)) return join(root, path);
  const given = join(DATA, path);
  if (existsSync(given)) return given;
  const packed = `${given}.gz`;
  if (!existsSync(packed)) throw new Failure(`no ${path}(.gz) in the data`);
  const unpacked = join(WORK, 'data', path);
  if (!existsSync(unpacked) ||
      statSync(unpacked).mtimeMs < statSync(packed).mtimeMs) {
    mkdirSync(dirname(unpacked), { recursive: true });
    writeFileSync(unpacked, gunzipSync(readFileSync(packed)));
  }
  return unpacked;
}

/**
 * The file as it lies there, packed or not: our program reads both.
 *
 * @param {string} path below the data folder
 */
function asGiven(path) {
  if (isOurs(path)) return join(root, path);
  const given = join(DATA, path);
  return existsSync(given) ? given : `${given}.gz`;
}

/**
 * Every number of a JSON value by its path. Bootstrap intervals are left out.
 *
 * @param {unknown} value
 * @param {string} [path]
 * @returns {Map<string, number>}
 */
function numbersOf(value, path = '') {
  if (typeof value === 'number') return new Map([[path, value]]);
  /** @type {Map<string, number>} */
  const all = new Map();
  if (typeof value !== 'object' || value === null) return all;
  for (const [name, member] of Object.entries(value)) {
    if (['low', 'high', 'p', 'missing'].includes(name)) continue;
    const inner = path === '' ? name : `${path}.${name}`;
    for (const [where, number] of numbersOf(member, inner)) {
      all.set(where, number);
    }
  }
  return all;
}

/**
 * Whether two programs show the same figures, to the last digit that the
 * scorers print: two decimals of a percentage.
 *
 * @param {Map<string, number>} ours
 * @param {Map<string, number>} theirs
 * @returns {string} "yes (12)" or what differs
 */
function agreement(ours, theirs) {
  let same = 0;
  for (const [path, number] of theirs) {
    const mine = ours.get(path);
    if (mine === undefined) continue;
    const share = Math.abs(number) <= 1 && Math.abs(mine) <= 1;
    // Half of the last digit shown, and what rounding twice may add.
    if (Math.abs(mine - number) > (share ? 0.000051 : 0.0051)) {
      return `**no**: ${path} ${mine} against ${number}`;
    }
    same += 1;
  }
  return same > 0 ? `yes (${same})` : '**nothing to compare**';
}

/**
 * @param {Measure} measure
 * @param {number} index
 * @param {string | undefined} python
 */
async function evaluate(measure, index, python) {
  const gold = plain(measure.file);
  const predictions =
      join(WORK, `${index}-${measure.measure}.${predictionKind(measure)}`);
  const options = [...measure.options ?? []];
  for (const [option, path] of Object.entries(measure.files ?? {})) {
    plain(path);
    options.push(option, asGiven(path));
  }
  const program = join(root, 'build/native/standfirst-evaluate');
  const { status, output } = await run(program, [
    measure.measure, asGiven(measure.file), ...options, '--json',
    '--predictions', predictions,
  ], { capture: true, mayFail: true });
  if (status !== 0) throw new Failure(`${measure.what}: ${output.trim()}`);
  const line = output.trim().split('\n').at(-1) ?? '';
  const ours = numbersOf(JSON.parse(line));
  let agrees = measure.scorer ? 'no scorer here' : 'none exists';
  if (measure.scorer && python && existsSync(SCORERS)) {
    const [script, ...args] =
        /** @type {[string, ...string[]]} */ (measure.scorer({ gold, predictions }));
    const scored = await run(
        python, [join(SCORERS, script), ...args, '--json'],
        { capture: true, mayFail: true, env: { PYTHONDONTWRITEBYTECODE: '1' } });
    agrees = scored.status === 0 ?
      agreement(ours, numbersOf(JSON.parse(scored.output.trim()))) :
      `**scorer failed**: ${scored.output.trim().split('\n').at(-1)}`;
  }
  const file = isOurs(measure.file) ?
    measure.file : `${basename(measure.file)}.gz`;
  const shown = [measure.measure, file, ...options]
      .map((word) => word.startsWith('/') ? basename(word) : word).join(' ');
  return measure.figures.map((figure, row) => {
    const value = ours.get(figure.path);
    const scaled =
        value === undefined ? undefined : value * (figure.scale ?? 1);
    const shownAs = scaled === undefined ? NaN : Number(scaled.toFixed(2));
    const below = (figure.bar !== undefined && shownAs < figure.bar) ||
        (figure.most !== undefined && shownAs > figure.most);
    return {
      failed: below || (row === 0 && agrees.startsWith('**')),
      cells: [
        row === 0 ? measure.what : '', figure.name,
        scaled === undefined ? '?' :
          `${below ? '**' : ''}${formatted(scaled)}${below ? '**' : ''}`,
        figure.bar?.toFixed(1) ??
            (figure.most === undefined ? '' : `≤ ${figure.most}`),
        figure.baseline ?? '', row === 0 ? agrees : '',
        row === 0 ? `\`${shown}\`` : '',
      ],
    };
  });
}

/** How far names on raw text may stay below those on given tokens. */
const MOST_BELOW_GIVEN = 1.5;

/** @param {{cells: string[]}[]} rows */
function belowGiven(rows) {
  const reached = (/** @type {string} */ what) => Number(rows.find(
      ({ cells }) => cells[0] === what)?.cells[2]?.replaceAll('**', ''));
  const below = reached('Entities, worldwide dev, three types') -
      reached('Entities, worldwide dev, three types, on raw text');
  const shown = below > MOST_BELOW_GIVEN ? `**${below.toFixed(2)}**` : below.toFixed(2);
  return `Names on raw text are ${shown} below those on given tokens ` +
      `(bar: at most ${MOST_BELOW_GIVEN}).`;
}

/** What people judged, as a table's rows. */
function readingRows() {
  const removals = countRemovals();
  return [
    ...judged().map(({ what, share, bar, of }) => {
      const shown = `${share.toFixed(0)} %`;
      return [what, String(of), share < bar ? `**${shown}**` : shown, `${bar} %`];
    }),
    ['wrong ones among what cleaning set aside', String(removals.of),
      removals.wrong > 2 ? `**${removals.wrong}**` : String(removals.wrong), '≤ 2'],
  ];
}

/** @param {number} value */
function formatted(value) {
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}

/** @param {Measure} measure */
function predictionKind(measure) {
  return measure.measure === 'entities' && !measure.files ? 'bio' : 'jsonl';
}

await runMain(async () => {
  await setUp('evaluate');
  if (!existsSync(DATA)) {
    console.log('../shared/data is not there: only what tests/data measures');
  }
  await build('release', ['standfirst-evaluate']);
  const { output: help } = await run(
      join(root, 'build/native/standfirst-evaluate'), ['--help'],
      { capture: true });
  const asked = process.argv.slice(2);
  const known = MEASURES.filter(({ measure }) =>
    new RegExp(`^\\s+${measure}\\b`, 'm').test(help));
  const missing = [...new Set(MEASURES.map(({ measure }) => measure))]
      .filter((name) => !known.some(({ measure }) => measure === name));
  if (missing.length > 0) console.log(`not there yet: ${missing.join(', ')}`);
  const wanted = known.filter(({ measure, file, files }) =>
    (asked.length === 0 || asked.includes(measure)) &&
    (existsSync(DATA) || (isOurs(file) && !files)));
  mkdirSync(WORK, { recursive: true });
  writeFileSync(join(root, NEWS), newsTreebank(readNews()));
  writeFileSync(join(root, DEVELOPMENT_NEWS), newsTreebank(readNews(
      readFileSync(join(root, 'tests/data/sentences/development.txt'), 'utf8'))));
  const python = findCommand('python3');
  heading(`${wanted.length} measures`);
  const results = await inParallel(wanted, async (measure) => {
    const rows = await evaluate(measure, MEASURES.indexOf(measure), python)
        .catch((error) => {
          if (!(error instanceof Failure)) throw error;
          return [{
            failed: true,
            cells: [measure.what, `**${error.message}**`, '', '', '', '', ''],
          }];
        });
    for (const { cells } of rows) console.log(cells.slice(0, 6).join(' | '));
    return rows;
  }, Math.min(2, availableParallelism()));
  const rows = results.flat();
  if (asked.length === 0) {
    heading('beside other libraries');
    await comparePeers();
    await compareEntityPeers();
  }
  await build('release', ['standfirst']);
  const seed = checkSeed(join(root, 'build/native/standfirst'));
  if (asked.length === 0 && existsSync(DATA)) {
    writeSection('evaluate', [
      await provenance(),
      'Development sets of `../shared/data` and cases of ours in ' +
          '`tests/data`; "scorer": whether the reference ' +
          'scorer in `../shared/eval` shows the same figures for the same ' +
          'predictions (how many were compared). Bars are the floors of their ' +
          'issues; what misses its bar stands in bold.',
      table(['what', 'figure', 'reached', 'bar', 'baseline', 'scorer',
        '`standfirst-evaluate …`'], rows.map(({ cells }) => cells)),
      belowGiven(rows),
      'Every line of Unicode\'s WordBreakTest.txt holds: `tests/core/word_break_test.cc`, ' +
          'in `npm test`. Sizes of the trained sections: Size below.',
      'Judged by reading (docs/reading-guide.md, docs/cleaning.md; verdicts by ' +
          'document are committed, by kind of text in ' +
          '[results-reading.md](results-reading.md)). Summaries and headlines ' +
          'with their intervals, what each group of features brings, and the ' +
          'published summarisers on the same files: ' +
          '[results-summaries.md](results-summaries.md). Fuzzing: ' +
          '[results-fuzz.md](results-fuzz.md).',
      table(['what', 'read', 'reached', 'bar'], readingRows()),
      'The article that started the project (`node tools/scripts/seed.mjs`), ' +
          'its first four paragraphs with default options, and with the fifth:',
      table(['what', 'wanted', 'got', ''], seed.map(
          ({ what, wanted, got, good }) =>
            [what, wanted, got, good ? 'good' : '**missed**'])),
    ].join('\n\n'));
  }
  const failed = rows.filter((row) => row.failed).length +
      seed.filter(({ good }) => !good).length;
  console.log(`${rows.length} figures, ${failed} below their bar or not agreed`);
  if (failed > 0) process.exitCode = 1;
});
