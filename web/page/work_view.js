/**
 * Long work, in the headline's place: what is read, how far it is, Stop.
 *
 * @typedef {import('./page.js').Page} Page
 */
import { make, makeButton, replace } from './dom.js';
import { strings } from './strings.js';
import { estimateWords } from './words.js';

/** Stages as they are shown; the engine's `tag` belongs to the sentences. */
const STAGES = ['clean', 'segment', 'entity', 'rank', 'select'];

/** A time left is told from here on, when there is something to tell it by. */
const TELL_AFTER = 1000;

/**
 * @param {Page} page
 * @returns {HTMLElement}
 */
export function makeWork({ store, actions, announce }) {
  const title = make('h1', { class: 'head' });
  const progress = make('progress', { 'max': 100, 'aria-label': strings.reading(0) });
  const line = make('span');
  const stages = make('ol', { class: 'stages' });
  const root = make('div', { class: 'work' },
      title, progress,
      make('p', { class: 'line' }, line,
          makeButton(strings.stop, actions.stop, 'go')),
      stages,
      make('p', { class: 'proof' }, strings.meanwhile));
  /** What the title speaks of; null: a file. @type {string | null} */
  let counted = '';

  store.on(['phase', 'work'], ({ phase, work, text }) => {
    root.hidden = phase !== 'working' || !work;
    if (!work || root.hidden) return;
    const opens = work.stage === 'open';
    if (counted !== (opens ? null : text)) {
      counted = opens ? null : text;
      const reading = opens ? strings.opening :
        strings.reading(estimateWords(text));
      title.textContent = reading;
      progress.setAttribute('aria-label', reading);
      announce(reading);
    }
    progress.value = work.fraction * 100;
    const stage = work.stage === 'tag' ? 'segment' : work.stage;
    const spent = performance.now() - work.since;
    const left = work.fraction > 0.05 && spent > TELL_AFTER ?
        Math.ceil(spent / work.fraction * (1 - work.fraction) / 1000) : null;
    line.textContent = strings.workLine(strings.stages[stage] ?? '', left);
    const at = STAGES.indexOf(stage);
    stages.hidden = opens;
    replace(stages, ...STAGES.map((name, index) => make('li', {
      'class': index < at ? 'ok' : index === at ? 'now' : null,
      'aria-current': index === at ? 'step' : null,
    },
    make('span', { 'aria-hidden': 'true' },
        index < at ? '✓' : index === at ? '›' : ''),
    strings.stages[name] ?? '',
    make('span', {}, index === at ? strings.percent(work.fraction) : ''))));
  });
  return root;
}
