/**
 * The article with its marks. It is drawn in chunks, a few milliseconds at a
 * time: what is on screen first, the rest in idle frames; of a very long text
 * only what comes near the screen.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./types.js').Result} Result
 * @typedef {import('./types.js').LeftOut} LeftOut
 * @typedef {import('./rows.js').Row} Row
 *
 * @typedef {object} Chunk
 * @property {Row[]} rows
 * @property {HTMLElement} element
 * @property {boolean} drawn
 */
import { afterFrame, make, setLanguage } from './dom.js';
import { reasonOf } from './left_out_view.js';
import { later } from './loading.js';
import { markedText } from './marks.js';
import { revealPicked } from './names_view.js';
import { makeLight } from './paint.js';
import { firstEndingAfter, makeRows } from './rows.js';
import { strings } from './strings.js';
import { linesOf } from './words.js';

/** Characters of a chunk; about a screen. */
const CHUNK = 2500;

/** The same of a very long text, whose chunks are thousands. */
const LONG_CHUNK = 12000;

/** Milliseconds that drawing may take of a frame. */
const SLICE = 6;

/** A text longer than this, in characters, is drawn only near the screen. */
const DRAW_ALL_BELOW = 400000;

/** The last chunk, counted from 0, that is drawn whatever the text's length. */
const FIRST = 3;

/** How much of a sentence's source stands above it on screen. */
const THIRD = 1 / 3;

/** From one number of a line to the next, in pixels. */
const BESIDE = 16;

/** What a line of a list begins with in plain text. */
const MARK = /^([-–—*•·◦▪+]|\(?[\da-z]{1,3}[.)])\s/i;

/** Screens that a scroll may glide over; beyond, it jumps. */
const FAR = 3;

/**
 * @typedef {object} ArticleView
 * @property {HTMLElement} element
 * @property {(sentence: number) => HTMLElement | null} sentence drawn if need be
 * @property {(offset: number) => HTMLElement | null} at the element that holds
 *     an offset
 * @property {(element: Element) => void} show scrolls it to a third of the way
 *     down
 * @property {() => {top: number, bottom: number}} visible the part on screen,
 *     as offsets
 */

/**
 * @param {Page} page
 * @returns {ArticleView}
 */
export function makeArticle(page) {
  const { store, actions } = page;
  const element = make('article', { 'aria-label': strings.article });
  /** @type {Chunk[]} */
  let chunks = [];
  /** @type {Map<number, HTMLElement[]>} */
  let sentences = new Map();
  /** @type {Map<number, HTMLElement[]>} */
  let mentions = new Map();
  /** What is drawn now, to draw no more than changes. */
  let drawn = { shown: '', blocks: /** @type {unknown} */ (null), left: '' };
  /** @type {Map<number, number>} */
  let chosen = new Map();
  let frame = 0;
  const light = makeLight();
  /** The first chunk that is not drawn, of those drawn in order. */
  let next = 0;
  // The standfirst's frame comes first.
  const drawLater = afterFrame(drawSome);
  const spreadLater = afterFrame(spreadNumbers, 2);
  addEventListener('resize', spreadLater);
  /** @type {IntersectionObserver | null} */
  let near = null;

  store.on(['shown', 'result', 'phase'], (state) => {
    const { shown, result, phase } = state;
    element.hidden = !(phase === 'ready' || phase === 'working');
    if (element.hidden) return;
    setLanguage(element, result);
    const left = JSON.stringify(result?.leftOut.map(({ id }) => id));
    const signature = signatureOf(result);
    const same = shown === drawn.shown && signature === drawn.blocks &&
        left === drawn.left;
    if (!same) {
      drawn = { shown, blocks: signature, left };
      rebuild();
    }
    markChosen();
  });
  store.on(['lit', 'held'], relight);
  store.on(['picked', 'result'], () => markPicked());
  let explained = /** @type {number | null} */ (null);
  store.on(['why', 'result'], ({ why }) => {
    const shown = drawWhy();
    // Below a long paragraph it might not be seen.
    if (why !== explained) shown?.scrollIntoView({ block: 'nearest', behavior: page.motion() });
    explained = why;
  });

  function rebuild() {
    cancelAnimationFrame(frame);
    near?.disconnect();
    near = null;
    const { shown, result } = store.state;
    sentences = new Map();
    mentions = new Map();
    chosen = new Map();
    const rows = makeRows(shown, result);
    const small = shown.length < DRAW_ALL_BELOW;
    const size = small ? CHUNK : LONG_CHUNK;
    chunks = [];
    for (let at = 0; at < rows.length;) {
      const first = at;
      const start = rows[at]?.start ?? 0;
      do at++; while (at < rows.length && (rows[at]?.end ?? 0) - start < size);
      const part = rows.slice(first, at);
      const length = (part.at(-1)?.end ?? 0) - start;
      const chunk = make('div', { class: chunks.length > FIRST ? 'chunk far' : 'chunk' });
      // A line is 28 px high and holds about 66 characters.
      chunk.style.containIntrinsicSize =
          `auto ${Math.round(length / 66 * 28 + part.length * 20)}px`;
      chunks.push({ rows: part, element: chunk, drawn: false });
    }
    const hasTitle = rows.some(({ kind }) => kind === 'title');
    element.replaceChildren(
        ...hasTitle ? [] : [make('h2', { class: 'vh' }, strings.article),
          make('div', { class: 'plain-start' })],
        ...chunks.map((chunk) => chunk.element));
    next = 0;
    drawLater();
    if (!small) {
      near = new IntersectionObserver((entries, observer) => {
        for (const { isIntersecting, target } of entries) {
          if (!isIntersecting) continue;
          drawChunk(chunks.findIndex((chunk) => chunk.element === target));
          observer.unobserve(target);
        }
      }, { rootMargin: '1500px' });
      for (const chunk of chunks) near.observe(chunk.element);
    }
  }

  /**
   * Draws chunks as far as a slice reaches, then waits for another frame. Those of
   * a very long text, but for the first, only get their words: to be found, copied
   * and printed before they are drawn.
   */
  function drawSome() {
    const until = performance.now() + SLICE;
    while (next < chunks.length && performance.now() < until) {
      if (!near || next <= FIRST) drawChunk(next++);
      else fillChunk(next++);
    }
    if (next < chunks.length) frame = requestAnimationFrame(drawSome);
  }

  /** @param {number} index */
  function fillChunk(index) {
    const chunk = chunks[index];
    if (!chunk || chunk.drawn) return;
    chunk.element.style.whiteSpace = 'pre-wrap';
    chunk.element.append(
        store.state.shown.slice(chunk.rows[0]?.start, chunk.rows.at(-1)?.end));
  }

  /** @param {number} index */
  function drawChunk(index) {
    const chunk = chunks[index];
    if (!chunk || chunk.drawn) return;
    chunk.drawn = true;
    chunk.element.style.whiteSpace = '';
    const { result } = store.state;
    chunk.element.replaceChildren(...chunk.rows.map((row) => drawRow(row, result)));
    for (const row of chunk.rows) markRange(row.start, row.end);
  }

  /**
   * @param {Row} row
   * @param {Result | null} result
   */
  function drawRow(row, result) {
    const name = row.kind === 'title' ? 'h2' : row.kind === 'heading' ? 'h3' :
        row.kind === 'quotation' ? 'blockquote' :
        row.kind === 'code' || row.kind === 'table' ? 'pre' : 'p';
    // Its mark, where that is no letter of the text.
    const marked = MARK.test(store.state.shown.slice(row.start, row.start + 6));
    const kind = row.kind === 'list-item' ? marked ? 'item' : 'item bare' :
        row.kind === 'caption' ? 'caption' : row.kind === 'rest' ? 'rest' : '';
    const root = make(name, {
      'class': [kind, row.more ? 'more' : ''].filter(Boolean).join(' ') || null,
      'data-start': row.start,
    });
    if (row.level > 1) root.style.setProperty('--level', String(row.level));
    if (!result) {
      root.append(store.state.shown.slice(row.start, row.end));
      return root;
    }
    const all = result.sentences;
    let at = row.start;
    let index = firstEndingAfter(all, row.start);
    for (; index < all.length; index++) {
      const sentence = all[index];
      if (!sentence || sentence.start >= row.end) break;
      const start = Math.max(sentence.start, at);
      const end = Math.min(sentence.end, row.end);
      if (end <= start) continue;
      if (start > at) drawPlain(root, result, at, start);
      const number = index;
      const part = make('span', {
        'class': 's', 'id': sentences.has(index) ? null : `s${index + 1}`,
        'data-sentence': index,
        'onclick': (/** @type {MouseEvent} */ event) => {
          // Selecting text is not a click, nor is the way to a name.
          if (!getSelection()?.isCollapsed) return;
          const mention = /** @type {HTMLElement} */ (event.target)
              .closest('[data-entity]');
          if (mention && page.isShown(mention.getAttribute('data-group'))) {
            actions.pick(Number(mention.getAttribute('data-entity')),
                Number(mention.getAttribute('data-mention')));
            revealPicked();
          } else {
            actions.explain(number);
          }
        },
      });
      drawPlain(part, result, start, end);
      root.append(part);
      const parts = sentences.get(index);
      if (parts) parts.push(part);
      else sentences.set(index, [part]);
      at = end;
    }
    if (at < row.end) drawPlain(root, result, at, row.end);
    if (root.childNodes.length === 1 &&
        root.firstElementChild?.classList.contains('out')) {
      root.classList.add('out');
    }
    return root;
  }

  /**
   * Text with its mentions marked and what was left out greyed.
   *
   * @param {HTMLElement} parent
   * @param {Result} result
   * @param {number} start
   * @param {number} end
   */
  function drawPlain(parent, result, start, end) {
    let at = start;
    const out = result.leftOut;
    for (let i = firstEndingAfter(out, start); i < out.length; i++) {
      const span = out[i];
      if (!span || span.start >= end) break;
      const from = Math.max(span.start, at);
      const to = Math.min(span.end, end);
      if (to <= from) continue;
      drawMentions(parent, at, from);
      parent.append(make('span', {
        'class': 'out', 'data-left': span.id,
        'title': `${strings.leftOut}: ${reasonOf(span)}`,
      }, store.state.shown.slice(from, to)));
      at = to;
    }
    drawMentions(parent, at, end);
  }

  /**
   * @param {HTMLElement} parent
   * @param {number} start
   * @param {number} end
   */
  function drawMentions(parent, start, end) {
    parent.append(...markedText(page, start, end, (entity, mark) => {
      const marks = mentions.get(entity);
      if (marks) marks.push(mark);
      else mentions.set(entity, [mark]);
    }));
  }

  /** Washes and numbers follow the summary. */
  function markChosen() {
    const { result } = store.state;
    /** @type {Map<number, number>} */
    const wanted = new Map();
    linesOf(result).forEach(({ source }, index) => {
      if (!wanted.has(source)) wanted.set(source, index + 1);
    });
    const focused = element.querySelector('.num:focus')?.parentElement;
    for (const [sentence, position] of chosen) {
      if (wanted.get(sentence) !== position) unmark(sentence);
    }
    const old = chosen;
    chosen = wanted;
    for (const [sentence, position] of wanted) {
      if (old.get(sentence) !== position) mark(sentence, position);
    }
    if (focused) {
      // Its number is another, or gone: the reader stays at the sentence.
      focused.tabIndex = -1;
      /** @type {HTMLElement} */ (
        focused.querySelector('.num') ?? focused).focus({ preventScroll: true });
    }
    spreadLater();
  }

  /** Numbers of sentences that start on one line stand side by side. */
  function spreadNumbers() {
    /** @type {Map<string, HTMLElement[]>} */
    const lines = new Map();
    for (const sentence of chosen.keys()) {
      const part = sentences.get(sentence)?.[0];
      const number = /** @type {HTMLElement | null | undefined} */ (
        part?.querySelector('.num'));
      if (!number) continue;
      const chunk = chunks.findIndex(({ element: one }) => one.contains(number));
      const line = `${chunk} ${number.offsetTop}`;
      lines.set(line, [...lines.get(line) ?? [], number]);
    }
    for (const numbers of lines.values()) {
      numbers.forEach((number, index) => {
        const shift = (index - (numbers.length - 1)) * BESIDE;
        number.style.setProperty('margin-left', `${shift}px`);
      });
    }
  }

  /**
   * Marks in a chunk that was just drawn.
   *
   * @param {number} start
   * @param {number} end
   */
  function markRange(start, end) {
    const { result, picked } = store.state;
    if (!result) return;
    const all = result.sentences;
    for (let i = firstEndingAfter(all, start); i < all.length; i++) {
      if ((all[i]?.start ?? end) >= end) break;
      const position = chosen.get(i);
      if (position !== undefined) mark(i, position);
    }
    if (picked) markPicked();
    relight();
    spreadLater();
  }

  /** @param {number} sentence @param {number} position */
  function mark(sentence, position) {
    const parts = sentences.get(sentence) ?? [];
    for (const part of parts) part.classList.add('chosen');
    const first = parts[0];
    if (!first || first.querySelector('.num')) return;
    first.prepend(make('button', {
      'type': 'button', 'class': 'num', 'data-n': position,
      'aria-label': strings.whyChosen(sentence + 1, position),
      'aria-expanded': String(store.state.why === sentence),
      'onclick': (/** @type {Event} */ event) => {
        event.stopPropagation();
        actions.explain(sentence);
      },
      'onpointerenter': () => actions.light(sentence),
      'onpointerleave': () => actions.light(null),
    }));
  }

  /** @param {number} sentence */
  function unmark(sentence) {
    for (const part of sentences.get(sentence) ?? []) {
      part.classList.remove('chosen');
      part.querySelector('.num')?.remove();
    }
  }

  function relight() {
    const { lit, held } = store.state;
    light([lit, held].flatMap((sentence) => sentences.get(sentence ?? -1) ?? []));
  }

  function markPicked() {
    const { picked } = store.state;
    for (const old of element.querySelectorAll('.picked')) {
      old.classList.remove('picked', 'here');
    }
    if (!picked) return;
    for (const mark of mentions.get(picked.id) ?? []) {
      mark.classList.add('picked');
      mark.classList.toggle(
          'here', mark.getAttribute('data-mention') === String(picked.index));
    }
  }

  /** @returns {Element | undefined} */
  function drawWhy() {
    for (const old of element.querySelectorAll('.why')) old.remove();
    for (const button of element.querySelectorAll('.num[aria-expanded=true]')) {
      button.setAttribute('aria-expanded', 'false');
    }
    const { why, result } = store.state;
    if (why === null || !result || !later) return undefined;
    const block = later.makeWhy(page, result, why);
    sentences.get(why)?.at(-1)?.parentElement?.after(block);
    sentences.get(why)?.[0]?.querySelector('.num')
        ?.setAttribute('aria-expanded', 'true');
    return block;
  }

  /** @param {number} offset */
  function chunkAt(offset) {
    let low = 0;
    let high = chunks.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((chunks[middle]?.rows.at(-1)?.end ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** @param {number} offset */
  function at(offset) {
    const index = chunkAt(offset);
    drawChunk(index);
    const chunk = chunks[index];
    const row = chunk?.rows.findLast(({ start }) => start <= offset) ?? chunk?.rows[0];
    return /** @type {HTMLElement | null} */ (
      chunk?.element.querySelector(`[data-start="${row?.start}"]`) ?? null);
  }

  return {
    element,
    at,
    sentence(index) {
      const sentence = store.state.result?.sentences[index];
      if (!sentence) return null;
      drawChunk(chunkAt(sentence.start));
      return sentences.get(index)?.[0] ?? null;
    },
    show(target) {
      const wanted = () => Math.max(
          0, scrollY + target.getBoundingClientRect().top - innerHeight * THIRD);
      const far = Math.abs(wanted() - scrollY) > FAR * innerHeight;
      const behavior = far ? 'instant' : page.motion();
      scrollTo({ top: wanted(), behavior });
      if (behavior !== 'instant') return;
      // Chunks that come on screen take their true heights; look again.
      let looks = 3;
      let stood = scrollY;
      const look = () => {
        // Somebody scrolls away already.
        if (Math.abs(scrollY - stood) > 1) return;
        if (Math.abs(wanted() - scrollY) > 4) {
          scrollTo({ top: wanted(), behavior: 'instant' });
          stood = scrollY;
        }
        if (--looks > 0) requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    },
    visible() {
      const total = store.state.shown.length;
      const offsetAt = (/** @type {number} */ y) => {
        let low = 0;
        let high = chunks.length - 1;
        if (high < 0) return 0;
        while (low < high) {
          const middle = (low + high) >> 1;
          const box = chunks[middle]?.element.getBoundingClientRect();
          if (box && box.bottom < y) low = middle + 1;
          else high = middle;
        }
        const chunk = chunks[low];
        const box = chunk?.element.getBoundingClientRect();
        if (!chunk || !box || box.height === 0) return total;
        const part = Math.min(1, Math.max(0, (y - box.top) / box.height));
        const start = chunk.rows[0]?.start ?? 0;
        const end = chunk.rows.at(-1)?.end ?? 0;
        return start + part * (end - start);
      };
      return { top: offsetAt(0), bottom: offsetAt(innerHeight) };
    },
  };
}

/**
 * Tells readings apart: choosing again keeps blocks and entities.
 *
 * @param {Result | null} result
 */
function signatureOf(result) {
  if (!result) return '';
  const { blocks, sentences, entities } = result;
  const mentions = entities.reduce((sum, entity) => sum + entity.mentions.length, 0);
  return [blocks.length, sentences.length, entities.length, mentions,
    result.language.code].join(' ');
}
