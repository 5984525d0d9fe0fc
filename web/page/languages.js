/**
 * The languages of the interface. English is there; another is loaded before
 * the page is built.
 */
import { strings } from './strings.js';

/** Each by its own name. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' };

/** @typedef {keyof typeof LANGUAGES} Language */

/** Before the reader has chosen: the browser's. @returns {Language} */
export function preferredLanguage() {
  const [first = ''] = navigator.languages ?? [];
  return /^de\b/.test(first) ? 'de' : 'en';
}

/**
 * @param {Language} language
 * @returns {Promise<unknown> | null} to wait for before anything is said; null
 *     where nothing is to be loaded
 */
export function useLanguage(language) {
  if (language !== 'de') return null;
  return import('./strings_de.js').then(({ german }) => {
    Object.assign(strings, german);
    document.documentElement.lang = language;
    document.title = strings.title;
  }, () => {
    // Not loaded, without a network perhaps: the page speaks English.
  });
}
