/**
 * The list of what was left out.
 *
 * @typedef {import('./page.js').Page} Page
 */
import { strings } from './all_strings.js';
import { make, replace } from './dom.js';
import { reasonOf } from './left_out_view.js';

/** Characters of a long span that are shown. */
const EXCERPT = 240;

/** Whose button was pressed: it is drawn anew, and the focus follows it. */
let pressed = -1;

/** Of thousands only the first are listed. */
const MOST_LISTED = 100;

/**
 * @param {Page} page
 * @param {HTMLElement} box
 */
export function drawLeftOut({ store, actions }, box) {
  const { result, putBack, shown } = store.state;
  const leftOut = result?.leftOut ?? [];
  const entries = [
    ...leftOut.map((span) => ({ span, isBack: false })),
    ...putBack.filter(({ id }) => !leftOut.some((other) => other.id === id))
        .map((span) => ({ span, isBack: true })),
  ].sort((a, b) => a.span.start - b.span.start);
  const { activeElement } = document;
  const follows = box.contains(activeElement) || activeElement === document.body;
  replace(box, make('p', { class: 'hint' }, strings.leftOutHint),
      make('ul', { role: 'list' }, ...entries.slice(0, MOST_LISTED).map(({ span, isBack }) => {
        const words = shown.slice(span.start, span.end).trim();
        const reason = reasonOf(span);
        return make('li', {},
            make('q', {}, words.length > EXCERPT ?
              `${words.slice(0, EXCERPT)}…` : words),
            make('small', {}, isBack ? `${reason}, ${strings.wasPutBack}` : reason),
            make('button', {
              'type': 'button', 'class': 'link', 'data-left': span.id,
              'onclick': () => {
                pressed = span.id;
                if (isBack) actions.leaveOut(span);
                else actions.putBack(span);
              },
            }, isBack ? strings.leaveOut : strings.putBack,
            make('span', { class: 'vh' }, `: ${words.slice(0, 40)}`)));
      })));
  /** @type {HTMLElement | null} */ (
    follows ? box.querySelector(`[data-left="${pressed}"]`) : null)
      ?.focus({ preventScroll: true });
  if (!follows) pressed = -1;
}
