/**
 * Files, samples and links on their way to a text: one at a time, with progress
 * when it takes long, and stopped without harm to the text that is there.
 */

/** Below this, in milliseconds, opening shows nothing (SPEC 5). */
const SHOW_WORK_AFTER = 400;

export class Opening {
  #store;
  /** @type {AbortController | null} */
  #running = null;

  /** @param {import('./store.js').Store} store */
  constructor(store) { this.#store = store; }

  /**
   * @template T
   * @param {(options: {signal: AbortSignal,
   *     onprogress: (fraction: number) => void}) => Promise<T>} work
   * @param {boolean} [quiet] what is there stays, however long it takes
   * @returns {Promise<T | null>} null: stopped
   */
  async run(work, quiet) {
    this.stop();
    const running = new AbortController();
    this.#running = running;
    const { signal } = running;
    const store = this.#store;
    const since = performance.now();
    const { phase } = store.state;
    const shown = () => store.state.work?.stage === 'open';
    const timer = setTimeout(() => {
      // A reading that goes on shows its own progress.
      if (quiet || store.state.phase !== phase || phase === 'working') return;
      store.set({ phase: 'working', work: { since, stage: 'open', fraction: 0 } });
    }, SHOW_WORK_AFTER);
    const end = () => {
      clearTimeout(timer);
      if (shown()) store.set({ phase, work: null });
    };
    signal.addEventListener('abort', end, { once: true });
    try {
      const opened = await work({
        signal,
        onprogress: (fraction) => {
          if (!signal.aborted && shown()) {
            store.set({ work: { since, stage: 'open', fraction } });
          }
        },
      });
      // Another wish came meanwhile.
      return signal.aborted ? null : opened;
    } catch (thrown) {
      if (signal.aborted) return null;
      throw thrown;
    } finally {
      if (this.#running === running) {
        this.#running = null;
        end();
      }
    }
  }

  /** @returns {boolean} whether there was something to stop */
  stop() {
    const running = this.#running;
    this.#running = null;
    running?.abort();
    return running !== null;
  }
}
