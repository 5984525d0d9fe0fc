/**
 * What is loaded when it is first asked for: the pictures and the shapes that
 * the standfirst leaves the page in. One module, so that it is one request and
 * what the parts share is sent once.
 */
export * from './formats.js';
export { drawGraph } from './graph_view.js';
export { drawTime } from './time_view.js';
