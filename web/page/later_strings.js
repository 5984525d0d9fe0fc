/** What later.js says; see problems.js. */
export { laterStrings } from './strings.js';
