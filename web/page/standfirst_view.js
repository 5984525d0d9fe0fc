/**
 * Headline and standfirst: the author's words, each sentence tied to its
 * source by a red number, each cut to be unfolded.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./types.js').State} State
 * @typedef {import('./types.js').Text} Text
 * @typedef {import('./types.js').Result} Result
 */
import { append, keepFocus, make, makeInlineButton, replace, setLanguage } from './dom.js';
import { NOT_NAMES, groupOf } from './kinds.js';
import { later } from './loading.js';
import { makeMark } from './marks.js';
import { makeLight } from './paint.js';
import { strings } from './strings.js';
import {
  beginningOf, countCutWords, countWords, linesOf, piecesOf, wordsOfSummary,
} from './words.js';
import { makeSource } from './source_link.js';

/** The headline's position among the lines that can be unfolded. */
export const HEADLINE = -1;

/**
 * @param {Page} page
 * @returns {HTMLElement}
 */
export function makeStandfirst(page) {
  const { store } = page;
  const headline = make('h1', { class: 'head' });
  const source = make('div', { class: 'headline-source' });
  const body = make('div', { class: 'stand' });
  const proof = make('p', { class: 'proof' });
  const root = make('div', { class: 'lines' }, headline, source, body, proof);

  const light = makeLight();
  /** @param {State} state */
  function relight({ lit, held }) {
    light([...root.querySelectorAll('.st')].filter((element) =>
      [lit, held].includes(Number(element.getAttribute('data-sentence') ?? -1))));
  }

  /** @type {ReadonlySet<number>} */
  let open = new Set();
  store.on(['result', 'unfolded'], (state) => {
    const { result } = state;
    if (!result) return;
    setLanguage(headline, result);
    setLanguage(body, result);
    keepFocus(root, '.src, button, .e[role]', () => {
      drawHeadline(page, result, headline, source);
      replace(body, ...drawBody(page, result));
    });
    // Only what was folded until now moves.
    for (const block of root.querySelectorAll('.unfold')) {
      const line = Number(block.getAttribute('data-line'));
      block.classList.toggle('opens', !open.has(line));
    }
    open = state.unfolded;
    const cut = firstCut(state, result);
    proof.textContent = strings.proof +
        (cut > 0 ? strings.proofCut(cut) : strings.proofEnd);
    proof.hidden = result.headline.text === '';
    relight(state);
  });
  store.on(['lit', 'held'], relight);
  store.on(['result', 'unfolded', 'picked'], ({ picked }) => {
    for (const mark of root.querySelectorAll('.e')) {
      const chosen = mark.getAttribute('data-entity') === String(picked?.id);
      mark.classList.toggle('picked', chosen);
      if (mark.role) mark.ariaPressed = String(chosen);
    }
  });

  store.on(['result'], ({ result, type, headlineWords }) => page.announceSoon(!result ? '' :
    type === 'headline' ?
      strings.headlineLength(headlineWords, countWords(result.headline.text)) :
      strings.announce(result.summary.length, wordsOfSummary(result))));
  return root;
}

/**
 * Words cut from the first shortened line; 0 if none is shortened.
 *
 * @param {State} state
 * @param {Result} result
 */
function firstCut({ shown }, result) {
  for (const line of linesOf(result)) {
    const sentence = result.sentences[line.source];
    const cut = sentence ? countCutWords(shown, line, sentence) : 0;
    if (cut > 0) return cut;
  }
  return 0;
}

/**
 * @param {Page} page
 * @param {Result} result
 * @param {HTMLElement} element
 * @param {HTMLElement} source
 */
function drawHeadline(page, result, element, source) {
  const { store } = page;
  const line = result.headline;
  const only = store.state.type === 'headline';
  element.hidden = line.text === '';
  const known = line.from === 'text' && result.sentences[line.source];
  const words = drawWords(page, line, 'headline');
  replace(element, ...known ? [makeSentence(
      page, line.source, () => source.querySelector('.src') ?? element, words)] : words);
  source.hidden = !known;
  source.className = only ? 'headline-source' : 'headline-source vh';
  if (!known) {
    replace(source);
    return;
  }
  replace(source, makeSource(page, line, 0), makeCut(page, result, line, 0));
  if (later && store.state.unfolded.has(HEADLINE)) {
    source.className = 'headline-source';
    append(source, [later.makeUnfolded(page, result, line, HEADLINE)]);
  }
}

/**
 * @param {Page} page
 * @param {Result} result
 * @returns {Node[]}
 */
function drawBody(page, result) {
  const { type, unfolded } = page.store.state;
  /** @type {Set<number>} */
  const named = new Set();
  const lines = result.summary.map((line, index) => later && unfolded.has(index) ?
    [later.makeUnfolded(page, result, line, index)] :
    drawLine(page, result, line, index, named));
  if (type === 'key-points') {
    return [make('ul', { role: 'list' },
        ...lines.map((nodes) => make('li', {}, ...nodes)))];
  }
  return lines.flatMap((nodes) => [...nodes, document.createTextNode(' ')]);
}

/**
 * @param {Page} page
 * @param {Result} result
 * @param {Text} line
 * @param {number} index in the summary
 * @param {Set<number>} named entities that have had their button
 * @returns {Node[]}
 */
function drawLine(page, result, line, index, named) {
  const source = makeSource(page, line, index + 1);
  const words = drawWords(page, line, 'line', named);
  return [
    makeSentence(page, line.source, () => source, words), source,
    makeCut(page, result, line, index + 1),
  ].filter((node) => node !== null);
}

/**
 * A sentence that a click leads to its source from: not one that selects words.
 *
 * @param {Page} page
 * @param {number} source
 * @param {() => Element} from where Escape leads back
 * @param {Node[]} words
 */
function makeSentence({ actions }, source, from, words) {
  return make('span', {
    'class': 'st', 'data-sentence': source,
    'onpointerenter': () => actions.light(source),
    'onpointerleave': () => actions.light(null),
    'onclick': () => {
      if (getSelection()?.isCollapsed) actions.goTo(source, from());
    },
  }, ...words);
}

/**
 * A line's text with its entities marked; of the standfirst the first mention of
 * each is a button.
 *
 * @param {Page} page
 * @param {Text} line
 * @param {'headline' | 'line'} kind
 * @param {Set<number>} [named]
 * @returns {Node[]}
 */
function drawWords(page, line, kind, named) {
  const drawn = { ...line, text: beginningOf(line.text, kind) };
  return piecesOf(page.store.state.shown, drawn, page.mentions).map(({ text, mention }) => {
    const group = mention && groupOf(mention.entity.type);
    if (!group || NOT_NAMES.has(group)) return document.createTextNode(text);
    const { entity, index } = mention;
    if (!named || named.has(entity.id)) return makeMark(mention, text);
    named.add(entity.id);
    return makeInlineButton({
      'class': 'e', 'data-group': group, 'data-entity': entity.id,
    }, () => page.actions.pick(entity.id, index), text);
  });
}

/**
 * The button that unfolds what was cut or changed, where anything was.
 *
 * @param {Page} page
 * @param {Result} result
 * @param {Text} line
 * @param {number} position from 1; 0 is the headline
 * @returns {HTMLElement | null}
 */
function makeCut({ store, actions }, result, line, position) {
  const sentence = result.sentences[line.source];
  if (!sentence) return null;
  const cut = countCutWords(store.state.shown, line, sentence);
  const changes = line.changes.length;
  if (cut === 0 && changes === 0) return null;
  const open = store.state.unfolded.has(position - 1);
  return make('button', {
    'type': 'button', 'class': 'cutn', 'data-line': position - 1,
    'aria-expanded': String(open),
    'aria-label': cut > 0 ? strings.showCut(cut, position) :
      strings.showChanges(changes, position),
    'onclick': () => actions.fold(position - 1, !open),
  }, cut > 0 ? `−${cut}` : `±${changes}`);
}
