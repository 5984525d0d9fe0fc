/** Long results are read in slices and come out as JSON.parse has them. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { parseLongJson } from '../../web/engine/long_json.js';

const element = (/** @type {number} */ index) => ({
  start: index, text: `a "b" \\ [${index}] {,} \u00e4\ud83d\ude00\n`, deep: [[index], { a: [] }],
});
const many = Array.from({ length: 20000 }, (_, index) => element(index));

/** @type {{name: string, value: object}[]} */
const CASES = [
  { name: 'short', value: { version: 1, sentences: [element(1)], headline: null } },
  {
    name: 'long', value: {
      version: 1, text: 'x, [y] "z" \\', sentences: many, empty: [], blocks: [1, 2],
      statistics: { list: [1], words: 2 }, entities: many.slice(0, 9000), last: 'end\\',
    },
  },
  { name: 'a long text', value: { text: '\\"[{'.repeat(300000), sentences: [[]] } },
  { name: 'an array of one long element', value: { a: ['x'.repeat(1e6)] } },
];
for (const { name, value } of CASES) {
  test(`long JSON: ${name}`, async () => {
    const bytes = new TextEncoder().encode(JSON.stringify(value));
    const read = await parseLongJson(bytes);
    assert.deepEqual(read, value);
    assert.deepEqual(Object.keys(read), Object.keys(value));
  });
}

test('long JSON: broken JSON is an error', async () => {
  const bytes = new TextEncoder().encode(
      JSON.stringify({ a: many }).slice(0, -100));
  await assert.rejects(parseLongJson(bytes), SyntaxError);
});
