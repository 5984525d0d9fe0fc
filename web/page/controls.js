/**
 * The strip above the headline: what kind of summary, about what, how long.
 * Everything acts on `input`, at once.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./types.js').State} State
 * @typedef {import('./types.js').SummaryType} SummaryType
 */
import { make } from './dom.js';
import { loadLater } from './loading.js';
import { strings } from './strings.js';
import { countWords, wordsOfSummary } from './words.js';

/** @type {SummaryType[]} */
export const TYPES = ['standfirst', 'key-points', 'teaser', 'headline'];

/** More ticks than these are not drawn. */
const MOST_TICKS = 12;

/** More steps than these are not offered: nobody reads such a standfirst. */
const MOST_SENTENCES = 120;

/** The headline's limits in words (DESIGN 4.2). */
const HEADLINE_WORDS = { least: 5, most: 30 };

/**
 * One sentence to a third of the article; of a short one, to three.
 *
 * @param {number} sentences
 */
export function longest(sentences) {
  const third = Math.floor(sentences / 3);
  return Math.max(1, Math.min(sentences, Math.max(3, third), MOST_SENTENCES));
}

/**
 * @param {Page} page
 * @returns {HTMLElement}
 */
export function makeControls(page) {
  const { store, actions } = page;
  const radios = TYPES.map((type) => make('input', {
    type: 'radio', name: 'type', value: type,
    oninput: () => actions.setType(type),
  }));
  const types = make('fieldset', { class: 'seg' },
      make('legend', { class: 'vh' }, strings.showAs),
      ...TYPES.map((type, index) => {
        const word = strings.types[type];
        return make('label', {}, radios[index],
            make('span', { 'data-word': word }, word));
      }));

  const focus = make('input', {
    id: 'focus-words', placeholder: strings.focusHint, size: 10,
    autocomplete: 'off', spellcheck: 'false',
    oninput: () => actions.setFocus(focus.value),
  });
  const missing = make('small', { role: 'status' });
  const focusField = make('div', { class: 'focusw' },
      make('label', { for: 'focus-words' }, strings.focus), focus, missing);

  const slider = make('input', {
    id: 'length', type: 'range', min: 1, max: 3, step: 1,
    oninput: () => actions.setLength(Number(slider.value)),
  });
  const range = make('div', { class: 'range' }, slider);
  // Told when it rests, with the result; not at every step on the way.
  const output = make('output', { role: 'none' });
  const length = make('div', { class: 'len' },
      make('label', { for: 'length' }, strings.length), range, output);

  const root = make('div', { class: 'controls' }, types, focusField, length);

  store.on(['phase', 'result'], ({ phase, result }) => {
    const usable = phase === 'ready' || (phase === 'editing' && result !== null);
    root.hidden = phase === 'empty' || (phase === 'editing' && result === null);
    root.setAttribute('aria-disabled', String(!usable));
    for (const control of [...radios, focus, slider]) {
      control.disabled = !usable;
    }
  });
  store.on(['type'], ({ type }) => {
    for (const radio of radios) radio.checked = radio.value === type;
  });
  store.on(['focus', 'shown'], async (state) => {
    if (focus.value !== state.focus) focus.value = state.focus;
    // Loaded by the first word; what counts is what stands there then.
    const later = state.focus && await loadLater().catch(() => null);
    missing.textContent = later && later.isNowhere(store.state) ? strings.focusMissing : '';
  });
  store.on(['type', 'length', 'headlineWords', 'result'], (state) => {
    const { type, length: wish, headlineWords, result } = state;
    const all = result?.statistics.sentences ?? 0;
    const headline = type === 'headline';
    const least = headline ? HEADLINE_WORDS.least : 1;
    const most = headline ? HEADLINE_WORDS.most : longest(all);
    const value = headline ? headlineWords :
      Math.min(wish ?? result?.summary.length ?? 1, most);
    slider.min = String(least);
    slider.max = String(most);
    slider.value = String(value);
    const steps = most - least;
    range.toggleAttribute('data-ticks', steps > 0 && steps < MOST_TICKS);
    range.style.setProperty('--ticks', String(Math.max(1, steps)));
    slider.style.setProperty(
        '--at', `${steps > 0 ? (value - least) / steps * 100 : 0}%`);
    const label = describe(state, value, most);
    output.textContent = label;
    slider.setAttribute('aria-valuetext', label);
  });
  return root;
}

/**
 * @param {State} state
 * @param {number} value
 * @param {number} most
 */
function describe({ type, result }, value, most) {
  if (!result) return '';
  const { sentences } = result.statistics;
  if (type === 'headline') {
    return strings.headlineLength(value, countWords(result.headline.text));
  }
  const chosen = result.summary.length;
  const third = Math.floor(sentences / 3);
  return value === most && most === third && most > 3 && chosen === most ?
    strings.lengthThird(chosen, sentences) :
    strings.lengthLabel(chosen, sentences, wordsOfSummary(result));
}
