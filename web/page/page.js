/**
 * The page: state, actions, and the parts they drive. What the reader does
 * calls an action, an action changes the state, the state draws the parts.
 *
 * @typedef {import('./types.js').State} State
 * @typedef {import('./types.js').InputKind} InputKind
 * @typedef {import('./types.js').Entity} Entity
 * @typedef {import('./types.js').LeftOut} LeftOut
 * @typedef {import('./types.js').GroupName} GroupName
 * @typedef {import('./types.js').SummaryType} SummaryType
 * @typedef {import('./samples.js').SampleName} SampleName
 *
 * @typedef {{entity: Entity, index: number, start: number, end: number}} Mention
 * @typedef {ReturnType<typeof makeActions>} Actions
 *
 * @typedef {object} Page what the parts get
 * @property {import('./store.js').Store} store
 * @property {Actions} actions
 * @property {HTMLElement} element `<main>`
 * @property {(start: number, end: number) => Mention[]} mentions of entities
 *     that overlap a stretch of the article, in text order
 * @property {(id: number) => Entity | undefined} entity
 * @property {() => string} describePicked "2 of 6"
 * @property {(group: string | null) => boolean} isShown whether a group is
 *     underlined
 * @property {(text: string) => void} announce to a screen reader
 * @property {(text: string) => void} announceSoon the same in half a second, if
 *     nothing else is announced till then ('' takes it back): a slider moves on
 * @property {() => ScrollBehavior} motion how scrolling moves
 * @property {() => {top: number, bottom: number}} visible offsets on screen
 */
import { makeActions as makeActionBar } from './actions_view.js';
import { makeArticle } from './article_view.js';
import { makeBox, makeHello, makeSamples } from './box_view.js';
import { longest, makeControls } from './controls.js';
import { make, makeButton } from './dom.js';
import { makeDropping } from './drop.js';
import { BROUGHT, takeLaunches } from './incoming.js';
import { GROUPS, HIDDEN_AT_FIRST } from './kinds.js';
import { loadLanguage } from './languages.js';
import { makeLeftOut } from './left_out_view.js';
import { loadLater } from './loading.js';
import { makeMap } from './map_view.js';
import { makeMasthead } from './masthead.js';
import { makeMentions } from './mentions.js';
import { makeNames, makePickBar } from './names_view.js';
import { makeNotices } from './notices.js';
import { workOffline } from './offline.js';
import { Opening } from './opening.js';
import { makePictures } from './pictures_view.js';
import { Reader } from './reader.js';
import { SAMPLES, loadSample } from './samples.js';
import { listenForKeys } from './shortcuts.js';
import { makeStandfirst } from './standfirst_view.js';
import {
  carryOver, handOver, loadSettings, loadText, saveSettings, saveText,
  takeCarried, takeOver, watchOtherTabs,
} from './storage.js';
import { createStore } from './store.js';
import { strings } from './strings.js';
import { estimateWords, wordsToTell } from './words.js';
import { makeWork } from './work_view.js';

/** For the file chooser, which knows the types of the endings. */
const ACCEPTED = '.txt,.text,.md,.markdown,.html,.htm,.pdf,.docx,.docm,' +
    'text/plain,text/html,application/pdf';

/** After the last key, in milliseconds, the box is read. */
const TYPING_RESTS = 350;

/** Announcements wait until the controls have been at rest this long. */
const ANNOUNCE_AFTER = 500;

/** After the last key the text is kept. */
const KEEP_AFTER = 500;

/** After the page is built, while nobody can have pasted yet: milliseconds. */
const WARM_AFTER = 300;

/** How long New text can be undone by the button, in milliseconds. */
const UNDO_FOR = 10000;

/** Of silent reading (Brysbaert 2019: 238 words a minute). */
const WORDS_PER_SECOND = 4;

/** What is copied where somebody means the page behind it. */
const ONLY_LINK = /^\s*https?:\/\/\S+\s*$/;

/** Where there may be Markdown; files.js looks closer. */
const MARKED = /^#|\*\*|```|~~~|\]\(/m;

/** Where the standfirst can stand beside the box, it follows the typing. */
const WIDE = '(min-width: 77.5em)';

/**
 * Builds the page into a document.
 *
 * @param {Document} document
 * @param {import('./types.js').CreateEngine} createEngine
 */
export function startPage(document, createEngine) {
  const settings = loadSettings();
  const kept = settings.keepText ? loadText() : null;
  const carried = takeCarried();
  const brought = [location.search, location.hash].find(isText);
  // A text that is there again stands there from the first paint on.
  const again = carried?.text ? carried :
    kept && !brought ? { ...kept, ...carried } : null;
  const shown = again?.input === 'text' && again.text.trim() !== '' ? again.text : '';
  const store = createStore({
    phase: shown === '' ? 'empty' : 'working', text: '', input: 'text', blocks: null, date: null,
    shown, result: null, work: null, problems: [], mishap: null,
    update: null, online: navigator.onLine, type: 'standfirst', length: null,
    headlineWords: 12, focus: '', keep: [], putBack: [],
    hidden: new Set(HIDDEN_AT_FIRST), picked: null, lit: null, held: null,
    unfolded: new Set(), why: null, marks: true, undo: null, kept: true, ...settings,
  });
  const reader = new Reader(createEngine, store);
  // What a text that is there needs is on its way while the page is built.
  const comes = Boolean(again || brought);
  if (comes) reader.warm();
  const live = make('div', { 'class': 'vh', 'aria-live': 'polite' });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let announcing;
  const main = make('main', { class: 'spread', id: 'main', tabindex: -1 });
  const mentions = makeMentions(store);

  /** @type {Page} */
  const page = {
    store,
    element: main,
    actions: /** @type {any} */ (null),
    mentions: mentions.between,
    entity: (id) => store.state.result?.entities.find((one) => one.id === id),
    describePicked() {
      const { picked } = store.state;
      const all = picked ? page.entity(picked.id)?.mentions.length ?? 0 : 0;
      return picked && picked.index >= 0 ?
        strings.mentionOf(picked.index + 1, all) : strings.mentions(all);
    },
    isShown: (group) => store.state.marks &&
        !store.state.hidden.has(/** @type {GroupName} */ (group)),
    announce(text) {
      clearTimeout(announcing);
      live.textContent = text;
    },
    announceSoon(text) {
      clearTimeout(announcing);
      if (text === '') return;
      announcing = setTimeout(() => page.announce(text), ANNOUNCE_AFTER);
    },
    motion: () => matchMedia('(prefers-reduced-motion: reduce)').matches ?
      'instant' : 'smooth',
    visible: () => article.visible(),
  };
  /** @type {HTMLInputElement} */
  const chooser = make('input', {
    type: 'file', accept: ACCEPTED, hidden: true, tabindex: -1,
    onchange: () => {
      const file = chooser.files?.[0];
      chooser.value = '';
      if (file) page.actions.openFile(file);
    },
  });
  /** @type {import('./article_view.js').ArticleView} */
  let article = /** @type {any} */ (null);
  page.actions = makeActions(page, reader, () => article, chooser);
  article = makeArticle(page);
  const { actions } = page;
  reader.onread = () => actions.afterReading();

  const result = make('div', { class: 'result' },
      makeStandfirst(page), makeActionBar(page), makeNames(page),
      ...makePictures(page), makeLeftOut(page));
  store.on(['phase', 'result'], (state) => {
    result.hidden = !state.result || state.phase === 'working' ||
        state.phase === 'empty';
  });
  const about = make('p');
  const marks = makeButton(strings.marks, actions.toggleMarks);
  const bar = make('div', { class: 'bar' }, about, marks,
      makeButton(strings.edit, actions.edit));
  const mapped = make('div', { class: 'mapped' },
      bar, makeMap(page, 'lying'), article.element);
  store.on(['phase', 'result', 'marks'], (state) => {
    mapped.hidden = !(state.phase === 'ready' || state.phase === 'working');
    about.textContent = describeArticle(state);
    marks.setAttribute('aria-pressed', String(state.marks));
  });

  main.append(
      make('section', { 'class': 'lead', 'aria-label': strings.standfirst, 'tabindex': -1 },
          makeControls(page), makeNotices(page), makeHello(page),
          makeWork(page), result),
      make('section', { 'class': 'copy', 'aria-label': strings.article },
          makeBox(page), mapped),
      makeSamples(page), makeMap(page, 'standing'), makePickBar(page));

  store.on(['phase', 'result'], (state) => {
    const empty = state.phase === 'empty' ||
        (state.phase === 'editing' && !state.result);
    document.body.dataset['layout'] = empty ? 'empty' : 'spread';
    document.body.dataset['phase'] = state.phase;
  });
  store.on(['hidden', 'marks'], (state) => {
    main.setAttribute('data-off', [
      ...GROUPS.filter((group) => state.hidden.has(group)),
      ...state.marks ? [] : ['marks'],
    ].join(' '));
  });
  store.on(['theme'], ({ theme }) => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
    // What stands around the page, on a telephone, has its colour.
    for (const meta of /** @type {NodeListOf<HTMLMetaElement>} */ (
      document.querySelectorAll('meta[id]'))) {
      meta.media = theme === 'system' ? `(prefers-color-scheme:${meta.id})` :
        meta.id === theme ? '' : 'print';
    }
  });
  store.on(['theme', 'language', 'keepText', 'singleKeys'], (state) => {
    const { theme, language, keepText, singleKeys } = state;
    if (!saveSettings({ theme, language, keepText, singleKeys })) store.set({ kept: false });
  });
  let keeping = 0;
  let started = false;
  store.on(['text', 'keepText'], ({ text, keepText }) => {
    if (!started) return;
    clearTimeout(keeping);
    keeping = window.setTimeout(keep, KEEP_AFTER);
    // What shall not stay goes at once.
    if (!keepText || text === '') keep();
  });
  const source = () => sourceOf(store.state);
  const leave = () => carryOver({ ...takeCarried(), ...choicesOf(store.state) });
  const keep = () => {
    clearTimeout(keeping);
    keeping = 0;
    const { text, keepText } = store.state;
    const outcome = saveText(keepText && text !== '' ? source() : null);
    store.set({ kept: outcome === 'kept' });
    // Of itself it does not take the place of an answer to the reader.
    if (outcome !== 'kept' && keepText && !store.state.mishap) {
      store.set({ mishap: { code: outcome } });
    }
  };
  // A page that is left may not come back. What it kept before may be older than
  // what another tab keeps.
  addEventListener('pagehide', () => {
    if (keeping) keep();
    // What was asked of it, for a reload.
    if (store.state.keepText) leave();
  });
  watchOtherTabs((json) => {
    const { text } = store.state;
    if (text !== '' && !json.includes(JSON.stringify(text))) {
      store.set({ mishap: { code: 'other-tab' } });
    }
  }, store.set);
  for (const type of ['online', 'offline']) {
    addEventListener(type, () => store.set({ online: navigator.onLine }));
  }

  // The masthead that was painted while the scripts came.
  document.querySelector('.shell')?.remove();
  document.body.append(
      make('a', { class: 'skip', href: '#main' }, strings.skip),
      makeMasthead(page), make('div', { class: 'oxford' }), main,
      chooser, live, makeDropping(page));
  listenForKeys(page);

  addEventListener('hashchange', () => {
    if (isText(location.hash)) actions.openLink(location.hash, source());
  });
  started = true;
  // Before there is a text, the first paint comes first.
  if (!comes) setTimeout(() => reader.warm(), WARM_AFTER);
  if (again) actions.open(again.text, again.input, again);
  else if (brought) actions.openLink(brought, kept);
  if (document.documentElement.lang !== settings.language) {
    store.set({ mishap: { code: 'language-missing' } });
  }
  takeLaunches(actions.openFile);
  void takeOver().then((text) => {
    if (text && store.state.text !== text.text) {
      actions.open(text.text, text.input, { ...text, ...carried });
    }
  });
  workOffline((use) => store.set({ update: use }), () => {
    leave();
    return handOver(source());
  }, () => reader.isReading);
}

/** @param {string} fragment @returns {SampleName | undefined} that it names */
function sampleOf(fragment) {
  return SAMPLES.find(({ name }) => fragment === `#${name}`)?.name;
}

/** @param {string} part of the address that holds an article, or names one of ours */
function isText(part) {
  return BROUGHT.test(part) || sampleOf(part) !== undefined;
}

/**
 * @param {State} state
 * @returns {import('./types.js').Source}
 */
function sourceOf({ text, input, blocks, date }) {
  return { text, input, blocks, date };
}

/**
 * What the reader asked of the text.
 *
 * @param {State} state
 * @returns {import('./types.js').Choices}
 */
function choicesOf({ type, length, headlineWords, focus, keep, putBack }) {
  return { type, length, headlineWords, focus, keep, putBack };
}

/** @param {State} state */
const allOf = (state) => ({ ...sourceOf(state), ...choicesOf(state) });

/**
 * What is known of the article: its kind, words and reading time.
 *
 * @param {State} state
 */
function describeArticle({ phase, result, shown }) {
  if (phase !== 'ready' && phase !== 'working') return '';
  const words = result ? wordsToTell(result, result.statistics.words, shown.length) :
    estimateWords(shown);
  return strings.about(result?.genre ?? '', words, words / WORDS_PER_SECOND);
}

/**
 * @param {Page} page
 * @param {Reader} reader
 * @param {() => import('./article_view.js').ArticleView} article
 * @param {HTMLInputElement} chooser
 */
function makeActions(page, reader, article, chooser) {
  const { store } = page;
  /** Where Escape leads back to. @type {Element | null} */
  let cameFrom = null;
  let cameFromY = 0;
  let typing = 0;
  let undoing = 0;
  const opening = new Opening(store);
  /** Modules that are fetched when they are first needed: null, they cannot be. */
  const loadFiles = () => import('./files.js').catch(() => null);
  const missing = (file = '') =>
    ({ problem: { code: 'library-missing', values: { file } } });
  const wide = matchMedia(WIDE);
  /** A narrow page has no place for a result beside the box, nor for one to come. */
  const makeRoom = () => {
    const { phase, result } = store.state;
    if (wide.matches || phase !== 'editing' || !result) return;
    reader.forget();
    store.set({ result: null });
  };
  // Paper is narrow too, but no resizing.
  addEventListener('resize', makeRoom);
  /** A box that is open stays. */
  const readAgain = () => reader.read({ live: store.state.phase === 'editing' });
  const hasLater = () => loadLater().catch(() => {
    store.set({ mishap: missing().problem });
    return null;
  });
  /** Focus goes to the headline once a text is read. */
  let announceResult = false;
  /** It goes there where what had it is gone. */
  const rest = () => {
    const lost = document.activeElement === document.body ||
        !document.activeElement?.checkVisibility?.();
    /** @type {HTMLElement | null} */ (
      lost ? document.querySelector('.lead') : null)
        ?.focus({ preventScroll: true });
  };

  const actions = {
    /** What a click asks for; null, and a notice, where it cannot be loaded. */
    later: hasLater,

    /**
     * @param {string} text
     * @param {InputKind} [input]
     * @param {Partial<import('./types.js').Known>} [found] what is known of it
     */
    open(text, input = 'text', found) {
      clearTimeout(typing);
      opening.stop();
      if (text.trim() === '') {
        store.set({ mishap: { code: 'empty' } });
        return;
      }
      const older = allOf(store.state);
      const replaces = older.text !== '' && older.text !== text;
      if (replaces) clearTimeout(undoing);
      store.set({
        blocks: null, date: null, keep: [], putBack: [], ...found, text, input,
        mishap: null, problems: [], ...replaces && { undo: older },
      });
      announceResult = true;
      reader.read();
    },

    /** @param {SampleName} name */
    async openSample(name) {
      try {
        const text = await opening.run(() => loadSample(name), true);
        if (text) actions.open(text);
      } catch {
        store.set({ mishap: { code: 'sample-missing' } });
      }
    },

    /**
     * @param {string} part of the address
     * @param {import('./types.js').Known | null} older text that it takes the
     *     place of
     */
    async openLink(part, older) {
      // A reload shall find what was made of the text since, and until it is
      // there, the link.
      const forget = () => history.replaceState(null, '', location.pathname +
          [location.search, location.hash].filter((other) => other !== part).join(''));
      const sample = sampleOf(part);
      /** @type {typeof import('./link.js') | undefined} */
      let packed;
      try {
        /** @type {{text: string, input?: InputKind, from?: string} | null} */
        const read = await opening.run(async () => {
          if (sample) return { text: await loadSample(sample) };
          packed = await import('./link.js');
          return packed.readLink(part);
        }, true);
        forget();
        if (!read) return;
        const { text, input, from: code = 'from-link' } = read;
        actions.open(text, input);
        if (older && older.text !== '' && older.text !== text) {
          store.set({ undo: older, mishap: { code } });
        }
      } catch (thrown) {
        if (packed) forget();
        if (older && older.text !== store.state.text) {
          actions.open(older.text, older.input, older);
        }
        store.set({
          mishap: packed ? /** @type {import('./types.js').Problem} */ (thrown) :
            sample ? { code: 'sample-missing' } : missing().problem,
        });
      }
    },

    /** @param {File} file */
    async openFile(file) {
      const read = await opening.run(async (options) => {
        const files = await loadFiles();
        return files ? files.readFile(file, options) : missing(file.name);
      });
      if (read === null) return;
      if ('problem' in read) {
        store.set({ mishap: read.problem });
        return;
      }
      const { repaired, ...found } = read;
      actions.open(read.text, read.input, found);
      if (repaired) store.set({ mishap: { code: 'encoding-repaired' } });
    },

    chooseFile() { chooser.click(); },

    /**
     * Opens what was pasted or dropped.
     *
     * @param {{html: string, plain: string}} data
     */
    async openTransfer(data) {
      if (ONLY_LINK.test(data.plain)) {
        store.set({ mishap: { code: 'only-link' } });
        return;
      }
      if (data.html === '' && !MARKED.test(data.plain)) {
        actions.open(data.plain);
        return;
      }
      const read = await opening.run(async () =>
        await (await loadFiles())?.readTransfer(data) ??
            { text: data.plain, input: /** @type {const} */ ('text') });
      if (read) actions.open(read.text, read.input, read);
    },

    async paste() {
      try {
        const { clipboard } = navigator;
        const items = await clipboard.read?.() ?? [];
        const get = async (/** @type {string} */ type) => {
          const item = items.find(({ types }) => types.includes(type));
          return item ? (await item.getType(type)).text() : '';
        };
        const plain = await get('text/plain') || await clipboard.readText();
        await actions.openTransfer({ html: await get('text/html'), plain });
      } catch {
        store.set({ mishap: { code: 'no-clipboard' } });
        document.getElementById('box')?.focus();
      }
    },

    /**
     * The box changed under the reader's hand.
     *
     * @param {string} text
     * @param {boolean} whole a paste made all of it
     */
    type(text, whole) {
      clearTimeout(typing);
      opening.stop();
      if (whole && text.trim() !== '') {
        actions.open(text);
        return;
      }
      store.set({
        text, blocks: null, keep: [], putBack: [], mishap: null,
        // Of what was opened nothing is left.
        ...text.trim().length < 2 && { input: 'text', date: null },
      });
      if (text.trim() === '') {
        reader.forget();
        store.set({ phase: 'empty', result: null, problems: [] });
        return;
      }
      store.set({ phase: 'editing' });
      makeRoom();
      if (!wide.matches) return;
      typing = window.setTimeout(readAgain, TYPING_RESTS);
    },

    /** The box is done: it becomes the article. */
    finish() {
      const { text, input } = store.state;
      actions.open(text, input, sourceOf(store.state));
    },

    /** The article becomes the box, at the same place. */
    edit() {
      const { phase, shown, input } = store.state;
      if (phase !== 'ready' && phase !== 'working') return;
      const { top } = article().visible();
      if (phase === 'working') {
        reader.forget();
        store.set({ work: null, result: null });
      }
      // Of a web page only its words can be edited.
      const words = input === 'html' ? { text: shown, input: /** @type {const} */ ('text') } : {};
      store.set({ phase: 'editing', picked: null, why: null, lit: null, held: null, ...words });
      makeRoom();
      // What was put back is still being read: it comes beside the box.
      if (reader.isReading) readAgain();
      const box = /** @type {HTMLTextAreaElement} */ (
        document.getElementById('box'));
      scrollTo({ top: 0, behavior: 'instant' });
      // Of Markdown less is shown than is in the box.
      const offset = Math.round(top / shown.length * store.state.text.length);
      // Where a place is, a box tells that ends there.
      const { value } = box;
      box.value = value.slice(0, offset);
      box.scrollTop = 1e7;
      const { scrollTop } = box;
      box.value = value;
      box.focus();
      box.setSelectionRange(offset, offset);
      box.scrollTop = scrollTop && scrollTop + box.clientHeight / 2;
    },

    newText() {
      clearTimeout(typing);
      clearTimeout(undoing);
      opening.stop();
      const older = allOf(store.state);
      reader.forget();
      store.set({
        phase: 'empty', text: '', input: 'text', blocks: null, date: null,
        shown: '', result: null,
        work: null, problems: [], mishap: null, keep: [], putBack: [],
        picked: null, why: null, lit: null, held: null, focus: '',
        undo: older.text === '' ? null : older,
      });
      undoing = window.setTimeout(() => store.set({ undo: null }), UNDO_FOR);
      scrollTo({ top: 0, behavior: 'instant' });
      document.getElementById('box')?.focus();
    },

    undo() {
      const { undo } = store.state;
      // What is there is brought back by Undo again; after New text nothing is.
      store.set({ undo: null });
      if (undo) actions.open(undo.text, undo.input, undo);
    },

    stop() {
      if (opening.stop()) return;
      reader.stop();
      // The button that was pressed is gone.
      document.getElementById('box')?.focus();
    },

    /** Starts the new version of the page; the text comes along. */
    useUpdate() { void store.state.update?.(); },
    retry() {
      reader.retry();
      store.set({ mishap: null, problems: [] });
      requestAnimationFrame(rest);
    },
    dismiss() {
      store.set({ mishap: null });
      requestAnimationFrame(rest);
    },

    /** The first result of a text is there. */
    afterReading() {
      if (!announceResult) return;
      announceResult = false;
      // In the frame, where the layout that this asks for is made anyway.
      requestAnimationFrame(() => {
        if (store.state.phase !== 'ready') return;
        scrollTo({ top: 0, behavior: 'instant' });
        rest();
      });
    },

    /** @param {SummaryType} type */
    setType(type) {
      store.set({ type });
      reader.choose();
    },

    /** @param {number} value */
    setLength(value) {
      if (store.state.type === 'headline') store.set({ headlineWords: value });
      else store.set({ length: value });
      reader.choose();
    },

    /** @param {number} step */
    changeLength(step) {
      const { type, length, headlineWords, result } = store.state;
      const most = longest(result?.statistics.sentences ?? 1);
      const value = type === 'headline' ?
        Math.min(30, Math.max(5, headlineWords + step)) :
        Math.min(most, Math.max(1, Math.min(
            length ?? result?.summary.length ?? 1, most) + step));
      actions.setLength(value);
    },

    /** @param {string} focus */
    setFocus(focus) {
      store.set({ focus });
      reader.choose();
    },

    /**
     * @param {GroupName} group
     * @param {boolean} shown
     */
    showGroup(group, shown) {
      const hidden = new Set(store.state.hidden);
      if (shown) hidden.delete(group);
      else hidden.add(group);
      store.set({ hidden });
    },

    toggleMarks() { store.set({ marks: !store.state.marks }); },

    /**
     * Chooses an entity and lights its mentions; once more, or null, lets go.
     *
     * @param {number | null} id
     * @param {number} [index] mention to stand at
     */
    pick(id, index = -1) {
      const { picked } = store.state;
      const again = picked?.id === id && (index < 0 || picked?.index === index);
      store.set({ picked: id === null || again ? null : { id, index } });
      if (id === null) requestAnimationFrame(rest);
    },

    /** @param {number} direction */
    async step(direction) {
      const { picked } = store.state;
      const entity = picked && page.entity(picked.id);
      if (!entity || entity.mentions.length === 0) return;
      const count = entity.mentions.length;
      const index = picked.index < 0 ? (direction > 0 ? 0 : count - 1) :
        (picked.index + direction + count) % count;
      store.set({ picked: { id: picked.id, index } });
      const [start, end] = entity.mentions[index] ?? [0, 0];
      page.announce(page.describePicked());
      if (store.state.phase === 'editing') {
        (await hasLater())?.selectInBox(page, { start, end });
        return;
      }
      const row = article().at(start);
      const mark = row?.querySelector(
          `[data-entity="${entity.id}"][data-mention="${index}"]`);
      // Drawn only now, perhaps: marks follow the state.
      if (mark) {
        mark.classList.add('picked', 'here');
        article().show(mark);
      } else if (row) article().show(row);
    },

    /** @param {number | null} sentence */
    light(sentence) { store.set({ lit: sentence }); },

    /**
     * Scrolls to a sentence, lights it, puts the focus there; in the box, selects it.
     *
     * @param {number} sentence
     * @param {Element} from where Escape leads back
     */
    async goTo(sentence, from) {
      if (store.state.phase === 'editing') {
        (await hasLater())?.selectInBox(page, store.state.result?.sentences[sentence]);
        return;
      }
      const target = article().sentence(sentence);
      if (!target) return;
      cameFrom = from;
      cameFromY = scrollY;
      article().show(target);
      const number = /** @type {HTMLElement | null} */ (
        target.querySelector('.num'));
      if (number) number.focus({ preventScroll: true });
      else {
        target.tabIndex = -1;
        target.focus({ preventScroll: true });
      }
      store.set({ held: sentence });
    },

    /** @param {number} offset */
    goToOffset(offset) {
      const target = article().at(offset);
      if (target) article().show(target);
    },

    /** @param {number} direction */
    nextChosen(direction) {
      const { result, held } = store.state;
      const sources = (result?.summary ?? []).map(({ source }) => source);
      if (sources.length === 0) return;
      const at = held === null ? -1 : sources.indexOf(held);
      const next = at < 0 ? (direction > 0 ? 0 : sources.length - 1) :
        (at + direction + sources.length) % sources.length;
      const link = document.querySelector(
          `.stand .src[data-sentence="${sources[next]}"]`);
      if (link) actions.goTo(sources[next] ?? 0, link);
    },

    /** One step back: from the source, the reasons, the chosen name. */
    back() {
      if (cameFrom?.isConnected) {
        const focusable = /** @type {HTMLElement} */ (cameFrom);
        const y = cameFromY;
        cameFrom = null;
        store.set({ lit: null, held: null });
        focusable.focus({ preventScroll: true });
        scrollTo({ top: y, behavior: page.motion() });
        return;
      }
      cameFrom = null;
      const { why, picked, unfolded, held } = store.state;
      if (why !== null) store.set({ why: null, held: null });
      else if (picked) actions.pick(null);
      else if (unfolded.size > 0) store.set({ unfolded: new Set() });
      else if (held !== null) store.set({ lit: null, held: null });
    },

    /** @param {number} sentence whose reasons open, or close */
    async explain(sentence) {
      if (await hasLater()) store.set({
        why: store.state.why === sentence ? null : sentence, held: null,
      });
    },

    /**
     * @param {number} index of a line; -1 is the headline
     * @param {boolean} open
     */
    async fold(index, open) { (await hasLater())?.fold(page, index, open); },

    async foldAll() { (await hasLater())?.foldAll(page); },

    /** @param {LeftOut} span */
    putBack(span) {
      const { keep, putBack } = store.state;
      store.set({
        keep: [...keep, span.id].sort((a, b) => a - b),
        putBack: [...putBack, span],
      });
      readAgain();
    },

    /** @param {LeftOut} span */
    leaveOut(span) {
      const { keep, putBack } = store.state;
      store.set({
        keep: keep.filter((id) => id !== span.id),
        putBack: putBack.filter(({ id }) => id !== span.id),
      });
      readAgain();
    },

    /** @param {'system' | 'light' | 'dark'} theme */
    setTheme(theme) { store.set({ theme }); },

    /**
     * The page starts again in another language, and takes the text along.
     *
     * @param {import('./languages.js').Language} language
     */
    async setLanguage(language) {
      try {
        await loadLanguage(language);
      } catch {
        store.set({ mishap: { code: 'language-missing' } });
        return;
      }
      store.set({ language });
      if (carryOver(allOf(store.state))) location.reload();
      else {
        // Nothing at all, or not as long a text?
        store.set({ mishap: { code: carryOver({}) ? 'language-later' : 'language-never' } });
      }
    },

    /** @param {boolean} keepText */
    setKeepText(keepText) { store.set({ keepText }); },

    /** @param {boolean} singleKeys */
    setSingleKeys(singleKeys) { store.set({ singleKeys }); },

    /** @param {'shortcuts' | 'about'} id */
    async showSheet(id) { (await hasLater())?.showSheet(page, id); },
  };
  return actions;
}
