/** The interface's languages say the same things. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strings } from '../../web/page/all_strings.js';
import { problems } from '../../web/page/problems.js';
import { german } from '../../web/page/strings_de.js';

/**
 * @param {any} value
 * @param {string} path
 * @returns {string[]}
 */
function shapeOf(value, path = '') {
  if (Array.isArray(value)) return [`${path} list of ${value.length}`];
  if (typeof value !== 'object') return [`${path} ${typeof value}`];
  return Object.keys(value).sort().flatMap((key) => shapeOf(value[key], `${path}.${key}`));
}

test('strings: German has every string that English has, and no other', () => {
  assert.deepEqual(shapeOf(german), shapeOf({ ...strings, problems }));
});

test('strings: every notice has a fact in both languages, the same action or none', () => {
  for (const [code, say] of Object.entries(problems)) {
    const [english, other] = [say({}), german.problems[code]?.({})];
    assert.ok(english.fact && other?.fact, code);
    assert.notEqual(english.fact, other?.fact, code);
    assert.equal(Boolean(english.action), Boolean(other?.action), code);
  }
});

test('strings: one and many', () => {
  assert.equal(strings.lengthLabel(1, 1, 1), '1 of 1 sentence, 1 word');
  assert.equal(strings.lengthLabel(3, 23, 1059), '3 of 23 sentences, 1,059 words');
  assert.equal(german.lengthLabel(1, 1, 1), '1 von 1 Satz, 1 Wort');
  assert.equal(german.lengthLabel(3, 23, 1059), '3 von 23 Sätzen, 1.059 Wörter');
});

test('strings: numbers as a language writes them', () => {
  /** @type {[number, string, string][]} */
  const cases = [
    [0, '0', '0'], [999, '999', '999'], [1000, '1,000', '1.000'],
    [10000, '10,000', '10.000'], [999999, '999,999', '999.999'],
  ];
  for (const [words, english, other] of cases) {
    assert.equal(strings.lengthLabel(1, 1, words), `1 of 1 sentence, ${english} words`);
    assert.equal(german.lengthLabel(1, 1, words), `1 von 1 Satz, ${other} Wörter`);
  }
  assert.equal(german.lengthLabel(1, 1, 1.5e6), '1 von 1 Satz, 1,5 Millionen Wörter');
  assert.equal(german.lengthLabel(1, 1, 2e6), '1 von 1 Satz, 2 Millionen Wörter');
});
