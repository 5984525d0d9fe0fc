/**
 * Files and text dropped anywhere on the page.
 *
 * @typedef {import('./page.js').Page} Page
 */
import { make } from './dom.js';
import { strings } from './strings.js';

/**
 * @param {Page} page
 * @returns {HTMLElement} the frame that shows while something is dragged over
 */
export function makeDropping({ store, actions }) {
  const frame = make('div', { class: 'dropping', hidden: true, 'aria-hidden': 'true' },
      make('p', {}, strings.drop));
  /** The page's own words are dragged: selected ones, or a link. */
  let own = false;
  for (const type of ['dragstart', 'dragend']) {
    document.addEventListener(type, () => { own = type === 'dragstart'; });
  }
  const carries = (/** @type {DragEvent} */ event) => {
    const types = event.dataTransfer?.types ?? [];
    if (types.includes('Files')) return true;
    // Words dropped into a field go where the field puts them.
    const field = /** @type {Element} */ (event.target).closest?.('input, textarea');
    return types.includes('text/plain') && !field && !own;
  };
  document.addEventListener('dragover', (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    frame.hidden = false;
  });
  document.addEventListener('dragleave', (event) => {
    // Left the window, not only one element for the next.
    if (event.relatedTarget === null) frame.hidden = true;
  });
  document.addEventListener('drop', (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    frame.hidden = true;
    const file = event.dataTransfer?.files[0];
    const plain = event.dataTransfer?.getData('text/plain') ?? '';
    const html = event.dataTransfer?.getData('text/html') ?? '';
    if (file) actions.openFile(file);
    else if (plain.trim() !== '') actions.openTransfer({ html, plain });
  });
  // A paste beside the box, where there is no text yet.
  document.addEventListener('paste', (event) => {
    const field = /** @type {Element} */ (event.target).closest?.('input, textarea');
    if (field || store.state.phase !== 'empty') return;
    const data = event.clipboardData;
    const plain = data?.getData('text/plain') ?? '';
    if (data?.files[0]) actions.openFile(data.files[0]);
    else if (plain.trim() !== '') {
      actions.openTransfer({ html: data?.getData('text/html') ?? '', plain });
    }
  });
  return frame;
}
