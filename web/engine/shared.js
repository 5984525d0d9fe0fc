/**
 * Engines that several users of a page share: one worker and one model for
 * each set of settings, counted by reference.
 */
import { checkMembers } from './create_options.js';
import { Standfirst } from './index.js';
import { atHand } from './locations.js';

/**
 * @typedef {import('./index.js').CreateOptions} CreateOptions
 * @typedef {import('./index.js').StandfirstEngine} Engine
 * @typedef {{loaded: number, total: number}} Loaded bytes
 * @typedef {Pick<CreateOptions, 'models' | 'wasm' | 'worker' | 'read'>} Settings
 *
 * @typedef {object} Wishes
 * @property {string[]} [parts] of the model that are needed; all by default
 * @property {(progress: Loaded) => void} [onprogress]
 *
 * @typedef {object} Hold a share in an engine
 * @property {Promise<Engine>} engine with the parts that were asked for
 * @property {() => void} release to be called once; again is harmless
 */

/** Milliseconds that an engine outlives its last user, which may only move. */
const LINGER = 1000;

/** @type {Settings} */
let defaults = {};

/** The engines there are, by their settings. @type {Map<string, Shared>} */
const engines = new Map();

/** Of bytes and functions in settings, which have no name. @type {WeakMap<object, number>} */
const numbers = new WeakMap();
let lastNumber = 0;

/** Whether an engine ever had all of its parts here: its files are at hand. */
let loadedOnce = false;

class Shared {
  users = 0;
  ready = false;
  /** @type {Loaded | null} */
  progress = null;
  /** @type {Set<(progress: Loaded) => void>} */
  listeners = new Set();
  /** Parts that are loaded after the engine. @type {Map<string, Promise<void>>} */
  later = new Map();
  /** @type {Promise<Engine>} */
  engine;

  /**
   * @param {string} key
   * @param {Settings} settings
   * @param {string[] | undefined} parts
   */
  constructor(key, settings, parts) {
    this.key = key;
    this.stopped = new AbortController();
    this.engine = Standfirst.create({
      ...settings,
      ...parts && { parts },
      signal: this.stopped.signal,
      onprogress: (progress) => this.tell(progress),
    });
    this.engine.then(() => {
      this.ready = true;
      this.progress = null;
    }, () => {
      // A failure is not kept: the next user tries again.
      if (engines.get(key) === this) engines.delete(key);
    });
  }

  /** @param {Loaded} progress */
  tell(progress) {
    this.progress = progress;
    for (const listener of this.listeners) listener(progress);
  }

  /**
   * The engine with more parts. One that cannot be had is no failure: results
   * say so, and the next user tries again.
   *
   * @param {string[] | undefined} parts
   */
  async with(parts) {
    const { ready } = this;
    const engine = await this.engine;
    await Promise.all(engine.parts.map(({ name, bytes, loaded, error }) => {
      // What the engine began without has only just failed.
      if (loaded || (error && !ready) || parts?.includes(name) === false) return;
      if (!this.later.has(name)) this.later.set(name, this.add(engine, name, bytes));
      return this.later.get(name);
    }));
    loadedOnce ||= engine.parts.every(({ loaded }) => loaded);
    return engine;
  }

  /**
   * @param {Engine} engine
   * @param {string} name
   * @param {number} bytes
   */
  async add(engine, name, bytes) {
    const count = (/** @type {number} */ more, /** @type {number} */ expected) => {
      const { loaded, total } = this.progress ?? { loaded: 0, total: 0 };
      this.tell({ loaded: loaded + more, total: total + expected });
    };
    count(0, bytes);
    try {
      await engine.load(name, { onbytes: (more) => count(more, 0) });
    } catch {
      // The engine's parts have the error.
    }
    this.later.delete(name);
    if (this.later.size === 0) this.progress = null;
  }

  leave() {
    if (--this.users > 0) return;
    /** @type {any} */
    const timer = setTimeout(() => {
      if (this.users === 0) this.end();
    }, LINGER);
    // Node would wait for it, and has no worker to end.
    timer.unref?.();
  }

  end() {
    if (engines.get(this.key) === this) engines.delete(this.key);
    this.stopped.abort();
    this.engine.then((engine) => engine.destroy(), () => {});
  }
}

/**
 * Where the files of shared engines lie, for pages whose build moved them. To
 * be called before the first use.
 *
 * @param {{wasmUrl?: URL | string, workerUrl?: URL | string | false,
 *     modelUrl?: URL | string}} places `workerUrl` false: no worker
 */
export function configure(places) {
  checkMembers(places, ['wasmUrl', 'workerUrl', 'modelUrl']);
  const { wasmUrl, workerUrl, modelUrl } = places;
  defaults = {
    ...wasmUrl !== undefined && { wasm: wasmUrl },
    ...workerUrl !== undefined && { worker: workerUrl },
    ...modelUrl !== undefined && { models: modelUrl },
  };
}

/**
 * A share in the engine of these settings, which is loaded if there is none.
 *
 * @param {Settings} [settings]
 * @param {Wishes} [wishes]
 * @returns {Hold}
 */
export function shareEngine(settings = {}, { parts, onprogress } = {}) {
  const merged = { ...defaults, ...settings };
  const key = keyOf(merged);
  let shared = engines.get(key);
  if (shared === undefined) {
    shared = new Shared(key, merged, parts);
    engines.set(key, shared);
    // A page that goes away takes its workers along; what waited is told.
    globalThis.addEventListener?.('pagehide', onPageHide);
  }
  const { listeners } = shared;
  if (onprogress) {
    if (shared.progress) onprogress(shared.progress);
    listeners.add(onprogress);
  }
  shared.users++;
  const engine = shared.with(parts);
  const deaf = () => { if (onprogress) listeners.delete(onprogress); };
  engine.then(deaf, deaf);
  const held = shared;
  let released = false;
  return {
    engine,
    release: () => {
      if (released) return;
      released = true;
      deaf();
      held.leave();
    },
  };
}

/**
 * @param {Settings} [settings]
 * @returns {'none' | 'loading' | 'ready'} of an engine with all parts: `none`
 *     where one would have to be fetched, `ready` also where all have been before
 */
export function sharedState(settings = {}) {
  const shared = engines.get(keyOf({ ...defaults, ...settings }));
  if (atHand || loadedOnce) return 'ready';
  return shared && (!shared.ready || shared.later.size > 0) ? 'loading' : 'none';
}

/** @param {Settings} settings */
function keyOf(settings) {
  return Object.entries({ worker: true, ...settings })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name} ${nameOf(value)}`).sort().join();
}

/**
 * The same for the same bytes or function, as for addresses that are the same.
 *
 * @param {unknown} value
 */
function nameOf(value) {
  if (value !== Object(value) || value instanceof URL) return String(value);
  const object = /** @type {object} */ (value);
  const number = numbers.get(object) ?? ++lastNumber;
  numbers.set(object, number);
  return number;
}

/** @param {Event} event */
function onPageHide(event) {
  if (/** @type {PageTransitionEvent} */ (event).persisted) return;
  for (const shared of [...engines.values()]) shared.end();
}
