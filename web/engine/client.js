/**
 * The client of a host: pairs answers with messages by id, aborts, watches, and
 * starts the host again when it is lost.
 *
 * A host is lost when it crashes (an answer `engine-crashed`, an error of the
 * worker) or when a worker does not answer an abort in time. What was running
 * at a crash rejects with `engine-crashed`. A worker that hangs is the fault of
 * one article: calls for the others reject with `HostReplaced`, and their
 * callers repeat them on the next host.
 */
import { trustedScriptURL, workerType } from './trusted.js';
import { StandfirstError, errorFromRecord } from './protocol.js';

/** Milliseconds that a worker has to answer an abort, with a short text. */
const HANG_AFTER = 100;

/** Milliseconds between two looks at a worker that is at work. */
const LOOK_EVERY = 1000;

/**
 * Looks without any sign of life after which a worker is taken for dead: one
 * that the browser ended, for its memory, says nothing. Counted, not timed, as
 * a computer that slept would look like a worker that did not answer.
 */
const LOOKS = 15;

/**
 * UTF-16 units of a text for which one more look is granted, and as long again
 * to answer an abort: cleaning a long one, and its summary, are a single step.
 */
const UNITS_A_LOOK = 200000;

/** Milliseconds of a slice in the page: half a frame. */
const PAGE_SLICE = 8;

/**
 * @typedef {import('./protocol.js').Answer} Answer
 * @typedef {import('./protocol.js').Progress} Progress
 *
 * @typedef {object} Link a host to be talked to
 * @property {(message: object) => void} post
 * @property {() => void} close ends the host; nothing comes from it any more
 *
 * @typedef {object} LinkEvents
 * @property {(answer: Answer) => void} onanswer
 * @property {(reason: string) => void} onlost
 *
 * @typedef {object} Pending
 * @property {(value: any) => void} resolve
 * @property {(reason: unknown) => void} reject
 * @property {AbortSignal} [signal]
 * @property {(progress: Progress) => void} [onprogress]
 * @property {() => void} [forget] takes the listener off the signal
 *
 * @typedef {object} CallOptions
 * @property {AbortSignal | undefined} [signal]
 * @property {((progress: Progress) => void) | undefined} [onprogress]
 *
 * @typedef {object} ClientOptions
 * @property {URL | null} worker null: in the page
 * @property {() => Promise<{Host: typeof import('./host.js').Host}>} importHost
 * @property {typeof import('./locations.js').importGlue} importGlue
 * @property {Promise<WebAssembly.Module>} module
 * @property {string} release that worker and wasm have to be of; empty: any
 * @property {string | undefined} glue
 */

/** The call has to be repeated: its host was replaced, not for its fault. */
export class HostReplaced extends StandfirstError {
  constructor() {
    super('engine-crashed', 'The engine was started again.', 'Try again.');
  }
}

/** A host that was opened, and what was asked of it. */
class Connection {
  /** @type {Map<number, Pending>} */
  pending = new Map();
  /** @type {Link | null} */
  link = null;
  lost = false;
  /** Looks since the last sign of life. */
  silent = 0;
  /** Looks that it is granted. */
  patience = LOOKS;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  watch;
  /** To be called when it is lost. @type {(reason: string) => void} */
  onlost = () => {};
}

/** Whether the page was told that the engine runs without a worker. */
let told = false;

export class Client {
  #options;
  /** @type {URL | null} */
  #worker;
  #nextId = 1;
  /** Parts that loaded, as stored. @type {Map<string, Uint8Array>} */
  #parts = new Map();
  /** The host that calls go to. @type {Connection | null} */
  #current = null;
  /** @type {Promise<Connection> | null} */
  #starting = null;
  /** Every connection that is not closed. @type {Set<Connection>} */
  #open = new Set();
  /** Whether any host ever started. */
  #proved = false;
  /** Aborted when it is destroyed. */
  #life = new AbortController();
  /** @type {Set<(reason: unknown) => void>} */
  #waiting = new Set();
  #version = '';

  /** @param {ClientOptions} options */
  constructor(options) {
    this.#options = options;
    this.#worker = options.worker;
  }

  /** Aborted, with the error, when it is destroyed. */
  get life() { return this.#life.signal; }

  /**
   * @template T
   * @param {Promise<T>} promise
   * @returns {Promise<T>} that rejects at once when it is destroyed
   */
  whileAlive(promise) {
    // No listener each: node takes more than ten for a leak.
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject);
      promise.then(resolve, reject).finally(() => this.#waiting.delete(reject));
    });
  }

  /** Version of the core; empty until a host has started. */
  get version() { return this.#version; }

  /** @returns {'worker' | 'page'} */
  get mode() { return this.#worker === null ? 'page' : 'worker'; }

  /**
   * The host to talk to, started if there is none.
   *
   * @param {AbortSignal} [signal]
   * @returns {Promise<Connection>}
   */
  ready(signal) {
    if (this.life.aborted) return Promise.reject(this.life.reason);
    if (this.#current !== null) return Promise.resolve(this.#current);
    this.#starting ??= this.#start().finally(() => { this.#starting = null; });
    return abortable(this.#starting, signal);
  }

  /**
   * Loads a part; the hosts after this one will have it too.
   *
   * @param {string} name
   * @param {Uint8Array} stored
   */
  async load(name, stored) {
    const connection = await this.ready();
    await this.call(connection, 'load', { name, stored });
    this.#parts.set(name, stored);
  }

  /**
   * Sends a message and waits for its answer.
   *
   * @param {Connection} connection
   * @param {import('./protocol.js').Call} call
   * @param {object} body
   * @param {CallOptions} [options]
   * @returns {Promise<any>}
   */
  call(connection, call, body, { signal, onprogress } = {}) {
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (this.life.aborted) return Promise.reject(this.life.reason);
    if (connection.lost) return Promise.reject(new HostReplaced());
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      /** @type {Pending} */
      const pending = { resolve, reject };
      if (onprogress) pending.onprogress = onprogress;
      if (signal) {
        const onabort = () => {
          // The caller hears at once; the work is stopped behind its back.
          reject(signal.reason);
          void this.#abort(connection, id);
          // It may be done, and its answer on the way: nobody would close it.
          if (call === 'analyse') {
            const { article } = /** @type {{article?: number}} */ (body);
            this.call(connection, 'close', { article }).catch(() => {});
          }
        };
        signal.addEventListener('abort', onabort, { once: true });
        pending.signal = signal;
        pending.forget = () => signal.removeEventListener('abort', onabort);
      }
      // What is still being worked on may be long.
      if (connection.pending.size === 0) connection.patience = LOOKS;
      connection.pending.set(id, pending);
      const { length = 0 } = /** @type {{text?: string}} */ (body).text ?? '';
      connection.patience =
          Math.max(connection.patience, LOOKS + length / UNITS_A_LOOK);
      this.#watch(connection);
      try {
        connection.link?.post({ id, call, ...body });
      } catch (thrown) {
        // What cannot be cloned: not a fault of the host.
        connection.pending.delete(id);
        pending.forget?.();
        reject(thrown);
      }
    });
  }

  /** Ends the host; what runs rejects with `aborted`. */
  destroy() {
    if (this.life.aborted) return;
    this.#life.abort(new StandfirstError(
        'aborted', 'This engine was destroyed.', 'Create another one.'));
    for (const reject of this.#waiting) reject(this.life.reason);
    for (const connection of [...this.#open]) {
      this.#close(connection, this.life.reason);
    }
    this.#parts.clear();
  }

  /**
   * Looks after a worker while something is asked of it. Between its slices it
   * answers at once, so that an abort of nothing is as good as a ping.
   *
   * @param {Connection} connection
   */
  #watch(connection) {
    const worker = this.#worker;
    if (connection.watch !== undefined || worker === null) return;
    connection.silent = 0;
    const look = () => {
      connection.watch = undefined;
      if (connection.lost || connection.pending.size === 0) return;
      if (++connection.silent > connection.patience) {
        // One that never began may be another's script, which never will.
        connection.onlost(`${worker.href} does not answer`);
        return;
      }
      connection.watch = setTimeout(look, LOOK_EVERY);
      connection.link?.post({ id: this.#nextId++, call: 'abort', target: 0 });
    };
    connection.watch = setTimeout(look, LOOK_EVERY);
  }

  /** @returns {Promise<Connection>} */
  async #start() {
    if (this.#worker !== null) {
      const worker = this.#worker;
      try {
        return await this.#begin((events) => openWorker(worker, events));
      } catch (thrown) {
        // A worker that ran before and is lost now is no reason to leave
        // workers; neither is an engine that would not start in the page.
        if (!(thrown instanceof WorkerUnavailable)) throw thrown;
        if (this.#proved) {
          throw doesNotStart(thrown);
        }
        if (!told) {
          told = true;
          console.info('Standfirst runs without a worker: ' + thrown.message);
        }
        this.#worker = null;
      }
    }
    const { importHost, importGlue, glue } = this.#options;
    // On its way beside the module; the host says what is wrong with it.
    importGlue(glue).catch(() => {});
    // Also in a service worker, which may not import.
    const { Host } = await importHost().catch((thrown) => {
      throw doesNotStart(thrown);
    });
    return this.#begin((events) => openInPage(Host, events));
  }

  /**
   * @param {(events: LinkEvents) => Link} open
   * @returns {Promise<Connection>}
   */
  async #begin(open) {
    const connection = new Connection();
    /** @type {(reason: WorkerUnavailable) => void} */
    let refuse = () => {};
    const refused = new Promise((_resolve, reject) => { refuse = reject; });
    refused.catch(() => {});
    let started = false;
    const onlost = connection.onlost = (reason) => {
      if (!started) refuse(new WorkerUnavailable(reason));
      this.#lose(connection, new StandfirstError(
          'engine-crashed', `The engine crashed: ${reason}`,
          'It has been started again; the text is still there.'));
    };
    connection.link = open(
        { onanswer: (answer) => this.#receive(connection, answer), onlost });
    this.#open.add(connection);
    try {
      this.life.throwIfAborted();
      const { glue } = this.#options;
      // Opened before the module is there, so that both load side by side.
      const module = await Promise.race([this.#options.module, refused]);
      const answer = await Promise.race([
        this.call(connection, 'start', { module, glue }), refused]);
      const { release } = this.#options;
      const other = [answer.release, answer.version].find((one) => one !== release);
      if (release !== '' && other !== undefined) {
        throw new StandfirstError(
            'engine-unavailable', `The files of the engine are of different ` +
                `releases: ${release} and ${other}.`,
            'All files have to come from the same release.');
      }
      started = true;
      this.#version = answer.version;
      for (const [name, stored] of this.#parts) {
        await this.call(connection, 'load', { name, stored });
      }
    } catch (thrown) {
      this.#close(connection, thrown);
      throw thrown;
    }
    this.#proved = true;
    this.#current = connection;
    return connection;
  }

  /**
   * @param {Connection} connection
   * @param {Answer} answer
   */
  #receive(connection, answer) {
    // What another's script says is no sign of life of ours.
    if (answer?.id === undefined) return;
    connection.silent = 0;
    if (answer.id === null) {
      const message = answer.error?.message ?? 'an answer without a message';
      this.#lose(connection, new StandfirstError('engine-crashed', message));
      return;
    }
    const pending = connection.pending.get(answer.id);
    if (!pending) return;
    if (answer.progress) {
      if (!pending.signal?.aborted) notify(pending.onprogress, answer.progress);
      return;
    }
    connection.pending.delete(answer.id);
    pending.forget?.();
    if (answer.aborted) {
      pending.reject(pending.signal?.reason ??
          new StandfirstError('aborted', 'The work was stopped.'));
    } else if (answer.error) {
      const error = errorFromRecord(answer.error);
      pending.reject(error);
      if (error.code === 'engine-crashed') this.#lose(connection, error);
    } else {
      pending.resolve(answer.value);
    }
  }

  /**
   * Stops the work of a message, and a worker that does not listen.
   *
   * @param {Connection} connection
   * @param {number} target
   */
  async #abort(connection, target) {
    if (connection.lost || !connection.pending.has(target)) return;
    const answered = this.call(connection, 'abort', { target }).then(
        () => true, () => true);
    // In the page a host that hangs hangs this timer too.
    if (this.#worker === null) return;
    // The second wait: when the page itself was busy, the answer may lie in
    // its queue behind this timer.
    // A long text is read in one step, so its worker has longer.
    const wait = HANG_AFTER * (1 + connection.patience - LOOKS);
    const late = delay(wait).then(() => delay(0)).then(() => false);
    if (await Promise.race([answered, late])) return;
    this.#lose(connection, new HostReplaced());
  }

  /**
   * Gives a host up and starts the next one.
   *
   * @param {Connection} connection
   * @param {unknown} reason what its calls reject with
   */
  #lose(connection, reason) {
    if (connection.lost) return;
    const started = connection === this.#current;
    this.#close(connection, reason);
    // Begun now, so that the next call need not wait. If it fails, that call
    // tries again and says why.
    if (started && !this.life.aborted) this.ready().catch(() => {});
  }

  /**
   * @param {Connection} connection
   * @param {unknown} reason
   */
  #close(connection, reason) {
    if (connection.lost) return;
    connection.lost = true;
    clearTimeout(connection.watch);
    this.#open.delete(connection);
    if (this.#current === connection) this.#current = null;
    connection.link?.close();
    for (const pending of connection.pending.values()) {
      pending.forget?.();
      pending.reject(reason);
    }
    connection.pending.clear();
  }
}

/** @param {Error} thrown */
function doesNotStart(thrown) {
  return new StandfirstError(
      'engine-unavailable', `The engine does not start: ${thrown.message}`,
      'Load the page again.', { cause: thrown });
}

/** There is no worker to be had here. */
class WorkerUnavailable extends Error {}

/**
 * @param {URL} url
 * @param {LinkEvents} events
 * @returns {Link}
 */
function openWorker(url, { onanswer, onlost }) {
  /** @type {Worker} */
  let worker;
  try {
    worker = new Worker(
        trustedScriptURL(url), { type: workerType(url), name: 'standfirst' });
  } catch (thrown) {
    throw new WorkerUnavailable(
        thrown instanceof Error ? thrown.message : String(thrown));
  }
  worker.onmessage = (event) => onanswer(event.data);
  worker.onmessageerror = () => onlost('an answer could not be read');
  worker.onerror = (event) => {
    event.preventDefault();
    onlost(event.message || `${url.href} could not be loaded`);
  };
  return {
    post: (message) => worker.postMessage(message),
    close: () => {
      worker.onmessage = worker.onmessageerror = worker.onerror = null;
      worker.terminate();
    },
  };
}

/**
 * The host in the page, with the same manners: each message in a task of its
 * own, nothing after `close`.
 *
 * @param {typeof import('./host.js').Host} Host
 * @param {LinkEvents} events
 * @returns {Link}
 */
function openInPage(Host, { onanswer }) {
  let closed = false;
  const host = new Host((answer) => {
    queueMicrotask(() => { if (!closed) onanswer(answer); });
  }, { sliceMilliseconds: PAGE_SLICE });
  return {
    post: (message) => {
      Host.nextTask().then(() => { if (!closed) host.receive(message); });
    },
    close: () => {
      if (closed) return;
      closed = true;
      host.dispose();
    },
  };
}

/** @param {number} milliseconds */
function delay(milliseconds) {
  return new Promise((resolve) => { setTimeout(resolve, milliseconds); });
}

/**
 * A promise that the signal may leave early; what it stands for goes on.
 *
 * @template T
 * @param {Promise<T>} promise
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<T>}
 */
export function abortable(promise, signal) {
  if (!signal) return promise;
  if (signal.aborted) {
    promise.catch(() => {});
    return Promise.reject(signal.reason);
  }
  return new Promise((resolve, reject) => {
    const onabort = () => reject(signal.reason);
    signal.addEventListener('abort', onabort, { once: true });
    promise.then(resolve, reject).finally(
        () => signal.removeEventListener('abort', onabort));
  });
}

/**
 * Calls a listener; what it throws is its own affair, reported as the page's
 * errors are.
 *
 * @template T
 * @param {((event: T) => void) | undefined} listener
 * @param {T} event
 */
export function notify(listener, event) {
  try {
    listener?.(event);
  } catch (thrown) {
    const { reportError = console.error } = globalThis;
    reportError(thrown);
  }
}
