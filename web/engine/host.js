/**
 * Drives the wasm module: takes messages (protocol.js), gives each exactly one
 * answer. The same code runs in the worker and, without workers, in the page.
 *
 * Analyses run in slices with a task between two of them, so that a message
 * that came meanwhile (an abort, another article) is seen. After a trap or an
 * abort of the module its instance is never entered again: everything running
 * and everything after is answered with `engine-crashed`, and it is for the
 * client to make a new host.
 */
import { importGlue, release } from './locations.js';
import {
  CALLS, STAGES, StandfirstError, errorFromRecord, errorToRecord,
} from './protocol.js';

/**
 * @typedef {import('./protocol.js').Answer} Answer
 * @typedef {import('./protocol.js').Message} Message
 * @typedef {import('../../wasm/standfirst.js').Session} Session
 * @typedef {import('../../wasm/standfirst.js').StandfirstModule} Wasm
 */

/** Statuses of the module's calls. */
const MORE = 1;
const FAILED = 2;

/** Milliseconds between two reports of progress within one stage. */
const REPORT_EVERY = 50;

/** Thrown to leave work that was aborted. */
const ABORTED = Symbol('aborted');

/**
 * Resolves in a later task. `scheduler.yield` would come back before the
 * messages that wait, a timer after 4 ms; a message of our own queues fairly.
 *
 * @type {() => Promise<void>}
 */
const nextTask = (() => {
  const { setImmediate } = /** @type {any} */ (globalThis);
  if (typeof setImmediate === 'function') {
    return () => new Promise((resolve) => { setImmediate(resolve); });
  }
  const { port1, port2 } = new MessageChannel();
  /** @type {(() => void)[]} */
  const waiting = [];
  port1.onmessage = () => waiting.shift()?.();
  return () => new Promise((resolve) => {
    waiting.push(resolve);
    port2.postMessage(null);
  });
})();

/**
 * How much to ask of `advance` so that a slice keeps its time. Each stage has a
 * speed of its own; a step aims at an eighth of a slice, and a slice ends when
 * another step of twice the last one's time might not fit.
 */
class Pace {
  /** @param {number} slice milliseconds */
  constructor(slice) {
    this.slice = slice;
    this.goal = slice / 8;
    this.bytes = STAGES.map(() => 2048);
  }

  /**
   * Advances one slice.
   *
   * @param {Session} session
   * @param {() => void} [onstep] called after each step
   * @returns {number} status
   */
  run(session, onstep) {
    const started = performance.now();
    let elapsed = 0;
    for (;;) {
      const stage = session.stage();
      const bytes = this.bytes[stage] ?? 2048;
      const status = session.advance(bytes);
      const before = elapsed;
      elapsed = performance.now() - started;
      const took = elapsed - before;
      if (took < this.goal / 2) {
        this.bytes[stage] = Math.min(bytes * 2, 1 << 22);
      } else if (took > this.goal) {
        this.bytes[stage] = Math.max(bytes >> 1, 256);
      }
      onstep?.();
      const room = elapsed + 2 * Math.max(took, this.goal) <= this.slice;
      if (status !== MORE || !room) return status;
    }
  }
}

export class Host {
  /** For the link in the page, which gives each message a task of its own. */
  static nextTask = nextTask;

  /** @type {(answer: Answer, transfer: Transferable[]) => void} */
  #post;
  #slice;
  /** @type {Wasm | null} */
  #wasm = null;
  /** Holds the model; never analyses. @type {Session | null} */
  #root = null;
  /**
   * Articles that are analysed, and how long that took.
   *
   * @type {Map<number, {session: Session, milliseconds: number}>}
   */
  #articles = new Map();
  /** Messages not answered yet. @type {Map<number, {aborted: boolean}>} */
  #running = new Map();
  /** Why the instance may not be entered any more. @type {Error | null} */
  #lost = null;
  /** What the module wrote last, for the message of a crash. */
  #lastLine = '';

  /**
   * @param {(answer: Answer, transfer: Transferable[]) => void} post
   * @param {{sliceMilliseconds: number}} options
   */
  constructor(post, { sliceMilliseconds }) {
    this.#post = post;
    this.#slice = sliceMilliseconds;
  }

  /** @param {unknown} received */
  receive(received) {
    const { id, call } = /** @type {Partial<Message>} */ (received ?? {});
    if (typeof id !== 'number' || call === undefined || !CALLS.includes(call)) {
      const message = `unknown message: ${String(call)}`;
      const error = errorToRecord(new StandfirstError('internal', message));
      this.#post({ id: typeof id === 'number' ? id : null, error }, []);
      return;
    }
    void this.#answer(id, /** @type {Message} */ (received));
  }

  /** Frees everything; what is running ends at its next slice. */
  dispose() {
    for (const task of this.#running.values()) task.aborted = true;
    if (this.#lost === null) {
      for (const { session } of this.#articles.values()) session.delete();
      this.#root?.delete();
    }
    this.#articles.clear();
    this.#root = null;
  }

  /**
   * @param {number} id
   * @param {Message} message
   */
  async #answer(id, message) {
    const task = { aborted: false };
    this.#running.set(id, task);
    /** @type {Answer} */
    let answer;
    try {
      answer = { id, value: await this.#perform(message, task) };
    } catch (thrown) {
      answer = thrown === ABORTED ?
          { id, aborted: true } : { id, error: errorToRecord(thrown) };
    } finally {
      this.#running.delete(id);
    }
    const bytes = /** @type {{bytes?: unknown}} */ (answer.value ?? {}).bytes;
    this.#post(answer, bytes instanceof Uint8Array ? [bytes.buffer] : []);
  }

  /**
   * @param {Message} message
   * @param {{aborted: boolean}} task
   * @returns {Promise<unknown>}
   */
  async #perform(message, task) {
    switch (message.call) {
      case 'start': return this.#start(message);
      case 'load': return this.#load(message);
      case 'analyse': return this.#analyse(message, task);
      case 'summarise': return this.#summarise(message);
      case 'close': return this.#close(message.article);
      case 'abort': {
        const target = this.#running.get(message.target);
        if (target) target.aborted = true;
        return target !== undefined;
      }
    }
  }

  /** @param {import('./protocol.js').StartBody} body */
  async #start({ module, glue }) {
    try {
      const { default: createStandfirst } = await importGlue(glue);
      /** @type {Wasm} */
      const wasm = await new Promise((resolve, reject) => {
        createStandfirst({
          printErr: (/** @type {unknown} */ line) => {
            this.#lastLine = String(line);
          },
          // The module was fetched and compiled once, by the client.
          instantiateWasm(
              /** @type {WebAssembly.Imports} */ imports,
              /** @type {Function} */ receive) {
            WebAssembly.instantiate(module, imports).then(
                (instance) => receive(instance, module)).catch(reject);
            return {};
          },
        }).then(resolve, reject);
      });
      this.#wasm = wasm;
      this.#root = new wasm.Session();
      return { version: wasm.version(), release };
    } catch (thrown) {
      throw new StandfirstError(
          'engine-unavailable', `The engine does not start: ${thrown}`,
          'Load the page again; if it stays so, this browser may not run it.',
          { cause: thrown });
    }
  }

  /** @param {import('./protocol.js').LoadBody} body */
  #load({ stored }) {
    this.#enter(() => {
      const root = this.#rootSession();
      const status = this.#withBytes(
          stored, (pointer, length) => root.loadModel(pointer, length));
      if (status === FAILED) throw this.#failure(root);
    });
    return true;
  }

  /**
   * @param {import('./protocol.js').AnalyseBody & {id: number}} message
   * @param {{aborted: boolean}} task
   */
  async #analyse({ id, article, text, options, progress }, task) {
    const session = this.#enter(() => this.#rootSession().share());
    let kept = false;
    let milliseconds = 0;
    /** @param {() => number} work @returns {number} its status */
    const timed = (work) => {
      const started = performance.now();
      const status = this.#enter(work);
      milliseconds += performance.now() - started;
      return status;
    };
    try {
      // Cleaning is part of the beginning.
      if (progress) {
        this.#post({ id, progress: { stage: 'clean', fraction: 0 } }, []);
      }
      // Not encodeInto: that needs room for the worst case, three bytes a code
      // unit, and what wasm once grew it keeps.
      let status = timed(() => this.#withBytes(
          new TextEncoder().encode(text), (pointer, length) =>
            session.analyse(pointer, length, JSON.parse(options))));
      const pace = new Pace(this.#slice);
      const report = progress ? this.#reporter(id, session) : undefined;
      while (status === MORE) {
        if (task.aborted) throw ABORTED;
        status = timed(() => pace.run(session, report));
        if (status === MORE) await nextTask();
      }
      if (status === FAILED) {
        throw this.#enter(() => this.#failure(session));
      }
      if (task.aborted) throw ABORTED;
      if (progress) {
        const end = STAGES[STAGES.length - 1] ?? 'rank';
        this.#post({ id, progress: { stage: end, fraction: 1 } }, []);
      }
      this.#close(article);
      this.#articles.set(article, { session, milliseconds });
      kept = true;
      return true;
    } finally {
      if (!kept) this.#free(session);
    }
  }

  /**
   * Reports each stage when it begins, and now and then within it.
   *
   * @param {number} id
   * @param {Session} session
   */
  #reporter(id, session) {
    let lastStage = -1;
    let lastTime = -Infinity;
    return () => {
      const number = session.stage();
      const now = performance.now();
      if (number === lastStage && now - lastTime < REPORT_EVERY) return;
      lastStage = number;
      lastTime = now;
      const stage = STAGES[number];
      if (stage === undefined) return;
      const fraction = session.fraction() / 1000;
      this.#post({ id, progress: { stage, fraction } }, []);
    };
  }

  /**
   * @param {import('./protocol.js').SummariseBody} body
   * @returns {import('./protocol.js').Summary}
   */
  #summarise({ article, options }) {
    return this.#enter(() => {
      const analysed = this.#articles.get(article);
      if (!analysed) {
        throw new StandfirstError('aborted', 'This article has been closed.');
      }
      const { session } = analysed;
      const started = performance.now();
      const status = session.summarise(JSON.parse(options));
      if (status === FAILED) throw this.#failure(session);
      const bytes = this.#result(session);
      const summarising = performance.now() - started;
      return { bytes, milliseconds: analysed.milliseconds + summarising };
    });
  }

  /** @param {number} article */
  #close(article) {
    const analysed = this.#articles.get(article);
    this.#articles.delete(article);
    if (analysed) this.#free(analysed.session);
    return true;
  }

  /** @param {Session} session */
  #free(session) {
    if (this.#lost !== null) return;
    this.#enter(() => {
      session.close();
      session.delete();
    });
  }

  #rootSession() {
    if (this.#root === null) {
      throw new StandfirstError('engine-unavailable', 'The engine has ended.');
    }
    return this.#root;
  }

  /** @returns {Wasm} */
  #module() {
    if (this.#lost !== null) throw this.#lost;
    if (this.#wasm === null) {
      throw new StandfirstError('engine-unavailable', 'Nothing was started.');
    }
    return this.#wasm;
  }

  /**
   * The only way into wasm: whatever it throws that is not an error of ours is
   * a trap or an abort, and ends the instance.
   *
   * @template T
   * @param {() => T} work
   * @returns {T}
   */
  #enter(work) {
    this.#module();
    try {
      return work();
    } catch (thrown) {
      if (thrown instanceof StandfirstError) throw thrown;
      const detail = [String(thrown), this.#lastLine].filter(Boolean);
      throw this.#lose(detail.join('; '));
    }
  }

  /** @param {string} detail */
  #lose(detail) {
    this.#lost = new StandfirstError(
        'engine-crashed', `The engine crashed: ${detail}`,
        'It has been started again; the text is still there.');
    this.#articles.clear();
    this.#root = null;
    this.#wasm = null;
    return this.#lost;
  }

  /**
   * Copies bytes into wasm for the time of one call. To be used in `#enter`.
   *
   * @template T
   * @param {Uint8Array} bytes
   * @param {(pointer: number, length: number) => T} work
   * @returns {T}
   */
  #withBytes(bytes, work) {
    const wasm = this.#module();
    const pointer = wasm._malloc(Math.max(bytes.length, 1));
    if (pointer === 0) throw this.#lose('not enough memory');
    // HEAPU8 is another object after memory grew: read it here, not before.
    wasm.HEAPU8.set(bytes, pointer);
    const value = work(pointer, bytes.length);
    // Not in `finally`: after a trap not even `free` may run.
    wasm._free(pointer);
    return value;
  }

  /** @param {Session} session */
  #result(session) {
    const start = session.resultPointer();
    return this.#module().HEAPU8.slice(start, start + session.resultLength());
  }

  /** @param {Session} session */
  #failure(session) {
    const json = new TextDecoder().decode(this.#result(session));
    try {
      return errorFromRecord(JSON.parse(json).error);
    } catch {
      return new StandfirstError('internal', `not an error in JSON: ${json}`);
    }
  }
}
