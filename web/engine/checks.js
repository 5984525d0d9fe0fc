/** What every function of the engine asks of what it is given. */
import { StandfirstError } from './protocol.js';

/**
 * @param {string} message what is wrong
 * @param {string} hint what to give instead
 * @param {ErrorOptions} [options]
 */
export function wrongOption(message, hint, options) {
  return new StandfirstError('invalid-option', message, hint, options);
}

/** @param {unknown} options */
export function checkObject(options) {
  if (typeof options === 'object' && options !== null) return;
  throw wrongOption('The options are not an object.', 'Give one, or nothing.');
}

/** @param {unknown} signal */
export function checkSignal(signal) {
  if (signal === undefined || signal instanceof AbortSignal) return;
  throw wrongOption(
      '"signal" is not an AbortSignal.', 'Give the signal of an AbortController.');
}

/** @param {Record<string, unknown>} members that may be left out */
export function checkFunctions(members) {
  for (const [name, value] of Object.entries(members)) {
    if (value === undefined || typeof value === 'function') continue;
    throw wrongOption(`"${name}" is not a function.`, 'Give one, or leave it out.');
  }
}
