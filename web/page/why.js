/**
 * Why a sentence was chosen, or not: its rank, and three parts of its score.
 *
 * @typedef {import('./types.js').Result} Result
 */
import { make } from './dom.js';
import { strings } from './all_strings.js';
import { linesOf } from './words.js';

/**
 * @param {Result} result
 * @param {number} index of the sentence
 * @returns {HTMLElement}
 */
export function makeWhy(result, index) {
  const sentence = result.sentences[index];
  const score = sentence?.score ?? 0;
  const rank = 1 + result.sentences.filter((other, position) =>
    other.score > score || (other.score === score && position < index)).length;
  const chosen = linesOf(result).some(({ source }) => source === index);
  const parts = Object.entries(strings.whyParts).map(([name, words]) => {
    const value = sentence?.reasons[name] ?? 0;
    const bar = make('i');
    bar.style.setProperty('--v', String(value / 1000));
    return make('span', { class: 'wr' }, bar, make('span', {}, words,
        make('span', { class: 'vh' }, `: ${strings.outOf100(value)}`)));
  });
  return make('div', { class: 'why', role: 'note' },
      make('b', {}, strings.why(chosen, rank, result.sentences.length)), ...parts);
}
