/**
 * What `<stand-first>` does once it is needed: finds and reads the article,
 * asks the engine, shows the result, marks its places in the page.
 */
import {
  StandfirstError, findArticle, readArticle, shareEngine,
} from '../engine/index.js';
import { render } from './render.js';
import { STYLES } from './styles.js';

/**
 * @typedef {import('../engine/index.js').StandfirstArticle} Article
 * @typedef {import('../engine/index.js').Result} Result
 * @typedef {import('../engine/index.js').Entity} Entity
 * @typedef {import('../engine/index.js').Span} Span
 *
 * @typedef {object} Reading
 * @property {Element} root that was read
 * @property {number} needs index in `PARTS`
 * @property {string} text
 * @property {Promise<Article>} article
 * @property {AbortController} controller
 *
 * @typedef {object} Settings of a summary
 * @property {string} type
 * @property {import('../engine/index.js').SummariseOptions} options
 * @property {string[]} highlight kinds of marks in the page
 * @property {boolean} headline
 * @property {boolean} entities
 *
 * @typedef {typeof import('./marks.js')} Marks
 */

/** Words of an article below which there is nothing to be summarised. */
const FEWEST_WORDS = 10;

/** Letters of scripts that set no spaces between words, and how many a word has. */
const UNSPACED =
    /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/gu;
const LETTERS = 2;

/** How often an article is read that changes while it is worked on. */
const ATTEMPTS = 3;

/** What may be shown as names where nothing else is asked for. */
const NAMES = [
  'PERSON', 'NORP', 'FAC', 'ORG', 'GPE', 'LOC', 'PRODUCT', 'EVENT',
  'WORK_OF_ART', 'LAW',
];

/** What attributes may be that are not what they stand for.
 * @type {Record<string, string>} */
const FORMS = {
  length: 'be "short", "medium", "long", "2 sentences", "40 words" or "10%"',
  entities: 'be empty or have types, such as "PERSON ORG GPE"',
};

/** Attributes for which the article has to be analysed again. */
const ANALYSED = new Set(['for', 'entities', 'models', 'worker']);

/**
 * Model parts: of a summary; of one with a headline, which is cut by the sentence's
 * parse; all of them, where names are asked for: theirs is the largest.
 */
const PARTS = [['base'], ['base', 'grammar'], undefined];

/** Sheets by their text, shared by all elements of a document.
 * @type {WeakMap<Document, Map<string, CSSStyleSheet>>} */
const sheets = new WeakMap();

export class View {
  /** @type {Result | null} */
  result = null;
  #host;
  #root;
  #events;
  /** @type {import('../engine/index.js').Hold | null} */
  #hold = null;
  /** Settings of the engine that was told to be there. */
  #key = '';
  /** @type {Reading | null} */
  #reading = null;
  /** Marks in the page, once there are any.
   * @type {import('./highlights.js').Highlights | null} */
  #highlights = null;
  #ended = false;
  /** What it is dressed in. @type {Set<string>} */
  #styles = new Set();
  /** Whether an update is under way to a microtask. */
  #scheduled = false;
  /** Counts updates: only the last one shows what it finds. */
  #update = 0;

  /**
   * @param {HTMLElement} host
   * @param {ShadowRoot} root
   * @param {{tell: (name: string, detail: object) => void,
   *     fail: (error: import('./element.js').Failure) => void}} events
   */
  constructor(host, root, events) {
    this.#host = host;
    this.#root = root;
    this.#events = events;
    this.#adopt(STYLES);
  }

  /** @param {string} styles */
  #adopt(styles) {
    this.#styles.add(styles);
    const { ownerDocument } = this.#root;
    const known = sheets.get(ownerDocument) ?? new Map();
    sheets.set(ownerDocument, known);
    let sheet = known.get(styles);
    if (!sheet) {
      const { defaultView } = ownerDocument;
      if (!defaultView) return;
      sheet = new defaultView.CSSStyleSheet();
      sheet.replaceSync(styles);
      known.set(styles, sheet);
    }
    const { adoptedStyleSheets: adopted } = this.#root;
    if (!adopted.includes(sheet)) this.#root.adoptedStyleSheets = [...adopted, sheet];
  }

  /** After the element has come into another document. */
  dress() {
    for (const styles of this.#styles) this.#adopt(styles);
  }

  /** Reads the article again. */
  refresh() {
    this.#forget();
    this.#schedule();
  }

  /** @param {string} attribute */
  change(attribute) {
    const { needs = Infinity } = this.#reading ?? {};
    if (ANALYSED.has(attribute) || this.#needs() > needs) this.#forget();
    this.#schedule();
  }

  end() {
    this.#ended = true;
    this.#forget();
    this.#clear();
    this.#hold?.release();
    this.#hold = null;
  }

  /** Several changes in a row make one update. */
  #schedule() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      if (!this.#ended) void this.#run();
    });
  }

  #forget() {
    const reading = this.#reading;
    this.#reading = null;
    if (reading !== null) discard(reading);
  }

  async #run() {
    const update = ++this.#update;
    const stale = () => this.#ended || update !== this.#update;
    try {
      const settings = this.#settings();
      const loading = settings.entities || settings.highlight.length > 0 ?
        loadMarks() : null;
      loading?.catch(() => {});
      for (let attempt = 1; ; attempt++) {
        let reading = this.#reading;
        if (reading === null) {
          const root = await this.#target();
          if (stale()) return;
          reading = this.#reading = this.#read(root);
        }
        const article = await reading.article;
        if (stale()) return;
        const result = await article.summarise(settings.options);
        const marks = await loading;
        if (stale()) return;
        if (isSame(reading)) {
          this.#present(reading, result, settings, marks);
          return;
        }
        this.#forget();
        if (attempt < ATTEMPTS) continue;
        throw new StandfirstError(
            'article-changed', 'The article changes while it is read.',
            'Call refresh() on the element when it has come to rest.');
      }
    } catch (thrown) {
      if (stale()) return;
      this.#forget();
      this.#clear();
      this.#events.fail(thrown instanceof StandfirstError ? this.#inAttributes(thrown) :
        new StandfirstError('internal', String(thrown), '', { cause: thrown }));
    }
  }

  /**
   * An error of the core's, which says what options may be, as those who write
   * attributes can use it.
   *
   * @param {StandfirstError} error
   */
  #inAttributes(error) {
    const [, name = ''] = /^The option "(\w+)" cannot be/u.exec(error.message) ?? [];
    const form = FORMS[name];
    return form === undefined ? error : new StandfirstError(
        error.code, `The attribute "${name}" has the value "${this.#host.getAttribute(name)}".`,
        `It may ${form}.`, { cause: error });
  }

  /**
   * @param {Reading} reading
   * @param {Result} result
   * @param {Settings} settings
   * @param {Marks | null} marks
   */
  #present(reading, result, settings, marks) {
    const { root, text } = reading;
    const { words } = result.statistics;
    if (words < FEWEST_WORDS &&
        words + [...text.matchAll(UNSPACED)].length / LETTERS < FEWEST_WORDS) {
      throw new StandfirstError(
          'article-too-short',
          `The article has ${words} words.`,
          'Name the element that holds the article: <stand-first for="#story">.');
    }
    this.#highlights?.clear();
    const mark = marks && this.#mark(marks, reading, result, settings);
    const lang = root.closest('[lang]')?.getAttribute('lang');
    this.#root.replaceChildren(render(result, {
      ...settings,
      label: this.#host.getAttribute('aria-label') ?? 'Summary',
      words: mark?.words ?? ((line) => [line.text]),
      names: mark?.names ?? null,
      article: { dir: getComputedStyle(root).direction, ...lang && { lang } },
    }));
    this.result = result;
    // The engine's, where that had to change what it was given.
    this.#events.tell('standfirst-result', { result, text: result.text ?? text });
  }

  /**
   * Marks places in the page.
   *
   * @param {Marks} marks
   * @param {Reading} reading
   * @param {Result} result
   * @param {Settings} settings
   * @returns what the element itself shows of them
   */
  #mark(marks, { root, text }, { headline, summary, entities }, settings) {
    const { Highlights, mentionsOf, rangesOf } = marks;
    const highlights = this.#highlights ??= new Highlights();
    this.#adopt(marks.STYLES);
    const mentions = mentionsOf(entities);
    if (settings.highlight.includes('sentences')) {
      const lines = settings.type === 'headline' && headline ?
        [headline, ...summary] : summary;
      highlights.set('sentences',
          rangesOf(root, text, lines.flatMap(({ spans }) => spans)));
    }
    // Also when a name is let go.
    const markNames = () => highlights.set('entities',
        settings.highlight.includes('entities') ?
          rangesOf(root, text, mentions.map(({ span }) => span)) : []);
    markNames();
    if (!settings.entities) return null;
    /** @type {Parameters<Marks['nameList']>[1]} */
    const onentity = Highlights.supported ? (entity, pressed) => {
      if (!pressed) {
        markNames();
        return;
      }
      const ranges = rangesOf(root, text, entity.mentions);
      highlights.set('entities', ranges);
      const [first] = ranges;
      first?.startContainer.parentElement?.scrollIntoView({
        block: 'center',
        behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ?
          'auto' : 'smooth',
      });
    } : null;
    return {
      words: (/** @type {import('./render.js').Line} */ line) =>
        marks.marked(line, text, mentions),
      names: entities.length > 0 ? marks.nameList(entities, onentity) : null,
    };
  }

  /** Shows what stands inside the element again. */
  #clear() {
    this.result = null;
    this.#highlights?.clear();
    if (this.#root.querySelector('slot:not([name])')) return;
    this.#root.replaceChildren(document.createElement('slot'));
  }

  /**
   * @param {Element} root
   * @returns {Reading}
   */
  #read(root) {
    const { text, blocks } = readArticle(root);
    const controller = new AbortController();
    const { signal } = controller;
    const entities = this.#entities() ?? false;
    const needs = this.#needs();
    const article = this.#engine(PARTS[needs]).then((engine) => {
      signal.throwIfAborted();
      const whole = engine.parts.every(({ name, loaded }) =>
        loaded || PARTS[needs]?.includes(name) === false);
      // What is missing may be had when it is next asked for.
      if (!whole) reading.needs = -1;
      return engine.analyse(text, { blocks, entities, signal });
    });
    article.catch(() => {});
    const reading = { root, text, needs, article, controller };
    return reading;
  }

  /** What its attributes need of the model, as an index in `PARTS`. */
  #needs() {
    const host = this.#host;
    return this.#entities() ? 2 :
      Number(host.hasAttribute('headline') || host.getAttribute('type') === 'headline');
  }

  /**
   * The engine of these settings, held until the element ends or reads again:
   * asked for anew each time, as what did not come before may come now.
   *
   * @param {string[] | undefined} parts
   */
  async #engine(parts) {
    const worker = oneOf(this.#host, 'worker', ['on', 'off'], 'on') === 'on';
    const models = this.#host.getAttribute('models');
    const key = JSON.stringify([worker, models, parts]);
    const before = this.#hold;
    const hold = this.#hold = shareEngine(
        { ...!worker && { worker }, ...models && { models } },
        { ...parts && { parts } });
    before?.release();
    hold.engine.then(({ mode, version }) => {
      if (this.#hold !== hold || this.#ended || this.#key === key) return;
      this.#key = key;
      this.#events.tell('standfirst-ready', { mode, version });
    }, () => {});
    return hold.engine;
  }

  /** @returns {Promise<Element>} */
  async #target() {
    const selector = this.#host.getAttribute('for');
    if (!selector) {
      const found = articleAround(this.#host) ?? document.querySelector('article') ??
          document.querySelector('main') ?? await findArticle(document).catch(() => null);
      if (found !== null) return found;
      throw new StandfirstError(
          'invalid-option', 'The page has no article that could be found.',
          'Name it: <stand-first for="#story">.');
    }
    /** @type {Element | null} */
    let found = null;
    try {
      const root = /** @type {ParentNode} */ (this.#host.getRootNode());
      found = root.querySelector(selector) ?? document.querySelector(selector);
    } catch {
      throw new StandfirstError(
          'invalid-option', `"for" is no selector: ${selector}`,
          'Give one such as "#story".');
    }
    if (found !== null) return found;
    throw new StandfirstError(
        'invalid-option', `Nothing matches for="${selector}".`,
        'Name the article: <stand-first for="#story">.');
  }

  #marks() {
    return listOf(this.#host.getAttribute('highlight'), /[\s,]+/u);
  }

  /** Types of entities, null where none are asked for. */
  #entities() {
    const value = this.#host.getAttribute('entities');
    if (value === null) return this.#marks().includes('entities') ? NAMES : null;
    const types = listOf(value, /[\s,]+/u).map((type) => type.toUpperCase());
    return /** @type {any} */ (types.length > 0 ? types : NAMES);
  }

  /** @returns {Settings} */
  #settings() {
    const host = this.#host;
    // Templates leave attributes empty: as good as none.
    const type = host.getAttribute('type') || 'standfirst';
    /** @type {any} */
    const options = { type };
    const length = host.getAttribute('length');
    if (length) options.length = parseLength(length);
    const focus = listOf(host.getAttribute('focus'), /,/u);
    if (focus.length > 0) options.focus = focus;
    oneOf(host, 'loading', ['lazy', 'eager'], 'lazy');
    oneOf(host, 'worker', ['on', 'off'], 'on');
    const highlight = this.#marks();
    const wrong = highlight.find(
        (kind) => !['sentences', 'entities'].includes(kind));
    if (wrong !== undefined) {
      throw wrongValue('highlight', wrong, ['sentences', 'entities']);
    }
    return {
      type, options, highlight,
      headline: host.hasAttribute('headline'),
      entities: host.hasAttribute('entities'),
    };
  }
}

/**
 * The article that an element stands in as the page shows it: itself, its component,
 * or the slot that it was given to.
 *
 * @param {Element | undefined} element
 * @returns {Element | null}
 */
function articleAround(element) {
  for (let at = element; at; at = at.assignedSlot ?? at.parentElement ??
      /** @type {Partial<ShadowRoot>} */ (at.getRootNode()).host) {
    if (at.localName === 'article') return at;
  }
  return null;
}

/** @returns {Promise<Marks>} */
async function loadMarks() {
  try {
    return await import('./marks.js');
  } catch (thrown) {
    throw new StandfirstError(
        'engine-unavailable', `The script for marks could not be loaded: ${thrown}`,
        'All files of Standfirst have to lie beside stand-first.js.',
        { cause: thrown });
  }
}

/** @param {Reading} reading */
function discard({ article, controller }) {
  controller.abort();
  article.then((analysed) => analysed.close(), () => {});
}

/**
 * Whether the page's article is still what was read.
 *
 * @param {Reading} reading
 */
function isSame({ root, text }) {
  return root.isConnected && readArticle(root).text === text;
}

/**
 * @param {string | null} value of an attribute
 * @param {RegExp} separator
 */
function listOf(value, separator) {
  return (value ?? '').split(separator).map((one) => one.trim()).filter(Boolean);
}

/**
 * @param {Element} host
 * @param {string} name
 * @param {string[]} allowed
 * @param {string} byDefault
 */
function oneOf(host, name, allowed, byDefault) {
  const value = host.getAttribute(name) || byDefault;
  if (allowed.includes(value)) return value;
  throw wrongValue(name, value, allowed);
}

/**
 * @param {string} name
 * @param {string} value
 * @param {string[]} allowed
 */
function wrongValue(name, value, allowed) {
  return new StandfirstError(
      'invalid-option', `The attribute "${name}" has the value "${value}".`,
      `It may have ${allowed.map((one) => `"${one}"`).join(', ')}.`);
}

/**
 * @param {string} value of the attribute; what it cannot be is for the core to
 *     say
 */
function parseLength(value) {
  const [, number, unit] =
      /^\s*(\d+(?:\.\d+)?)\s*(%|words?|sentences?)?\s*$/u.exec(value) ?? [];
  if (number === undefined) return value.trim();
  if (unit === '%') return { ratio: Number(number) / 100 };
  return unit?.startsWith('word') ?
      { words: Number(number) } : { sentences: Number(number) };
}
