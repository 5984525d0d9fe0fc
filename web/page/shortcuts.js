/**
 * Keys. Single keys work outside fields only, and can be switched off; the
 * sheet of them is a native dialog.
 *
 * @typedef {import('./page.js').Page} Page
 */
import { TYPES } from './controls.js';
import { make } from './dom.js';
import { strings } from './strings.js';

/**
 * @param {Page} page
 * @returns {HTMLDialogElement} the sheet
 */
export function makeShortcuts(page) {
  const { store, actions } = page;
  const single = make('input', {
    type: 'checkbox', oninput: () => actions.setSingleKeys(single.checked),
  });
  const sheet = make('dialog', {
    'class': 'sheet', 'id': 'shortcuts', 'aria-labelledby': 'keys',
  },
      make('h2', { id: 'keys' }, strings.shortcuts),
      make('dl', {}, ...strings.keys.flatMap(([keys, does]) =>
        [make('dt', {}, keys ?? ''), make('dd', {}, does ?? '')])),
      make('label', {}, single, strings.singleKeys),
      make('button', {
        type: 'button', class: 'go first', onclick: () => sheet.close(),
      }, strings.close));
  store.on(['singleKeys'], ({ singleKeys }) => { single.checked = singleKeys; });

  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.key === 'Escape') {
      if (!document.querySelector('dialog[open]') && !document.querySelector('[popover]:popover-open')) {
        actions.back();
      }
      return;
    }
    const typing = target.matches('textarea, select') ||
        (target.matches('input') &&
            !target.matches('[type=radio], [type=checkbox], [type=range]'));
    if (typing || document.querySelector('dialog[open]') || !store.state.singleKeys) return;
    if (event.key === '?') {
      event.preventDefault();
      sheet.showModal();
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
  return sheet;
}

/** @returns {HTMLDialogElement} what the page is, in a sheet */
export function makeAbout() {
  const sheet = make('dialog', {
    'class': 'sheet', 'id': 'about', 'aria-labelledby': 'about-title',
  },
  make('h2', { id: 'about-title' }, strings.aboutPage),
  ...strings.aboutText.map((line) => make('p', {}, line)),
  make('button', {
    type: 'button', class: 'go first', onclick: () => sheet.close(),
  }, strings.close));
  return sheet;
}
