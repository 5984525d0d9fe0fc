/**
 * Focus words that the text does not have.
 */

/** Longer texts, in characters, are not searched at every key. */
const LONG = 5e5;

/** Words that the engine does not look for. */
const SMALL = /\b(the|of|and|in|to|for|a)\b/g;

/** What follows a stem: as much as core/text/stem.cc takes away, or more. */
const ENDING = /(.(.))\2?(i?e?s|i?ed|ing|i?ly|[ey])$/;

/** @param {string} text to compare with others: no accents, no capitals */
const plain = (text) =>
  text.normalize('NFD').replace(/[\p{M}\u00ad]/gu, '').toLowerCase();

/**
 * Whether none of some words is in a text, in whatever form; of a very long text
 * nothing is said. The engine takes every word by itself, and of it the stem: what
 * the summary may have followed is never told to be nowhere.
 *
 * @param {import('./types.js').State} state
 */
export function isNowhere({ focus, shown }) {
  const words = plain(focus).replace(SMALL, '').match(/[\p{L}\p{N}]{2,}/gu);
  if (!words || shown === '' || shown.length > LONG) return false;
  const all = plain(shown);
  return !words.some((word) => all.includes(word.replace(ENDING, '$1')));
}
