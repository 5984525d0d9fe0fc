/** The element outside a browser: it can be imported where there is no DOM. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

test('the element may be imported without a DOM', async () => {
  const { StandFirstElement } = await import(
      '../../web/element/stand-first.js');
  assert.equal(typeof StandFirstElement, 'function');
});

test('the element knows which release it is of', async () => {
  const { StandFirstElement } = await import('../../web/element/element.js');
  const { version } = JSON.parse(readFileSync(
      new URL('../../package.json', import.meta.url), 'utf8'));
  assert.equal(StandFirstElement.version, version);
});
