/**
 * Entry of the page: ties it to the engine. Everything else is in page.js,
 * which takes the engine as an argument.
 */
import { Standfirst } from '../engine/index.js';
import { startPage } from './page.js';

startPage(document, (options) => Standfirst.create(options));
