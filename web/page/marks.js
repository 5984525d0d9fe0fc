/**
 * Text of the article with its entities marked.
 *
 * @typedef {import('./page.js').Page} Page
 */
import { make } from './dom.js';
import { groupOf } from './kinds.js';

/**
 * @param {Page} page
 * @param {number} start
 * @param {number} end
 * @param {(entity: number, mark: HTMLElement) => void} [onmark]
 * @returns {(string | HTMLElement)[]}
 */
export function markedText(page, start, end, onmark) {
  const { shown } = page.store.state;
  /** @type {(string | HTMLElement)[]} */
  const pieces = [];
  let at = start;
  for (const mention of page.mentions(start, end)) {
    const from = Math.max(mention.start, at);
    const to = Math.min(mention.end, end);
    if (to <= from) continue;
    const mark = makeMark(mention, shown.slice(from, to));
    if (from > at) pieces.push(shown.slice(at, from));
    pieces.push(mark);
    onmark?.(mention.entity.id, mark);
    at = to;
  }
  if (at < end) pieces.push(shown.slice(at, end));
  return pieces;
}

/**
 * @param {import('./page.js').Mention} mention
 * @param {string} words
 */
export function makeMark({ entity, index }, words) {
  return make('span', {
    'class': 'e', 'data-group': groupOf(entity.type),
    'data-entity': entity.id, 'data-mention': index,
  }, words);
}
