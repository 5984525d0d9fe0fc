/** docs/ say what the code says: every error and notice, and code that runs. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Standfirst } from '../../web/engine/index.js';
import { fakeOptions } from './support.js';

/** @param {string} path */
const read = (path) =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** First cells of the rows below a heading. @param {string} heading */
function codesBelow(heading) {
  const [, section = ''] = read('docs/errors-and-notices.md').split(
      `\n## ${heading}\n`);
  return [...(section.split('\n## ')[0] ?? '').matchAll(/^\| `([a-z-]+)` /gmu)]
      .map(([, code]) => code);
}

test('docs/errors-and-notices.md has every error code, and no other', () => {
  const codes = [...read('core/error.cc').matchAll(/return "([a-z-]+)"/gu)].map(
      ([, code]) => code);
  assert.ok(codes.length >= 12, `${codes.length} in core/error.cc`);
  assert.deepEqual(codesBelow('Errors'), [...new Set(codes)]);
});

test('docs/errors-and-notices.md has every notice code, and no other', () => {
  const schema = JSON.parse(read('docs/result.schema.json'));
  const { code } = schema.properties.notices.items.properties;
  assert.deepEqual(codesBelow('Notices'), code.enum);
});

test('the first example of docs/javascript.md runs', async () => {
  const [, code = ''] =
      /```js\n(.*?)```/su.exec(read('docs/javascript.md')) ?? [];
  const body = code.replace(/^import .*$/mu, '');
  assert.notEqual(body, code, 'the import was found');
  /** @type {string[]} */
  const lines = [];
  const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
  await new AsyncFunction('Standfirst', 'text', 'console', body)(
      { create: () => Standfirst.create(fakeOptions()) },
      'One sentence. Another.',
      { log: (/** @type {string} */ line) => lines.push(line) });
  assert.deepEqual(lines, ['One sentence.', 'One sentence.']);
});
