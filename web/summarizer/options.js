/**
 * Reads dictionaries as Web IDL does: members in its order, each once, what is
 * missing by its default, what is wrong as a TypeError (a RangeError for a
 * language tag).
 */

/**
 * @typedef {'tldr' | 'teaser' | 'key-points' | 'headline'} SummarizerType
 * @typedef {'plain-text' | 'markdown'} SummarizerFormat
 * @typedef {'short' | 'medium' | 'long'} SummarizerLength
 * @typedef {'auto' | 'speed' | 'capability'} SummarizerPreference
 *
 * @typedef {object} SummarizerCreateCoreOptions
 * @property {SummarizerType} [type] `key-points` by default
 * @property {SummarizerFormat} [format] `markdown` by default
 * @property {SummarizerLength} [length] `short` by default
 * @property {SummarizerPreference} [preference] shown, without effect
 * @property {Iterable<string>} [expectedInputLanguages]
 * @property {Iterable<string>} [expectedContextLanguages]
 * @property {string} [outputLanguage]
 *
 * @typedef {object} SummarizerCreateOnlyOptions
 * @property {AbortSignal} [signal] stops creation; later, destroys the object
 * @property {(monitor: import('./monitor.js').CreateMonitor) => void} [monitor]
 * @property {string} [sharedContext]
 *
 * @typedef {SummarizerCreateCoreOptions & SummarizerCreateOnlyOptions}
 *     SummarizerCreateOptions
 *
 * @typedef {object} SummarizerSummarizeOptions
 * @property {AbortSignal} [signal]
 * @property {string} [context] what is known of the text: informs, never
 *     instructs
 */

const ENUMS = {
  type: ['tldr', 'teaser', 'key-points', 'headline'],
  format: ['plain-text', 'markdown'],
  length: ['short', 'medium', 'long'],
  preference: ['auto', 'speed', 'capability'],
};

/**
 * @param {unknown} options
 * @returns {Record<string, unknown>}
 */
function dictionary(options) {
  if (options === undefined || options === null) return {};
  if (typeof options !== 'object' && typeof options !== 'function') {
    throw new TypeError('The options are not an object.');
  }
  return /** @type {Record<string, unknown>} */ (options);
}

/**
 * @param {keyof typeof ENUMS} member
 * @param {unknown} value
 * @param {string} byDefault
 */
function enumeration(member, value, byDefault) {
  if (value === undefined) return byDefault;
  const text = toText(value);
  if (ENUMS[member].includes(text)) return text;
  throw new TypeError(`"${member}" is "${text}"; it may be one of ${
    ENUMS[member].map((one) => `"${one}"`).join(', ')}.`);
}

/**
 * A DOMString: symbols throw.
 *
 * @param {unknown} value
 */
export function toText(value) {
  return `${/** @type {any} */ (value)}`;
}

/**
 * @param {string} member
 * @param {unknown} value
 * @returns {string[]}
 */
function sequence(member, value) {
  if (value === undefined) return [];
  const object = typeof value === 'object' || typeof value === 'function';
  if (!object || value === null ||
      typeof Reflect.get(value, Symbol.iterator) !== 'function') {
    throw new TypeError(`"${member}" is not a sequence of strings.`);
  }
  return Array.from(/** @type {Iterable<unknown>} */ (value), toText);
}

/**
 * Asks the getter, which knows signals of every realm.
 *
 * @param {unknown} value
 * @returns {AbortSignal | undefined}
 */
function abortSignal(value) {
  if (value === undefined) return undefined;
  try {
    Object.getOwnPropertyDescriptor(AbortSignal.prototype, 'aborted')
        ?.get?.call(value);
  } catch {
    throw new TypeError('"signal" is not an AbortSignal.');
  }
  return /** @type {AbortSignal} */ (value);
}

/** @param {Record<string, unknown>} given */
function coreMembers(given) {
  // In the alphabetical order of Web IDL, as getters can see it.
  const contexts =
      sequence('expectedContextLanguages', given['expectedContextLanguages']);
  const inputs =
      sequence('expectedInputLanguages', given['expectedInputLanguages']);
  const format = enumeration('format', given['format'], 'markdown');
  const length = enumeration('length', given['length'], 'short');
  const { outputLanguage: output } = given;
  const language = output === undefined ? undefined : toText(output);
  const preference = enumeration('preference', given['preference'], 'auto');
  const type = enumeration('type', given['type'], 'key-points');
  return { contexts, inputs, format, length, language, preference, type };
}

/** @param {unknown} options */
export function readCoreOptions(options) {
  return coreMembers(dictionary(options));
}

/** @param {unknown} options */
export function readCreateOptions(options) {
  const given = dictionary(options);
  const core = coreMembers(given);
  const { monitor } = given;
  if (monitor !== undefined && typeof monitor !== 'function') {
    throw new TypeError('"monitor" is not a function.');
  }
  const { sharedContext } = given;
  return {
    ...core,
    monitor,
    sharedContext: sharedContext === undefined ? '' : toText(sharedContext),
    signal: abortSignal(given['signal']),
  };
}

/** @param {unknown} options */
export function readRunOptions(options) {
  const given = dictionary(options);
  const { context } = given;
  return {
    context: context === undefined ? '' : toText(context),
    signal: abortSignal(given['signal']),
  };
}

/**
 * @typedef {object} Languages
 * @property {readonly string[] | null} inputs
 * @property {readonly string[] | null} contexts
 * @property {string | null} output
 * @property {boolean} supported whether all of them are
 */

/**
 * Tags in canonical form, each replaced by the best match that there is.
 *
 * @param {{inputs: string[], contexts: string[], language: string | undefined}}
 *     given
 * @returns {Languages}
 */
export function readLanguages({ inputs, contexts, language }) {
  // All are validated before one is matched.
  const canonical = [contexts, inputs, language === undefined ? [] : [language]]
      .map((tags) => Intl.getCanonicalLocales(tags));
  const [context, input, output] = canonical.map(
      (tags) => [...new Set(tags.map(bestMatch))]);
  const list = (/** @type {string[] | undefined} */ tags) =>
    tags?.length ? Object.freeze(tags) : null;
  return {
    inputs: list(input),
    contexts: list(context),
    output: output?.[0] ?? null,
    supported: canonical.flat().every((tag) => bestMatch(tag) === LANGUAGE),
  };
}

/** The one language that is spoken, so far. */
const LANGUAGE = 'en';

/** @param {string} tag */
function bestMatch(tag) {
  return new Intl.Locale(tag).language === LANGUAGE ? LANGUAGE : tag;
}
