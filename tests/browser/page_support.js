/**
 * The page over the fixture engine, ready to be driven.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import {
  eventually, launchBrowser, openPage, repositoryRoot, startServer,
} from './support.js';

const FIXTURE =
    readFileSync(join(repositoryRoot, 'tests/browser/fixtures/engine.js'));

/** The news article that comes with the page. */
export const NEWS =
    readFileSync(join(repositoryRoot, 'web/page/samples/news.txt'), 'utf8');

export const DESKTOP = { viewport: { width: 1440, height: 1000 } };
export const PHONE = {
  viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true,
};

/**
 * @typedef {object} Control what the fixture engine does
 * @property {number} [delay]
 * @property {{at: string, code: string, message?: string, always?: boolean}}
 *     [fail]
 * @property {string[]} [notices]
 * @property {[kind: string, from: string, to: string][]} [rewrites]
 */

/** Modules of the page that take a package of npm: the site's build finds it. */
const WITH_PACKAGES = ['web/page/graph_layout.js'];

/** The repository with the fixture in the engine's place. */
export async function servePage() {
  const { outputFiles } = await build({
    absWorkingDir: repositoryRoot, entryPoints: WITH_PACKAGES, bundle: true,
    format: 'esm', write: false, outdir: '.', outbase: '.', logLevel: 'silent',
  });
  const built = new Map(outputFiles.map(({ path, contents }) =>
    [`/${relative(repositoryRoot, path)}`, contents]));
  return startServer(repositoryRoot, {
    override: (path) => {
      const body = path === '/web/engine/index.js' ? FIXTURE : built.get(path);
      return body && { body };
    },
  });
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {import('./support.js').Server} server
 * @param {object} [options]
 * @param {string} [options.sample] opened with the page
 * @param {Control} [options.control]
 * @param {import('playwright-core').BrowserContextOptions} [options.context]
 * @param {'reduce' | 'no-preference'} [options.motion]
 * @param {RegExp[]} [options.expected]
 * @param {(page: import('playwright-core').Page) => Promise<void>}
 *     [options.prepare]
 */
export async function open(browser, server, options = {}) {
  const {
    sample, control, context = DESKTOP, expected, prepare, motion = 'reduce',
  } = options;
  const opened = await openPage(
      browser, `${server.url}index.html${sample ? `#${sample}` : ''}`, {
        context: { ...context, reducedMotion: motion },
        ...expected && { expected },
        prepare: async (page) => {
          await page.addInitScript((/** @type {unknown} */ given) => {
            Reflect.set(globalThis, 'standfirstFixture', given);
          }, control ?? {});
          await prepare?.(page);
        },
      });
  if (sample) {
    // The names are drawn last.
    await opened.page.waitForSelector('.lines .st');
    await opened.page.waitForFunction(
        () => document.querySelector('.hint')?.textContent &&
          document.querySelector('article .chunk:last-child *'));
  }
  return opened;
}

/**
 * What the fixture engine was asked.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} [call]
 * @returns {Promise<any[]>}
 */
export async function callsOf(page, call) {
  const calls = await page.evaluate(
      () => Reflect.get(globalThis, 'standfirstFixture').calls);
  return call ? calls.filter((/** @type {any} */ one) => one.call === call) : calls;
}

/**
 * The sentences that are lit, as numbers from 0 and where they stand: painted by
 * the Custom Highlight API or, without it, by a class.
 *
 * @param {import('playwright-core').Page} page
 * @param {'article .s' | '.stand .st'} where
 * @returns {Promise<{sentence: string | null, text: string, top: number, by: 'highlight' | 'class'}[]>}
 */
export function litIn(page, where) {
  return page.evaluate((selector) => {
    const painted = [...globalThis.CSS.highlights?.get('standfirst-lit') ?? []].map(
        (range) => /** @type {Range} */ (range).commonAncestorContainer);
    return [...document.querySelectorAll(selector)].flatMap((one) => {
      const by = painted.includes(one) ? /** @type {const} */ ('highlight') :
        one.classList.contains('lit') ? /** @type {const} */ ('class') : null;
      return by ? [{ sentence: one.getAttribute('data-sentence'), by,
        text: one.textContent ?? '', top: one.getBoundingClientRect().top }] : [];
    });
  }, where);
}

/**
 * A browser without the Custom Highlight API.
 *
 * @param {import('playwright-core').Page} page
 */
export async function withoutHighlights(page) {
  await page.addInitScript(() => {
    Object.defineProperty(CSS, 'highlights', { value: undefined });
  });
}

/**
 * Waits until a sentence of the article is lit.
 *
 * @param {import('playwright-core').Page} page
 */
export function untilLit(page) {
  return eventually(async () => {
    const [first] = await litIn(page, 'article .s');
    assert.ok(first, 'nothing is lit');
    return first;
  });
}

/**
 * Waits until what a page draws some frames later is drawn, and nothing moves.
 *
 * @param {import('playwright-core').Page} page
 */
export async function atRest(page) {
  await page.evaluate(async () => {
    // The pictures come after three frames and a task.
    for (let frame = 0; frame < 6; frame++) {
      await new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });
    }
    const ends = document.getAnimations().filter(({ effect }) =>
      Number(effect?.getComputedTiming().endTime) < Infinity);
    await Promise.all(ends.map(({ finished }) => finished.catch(() => {})));
  });
}

/**
 * Puts a text on the clipboard and into the box, as a paste; of several one at once
 * after the other, before the first is read and the box is gone.
 *
 * @param {import('playwright-core').Page} page
 * @param {...string} texts
 */
export async function paste(page, ...texts) {
  await page.focus('#box');
  await page.evaluate((all) => {
    const box = /** @type {HTMLTextAreaElement} */ (document.activeElement);
    for (const words of all) {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', words);
      const event = new ClipboardEvent(
          'paste', { bubbles: true, cancelable: true, clipboardData });
      if (!box.dispatchEvent(event)) continue;
      // As the browser would.
      box.setRangeText(words, box.selectionStart, box.selectionEnd, 'end');
      box.dispatchEvent(new InputEvent(
          'input', { bubbles: true, inputType: 'insertFromPaste' }));
    }
  }, texts);
}

/**
 * The page for a file of tests: one browser and one server for all of them.
 *
 * @param {string} about what every test's name begins with
 * @param {...string} settings of the browser
 */
export function usePage(about, ...settings) {
  /** @type {import('playwright-core').Browser} */
  let browser;
  /** @type {import('./support.js').Server} */
  let server;
  before(async () => {
    [browser, server] = await Promise.all([launchBrowser(...settings), servePage()]);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  /** @param {Parameters<typeof open>[2]} [options] */
  const openOne = (options) => open(browser, server, options);
  return {
    open: openOne,
    browser: () => browser,
    server: () => server,
    /**
     * A test over a page of its own.
     *
     * @param {string} name
     * @param {Parameters<typeof open>[2]} options
     * @param {(page: import('playwright-core').Page) => Promise<void>} work
     */
    pageTest(name, options, work) {
      test(`${about}: ${name}`, async () => {
        const opened = await openOne(options);
        try {
          await work(opened.page);
        } finally {
          await opened.close();
        }
      });
    },
  };
}
