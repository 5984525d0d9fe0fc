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

/** @typedef {[number, number, number]} Triple */

/**
 * What people see who lack one kind of cone, in linear light (Machado, Oliveira and
 * Fernandes 2009, severity 1).
 *
 * @type {Record<string, [Triple, Triple, Triple]>}
 */
const EYES = {
  all: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
    [-0.011820, 0.042940, 0.968881]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.303900]],
};

/** @param {Triple[]} matrix @param {Triple} vector @returns {Triple} */
const times = (matrix, vector) => /** @type {Triple} */ (matrix.map((row) =>
  row.reduce((sum, value, index) => sum + value * (vector[index] ?? 0), 0)));

/** CIELAB under D65. @param {string} colour @param {Triple[]} eye @returns {Triple} */
function lab(colour, eye) {
  const linear = /** @type {Triple} */ ([1, 3, 5].map((at) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }));
  const seen = /** @type {Triple} */ (times(eye, linear).map(
      (value) => Math.min(1, Math.max(0, value))));
  const [x, y, z] = /** @type {Triple} */ (times([
    [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
    [0.0193339, 0.1191920, 0.9503041],
  ], seen).map((value, index) => {
    const part = value / ([0.95047, 1, 1.08883][index] ?? 1);
    return part > 216 / 24389 ? Math.cbrt(part) : (24389 / 27 * part + 16) / 116;
  }));
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** CIEDE2000 (Sharma, Wu and Dalal 2005). @param {Triple} one @param {Triple} other */
function difference([l1, a1, b1], [l2, a2, b2]) {
  const rad = Math.PI / 180;
  const mean = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const g = 0.5 * (1 - Math.sqrt(mean ** 7 / (mean ** 7 + 25 ** 7)));
  const [p1, p2] = [a1 * (1 + g), a2 * (1 + g)];
  const [c1, c2] = [Math.hypot(p1, b1), Math.hypot(p2, b2)];
  const angle = (/** @type {number} */ b, /** @type {number} */ a) =>
    a === 0 && b === 0 ? 0 : (Math.atan2(b, a) / rad + 360) % 360;
  const [h1, h2] = [angle(b1, p1), angle(b2, p2)];
  const apart = c1 * c2 === 0 ? 0 : Math.abs(h2 - h1) <= 180 ? h2 - h1 :
    h2 <= h1 ? h2 - h1 + 360 : h2 - h1 - 360;
  const [dl, dc, dh] = [l2 - l1, c2 - c1, 2 * Math.sqrt(c1 * c2) * Math.sin(apart * rad / 2)];
  const [l, c] = [(l1 + l2) / 2, (c1 + c2) / 2];
  const h = c1 * c2 === 0 ? h1 + h2 : Math.abs(h1 - h2) <= 180 ? (h1 + h2) / 2 :
    h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2;
  const t = 1 - 0.17 * Math.cos((h - 30) * rad) + 0.24 * Math.cos(2 * h * rad) +
    0.32 * Math.cos((3 * h + 6) * rad) - 0.2 * Math.cos((4 * h - 63) * rad);
  const sl = 1 + 0.015 * (l - 50) ** 2 / Math.sqrt(20 + (l - 50) ** 2);
  const [sc, sh] = [1 + 0.045 * c, 1 + 0.015 * c * t];
  const turn = -2 * Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7)) *
    Math.sin(60 * Math.exp(-(((h - 275) / 25) ** 2)) * rad);
  return Math.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 +
    turn * (dc / sc) * (dh / sh));
}

test('palette: the measure of distance is CIEDE2000 (pairs of its authors)', () => {
  /** @type {[Triple, Triple, number][]} */
  const pairs = [
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[50, 2.5, 0], [73, 25, -18], 27.1492],
    [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
    [[2.0776, 0.0795, -1.1350], [0.9033, -0.0636, -0.5514], 0.9082],
  ];
  for (const [one, other, wanted] of pairs) {
    assert.ok(Math.abs(difference(one, other) - wanted) < 1e-4, `${wanted}`);
  }
});

for (const [theme, name] of ['light', 'dark'].entries()) {
  for (const [who, eye] of Object.entries(EYES)) {
    test(`palette: ${name}: every two kinds stand 10 apart (CIEDE2000) for eyes with ${who}`,
        () => {
          const seen = KINDS.map((kind) => lab(TOKENS.get(kind)?.[theme] ?? '', eye));
          const pairs = seen.flatMap((one, index) => seen.slice(0, index).map(
              (other, at) => ({ kinds: `${KINDS[at]} ${KINDS[index]}`,
                apart: difference(one, other) })));
          const least = pairs.reduce((a, b) => b.apart < a.apart ? b : a);
          assert.equal(pairs.length, 21);
          assert.ok(least.apart >= 10, `${least.kinds}: ${least.apart.toFixed(1)}`);
        });
  }
}
