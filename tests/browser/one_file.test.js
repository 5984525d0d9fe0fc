/** dist/standfirst.html, opened from disk as by a double click. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';
import { makeDocx, makePdf } from '../support/documents.mjs';
import { DESKTOP, NEWS } from './page_support.js';
import {
  SITE, SUMMARY, drawnBlocks, notice, openFile, pasteData, untilKept,
} from './site_support.js';
import { eventually, gone, launchBrowser, openPage, workersAre } from './support.js';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => { browser = await launchBrowser(); });
after(() => browser?.close());

const ADDRESS = pathToFileURL(join(SITE, 'standfirst.html')).href;

/**
 * @param {string} hash
 * @param {(page: import('playwright-core').Page) => Promise<unknown>} work
 */
async function fromDisk(hash, work) {
  /** @type {string[]} */
  const requests = [];
  const opened = await openPage(browser, ADDRESS + hash, {
    context: { ...DESKTOP, reducedMotion: 'reduce' },
    prepare: async (page) => {
      page.on('request', (request) => requests.push(request.url()));
    },
  });
  try {
    await work(opened.page);
    const others = requests.filter((url) => !/^(data|blob):/.test(url) &&
        url.split('#')[0] !== ADDRESS);
    assert.deepEqual(others, [], 'nothing is asked for beside the file');
  } finally {
    await opened.close();
  }
}

test('one file: pasted news is read, names are marked, in a worker', async () => {
  await fromDisk('', async (page) => {
    await pasteData(page, { 'text/plain': NEWS });
    await page.waitForSelector(SUMMARY);
    await page.waitForSelector('article .e[data-group=person]');
    await gone(page.locator('.note'));
    await workersAre(page, 1);
  });
});

test('one file: a sample', async () => {
  await fromDisk('#report', (page) => page.waitForSelector(SUMMARY));
});

test('one file: PDF, Word, a web page, Markdown', async () => {
  const words = 'The harbour at Velm closed on Tuesday after a crane fell.';
  await fromDisk('', async (page) => {
    for (const [index, [name, buffer]] of /** @type {[string, Buffer][]} */ ([
      ['a.pdf', makePdf([[{ text: `1 ${words}`, y: 700 }]])],
      ['a.docx', makeDocx([{ text: `2 ${words}` }])],
      ['a.html', Buffer.from(`<nav>Home</nav><article><p>3 ${words}</p></article>`)],
      ['a.md', Buffer.from(`4 *${words}*`)],
    ]).entries()) {
      await openFile(page, { name, buffer });
      await page.waitForFunction((number) => document.querySelector('article')
          ?.textContent?.includes(`${number} The harbour`), index + 1);
      await eventually(async () =>
        assert.ok((await drawnBlocks(page))[0]?.endsWith(`${index + 1} ${words}`)));
    }
  });
});

test('one file: what others load later is there: cuts, sheets, notices', async () => {
  await fromDisk('#news', async (page) => {
    await page.waitForSelector(SUMMARY);
    await page.keyboard.press('u');
    await eventually(async () => assert.equal(await page.locator('.unfold').first().evaluate(
        (block) => getComputedStyle(block).borderLeftWidth), '3px'));
    await page.keyboard.press('?');
    await page.waitForSelector('#shortcuts[open] dt');
    await page.keyboard.press('Escape');
    await openFile(page, { name: 'a.pptx', buffer: Buffer.from('PK\x03\x04') });
    assert.match(await notice(page, 'document'), /cannot open a \.pptx file/);
  });
});

test('one file: the text survives a reload', async () => {
  await fromDisk('', async (page) => {
    await pasteData(page, { 'text/plain': NEWS });
    await page.waitForSelector(SUMMARY);
    await untilKept(page, 'cable ship');
    await page.reload();
    await page.waitForSelector(SUMMARY);
  });
});
