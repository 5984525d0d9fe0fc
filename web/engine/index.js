/**
 * Standfirst in the browser.
 *
 *     import { Standfirst } from './engine/index.js';
 *
 *     const engine = await Standfirst.create();
 *     const article = await engine.analyse(text);
 *     const result = await article.summarise({ length: 'short' });
 *     console.log(result.headline.text, result.summary.map((s) => s.text));
 *     article.close();
 *     engine.destroy();
 *
 * The work is done in a worker, in WebAssembly; nothing leaves the page. This
 * is the only public module of the engine.
 */
import {
  checkFunctions, checkNoProgress, checkObject, checkPart, checkSignal, checkText, jsonOf,
} from './checks.js';
import { Client, HostReplaced, abortable, notify } from './client.js';
import { checkParts, checkedOptions } from './create_options.js';
import { addressOf, readManifest } from './elsewhere.js';
import * as locations from './locations.js';
import { compile, readModule, readPart } from './models.js';
import { StandfirstError, TEXT_LIMIT } from './protocol.js';

export { StandfirstError, TEXT_LIMIT };
export { configure, shareEngine, sharedState } from './shared.js';
export { readArticle, textNodesOf } from './article_text.js';
export { trustedScriptURL, workerType } from './trusted.js';

/**
 * @typedef {import('./types.js').AnalyseOptions} AnalyseOptions
 * @typedef {import('./types.js').SummariseOptions} SummariseOptions
 * @typedef {import('./types.js').Result} Result
 * @typedef {import('./types.js').Text} Text
 * @typedef {import('./types.js').Change} Change
 * @typedef {import('./types.js').Entity} Entity
 * @typedef {import('./types.js').EntityType} EntityType
 * @typedef {import('./types.js').Sentence} Sentence
 * @typedef {import('./types.js').Block} Block
 * @typedef {import('./types.js').LeftOut} LeftOut
 * @typedef {import('./types.js').Notice} Notice
 * @typedef {import('./types.js').Span} Span
 * @typedef {import('./types.js').Progress} Progress
 * @typedef {import('./types.js').Stage} Stage
 * @typedef {import('./readable.js').Readable} Readable
 * @typedef {import('./shared.js').Hold} Hold
 *
 * @typedef {object} CreateOptions
 * @property {URL | string} [models] folder with `manifest.json`
 * @property {URL | string | Uint8Array | ArrayBuffer} [wasm] address or bytes
 * @property {boolean | URL | string} [worker] false: work in the page, in
 *     slices of some 8 ms; an address: of `worker.js`. Where workers cannot
 *     be had the engine runs in the page by itself
 * @property {URL | string} [modelUrl] the same as `models`
 * @property {URL | string} [wasmUrl] the same as `wasm`
 * @property {URL | string} [workerUrl] the same as `worker`
 * @property {string[]} [parts] of the model to load; all by default. The part
 *     `base` always is, the others can be loaded later
 * @property {AbortSignal} [signal]
 * @property {(progress: {loaded: number, total: number}) => void} [onprogress]
 *     bytes of wasm and model
 * @property {import('./models.js').Reader} [read] reads a file, `fetch` by
 *     default (Node has none for `file:`)
 * @property {URL | string} [glue] for tests: a module in the wasm's place
 *
 * @typedef {object} PartState a part of the model
 * @property {string} name
 * @property {number} bytes as stored
 * @property {boolean} loaded
 * @property {StandfirstError | null} error why it is not loaded
 */

/** The part without which there is no engine. */
const REQUIRED_PART = 'base';

/** How often a call is repeated when its host is replaced under it. */
const ATTEMPTS = 3;

/**
 * One article, analysed. Summarising it is quick, as often as options change.
 *
 * The article outlives a crash of the engine: it keeps its text and is analysed
 * again when it is next asked for.
 */
class Article {
  #client;
  #body;
  /** Where it is analysed. @type {object | null} */
  #home = null;
  #closed = false;
  /**
   * The analysis that runs again, shared by those who wait for it, and stopped
   * when none of them does any more.
   *
   * @type {{connection: object, promise: Promise<void>,
   *     controller: AbortController, waiting: number} | null}
   */
  #again = null;

  /** What was made of the source; null: the core has the source. */
  #text;

  /**
   * @param {Client} client
   * @param {{article: number, text: string, options: string}} body
   * @param {string | null} text
   */
  constructor(client, body, text) {
    this.#client = client;
    this.#body = body;
    this.#text = text;
  }

  /**
   * @param {Client} client
   * @param {{article: number, text: string, options: string}} body
   * @param {string | null} text
   * @param {import('./client.js').CallOptions} options
   */
  static async analyse(client, body, text, options) {
    const article = new Article(client, body, text);
    const progress = options.onprogress !== undefined;
    await onHost(client, options.signal, async (connection) => {
      await client.call(
          connection, 'analyse', { ...body, progress }, options);
      article.#home = connection;
    });
    return article;
  }

  /**
   * @param {SummariseOptions} [options]
   * @returns {Promise<Result>}
   */
  async summarise(options = {}) {
    const { signal, onprogress, json } = splitOptions(options);
    checkNoProgress(onprogress);
    const client = this.#client;
    return onHost(client, signal, async (connection) => {
      if (this.#closed) {
        throw new StandfirstError(
            'aborted', 'This article was closed.', 'Analyse it again.');
      }
      if (this.#home !== connection) await this.#analyseAgain(connection, signal);
      const { article } = this.#body;
      /** @type {import('./protocol.js').Summary} */
      const { bytes, milliseconds } = await client.call(
          connection, 'summarise', { article, options: json }, { signal });
      /** @type {Result} */
      let result = await parseJson(bytes);
      if (this.#text !== null) {
        const { version, ...rest } = result;
        result = { version, text: this.#text, ...rest };
      }
      // The core has no clock.
      if (options.timings === true) {
        result.statistics.milliseconds = Math.round(milliseconds);
      }
      return result;
    });
  }

  /** Frees the article. Closing it twice is harmless. */
  close() {
    if (this.#closed) return;
    this.#closed = true;
    this.#again?.controller.abort();
    const { article } = this.#body;
    const home = /** @type {any} */ (this.#home);
    if (home) this.#client.call(home, 'close', { article }).catch(() => {});
    this.#home = null;
    this.#body = { article, text: '', options: '' };
  }

  /**
   * @param {any} connection
   * @param {AbortSignal | undefined} signal
   */
  async #analyseAgain(connection, signal) {
    if (this.#again?.connection !== connection) {
      const controller = new AbortController();
      const promise = this.#client.call(
          connection, 'analyse', { ...this.#body, progress: false },
          { signal: controller.signal }).then(() => {
        this.#home = connection;
      }).finally(() => {
        if (this.#again === again) this.#again = null;
      });
      promise.catch(() => {});
      const again = { connection, promise, controller, waiting: 0 };
      this.#again = again;
    }
    const again = this.#again;
    if (again === null) return;
    again.waiting++;
    try {
      await abortable(again.promise, signal);
    } finally {
      if (--again.waiting === 0) {
        if (this.#again === again) this.#again = null;
        again.controller.abort();
      }
    }
  }
}

/**
 * The article of a web page, or all of a piece of one, as plain text and
 * blocks, for `analyse(text, {blocks})`.
 *
 * @param {string} html
 * @returns {Promise<Readable>}
 */
export async function readHtml(html) {
  checkText(html);
  return readSource('html', html);
}

/**
 * A Markdown text as plain text and blocks.
 *
 * @param {string} markdown
 * @returns {Promise<Readable>}
 */
export async function readMarkdown(markdown) {
  checkText(markdown);
  return readSource('markdown', markdown);
}

/**
 * The element of a page that holds its article, by Readability's rules, where
 * the page does not say; null if there seems to be none. The page is not
 * changed.
 *
 * @param {Document} document
 * @returns {Promise<Element | null>}
 */
export async function findArticle(document) {
  try {
    return await (await import('./page_article.js')).findArticle(document);
  } catch (thrown) {
    throw unread('pages', thrown);
  }
}

/**
 * @param {'html' | 'markdown'} input
 * @param {string} source
 */
async function readSource(input, source) {
  try {
    const { readHtml: html, readMarkdown: markdown } = await import('./readable.js');
    return await (input === 'html' ? html : markdown)(source);
  } catch (thrown) {
    throw unread(input, thrown);
  }
}

/**
 * @param {string} input
 * @param {unknown} thrown
 */
function unread(input, thrown) {
  return thrown instanceof WebAssembly.RuntimeError ?
    new StandfirstError(
        'engine-crashed', `The reader of ${input} ran out of memory.`,
        'Give a shorter text, or plain text.', { cause: thrown }) :
    new StandfirstError(
        'engine-unavailable', `The reader of ${input} does not work: ${thrown}`,
        'Try again when there is a connection, or give plain text.',
        { cause: thrown });
}

/** Bytes of JSON below which nobody notices the parsing. */
const SHORT_JSON = 1 << 19;

/**
 * @param {Uint8Array} bytes
 * @returns {Promise<any>}
 */
async function parseJson(bytes) {
  const inSlices = bytes.length < SHORT_JSON ? null :
      await import('./long_json.js').catch(() => null);
  return inSlices ? inSlices.parseLongJson(bytes) :
      JSON.parse(new TextDecoder().decode(bytes));
}

/**
 * Markup as text and blocks; null for plain text, and for what the core has to
 * refuse (markup with blocks).
 *
 * @param {string} source
 * @param {AnalyseOptions} options
 * @returns {Promise<{text: string, options: AnalyseOptions} | null>}
 */
async function readMarkup(source, options) {
  const { input, ...rest } = options;
  if ((input !== 'html' && input !== 'markdown') || rest.blocks !== undefined) {
    return null;
  }
  const { text, blocks, date } = await readSource(input, source);
  return { text, options: { ...rest, blocks, date: rest.date ?? date } };
}

/** A loaded engine: a worker (or the page) with wasm and model. */
class Engine {
  #client;
  #folder;
  #read;
  #nextArticle = 1;
  /** @type {{part: import('./models.js').Part, state: PartState}[]} */
  #parts;

  /**
   * @param {Client} client
   * @param {URL} folder
   * @param {import('./models.js').Reader} read
   * @param {{part: import('./models.js').Part, state: PartState}[]} parts
   */
  constructor(client, folder, read, parts) {
    this.#client = client;
    this.#folder = folder;
    this.#read = read;
    this.#parts = parts;
  }

  /** Version of the core. */
  get version() { return this.#client.version; }

  /** Where the work is done. @returns {'worker' | 'page'} */
  get mode() { return this.#client.mode; }

  /** The parts of the model, in the order of need. @returns {PartState[]} */
  get parts() { return this.#parts.map(({ state }) => ({ ...state })); }

  /**
   * Analyses a text. Several articles may be open, and in work, at once.
   *
   * @param {string} text at most 20 MiB as UTF-8
   * @param {AnalyseOptions} [options]
   * @returns {Promise<Article>}
   */
  async analyse(text, options = {}) {
    const { signal, onprogress } = splitOptions(options);
    checkText(text);
    checkLength(text);
    signal?.throwIfAborted();
    const read = await this.#client.whileAlive(
        abortable(readMarkup(text, options), signal));
    const { json } = splitOptions(read?.options ?? options);
    const taken = wellFormed(read?.text ?? text);
    const body = { article: this.#nextArticle++, text: taken, options: json };
    const made = read !== null || taken !== text;
    return Article.analyse(this.#client, body, made ? taken : null, {
      signal,
      onprogress: onprogress && ((progress) => notify(onprogress, progress)),
    });
  }

  /**
   * Tries again to load a part, past every cache. Articles analysed before do
   * not have it; those analysed from now on do.
   *
   * @param {string} name
   * @param {{signal?: AbortSignal}} [options]
   * @returns {Promise<PartState>}
   */
  reload(name, options) { return this.load(name, { ...options, fresh: true }); }

  /**
   * Loads a part that `create` was not asked for; for the articles analysed
   * from then on.
   *
   * @param {string} name
   * @param {{signal?: AbortSignal, fresh?: boolean,
   *     onbytes?: (bytes: number) => void}} [options] `onbytes`: as bytes arrive,
   *     how many are new
   * @returns {Promise<PartState>}
   */
  async load(name, options = {}) {
    checkPart(name, this.#parts);
    const entry = /** @type {{part: import('./models.js').Part, state: PartState}} */ (
      this.#parts.find(({ part }) => part.name === name));
    checkObject(options);
    checkSignal(options.signal);
    try {
      const stored =
          await readPart(this.#folder, entry.part, this.#read, options);
      await this.#client.load(name, stored);
      entry.state = { ...entry.state, loaded: true, error: null };
    } catch (thrown) {
      if (thrown instanceof StandfirstError && !entry.state.loaded) {
        entry.state = { ...entry.state, error: thrown };
      }
      throw thrown;
    }
    return { ...entry.state };
  }

  /** Ends the engine and all that it does; running calls reject (`aborted`). */
  destroy() { this.#client.destroy(); }
}

/**
 * Loads the engine: wasm and model parts, side by side with the worker.
 *
 * Rejects if the wasm (`engine-unavailable`), the manifest or the part `base`
 * (`model-missing`, `model-invalid`, `model-version`) cannot be had. Another
 * part may fail: `engine.parts` says why, and results carry a notice.
 *
 * @param {CreateOptions} [options]
 * @returns {Promise<Engine>}
 */
async function create(options = {}) {
  const {
    models, wasm, worker = true, parts: asked, signal, onprogress, read = locations.read,
    glue,
  } = checkedOptions(options);
  signal?.throwIfAborted();
  const folder = addressOf(models ?? locations.models(), true);
  const counter = new Counter(onprogress);
  const module = loadModule(wasm ?? locations.wasm(), read, {
    ...signal && { signal }, ...onprogress && counter.ofModule(),
  });
  module.catch(() => {});
  const client = new Client({
    worker: worker === false ? null :
        worker === true ? locations.worker() : addressOf(worker),
    importHost: locations.importHost,
    importGlue: locations.importGlue,
    module,
    release: locations.release,
    glue: glue && addressOf(glue).href,
  });
  try {
    const ready = client.ready(signal);
    ready.catch(() => {});
    const manifest = (models === undefined && locations.parts()) ||
        await readManifest(folder, REQUIRED_PART, read, { ...signal && { signal } });
    checkParts(asked, manifest);
    const wanted = (/** @type {{name: string}} */ { name }) =>
      asked === undefined || name === REQUIRED_PART || asked.includes(name);
    counter.expect(manifest.filter(wanted));
    const reading = manifest.map(async (part) => {
      /** @type {PartState} */
      const state =
          { name: part.name, bytes: part.bytes, loaded: false, error: null };
      if (!wanted(part)) return { part, state, stored: null };
      try {
        const stored = await readPart(folder, part, read, {
          ...signal && { signal }, ...onprogress && counter.ofPart(),
        });
        return { part, state, stored };
      } catch (thrown) {
        if (!(thrown instanceof StandfirstError)) throw thrown;
        state.error = thrown;
        return { part, state, stored: null };
      }
    });
    const parts = Promise.all(reading);
    parts.catch(() => {});
    await ready;
    // Each as it comes: one is unpacked while another is on its way. One at a
    // time: the engine may end with one, and starts anew for the next.
    /** @type {Promise<void>} */
    let turn = Promise.resolve();
    await Promise.all(reading.map(async (coming) => {
      const { part, state, stored } = await coming;
      turn = turn.then(async () => {
        if (stored !== null) {
          await abortable(loadPart(client, part, state, stored), signal);
        }
        if (part.name === REQUIRED_PART && state.error) throw state.error;
      });
      await turn;
    }));
    signal?.throwIfAborted();
    return new Engine(
        client, folder, read,
        (await parts).map(({ part, state }) => ({ part, state })));
  } catch (thrown) {
    client.destroy();
    throw thrown;
  }
}

/**
 * What the promises give, for those who write types.
 *
 * @typedef {Awaited<ReturnType<typeof create>>} StandfirstEngine
 * @typedef {Awaited<ReturnType<StandfirstEngine['analyse']>>} StandfirstArticle
 */

/** What makes engines. */
export const Standfirst = Object.freeze({ create });

/**
 * @param {Client} client
 * @param {import('./models.js').Part} part
 * @param {PartState} state
 * @param {Uint8Array} stored
 */
async function loadPart(client, part, state, stored) {
  try {
    await client.load(part.name, stored);
    state.loaded = true;
  } catch (thrown) {
    if (!(thrown instanceof StandfirstError)) throw thrown;
    state.error = thrown;
  }
}

/**
 * @param {URL | string | Uint8Array | ArrayBuffer} wasm
 * @param {import('./models.js').Reader} read
 * @param {import('./models.js').ReadOptions} options
 */
async function loadModule(wasm, read, options) {
  if (wasm instanceof Uint8Array || wasm instanceof ArrayBuffer) {
    options.onlength?.(0);
    return compile(wasm);
  }
  return readModule(addressOf(wasm), locations.wasmHash, read, options);
}

/** Counts the bytes of everything that is loaded. */
class Counter {
  #listener;
  #loaded = 0;
  #parts = -1;
  #module = -1;

  /** @param {CreateOptions['onprogress']} listener */
  constructor(listener) { this.#listener = listener; }

  /** @param {import('./models.js').Part[]} parts */
  expect(parts) {
    this.#parts = parts.reduce((sum, part) => sum + part.bytes, 0);
    this.#tell();
  }

  ofPart() {
    return { onbytes: (/** @type {number} */ bytes) => this.#add(bytes) };
  }

  /** Without a known length the module is not counted: the total stands. */
  ofModule() {
    return {
      onlength: (/** @type {number} */ length) => {
        this.#module = length;
        this.#tell();
      },
      onbytes: (/** @type {number} */ bytes) => {
        if (this.#module < 0) this.#module = 0;
        if (this.#module > 0) this.#add(bytes);
      },
    };
  }

  /** @param {number} bytes */
  #add(bytes) {
    this.#loaded += bytes;
    this.#tell();
  }

  #tell() {
    if (this.#parts < 0 || this.#module < 0) return;
    const total = this.#parts + this.#module;
    notify(this.#listener, { loaded: Math.min(this.#loaded, total), total });
  }
}

/**
 * Works on the host there is, again on the next one if that is replaced.
 *
 * @template T
 * @param {Client} client
 * @param {AbortSignal | undefined} signal
 * @param {(connection: any) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function onHost(client, signal, work) {
  for (let attempt = 1; ; attempt++) {
    const connection = await client.ready(signal);
    try {
      return await work(connection);
    } catch (thrown) {
      const again = thrown instanceof HostReplaced && attempt < ATTEMPTS;
      if (!again) throw thrown;
    }
  }
}

/**
 * Takes the members that JSON has no words for off the options, and refuses
 * others. What the rest may be is for the core to say.
 *
 * @param {AnalyseOptions & SummariseOptions} options
 */
function splitOptions(options) {
  checkObject(options);
  const { signal, onprogress, ...rest } = options;
  checkSignal(signal);
  checkFunctions({ onprogress });
  const json = jsonOf(rest, (value) =>
    typeof value === 'string' ? wellFormed(value) : value);
  return { signal, onprogress, json };
}

/**
 * Text with U+FFFD for each lone surrogate, which UTF-8 has no bytes for. Offsets
 * stay as they are.
 *
 * @param {string} text
 */
function wellFormed(text) {
  // The expression takes ten times as long; browsers of before 2024 need it.
  return text.toWellFormed?.() ?? text.replace(/\p{Cs}/gu, '\ufffd');
}

/**
 * Refuses a text over the limit, before anything of it is copied.
 *
 * @param {string} text
 */
function checkLength(text) {
  if (text.length * 3 <= TEXT_LIMIT || utf8Length(text) <= TEXT_LIMIT) return;
  const limit = TEXT_LIMIT / (1024 * 1024);
  throw new StandfirstError(
      'text-too-large', `The text is over ${limit} MiB.`,
      `Give at most ${limit} MiB (${TEXT_LIMIT} bytes of UTF-8) at a time.`);
}

/**
 * Length as UTF-8, a lone surrogate counted as the U+FFFD that it becomes; not
 * counted on past the limit.
 *
 * @param {string} text
 */
function utf8Length(text) {
  let bytes = text.length;
  for (let i = 0; i < text.length && bytes <= TEXT_LIMIT; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    // Two bytes for a unit up to U+07FF, three above; a pair has four for two.
    bytes += unit < 0x800 ? 1 : 2;
    const paired = unit >= 0xd800 && unit < 0xdc00 &&
        (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00;
    if (paired) i++;
  }
  return bytes;
}
