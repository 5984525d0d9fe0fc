/**
 * The dates in order of time, each with the author's own clause and the way to
 * its source.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./dates.js').Moment} Moment
 */
import { clauseAbout } from './clause.js';
import { make, replace } from './dom.js';
import { makeSource } from './source_link.js';
import { strings } from './all_strings.js';
import { linesOf } from './words.js';

/** Pixels from one date to the next, by how far they lie apart. */
const GAP = { least: 8, most: 40 };

/**
 * @param {Page} page
 * @param {Moment[]} moments
 * @param {HTMLElement} box
 */
export function drawTime(page, moments, box) {
  const { shown, result } = page.store.state;
  if (!result) return;
  const today = Date.now() / 24 / 60 / 60 / 1000;
  const distances = moments.map(({ day }, index) => (moments[index + 1]?.day ?? day) - day);
  const farthest = Math.max(1, ...distances);
  const lines = linesOf(result);
  const rows = moments.map(({ entity, day, sentence }, index) => {
    const source = result.sentences[sentence];
    const mention = entity.mentions[0];
    if (!source || !mention) return null;
    const to = day > today;
    const at = lines.findIndex((line) => line.source === sentence);
    const line = lines[at];
    const link = make('a', {
      'href': `#s${sentence + 1}`,
      'onclick': (/** @type {Event} */ event) => {
        event.preventDefault();
        page.actions.goTo(sentence, link);
      },
      'onpointerenter': () => page.actions.light(sentence),
      'onpointerleave': () => page.actions.light(null),
    }, make('q', {}, clauseAbout(shown, source, mention)));
    const row = make('li', { class: to ? 'to' : null },
        make('time', { datetime: isoOf(entity.value) }, entity.name,
            to && make('span', { class: 'vh' }, `, ${strings.stillToCome}`)),
        make('span', { 'class': 'dot', 'aria-hidden': 'true' }),
        make('span', {}, link, line && makeSource(page, line, at + 1)));
    row.style.setProperty('--gap', `${Math.round(GAP.least +
        (GAP.most - GAP.least) * Math.sqrt((distances[index] ?? 0) / farthest))}px`);
    return row;
  });
  const ringed = moments.some(({ day }) => day > today);
  replace(box, ringed && make('p', { class: 'cap' }, strings.ringHint),
      make('ol', { class: 'dates', role: 'list' }, ...rows));
}

/**
 * What HTML takes as a time of the engine's values.
 *
 * @param {string | undefined} value
 */
function isoOf(value) {
  return /^\d{4}(-\d\d(-\d\d)?|-W\d\d)?$/.test(value ?? '') ? value : null;
}
