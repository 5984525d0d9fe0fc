/**
 * Engines that several users of a page share: one worker and one model for
 * each set of settings, counted by reference.
 */
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

/** Whether an engine was ever loaded here: its files are at hand. */
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
      onprogress: (progress) => {
        this.progress = progress;
        for (const listener of this.listeners) listener(progress);
      },
    });
    this.engine.then(() => {
      this.ready = true;
      loadedOnce = true;
      this.listeners.clear();
    }, () => {
      // A failure is not kept: the next user tries again.
      if (engines.get(key) === this) engines.delete(key);
    });
  }

  /**
   * The engine with more parts. One that cannot be had is no failure: results
   * say so.
   *
   * @param {string[] | undefined} parts
   */
  async with(parts) {
    const engine = await this.engine;
    for (const { name, loaded, error } of engine.parts) {
      if (loaded || error || this.later.has(name)) continue;
      if (parts !== undefined && !parts.includes(name)) continue;
      this.later.set(name, engine.load(name).then(() => {}, () => {}));
    }
    await Promise.all([...this.later].map(([name, loading]) =>
      parts === undefined || parts.includes(name) ? loading : undefined));
    return engine;
  }

  leave() {
    if (--this.users > 0) return;
    setTimeout(() => {
      if (this.users === 0) this.end();
    }, LINGER);
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
export function configure({ wasmUrl, workerUrl, modelUrl }) {
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
  if (onprogress && !shared.ready) {
    if (shared.progress) onprogress(shared.progress);
    listeners.add(onprogress);
  }
  shared.users++;
  const engine = shared.with(parts);
  engine.catch(() => {});
  const held = shared;
  let released = false;
  return {
    engine,
    release: () => {
      if (released) return;
      released = true;
      if (onprogress) listeners.delete(onprogress);
      held.leave();
    },
  };
}

/**
 * @param {Settings} [settings]
 * @returns {'none' | 'loading' | 'ready'} `ready` also where the files have
 *     been loaded before
 */
export function sharedState(settings = {}) {
  const shared = engines.get(keyOf({ ...defaults, ...settings }));
  if (atHand || loadedOnce || shared?.ready) return 'ready';
  return shared ? 'loading' : 'none';
}

/** @param {Settings} settings */
function keyOf({ models, wasm, worker, read }) {
  const bytes = wasm instanceof Uint8Array || wasm instanceof ArrayBuffer;
  return JSON.stringify([
    String(models), bytes ? 'bytes' : String(wasm), String(worker ?? true),
    read === undefined,
  ]);
}

/** @param {Event} event */
function onPageHide(event) {
  if (/** @type {PageTransitionEvent} */ (event).persisted) return;
  for (const shared of [...engines.values()]) shared.end();
}
