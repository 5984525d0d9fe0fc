/**
 * The dates of an article that have a place in time, in their order.
 *
 * @typedef {import('./types.js').Result} Result
 * @typedef {import('./types.js').Entity} Entity
 *
 * @typedef {object} Moment
 * @property {Entity} entity
 * @property {number} day since 1970, where the time it names begins
 * @property {number} sentence that its first mention stands in
 */
import { firstEndingAfter } from './rows.js';

/** Fewer dates than these need no order. */
export const FEWEST_DATES = 3;

/** Of more dates the most salient are shown. */
const MOST_DATES = 24;

/** ISO 8601 as the engine writes it: a year, and perhaps what part of it. */
const DATED = /^(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|W(\d\d)|Q([1-4])|(SP|SU|FA|WI)))?$/;

/** The month that a season begins in, from 0. */
const SEASON = { SP: 2, SU: 5, FA: 8, WI: 11 };

const DAY = 24 * 60 * 60 * 1000;

/**
 * @param {string | undefined} value of a DATE
 * @returns {number | null} days since 1970
 */
export function dayOf(value) {
  const parts = DATED.exec(value ?? '');
  if (!parts) return null;
  const [, year, month, day, week, quarter, season] = parts;
  const monthIndex = month ? Number(month) - 1 : quarter ? (Number(quarter) - 1) * 3 :
    season ? SEASON[/** @type {keyof typeof SEASON} */ (season)] : 0;
  const start = new Date(0);
  // Years below 100 are years as well.
  start.setUTCFullYear(Number(year), monthIndex,
      week ? 1 + (Number(week) - 1) * 7 : Number(day ?? 1));
  return Math.round(start.getTime() / DAY);
}

/**
 * @param {Result} result
 * @returns {Moment[]} in order of time
 */
export function findMoments({ entities, sentences }) {
  return entities.flatMap((entity) => {
    const day = entity.type === 'DATE' ? dayOf(entity.value) : null;
    if (day === null) return [];
    const [start] = entity.mentions[0] ?? [0];
    const sentence = firstEndingAfter(sentences, start);
    const inside = (sentences[sentence]?.start ?? Infinity) <= start;
    return inside ? [{ entity, day, sentence }] : [];
  }).sort((a, b) => b.entity.salience - a.entity.salience)
      .slice(0, MOST_DATES)
      .sort((a, b) => a.day - b.day || a.sentence - b.sentence ||
          a.entity.id - b.entity.id);
}
