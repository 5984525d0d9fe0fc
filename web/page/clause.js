/** The author's own words about a date: loaded with the picture that shows them. */

/** Words of a clause that are shown. */
const MOST_WORDS = 15;

/** A clause of fewer words says nothing alone. */
const FEWEST_WORDS = 3;

/** Words that lean on what stands before their clause. */
const HANGING = /^(?:who|whom|whose|which|that|than|when|where)\b/i;

/** What leads to a date and falls with it. */
const LEAD_IN = /\b(?:in|on|at)(?:\s+the)?\s+$/i;

/**
 * The author's words about a date: the clause between commas that it stands
 * in, without the date where that begins or ends with it; where this leaves
 * little, what follows or goes before. Always one piece of the sentence.
 *
 * @param {string} text the article
 * @param {{start: number, end: number}} sentence
 * @param {[number, number]} mention
 * @returns {string}
 */
export function clauseAbout(text, sentence, [start, end]) {
  let from = sentence.start;
  let to = sentence.end;
  const whole = text.slice(from, to);
  for (const { index, 0: mark } of whole.matchAll(/[,;:]\s+|\s+[–—-]\s+|\s*[()]\s*/g)) {
    const place = sentence.start + index;
    if (place + mark.length <= start) from = place + mark.length;
    else if (place >= end) {
      to = place;
      break;
    }
  }
  /** @param {number} first @param {number} last @returns {string[]} */
  const words = (first, last) => text.slice(first, last)
      .replace(/[\s.,;:!?]+$/, '').match(/\S*[\p{L}\p{N}]\S*/gu) ?? [];
  const withoutLeadIn = (/** @type {number} */ first) =>
    first + text.slice(first, start).replace(LEAD_IN, '').length;
  const lead = withoutLeadIn(from);
  const own = words(start, end).length;
  let clause = words(from, to);
  /** How many of the first words are left out. */
  let skip = 0;
  /** Without its subject a clause goes back to where it is. */
  const hangs = from > sentence.start && HANGING.test(text.slice(from, to));
  if (words(from, lead).length === 0) {
    clause = words(end, to);
    if (clause.length < FEWEST_WORDS) clause = words(end, sentence.end);
    if (clause.length < FEWEST_WORDS &&
        words(sentence.start, start).length > clause.length) {
      clause = words(sentence.start, end);
      skip = clause.length - MOST_WORDS;
    }
  } else if (words(end, to).length === 0) {
    const till = lead < start ? lead : end;
    clause = words(hangs ? sentence.start : from, till);
    if (clause.length - (till === end ? own : 0) < FEWEST_WORDS) {
      clause = from === sentence.start ? words(from, sentence.end) :
        words(sentence.start, end);
      if (from !== sentence.start) skip = clause.length - MOST_WORDS;
    } else skip = clause.length - MOST_WORDS;
  } else {
    // The date stays in sight.
    skip = words(from, end).length - MOST_WORDS;
  }
  skip = Math.max(0, skip);
  return (skip > 0 ? '… ' : '') +
      clause.slice(skip, skip + MOST_WORDS).join(' ') +
      (clause.length > skip + MOST_WORDS ? ' …' : '');
}
