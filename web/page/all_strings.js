/** The strings of what is loaded later, with all the others. */
import { laterStrings } from './later_strings.js';
import { strings as first } from './strings.js';

// Those of another language are there already.
export const strings = /** @type {import('./strings.js').AllStrings} */ (
  Object.assign(first, { ...laterStrings, ...first }));
