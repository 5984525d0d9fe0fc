/**
 * Names that stand in the same sentences: who with whom.
 *
 * @typedef {import('./types.js').Result} Result
 * @typedef {import('./types.js').Entity} Entity
 *
 * @typedef {object} Pair
 * @property {number} a position in `names`
 * @property {number} b
 * @property {number} count sentences that hold both
 *
 * @typedef {{names: Entity[], pairs: Pair[]}} Relations
 */
import { NOT_NAMES, groupOf } from './kinds.js';
import { firstEndingAfter } from './rows.js';

/** More names than these cannot be told apart in a picture. */
const MOST_NAMES = 14;

/** Of so many most salient names the picture's are taken. */
const CANDIDATES = 60;

/**
 * @param {Result} result
 * @returns {Relations}
 */
export function findRelations({ entities, sentences }) {
  const candidates = entities.filter(({ type }) => !NOT_NAMES.has(groupOf(type)))
      .sort((a, b) => b.salience - a.salience || a.id - b.id)
      .slice(0, CANDIDATES);
  /** Who stands in a sentence. @type {Map<number, Set<number>>} */
  const together = new Map();
  candidates.forEach(({ mentions }, index) => {
    for (const [start] of mentions) {
      const at = firstEndingAfter(sentences, start);
      if ((sentences[at]?.start ?? Infinity) > start) continue;
      together.set(at, (together.get(at) ?? new Set()).add(index));
    }
  });
  const counts = candidates.map(() => candidates.map(() => 0));
  for (const members of together.values()) {
    for (const a of members) {
      const row = counts[a] ?? [];
      for (const b of members) if (a !== b) row[b] = (row[b] ?? 0) + 1;
    }
  }
  // The most salient names that have somebody among themselves.
  /** @type {number[]} */
  let chosen = [];
  for (let size = 2; size <= candidates.length; size++) {
    const linked = [...Array(size).keys()].filter((a) =>
      counts[a]?.some((count, b) => b < size && count > 0));
    if (linked.length > MOST_NAMES) break;
    chosen = linked;
  }
  /** @type {Pair[]} */
  const pairs = [];
  chosen.forEach((first, a) => chosen.forEach((second, b) => {
    const count = counts[first]?.[second] ?? 0;
    if (a < b && count > 0) pairs.push({ a, b, count });
  }));
  return { names: chosen.flatMap((index) => candidates[index] ?? []), pairs };
}
