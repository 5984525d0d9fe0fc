/**
 * `<stand-first>`: the standfirst of the article that it stands in.
 *
 *     <article>
 *       <stand-first headline>Shown until there is one.</stand-first>
 *       …
 *     </article>
 *     <script type="module" src="stand-first.js"></script>
 *
 * This module defines nothing and may be imported without a DOM; the module
 * stand-first.js defines the element.
 */
import {
  Standfirst, StandfirstError, readArticle,
} from '../engine/index.js';
import { STYLES } from './styles.js';

/**
 * @typedef {import('../engine/index.js').StandfirstEngine} Engine
 * @typedef {import('../engine/index.js').StandfirstArticle} Article
 * @typedef {import('../engine/index.js').Result} Result
 * @typedef {import('../engine/index.js').SummariseOptions} SummariseOptions
 */

/** Milliseconds that the engine outlives the last element, which may only move. */
const LINGER = 1000;

/** One engine serves every element of a page. */
const shared = {
  users: 0,
  /** @type {Promise<Engine> | null} */
  engine: null,

  /** @returns {Promise<Engine>} */
  get() {
    if (this.engine === null) {
      const created = Standfirst.create();
      this.engine = created;
      // A failure is not kept: the next element tries again.
      created.catch(() => {
        if (this.engine === created) this.engine = null;
      });
    }
    return this.engine;
  },

  release() {
    this.users--;
    setTimeout(() => {
      const { engine } = this;
      if (this.users > 0 || engine === null) return;
      this.engine = null;
      engine.then((created) => created.destroy(), () => {});
    }, LINGER);
  },
};

/** @type {typeof HTMLElement} */
const Base = globalThis.HTMLElement ??
    /** @type {any} */ (class {});

/** @type {CSSStyleSheet | undefined} */
let sheet;

/**
 * Attributes: `for` (selector of the article; the one it stands in, else the
 * page's first), `type`, `length` (`short`, `medium`, `long`, a number of
 * sentences, `60 words`, `10%`) and `headline` (whether to show one).
 *
 * Events, both bubbling: `standfirst-result` with `detail.result` and
 * `detail.text` (what its offsets point into), `standfirst-error` with
 * `detail.error`. What stands inside the element is shown until there is a
 * result, and goes on being shown if there is none. Nothing is ever thrown
 * into the page.
 */
export class StandFirstElement extends Base {
  static observedAttributes = ['for', 'type', 'length', 'headline'];

  #root;
  /** Between connecting and disconnecting. @type {AbortController | null} */
  #life = null;
  /** The text read, and its analysis. @type {{text: string,
   *     article: Promise<Article>, controller: AbortController} | null} */
  #reading = null;
  /** Whether an update is under way to a microtask. */
  #scheduled = false;
  /** Counts updates: only the last one shows what it finds. */
  #update = 0;

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: 'open' });
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLES);
    }
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.append(document.createElement('slot'));
  }

  connectedCallback() {
    if (this.#life !== null) return;
    this.#life = new AbortController();
    shared.users++;
    if (document.readyState === 'loading') {
      document.addEventListener('DOMContentLoaded', () => this.#schedule(), {
        once: true, signal: this.#life.signal,
      });
    } else {
      this.#schedule();
    }
  }

  disconnectedCallback() {
    if (this.#life === null) return;
    this.#life.abort();
    this.#life = null;
    this.#forget();
    shared.release();
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(name, before, after) {
    if (this.#life === null || before === after) return;
    if (document.readyState === 'loading') return;
    if (name === 'for') this.#forget();
    this.#schedule();
  }

  /** Reads the article again, after the page has changed it. */
  refresh() {
    this.#forget();
    this.#schedule();
  }

  /** Several changes in a row make one update. */
  #schedule() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      if (this.#life !== null) void this.#run(this.#life.signal);
    });
  }

  #forget() {
    const reading = this.#reading;
    this.#reading = null;
    if (reading === null) return;
    reading.controller.abort();
    reading.article.then((article) => article.close(), () => {});
  }

  /** @param {AbortSignal} life */
  async #run(life) {
    const update = ++this.#update;
    const stale = () => life.aborted || update !== this.#update;
    try {
      const reading = this.#reading ??= this.#read();
      const article = await reading.article;
      if (stale()) return;
      const result = await article.summarise(this.#options());
      if (stale()) return;
      this.#show(result);
      this.#tell('standfirst-result', { result, text: reading.text });
    } catch (thrown) {
      if (stale()) return;
      this.#forget();
      this.#clear();
      const error = thrown instanceof StandfirstError ? thrown :
          new StandfirstError('internal', String(thrown), '', { cause: thrown });
      this.#tell('standfirst-error', { error });
    }
  }

  #read() {
    const { text, blocks } = readArticle(this.#target());
    const controller = new AbortController();
    const { signal } = controller;
    const article = shared.get().then((engine) => {
      signal.throwIfAborted();
      return engine.analyse(text, { blocks, signal });
    });
    article.catch(() => {});
    return { text, article, controller };
  }

  /** @returns {Element} */
  #target() {
    const selector = this.getAttribute('for');
    const root = /** @type {ParentNode} */ (this.getRootNode());
    /** @type {Element | null} */
    let found = null;
    if (selector === null) {
      found = this.closest('article') ?? document.querySelector('article');
    } else {
      try {
        found = root.querySelector(selector);
      } catch {
        throw new StandfirstError(
            'invalid-option', `"for" is no selector: ${selector}`,
            'Give one such as "#story".');
      }
    }
    if (found !== null) return found;
    throw new StandfirstError(
        'invalid-option', selector === null ?
            'The page has no <article>.' : `Nothing matches for="${selector}".`,
        'Name the article: <stand-first for="#story">.');
  }

  /** @returns {SummariseOptions} */
  #options() {
    /** @type {any} */
    const options = {};
    const type = this.getAttribute('type');
    if (type !== null) options.type = type;
    const length = this.getAttribute('length');
    if (length !== null) options.length = parseLength(length);
    return options;
  }

  /** @param {Result} result */
  #show({ headline, summary }) {
    const type = this.getAttribute('type');
    const alone = type === 'headline';
    /** @type {HTMLElement[]} */
    const children = [];
    if (headline && (alone || this.hasAttribute('headline'))) {
      children.push(make('p', 'headline', headline.text));
    }
    if (type === 'key-points' && summary.length > 0) {
      const list = make('ul', 'points');
      list.append(...summary.map(({ text }) => make('li', 'point', text)));
      children.push(list);
    } else if (summary.length > 0 && !alone) {
      const text = summary.map((line) => line.text).join(' ');
      children.push(make('p', 'summary', text));
    }
    if (children.length === 0) {
      this.#clear();
      return;
    }
    const frame = make('section', 'standfirst');
    frame.setAttribute('aria-label', 'Summary');
    frame.append(...children);
    this.#root.replaceChildren(frame);
  }

  /** Shows what stands inside the element again. */
  #clear() {
    if (this.#root.querySelector('slot')) return;
    this.#root.replaceChildren(document.createElement('slot'));
  }

  /** @param {string} name @param {object} detail */
  #tell(name, detail) {
    this.dispatchEvent(
        new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
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

/**
 * @param {string} name
 * @param {string} part
 * @param {string} [text]
 */
function make(name, part, text) {
  const element = document.createElement(name);
  element.setAttribute('part', part);
  if (text !== undefined) element.textContent = text;
  return element;
}
