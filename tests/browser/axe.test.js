/**
 * axe-core finds nothing to object to, in any state of the page, light and
 * dark, on a desktop and on a phone.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { DESKTOP, NEWS, PHONE, atRest, paste, untilLit, usePage } from './page_support.js';

/** @typedef {import('playwright-core').Page} Page */

const AXE = readFileSync(
    createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const { open } = usePage('axe');

/**
 * @typedef {object} State
 * @property {string} name
 * @property {string} [sample]
 * @property {import('./page_support.js').Control} [control]
 * @property {(page: Page) => Promise<unknown>} [steps]
 */

/** @type {State[]} */
const STATES = [
  { name: 'empty' },
  { name: 'standfirst', sample: 'news' },
  {
    name: 'key points', sample: 'report',
    async steps(page) {
      await page.check('[value=key-points]');
      await page.waitForSelector('.stand li');
    },
  },
  {
    name: 'teaser', sample: 'feature',
    steps: (page) => page.check('[value=teaser]'),
  },
  {
    name: 'headline', sample: 'news',
    async steps(page) {
      await page.check('[value=headline]');
      await page.waitForFunction(() => !document.querySelector('.stand .st'));
    },
  },
  {
    name: 'unfolded, reasons open', sample: 'news',
    async steps(page) {
      await page.click('.stand .cutn');
      await page.waitForSelector('.unfold');
      await page.locator('article .num').nth(1).click();
      await page.waitForSelector('.why');
    },
  },
  {
    name: 'source held', sample: 'news',
    async steps(page) {
      await page.locator('.stand .src').nth(1).click();
      await untilLit(page);
    },
  },
  {
    name: 'name chosen, left out open', sample: 'news',
    async steps(page) {
      await page.evaluate(() => {
        for (const box of document.querySelectorAll('details')) box.open = true;
      });
      await page.locator('.ent').first().click();
      await page.keyboard.press('j');
    },
  },
  {
    name: 'notice', sample: 'news', control: { notices: ['entities-unavailable'] },
  },
  {
    name: 'error', control: {
      fail: { at: 'create', code: 'model-missing', always: true },
    },
    async steps(page) {
      await paste(page, NEWS);
      await page.waitForSelector('.note');
    },
  },
  {
    name: 'at work', control: { delay: 60000 },
    async steps(page) {
      await paste(page, NEWS);
      await page.waitForSelector('.work progress', { timeout: 5000 });
    },
  },
  {
    name: 'text in the box',
    async steps(page) {
      await page.fill('#box', NEWS);
      // On a desktop it is read beside the box.
      const wide = await page.evaluate(() => matchMedia('(min-width: 77.5em)').matches);
      await page.waitForSelector(wide ? '.stand .st' : 'body[data-phase=editing]');
    },
  },
  {
    name: 'text gone', sample: 'news',
    async steps(page) {
      await page.evaluate(() => {
        const button = [...document.querySelectorAll('button')]
            .find((one) => one.textContent === 'New text');
        button?.click();
      });
      await page.waitForSelector('.undo button');
    },
  },
  {
    name: 'menu', sample: 'news',
    async steps(page) {
      await page.click('.mast nav > button:text-is("Menu")');
      await page.waitForSelector('.menu:popover-open');
    },
  },
  {
    name: 'pictures open, a name chosen', sample: 'news',
    async steps(page) {
      for (const summary of await page.locator('details.pic summary').all()) {
        await summary.click();
      }
      await page.waitForSelector('.dates li');
      await page.locator('.graph .node').first().click();
    },
  },
  {
    name: 'who with whom as a table', sample: 'news',
    async steps(page) {
      await page.click('details.pic:has(.graph) summary');
      await page.click('text=Show as a table');
      await page.waitForSelector('.graph > svg[hidden]', { state: 'attached' });
    },
  },
  {
    name: 'copy as', sample: 'news',
    async steps(page) {
      await page.click('.acts >> text=Copy as');
      await page.waitForSelector('[data-copy=link]:enabled');
    },
  },
  {
    name: 'save as', sample: 'news',
    async steps(page) {
      await page.click('.acts >> text=Save as');
      await page.waitForSelector('.menu:popover-open');
    },
  },
  {
    name: 'all open, left out put back, every kind marked', sample: 'news',
    async steps(page) {
      await page.evaluate(() => {
        for (const box of document.querySelectorAll('details')) box.open = true;
      });
      await page.check('.names input[value=number]');
      await page.locator('.left-list button').first().click();
      await page.waitForSelector('.left-list button:has-text("Leave out again")');
      await page.waitForSelector('.dates li');
    },
  },
  {
    name: 'focus words that are nowhere, marks off', sample: 'news',
    async steps(page) {
      await page.keyboard.press('m');
      await page.fill('#focus-words', 'gearbox');
      await page.waitForSelector('.focusw :text("not found")');
    },
  },
  {
    name: 'a picture refused, no text yet',
    async steps(page) {
      await page.setInputFiles('input[type=file]', {
        name: 'cat.png', mimeType: 'image/png', buffer: Buffer.from([137, 80, 78]),
      });
      await page.waitForSelector('.note .x');
    },
  },
  {
    name: 'a file dragged over', sample: 'news',
    async steps(page) {
      await page.evaluate(() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['It rained.'], 'a.txt'));
        document.body.dispatchEvent(new DragEvent(
            'dragover', { bubbles: true, cancelable: true, dataTransfer }));
      });
      await page.waitForSelector('.dropping:visible');
    },
  },
  {
    name: 'about', sample: 'news',
    async steps(page) {
      await page.click('.mast nav > button:text-is("Menu")');
      await page.click('.menu >> text=About');
      await page.waitForSelector('dialog[open]');
    },
  },
  {
    name: 'German', sample: 'news',
    async steps(page) {
      await page.click('.mast nav > button:text-is("Menu")');
      await page.click('[data-language=de]');
      await page.waitForSelector('.acts >> text=Kopieren');
      // On a phone the list of names is closed.
      await page.waitForSelector('.hint:has-text("Angekreuzte")', { state: 'attached' });
    },
  },
  {
    name: 'German, empty, its menu open',
    async steps(page) {
      await page.click('.mast nav > button:text-is("Menu")');
      await page.click('[data-language=de]');
      await page.click('.mast nav > button:text-is("Menü")');
      await page.waitForSelector('.menu:popover-open');
    },
  },
  {
    name: 'German, unfolded, a notice, left out open', sample: 'news',
    control: { notices: ['entities-unavailable'] },
    async steps(page) {
      await page.click('.mast nav > button:text-is("Menu")');
      await page.click('[data-language=de]');
      await page.waitForSelector('.acts >> text=Kopieren');
      await page.click('.stand .cutn');
      await page.waitForSelector('.unfold');
      await page.click('.left summary');
      await page.waitForSelector('.left-list button');
    },
  },
  {
    name: 'shortcuts', sample: 'news',
    async steps(page) {
      await page.keyboard.press('?');
      await page.waitForSelector('dialog[open]');
    },
  },
];

for (const [device, size] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
  for (const { name, sample, control, steps } of STATES) {
    test(`axe: ${name}, ${device}`, async () => {
      // The policy would not let axe in.
      const opened = await open({
        context: { ...size, bypassCSP: true },
        ...sample && { sample }, ...control && { control },
      });
      try {
        const { page } = opened;
        await steps?.(page);
        if (name.startsWith('German')) {
          assert.equal(await page.getAttribute('html', 'lang'), 'de');
        }
        await page.evaluate(AXE);
        for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
          await page.emulateMedia({ colorScheme });
          // Colours are measured when nothing moves any more.
          await atRest(page);
          const found = await violations(page);
          assert.deepEqual({ colorScheme, found }, { colorScheme, found: [] });
        }
      } finally {
        await opened.close();
      }
    });
  }
}

/**
 * What axe objects to on the page as it is.
 *
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
function violations(page) {
  return page.evaluate(async () => {
    const found = await Reflect.get(globalThis, 'axe').run();
    return found.violations.map((/** @type {any} */ violation) => [
      violation.id, violation.help,
      ...violation.nodes.slice(0, 3).map(
          (/** @type {any} */ node) => node.html.slice(0, 160) +
            ' ' + (node.any[0]?.message ?? '')),
    ].join('\n    '));
  });
}
