/**
 * The platform's `Summarizer` on Standfirst: the same interface in browsers
 * that have none, without a download worth the name.
 *
 *     import { Summarizer } from 'standfirst/summarizer';
 *
 *     const summarizer = await Summarizer.create({ type: 'tldr' });
 *     console.log(await summarizer.summarize(text));
 */
export { configure } from '../engine/index.js';
export { CreateMonitor } from './monitor.js';
export { Summarizer } from './summarizer.js';

/**
 * @typedef {import('./summarizer.js').Availability} Availability
 * @typedef {import('./options.js').SummarizerCreateCoreOptions}
 *     SummarizerCreateCoreOptions
 * @typedef {import('./options.js').SummarizerCreateOptions}
 *     SummarizerCreateOptions
 * @typedef {import('./options.js').SummarizerSummarizeOptions}
 *     SummarizerSummarizeOptions
 */
