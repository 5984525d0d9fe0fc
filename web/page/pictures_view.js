/**
 * The pictures below the names: who with whom, and the dates in order of time.
 * What they show is found after a reading; what draws them is loaded when one
 * is opened.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./types.js').Result} Result
 */
import { FEWEST_DATES, findMoments } from './dates.js';
import { afterFrame, make } from './dom.js';
import { loadLater } from './loading.js';
import { sameEntities } from './names_view.js';
import { findRelations } from './relations.js';
import { strings } from './strings.js';

/** Fewer names than these need no picture. */
const FEWEST_NAMES = 3;

/**
 * @param {Page} page
 * @returns {HTMLElement[]}
 */
export function makePictures(page) {
  /** @type {import('./types.js').Entity[] | null} */
  let found = null;
  let relations = findRelations(NOTHING);
  let moments = findMoments(NOTHING);
  const graph = makeFolded('graph', 'pic', strings.whoWithWhom, async (box) => {
    (await loadLater()).drawGraph(page, relations, box);
    markPicked();
  });
  const time = makeFolded('time', 'pic', strings.inOrderOfTime, async (box) => {
    (await loadLater()).drawTime(page, moments, box);
  });
  const markPicked = () => {
    for (const node of graph.root.querySelectorAll('.node')) {
      node.setAttribute('aria-pressed', String(
          node.getAttribute('data-entity') === String(page.store.state.picked?.id)));
    }
  };
  const find = afterFrame(() => {
    const { result } = page.store.state;
    if (!result) return;
    if (!sameEntities(found, result.entities)) {
      found = result.entities;
      relations = findRelations(result);
      moments = findMoments(result);
      const { length } = relations.names;
      graph.show(length >= FEWEST_NAMES ? strings.sharingNames(length) : null);
    }
    time.show(moments.length >= FEWEST_DATES ? strings.datesCount(moments.length) : null);
  }, 3);
  page.store.on(['result'], find);
  page.store.on(['picked'], markPicked);
  let width = innerWidth;
  addEventListener('resize', afterFrame(() => {
    if (width === innerWidth) return;
    width = innerWidth;
    graph.redraw();
  }));
  return [graph.root, time.root];
}

const NOTHING = /** @type {Result} */ (
  /** @type {unknown} */ ({ entities: [], sentences: [] }));

/**
 * What is drawn when it is opened.
 *
 * @param {string} name
 * @param {string} kind
 * @param {string} title
 * @param {(box: HTMLElement) => Promise<void>} draw
 */
export function makeFolded(name, kind, title, draw) {
  const count = make('small');
  const box = make('div', { class: name });
  const root = make('details', { class: `box ${kind}`, hidden: true },
      make('summary', {}, make('h2', {}, title), ' ', count), box);
  let stale = true;
  const redraw = () => {
    stale = true;
    if (!root.open || root.hidden) return;
    stale = false;
    draw(box).catch(() => {
      // Not loaded, without a network perhaps: the next opening tries again.
      stale = true;
      box.textContent = strings.notLoaded;
    });
  };
  root.addEventListener('toggle', () => {
    if (stale) redraw();
  });
  return {
    root,
    redraw,
    /** @param {string | null} words null: there is nothing to show */
    show(words) {
      root.hidden = words === null;
      count.textContent = words ?? '';
      redraw();
    },
  };
}
