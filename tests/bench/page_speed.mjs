/**
 * How quickly the built page answers its reader: the figures of the page's
 * issue, each as the reader's own clock would have it, from the hand to the
 * paint. `npm run bench` reports them, tests/browser/site.test.js holds them. What is
 * measured has to be in order as well: a console error, a violation of the policy or a
 * request to another origin ends the measurement.
 *
 * @typedef {import('playwright-core').Browser} Browser
 * @typedef {import('playwright-core').Page} Page
 */
import assert from 'node:assert/strict';
import { watch } from '../browser/support.js';
import { median } from './wasm.mjs';

/** The first line of a summary on the page. */
export const SUMMARY = '.lines .st';

/** "Fast 4G" of Chrome's developer tools: bytes per second, milliseconds. */
const FOURTH_GENERATION = {
  offline: false, latency: 165, downloadThroughput: 9e6 / 8 * 0.9,
  uploadThroughput: 1.5e6 / 8 * 0.9,
};

const WIDE = { viewport: { width: 1440, height: 1000 } };

/**
 * A page in a context of its own, and what closes it: that fails where something
 * went wrong in it unseen.
 *
 * @param {Browser} browser
 * @param {string} url of the site
 * @param {import('playwright-core').BrowserContextOptions} [options]
 */
async function openWatched(browser, url, options) {
  const context = await browser.newContext(options);
  const problems = await watch(context, url);
  return {
    page: await context.newPage(),
    async close() {
      await context.close();
      assert.deepEqual(problems, [], `problems seen in ${url}`);
    },
  };
}

/** How a page says when its first summary could be seen. */
const NOTED = 'first summary at ';

/**
 * Notes when the first summary of each document can be seen, not when it is in the
 * tree. The page's own clock: navigation starts at 0. The page says it by itself, on
 * its console: to ask it again and again would take the time of what is measured.
 *
 * @param {Page} page
 * @returns {Promise<() => Promise<number>>} resolves with when, in milliseconds,
 *     for the next document that was not asked for yet
 */
export async function noteSummary(page) {
  /** @type {number[]} */
  const noted = [];
  let seen = () => {};
  page.on('console', (message) => {
    if (!message.text().startsWith(NOTED)) return;
    noted.push(Number(message.text().slice(NOTED.length)));
    seen();
  });
  await page.addInitScript(({ selector, says }) => {
    const changes = new MutationObserver(() => {
      if (!document.querySelector(selector)) return;
      changes.disconnect();
      // The task after the frame, before what the page does then: what was drawn
      // in it is on screen.
      requestAnimationFrame(() => {
        const { scheduler } = /** @type {any} */ (globalThis);
        scheduler.postTask(() => console.debug(says + performance.now()),
            { priority: 'user-blocking' });
      });
    });
    changes.observe(document, { childList: true, subtree: true });
  }, { selector: SUMMARY, says: NOTED });
  return async () => {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    while (noted.length === 0) {
      await new Promise((resolve, reject) => {
        seen = () => resolve(undefined);
        timer ??= setTimeout(() => reject(new Error('no summary in 30 s')), 30000);
      });
    }
    clearTimeout(timer);
    return noted.shift() ?? NaN;
  };
}

/**
 * From navigation to the first summary of the sample: nothing cached, the
 * network a telephone's, the page four times slower and the engine in it, as
 * the throttling does not reach workers.
 *
 * @param {Browser} browser
 * @param {string} url
 * @param {number} runs
 */
export async function coldOnPhone(browser, url, runs) {
  /** @type {number[]} */
  const times = [];
  for (let turn = 0; turn < runs; ++turn) {
    const { page, close } = await openWatched(browser, url);
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', FOURTH_GENERATION);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.addInitScript(() => { Reflect.deleteProperty(globalThis, 'Worker'); });
    const summaryNoted = await noteSummary(page);
    await page.goto(`${url}#news`, { timeout: 60000 });
    times.push(await summaryNoted());
    await close();
  }
  return { median: median(times), slowest: Math.max(...times) };
}

/**
 * The same where the page is installed and was open before; nothing throttled.
 *
 * @param {Browser} browser
 * @param {string} url
 * @param {number} runs
 */
export async function warmInstalled(browser, url, runs) {
  const { page, close } = await openWatched(browser, url, WIDE);
  const summaryNoted = await noteSummary(page);
  await page.goto(url);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((done) => {
      navigator.serviceWorker.addEventListener('controllerchange', done, { once: true });
    });
  });
  /** @type {number[]} */
  const times = [];
  // The first turns warm the browser's own caches of compiled code.
  for (let turn = -3; turn < runs; ++turn) {
    await page.goto('about:blank');
    await page.goto(`${url}#news`);
    const time = await summaryNoted();
    if (turn >= 0) times.push(time);
    await page.waitForTimeout(200);
  }
  await close();
  return { median: median(times), slowest: Math.max(...times) };
}

/**
 * Typing in the box beside its live summary: from each key to the next paint,
 * as the browser times it (in steps of 8 ms), by the share of keys.
 *
 * @param {Browser} browser
 * @param {string} url
 * @param {string} text that stands in the box already
 * @param {number} keys
 */
export async function typing(browser, url, text, keys) {
  const { page, close } = await openWatched(browser, url, WIDE);
  await page.goto(url);
  await page.fill('#box', text);
  await page.waitForSelector(SUMMARY, { timeout: 60000 });
  await page.waitForTimeout(1000);
  await page.evaluate(() => {
    /** @type {Map<number, number>} */
    const durations = new Map();
    Reflect.set(globalThis, 'keyDurations', durations);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { interactionId, duration } = /** @type {any} */ (entry);
        if (!interactionId) continue;
        durations.set(interactionId, Math.max(durations.get(interactionId) ?? 0, duration));
      }
    }).observe(/** @type {any} */ ({ type: 'event', durationThreshold: 16 }));
    const box = /** @type {HTMLTextAreaElement} */ (document.getElementById('box'));
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  });
  // Rests long enough for the summary to follow come between the words.
  const letters = ' The ferry to Velm stopped at noon, and nobody knew why.';
  for (let key = 0; key < keys; ++key) {
    const letter = letters[key % letters.length] ?? ' ';
    await page.keyboard.press(letter === ' ' ? 'Space' : letter);
    await page.waitForTimeout(letter === ' ' ? 400 : 60);
  }
  await page.waitForTimeout(1000);
  const slow = await page.evaluate(() =>
    [...Reflect.get(globalThis, 'keyDurations').values()]);
  await close();
  // Keys that took less than 16 ms are not told of one by one.
  const all = [...slow, ...new Array(Math.max(0, keys - slow.length)).fill(16)]
      .sort((a, b) => a - b);
  const share = (/** @type {number} */ part) =>
    all[Math.min(all.length - 1, Math.ceil(part * all.length) - 1)] ?? NaN;
  return { median: share(0.5), p98: share(0.98), slowest: share(1), keys: all.length };
}

/**
 * The slider: from its input to the paint with the new summary.
 *
 * @param {Browser} browser
 * @param {string} url
 * @param {string} text
 * @param {number} moves
 */
export async function slider(browser, url, text, moves) {
  const { page, close } = await openWatched(browser, url, WIDE);
  await page.goto(url);
  await page.waitForSelector('#box');
  await page.evaluate((words) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', words);
    document.getElementById('box')?.focus();
    document.activeElement?.dispatchEvent(new ClipboardEvent(
        'paste', { bubbles: true, cancelable: true, clipboardData }));
  }, text);
  await page.waitForSelector(SUMMARY, { timeout: 60000 });
  await page.waitForTimeout(1500);
  const times = await page.evaluate(async (moves) => {
    const range = /** @type {HTMLInputElement} */ (document.getElementById('length'));
    const painted = () => new Promise((done) => {
      const seen = new MutationObserver(() => {
        seen.disconnect();
        // The task after the frame: what was drawn in it is on screen.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => done(performance.now());
          port2.postMessage(null);
        });
      });
      const lines = document.querySelector('.stand');
      if (lines) seen.observe(lines, { childList: true, subtree: true });
    });
    /** @type {number[]} */
    const times = [];
    for (let move = -3; move < moves; ++move) {
      const value = 2 + (move + 3) * 3 % 11;
      // Input comes at any time of a frame.
      await new Promise((done) => { setTimeout(done, 150 + move * 7 % 16); });
      const ready = painted();
      const from = performance.now();
      range.value = String(value);
      range.dispatchEvent(new InputEvent('input', { bubbles: true }));
      const time = /** @type {number} */ (await ready) - from;
      if (move >= 0) times.push(time);
    }
    return times;
  }, moves);
  await close();
  return { median: median(times), slowest: Math.max(...times) };
}

/**
 * The longest task of the page's main thread, in milliseconds of processor time:
 * what it takes on a machine that does nothing else.
 *
 * @param {Browser} browser
 * @param {string} url
 * @param {string} text
 * @param {(page: Page) => Promise<unknown>} [work] what is traced, once the text is
 *     read; without it, all from the paste to two seconds after the summary
 */
export async function longestTask(browser, url, text, work) {
  const { page, close } = await openWatched(
      browser, url, { ...WIDE, reducedMotion: 'reduce' });
  await page.goto(url);
  await page.waitForSelector('#box');
  await page.waitForTimeout(500);
  // On the clipboard before, as a reader has it.
  await page.evaluate((words) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', words);
    Reflect.set(globalThis, 'testPaste', new ClipboardEvent(
        'paste', { bubbles: true, cancelable: true, clipboardData }));
  }, text);
  await page.focus('#box');
  const trace = () => browser.startTracing(page, { categories: ['toplevel', 'blink'] });
  if (!work) await trace();
  await page.evaluate(() => {
    document.activeElement?.dispatchEvent(Reflect.get(globalThis, 'testPaste'));
  });
  await page.waitForSelector(SUMMARY, { timeout: 120000 });
  await page.waitForTimeout(2000);
  if (work) {
    await trace();
    await work(page);
  }
  const traced = await browser.stopTracing();
  await close();
  return longestOf(traced);
}

/**
 * The longest task of a page's main thread in a trace with the category
 * `toplevel`, in milliseconds of processor time.
 *
 * @param {Buffer} trace
 */
export function longestOf(trace) {
  /** @type {any[]} */
  const events = JSON.parse(trace.toString()).traceEvents;
  const threads = new Set(events.filter(({ name, args }) =>
    name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`));
  return Math.max(0, ...events.filter(({ name, pid, tid, tdur }) =>
    tdur && name.endsWith('RunTask') && threads.has(`${pid} ${tid}`))
      .map(({ tdur }) => tdur / 1000));
}

/**
 * A reader who scrolls through an article by the wheel, jumps to places of it by
 * its map, and goes to its end.
 *
 * @param {Page} page
 */
export async function scrollAbout(page) {
  await page.mouse.move(1000, 600);
  for (let turn = 0; turn < 24; turn++) {
    await page.mouse.wheel(0, 700);
    await page.waitForTimeout(60);
  }
  const map = await page.locator('.map svg').boundingBox();
  for (const part of map ? [0.2, 0.5, 0.8] : []) {
    await page.mouse.click((map?.x ?? 0) + 30, (map?.y ?? 0) + (map?.height ?? 0) * part);
    await page.waitForTimeout(500);
  }
  await page.keyboard.press('End');
  await page.waitForTimeout(1000);
  const seen = await page.evaluate(() => scrollY);
  assert.ok(seen > 100000, `${seen} px are the end of no long article`);
}

/**
 * A reader who pulls the slider to and fro, and sees each summary.
 *
 * @param {Page} page
 */
export async function pullSlider(page) {
  const range = page.locator('#length');
  assert.ok(Number(await range.getAttribute('max')) >= 12, 'there is a length to choose');
  await page.evaluate(() => {
    const lines = /** @type {Element} */ (document.querySelector('.stand'));
    new MutationObserver(() => {
      Reflect.set(globalThis, 'drawnAgain', (Reflect.get(globalThis, 'drawnAgain') ?? 0) + 1);
    }).observe(lines, { childList: true });
  });
  for (let turn = 0; turn < 6; turn++) {
    const before = await page.evaluate(() => Reflect.get(globalThis, 'drawnAgain') ?? 0);
    await range.fill(String(2 + turn * 5 % 11));
    await page.waitForFunction((count) =>
      (Reflect.get(globalThis, 'drawnAgain') ?? 0) > count, before, { timeout: 60000 });
    await page.waitForTimeout(100);
  }
}

/**
 * The heap of a page in which many `<stand-first>` come, show their summary and
 * go, against the heap after as many before them: what is compiled and cached
 * on the way comes once. The page holds one element in an `<article>` already.
 *
 * @param {Page} page
 * @param {number} count
 * @returns {Promise<{before: number, after: number}>} bytes
 */
export async function heapOfElements(page, count) {
  const session = await page.context().newCDPSession(page);
  const heap = async () => {
    for (let turn = 0; turn < 3; turn++) {
      await session.send('HeapProfiler.collectGarbage');
      await page.waitForTimeout(20);
    }
    return (await session.send('Runtime.getHeapUsage')).usedSize;
  };
  const cycles = () => page.evaluate(async (left) => {
    const place = /** @type {Element} */ (document.querySelector('article'));
    const one = () => new Promise((done) => {
      const element = document.createElement('stand-first');
      element.setAttribute('loading', 'eager');
      element.addEventListener('standfirst-result', () => {
        element.remove();
        done(undefined);
      });
      place.append(element);
    });
    for (let turn = 0; turn < left; turn += 20) {
      await Promise.all(Array.from({ length: 20 }, one));
    }
  }, count);
  await cycles();
  const before = await heap();
  await cycles();
  return { before, after: await heap() };
}

/** Has a worker keep each WebAssembly memory that is made in it. */
const KEEP_MEMORIES = `globalThis.memories = [];
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...given) => {
  const made = await instantiate.apply(WebAssembly, given);
  for (const one of Object.values((made.instance ?? made).exports)) {
    if (one instanceof WebAssembly.Memory) memories.push(one);
  }
  return made;
};
`;

/**
 * To be called before a page is opened whose `memoriesOf` shall be asked for.
 *
 * @param {import('playwright-core').BrowserContext} context
 */
export async function keepMemories(context) {
  await context.route(/\/worker-\w+\.js$/u, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: KEEP_MEMORIES + await response.text() });
  });
}

/**
 * The WebAssembly memories of a page's workers: of each engine one, with its
 * copy of the model in it.
 *
 * @param {Page} page
 * @returns {Promise<number[]>} bytes
 */
export async function memoriesOf(page) {
  const all = await Promise.all(page.workers().map((worker) => worker.evaluate(() =>
    /** @type {WebAssembly.Memory[]} */ (Reflect.get(globalThis, 'memories'))
        .map(({ buffer }) => buffer.byteLength))));
  return all.flat();
}

/**
 * Thirty `<stand-first>` of one page, and a thousand that come and go.
 *
 * @param {Browser} browser
 * @param {string} url
 * @param {string} text
 */
export async function elements(browser, url, text) {
  const context = await browser.newContext(WIDE);
  const problems = await watch(context, url);
  await keepMemories(context);
  /**
   * A page of the same origin, which is made here, with so many elements.
   *
   * @param {number} count
   */
  const open = async (count) => {
    const page = await context.newPage();
    await page.goto(`${url}LICENSE.txt`);
    const milliseconds = await page.evaluate(fill, { text, count });
    return { page, milliseconds, memories: await memoriesOf(page) };
  };
  const fill = async (/** @type {{text: string, count: number}} */ { text, count }) => {
    const articles = Array.from({ length: count }, () => {
      const article = document.createElement('article');
      const element = document.createElement('stand-first');
      element.setAttribute('loading', 'eager');
      const words = document.createElement('p');
      words.textContent = text;
      article.append(element, words);
      return article;
    });
    document.body.replaceChildren(...articles);
    let left = articles.length;
    const shown = new Promise((done) => {
      document.addEventListener('standfirst-result', () => {
        if (--left === 0) done(undefined);
      });
    });
    const script = '/stand-first.js';
    const from = performance.now();
    await import(script);
    await shown;
    return performance.now() - from;
  };
  const one = await open(1);
  await one.page.close();
  const { page, milliseconds, memories } = await open(30);
  const workers = page.workers().length;
  await page.evaluate(() => {
    for (const article of [...document.querySelectorAll('article')].slice(1)) article.remove();
  });
  const { before, after } = await heapOfElements(page, 1000);
  await context.close();
  assert.deepEqual(problems, [], `problems seen in ${url}`);
  return {
    milliseconds, workers, before, after, memories: memories.length,
    memoryOfOne: one.memories[0] ?? NaN, memoryOfThirty: memories[0] ?? NaN,
  };
}
