/** The built page, measured in Chromium. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from '../../tools/scripts/serve.mjs';
import { makeWords } from './text.mjs';
import { median } from './wasm.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** How often each figure is taken. */
const RUNS = 15;

/** The first line of a summary on the page. */
const SUMMARY = '.lines .st';

/** @typedef {import('playwright-core').Browser} Browser */

/**
 * From navigation to the first summary, each time in a browser context that
 * has never seen the site. The page's own clock: navigation starts at 0.
 *
 * @param {Browser} browser
 * @param {string} url
 */
async function firstSummary(browser, url) {
  /** @type {number[]} */
  const times = [];
  for (let turn = 0; turn < RUNS; ++turn) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.addInitScript((selector) => {
      const seen = new MutationObserver(() => {
        if (!document.querySelector(selector)) return;
        seen.disconnect();
        // When it can be seen, not when it is in the tree.
        requestAnimationFrame(() => setTimeout(() => {
          Reflect.set(globalThis, 'firstSummary', performance.now());
        }));
      });
      seen.observe(document, { childList: true, subtree: true });
    }, SUMMARY);
    await page.goto(`${url}#news`);
    const handle = await page.waitForFunction(
        () => Reflect.get(globalThis, 'firstSummary'), undefined,
        { timeout: 30000 });
    times.push(/** @type {number} */ (await handle.jsonValue()));
    await context.close();
  }
  return { median: median(times), slowest: Math.max(...times) };
}

/**
 * The engine through its worker, warm.
 *
 * @param {Browser} browser
 * @param {string} url of the repository's root
 * @param {string} text
 */
async function throughWorker(browser, url, text) {
  const page = await browser.newPage();
  // An empty page of the same origin.
  await page.goto(`${url}package.json`);
  const samples = await page.evaluate(async ({ text, runs }) => {
    const address = '/web/engine/index.js';
    const { Standfirst } = await import(address);
    const engine = await Standfirst.create();
    /** @type {{analyse: number[], round: number[], again: number[]}} */
    const times = { analyse: [], round: [], again: [] };
    for (let turn = -2; turn < runs; ++turn) {
      const started = performance.now();
      const article = await engine.analyse(text);
      const analysed = performance.now();
      await article.summarise();
      const summarised = performance.now();
      await article.summarise({ length: { words: 40 + turn } });
      const again = performance.now();
      article.close();
      if (turn < 0) continue;
      times.analyse.push(analysed - started);
      times.round.push(summarised - started);
      times.again.push(again - summarised);
    }
    engine.destroy();
    return times;
  }, { text, runs: RUNS });
  await page.close();
  return {
    analyse: median(samples.analyse),
    round: median(samples.round),
    again: median(samples.again),
    slowest: {
      analyse: Math.max(...samples.analyse),
      round: Math.max(...samples.round),
      again: Math.max(...samples.again),
    },
  };
}

/**
 * The longest task of the page's main thread from pasting 10,000 words until
 * the summary stands; 0 if none took 50 ms, which is when the browser counts.
 *
 * @param {Browser} browser
 * @param {string} url
 * @param {string} text
 */
export async function longestTask(browser, url, text) {
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForSelector('#box');
  await page.waitForTimeout(500);
  return await page.evaluate(async ({ text, selector }) => {
    /** @type {number[]} */
    const tasks = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push(entry.duration);
    }).observe({ type: 'longtask' });
    const box = /** @type {HTMLTextAreaElement | null} */ (
      document.querySelector('#box'));
    if (!box) throw new Error('the page has no text box');
    box.focus();
    await new Promise((done) => { setTimeout(done, 500); });
    tasks.length = 0;
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    box.dispatchEvent(new ClipboardEvent(
        'paste', { bubbles: true, cancelable: true, clipboardData }));
    const until = performance.now() + 20000;
    while (!document.querySelector(selector)) {
      if (performance.now() > until) throw new Error('no summary came');
      await new Promise((done) => { setTimeout(done, 50); });
    }
    await new Promise((done) => { setTimeout(done, 1000); });
    return Math.max(0, ...tasks);
  }, { text, selector: SUMMARY });
}

/** Everything that `npm run bench` says about the browser. */
export async function measureBrowser() {
  const site = await serve(join(root, 'dist'), 0);
  const sources = await serve(root.replace(/\/$/, ''), 0);
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  try {
    return {
      runs: RUNS,
      firstSummary: await firstSummary(browser, site.url),
      words800: await throughWorker(browser, sources.url, makeWords(800)),
      words10000: await throughWorker(browser, sources.url, makeWords(10_000)),
      longestTask: await longestTask(browser, site.url, makeWords(10_000)),
    };
  } finally {
    await browser.close();
    site.close();
    sources.close();
  }
}
