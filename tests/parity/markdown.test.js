// Markdown is read by the same code in the native program and in wasm: 200
// generated texts give the same text, the same blocks and the same result.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildLibraries } from '../../tools/scripts/site.mjs';
import { readMarkdown } from '../../web/engine/index.js';
import { makeRandom } from '../support/inputs.mjs';
import { DirectSession, loadModule, readParts } from '../support/wasm_engine.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
// Under sanitizers where that build is there.
const sanitized = join(root, 'build/debug/standfirst');
const program = existsSync(sanitized) ? sanitized : join(root, 'build/native/standfirst');

/** Beginnings of lines, and what stands in them: all of CommonMark but HTML. */
const STARTS = [
  '', '', '', '', '# ', '## ', '###### ', '> ', '> > ', '- ', '  - ', '    ',
  '* ', '1. ', '12) ', '```\n', '~~~ js\n', '---\n', '===\n', '***\n', '\t',
  '| ', '[a]: /b "c"\n', '[^1]: ', '+ > ', '\\', '\ufeff', '---\ntitle: "A *b*"\n',
  'date: 2026-03-04\n',
];
const PIECES = [
  'The ferry to Skarn sailed on Monday', 'with forty people on board.', '**bold**',
  '*so* ', '_and so_', '`code *here*`', '[a link](http://orla.example/(x) "t")',
  '![a picture](p.png)', '[a]', '[A][]', '[^1]', '~~gone~~', '~~', '&amp;', '&auml;',
  '&#x1F600;', '&#0;', '&nope;', '<http://orla.example>', '\\*', '\\', '  ', ' | ',
  '|---|', ':-:', '\u00e9', '\u{1f600}', '\u4e2d\u6587\u3002', '\u00a0', '\u2028',
  '\\[^1]', '[^1\\]', '\\~~', '`[^1]`', '&#126;', '\0', '\ud800', '***', '__', '](', '[', '![', '`', '``', '(', '"x"', 'Ångström',
];

/** @param {() => number} random */
function makeMarkdown(random) {
  const pick = (/** @type {string[]} */ list) =>
    list[Math.floor(random() * list.length)] ?? '';
  let text = random() < 0.2 ? pick(['---\ntitle: A\ndate: "2026-03-04"\n---\n',
    '---\ntitle: A\n\n---\n', '---\n', '\ufeff']) : '';
  for (let line = 1 + Math.floor(random() * 20); line > 0; --line) {
    text += pick(STARTS);
    for (let piece = Math.floor(random() * 6); piece > 0; --piece) {
      text += pick(PIECES) + pick(['', ' ', ' ']);
    }
    text += pick(['\n', '\n', '\n\n', '\r\n', '  \n']);
  }
  return text;
}

/** @type {DirectSession} */
let session;
before(async () => {
  await buildLibraries();
  session = new DirectSession(await loadModule());
  for (const part of await readParts()) session.load(part);
});
after(() => session.close());

test('generated Markdown', async () => {
  const random = makeRandom(12);
  const texts = Array.from({ length: 200 }, () =>
    Buffer.from(makeMarkdown(random)).toString());
  const records = texts.map((text, id) => JSON.stringify({ id, text, input: 'markdown' }));
  const { stdout, stderr } = spawnSync(program, ['--jsonl'], {
    input: records.join('\n'), encoding: 'utf8', maxBuffer: 1 << 28,
  });
  const results = stdout.trimEnd().split('\n');
  assert.equal(results.length, texts.length, stderr);
  for (const [index, markdown] of texts.entries()) {
    const { id, text, ...native } = JSON.parse(results[index] ?? '');
    assert.equal(id, index);
    const read = await readMarkdown(markdown);
    assert.equal(read.text, text ?? '', JSON.stringify(markdown));
    const wasm = JSON.parse(session.run(
        new TextEncoder().encode(read.text), { blocks: read.blocks, date: read.date }));
    assert.deepEqual(wasm, native, JSON.stringify(markdown));
  }
});
