/**
 * From places in an article's text back to the page. The text was made from the
 * page's text nodes by changing white space alone, so the two agree in every
 * other character, in order; no node has to be remembered meanwhile.
 */
import { textNodesOf } from '../engine/index.js';

/** @typedef {import('../engine/index.js').Span} Span */

const SPACE = /\s/u;

/**
 * Ranges of the page for spans of the text, in the order of the spans. One whose
 * place is not as it was when the text was read is left out. Linear.
 *
 * @param {Element} root that the text was read from
 * @param {string} text
 * @param {Span[]} spans
 * @returns {Range[]}
 */
export function rangesOf(root, text, spans) {
  /** First and last characters of spans. @type {Map<number, [Text, number]>} */
  const places = new Map();
  const wanted = new Set(spans.flatMap(([start, end]) => [start, end - 1]));
  let at = 0;
  nodes: for (const node of textNodesOf(root)) {
    const { data } = node;
    const before = at;
    /** @type {[place: number, index: number][]} */
    const found = [];
    for (let i = 0; i < data.length; i++) {
      const unit = data[i] ?? '';
      if (SPACE.test(unit)) continue;
      while (at < text.length && SPACE.test(text[at] ?? '')) at++;
      if (text[at] !== unit) {
        // It came since, or was not shown when the text was read.
        at = before;
        continue nodes;
      }
      if (wanted.has(at)) found.push([at, i]);
      at++;
    }
    for (const [place, i] of found) places.set(place, [node, i]);
  }
  return spans.flatMap(([start, end]) => {
    const first = places.get(start);
    const last = places.get(end - 1);
    if (!first || !last) return [];
    const range = document.createRange();
    range.setStart(...first);
    range.setEnd(last[0], last[1] + 1);
    return [range];
  });
}
