/**
 * The page's one state. Actions put patches in, views listen for the members
 * that they draw; nobody else keeps state that another view needs.
 *
 * @typedef {import('./types.js').State} State
 *
 * @typedef {object} Store
 * @property {Readonly<State>} state
 * @property {(patch: Partial<State>) => void} set
 * @property {(patch: Partial<State>) => Promise<void>} spread as `set`, with
 *     pauses between the views: for a state that takes all of them long to draw
 * @property {(keys: (keyof State)[], draw: (state: State) => void) => void} on
 *     calls `draw` now and after every patch that changed one of `keys`
 */
import { nextTask } from './dom.js';

/** Milliseconds of drawing after which `spread` lets the browser go on. */
const SLICE = 10;

/**
 * @param {State} initial
 * @returns {Store}
 */
export function createStore(initial) {
  let state = initial;
  /** @type {{keys: Set<keyof State>, draw: (state: State) => void}[]} */
  const listeners = [];
  /** @type {Set<keyof State>} */
  let pending = new Set();
  let telling = false;

  function tell() {
    // A view that sets state while it draws is heard in another round, so that
    // every view sees the states in the same order.
    if (telling) return;
    telling = true;
    while (pending.size > 0) {
      const changed = pending;
      pending = new Set();
      for (const { keys, draw } of listeners) {
        if ([...changed].some((key) => keys.has(key))) draw(state);
      }
    }
    telling = false;
  }

  return {
    get state() {
      return state;
    },
    set(patch) {
      const keys = /** @type {(keyof State)[]} */ (Object.keys(patch));
      const changed = keys.filter((key) => !Object.is(state[key], patch[key]));
      if (changed.length === 0) return;
      state = { ...state, ...patch };
      for (const key of changed) pending.add(key);
      tell();
    },
    async spread(patch) {
      const keys = /** @type {(keyof State)[]} */ (Object.keys(patch));
      const changed = keys.filter((key) => !Object.is(state[key], patch[key]));
      state = { ...state, ...patch };
      let since = performance.now();
      for (const { keys: wanted, draw } of listeners) {
        if (!changed.some((key) => wanted.has(key))) continue;
        if (performance.now() - since > SLICE) {
          await nextTask();
          since = performance.now();
        }
        // What was set meanwhile counts.
        draw(state);
      }
    },
    on(keys, draw) {
      listeners.push({ keys: new Set(keys), draw });
      draw(state);
    },
  };
}
