/** The cases under tests/data that measures read hold together. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { readText } from './support.js';

/** @param {string} path */
function linesOf(path) {
  const text = readText(path);
  assert.ok(text !== undefined, `${path} is not there`);
  assert.ok(text.endsWith('\n'), `${path} ends without a line feed`);
  return text.slice(0, -1).split('\n');
}

/**
 * @param {string} path
 * @param {string[]} columns
 */
function rowsOf(path, columns) {
  const [header, ...lines] = linesOf(path);
  assert.equal(header, columns.join('\t'));
  return lines.map((line, index) => {
    const cells = line.split('\t');
    assert.equal(cells.length, columns.length, `${path}:${index + 2}: ${line}`);
    return cells;
  });
}

const DAY = '(?:\\d{4}|XXXX)-(?:0[1-9]|1[0-2]|XX)-(?:0[1-9]|[12]\\d|3[01]|XX)';
const CLOCK = 'T(?:[01]\\d|2[0-4]):[0-5]\\d';
const NUMBER = '-?\\d+(?:\\.\\d+)?';
const RANGE = `${NUMBER}(?:/${NUMBER})?`;

/** What a value of each type looks like. */
const VALUE = {
  DATE: new RegExp('^(?:' + [
    DAY, `${DAY}/${DAY}`, '(?:\\d{4}|XXXX)-(?:0[1-9]|1[0-2]|XX)',
    '\\d{2,4}|XXXX|\\d{3}X|\\d{2}XX|\\d{2}C', '\\d{4}/\\d{4}', 'FY\\d{4}',
    '(?:\\d{4}|XXXX)-(?:Q[1-4]|H[12]|SP|SU|FA|AU|WI)',
    '(?:\\d{4}|XXXX)-W(?:[0-5]\\d|XX)(?:-WE|-[1-7])?',
    'P(?:\\d+(?:\\.\\d+)?|X)(?:[YMWDQC]|DE|CE)(?:\\d+M)?',
    'PAST_REF|PRESENT_REF|FUTURE_REF',
  ].join('|') + ')$'),
  TIME: new RegExp('^(?:' + [
    `${CLOCK}Z?`, `${CLOCK}/${CLOCK}`, `${DAY}T(?:MO|AF|EV|NI)`,
    'PT(?:\\d+(?:\\.\\d+)?|X)[HMS](?:\\d+M)?',
  ].join('|') + ')$'),
  MONEY: new RegExp(`^[A-Z]{3} ${RANGE}$`),
  PERCENT: new RegExp(`^${RANGE} (?:%|pp|bp)$`),
  QUANTITY: new RegExp(`^${RANGE} \\S+$`),
  ORDINAL: /^[1-9]\d*$/,
};
const WEEKDAYS = [
  'Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday',
];

test('each expression to develop with is marked once and said once', () => {
  const rows = rowsOf('tests/data/entities/expressions_trial.tsv',
      ['type', 'date', 'value', 'sentence']);
  assert.ok(rows.length >= 400, `${rows.length} expressions`);
  assert.equal(new Set(rows.map(([,,, sentence]) => sentence)).size, rows.length);
  for (const [type, date = '', value, sentence = ''] of rows) {
    assert.equal(sentence.split('[[').length, type === '-' ? 1 : 2, sentence);
    assert.ok(value, sentence);
    assert.match(date, /^(?:-|\d{4}-\d\d-\d\d)$/);
  }
});

test('each expression is marked once and its values parse', () => {
  const path = 'tests/data/entities/expressions.tsv';
  const rows = rowsOf(path, ['type', 'date', 'value', 'sentence']);
  const found = rows.filter(([type]) => type !== '-');
  assert.ok(found.length >= 400, `${found.length} expressions`);
  assert.equal(new Set(rows.map(([,,, sentence]) => sentence)).size, rows.length);
  for (const [type, date, value, sentence] of
    /** @type {[string, string, string, string][]} */ (rows)) {
    const marks = [...sentence.matchAll(/\[\[(.+?)\]\]/g)];
    if (type === '-') {
      assert.deepEqual([date, value, marks.length], ['-', '-', 0], sentence);
      continue;
    }
    assert.ok(type in VALUE, type);
    assert.equal(marks.length, 1, sentence);
    assert.doesNotMatch(sentence.replace(/\[\[.+?\]\]/, ''), /[[\]<>]/);
    const inner = marks[0]?.[1] ?? '';
    const core = inner.replace(/<[^<>]*>/g, '');
    assert.match(core, /^[^<>[\]\s](?:[^<>[\]]*[^<>[\]\s])?$/, sentence);
    for (const one of value.split('|')) {
      assert.match(one, VALUE[/** @type {keyof typeof VALUE} */ (type)],
          sentence);
    }
    if (date === '-') continue;
    assert.match(date, /^\d{4}-\d\d-\d\d$/);
    const first = value.split('|')[0] ?? '';
    const named = WEEKDAYS.findIndex((day) => core.includes(day));
    const day = /^\d{4}-\d\d-\d\d/.exec(first)?.[0];
    if (named >= 0) {
      assert.ok(day, `a day for ${core}`);
      assert.equal(new Date(`${day}T00:00Z`).getUTCDay(), named, sentence);
    }
    if (day) {
      const apart = Math.abs(Date.parse(day) - Date.parse(date)) / 86_400_000;
      assert.ok(apart <= 184, `${sentence}: ${apart} days from ${date}`);
    }
  }
  const dates = found.filter(([type]) => type === 'DATE');
  const dated = dates.filter(([, date]) => date !== '-').length;
  assert.ok(dated * 10 > dates.length * 4, `${dated} of ${dates.length} dated`);
});

test('names: twelve regions, twenty names each, twenty frames', () => {
  const rows = rowsOf('tests/data/entities/names_by_region.tsv',
      ['region', 'name']);
  /** @type {Map<string, number>} */
  const regions = new Map();
  for (const [region, name] of /** @type {[string, string][]} */ (rows)) {
    regions.set(region, (regions.get(region) ?? 0) + 1);
    assert.match(name, /^\p{Lu}[\p{L}\p{M}.'-]*(?: [\p{L}\p{M}.'-]+)+$/u);
  }
  assert.equal(regions.size, 12);
  assert.deepEqual([...new Set(regions.values())], [20]);
  assert.equal(new Set(rows.map(([, name]) => name)).size, rows.length);
  const frames = linesOf('tests/data/entities/name_frames.txt');
  assert.equal(frames.length, 20);
  for (const frame of frames) assert.equal(frame.split('{}').length, 2, frame);
});

test('linking: mentions in order, clusters numbered as they come', () => {
  const documents = linesOf('tests/data/entities/linking.jsonl')
      .map((line) => JSON.parse(line));
  assert.equal(documents.length, 30);
  assert.equal(new Set(documents.map(({ id }) => id)).size, 30);
  for (const { id, mentions, ...rest } of documents) {
    assert.deepEqual(rest, {}, `${id} has offsets and clusters alone`);
    let end = 0;
    let clusters = 0;
    for (const [start, stop, cluster] of mentions) {
      assert.ok(start >= end && stop > start, `${id}: ${start}`);
      assert.ok(cluster >= 0 && cluster <= clusters, `${id}: ${cluster}`);
      if (cluster === clusters) clusters += 1;
      end = stop;
    }
  }
});

test('pronouns: in order, of clusters that linking.jsonl has', () => {
  /** @type {(path: string) => any[]} */
  const read = (path) => linesOf(path).map((line) => JSON.parse(line));
  const clusters = new Map(
      read('tests/data/entities/linking.jsonl').map(({ id, mentions }) => [
        id,
        new Set(mentions.map((/** @type {number[]} */ mention) => mention[2])),
      ]));
  const documents = read('tests/data/entities/pronouns.jsonl');
  assert.ok(documents.length >= 10);
  for (const { id, pronouns, ...rest } of documents) {
    assert.deepEqual(rest, {}, `${id} has offsets and clusters alone`);
    let end = 0;
    for (const [start, stop, cluster] of pronouns) {
      assert.ok(start >= end && stop > start, `${id}: ${start}`);
      assert.ok(cluster === -1 || clusters.get(id)?.has(cluster), id);
      end = stop;
    }
  }
});

test('languages: twenty, five paragraphs of thirty words each', () => {
  const paragraphs = linesOf('tests/data/languages/paragraphs.jsonl')
      .map((line) => JSON.parse(line));
  /** @type {Map<string, number>} */
  const count = new Map();
  for (const { language, text } of paragraphs) {
    assert.match(language, /^(?!en)[a-z]{2}$/);
    count.set(language, (count.get(language) ?? 0) + 1);
    assert.ok(text.split(/\s+/).length >= 30, text);
  }
  assert.equal(count.size, 20);
  for (const [language, number] of count) assert.ok(number >= 5, language);
  const further = linesOf('tests/data/languages/further_languages.jsonl')
      .map((line) => JSON.parse(line));
  assert.equal(new Set(further.map(({ language }) => language)).size, 25);
  for (const { language } of further) assert.ok(!count.has(language), language);
  const texts = [...paragraphs, ...further].map(({ text }) => text);
  assert.equal(new Set(texts).size, texts.length);
});
