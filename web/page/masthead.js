/**
 * The masthead: name, promise, and the page's own commands.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./languages.js').Language} Language
 */
import { make, makeButton } from './dom.js';
import { LANGUAGES } from './languages.js';
import { makeMenu } from './menu.js';
import { strings } from './strings.js';

/**
 * @param {Page} page
 * @returns {HTMLElement}
 */
export function makeMasthead(page) {
  const { store, actions } = page;
  const newText = makeButton(strings.newText, actions.newText, 'txt wide');
  const openFile = makeButton(strings.openFile, actions.chooseFile, 'txt wide');
  const { button, menu } = makeMenu(strings.menu, () => fillMenu(page));
  store.on(['phase'], ({ phase }) => {
    newText.hidden = phase === 'empty';
    openFile.hidden = phase === 'empty';
  });
  const promise = make('p', { class: 'promise' });
  store.on(['online'], ({ online }) => {
    // Said only where it is true: with the files at hand. Opened as a file the page
    // never needs a network.
    promise.textContent = !online && navigator.serviceWorker?.controller ?
      strings.offline : strings.promise;
  });
  return make('header', { class: 'mast' },
      make('a', {
        class: 'word', href: '#',
        onclick: (/** @type {Event} */ event) => {
          event.preventDefault();
          scrollTo({ top: 0, behavior: page.motion() });
        },
      }, strings.name),
      promise,
      make('nav', { 'aria-label': strings.masthead },
          newText, openFile, button, menu));
}

/**
 * @param {Page} page
 * @returns {Node[]}
 */
function fillMenu({ store, actions }) {
  const { phase, theme, keepText, undo } = store.state;
  const themes = /** @type {const} */ (['system', 'light', 'dark']);
  const keep = make('input', {
    type: 'checkbox', oninput: () => actions.setKeepText(keep.checked),
  });
  keep.checked = keepText;
  return [
    phase !== 'empty' && makeButton(strings.newText, actions.newText, ''),
    makeButton(strings.openFile, actions.chooseFile, ''),
    undo && makeButton(strings.undo, actions.undo, ''),
    make('fieldset', {}, make('legend', {}, strings.theme),
        ...themes.map((name) => {
          const radio = make('input', {
            type: 'radio', name: 'theme', value: name,
            oninput: () => actions.setTheme(name),
          });
          radio.checked = name === theme;
          return make('label', {}, radio, strings.themes[name]);
        })),
    make('label', {}, keep, strings.keepText),
    makeButton(strings.shortcuts, () => actions.showSheet('shortcuts'), ''),
    makeButton(strings.aboutPage, () => actions.showSheet('about'), ''),
    // A button: the page starts again, which no mere choice may cause.
    ...Object.entries(LANGUAGES).filter(([code]) => code !== document.documentElement.lang)
        .map(([code, name]) => make('button', {
          'type': 'button', 'lang': code, 'data-language': code,
          'onclick': () => actions.setLanguage(/** @type {Language} */ (code)),
        }, name)),
  ].filter((node) => node !== null && node !== false);
}
