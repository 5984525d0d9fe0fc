/**
 * Entry of the page: ties it to the engine. Everything else is in page.js,
 * which takes the engine as an argument.
 */
import { Standfirst } from '../engine/index.js';
import { useLanguage } from './languages.js';
import { startPage } from './page.js';
import { loadSettings } from './storage.js';

const start = () => startPage(document, (options) => Standfirst.create(options));
const strings = useLanguage(loadSettings().language);
if (strings) strings.then(start);
else start();
