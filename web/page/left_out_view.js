/**
 * What was set aside as not being article, each with its reason and a way to
 * put it back.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./types.js').LeftOut} LeftOut
 */
import { make, replace } from './dom.js';
import { strings } from './strings.js';

/** Characters of a long span that are shown. */
const EXCERPT = 240;

/** Of thousands only the first are listed. */
const MOST_LISTED = 100;

/**
 * @param {Page} page
 * @returns {HTMLElement}
 */
export function makeLeftOut({ store, actions }) {
  const title = make('h2');
  const list = make('ul', { class: 'left-list', role: 'list' });
  const root = make('details', { class: 'box left' },
      make('summary', {}, title),
      make('p', { class: 'hint' }, strings.leftOutHint), list);
  store.on(['result', 'putBack'], ({ result, putBack, shown }) => {
    if (!result) return;
    const { leftOut } = result;
    const back = putBack.filter(({ id }) =>
      !leftOut.some((other) => other.id === id));
    root.hidden = leftOut.length + back.length === 0;
    title.textContent = strings.leftOut(leftOut.length);
    const entries = [
      ...leftOut.map((span) => ({ span, isBack: false })),
      ...back.map((span) => ({ span, isBack: true })),
    ].sort((a, b) => a.span.start - b.span.start);
    replace(list, ...entries.slice(0, MOST_LISTED).map(({ span, isBack }) => {
      const words = shown.slice(span.start, span.end).trim();
      const reason = reasonOf(span);
      return make('li', {},
          make('q', {}, words.length > EXCERPT ?
            `${words.slice(0, EXCERPT)}…` : words),
          make('small', {}, isBack ? `${reason}, ${strings.wasPutBack}` : reason),
          make('button', {
            'type': 'button', 'class': 'link', 'data-left': span.id,
            'onclick': () => isBack ? actions.leaveOut(span) :
              actions.putBack(span),
          }, isBack ? strings.leaveOut : strings.putBack,
          make('span', { class: 'vh' }, `: ${words.slice(0, 40)}`)));
    }));
  });
  return root;
}

/** @param {LeftOut} span */
export function reasonOf({ reason }) {
  return strings.reasons[reason] ?? reason.replaceAll('-', ' ');
}
