/**
 * The article that started the project, through the native program: what the
 * first issue asks of it, row by row. Needs ../shared/seed/record.txt, which is
 * not ours to commit.
 *
 *     node tools/scripts/seed.mjs [PROGRAM]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** @typedef {{what: string, wanted: string, got: string, good: boolean}} Row */

const PEOPLE = ['Zelensky', 'Yermak', 'Sybiga', 'Umerov', 'Macron', 'Rubio', 'Witkoff', 'Trump', 'Putin'];
const PLACES = ['Ukraine', 'France', 'Germany', 'Britain', 'Paris'];
const ORGANISATIONS = ['EU', 'Fox News'];
const DATES = ['Thursday', 'last Friday'];
const NEVER = ['Representative Image', 'KYIV:', '..'];

/**
 * @param {string} program
 * @param {string} text
 * @returns {any}
 */
function summarise(program, text) {
  return JSON.parse(execFileSync(program, ['--format', 'json'], { input: text, encoding: 'utf8' }));
}

/**
 * @param {string} program
 * @returns {Row[]} empty where the record is not there
 */
export function checkSeed(program) {
  const path = join(root, '../shared/seed/record.txt');
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  const text = lines.slice(0, 4).join('\n');
  const result = summarise(program, text);
  const withLeftover = summarise(program, lines.slice(0, 5).join('\n'));
  /** @type {Row[]} */
  const rows = [];
  const row = (/** @type {string} */ what, /** @type {string} */ wanted, /** @type {string} */ got, /** @type {boolean} */ good) =>
    rows.push({ what, wanted, got, good });

  const summary = result.summary.map((/** @type {any} */ line) => line.text).join(' ');
  const { summaryWords } = result.statistics;
  row('sentences and words of the summary', 'at most 3 and 60', `${result.summary.length} and ${summaryWords}`,
    result.summary.length <= 3 && summaryWords <= 60);
  row('names Paris', 'yes', summary.includes('Paris') ? 'yes' : 'no', summary.includes('Paris'));
  const subject = /ceasefire|peacekeep|security framework/.test(summary);
  row('says what the talks are about', 'yes', subject ? 'yes' : 'no', subject);

  const output = (/** @type {any} */ from) => JSON.stringify([from.headline, from.summary]
    .flat().map((line) => line?.text)) + from.entities.map((/** @type {any} */ entity) => entity.name).join('|');
  for (const leftover of NEVER) {
    const shown = output(result).includes(leftover) || output(withLeftover).includes(leftover);
    row(`"${leftover}" in the output`, 'never', shown ? 'yes' : 'never', !shown);
  }
  const fifth = lines.slice(0, 4).join('\n').length + 1;
  const top = withLeftover.leftOut.some((/** @type {any} */ span) => span.start <= fifth && span.end >= fifth + 3);
  row('the fifth line ("Top")', 'left out', top ? 'left out' : 'kept', top);

  /**
   * The types of the mentions that hold `name` as their text or its end.
   * @param {string} name
   */
  const typesOf = (name) => new Set(result.entities.flatMap((/** @type {any} */ entity) =>
    entity.mentions.some((/** @type {number[]} */ [start, end]) => {
      const mention = text.slice(start, end);
      return mention === name || mention.endsWith(` ${name}`);
    }) ? [entity.type] : []));
  for (const [names, types] of /** @type {[string[], string[]][]} */ ([
    [PEOPLE, ['PERSON']], [PLACES, ['GPE', 'LOC']], [ORGANISATIONS, ['ORG']], [DATES, ['DATE']]])) {
    for (const name of names) {
      const found = [...typesOf(name)];
      row(name, types.join(' or '), found.join(', ') || 'nothing',
        found.length > 0 && found.every((type) => types.includes(type)));
    }
  }
  return rows;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const program = process.argv[2] ?? join(root, 'build/native/standfirst');
  const rows = checkSeed(program);
  for (const { what, wanted, got, good } of rows) {
    console.log(`${good ? 'good' : 'BAD '}  ${what}: ${got}${good ? '' : ` (wanted: ${wanted})`}`);
  }
  process.exitCode = rows.every((entry) => entry.good) ? 0 : 1;
}
