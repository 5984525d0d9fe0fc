/**
 * Why a sentence was chosen, or not: its rank, and three parts of its score; and
 * the way to the sentences beside it, which have no number to be pressed.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./types.js').Result} Result
 */
import { make } from './dom.js';
import { strings } from './all_strings.js';
import { linesOf } from './words.js';

/**
 * @param {Page} page
 * @param {Result} result
 * @param {number} index of the sentence
 * @returns {HTMLElement}
 */
export function makeWhy(page, result, index) {
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
  const words = strings.why(chosen, rank, result.sentences.length);
  const step = (/** @type {number} */ by, /** @type {string} */ name, /** @type {string} */ sign) =>
    make('button', {
      'type': 'button', 'aria-label': name, 'data-step': by,
      'disabled': !result.sentences[index + by],
      'onclick': () => explainOther(page, index + by, by),
    }, sign);
  return make('div', {
    'class': 'why', 'role': 'note',
    // Escape takes the block away: the focus stays at its sentence.
    'onkeydown': ({ key }) => {
      if (key !== 'Escape') return;
      const part = /** @type {HTMLElement | null} */ (
        document.querySelector(`article [data-sentence="${index}"]`));
      if (part) part.tabIndex = -1;
      /** @type {HTMLElement | null | undefined} */ (
        part?.querySelector('.num') ?? part)?.focus({ preventScroll: true });
    },
  },
      make('b', {}, words), ...parts, make('span', { class: 'steps' },
          step(-1, strings.whyBefore, '‹'), step(1, strings.whyAfter, '›')));
}

/**
 * The reasons of another sentence, which is lit and told: nothing else says whose
 * they are.
 *
 * @param {Page} page
 * @param {number} index
 * @param {number} by which of the two buttons was pressed
 */
async function explainOther({ store, actions, announce }, index, by) {
  await actions.explain(index);
  store.set({ held: index });
  const { result, shown } = store.state;
  const { start = 0, end = 0 } = result?.sentences[index] ?? {};
  const block = document.querySelector('.why');
  announce(`${block?.querySelector('b')?.textContent} ${shown.slice(start, end)}`);
  const [same, other] = [by, -by].map((way) => /** @type {HTMLElement | null | undefined} */ (
    block?.querySelector(`[data-step="${way}"]:enabled`)));
  (same ?? other)?.focus({ preventScroll: true });
}
