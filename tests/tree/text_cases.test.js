/** The cases for cleaning and segmentation, made from sources with marks. */
import assert from 'node:assert/strict';
import test from 'node:test';
import {
  allDirtyCases, DIRTY, dirtyLines, newsTreebank, readDirtyCases, readNews,
} from '../../tools/tables/text_cases.mjs';
import { readText } from './support.js';

test('the dirty articles are as their sources say', () => {
  for (const [name, cases] of Object.entries(allDirtyCases())) {
    assert.equal(readText(`${DIRTY}/${name}.jsonl`), dirtyLines(cases),
        `run: node tools/tables/text_cases.mjs (${name})`);
  }
});

test('half of the dirty articles are traps', () => {
  const sets = allDirtyCases();
  /** @type {[string, number][]} */
  const sizes = [['development', 30], ['measuring', 120]];
  for (const [name, size] of sizes) {
    const cases = sets[name] ?? [];
    assert.equal(cases.length, size);
    assert.equal(new Set(cases.map(({ id }) => id)).size, size);
    assert.equal(cases.filter(({ trap }) => trap).length, size / 2);
    for (const { id, text } of cases) {
      const words = text.split(/\s+/).length;
      assert.ok(words >= 80 && words <= 250, `${id}: ${words} words`);
    }
  }
});

test('marks become spans in code points, and what the text becomes', () => {
  const [entry] = readDirtyCases([
    '%% x1 | wire | dateline, mojibake | wrapped',
    '⟦dateline|ORLA \u{1F600} – ⟧It is⟪â€™=>’⟫n\\u{AD}t a',
    'ru⟪-\\n=>⟫mour.⟨ Or so.⟩',
    '',
    '⟦leftover|Top⟧',
    '',
  ].join('\n'));
  assert.deepEqual(entry, {
    id: 'x1',
    kind: 'article',
    style: 'wire',
    text: 'ORLA \u{1F600} – It isâ€™n\u{AD}t a\nru-\nmour. Or so.\n\nTop',
    remove: ['ORLA \u{1F600} – ', 'Top'],
    spans: [[0, 9, 'dateline'], [41, 44, 'leftover']],
    either: [[32, 39]],
    becomes: 'It is’n\u{AD}t a rumour. Or so.',
  });
});

test('a trap with a removal, or none where one has to be, is refused', () => {
  assert.throws(() => readDirtyCases('%% a | b | trap: c\n⟦x|Top⟧\n'), /trap/);
  assert.throws(() => readDirtyCases('%% a | b | leftover\nTop\n'), /trap/);
  assert.throws(() => readDirtyCases('%% a | b | trap: c\n⟦x|Top\n'), /close/);
});

test('news: sixty articles in twenty styles, one sentence a line', () => {
  const articles = readNews();
  assert.equal(articles.length, 60);
  assert.equal(new Set(articles.map(({ style }) => style)).size, 20);
  for (const { id, paragraphs } of articles) {
    const words = paragraphs.flat().join(' ').split(' ').length;
    assert.ok(words >= 120 && words <= 200, `${id}: ${words} words`);
    for (const sentence of paragraphs.flat()) {
      assert.match(sentence, /^\S+( \S+)*$/u, `${id}: ${sentence}`);
    }
  }
  assert.match(newsTreebank(articles.slice(0, 1)),
      /^# newdoc id = n01\n# genre = American wire\n# newpar\n# sent_id = n01-1\n/);
});
