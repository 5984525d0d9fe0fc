/** `CreateMonitor`, and the events of a download as the standard wants them. */

/** Whoever has it may make a monitor: nobody but this module. */
const GUARD = Symbol('monitor');

/** Steps of `loaded`. */
const STEPS = 65536;

/** Milliseconds between two events but the last. */
const INTERVAL = 50;

/**
 * What TypeScript has to be told of the events.
 *
 * @typedef {(type: 'downloadprogress', listener:
 *     ((this: CreateMonitor, event: ProgressEvent) => unknown) | null,
 *     options?: boolean | AddEventListenerOptions) => void} Listening
 *
 * @typedef {{addEventListener: Listening, removeEventListener: Listening} & EventTarget}
 *     ProgressTarget
 */
const Target = /** @type {{new (): ProgressTarget}} */ (EventTarget);

/** Tells how far the download has come: event `downloadprogress`. */
export class CreateMonitor extends Target {
  /** @type {((this: CreateMonitor, event: ProgressEvent) => unknown) | null} */
  #handler = null;

  /** @param {unknown[]} args */
  constructor(...args) {
    if (args[0] !== GUARD) throw new TypeError('Illegal constructor');
    super();
  }

  get ondownloadprogress() { return this.#handler; }

  set ondownloadprogress(value) {
    const handler = typeof value === 'function' ? value : null;
    if (this.#handler === null && handler !== null) {
      this.addEventListener('downloadprogress', this.#listener);
    } else if (handler === null) {
      this.removeEventListener('downloadprogress', this.#listener);
    }
    this.#handler = handler;
  }

  #listener = (/** @type {Event} */ event) => {
    this.#handler?.call(this, /** @type {ProgressEvent} */ (event));
  };
}

Object.defineProperties(CreateMonitor, {
  name: { value: 'CreateMonitor', configurable: true },
});
Object.defineProperties(CreateMonitor.prototype, {
  ondownloadprogress: { enumerable: true },
  [Symbol.toStringTag]: { value: 'CreateMonitor', configurable: true },
});

/** Node has no ProgressEvent. */
const Progress = globalThis.ProgressEvent ?? class extends Event {
  /**
   * @param {string} type
   * @param {ProgressEventInit} init
   */
  constructor(type, init) {
    super(type);
    this.lengthComputable = init.lengthComputable;
    this.loaded = init.loaded;
    this.total = init.total;
  }
};

/** What one call of `create` tells its monitor. */
export class Download {
  monitor = new CreateMonitor(GUARD);
  #last = -1;
  #when = -Infinity;

  /**
   * Tells a fraction, if that is news. The last one is always told.
   *
   * @param {number} fraction 0 to 1
   */
  tell(fraction) {
    const loaded = Math.floor(fraction * STEPS) / STEPS;
    if (loaded <= this.#last) return;
    const now = performance.now();
    if (loaded < 1 && now - this.#when < INTERVAL) return;
    this.#last = loaded;
    this.#when = now;
    this.monitor.dispatchEvent(new Progress('downloadprogress', {
      lengthComputable: true, loaded, total: 1,
    }));
  }
}
