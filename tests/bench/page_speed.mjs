/**
 * How fast the built page answers a hand: letters typed beside a live summary,
 * the slider over a long article. Measured to the paint that follows.
 */
import { makeWords } from './text.mjs';

/** @typedef {import('playwright-core').Browser} Browser */

/** Keys that are typed, one every so many milliseconds. */
const KEYS = { count: 150, every: 70 };

/** Moves of the slider. */
const MOVES = 50;

const DESKTOP = { viewport: { width: 1440, height: 1000 } };

/**
 * @typedef {{median: number, p98: number, slowest: number, count: number}} Times
 *     in milliseconds
 */

/**
 * @param {number[]} times
 * @returns {Times}
 */
function describe(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (/** @type {number} */ part) =>
    sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? NaN;
  return { median: at(0.5), p98: at(0.98), slowest: at(1), count: times.length };
}

/**
 * Every key typed into 600 words with the summary live beside them: from the
 * key to the next paint, by the browser's own Event Timing (steps of 8 ms; what
 * is faster than 16 counts as 16).
 *
 * @param {Browser} browser
 * @param {string} url of the page
 * @returns {Promise<Times & {summaries: number}>} summaries: how often the
 *     standfirst was drawn meanwhile
 */
export async function measureTyping(browser, url) {
  const page = await browser.newPage(DESKTOP);
  try {
    await page.goto(url);
    await page.fill('#box', makeWords(600));
    await page.waitForSelector('.lines .st');
    await page.waitForTimeout(500);
    await page.evaluate(() => {
      /** @type {Map<number, number>} */
      const slow = new Map();
      Reflect.set(globalThis, 'slowKeys', slow);
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const { interactionId } = /** @type {{interactionId?: number}} */ (
            /** @type {unknown} */ (entry));
          if (!interactionId) continue;
          slow.set(interactionId, Math.max(slow.get(interactionId) ?? 0, entry.duration));
        }
      }).observe(/** @type {PerformanceObserverInit} */ (
        /** @type {unknown} */ ({ type: 'event', durationThreshold: 16 })));
      let drawn = 0;
      new MutationObserver(() => Reflect.set(globalThis, 'drawn', ++drawn))
          .observe(document.querySelector('.stand') ?? document, { childList: true });
      const box = /** @type {HTMLTextAreaElement} */ (document.getElementById('box'));
      box.focus();
      box.setSelectionRange(200, 200);
    });
    const letters = 'a new line of the story ';
    for (let key = 0; key < KEYS.count; key++) {
      // A rest now and then, in which the text is read.
      if (key % 10 === 9) await page.waitForTimeout(500);
      await page.keyboard.press(letters[key % letters.length] === ' ' ? 'Space' :
        letters[key % letters.length] ?? 'a');
      await page.waitForTimeout(KEYS.every);
    }
    await page.waitForTimeout(500);
    const { slow, drawn } = await page.evaluate(() => ({
      slow: [...Reflect.get(globalThis, 'slowKeys').values()],
      drawn: Number(Reflect.get(globalThis, 'drawn') ?? 0),
    }));
    const quick = Math.max(0, KEYS.count - slow.length);
    return { ...describe([...slow, ...Array(quick).fill(16)]), summaries: drawn };
  } finally {
    await page.close();
  }
}

/**
 * From the slider's input to the paint of the new summary, 10,000 words.
 *
 * @param {Browser} browser
 * @param {string} url of the page
 * @returns {Promise<Times>}
 */
export async function measureSlider(browser, url) {
  const page = await browser.newPage(DESKTOP);
  try {
    await page.goto(url);
    await page.waitForSelector('#box');
    await page.evaluate((words) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', words);
      document.getElementById('box')?.dispatchEvent(new ClipboardEvent(
          'paste', { bubbles: true, cancelable: true, clipboardData }));
    }, makeWords(10_000));
    await page.waitForSelector('article .chosen');
    await page.waitForTimeout(2000);
    await page.focus('#length');
    /** @type {number[]} */
    const times = [];
    for (let move = 0; move < MOVES; move++) {
      const painted = page.evaluate(() => new Promise((done) => {
        const slider = /** @type {HTMLElement} */ (document.getElementById('length'));
        const stand = /** @type {HTMLElement} */ (document.querySelector('.stand'));
        slider.addEventListener('input', (event) => {
          const since = event.timeStamp;
          const seen = new MutationObserver(() => {
            seen.disconnect();
            // A task after the frame: it has been painted.
            requestAnimationFrame(() => {
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = () => done(performance.now() - since);
              port2.postMessage(null);
            });
          });
          seen.observe(stand, { childList: true });
        }, { once: true });
        Reflect.set(globalThis, 'listening', true);
      }));
      await page.waitForFunction(() => Reflect.get(globalThis, 'listening'));
      // Up to twelve sentences and back.
      await page.keyboard.press(Math.floor(move / 9) % 2 === 0 ? 'ArrowRight' : 'ArrowLeft');
      times.push(Number(await painted));
      await page.evaluate(() => Reflect.set(globalThis, 'listening', false));
      await page.waitForTimeout(60);
    }
    return describe(times);
  } finally {
    await page.close();
  }
}
