/**
 * What was set aside as not being article, each with its reason and a way to
 * put it back.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./types.js').LeftOut} LeftOut
 */
import { loadLater } from './loading.js';
import { makeFolded } from './pictures_view.js';
import { strings } from './strings.js';

/**
 * @param {Page} page
 * @returns {HTMLElement}
 */
export function makeLeftOut(page) {
  const { root, show } = makeFolded('left-list', 'left', strings.leftOut,
      async (box) => { (await loadLater()).drawLeftOut(page, box); });
  page.store.on(['result', 'putBack'], ({ result, putBack }) => {
    const count = result?.leftOut.length ?? 0;
    show(count + putBack.length > 0 ? String(count) : null);
  });
  return root;
}

/** @param {LeftOut} span */
export function reasonOf({ reason }) {
  return strings.reasons[reason] ?? reason.replaceAll('-', ' ');
}
