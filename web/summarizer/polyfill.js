/**
 * Installs `Summarizer` where the platform has none. Importing this module does
 * so at once; a browser that has one but says `unavailable` is asked only on
 * request:
 *
 *     import { install } from 'standfirst/polyfill';
 *     await install({ mode: 'if-unavailable' });
 */
import { CreateMonitor, Summarizer } from './index.js';

export { configure } from '../engine/index.js';
export { CreateMonitor, Summarizer };

const MODES = ['if-missing', 'if-unavailable', 'always'];

/**
 * @param {object} [options]
 * @param {'if-missing' | 'if-unavailable' | 'always'} [options.mode]
 *     `if-missing` by default; `if-unavailable` also where the platform's own
 *     says that it cannot be had; `always` in any case
 * @returns {Promise<boolean>} whether the global is ours now
 */
export async function install({ mode = 'if-missing' } = {}) {
  if (!MODES.includes(mode)) {
    throw new TypeError(`"mode" is "${mode}"; it may be one of ${
      MODES.map((one) => `"${one}"`).join(', ')}.`);
  }
  const native = Reflect.get(globalThis, 'Summarizer');
  if (native === Summarizer) return true;
  const wanted = native === undefined || mode === 'always' ||
      (mode === 'if-unavailable' && await isUnavailable(native));
  if (wanted) define();
  return wanted;
}

/** @param {any} native */
async function isUnavailable(native) {
  try {
    return await native.availability() === 'unavailable';
  } catch {
    // It cannot even say so.
    return true;
  }
}

function define() {
  for (const [name, value] of Object.entries({ Summarizer, CreateMonitor })) {
    // Other interfaces of the platform share CreateMonitor.
    if (name === 'CreateMonitor' && name in globalThis) continue;
    Object.defineProperty(globalThis, name, {
      value, writable: true, configurable: true, enumerable: false,
    });
  }
}

if (!('Summarizer' in globalThis)) define();
