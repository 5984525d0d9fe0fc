/**
 * What the browser keeps between visits: the text, if the reader lets us, and
 * a few settings. Every access may be refused; then nothing is kept and the
 * page is told.
 *
 * A text is kept twice: for this tab, which has it again after a reload
 * whatever other tabs do, and for the next tab that is opened.
 *
 * @typedef {import('./types.js').Source} Source
 *
 * @typedef {object} Settings
 * @property {'system' | 'light' | 'dark'} theme
 * @property {import('./languages.js').Language} language
 * @property {boolean} keepText
 * @property {boolean} singleKeys
 */

import { LANGUAGES, preferredLanguage } from './languages.js';

const TEXT = 'standfirst.text';
const SETTINGS = 'standfirst.settings';

/** Where an update's reload finds the text. */
const HANDOVER = 'standfirst-handover';

/** Characters that no browser keeps: not worth trying, which takes its time. */
const TOO_LONG = 5.2e6;
/** @returns {Settings} */
export function loadSettings() {
  /** @type {any} */
  let stored = null;
  try {
    stored = JSON.parse(localStorage.getItem(SETTINGS) ?? 'null');
  } catch {
    // Then as on a first visit.
  }
  const { language, theme, keepText, singleKeys } = stored ?? {};
  return {
    language: language in LANGUAGES ? language : preferredLanguage(),
    theme: ['light', 'dark'].includes(theme) ? theme : 'system',
    keepText: keepText !== false,
    singleKeys: singleKeys !== false,
  };
}

/**
 * @param {'localStorage' | 'sessionStorage'} store
 * @param {string} name
 * @param {object} value
 * @returns {boolean} whether it could be put there
 */
function put(store, name, value) {
  try {
    globalThis[store].setItem(name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {Settings} settings
 * @returns {boolean} whether they are kept
 */
export const saveSettings = (settings) => put('localStorage', SETTINGS, settings);

/** @returns {Source | null} */
export function loadText() {
  try {
    return toSource(sessionStorage.getItem(TEXT) ?? localStorage.getItem(TEXT));
  } catch {
    return null;
  }
}

/**
 * @param {string | null} json
 * @returns {Source | null}
 */
function toSource(json) {
  const { text, input, blocks, date } = JSON.parse(json ?? 'null') ?? {};
  if (typeof text !== 'string' || text === '') return null;
  const known = ['text', 'markdown', 'html'].includes(input);
  return {
    text, input: known ? input : 'text',
    blocks: Array.isArray(blocks) ? blocks : null,
    date: typeof date === 'string' ? date : null,
  };
}

/**
 * @param {Source | null} source null: forget it
 * @returns {'kept' | 'not-kept' | 'no-room' | 'too-long-to-keep'}
 */
export function saveText(source) {
  const long = source !== null && source.text.length > TOO_LONG;
  const json = source === null || long ? null : JSON.stringify(source);
  /** @type {ReturnType<typeof saveText>} */
  let outcome = long ? 'too-long-to-keep' : 'kept';
  for (const name of /** @type {const} */ (['sessionStorage', 'localStorage'])) {
    try {
      // Better nothing than an older text; and what this tab has room for it
      // keeps, whatever the other store says.
      globalThis[name].removeItem(TEXT);
      if (json !== null) globalThis[name].setItem(TEXT, json);
    } catch (thrown) {
      outcome = thrown instanceof DOMException &&
          thrown.name === 'QuotaExceededError' ? 'no-room' : 'not-kept';
    }
  }
  return outcome;
}

/**
 * What was asked of the text, over a reload; and the text itself when the page
 * starts again in another language.
 */
const CARRIED = 'standfirst.carried';

/**
 * @param {object} state
 * @returns {boolean} whether it could be put there
 */
export const carryOver = (state) => put('sessionStorage', CARRIED, state);

/** @returns {any} what was carried over, once */
export function takeCarried() {
  try {
    const stored = JSON.parse(sessionStorage.getItem(CARRIED) ?? 'null');
    sessionStorage.removeItem(CARRIED);
    return stored;
  } catch {
    return null;
  }
}

/**
 * @param {(json: string) => void} told called when another tab keeps a text, with
 *     that
 * @param {(settings: Settings) => void} set called with what another tab has set
 */
export function watchOtherTabs(told, set) {
  addEventListener('storage', ({ key, newValue }) => {
    if (key === SETTINGS) set(loadSettings());
    if (key === TEXT && newValue !== null) told(newValue);
  });
  // A page that Back brings heard of nothing meanwhile.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) set(loadSettings());
  });
}

/**
 * Puts a text of any length where it is found after the reload that follows,
 * kept or not.
 *
 * @param {Source} source
 */
export async function handOver(source) {
  try {
    const cache = await caches.open(HANDOVER);
    await cache.put('./', new Response(JSON.stringify(source)));
    sessionStorage.setItem(HANDOVER, 'yes');
  } catch {
    // What is kept for this tab is all there is.
  }
}

/** @returns {Promise<Source | null>} */
export async function takeOver() {
  try {
    if (sessionStorage.getItem(HANDOVER) === null) return null;
    sessionStorage.removeItem(HANDOVER);
    const cache = await caches.open(HANDOVER);
    const response = await cache.match('./');
    await caches.delete(HANDOVER);
    return response ? toSource(await response.text()) : null;
  } catch {
    return null;
  }
}
