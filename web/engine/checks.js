/**
 * What functions of the engine ask of what callers of their own give them. The built
 * site, as with create_options.js, has checks in their place that let all pass.
 */
import { wrongOption } from './protocol.js';

/** @param {unknown} text */
export function checkText(text) {
  if (typeof text === 'string') return;
  throw wrongOption(`The text is of type ${typeof text}.`, 'Give a string.');
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

/** @param {unknown} onprogress of a call that tells of none */
export function checkNoProgress(onprogress) {
  if (!onprogress) return;
  throw wrongOption('There is no option "onprogress" here.', 'Give it to analyse().');
}

/** @param {Record<string, unknown>} members that may be left out */
export function checkFunctions(members) {
  for (const [name, value] of Object.entries(members)) {
    if (value === undefined || typeof value === 'function') continue;
    throw wrongOption(`"${name}" is not a function.`, 'Give one, or leave it out.');
  }
}
