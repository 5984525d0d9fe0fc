/**
 * What the pictures show, worked out from results: dates and their clauses,
 * names that share sentences, and where the graph puts them.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clauseAbout } from '../../web/page/clause.js';
import { dayOf, findMoments } from '../../web/page/dates.js';
import { LETTER, LINE, layOut } from '../../web/page/graph_layout.js';
import { findRelations } from '../../web/page/relations.js';

/** @type {[string | undefined, string | null][]} */
const VALUES = [
  ['2025-04-17', '2025-04-17'], ['2025-04', '2025-04-01'], ['2025', '2025-01-01'],
  ['2025-Q3', '2025-07-01'], ['2025-SU', '2025-06-01'], ['2025-WI', '2025-12-01'],
  ['2025-W03', '2025-01-15'], ['0079-08-24', '0079-08-24'],
  ['XXXX-WXX-4', null], ['P3Y', null], ['PAST_REF', null], ['XXXX-04-17', null],
  ['', null], [undefined, null],
];
for (const [value, day] of VALUES) {
  test(`dates: ${value} begins on ${day}`, () => {
    assert.equal(dayOf(value), day === null ? null :
      Math.round(Date.parse(`${day}T00:00Z`) / 864e5));
  });
}

/** The date stands in brackets. @type {[string, string][]} */
const CLAUSES = [
  ['In [June 2019] engineers proposed a shared ship, which nobody built.',
    'engineers proposed a shared ship'],
  ['The ferry, which was old, sank in [May 2021].', '… which was old, sank in May 2021'],
  ['The old ferry sank off the coast in [May 2021].', 'The old ferry sank off the coast'],
  ['The yard has built nothing since [2009].', 'The yard has built nothing since 2009'],
  ['By [October 2024], according to the office, the wait had grown.',
    'By October 2024, according to the office, the wait had grown'],
  ['[2007] was wet.', 'was wet'],
  ['A minister, who came in [2018], left again.', 'A minister, who came'],
  ['One two three four five six seven eight nine ten eleven twelve thirteen ' +
    'fourteen fifteen sixteen by the spring of [2025] and so on.',
  '… seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen by the ' +
    'spring of 2025 …'],
];
for (const [marked, clause] of CLAUSES) {
  test(`dates: the clause of “${marked.slice(0, 40)}”`, () => {
    const start = marked.indexOf('[');
    const end = marked.indexOf(']') - 1;
    const text = `Before. ${marked.replace(/[[\]]/g, '')} After.`;
    const found = clauseAbout(text, { start: 8, end: text.length - 7 },
        [start + 8, end + 8]);
    if (clause.startsWith('… which')) assert.ok(found.endsWith('sank in May 2021'));
    else assert.equal(found, clause);
    // The author's words, in one piece.
    const words = found.replace(/^… | …$/g, '');
    assert.ok(text.includes(words), found);
  });
}

/**
 * A result whose sentences are ten characters long.
 *
 * @param {[string, string, number[]][]} names type, name, sentences
 * @returns {any}
 */
function resultOf(names) {
  return {
    sentences: Array.from({ length: 40 }, (_, i) => ({ start: i * 10, end: i * 10 + 9 })),
    entities: names.map(([type, name, places], id) => ({
      id, type, name, salience: 900 - id,
      mentions: places.map((place) => [place * 10 + 1 + id % 4, place * 10 + 3 + id % 4]),
    })),
  };
}

test('relations: names that share sentences, by how many; nobody alone', () => {
  const { names, pairs } = findRelations(resultOf([
    ['PERSON', 'Ada', [0, 1, 2, 5]], ['GPE', 'Bergen', [1, 2]], ['ORG', 'Cod', [9]],
    ['DATE', 'Monday', [1, 2]], ['NORP', 'Dane', [5]],
  ]));
  assert.deepEqual(names.map(({ name }) => name), ['Ada', 'Bergen', 'Dane']);
  assert.deepEqual(pairs, [{ a: 0, b: 1, count: 2 }, { a: 0, b: 2, count: 1 }]);
});

test('relations: at most fourteen names', () => {
  const { names } = findRelations(resultOf(Array.from({ length: 50 }, (_, i) =>
    ['PERSON', `P${i}`, [i % 10, (i * 7) % 40]])));
  assert.ok(names.length > 8 && names.length <= 14, `${names.length}`);
});

test('moments: in order of time, dates without a place left out', () => {
  const result = resultOf([['DATE', 'later', [3]], ['DATE', 'never', [1]], ['DATE', 'first', [7]]]);
  result.entities[0].value = '2027-03';
  result.entities[1].value = 'P3Y';
  result.entities[2].value = '2019';
  assert.deepEqual(findMoments(result).map(({ entity, sentence }) => [entity.name, sentence]),
      [['first', 7], ['later', 3]]);
});

test('graph: labels cover nothing and stay inside, whatever the names', () => {
  let seed = 7;
  const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
  for (let turn = 0; turn < 60; turn++) {
    const size = 3 + turn % 12;
    const names = Array.from({ length: size }, () => ({
      label: 'n'.repeat(3 + Math.floor(random() * 19)), radius: 5 + random() * 4,
    }));
    const pairs = names.flatMap((_, b) => names.slice(0, b)
        .map((_, a) => ({ a, b, count: 1 })).filter(({ a }) => random() < 0.25 || a === b - 1));
    const width = turn % 2 ? 358 : 536;
    const { height, places } = layOut(names, pairs, width);
    assert.deepEqual(layOut(names, pairs, width), { height, places }, 'the same again');
    const boxes = places.map(({ label }, index) => {
      assert.ok(label, `turn ${turn}: a label without a place`);
      const length = (names[index]?.label.length ?? 0) * LETTER;
      const left = label.x - { start: 0, middle: length / 2, end: length }[label.anchor];
      return { left, right: left + length, top: label.y - LINE + 3, bottom: label.y + 3 };
    });
    boxes.forEach((a, index) => {
      assert.ok(a.left >= -1 && a.right <= width + 1 && a.bottom <= height + 1);
      for (const b of boxes.slice(index + 1)) {
        assert.ok(a.right <= b.left + 1 || b.right <= a.left + 1 ||
          a.bottom <= b.top + 1 || b.bottom <= a.top + 1, `turn ${turn}: labels meet`);
      }
    });
  }
});
