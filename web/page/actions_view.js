/**
 * What can be done with the standfirst: copy, save, share, print.
 *
 * @typedef {import('./page.js').Page} Page
 */
import { make } from './dom.js';
import { asMarkdown, asText } from './formats.js';
import { makeMenu } from './menu.js';
import { strings } from './strings.js';

/** How long a button says that it did its work, in milliseconds. */
const SAY_DONE = 2000;

/**
 * @param {Page} page
 * @returns {HTMLElement}
 */
export function makeActions(page) {
  const { store } = page;
  const words = () => {
    const { result, type } = store.state;
    return {
      txt: result ? asText(result, type) : '',
      md: result ? asMarkdown(result, type) : '',
      json: JSON.stringify(result, null, 2) + '\n',
    };
  };
  const copy = makeCopy(page, strings.copy, () => words().txt);
  const copyMarkdown = makeCopy(page, strings.copyMarkdown, () => words().md);
  const save = makeMenu(strings.saveAs, () =>
    /** @type {const} */ (['md', 'txt', 'json']).map((kind) => make('button', {
      'type': 'button', 'data-save': kind,
      'onclick': () => saveFile(`${strings.fileName}.${kind}`, words()[kind]),
    }, strings.saveKinds[kind])));
  const share = 'share' in navigator && make('button', {
    type: 'button', class: 'txt',
    // Refused or called off: nothing was shared, nothing is lost.
    onclick: () => navigator.share({ text: words().txt }).catch(() => {}),
  }, strings.share);
  const print = make('button', {
    type: 'button', class: 'txt', onclick: () => window.print(),
  }, strings.print);
  return make('div', { class: 'acts' },
      copy, copyMarkdown, save.button, share, print, save.menu);
}

/**
 * @param {Page} page
 * @param {string} name
 * @param {() => string} words
 */
function makeCopy(page, name, words) {
  let timer = 0;
  const button = make('button', {
    type: 'button', class: 'txt',
    onclick: async () => {
      let said = strings.copied;
      try {
        await navigator.clipboard.writeText(words());
      } catch {
        said = strings.notCopied;
      }
      button.textContent = said;
      page.announce(said);
      clearTimeout(timer);
      timer = window.setTimeout(() => { button.textContent = name; }, SAY_DONE);
    },
  }, name);
  return button;
}

/**
 * @param {string} name
 * @param {string} text
 */
function saveFile(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  make('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}
