/**
 * What the browser keeps between visits: the text, if the reader lets us, and
 * a few settings. Every access may be refused; then nothing is kept and the
 * page is told.
 *
 * @typedef {import('./types.js').InputKind} InputKind
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

/** @returns {Settings} */
export function loadSettings() {
  try {
    const stored = JSON.parse(localStorage.getItem(SETTINGS) ?? '{}');
    return {
      language: stored.language in LANGUAGES ? stored.language : preferredLanguage(),
      theme: ['light', 'dark'].includes(stored.theme) ? stored.theme : 'system',
      keepText: stored.keepText !== false,
      singleKeys: stored.singleKeys !== false,
    };
  } catch {
    return {
      theme: 'system', language: preferredLanguage(), keepText: true, singleKeys: true,
    };
  }
}

/** @param {Settings} settings */
export function saveSettings(settings) {
  try {
    localStorage.setItem(SETTINGS, JSON.stringify(settings));
  } catch {
    // Settings that are not kept are set again: nothing is lost.
  }
}

/** @returns {{text: string, input: InputKind} | null} */
export function loadText() {
  try {
    const stored = JSON.parse(localStorage.getItem(TEXT) ?? 'null');
    if (typeof stored?.text !== 'string' || stored.text === '') return null;
    const known = ['text', 'markdown', 'html'].includes(stored.input);
    return { text: stored.text, input: known ? stored.input : 'text' };
  } catch {
    return null;
  }
}

/**
 * @param {string} text empty: forget it
 * @param {InputKind} input
 * @returns {'kept' | 'not-kept' | 'too-long-to-keep'}
 */
export function saveText(text, input) {
  try {
    if (text === '') localStorage.removeItem(TEXT);
    else localStorage.setItem(TEXT, JSON.stringify({ text, input }));
    return 'kept';
  } catch (thrown) {
    try {
      // Better nothing than an older text.
      localStorage.removeItem(TEXT);
    } catch {
      return 'not-kept';
    }
    const full = thrown instanceof DOMException &&
        thrown.name === 'QuotaExceededError';
    return full ? 'too-long-to-keep' : 'not-kept';
  }
}

/** What goes along when the page starts again in another language. */
const CARRIED = 'standfirst.carried';

/**
 * @param {object} state
 * @returns {boolean} whether it could be put there
 */
export function carryOver(state) {
  try {
    sessionStorage.setItem(CARRIED, JSON.stringify(state));
    return true;
  } catch {
    return false;
  }
}

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
