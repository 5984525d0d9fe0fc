/**
 * The page's side of the engine: starts it, reads the text, chooses again
 * whenever an option changes. Only the newest wish counts; an older answer that
 * comes late is dropped.
 *
 * @typedef {import('./store.js').Store} Store
 * @typedef {import('./types.js').CreateEngine} CreateEngine
 * @typedef {import('./types.js').Engine} Engine
 * @typedef {import('./types.js').Article} Article
 * @typedef {import('./types.js').Problem} Problem
 */
import { nextTask } from './dom.js';
import { focusWords } from './words.js';

/** From here on the views are drawn one by one. */
const MANY_SENTENCES = 5000;
/** The same for a text that has no sentences yet, in UTF-16 units. */
const MANY_LETTERS = 1e6;

/** Below this, in milliseconds, reading shows nothing (SPEC 5). */
const SHOW_WORK_AFTER = 400;

/**
 * Milliseconds between two pictures of how far it is: each takes a layout, of the
 * time that the reading itself would have where the engine runs in the page.
 */
const SHOW_PROGRESS_EVERY = 150;

export class Reader {
  #createEngine;
  #store;
  /** @type {Promise<Engine> | null} */
  #engine = null;
  /** @type {Article | null} */
  #article = null;
  /** The reading that counts. @type {AbortController | null} */
  #running = null;
  /** @type {boolean} */
  #choosing = false;
  #again = false;
  /**
   * What no result tells: it is chosen all the same, only with less care.
   *
   * @type {Problem[]}
   */
  #lost = [];
  /** Called with a result that is of a new reading. */
  onread = () => {};

  /**
   * @param {CreateEngine} createEngine
   * @param {Store} store
   */
  constructor(createEngine, store) {
    this.#createEngine = createEngine;
    this.#store = store;
  }

  /** Whether a text is on its way to its summary. */
  get isReading() { return this.#running !== null; }

  /** Loads the engine before it is needed; failures are told when it is. */
  warm() {
    this.#start().catch(() => {});
  }

  /** @returns {Promise<Engine>} */
  #start() {
    if (this.#engine === null) {
      const engine = this.#createEngine({});
      this.#engine = engine;
      // A failed start is forgotten, so that the next wish tries again.
      engine.catch(() => {
        if (this.#engine === engine) this.#engine = null;
      });
    }
    return this.#engine;
  }

  /**
   * Reads the text of the state and shows it.
   *
   * @param {{live?: boolean}} [options] live: the box stays, what is shown
   *     changes when the new result is there
   */
  async read({ live = false } = {}) {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    const { signal } = running;
    const since = performance.now();
    const { text, input, blocks, date, keep } = this.#store.state;
    let shownLast = -Infinity;
    const showWork = () => {
      if (signal.aborted) return;
      this.#store[text.length > MANY_LETTERS ? 'spread' : 'set']({
        phase: 'working', work: { since, stage: 'clean', fraction: 0 },
        // What is shown belongs to the older text.
        ...this.#store.state.shown === text ? {} : { result: null, shown: text },
      });
    };
    let timer = live ? 0 : setTimeout(showWork, SHOW_WORK_AFTER);
    try {
      const engine = await this.#start();
      // Handing a long text over takes a task of its own, after the paste's.
      await nextTask();
      signal.throwIfAborted();
      // The engine was waited for: what is left is short, for most texts, and its
      // progress would only flash up before the summary.
      if (!live && this.#store.state.work === null) {
        clearTimeout(timer);
        timer = setTimeout(showWork, SHOW_WORK_AFTER);
      }
      this.#lost = engine.parts?.some(({ name, error }) =>
        error && name === 'grammar') ? [{ code: 'grammar-unavailable' }] : [];
      const article = await engine.analyse(text, {
        input,
        ...blocks && input === 'text' && { blocks },
        ...date !== null && { date },
        ...keep.length > 0 && { keep },
        signal,
        onprogress: (/** @type {{stage: string, fraction: number}} */ progress) => {
          const now = performance.now();
          if (this.#store.state.work && this.#running === running &&
              now - shownLast >= SHOW_PROGRESS_EVERY) {
            shownLast = now;
            this.#store.set({ work: { since, ...progress } });
          }
        },
      });
      if (signal.aborted) {
        article.close();
        return;
      }
      this.#article?.close();
      this.#article = article;
      const result = await article.summarise({ ...this.#wish(), signal });
      // Drawing is a task of its own, apart from reading the answer.
      await nextTask();
      signal.throwIfAborted();
      clearTimeout(timer);
      this.#running = null;
      const long = result.sentences.length > MANY_SENTENCES;
      await this.#store[long ? 'spread' : 'set']({
        phase: live ? 'editing' : 'ready',
        shown: result.text ?? text, result, work: null,
        problems: [...result.notices, ...this.#lost], unfolded: new Set(), why: null, lit: null, held: null,
        picked: null,
      });
      this.onread();
      // An option moved while we read.
      if (this.#again) this.choose();
    } catch (thrown) {
      clearTimeout(timer);
      if (this.#running !== running) return;
      this.#running = null;
      this.#fail(thrown);
    }
  }

  /** Chooses again, with the options of the state. */
  async choose() {
    if (this.#choosing || this.#running) {
      this.#again = true;
      return;
    }
    const article = this.#article;
    if (!article || !this.#store.state.result) return;
    this.#choosing = true;
    try {
      do {
        this.#again = false;
        const result = await article.summarise(this.#wish());
        await nextTask();
        // A newer reading may have taken the article away meanwhile.
        if (article !== this.#article || this.#running) return;
        this.#store.set({
          result, problems: [...result.notices, ...this.#lost], unfolded: new Set(), lit: null, held: null,
        });
      } while (this.#again);
    } catch (thrown) {
      if (article === this.#article && !this.#running) this.#fail(thrown);
    } finally {
      this.#choosing = false;
    }
  }

  /** Stops the reading; the text stays. */
  stop() {
    const running = this.#running;
    this.#running = null;
    running?.abort();
    this.#store.set({
      phase: 'editing', work: null, result: null,
      problems: [{ code: 'stopped' }],
    });
  }

  /** Drops reading and article; the page goes back to its start. */
  forget() {
    this.#running?.abort();
    this.#running = null;
    this.#article?.close();
    this.#article = null;
  }

  /**
   * Tries again what failed: parts that did not load, then the reading.
   */
  async retry() {
    const { problems } = this.#store.state;
    const parts = problems.flatMap(({ code }) =>
      /^(entities|grammar)-un/.exec(code)?.[1] ?? []);
    try {
      const engine = await this.#engine;
      for (const part of parts) await engine?.reload?.(part);
    } catch {
      // The reading that follows says that the part is still missing.
    }
    await this.read();
  }

  /** The options that the controls stand at. */
  #wish() {
    const { type, length, headlineWords, focus } = this.#store.state;
    const words = focusWords(focus);
    return {
      type,
      ...type === 'headline' ? { headlineWords } :
        { length: length === null ? 'medium' : { sentences: length } },
      ...words.length > 0 && { focus: words },
    };
  }

  /** @param {unknown} thrown */
  #fail(thrown) {
    const { text } = this.#store.state;
    this.#store.set({
      phase: 'editing', work: null, result: null,
      problems: [problemOf(thrown, text)],
    });
  }
}

/**
 * @param {unknown} thrown
 * @param {string} text
 * @returns {Problem}
 */
function problemOf(thrown, text) {
  const error = /** @type {{code?: unknown, message?: unknown}} */ (
    typeof thrown === 'object' && thrown !== null ? thrown : {});
  const message = String(error.message ?? thrown);
  // Missing, or refused by a policy of the browser or its owner.
  if (typeof WebAssembly !== 'object' ||
      /WebAssembly|wasm/i.test(message) && /disallow|block|violate/i.test(message)) {
    return { code: 'no-webassembly' };
  }
  const code = typeof error.code === 'string' ? error.code : 'internal';
  const size = new Blob([text]).size / 1024 / 1024;
  return {
    code, message,
    values: {
      detail: message,
      ...code === 'text-too-large' &&
          { size: String(Math.max(21, Math.round(size))) },
    },
  };
}
