/** What no committed file may hold. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { readText, treeFiles } from './support.js';

/**
 * Lines that match, with where they stand.
 *
 * @param {RegExp} files
 * @param {RegExp} pattern
 * @param {(path: string) => boolean} [except]
 */
function linesWith(files, pattern, except = () => false) {
  return treeFiles()
      .filter((path) => files.test(path) && !except(path))
      .flatMap((path) => (readText(path) ?? '').split('\n')
          .map((line, index) => ({ line, at: `${path}:${index + 1}` })))
      .filter(({ line }) => pattern.test(line))
      .map(({ line, at }) => `${at}: ${line.trim().slice(0, 120)}`);
}

const THIS = 'tests/tree/text.test.js';
const TEXT = /\.(cc|h|js|mjs|ts|json|md|txt|cmake|html|css|yml|in|in\.h)$|^\.\w/;

test('no committed file names a path of one machine', () => {
  // Assembled, so that this file does not hold what it looks for.
  const homes = ['home/[a-z]', 'Users/[A-Za-z]', 'root/', 'work/', 'tmp/\\w'];
  const pattern = new RegExp(`(^|[\\s"'\`(=:])/(${homes.join('|')})`);
  assert.match(' /home/anna', pattern);
  assert.match(`"${['', 'work', 'main'].join('/')}"`, pattern);
  assert.deepEqual(
      linesWith(TEXT, pattern, (path) => path === THIS), []);
});

test('the lock file names no host that packages come from', () => {
  assert.deepEqual(
      linesWith(/package-lock\.json$/, /"resolved"|registry|\.tgz/), []);
});

test('no script parses markup: text is shown as text', () => {
  const sinks = new RegExp([
    'inner', 'outer',
  ].map((side) => `\\b${side}HTML\\b`).concat([
    'insertAdjacent' + 'HTML', 'document\\.write', 'setHTMLUnsafe',
    'createContextualFragment', '\\beval\\s*\\(', 'new Function\\b',
  ]).join('|'));
  assert.match('node.inner' + 'HTML = x', sinks);
  assert.deepEqual(
      linesWith(/^(web|index\.html|examples)\b.*\.(js|html)$/, sinks), []);
});

test('pages carry no inline script, style or handler', () => {
  const inline = /<script(?![^>]*\bsrc=)[^>]*>|<style\b|\son\w+=|\sstyle=/i;
  assert.match('<p onclick="x">', inline);
  assert.deepEqual(linesWith(/^(index|web\/.*)\.html$/, inline), []);
});

test('sources are written in ASCII but for text in strings and comments', () => {
  // A character that is not ASCII and stands in neither is a slip.
  const stray = /^[^"'`/*#]*[^\x00-\x7f]/;
  assert.deepEqual(linesWith(/^(core|wasm|tools)\/.*\.(cc|h)$/, stray,
      (path) => /tables/.test(path)), []);
});

test('every line ends in a line feed alone, without blanks before it', () => {
  assert.deepEqual(linesWith(/\.(cc|h|js|mjs|json|cmake|css|html)$/, /[ \t\r]$/,
      (path) => path.startsWith('tests/data/')), []);
});
