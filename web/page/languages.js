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
 * @returns {ReturnType<typeof importGerman> | null} null where nothing is to be
 *     loaded
 */
export function loadLanguage(language) {
  return language === 'de' ? importGerman() : null;
}

const importGerman = () => import('./strings_de.js');

/**
 * @param {Language} language
 * @returns {Promise<unknown> | undefined} to wait for before anything is said
 */
export function useLanguage(language) {
  return loadLanguage(language)?.then(({ german }) => {
    Object.assign(strings, german);
    document.documentElement.lang = language;
    document.title = strings.title;
  }, () => {
    // Not loaded, without a network perhaps: the page speaks English, and says why.
  });
}
