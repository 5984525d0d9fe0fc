/** HTML and Markdown through the native program, and what is out to stall it. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { folderFor, run } from './support.js';

const PAGE = `<!doctype html><title>Ferry sails again | The Orla Gazette</title>
<nav><a href=/>Home</a></nav><div class="cookie-banner">We use cookies.</div>
<article><h1>Ferry sails again</h1><p>The ferry to Skarn sailed on Monday for the
first time since March, with forty people &amp; a dog on board.</p>
<h2>A new engine</h2><ul><li>It is quieter.<li>It is slower.</ul>
<blockquote>We waited long enough, the captain said.</blockquote>
<figure><img src=x><figcaption>The ferry off Skarn</figcaption></figure>
<table><tr><th>Day<th>Boats<tr><td>Monday<td>2</table></article>
<div id=comments><p>First!</p></div><script>var a = "<p>no</p>";</script>`;

test('a page becomes text with blocks, and offsets point into it', async (t) => {
  const file = join(folderFor(t), 'a.html');
  writeFileSync(file, PAGE);
  const { output, errors, status } = await run(['--format', 'json', file]);
  assert.equal(status, 0, errors);
  const { text, blocks } = JSON.parse(output);
  assert.deepEqual(
      blocks.map((/** @type {any} */ { start, end, kind, level }) =>
        [kind, level ?? 0, text.slice(start, end)]),
      [
        ['title', 0, 'Ferry sails again'],
        ['paragraph', 0, 'The ferry to Skarn sailed on Monday for the first ' +
            'time since March, with forty people & a dog on board.'],
        ['heading', 2, 'A new engine'],
        ['list-item', 1, 'It is quieter.'],
        ['list-item', 1, 'It is slower.'],
        ['quotation', 0, 'We waited long enough, the captain said.'],
        ['caption', 0, 'The ferry off Skarn'],
        ['table', 0, 'Day\tBoats\nMonday\t2'],
      ]);
});

test('records may be HTML and Markdown, each by its own option', async () => {
  const records = [
    { id: 1, text: '<p>It rained.</p>', input: 'html' },
    { id: 2, text: '# Rain\n\n*It* rained.', input: 'markdown' },
    { id: 3, text: '<p>It rained.</p>' },
  ];
  const { output, status } = await run(
      ['--jsonl'], { input: records.map((one) => JSON.stringify(one)).join('\n') });
  assert.equal(status, 0);
  const results = output.trim().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(results.map(({ text }) => text),
      ['It rained.', 'Rain\n\nIt rained.', undefined]);
});

test('what is damaged, or in an encoding that had to be guessed, is said to be repaired', async () => {
  /** @type {[string, Buffer, string[]][]} */
  const cases = [
    ['html', Buffer.from('<p>The café burnt.'), []],
    ['html', Buffer.from('<p>The café burnt.', 'latin1'), ['encoding-repaired']],
    ['markdown', Buffer.from('The café *burnt*.', 'latin1'), ['encoding-repaired']],
    // Its mark says what it is.
    ['html', Buffer.from('\ufeff<p>The café burnt.', 'utf16le'), []],
    ['html', Buffer.from('\ufeff<p>The \ud83d café burnt.', 'utf16le'), ['encoding-repaired']],
    ['html', Buffer.from('<p>The \x93cafÃ©\x94 burnt.', 'latin1'), ['encoding-repaired']],
    ['html', Buffer.from('<p>The cafÃ© burnt.'), ['encoding-repaired']],
    ['text', Buffer.from('\ufeffThe café burnt.', 'utf16le'), []],
    ['text', Buffer.from('\ufeffThe \ud83d café burnt.', 'utf16le'), ['encoding-repaired']],
  ];
  for (const [kind, input, wanted] of cases) {
    const { output, errors } = await run(
        ['--format', 'json', '--input', kind], { input });
    /** @type {{code: string}[]} */
    const notices = JSON.parse(output || errors).notices;
    assert.deepEqual(notices.map(({ code }) => code)
        .filter((code) => code === 'encoding-repaired'), wanted, String(input));
  }
});

test('markup that is too large is refused as given', async () => {
  const { status, errors } = await run(
      ['--input', 'html', '--max-bytes', '10'], { input: '<p>It rained.</p>' });
  assert.equal(status, 3);
  assert.match(errors, /larger than the limit of 10 bytes/);
});

const SENTENCE = 'The river rose by two metres on Tuesday night. ';

/** @type {[string, string, () => string][]} */
const STALLING = [
  ['a line of 5 MB', 'text', () => SENTENCE.repeat(106_000)],
  ['a million newlines', 'text', () => '\n'.repeat(1e6)],
  ['a million newlines with words', 'text', () => 'a\n'.repeat(1e6)],
  ['ten thousand combining marks', 'text',
    () => `${SENTENCE}e${'\u0301'.repeat(10_000)} ${SENTENCE}`],
  ['a million full stops', 'text', () => '. '.repeat(1e6)],
  ['a million brackets', 'text', () => '(['.repeat(5e5)],
  ['mojibake upon mojibake', 'text', () => 'Ã¢â‚¬â„¢'.repeat(1e5)],
  ['entities that do not end', 'text', () => '&amp'.repeat(3e5)],
  ['one word of 2 MB', 'text', () => 'a'.repeat(2e6)],
  ['elements 100,000 deep', 'html',
    () => `${'<div>'.repeat(1e5)}${SENTENCE}${'</div>'.repeat(1e5)}`],
  ['elements 100,000 deep, never closed', 'html',
    () => `${'<ul><li>'.repeat(1e5)}${SENTENCE}`],
  ['tables 100,000 deep', 'html', () => '<table><tr><td>'.repeat(1e5)],
  ['formatting that never ends', 'html',
    () => Array.from({ length: 1e5 }, (_, i) => `<b x=${i}><p>a`).join('')],
  ['tags that do not end', 'html', () => '<a '.repeat(1e6)],
  ['comments that do not end', 'html', () => '<!--'.repeat(1e6)],
  ['a page in one line of 5 MB', 'html',
    () => `<p>${SENTENCE.repeat(106_000)}`],
  ['quotations 100,000 deep', 'markdown', () => `${'>'.repeat(1e5)}a\n`],
  ['lists 100,000 deep and blank lines', 'markdown',
    () => `${'- '.repeat(1e5)}a\n${'\n'.repeat(1e5)}b`],
  ['brackets that do not close', 'markdown', () => '![[]('.repeat(2e5)],
  ['emphasis that does not end', 'markdown', () => '*a **a _a '.repeat(1e5)],
  ['references to a long definition', 'markdown',
    () => `[a]: ${'b'.repeat(16_000)}\n\n${'[a]\n\n'.repeat(1e5)}`],
];

// What takes quadratic time takes minutes here; all else takes seconds, and
// most of it much less. The rest is room for a busy machine.
const SECONDS = 60;

for (const [name, input, make] of STALLING) {
  test(`against the clock: ${name}`, { timeout: SECONDS * 1000 }, async () => {
    const { status, errors } = await run(
        ['--format', 'json', '--input', input], { input: make() });
    assert.equal(status, 0, errors);
  });
}
