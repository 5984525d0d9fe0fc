/**
 * The page's colours keep their contrast in both themes, and no kind of name is
 * told by its colour alone.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (/** @type {string} */ name) => readFileSync(
    new URL(`../../web/page/styles/${name}.css`, import.meta.url), 'utf8');

/** Light and dark by token. @type {Map<string, [string, string]>} */
const TOKENS = new Map([...read('tokens').matchAll(
    /--([\w-]+):\s*light-dark\((#\w{6}), (#\w{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, [light, dark]]));

/** Relative luminance (WCAG 2.2). @param {string} colour */
function luminance(colour) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @param {string} one @param {string} other */
function contrast(one, other) {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const GROUNDS = ['paper', 'wash', 'wash-2', 'pick'];
const KINDS = [...TOKENS.keys()].filter((name) => name.startsWith('e-'));

/** @type {[string, string[], string[], number][]} */
const ROWS = [
  ['lines of the kinds', KINDS, GROUNDS, 3],
  ['text', ['ink'], [...GROUNDS, 'panel'], 7],
  ['quiet text', ['ink-2', 'ink-3'], ['paper', 'panel'], 4.5],
  ['the editor\u2019s hand', ['rubric'], ['paper', 'wash', 'wash-2'], 4.5],
  ['borders of controls', ['edge'], ['paper'], 3],
  ['focus', ['focus'], ['paper', 'panel', 'wash', 'wash-2'], 3],
];
for (const [what, inks, grounds, least] of ROWS) {
  test(`palette: ${what}: at least ${least} to 1, light and dark`, () => {
    assert.ok(inks.length > 0);
    for (const ink of inks) {
      for (const ground of grounds) {
        for (const theme of [0, 1]) {
          const [one, other] = [ink, ground].map((name) => TOKENS.get(name)?.[theme] ?? '');
          const found = contrast(one ?? '', other ?? '');
          assert.ok(found >= least, `${ink} on ${ground}: ${found.toFixed(2)} (${theme})`);
        }
      }
    }
  });
}

test('palette: seven kinds, each with a line of its own whatever its colour', () => {
  const lines = [...read('names').matchAll(
      /^\.e\[data-group=(\w+)\] \{ text-decoration-style: (\w+); text-decoration-thickness: ([\d.]+px)/gm)]
      .map(([, group, style, thickness]) => [group, `${style} ${thickness}`]);
  assert.deepEqual(lines.map(([group]) => `e-${group}`).sort(), [...KINDS].sort());
  assert.equal(new Set(lines.map(([, line]) => line)).size, 7);
});
