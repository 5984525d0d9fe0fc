/**
 * The empty state: invitation, text box, samples. The box is also where the
 * text is edited.
 *
 * @typedef {import('./page.js').Page} Page
 */
import { append, make, makeButton } from './dom.js';
import { strings } from './strings.js';
import { SAMPLES } from './samples.js';

/**
 * Characters that a text box lays out in less than a second; of a longer text
 * it shows the beginning and lets nobody write.
 */
const LONGEST = 1e6;

/**
 * @param {Page} page
 * @returns {HTMLElement}
 */
export function makeHello({ store }) {
  const { word, kind, text } = strings.definition;
  const root = make('div', { class: 'hello' },
      make('h1', { class: 'head' }, strings.invitation),
      make('p', { class: 'def' },
          make('b', {}, word), ' ', make('em', {}, kind), ` ${text}`));
  store.on(['phase', 'result'], ({ phase, result }) => {
    root.hidden = !(phase === 'empty' || (phase === 'editing' && !result));
  });
  return root;
}

/**
 * @param {Page} page
 * @returns {HTMLElement}
 */
export function makeSamples({ store, actions }) {
  const root = make('section', { 'class': 'samples', 'aria-labelledby': 'samples' },
      make('h2', { id: 'samples' }, strings.samples),
      make('ul', { class: 'try' }, ...SAMPLES.map(({ name, minutes }) =>
        make('li', {}, make('button', {
          'type': 'button', 'data-sample': name,
          'onclick': () => actions.openSample(name),
        },
        make('span', { class: 'k' }, strings.sampleKinds[name]),
        make('span', { class: 't' }, strings.sampleTitles[name]),
        make('span', { class: 'min' }, strings.minutes(minutes)))))));
  store.on(['phase', 'result'], ({ phase, result }) => {
    root.hidden = !(phase === 'empty' || (phase === 'editing' && !result));
  });
  return root;
}

/**
 * @param {Page} page
 * @returns {HTMLElement}
 */
export function makeBox({ store, actions }) {
  const box = make('textarea', {
    id: 'box', placeholder: strings.boxHint, spellcheck: 'false', dir: 'auto',
    oninput: (/** @type {InputEvent} */ event) => {
      // The event of a paste has its own way of telling; see below.
      actions.type(box.value, event.inputType === 'insertFromPaste' && pasted);
      pasted = false;
    },
    onpaste: (/** @type {ClipboardEvent} */ event) => {
      // A paste into the empty box, or over all of it, is a new article. It
      // never enters the box: laying out a long one there takes seconds.
      pasted = box.selectionStart === 0 &&
          box.selectionEnd === box.value.length;
      const data = event.clipboardData;
      const plain = data?.getData('text/plain') ?? '';
      const file = plain === '' ? data?.files[0] : undefined;
      if (file) {
        event.preventDefault();
        actions.openFile(file);
        return;
      }
      if (!pasted || plain.trim() === '') return;
      event.preventDefault();
      pasted = false;
      actions.openTransfer({ html: data?.getData('text/html') ?? '', plain });
    },
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        actions.finish();
      }
    },
  });
  let pasted = false;
  const paste = makeButton(strings.paste, actions.paste, 'go first');
  const finish = makeButton(strings.read, actions.finish, 'go first');
  const open = makeButton(strings.openFile, actions.chooseFile, 'go');
  const kept = make('span');
  const tooLong = make('p', { class: 'undo' }, strings.boxTooLong);
  const undo = make('p', { class: 'undo', role: 'status' });
  // Of a text box paper gets what is on the screen.
  const printed = make('div', { class: 'printed' });
  addEventListener('beforeprint', () => { printed.textContent = store.state.text; });
  const root = make('div', { class: 'boxed' },
      make('label', { class: 'vh', for: 'box' }, strings.box), box,
      make('div', {},
          make('div', { class: 'row' }, paste, finish, open, kept), tooLong, undo),
      printed);

  store.on(['phase'], ({ phase }) => {
    root.hidden = !(phase === 'empty' || phase === 'editing');
  });
  store.on(['text', 'phase'], ({ text, phase }) => {
    // While the article is read its text stays out of the box: a long one
    // costs layout that nobody sees.
    const long = text.length > LONGEST;
    // One that was just opened is on its way to being read: in the box, where
    // another paste would be put behind it, it never stands.
    const boxed = phase === 'editing' || (phase === 'empty' && text.trim() === '');
    const value = !boxed ? '' : long ? text.slice(0, LONGEST) : text;
    box.readOnly = boxed && long;
    tooLong.hidden = !box.readOnly;
    if (box.value !== value) box.value = value;
    paste.hidden = value.trim() !== '';
    finish.hidden = value.trim() === '';
  });
  store.on(['keepText', 'kept'], (state) => {
    kept.textContent = '';
    append(kept, [
      `${strings.boxNote} `,
      make('span', { class: 'ph' }, `${strings.promise} `),
      state.keepText && state.kept ? strings.boxKept : strings.boxNotKept,
    ]);
  });
  store.on(['undo', 'phase'], (state) => {
    undo.textContent = '';
    // An article that took another's place: Undo stands in the menu.
    undo.hidden = !state.undo || state.phase !== 'empty';
    if (undo.hidden) return;
    append(undo, [strings.cleared, makeButton(strings.undo, actions.undo, 'link')]);
  });
  return root;
}
