/**
 * What can be done with the standfirst: copy, save, share, print.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {keyof typeof FORMATS} Format
 */
import { make, makeButton } from './dom.js';
import { loadLater } from './loading.js';
import { makeMenu } from './menu.js';
import { strings } from './strings.js';

/** Longer links are cut by programs that pass them on. */
const LONGEST_LINK = 8000;

/** How long a button says that it did its work, in milliseconds. */
const SAY_DONE = 2000;

const FORMATS = {
  html: { write: 'asWebPage', type: 'text/html' },
  md: { write: 'asMarkdown', type: 'text/markdown' },
  txt: { write: 'asText', type: 'text/plain' },
  json: { write: 'asJson', type: 'application/json' },
  marks: { write: 'asHtml', type: 'text/html' },
  rich: { write: 'asRich', type: 'text/html' },
};

/**
 * @param {Page} page
 * @returns {HTMLElement}
 */
export function makeActions(page) {
  const { store, actions } = page;
  /** @param {Format} format @returns {Promise<string>} */
  const write = async (format) => {
    const { result, type, shown } = store.state;
    if (!result) return '';
    const formats = await loadLater();
    const name = /** @type {'asText'} */ (FORMATS[format].write);
    return formats[name]({ result, type, shown, mentions: page.mentions });
  };

  const copy = makeButton(strings.copy, () =>
    say(page, copy, strings.copy, copyRich(write)));
  const copyAs = makeMenu(strings.copyAs, () => {
    const done = (/** @type {Promise<unknown>} */ work) =>
      say(page, copyAs.button, strings.copyAs, work);
    return [
      ...(/** @type {const} */ (['txt', 'md', 'marks'])).map((kind) => make('button', {
        'type': 'button', 'data-copy': kind,
        'onclick': () => done(copyText(write(kind))),
      }, strings.copyKinds[kind])),
      makeLinkRow(page, done),
    ];
  });
  const save = makeMenu(strings.saveAs, () =>
    (/** @type {const} */ (['html', 'md', 'txt', 'json'])).map((kind) => make('button', {
      'type': 'button', 'data-save': kind,
      'onclick': async () => (await actions.later())?.saveFile(
          store.state.result?.headline.text, kind,
          new Blob([await write(kind)], { type: FORMATS[kind].type })),
    }, strings.saveKinds[kind])));
  const share = 'share' in navigator && makeButton(strings.share, async () => {
    const title = store.state.result?.headline.text ?? '';
    // Refused or called off: nothing was shared, nothing is lost.
    if (await actions.later()) {
      await navigator.share({ title, text: await write('txt') }).catch(() => {});
    }
  });
  const print = makeButton(strings.print, () => window.print());
  return make('div', { class: 'acts' },
      copy, copyAs.button, save.button, share, print, copyAs.menu, save.menu);
}

/**
 * The link that carries the article, with its length against the limit.
 *
 * @param {Page} page
 * @param {(work: Promise<unknown>) => void} done
 */
function makeLinkRow({ store }, done) {
  const { text, input } = store.state;
  const length = make('small');
  const row = make('button', {
    'type': 'button', 'data-copy': 'link', 'disabled': true,
    'onclick': () => done(copyText(made.then((link) => link ?? ''))),
  }, strings.link, length);
  const made = import('./link.js').then(async ({ makeLink }) => {
    const link = await makeLink(location.href, text, input);
    const fits = link !== null && link.length <= LONGEST_LINK;
    row.disabled = !fits;
    length.textContent = link === null ? strings.linkTooLong(LONGEST_LINK) :
      strings.linkLength(link.length, LONGEST_LINK);
    return link;
  });
  made.catch(() => { length.textContent = strings.notCopied; });
  return row;
}

/**
 * One copy for a plain place and for one that takes marks.
 *
 * @param {(format: Format) => Promise<string>} write
 */
function copyRich(write) {
  return typeof ClipboardItem === 'undefined' ? copyText(write('txt')) :
    navigator.clipboard.write([new ClipboardItem({
      'text/plain': blobOf(write('txt'), 'text/plain'),
      'text/html': blobOf(write('rich'), 'text/html'),
    })]);
}

/** @param {Promise<string>} words */
async function copyText(words) {
  // Some browsers want the promise itself, within the click.
  if (typeof ClipboardItem === 'undefined') await navigator.clipboard.writeText(await words);
  else {
    await navigator.clipboard.write(
        [new ClipboardItem({ 'text/plain': blobOf(words, 'text/plain') })]);
  }
}

/** @param {Promise<string>} words @param {string} type */
async function blobOf(words, type) {
  return new Blob([await words], { type });
}

/** @type {WeakMap<HTMLElement, number>} */
const timers = new WeakMap();

/**
 * The button says, for a while, whether the work was done; a notice, where what does
 * it could not be loaded.
 *
 * @param {Page} page
 * @param {HTMLElement} button
 * @param {string} name
 * @param {Promise<unknown>} work
 */
async function say({ actions, announce }, button, name, work) {
  const said = await work.then(() => strings.copied,
      async () => await actions.later() && strings.notCopied);
  if (!said) return;
  // Those beside it stay where they are; the styles have room for more in the first.
  button.style.minWidth = getComputedStyle(button).width;
  button.textContent = said;
  announce(said);
  clearTimeout(timers.get(button));
  timers.set(button, window.setTimeout(() => { button.textContent = name; }, SAY_DONE));
}
