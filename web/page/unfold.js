/**
 * A shortened line unfolded: its whole source, what was cut struck through,
 * what was put in underlined, every change in words.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./types.js').Text} Text
 * @typedef {import('./types.js').Result} Result
 * @typedef {import('./types.js').Change} Change
 */
import { make } from './dom.js';
import { strings } from './all_strings.js';
import { markedText } from './marks.js';
import { makeSource } from './source_link.js';
import { countCutWords, cuts, originOf } from './words.js';

/**
 * @param {Page} page
 * @param {number} index of a line; -1 is the headline
 * @param {boolean} open
 */
export function fold({ store }, index, open) {
  const unfolded = new Set(store.state.unfolded);
  if (open) unfolded.add(index);
  else unfolded.delete(index);
  store.set({ unfolded });
  const next = document.querySelector(open ?
    `.unfold[data-line="${index}"] .was button` :
    `.cutn[data-line="${index}"]`);
  /** @type {HTMLElement | null} */ (next)?.focus({ preventScroll: true });
}

/** @param {Page} page whose lines are all unfolded, or folded if one is not */
export function foldAll({ store }) {
  const { unfolded } = store.state;
  const all = [...document.querySelectorAll('.cutn')].map((button) =>
    Number(button.getAttribute('data-line')));
  store.set({ unfolded: new Set(unfolded.size > 0 ? [] : all) });
}

/**
 * @param {Page} page
 * @param {Result} result
 * @param {Text} line
 * @param {number} index of the line; -1 is the headline
 * @returns {HTMLElement}
 */
export function makeUnfolded(page, result, line, index) {
  const { shown } = page.store.state;
  const sentence = result.sentences[line.source];
  const root = make('div', { 'class': 'unfold', 'data-line': index });
  if (!sentence) return root;
  const origin = originOf(shown, line);
  /** @type {{start: number, end: number, nodes: () => Node[]}[]} */
  const pieces = [];
  for (const [start, end] of cuts(line, sentence)) {
    pieces.push({ start, end, nodes: () => [makeCutWords(...markedText(page, start, end))] });
  }
  for (const change of line.changes) {
    if (change.kind === 'space') continue;
    const start = placeOf(line, origin, change);
    const end = start + change.from.length;
    pieces.push({ start, end, nodes: () => drawChange(change) });
  }
  pieces.sort((a, b) => a.start - b.start || a.end - b.end);
  let at = sentence.start;
  for (const { start, end, nodes } of pieces) {
    if (start < at && end <= at) continue;
    const from = Math.max(at, start);
    if (from > at) root.append(...markedText(page, at, from));
    root.append(...nodes());
    at = Math.max(at, end);
  }
  root.append(...markedText(page, at, Math.max(at, sentence.end)));
  root.append(makeSource(page, line, index + 1));
  const cut = countCutWords(shown, line, sentence);
  root.append(make('div', { class: 'was' },
      cut > 0 && make('span', {}, strings.wordsCut(cut)),
      ...changesInWords(line.changes).map((words) => make('span', {}, words)),
      make('button', {
        'type': 'button', 'onclick': () => page.actions.fold(index, false),
      }, strings.fold)));
  return root;
}

/**
 * Every change in words, once: wrapped lines have a space in the place of each
 * line's end.
 *
 * @param {Change[]} changes
 */
function changesInWords(changes) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { kind, from, to } of changes) {
    const words = (strings.changes[kind] ?? strings.changes.repair)(from, to);
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return [...counts].map(([words, count]) =>
    count > 1 ? `${words} (×${count})` : words);
}

/**
 * Where in the article a change stands: where its own characters came from, or
 * just after what stands before it in the line.
 *
 * @param {Text} line
 * @param {Int32Array} origin
 * @param {Change} change
 */
function placeOf(line, origin, change) {
  const [start, end] = change.at;
  for (let i = start; i < end; i++) {
    const offset = origin[i] ?? -1;
    if (offset >= 0) return offset;
  }
  for (let i = start - 1; i >= 0; i--) {
    const offset = origin[i] ?? -1;
    if (offset >= 0) return offset + 1;
  }
  return line.spans[0]?.[0] ?? 0;
}

/** @param {...(string | HTMLElement)} words */
function makeCutWords(...words) {
  return make('del', {}, make('span', { class: 'vh' }, strings.cutPrefix), ...words);
}

/**
 * @param {Change} change
 * @returns {Node[]}
 */
function drawChange({ kind, from, to }) {
  // A capital is shown on the source's own word.
  if (kind === 'capital') return [make('span', { class: 'sw' }, from)];
  return [
    ...from === '' ? [] : [makeCutWords(from), document.createTextNode(' ')],
    make('ins', { class: 'sw' },
        make('span', { class: 'vh' }, strings.putInPrefix), to),
  ];
}
