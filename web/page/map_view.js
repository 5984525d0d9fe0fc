/**
 * The article in small: a hairline every five pixels, as long as its sentence
 * weighs; the chosen ones red with their numbers; the chosen name's shape
 * beside; a bracket around what is on screen. It stands beside the article, or
 * lies under its title on a phone. Never stretched.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./types.js').Result} Result
 */
import { afterFrame, keepFocus, make, makeSvg, replace } from './dom.js';
import { groupOf } from './kinds.js';
import { makeShape } from './shapes.js';
import { strings } from './strings.js';
import { linesOf } from './words.js';

/** Pixels from one hairline to the next, standing and lying. */
const STEP = { standing: 5, lying: 3 };

/** Characters that one hairline stands for where there is room. */
const CHARACTERS = 21;

/** Room for a paragraph's gap, in characters. */
const GAP = 14;

/** The tallest that the standing map may be, in pixels. */
const TALLEST = 640;

/** Where the map stands beside the article; else it lies. */
const WIDE = '(min-width: 77.5em)';

/** Up to this many, numbers move apart. */
const MOST_MOVED = 12;

/**
 * @typedef {object} Line a hairline
 * @property {number} weight 0 to 1000; -1: a gap
 * @property {boolean} chosen
 * @property {number} offset in the article that it stands for
 */

/**
 * @param {Page} page
 * @param {'standing' | 'lying'} way
 * @returns {HTMLElement}
 */
export function makeMap(page, way) {
  const { store } = page;
  const standing = way === 'standing';
  const svg = makeSvg('svg');
  const root = make('nav', {
    'class': standing ? 'map' : 'hmap', 'aria-label': strings.map,
  }, svg);
  const bracket = makeSvg('path', { class: 'm-v' });
  /** @type {Line[]} */
  let lines = [];
  let size = 0;

  const draw = () => {
    const { result, phase } = store.state;
    root.hidden = phase !== 'ready' || !result || result.sentences.length === 0;
    const wide = matchMedia(WIDE).matches;
    if (root.hidden || !result || wide !== standing) return;
    const room = standing ? Math.min(TALLEST, innerHeight - 128) :
        root.clientWidth || page.element.clientWidth - 32;
    lines = makeLines(result, Math.floor(room / STEP[way]));
    size = lines.length * STEP[way];
    svg.setAttribute('viewBox', standing ? `0 0 64 ${size}` : `0 0 ${size} 44`);
    svg.style.setProperty('width', standing ? '64px' : `${size}px`);
    svg.style.setProperty('height', standing ? `${size}px` : '44px');
    keepFocus(svg, 'a', () => replace(svg, ...drawLines(lines, standing),
        ...drawNumbers(result), ...drawPicked(result), ...standing ? [bracket] : []));
    drawBracket();
  };

  /** @param {number} offset */
  function placeOf(offset) {
    let low = 0;
    let high = lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((lines[middle]?.offset ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1) * STEP[way];
  }

  /**
   * How far the hairlines beside a number reach: it may stand beside others
   * than its own where numbers have made room for each other.
   *
   * @param {number} middle
   */
  function reachOf(middle) {
    const first = Math.max(0, Math.floor((middle - 6) / STEP.standing));
    const beside = lines.slice(first, Math.ceil((middle + 8) / STEP.standing));
    return Math.max(0, ...beside.map(({ weight }) =>
      weight < 0 ? 0 : lengthOf(weight, true)));
  }

  /** @param {Result} result */
  function drawNumbers(result) {
    let last = -Infinity;
    const few = linesOf(result).length <= MOST_MOVED;
    return linesOf(result).flatMap(({ source }, index) => {
      const sentence = result.sentences[source];
      if (!sentence) return [];
      let middle = placeOf((sentence.start + sentence.end) / 2);
      const label = String(index + 1);
      // Numbers that would overlap make room; many are left out, their lines
      // stay red.
      const least = standing ? 13 : 8 * label.length + 2;
      if (middle - last < least) {
        if (!few) return [];
        middle = last + least;
      }
      last = middle;
      const link = makeSvg('a', {
        'href': `#s${source + 1}`, 'aria-label': strings.mapLink(index + 1),
        'onclick': (/** @type {Event} */ event) => {
          event.preventDefault();
          event.stopPropagation();
          page.actions.goTo(source, link);
        },
      }, makeSvg('text', {
        'class': 'm-n', 'x': standing ? 18 + reachOf(middle) : middle, 'y': standing ? middle + 6 : 42,
        'text-anchor': standing ? null : 'middle',
      }, label));
      return [link];
    });
  }

  /** @param {Result} result */
  function drawPicked(result) {
    const { picked } = store.state;
    const entity = result.entities.find(({ id }) => id === picked?.id);
    if (!entity) return [];
    const group = groupOf(entity.type);
    /** @type {Set<number>} */
    const places = new Set(entity.mentions.map(([start]) => placeOf(start)));
    return [...places].map((place) => standing ?
      makeShape(group, 5, place + 2) : makeShape(group, place + 1, 5));
  }

  function drawBracket() {
    if (!standing || root.hidden || lines.length === 0) return;
    const { top, bottom } = page.visible();
    const first = placeOf(top);
    const last = Math.max(first + STEP[way], placeOf(bottom) + STEP[way] - 2);
    bracket.setAttribute('d', `M60 ${first}h4v${last - first}h-4`);
  }

  svg.addEventListener('click', (event) => {
    const box = svg.getBoundingClientRect();
    const { clientX, clientY } = /** @type {MouseEvent} */ (event);
    const place = standing ? clientY - box.top : clientX - box.left;
    const line = lines[Math.floor(place / STEP[way])];
    if (line) page.actions.goToOffset(line.offset);
  });
  const drawLater = afterFrame(draw);
  store.on(['result', 'picked', 'phase'], ({ result, phase }) => {
    root.hidden = phase !== 'ready' || !result || result.sentences.length === 0;
    drawLater();
  });
  addEventListener('resize', drawLater);
  if (standing) {
    const bracketLater = afterFrame(drawBracket);
    addEventListener('scroll', bracketLater, { passive: true });
    // The article takes its height as it is drawn.
    new ResizeObserver(bracketLater).observe(page.element);
  }
  return root;
}

/**
 * @param {Result} result
 * @param {number} most hairlines there is room for
 * @returns {Line[]}
 */
function makeLines(result, most) {
  const { sentences, blocks } = result;
  const chosen = new Set(linesOf(result).map(({ source }) => source));
  /** Sentences with gaps between their blocks, in characters. */
  const gaps = blocks.length * GAP;
  const ink = sentences.reduce((sum, { start, end }) => sum + end - start, 0);
  const each = Math.max(CHARACTERS, (ink + gaps) / Math.max(1, most));
  /** @type {Line[]} */
  const lines = [];
  let owed = 0;
  let block = sentences[0]?.block ?? 0;
  sentences.forEach((sentence, index) => {
    if (sentence.block !== block) {
      block = sentence.block;
      owed += GAP;
      // A gap is shown only where a line of its own fits.
      if (owed >= each && lines.length > 0) {
        lines.push({ weight: -1, chosen: false, offset: sentence.start });
        owed -= each;
      }
    }
    const length = sentence.end - sentence.start;
    owed += length;
    let count = Math.floor(owed / each);
    const red = chosen.has(index);
    // A chosen sentence is always seen.
    if (red && count === 0) count = 1;
    owed -= count * each;
    for (let i = 0; i < count; i++) {
      lines.push({
        weight: sentence.score, chosen: red,
        offset: sentence.start + Math.floor(length * i / count),
      });
    }
  });
  if (lines.length === 0 && sentences.length > 0) {
    lines.push({ weight: sentences[0]?.score ?? 0, chosen: chosen.has(0), offset: 0 });
  }
  return lines;
}

/**
 * Pixels of a hairline.
 *
 * @param {number} weight 0 to 1000
 * @param {boolean} standing
 */
function lengthOf(weight, standing) {
  return Math.round(standing ? 6 + weight * 0.028 : 4 + weight * 0.023);
}

/**
 * One path for all grey hairlines, one for the red ones.
 *
 * @param {Line[]} lines
 * @param {boolean} standing
 */
function drawLines(lines, standing) {
  let grey = '';
  let red = '';
  lines.forEach(({ weight, chosen }, index) => {
    if (weight < 0) return;
    const length = lengthOf(weight, standing);
    const path = standing ? `M12 ${index * STEP.standing + 2}h${length}` :
      `M${index * STEP.lying + 1} 30v${-length}`;
    if (chosen) red += path;
    else grey += path;
  });
  return [makeSvg('path', { class: 'm-s', d: grey }),
    makeSvg('path', { class: 'm-ch', d: red })];
}
