/**
 * The built page with the real engine answers while the hand moves. A busy
 * machine may spoil a turn, so the best of three counts; a slow page is slow in
 * all of them.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { measureSlider, measureTyping } from '../bench/page_speed.mjs';
import { launchBrowser, repositoryRoot, startServer } from './support.js';

const TURNS = 3;

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('./support.js').Server} */
let server;
before(async () => {
  [browser, server] = await Promise.all(
      [launchBrowser(), startServer(join(repositoryRoot, 'dist/'))]);
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/**
 * @param {() => Promise<import('../bench/page_speed.mjs').Times>} measure
 * @param {number} bar
 */
async function bestOf(measure, bar) {
  /** @type {import('../bench/page_speed.mjs').Times[]} */
  const turns = [];
  while (turns.length < TURNS) {
    const times = await measure();
    turns.push(times);
    if (times.p98 < bar) return;
  }
  assert.fail(`not under ${bar} ms: ${JSON.stringify(turns)}`);
}

test('speed: from a typed key to the next paint, live summary, under 100 ms at p98',
    async () => {
      await bestOf(async () => {
        const times = await measureTyping(browser, server.url);
        assert.ok(times.summaries > 5, `the summary is live: ${times.summaries}`);
        return times;
      }, 100);
    });

test('speed: from the slider to the new summary painted, 10,000 words, under 50 ms',
    async () => {
      await bestOf(() => measureSlider(browser, server.url), 50);
    });
