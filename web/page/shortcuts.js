/**
 * Keys. Single keys work outside fields only, and can be switched off.
 *
 * @typedef {import('./page.js').Page} Page
 */
import { TYPES } from './controls.js';

/** @param {Page} page */
export function listenForKeys({ store, actions }) {
  document.addEventListener('keydown', (event) => {
    // Brackets are typed with Alt and Control on many a keyboard.
    if (event.defaultPrevented || event.metaKey ||
        ((event.ctrlKey || event.altKey) && !/[[\]]/.test(event.key))) return;
    const target = /** @type {HTMLElement} */ (event.target);
    // Within `:is`, browsers that know no popovers overlook them.
    const over = document.querySelector(':is(dialog[open], :popover-open)');
    if (event.key === 'Escape') {
      if (!over) actions.back();
      return;
    }
    const typing = target.matches('textarea, select') ||
        (target.matches('input') &&
            !target.matches('[type=radio], [type=checkbox], [type=range]'));
    if (typing || over || !store.state.singleKeys) return;
    if (event.key === '?') {
      event.preventDefault();
      actions.showSheet('shortcuts');
      return;
    }
    if (store.state.phase !== 'ready') return;
    const type = TYPES[Number(event.key) - 1];
    if (type) {
      event.preventDefault();
      actions.setType(type);
      return;
    }
    /** @type {Record<string, () => void>} */
    const commands = {
      '[': () => actions.changeLength(-1),
      ']': () => actions.changeLength(1),
      'n': () => actions.nextChosen(1),
      'p': () => actions.nextChosen(-1),
      'j': () => actions.step(1),
      'k': () => actions.step(-1),
      'u': actions.foldAll,
      'm': actions.toggleMarks,
      'e': actions.edit,
      '/': () => document.getElementById('focus-words')?.focus(),
    };
    const command = commands[event.key];
    if (!command) return;
    event.preventDefault();
    command();
  });
}
