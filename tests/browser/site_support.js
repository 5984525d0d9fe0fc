/** The built site, as a host serves it, for tests of what readers do with it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPage, repositoryRoot, startServer } from './support.js';
import { DESKTOP } from './page_support.js';

/** @typedef {import('playwright-core').Page} Page */

export const SITE = join(repositoryRoot, 'dist/');

/** A sentence of the standfirst stands on the page. */
export const SUMMARY = '.lines .st';

export const FEATURE = readFileSync(
    join(repositoryRoot, 'web/page/samples/feature.txt'), 'utf8');

/**
 * @typedef {object} Visit
 * @property {Parameters<typeof startServer>[1]} [server]
 * @property {string} [path] and query and hash
 * @property {RegExp[]} [expected] problems that the test provokes
 * @property {import('playwright-core').BrowserContextOptions} [context]
 * @property {(page: Page) => Promise<unknown>} [prepare]
 */

/**
 * @param {import('playwright-core').Browser} browser
 * @param {Visit} visit
 * @param {(page: Page, server: import('./support.js').Server) =>
 *     Promise<unknown>} work
 */
export async function visitSite(browser, visit, work) {
  const { server: options = {}, path = '', expected = [], context, prepare } = visit;
  const server = await startServer(SITE, options);
  try {
    const opened = await openPage(browser, `${server.url}${path}`, {
      expected, context: { ...DESKTOP, reducedMotion: 'reduce', ...context },
      ...prepare && { prepare: async (page) => { await prepare(page); } },
    });
    try {
      await work(opened.page, server);
    } finally {
      await opened.close();
    }
  } finally {
    // The test may have stopped it.
    await server.close().catch(() => {});
  }
}

/**
 * Pastes into the box, or where the focus is, what a clipboard may hold.
 *
 * @param {Page} page
 * @param {Record<string, string>} data by type
 */
export async function pasteData(page, data) {
  await page.locator('#box').focus();
  await page.evaluate((given) => {
    const clipboardData = new DataTransfer();
    for (const [type, text] of Object.entries(given)) {
      clipboardData.setData(type, text);
    }
    document.activeElement?.dispatchEvent(new ClipboardEvent(
        'paste', { bubbles: true, cancelable: true, clipboardData }));
  }, data);
}

/**
 * @param {Page} page
 * @param {{name: string, mimeType?: string, buffer: Buffer}} file
 */
export async function openFile(page, { name, mimeType = '', buffer }) {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
}

/**
 * Drops a file on the page.
 *
 * @param {Page} page
 * @param {{name: string, type?: string, buffer?: Buffer}} file without bytes, those
 *     that pictures begin with
 */
export async function dropFile(page, { name, type = '', buffer }) {
  await page.evaluate(({ name, type, bytes }) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([new Uint8Array(bytes)], name, { type }));
    for (const kind of ['dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(
          kind, { bubbles: true, cancelable: true, dataTransfer }));
    }
  }, { name, type, bytes: [...buffer ?? [137, 80, 78, 71]] });
}

/**
 * The words of the notice with a code.
 *
 * @param {Page} page
 * @param {string} code
 */
export async function notice(page, code) {
  const note = page.locator(`.note[data-code=${code}]`);
  await note.waitFor();
  return (await note.innerText()).replace(/\s+/g, ' ');
}

/**
 * Waits until the text that the tab has is kept for the next one, or for none.
 *
 * @param {Page} page
 * @param {string} part of the text; '' if none is to be kept
 */
export async function untilKept(page, part) {
  await page.waitForFunction((wanted) => {
    const found = localStorage.getItem('standfirst.text');
    return wanted === '' ? found === null : found?.includes(wanted);
  }, part);
}

/**
 * The article as it is drawn: "kind: text" for every block.
 *
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export function drawnBlocks(page) {
  return page.evaluate(() => [...document.querySelectorAll(
      'article :is(h2:not(.vh), h3, p, blockquote, pre)')].map((block) => {
    const copy = /** @type {Element} */ (block.cloneNode(true));
    for (const extra of copy.querySelectorAll('.num, .vh')) extra.remove();
    const kind = block.localName === 'p' ?
        block.classList.contains('item') ? 'item' : 'p' : block.localName;
    return `${kind}: ${copy.textContent?.trim()}`;
  }));
}
