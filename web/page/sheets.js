/**
 * The sheets over the page, native dialogs: the keys, and what the page is.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {'shortcuts' | 'about'} SheetName
 */
import { make } from './dom.js';
import { strings } from './all_strings.js';

/**
 * @param {Page} page
 * @param {SheetName} name
 */
export function showSheet(page, name) {
  const sheet = /** @type {HTMLDialogElement | null} */ (
    document.getElementById(name)) ?? makeSheet(page, name);
  if (!sheet.isConnected) document.body.append(sheet);
  if (!sheet.open) sheet.showModal();
}

/**
 * @param {Page} page
 * @param {SheetName} name
 * @returns {HTMLDialogElement}
 */
function makeSheet(page, name) {
  const keys = name === 'shortcuts';
  const sheet = make('dialog', {
    'class': 'sheet', 'id': name, 'aria-labelledby': `${name}-title`,
  },
  make('h2', { id: `${name}-title` }, keys ? strings.shortcuts : strings.aboutPage),
  ...keys ? makeKeys(page) : strings.aboutText.map((line) => make('p', {}, line)),
  make('button', {
    type: 'button', class: 'go first', onclick: () => sheet.close(),
  }, strings.close));
  return sheet;
}

/** @param {Page} page */
function makeKeys({ store, actions }) {
  const single = make('input', {
    type: 'checkbox', oninput: () => actions.setSingleKeys(single.checked),
  });
  store.on(['singleKeys'], ({ singleKeys }) => { single.checked = singleKeys; });
  return [
    make('dl', {}, ...strings.keys.flatMap(([key, does]) =>
      [make('dt', {}, key), make('dd', {}, does)])),
    make('label', {}, single, strings.singleKeys),
  ];
}
