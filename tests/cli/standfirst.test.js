/** The native program from outside: docs/native-program.md, line by line. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { lineProblems } from '../support/faithful.mjs';
import { PROGRAM, folderFor, root, run } from './support.js';

const ARTICLE = join(root, 'tests/data/articles/pasted_news.txt');
const TEXT = readFileSync(ARTICLE, 'utf8');
/** Characters of one, two, three and four bytes before every sentence. */
const WIDE = 'The café in Brno “Zürich 😀” has opened. ' +
    'Its owner, José Müller, said on Friday that €5 would buy a coffee 😀 and ' +
    'a roll. The mayor of Brno came to the opening and stayed for an hour. ' +
    'Nobody in the street had seen so many people there since the fair.';

/** @type {{name: string, args: string[], input?: string | Uint8Array,
 *     status: number, errors?: RegExp, output?: RegExp}[]} */
const CASES = [
  { name: 'help', args: ['--help'], status: 0, output: /--jsonl[\s\S]*--models/ },
  { name: 'version', args: ['--version'], status: 0, output: /^standfirst \d+\.\d+\.\d+\n$/ },
  { name: 'standard input', args: [], input: TEXT, status: 0, output: /\w/ },
  { name: '"-" is standard input', args: ['-'], input: TEXT, status: 0, output: /\w/ },
  { name: 'a file', args: [ARTICLE], status: 0, output: /\w/ },
  { name: 'empty input is no error', args: ['--format', 'json'], status: 0, output: /"code":"empty"/ },
  { name: 'an unknown option', args: ['--colour'], status: 2, errors: /no option "--colour"[\s\S]*--format.*--jsonl/ },
  { name: 'a wrong format', args: ['--format', 'pdf'], status: 2, errors: /"format" cannot be "pdf"[\s\S]*text, json, markdown, html/ },
  { name: 'a wrong unit', args: ['--offsets', 'line'], status: 2, errors: /"offsets" cannot be "line"[\s\S]*utf16, codepoint, byte/ },
  { name: 'no number of jobs', args: ['--jobs', 'many'], status: 2, errors: /"jobs" cannot be "many"[\s\S]*1 to 64/ },
  { name: 'no jobs', args: ['--jobs', '0'], status: 2, errors: /"jobs" cannot be "0"/ },
  { name: 'a wrong type', args: ['--type', 'haiku'], status: 2, errors: /"type" cannot be "haiku"[\s\S]*standfirst, tldr, key-points, teaser, headline/ },
  { name: 'a wrong length', args: ['--length', 'huge'], status: 2, errors: /"length" cannot be "huge"[\s\S]*short, medium, long/ },
  { name: 'no words', args: ['--words', '0'], status: 2, errors: /"words" cannot be "0"[\s\S]*from 1 to 100000000/ },
  { name: 'words that are none', args: ['--words', 'few'], status: 2, errors: /"words" cannot be "few"/ },
  { name: 'no sentences', args: ['--sentences', '-1'], status: 2, errors: /"sentences" cannot be "-1"[\s\S]*from 1 to 1000000/ },
  { name: 'too large a share', args: ['--ratio', '1.5'], status: 2, errors: /"ratio" cannot be "1\.5"[\s\S]*over 0, 1 at most/ },
  { name: 'two lengths', args: ['--words', '40', '--sentences', '2'], status: 2, errors: /words|sentences/ },
  { name: 'a wrong compression', args: ['--compression', 'zip'], status: 2, errors: /"compression" cannot be "zip"[\s\S]*none, light, full/ },
  { name: 'too short a headline', args: ['--headlineWords', '4'], status: 2, errors: /"headlineWords" cannot be 4[\s\S]*5 to 30/ },
  { name: 'a wrong input', args: ['--input', 'pdf'], status: 2, errors: /"input" cannot be "pdf"[\s\S]*text, markdown, html/ },
  { name: 'a day that is none', args: ['--date', '2025-02-30'], status: 2, errors: /"date" cannot be "2025-02-30"[\s\S]*YYYY-MM-DD/ },
  { name: 'a wrong language', args: ['--language', 'de'], status: 2, errors: /"language" cannot be "de"[\s\S]*auto, en/ },
  { name: 'an unknown entity type', args: ['--entities', 'PERSON,FISH'], status: 2, errors: /"entities" cannot be[\s\S]*PERSON/ },
  { name: 'an id that is none', args: ['--keep', 'x'], status: 2, errors: /"keep" cannot be/ },
  { name: 'an id that does not exist', args: ['--keep', '99'], input: TEXT, status: 2, errors: /99/ },
  { name: 'blocks that are none', args: ['--blocks', '[{"start":1}]'], status: 2, errors: /"blocks" cannot be/ },
  { name: 'no limit', args: ['--max-bytes', 'all'], status: 2, errors: /"max-bytes" cannot be "all"/ },
  { name: 'blocks of a page', args: ['--input', 'html', '--blocks', '[{"start":0,"end":2}]'], input: '<p>a', status: 2, errors: /"input" cannot be "html"[\s\S]*text, with the blocks/ },
  { name: 'JSON lines in another format', args: ['--jsonl', '--format', 'html'], status: 2, errors: /"format" cannot be "html"/ },
  { name: 'html of two files', args: ['--format', 'html', ARTICLE, ARTICLE], status: 2, errors: /html/ },
  { name: 'a value that is missing', args: ['--format'], status: 2, errors: /format/ },
  { name: 'a file that is not there', args: ['no/such/file.txt'], status: 3, errors: /no\/such\/file\.txt: It cannot be read: No such file/ },
  { name: 'a file without a name', args: [''], input: TEXT, status: 3, errors: /"": It cannot be read: No such file/ },
  { name: 'a folder', args: ['tests'], status: 3, errors: /tests: It cannot be read: Is a directory/ },
  { name: 'too large a text', args: ['--max-bytes', '100'], input: 'x'.repeat(101), status: 3, errors: /larger than the limit of 100 bytes/ },
  { name: 'what is no text', args: [], input: '\0\x01\x02'.repeat(500), status: 3, errors: /not text/ },
  { name: 'one file of two that is not there', args: ['no-such', ARTICLE], status: 3, errors: /no-such/, output: /^==> / },
  { name: 'records of a file that is not there', args: ['--jsonl', 'no-such'], status: 3, errors: /no-such: It cannot be read: No such file[\s\S]*Check the name/ },
  { name: 'records of a gzip file that is cut', args: ['--jsonl', '-'], input: Buffer.from([0x1f, 0x8b]), status: 3, errors: /standard input: It cannot be read: the gzip file is cut[\s\S]*again/ },
  { name: 'a folder of models that is not there', args: ['--models', 'no-such'], status: 4, errors: /no-such[\s\S]*STANDFIRST_MODELS/ },
  { name: 'a folder without models', args: ['--models', 'docs'], status: 4, errors: /no model part "base" in docs/ },
  { name: 'a record that is not UTF-8', args: ['--jsonl'], input: Buffer.from('{"text":"caf\xe9"}', 'latin1'), status: 5, output: /"code":"invalid-record","message":"[^"]*not all UTF-8/ },
  { name: 'a record that is no JSON', args: ['--jsonl'], input: '{"id":1,\n', status: 5, output: /^\{"id":null,"error":\{"code":"invalid-record"/ },
];

for (const { name, args, input, status, errors, output } of CASES) {
  test(`${name}: exit ${status}`, async () => {
    const ended = await run(args, input === undefined ? {} : { input });
    assert.equal(ended.status, status, ended.errors);
    if (errors) {
      assert.match(ended.errors, errors);
    } else {
      assert.equal(ended.errors, '');
    }
    if (output) assert.match(ended.output, output);
  });
}

test('a file that may not be read: exit 3 with its name', async (t) => {
  if (process.getuid?.() === 0) {
    t.skip('root may read everything');
    return;
  }
  const file = join(folderFor(t), 'secret.txt');
  writeFileSync(file, TEXT);
  chmodSync(file, 0);
  const ended = await run([file]);
  assert.equal(ended.status, 3);
  assert.match(ended.errors, /secret\.txt: It cannot be read/);
});

test('a model part that was damaged: exit 4 with its name', async (t) => {
  const folder = folderFor(t);
  const stored = readFileSync(join(root, 'models/base.sfm'));
  /** @type {[string, Buffer][]} */
  const damages = [
    ['cut', stored.subarray(0, stored.length / 2)],
    ['no part', Buffer.from('no part at all')],
    ['one bit turned', (() => {
      const bytes = Buffer.from(stored);
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      return bytes;
    })()],
    ['empty', Buffer.alloc(0)],
  ];
  for (const [name, bytes] of damages) {
    writeFileSync(join(folder, 'base.sfm'), bytes);
    const ended = await run(['--models', folder], { input: TEXT });
    assert.equal(ended.status, 4, `${name}: ${ended.errors}`);
    assert.match(ended.errors, /base\.sfm/, name);
  }
});

test('models are found by option, environment, installation, source tree', async (t) => {
  const folder = folderFor(t);
  const prefix = join(folder, 'prefix');
  mkdirSync(join(prefix, 'bin'), { recursive: true });
  copyFileSync(PROGRAM, join(prefix, 'bin/standfirst'));
  const installed = { program: join(prefix, 'bin/standfirst'), cwd: folder };
  const models = join(root, 'models');

  const bare = await run([], { ...installed, input: TEXT });
  assert.equal(bare.status, 4, 'nothing is found beside a lone program');

  const option = await run(['--models', models], { ...installed, input: TEXT });
  assert.equal(option.status, 0, option.errors);
  const named = await run(
      [], { ...installed, input: TEXT, env: { STANDFIRST_MODELS: models } });
  assert.equal(named.status, 0, named.errors);

  const share = join(prefix, 'share/standfirst/models');
  mkdirSync(share, { recursive: true });
  for (const part of JSON.parse(
      readFileSync(join(models, 'manifest.json'), 'utf8')).parts) {
    copyFileSync(join(models, part.file), join(share, part.file));
  }
  const shared = await run([], { ...installed, input: TEXT });
  assert.equal(shared.status, 0, shared.errors);
  const tree = await run([], { input: TEXT, cwd: folder });
  assert.equal(tree.status, 0, tree.errors);
  for (const ended of [option, named, shared]) {
    assert.equal(ended.output, tree.output);
  }
});

test('formats: text, JSON, Markdown and a whole page', async () => {
  const json = JSON.parse((await run(['--format', 'json', ARTICLE])).output);
  assert.equal(json.version, 1);
  const line = json.summary[0].text;
  const headline = json.headline.text;
  const text = (await run([ARTICLE])).output;
  assert.ok(text.startsWith(headline) && text.includes(line), text);
  assert.ok(text.endsWith('\n'));
  const markdown = (await run(['--format', 'markdown', ARTICLE])).output;
  assert.match(markdown, /^# /);
  const html = (await run(['--format', 'html', ARTICLE])).output;
  assert.match(html, /^<!doctype html>/i);
  assert.match(html, /<\/html>\n$/);
  assert.doesNotMatch(html, /<script/);
});

for (const sample of ['news', 'feature', 'report']) {
  test(`sample "${sample}": no sentence is there only to fill the length`, async () => {
    const { output } = await run(
        ['--format', 'json', join(root, `web/page/samples/${sample}.txt`)]);
    /** @type {{text: string}[]} */
    const lines = JSON.parse(output).summary;
    assert.ok(lines.length > 1);
    for (const { text } of lines) assert.ok(text.split(/\s+/).length >= 7, text);
  });
}

test('several files: each under its name; JSON one a line', async () => {
  const text = await run([ARTICLE, ARTICLE]);
  assert.equal(text.output.split(`==> ${ARTICLE} <==\n`).length, 3);
  const json = await run(['--format', 'json', ARTICLE, ARTICLE, '--jobs', '2']);
  const lines = json.output.trimEnd().split('\n');
  assert.equal(lines.length, 2);
  assert.equal(lines[0], lines[1]);
});

test('a file is read as what its name says, unless told', async (t) => {
  const folder = folderFor(t);
  const source = '<p>The harbour of <b>Elmport</b> has opened again.</p>';
  const text = async (
      /** @type {string} */ name, /** @type {string[]} */ ...args) => {
    const file = join(folder, name);
    writeFileSync(file, source);
    const ended = await run(['--format', 'json', ...args, file]);
    assert.equal(ended.status, 0, ended.errors);
    return JSON.parse(ended.output).text;
  };
  for (const name of ['a.html', 'a.htm', 'A.HTML', 'a.xhtml']) {
    assert.doesNotMatch(await text(name), /<p>|<b>/, name);
  }
  for (const name of ['a.md', 'a.markdown']) {
    assert.equal(typeof await text(name), 'string', name);
  }
  assert.equal(await text('a.txt'), undefined, 'offsets point into the input');
  assert.equal(await text('a.html', '--input', 'text'), undefined);
  assert.equal(typeof await text('b.txt', '--input', 'html'), 'string');
});

test('lengths are kept', async () => {
  const words = (/** @type {string} */ text) =>
    text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  const article = join(root, 'tests/data/articles/interview.txt');
  const summary = async (/** @type {string[]} */ ...args) => {
    const ended = await run(['--format', 'json', ...args, article]);
    assert.equal(ended.status, 0, ended.errors);
    const { summary } = JSON.parse(ended.output);
    return {
      count: summary.length,
      words: words(summary.map((/** @type {{text: string}} */ line) =>
        line.text).join(' ')),
    };
  };
  assert.ok((await summary('--sentences', '2')).count <= 2);
  assert.ok((await summary('--words', '35')).words <= 35);
  const short = await summary('--length', 'short');
  assert.ok(short.count <= 1 && short.words <= 30);
  const long = await summary('--length', 'long');
  assert.ok(long.count <= 5 && long.words <= 120);
  assert.ok((await summary('--ratio', '0.3')).words >= short.words);
  assert.ok((await summary('--length', '{"words":35}')).words <= 35);
});

/**
 * Every [start, end] of a result.
 *
 * @param {any} result
 * @returns {[number, number][]}
 */
function rangesOf(result) {
  return [
    ...[result.headline, ...result.summary].filter(Boolean)
        .flatMap((line) => line.spans),
    ...result.sentences.map((/** @type {any} */ { start, end }) => [start, end]),
    ...result.blocks.map((/** @type {any} */ { start, end }) => [start, end]),
    ...result.leftOut.map((/** @type {any} */ { start, end }) => [start, end]),
    ...result.entities.flatMap((/** @type {any} */ { mentions }) => mentions),
  ];
}

test('offsets in UTF-16 units, code points and bytes say the same', async () => {
  for (const text of [WIDE, TEXT, `\ufeff${WIDE}`]) {
    const read = async (/** @type {string} */ unit) => rangesOf(JSON.parse(
        (await run(['--format', 'json', '--offsets', unit], { input: text }))
            .output));
    const [units, points, bytes] = await Promise.all(
        ['utf16', 'codepoint', 'byte'].map(read));
    assert.ok(units && points && bytes);
    assert.ok(units.length > 3);
    assert.equal(units.length, points.length);
    const characters = [...text];
    const stored = Buffer.from(text);
    for (const [index, [start, end]] of units.entries()) {
      const expected = text.slice(start, end);
      assert.equal(characters.slice(...points[index] ?? []).join(''), expected);
      assert.equal(stored.subarray(...bytes[index] ?? []).toString(), expected);
    }
  }
});

test('records: order kept, options of their own, errors in their place', async () => {
  const records = [
    { id: 'a', text: TEXT },
    { id: 7, text: TEXT, type: 'headline', headlineWords: 8 },
    { id: { any: ['json', null] }, text: TEXT, length: { sentences: 1 } },
    { id: 'd' },
    { id: 'e', text: TEXT, type: 'haiku' },
    { id: 'f', text: TEXT, colour: 'red' },
    { text: 'A record without an id is answered all the same.' },
    { id: 'h', text: '' },
  ].map((record) => JSON.stringify(record));
  records.splice(4, 0, 'not json', '', '[1]', '\u00e9\ud83d');
  const { status, output, errors } =
      await run(['--jsonl'], { input: `${records.join('\r\n')}` });
  assert.equal(status, 5);
  assert.equal(errors, '');
  const answers = output.trimEnd().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(answers.map(({ id }) => id), [
    'a', 7, { any: ['json', null] }, 'd', null, null, null, 'e', 'f', null, 'h',
  ]);
  assert.deepEqual(answers.map(({ error }) => error?.code), [
    undefined, undefined, undefined, 'invalid-record', 'invalid-record',
    'invalid-record', 'invalid-record', 'invalid-option', 'invalid-option',
    undefined, undefined,
  ]);
  assert.equal(Object.keys(answers[0])[0], 'id');
  assert.deepEqual(answers[1].summary, []);
  assert.equal(answers[2].summary.length, 1);
  assert.match(answers[7].error.hint, /standfirst, tldr/);
  // A result in a record is the result of its text alone.
  const alone = JSON.parse(
      (await run(['--format', 'json'], { input: TEXT })).output);
  delete answers[0].id;
  assert.deepEqual(answers[0], alone);
});

test('records: the command line gives what a line does not say', async () => {
  const input = [
    { id: 1, text: TEXT }, { id: 2, text: TEXT, length: { sentences: 2 } },
  ].map((record) => JSON.stringify(record)).join('\n');
  const { output } = await run(['--jsonl', '--sentences', '1'], { input });
  const [first, second] =
      output.trimEnd().split('\n').map((line) => JSON.parse(line));
  assert.equal(first.summary.length, 1);
  assert.equal(second.summary.length, 2);
});

test('records: one job and four give the same bytes', async () => {
  const texts = [TEXT, WIDE, '', 'One. Two. Three.', TEXT.toUpperCase()];
  const lines = Array.from({ length: 120 }, (_, index) => index % 17 === 5 ?
    '{broken' : JSON.stringify({
      id: index, text: texts[index % texts.length],
      type: index % 3 ? 'standfirst' : 'key-points',
    }));
  const input = lines.join('\n');
  const [one, four] = await Promise.all(['1', '4'].map(
      (jobs) => run(['--jsonl', '--jobs', jobs], { input })));
  assert.ok(one && four);
  assert.equal(one.status, 5);
  assert.equal(four.status, 5);
  assert.equal(one.output.split('\n').length, 121);
  assert.equal(four.output, one.output);
});

test('a result comes as soon as its line is there', async () => {
  const child = spawn(PROGRAM, ['--jsonl', '--jobs', '2']);
  /** @type {Promise<string>} */
  const answered = new Promise((resolve) => {
    child.stdout.once('data', (piece) => resolve(String(piece)));
  });
  child.stdin.write(`${JSON.stringify({ id: 1, text: TEXT })}\n`);
  assert.match(await answered, /^\{"id":1,/);
  child.stdin.end();
  await new Promise((done) => { child.on('close', done); });
});

test('a broken pipe is a quiet end', async () => {
  for (const jobs of ['1', '4']) {
    const child = spawn(PROGRAM, ['--jsonl', '--jobs', jobs]);
    let errors = '';
    child.stderr.on('data', (piece) => { errors += piece; });
    child.stdin.on('error', () => undefined);
    child.stdout.once('data', () => child.stdout.destroy());
    // The input stays open: what ends the program is the output.
    const line = `${JSON.stringify({ id: 1, text: TEXT })}\n`;
    const writing = setInterval(() => child.stdin.write(line.repeat(20)), 5);
    const status = await new Promise((done) => { child.on('close', done); });
    clearInterval(writing);
    assert.equal(status, 0, `${jobs} jobs: ${errors}`);
    assert.equal(errors, '');
  }
});

test('progress is told on standard error alone, and only when asked', async () => {
  const asked = await run(['--progress'], { input: TEXT });
  assert.match(asked.errors, /%/);
  const silent = await run([], { input: TEXT });
  assert.equal(silent.errors, '');
  assert.equal(asked.output, silent.output);
});

test('several files at once: progress counts them', async () => {
  const asked = await run(
      ['--progress', '--jobs', '2', ARTICLE, ARTICLE, ARTICLE]);
  assert.match(asked.errors, /1 of 3 files[\s\S]*3 of 3 files/);
  assert.equal(asked.output, (await run([ARTICLE, ARTICLE, ARTICLE])).output);
});

test('help that cannot be written: exit 1', async (t) => {
  if (!existsSync('/dev/full')) {
    t.skip('no device is full here');
    return;
  }
  for (const option of ['--help', '--version']) {
    const { status, errors } = await run(
        ['-c', '"$0" "$1" > /dev/full', PROGRAM, option], { program: '/bin/sh' });
    assert.equal(status, 1);
    assert.match(errors, /cannot write: No space/);
  }
});

test('records: half a surrogate pair is read as U+FFFD', async () => {
  const input = [
    String.raw`{"id":"a\ud83d","text":"The \\ud83d caf\u00e9 \uD83D\ude00 burnt \udE00."}`,
    String.raw`{"id":7,"text":"\ud83d\ud83d\ude00 It rained.","colour":1}`,
  ].join('\n');
  const { output, status } = await run(
      ['--jsonl'], { input });
  assert.equal(status, 5);
  const [first, second] =
      output.trimEnd().split('\n').map((line) => JSON.parse(line));
  assert.equal(first.id, 'a\ufffd');
  assert.equal(first.summary[0].text, 'The \\ud83d café \u{1f600} burnt \ufffd.');
  assert.equal(second.id, 7);
  assert.equal(second.error.code, 'invalid-option');
});

test('milliseconds stand in results only on request', async () => {
  const read = async (/** @type {string[]} */ ...args) => JSON.parse(
      (await run(['--format', 'json', ...args, ARTICLE])).output).statistics;
  assert.equal((await read()).milliseconds, undefined);
  assert.ok(Number.isInteger((await read('--timings')).milliseconds));
});

test('a trade behind a name and a title before it say what it names', async () => {
  const cases = [
    ['ORG', '', 'Bellhaven Steelworks'], ['ORG', '', 'Bellhaven Distillery'],
    ['ORG', '', 'Harrow Seafoods'], ['ORG', '', 'Harrow Haulage'],
    ['ORG', '', 'Bellhaven Ferries'], ['ORG', '', 'Harrow Therapeutics'],
    ['FAC', '', 'Bellhaven Tunnel'],
    ['PERSON', '', 'Anna Power'], ['PERSON', '', 'Peter Abbey'],
    ['PERSON', 'Cllr ', 'Tolmar Krauss'], ['PERSON', 'Msgr ', 'Tolmar Krauss'],
    ['PERSON', 'Adm ', 'Tolmar Krauss'],
  ];
  const { output } = await run(['--jsonl'], {
    input: cases.map(([, before, name], id) => JSON.stringify({
      id: String(id), text: `The minister visited ${before}${name} on Tuesday.`,
    })).join('\n'),
  });
  const found = output.trim().split('\n').map((line) => {
    const { entities } = JSON.parse(line);
    return [entities[0]?.type, entities[0]?.name];
  });
  assert.deepEqual(found, cases.map(([type, , name]) => [type, name]));
});

test('options reach the article: title, focus, entities, keep', async () => {
  const read = async (/** @type {string[]} */ ...args) => JSON.parse(
      (await run(['--format', 'json', ...args, ARTICLE])).output);
  assert.deepEqual((await read('--entities', 'false')).entities, []);
  const types = new Set((await read('--entities', 'PERSON, GPE')).entities
      .map((/** @type {{type: string}} */ { type }) => type));
  types.delete('PERSON');
  types.delete('GPE');
  assert.deepEqual([...types], []);
  const plain = await read();
  const [first] = plain.leftOut;
  if (first) {
    const kept = await read('--keep', String(first.id));
    assert.ok(kept.statistics.words > plain.statistics.words);
  }
  const focused = await read('--sentences', '1', '--focus', 'Marta Keller');
  assert.match(focused.summary[0].text, /Keller/);
});

test('the example of docs/result.md is a result', async () => {
  const guide = readFileSync(join(root, 'docs/result.md'), 'utf8');
  const [, text = '', json = ''] =
      /^Of "(The ferry .*?)"[\s\S]*?```json\n([\s\S]*?)```/mu.exec(guide) ?? [];
  const { output } = await run(
      ['--format', 'json', '--date', '2026-11-12', '--sentences', '1'], { input: text });
  const [given, made] = [JSON.parse(json), JSON.parse(output)];
  for (const line of [given.headline, ...given.summary]) {
    assert.deepEqual(lineProblems(text, line, made.sentences), []);
  }
  /** @param {any} shown @param {any} real @param {string} at */
  const check = (shown, real, at) => {
    assert.equal(typeof real, typeof shown, at);
    if (typeof shown !== 'object') return;
    for (const [name, value] of Object.entries(shown)) check(value, real[name], `${at}.${name}`);
  };
  check(given, made, 'result');
});
