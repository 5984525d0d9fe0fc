/**
 * Where the names of the graph stand: forces push and pull until all is at
 * rest, then each label takes the side where it covers nothing. The same names
 * always give the same picture: the library's own random numbers are seeded.
 *
 * @typedef {object} Name
 * @property {string} label
 * @property {number} radius
 *
 * @typedef {object} Placed
 * @property {number} x
 * @property {number} y
 * @property {{x: number, y: number, anchor: 'start' | 'middle' | 'end'} | null}
 *     label null: there is no room for it anywhere
 */
import {
  forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY,
} from 'd3-force';

/** Ticks until everything is at rest. */
const TICKS = 300;

/** Pixels of a letter of a label, on the wide side. */
export const LETTER = 7.2;

/** Pixels of a label's height. */
export const LINE = 15;

/** Free pixels around all. */
const MARGIN = 12;

/** How often more height may help where labels cover each other. */
const TRIES = 14;

/**
 * @param {Name[]} names
 * @param {{a: number, b: number, count: number}[]} pairs
 * @param {number} width in pixels
 * @returns {{height: number, places: Placed[]}}
 */
export function layOut(names, pairs, width) {
  const nodes = names.map(({ radius }) => ({ radius, x: 0, y: 0 }));
  // Undefined places are set by the library in a spiral.
  const free = /** @type {{radius: number, x: number, y: number}[]} */ (
    nodes.map(({ radius }) => ({ radius })));
  forceSimulation(free)
      .force('link', forceLink(pairs.map(({ a, b }) => ({ source: a, target: b })))
          .distance(80))
      .force('charge', forceManyBody().strength(-300).distanceMax(320))
      .force('collide', forceCollide(36))
      .force('x', forceX(0).strength(0.05))
      .force('y', forceY(0).strength(0.12))
      .stop()
      .tick(TICKS);
  let height = Math.round(90 + names.length * (width < 480 ? 24 : 17));
  for (let turn = 0; ; turn++, height += 50) {
    fit(free, nodes, width, height);
    const { places, clear } = placeLabels(names, nodes, pairs, width, height);
    if (clear || turn === TRIES) return { height, places };
  }
}

/**
 * @param {{x: number, y: number}[]} from
 * @param {{x: number, y: number}[]} to
 * @param {number} width
 * @param {number} height
 */
function fit(from, to, width, height) {
  const stretch = (/** @type {'x' | 'y'} */ axis, /** @type {number} */ size,
      /** @type {number} */ edge) => {
    const all = from.map((node) => node[axis]);
    const least = Math.min(...all);
    const range = Math.max(...all) - least || 1;
    const factor = (size - 2 * edge) / range;
    from.forEach((node, index) => {
      const target = to[index];
      if (target) target[axis] = Math.round(edge + (node[axis] - least) * factor);
    });
  };
  stretch('x', width, Math.min(56, width / 6));
  stretch('y', height, MARGIN + LINE + 6);
}

/**
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box
 */

/**
 * @param {Name[]} names
 * @param {{x: number, y: number, radius: number}[]} nodes
 * @param {{a: number, b: number}[]} pairs
 * @param {number} width
 * @param {number} height
 * @returns {{places: Placed[], clear: boolean}}
 */
function placeLabels(names, nodes, pairs, width, height) {
  /** @type {(Box | undefined)[]} */
  const taken = names.map(() => undefined);
  const discs = nodes.map(({ x, y, radius: r }) =>
    ({ left: x - r - 3, top: y - r - 3, right: x + r + 3, bottom: y + r + 3 }));
  const degree = nodes.map((_, index) =>
    pairs.filter(({ a, b }) => a === index || b === index).length);
  /** Points on the lines. */
  const points = pairs.flatMap(({ a, b }) => {
    const [one, two] = [nodes[a], nodes[b]];
    if (!one || !two) return [];
    return Array.from({ length: 15 }, (_, i) => ({
      x: one.x + (two.x - one.x) * (i + 1) / 16,
      y: one.y + (two.y - one.y) * (i + 1) / 16,
    }));
  });
  let clear = true;
  /** @type {Placed[]} */
  const places = nodes.map(({ x, y }) => ({ x, y, label: null }));
  const order = [...nodes.keys()].sort((a, b) =>
    (degree[b] ?? 0) - (degree[a] ?? 0) || a - b);
  for (const index of order) {
    const node = nodes[index];
    const label = names[index]?.label ?? '';
    if (!node) continue;
    const { x, y, radius: r } = node;
    const w = label.length * LETTER;
    // A label above or below may move along to stay inside.
    const inside = Math.max(w / 2 + 2, Math.min(width - w / 2 - 2, x));
    const sides = /** @type {const} */ ([
      [inside, y + r + 14, 'middle'], [inside, y - r - 6, 'middle'],
      [x + r + 7, y + 4, 'start'], [x - r - 7, y + 4, 'end'],
      [x + r + 2, y + r + 12, 'start'], [x - r - 2, y + r + 12, 'end'],
      [x + r + 2, y - r - 4, 'start'], [x - r - 2, y - r - 4, 'end'],
    ]);
    let best = Infinity;
    sides.forEach(([lx, ly, anchor], rank) => {
      const left = anchor === 'middle' ? lx - w / 2 : anchor === 'start' ? lx : lx - w;
      const box = { left, top: ly - LINE + 3, right: left + w, bottom: ly + 3 };
      const out = box.left < 0 || box.right > width || box.top < 0 || box.bottom > height;
      const covers = discs.some((disc, other) => other !== index && meet(disc, box)) ||
          taken.some((other) => other && meet(other, box));
      if (out || covers) return;
      const crossed = points.filter((point) => point.x > box.left &&
          point.x < box.right && point.y > box.top && point.y < box.bottom).length;
      const cost = crossed * 2 + rank * 0.75;
      if (cost >= best) return;
      best = cost;
      taken[index] = box;
      places[index] = { x, y, label: { x: Math.round(lx), y: Math.round(ly), anchor } };
    });
    if (best === Infinity) clear = false;
  }
  const apart = discs.every((disc, index) =>
    discs.every((other, second) => second <= index || !meet(disc, other)));
  return { places, clear: clear && apart };
}

/** @param {Box} a @param {Box} b */
function meet(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
