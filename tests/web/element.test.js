/** The element outside a browser: it can be imported where there is no DOM. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

test('the element may be imported without a DOM', async () => {
  const { StandFirstElement } = await import(
      '../../web/element/stand-first.js');
  assert.equal(typeof StandFirstElement, 'function');
});
