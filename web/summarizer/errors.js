/**
 * The platform's errors. Constructors are those of the realm that this module
 * runs in, as a frame's callers expect.
 */
import { StandfirstError } from '../engine/index.js';

/**
 * @param {string} name of a DOMException
 * @param {string} message
 * @param {unknown} [cause]
 */
export function exception(name, message, cause) {
  const error = new DOMException(message, name);
  // DOMException takes no cause.
  if (cause !== undefined) {
    Object.defineProperty(
        error, 'cause', { value: cause, configurable: true, writable: true });
  }
  return error;
}

/** In the place of the platform's class where there is none. */
class LocalQuotaExceededError extends DOMException {
  #numbers;

  /**
   * @param {string} message
   * @param {{requested: number, quota: number}} numbers
   */
  constructor(message, numbers) {
    super(message, 'QuotaExceededError');
    this.#numbers = numbers;
  }

  get requested() { return this.#numbers.requested; }
  get quota() { return this.#numbers.quota; }
}
Object.defineProperty(
    LocalQuotaExceededError, 'name', { value: 'QuotaExceededError' });

/**
 * @param {number} requested bytes
 * @param {number} quota bytes
 * @returns {DOMException & {requested: number, quota: number}}
 */
export function quotaExceeded(requested, quota) {
  const message =
      `The text has ${requested} bytes of UTF-8; at most ${quota} are taken.`;
  const Native = Reflect.get(globalThis, 'QuotaExceededError');
  try {
    const error = new Native(message, { requested, quota });
    if (error.requested === requested && error.quota === quota) return error;
  } catch {
    // No such class here, or one that cannot be made by scripts.
  }
  return new LocalQuotaExceededError(message, { requested, quota });
}

/**
 * What a run rejects with for an error of the engine.
 *
 * @param {unknown} thrown
 */
export function runError(thrown) {
  if (!(thrown instanceof StandfirstError)) return thrown;
  const name = thrown.code === 'aborted' ? 'AbortError' : 'UnknownError';
  return exception(name, sentences(thrown), thrown);
}

/**
 * What `create` rejects with for an error of the engine.
 *
 * @param {unknown} thrown
 */
export function createError(thrown) {
  if (!(thrown instanceof StandfirstError)) return thrown;
  return exception(createErrorName(thrown), sentences(thrown), thrown);
}

/** @param {StandfirstError} error */
function createErrorName({ code, cause }) {
  if (code === 'aborted') return 'AbortError';
  if (typeof WebAssembly === 'undefined') return 'NotSupportedError';
  // A file that did not come carries what `fetch` said.
  const fetched = cause !== undefined &&
      !(cause instanceof WebAssembly.CompileError);
  const file = code === 'model-missing' || code === 'engine-unavailable';
  return file && fetched ? 'NetworkError' : 'OperationError';
}

/** @param {StandfirstError} error */
function sentences({ message, hint }) {
  return hint === '' ? message : `${message} ${hint}`;
}
