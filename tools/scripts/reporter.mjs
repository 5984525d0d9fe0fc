/**
 * What `npm test` shows of node's tests: one line per file and, of what failed,
 * its name and why.
 */
import { relative } from 'node:path';

/**
 * @typedef {object} TestEvent
 * @property {string} type
 * @property {any} data
 */

/** @param {AsyncIterable<TestEvent>} events */
export default async function* reporter(events) {
  /** @type {Map<string, {passed: number, failed: number, time: number}>} */
  const files = new Map();
  for await (const { type, data } of events) {
    if (type === 'test:stderr' || type === 'test:stdout') {
      yield data.message;
      continue;
    }
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const file = relative(process.cwd(), data.file ?? '');
    const counts = files.get(file) ?? { passed: 0, failed: 0, time: 0 };
    files.set(file, counts);
    if (data.nesting === 0) counts.time += data.details?.duration_ms ?? 0;
    if (type === 'test:pass') {
      counts.passed += 1;
      continue;
    }
    counts.failed += 1;
    const error = data.details?.error;
    // A test of tests repeats what was said below it.
    if (error?.failureType === 'subtestsFailed') continue;
    const cause = error?.cause ?? error;
    const why = String(cause?.stack ?? cause?.message ?? cause);
    yield `FAILED ${file}: ${data.name}\n${why.replace(/^/gm, '    ')}\n`;
  }
  for (const [file, { passed, failed, time }] of [...files].sort()) {
    const seconds = (time / 1000).toFixed(1);
    yield `${file}: ${passed} passed, ${failed} failed (${seconds} s)\n`;
  }
}
