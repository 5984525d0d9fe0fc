/** The built page, measured in Chromium. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../../tools/scripts/serve.mjs';
import { launchBrowser } from '../browser/support.js';
import {
  coldOnPhone, elements, longestTask, noteSummary, slider, typing, warmInstalled,
} from './page_speed.mjs';
import { makeText, makeWords } from './text.mjs';
import { median } from './wasm.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** How often each figure is taken. */
const RUNS = 15;

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
    const summaryNoted = await noteSummary(page);
    await page.goto(`${url}#news`);
    times.push(await summaryNoted());
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

/** Everything that `npm run bench` says about the browser. */
export async function measureBrowser() {
  const site = await serve(join(root, 'dist'), 0, { compress: true });
  const sources = await serve(root.replace(/\/$/, ''), 0);
  const browser = await launchBrowser();
  try {
    // Compressing is the host's work, done long before.
    await warmInstalled(browser, site.url, 0);
    return {
      runs: RUNS,
      coldOnPhone: await coldOnPhone(browser, site.url, RUNS),
      warmInstalled: await warmInstalled(browser, site.url, RUNS),
      typing: await typing(browser, site.url, makeWords(800), 200),
      slider: await slider(browser, site.url, makeWords(10_000), 30),
      firstSummary: await firstSummary(browser, site.url),
      words800: await throughWorker(browser, sources.url, makeWords(800)),
      words10000: await throughWorker(browser, sources.url, makeWords(10_000)),
      longestTask: await longestTask(browser, site.url, makeWords(10_000)),
      elements: await elements(browser, site.url, makeWords(800)),
      longestTaskOf10MB: await longestTask(browser, site.url, makeText(10_000_000)),
    };
  } finally {
    await browser.close();
    site.close();
    sources.close();
  }
}
