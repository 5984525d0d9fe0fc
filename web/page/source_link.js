/**
 * The red number that leads from a line to its source in the article.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./types.js').Text} Text
 */
import { make } from './dom.js';
import { strings } from './strings.js';

/**
 * @param {Page} page
 * @param {Text} line
 * @param {number} position from 1; 0 is the headline
 */
export function makeSource({ actions }, line, position) {
  const link = make('a', {
    'class': 'src', 'href': `#s${line.source + 1}`,
    'aria-label': position === 0 ? strings.sourceOfHeadline :
      strings.sourceOf(position),
    'data-sentence': line.source,
    'onpointerenter': () => actions.light(line.source),
    'onpointerleave': () => actions.light(null),
    'onfocus': () => actions.light(line.source),
    'onblur': () => actions.light(null),
    'onclick': (/** @type {Event} */ event) => {
      event.preventDefault();
      actions.goTo(line.source, link);
    },
  }, String(position === 0 ? 1 : position));
  return link;
}
