/**
 * What client and host say to each other, and the only module that both share.
 *
 * Every message has an id and exactly one answer: a value, an error or an
 * abort. Between the two a call may report progress. The calls are a closed
 * list; a message outside it is answered with an error, never with silence.
 */

/** The calls of the host. @type {readonly Call[]} */
export const CALLS = Object.freeze(
    ['start', 'load', 'analyse', 'summarise', 'close', 'abort']);

/** Stages of an analysis in their order (index = the core's number). */
export const STAGES = Object.freeze(
    /** @type {const} */ (['clean', 'segment', 'tag', 'entity', 'rank']));

/** The longest text that is taken, in bytes of UTF-8: 20 MiB. */
export const TEXT_LIMIT = 20 * 1024 * 1024;

/**
 * @typedef {'start' | 'load' | 'analyse' | 'summarise' | 'close' | 'abort'} Call
 */

/**
 * @typedef {object} StartBody
 * @property {WebAssembly.Module} module compiled wasm
 * @property {string} [glue] address of a module to use instead of the built one
 *
 * @typedef {object} LoadBody
 * @property {string} name part of the model
 * @property {Uint8Array} stored the part as stored, already checked
 *
 * @typedef {object} AnalyseBody
 * @property {number} article number that the client gives the article
 * @property {string} text
 * @property {string} options JSON
 * @property {boolean} progress whether to report it
 *
 * @typedef {object} SummariseBody
 * @property {number} article
 * @property {string} options JSON
 *
 * @typedef {object} Summary what `summarise` is answered with
 * @property {Uint8Array} bytes JSON
 * @property {number} milliseconds that the analysis and this took
 *
 * @typedef {object} CloseBody
 * @property {number} article
 *
 * @typedef {object} AbortBody
 * @property {number} target id of the message whose work has to stop
 */

/**
 * @typedef {{id: number} & (
 *     ({call: 'start'} & StartBody) | ({call: 'load'} & LoadBody) |
 *     ({call: 'analyse'} & AnalyseBody) |
 *     ({call: 'summarise'} & SummariseBody) |
 *     ({call: 'close'} & CloseBody) | ({call: 'abort'} & AbortBody))} Message
 */

/**
 * @typedef {object} ErrorRecord
 * @property {string} code
 * @property {string} message
 * @property {string} hint
 *
 * @typedef {object} Progress
 * @property {'clean' | 'segment' | 'tag' | 'entity' | 'rank'} stage
 * @property {number} fraction of the whole analysis, 0 to 1
 */

/**
 * An answer carries exactly one of `value`, `error`, `aborted`; a message with
 * `progress` is no answer.
 *
 * @typedef {object} Answer
 * @property {number | null} id of the message; null if that had none
 * @property {unknown} [value]
 * @property {ErrorRecord} [error]
 * @property {true} [aborted]
 * @property {Progress} [progress]
 */

/** An error with a code that stays the same from version to version. */
export class StandfirstError extends Error {
  /**
   * @param {string} code one of docs/errors-and-notices.md
   * @param {string} message what happened
   * @param {string} [hint] what can be done
   * @param {{cause?: unknown}} [options]
   */
  constructor(code, message, hint = '', options = undefined) {
    super(message, options);
    this.name = 'StandfirstError';
    /** One of docs/errors-and-notices.md. */
    this.code = code;
    /** What can be done; may be empty. */
    this.hint = hint;
  }
}

/**
 * @param {string} message what is wrong with an option
 * @param {string} hint what to give instead
 * @param {{cause?: unknown}} [options]
 */
export function wrongOption(message, hint, options) {
  return new StandfirstError('invalid-option', message, hint, options);
}

/**
 * @param {unknown} thrown
 * @returns {ErrorRecord}
 */
export function errorToRecord(thrown) {
  if (thrown instanceof StandfirstError) {
    const { code, message, hint } = thrown;
    return { code, message, hint };
  }
  return {
    code: 'internal',
    message: thrown instanceof Error ?
        `${thrown.name}: ${thrown.message}` : String(thrown),
    hint: 'This is a fault of Standfirst; please report it.',
  };
}

/**
 * @param {unknown} record
 * @returns {StandfirstError}
 */
export function errorFromRecord(record) {
  const { code, message, hint } =
      /** @type {Partial<ErrorRecord>} */ (record ?? {});
  return new StandfirstError(
      String(code ?? 'internal'), String(message ?? 'unknown error'),
      String(hint ?? ''));
}
