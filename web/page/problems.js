/**
 * What the notices say, loaded with the first of them. The build makes a module
 * of its own of what these two take of strings.js: problems.js, later_strings.js.
 */
export { problems } from './strings.js';
