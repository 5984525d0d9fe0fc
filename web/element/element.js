/**
 * `<stand-first>`: the standfirst of the article that it stands in.
 *
 *     <article>
 *       <stand-first headline>Shown until there is one.</stand-first>
 *       …
 *     </article>
 *     <script type="module" src="stand-first.js"></script>
 *
 * This module is what every page loads, whether its reader comes near the
 * element or not, so it is small: attributes, properties and the question of
 * when. Everything else stands in view.js, which is loaded when it is needed.
 *
 * It defines nothing and may be imported without a DOM; the module
 * stand-first.js defines the element.
 */
import { VERSION } from './version.js';

/**
 * @typedef {import('../engine/index.js').Result} Result
 * @typedef {import('./view.js').View} View
 *
 * @typedef {object} Failure what `standfirst-error` has as `detail.error`
 * @property {string} code
 * @property {string} message
 * @property {string} hint what can be done
 */

/** How near to the screen the element is when the engine is loaded. */
const NEAR = '400px';

/** Attributes that are there or not; all others are text. */
const FLAGS = new Set(['headline']);

/**
 * Attributes, by the properties that show them; `for` is a word of the language
 * and `focus` a method of every element.
 */
const ATTRIBUTES = Object.freeze({
  htmlFor: 'for', type: 'type', length: 'length', entities: 'entities',
  focusWords: 'focus', headline: 'headline', models: 'models', worker: 'worker',
  loading: 'loading', highlight: 'highlight',
});

/** What was said on the console: each line once, however many elements. */
const told = new Set();

/** @type {typeof HTMLElement} */
const Base = globalThis.HTMLElement ??
    /** @type {any} */ (class {});

/** Of each document, which alone may use it: elements can move between frames.
 * @type {WeakMap<Document, CSSStyleSheet>} */
const sheets = new WeakMap();

/** The box itself, before and after there is a result. */
const STYLES = ':host{display:block;container-type:inline-size;' +
    'margin-block:1.5rem}:host([hidden]){display:none}';

/**
 * Attributes, and the properties that show them, are in docs/element.md.
 *
 * Events, all bubbling: `standfirst-ready` when the engine is there,
 * `standfirst-result` with `detail.result` and `detail.text` (what its offsets
 * point into), `standfirst-error` with `detail.error`. What stands inside the
 * element is shown until there is a result, and goes on being shown if there is
 * none. Nothing is ever thrown into the page.
 */
export class StandFirstElement extends Base {
  static version = VERSION;
  static observedAttributes = Object.values(ATTRIBUTES);

  #root;
  /** Between connecting and disconnecting. @type {AbortController | null} */
  #life = null;
  /** Was taken out and put in again in one go. */
  #moved = false;
  /** @type {IntersectionObserver | null} */
  #observer = null;
  /** @type {Promise<void> | null} */
  #loading = null;
  /** @type {View | null} */
  #view = null;

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: 'open' });
    // First: without it what stands inside would be gone whatever fails.
    this.#root.append(document.createElement('slot'));
    this.#dress();
  }

  /** Another document's: it takes the style sheets away. */
  adoptedCallback() {
    this.#dress();
    this.#view?.dress();
  }

  #dress() {
    const { ownerDocument } = this;
    let sheet = sheets.get(ownerDocument);
    if (!sheet) {
      const { defaultView } = ownerDocument;
      // Shown nowhere: a document without a window.
      if (!defaultView) return;
      try {
        sheet = new defaultView.CSSStyleSheet();
        sheet.replaceSync(STYLES);
      } catch {
        // An older browser: what stands inside is shown as it is.
        return;
      }
      sheets.set(ownerDocument, sheet);
    }
    this.#root.adoptedStyleSheets = [sheet];
  }

  connectedCallback() {
    // Set before this script was there: a plain property hides the real one.
    for (const name of Object.keys(ATTRIBUTES)) {
      if (!Object.hasOwn(this, name)) continue;
      const value = Reflect.get(this, name);
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, value);
    }
    if (this.#life !== null) {
      this.#moved = true;
      return;
    }
    this.#life = new AbortController();
    const { signal } = this.#life;
    if (document.readyState === 'loading') {
      document.addEventListener(
          'DOMContentLoaded', () => this.#arm(), { once: true, signal });
    } else {
      this.#arm();
    }
  }

  disconnectedCallback() {
    this.#moved = false;
    queueMicrotask(() => {
      if (this.#moved) {
        this.#moved = false;
        this.refresh();
      } else if (!this.isConnected) {
        this.#end();
      }
    });
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(name, before, after) {
    if (before === after || this.#life === null) return;
    if (this.#view !== null) this.#view.change(name);
    else if (name === 'loading' && document.readyState !== 'loading') this.#arm();
  }

  /** What is shown, as the engine gave it; null until then. */
  get result() { return this.#view?.result ?? null; }

  /** Loads the engine now, wherever the reader is. @returns {Promise<void>} */
  async load() {
    this.#observer?.disconnect();
    if (this.#life === null) return;
    this.#loading ??= this.#load(this.#life.signal);
    await this.#loading;
  }

  /** Reads the article again, after the page has changed it. */
  refresh() {
    this.#view?.refresh();
  }

  #arm() {
    this.#observer?.disconnect();
    const lazy = (this.getAttribute('loading') ?? 'lazy') === 'lazy';
    if (!lazy || !('IntersectionObserver' in globalThis)) {
      void this.load();
      return;
    }
    this.#observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting) ||
          // What has no box comes near nothing.
          getComputedStyle(this).display === 'contents') void this.load();
    }, { rootMargin: NEAR });
    this.#observer.observe(this);
  }

  /** @param {AbortSignal} life */
  async #load(life) {
    try {
      const { View } = await import('./view.js');
      if (life.aborted) return;
      this.#view = new View(this, this.#root, {
        tell: (name, detail) => this.#tell(name, detail),
        fail: (error) => this.#fail(error),
      });
      this.#view.refresh();
    } catch (thrown) {
      // The next time that it comes near, it tries again.
      this.#loading = null;
      if (life.aborted) return;
      this.#fail({
        code: 'engine-unavailable',
        message: `The script of the engine could not be loaded: ${thrown}`,
        hint: 'All files of Standfirst have to lie beside stand-first.js.',
      });
    }
  }

  #end() {
    this.#life?.abort();
    this.#life = null;
    this.#observer?.disconnect();
    this.#observer = null;
    this.#view?.end();
    this.#view = null;
    this.#loading = null;
  }

  /** @param {Failure} error */
  #fail(error) {
    this.#tell('standfirst-error', { error });
    const { code, message, hint } = error;
    const line = `<stand-first>: ${message} ${hint} (${code})`;
    if (told.has(line)) return;
    told.add(line);
    console.warn(line);
  }

  /** @param {string} name @param {object} detail */
  #tell(name, detail) {
    this.dispatchEvent(
        new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

for (const [property, attribute] of Object.entries(ATTRIBUTES)) {
  const flag = FLAGS.has(property);
  Object.defineProperty(StandFirstElement.prototype, property, {
    configurable: true,
    enumerable: true,
    /** @this {HTMLElement} */
    get() {
      return flag ? this.hasAttribute(attribute) : this.getAttribute(attribute);
    },
    /** @this {HTMLElement} @param {unknown} value */
    set(value) {
      const text = textOf(value);
      // An attribute that says the same already is left alone: no loops.
      if (text === null) this.removeAttribute(attribute);
      else if (this.getAttribute(attribute) !== text) {
        this.setAttribute(attribute, text);
      }
    },
  });
}

/**
 * A property's value as its attribute: nothing for what is not set, lists with
 * commas, lengths such as `{words: 60}` as "60 words".
 *
 * @param {unknown} value
 * @returns {string | null}
 */
function textOf(value) {
  if (value === null || value === undefined || value === false) return null;
  if (value === true) return '';
  // An empty list asks for nothing.
  if (Array.isArray(value)) return value.join(', ') || null;
  if (typeof value !== 'object') return String(value);
  const [unit, amount] = Object.entries(value)[0] ?? ['', ''];
  return unit === 'ratio' ? `${100 * amount}%` : `${amount} ${unit}`;
}
