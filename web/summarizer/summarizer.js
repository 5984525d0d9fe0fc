/**
 * The platform's `Summarizer` on our engine:
 * https://webmachinelearning.github.io/writing-assistance-apis/
 *
 * What a frame that was removed may still do decides how this is written: no
 * job of a removed document's microtask queue is ever run, so nothing here is an
 * async function: whatever can fail at once does, and what runs is ended by
 * listeners, which call the promise's own `reject`.
 */
import { shareEngine, sharedState, TEXT_LIMIT } from '../engine/index.js';
import { focusOf } from './context.js';
import { createError, exception, quotaExceeded, runError } from './errors.js';
import { piecesOf } from './format.js';
import { Download } from './monitor.js';
import {
  readCoreOptions, readCreateOptions, readLanguages, readRunOptions, toText,
} from './options.js';

/**
 * @typedef {import('./options.js').SummarizerCreateCoreOptions}
 *     SummarizerCreateCoreOptions
 * @typedef {import('./options.js').SummarizerCreateOptions}
 *     SummarizerCreateOptions
 * @typedef {import('./options.js').SummarizerSummarizeOptions}
 *     SummarizerSummarizeOptions
 * @typedef {import('./options.js').SummarizerType} SummarizerType
 * @typedef {import('./options.js').SummarizerFormat} SummarizerFormat
 * @typedef {import('./options.js').SummarizerLength} SummarizerLength
 * @typedef {import('./options.js').SummarizerPreference} SummarizerPreference
 * @typedef {import('../engine/index.js').Result} Result
 * @typedef {import('../engine/index.js').StandfirstEngine} Engine
 *
 * @typedef {'unavailable' | 'downloadable' | 'downloading' | 'available'}
 *     Availability
 *
 * @typedef {object} State of a summarizer; never refers to the object itself,
 *     so that one that nobody destroyed can be collected
 * @property {SummarizerType} type
 * @property {SummarizerFormat} format
 * @property {SummarizerLength} length
 * @property {SummarizerPreference} preference
 * @property {string} sharedContext
 * @property {import('./options.js').Languages} languages
 * @property {AbortController} life aborted when the object is destroyed
 * @property {Engine} engine
 * @property {() => void} release the share in the engine
 * @property {number} users of that share: the object and what runs
 */

/** Whoever has it may make a summarizer: nobody but this module. */
const GUARD = Symbol('summarizer');

/** @type {Record<ReturnType<typeof sharedState>, Availability>} */
const AVAILABLE =
    { none: 'downloadable', loading: 'downloading', ready: 'available' };

/** Ends the share of objects that were forgotten without `destroy`. */
const forgotten = new FinalizationRegistry(
    (/** @type {State} */ state) => leave(state));

/** Summarises texts, by the options that it was created with. */
export class Summarizer {
  /** @type {State} */
  #state;

  /** @param {unknown[]} args */
  constructor(...args) {
    if (args[0] !== GUARD) throw new TypeError('Illegal constructor');
    this.#state = /** @type {State} */ (args[1]);
    forgotten.register(this, this.#state, this);
  }

  /**
   * @param {SummarizerCreateOptions} [options]
   * @returns {Promise<Summarizer>}
   */
  static create(options = undefined) {
    return promised(() => {
      const given = readCreateOptions(options);
      checkActive();
      const languages = readLanguages(given);
      given.signal?.throwIfAborted();
      if (!isAllowed()) {
        throw exception('NotAllowedError',
            'The permissions policy of this page forbids "summarizer".');
      }
      const download = new Download();
      return settle([given.signal], async (signal) => {
        given.monitor?.(download.monitor);
        signal.throwIfAborted();
        if (!languages.supported || !canRun()) {
          throw exception('NotSupportedError', canRun() ?
              'Of languages there is English ("en").' :
              'This browser has no WebAssembly.');
        }
        const requested = utf8Length(given.sharedContext);
        if (requested > TEXT_LIMIT) throw quotaExceeded(requested, TEXT_LIMIT);
        const state = await load(given, languages, signal, download);
        return new Summarizer(GUARD, state);
      }, createError);
    });
  }

  /**
   * @param {SummarizerCreateCoreOptions} [options]
   * @returns {Promise<Availability>}
   */
  static availability(options = undefined) {
    return promised(() => {
      const given = readCoreOptions(options);
      checkActive();
      const { supported } = readLanguages(given);
      return Promise.resolve(
          supported && isAllowed() && canRun() ? AVAILABLE[sharedState()] :
            'unavailable');
    });
  }

  /**
   * @param {string} input
   * @param {SummarizerSummarizeOptions} [options]
   * @returns {Promise<string>}
   */
  summarize(input, options = undefined) {
    return promised(() => {
      const state = this.#state;
      return run(state, check(state, arguments, options),
          (pieces) => pieces.join(''));
    });
  }

  /**
   * @param {string} input
   * @param {SummarizerSummarizeOptions} [options]
   * @returns {ReadableStream<string>}
   */
  summarizeStreaming(input, options = undefined) {
    const state = this.#state;
    const cancelled = new AbortController();
    const call = { ...check(state, arguments, options), cancelled };
    return new ReadableStream({
      start(controller) {
        run(state, call, (pieces) => pieces).then((pieces) => {
          for (const piece of pieces) controller.enqueue(piece);
          controller.close();
        }).catch((thrown) => {
          if (!cancelled.signal.aborted) controller.error(thrown);
        });
      },
      cancel(reason) { cancelled.abort(reason); },
    });
  }

  /**
   * Not in the standard: the summary with its sources. Offsets in `result`
   * point into the input; its type is docs/result.md's. It is null for an input
   * without content.
   *
   * @param {string} input
   * @param {SummarizerSummarizeOptions} [options]
   * @returns {Promise<{summary: string, result: Result | null}>}
   */
  summarizeDetailed(input, options = undefined) {
    return promised(() => {
      const state = this.#state;
      const call = { ...check(state, arguments, options), entities: true };
      return run(state, call,
          (pieces, result) => ({ summary: pieces.join(''), result }));
    });
  }

  /**
   * Bytes of UTF-8, of the input and its contexts.
   *
   * @param {string} input
   * @param {SummarizerSummarizeOptions} [options]
   * @returns {Promise<number>}
   */
  measureInputUsage(input, options = undefined) {
    return promised(() => {
      const state = this.#state;
      return Promise.resolve(usage(state, check(state, arguments, options)));
    });
  }

  /** Ends what runs; everything after rejects. Twice is harmless. */
  destroy() {
    const state = this.#state;
    if (state.life.signal.aborted) return;
    forgotten.unregister(this);
    state.life.abort(
        exception('AbortError', 'The summarizer was destroyed.'));
  }

  get sharedContext() { return this.#state.sharedContext; }
  get type() { return this.#state.type; }
  get format() { return this.#state.format; }
  get length() { return this.#state.length; }
  get preference() { return this.#state.preference; }
  get expectedInputLanguages() { return this.#state.languages.inputs; }
  get expectedContextLanguages() { return this.#state.languages.contexts; }
  get outputLanguage() { return this.#state.languages.output; }
  get inputQuota() { return this.#state && TEXT_LIMIT; }
}

// What Web IDL makes of an interface, and a class of JavaScript does not.
// Names are said, as builds shorten them.
for (const [holder, names] of /** @type {const} */ ([
  [Summarizer, ['create', 'availability']],
  [Summarizer.prototype, [
    'summarize', 'summarizeStreaming', 'measureInputUsage', 'destroy',
    'sharedContext', 'type', 'format', 'length', 'preference',
    'expectedInputLanguages', 'expectedContextLanguages', 'outputLanguage',
    'inputQuota',
  ]],
])) {
  for (const name of names) {
    Object.defineProperty(holder, name, { enumerable: true });
  }
}
Object.defineProperty(Summarizer, 'name', { value: 'Summarizer' });
Object.defineProperty(Summarizer.prototype, Symbol.toStringTag, {
  value: 'Summarizer', configurable: true,
});
/** So that a caller can tell this one from the platform's. */
Object.defineProperty(Summarizer.create, 'engine', { value: 'standfirst' });

/**
 * Whether the document may still run scripts. A frame that was removed has no
 * view; where there is no document there is nothing to be removed.
 */
function checkActive() {
  const { document } = globalThis;
  if (document === undefined || document.defaultView !== null) return;
  throw exception('InvalidStateError', 'The document is not active any more.');
}

/** Whether the page's permissions policy allows it, where that knows it. */
function isAllowed() {
  const document = /** @type {any} */ (globalThis.document);
  const policy = document?.permissionsPolicy ?? document?.featurePolicy;
  if (!policy?.features().includes('summarizer')) return true;
  return policy.allowsFeature('summarizer');
}

function canRun() {
  return typeof WebAssembly !== 'undefined';
}

/**
 * Loads the engine, tells how that goes, and makes the state of an object.
 *
 * @param {ReturnType<typeof readCreateOptions>} given
 * @param {import('./options.js').Languages} languages
 * @param {AbortSignal} signal of the creation
 * @param {Download} download
 * @returns {Promise<State>}
 */
async function load(given, languages, signal, download) {
  let remaining = 0;
  let total = 0;
  await task();
  signal.throwIfAborted();
  download.tell(0);
  signal.throwIfAborted();
  const hold = shareEngine({}, {
    onprogress: (progress) => {
      if (signal.aborted) return;
      // The fraction is of what was still to be fetched.
      if (total !== progress.total) {
        total = progress.total;
        remaining = total - progress.loaded;
      }
      if (remaining === 0) return;
      const left = total - progress.loaded;
      // All bytes here is not yet an engine that runs: 1 comes after that.
      download.tell(Math.min(1 - left / remaining, 1 - 2 ** -16));
    },
  });
  try {
    const engine = await abortable(hold.engine, signal);
    signal.throwIfAborted();
    download.tell(1);
    // A handler may still abort: the promise is settled in a later task.
    await task();
    signal.throwIfAborted();
    /** @type {State} */
    const state = {
      type: /** @type {SummarizerType} */ (given.type),
      format: /** @type {SummarizerFormat} */ (given.format),
      length: /** @type {SummarizerLength} */ (given.length),
      preference: /** @type {SummarizerPreference} */ (given.preference),
      sharedContext: given.sharedContext,
      languages,
      life: new AbortController(),
      engine,
      release: hold.release,
      users: 1,
    };
    live(state, given.signal);
    return state;
  } catch (thrown) {
    hold.release();
    throw thrown;
  }
}

/**
 * From creation on, its signal destroys; and so does the end of the document.
 *
 * @param {State} state
 * @param {AbortSignal | undefined} signal
 */
function live(state, signal) {
  const { life } = state;
  const onabort = () => life.abort(signal?.reason);
  const onpagehide = (/** @type {Event} */ event) => {
    if (/** @type {PageTransitionEvent} */ (event).persisted) return;
    life.abort(exception('AbortError', 'The document has ended.'));
  };
  signal?.addEventListener('abort', onabort);
  globalThis.addEventListener?.('pagehide', onpagehide);
  life.signal.addEventListener('abort', () => {
    signal?.removeEventListener('abort', onabort);
    globalThis.removeEventListener?.('pagehide', onpagehide);
    leave(state);
  }, { once: true });
}

/**
 * The object or something that ran has ended; the last one lets the engine go.
 *
 * @param {State} state
 */
function leave(state) {
  if (--state.users === 0) state.release();
}

/**
 * @typedef {object} Call
 * @property {string} text
 * @property {string} context
 * @property {AbortSignal | undefined} signal
 * @property {AbortController} [cancelled]
 * @property {boolean} [entities] whether the result has to hold them
 */

/**
 * What fails at once, in its order.
 *
 * @param {State} state
 * @param {IArguments} given
 * @param {unknown} options
 * @returns {Call}
 */
function check(state, given, options) {
  if (given.length === 0) throw new TypeError('1 argument required: the input.');
  const text = toText(given[0]);
  const { context, signal } = readRunOptions(options);
  checkActive();
  state.life.signal.throwIfAborted();
  signal?.throwIfAborted();
  return { text, context, signal };
}

/**
 * @template T
 * @param {State} state
 * @param {Call} call
 * @param {(pieces: string[], result: Result | null) => T} present
 * @returns {Promise<T>}
 */
function run(state, call, present) {
  const { text, context, signal, cancelled, entities = false } = call;
  if (!hasContent(text)) return Promise.resolve(present([], null));
  const requested = usage(state, call);
  if (requested > TEXT_LIMIT) {
    return Promise.reject(quotaExceeded(requested, TEXT_LIMIT));
  }
  const { type, format, length, engine, life } = state;
  state.users++;
  return settle([life.signal, signal, cancelled?.signal], async (stop) => {
    try {
      const focus = focusOf([state.sharedContext, context], text);
      const article = await engine.analyse(text, { entities, signal: stop });
      try {
        const result = await article.summarise(
            { type, length, focus, signal: stop });
        checkLanguage(result);
        return present(piecesOf(result, type, format), result);
      } finally {
        article.close();
      }
    } finally {
      leave(state);
    }
  }, runError);
}

/** @param {Result} result */
function checkLanguage({ notices, language }) {
  if (!notices.some(({ code }) => code === 'not-english')) return;
  throw exception('NotSupportedError', 'The text does not look like English ' +
      `(${language.code}); of languages there is English ("en").`);
}

/**
 * White space, control characters and what has no width are no content.
 *
 * @param {string} text
 */
function hasContent(text) {
  return /[^\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text);
}

/**
 * @param {State} state
 * @param {Call} call
 */
function usage({ sharedContext }, { text, context }) {
  return Math.max(
      1, utf8Length(text) + utf8Length(sharedContext) + utf8Length(context));
}

/** @param {string} text */
function utf8Length(text) {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
    // A pair has four bytes for two units.
    const paired = unit >= 0xd800 && unit < 0xdc00 &&
        (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00;
    if (paired) {
      bytes++;
      i++;
    }
  }
  return bytes;
}

/**
 * What is thrown at once as a rejection, as promises of the platform do.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
function promised(work) {
  try {
    return work();
  } catch (thrown) {
    return Promise.reject(thrown);
  }
}

/**
 * Runs work that signals may end: the promise then rejects at once, with the
 * very reason, and the work is stopped. Listeners do not outlive the work.
 *
 * @template T
 * @param {(AbortSignal | null | undefined)[]} signals
 * @param {(signal: AbortSignal) => Promise<T>} work begun at once
 * @param {(thrown: unknown) => unknown} translate
 * @returns {Promise<T>}
 */
function settle(signals, work, translate) {
  return new Promise((resolve, reject) => {
    const stop = new AbortController();
    const onabort = (/** @type {Event} */ event) => {
      forget();
      const { reason } = /** @type {AbortSignal} */ (event.target);
      reject(reason);
      stop.abort(reason);
    };
    const forget = () => {
      for (const signal of signals) {
        signal?.removeEventListener('abort', onabort);
      }
    };
    for (const signal of signals) signal?.addEventListener('abort', onabort);
    work(stop.signal).then(resolve, (thrown) => {
      reject(stop.signal.aborted ? stop.signal.reason : translate(thrown));
    }).finally(forget);
  });
}

/**
 * @template T
 * @param {Promise<T>} promise
 * @param {AbortSignal} signal
 * @returns {Promise<T>}
 */
function abortable(promise, signal) {
  return new Promise((resolve, reject) => {
    const onabort = () => reject(signal.reason);
    signal.addEventListener('abort', onabort, { once: true });
    promise.then(resolve, reject).finally(
        () => signal.removeEventListener('abort', onabort));
  });
}

/** Resolves in a later task. @returns {Promise<void>} */
function task() {
  return new Promise((resolve) => { setTimeout(resolve); });
}
