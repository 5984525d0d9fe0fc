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

/**
 * @param {string} name
 * @param {{part: {name: string}}[]} parts of an engine
 */
export function checkPart(name, parts) {
  const known = parts.map(({ part }) => part.name);
  if (known.includes(name)) return;
  throw wrongOption(`There is no model part "${name}".`, `Known are: ${known.join(', ')}.`);
}

/**
 * Options as JSON. What it has no words for is refused; JSON.stringify would leave
 * functions and symbols out.
 *
 * @param {object} options
 * @param {(value: unknown) => unknown} each what is written of a value
 */
export function jsonOf(options, each) {
  try {
    return JSON.stringify(options, (name, value) => {
      if (/^(func|sym)/.test(typeof value)) throw TypeError(name);
      return each(value);
    });
  } catch (thrown) {
    throw wrongOption(
        `The options cannot be written as JSON: ${thrown}`, 'Give plain values.',
        { cause: thrown });
  }
}
