/**
 * What the reader did last is what the page does: nothing that comes late, by
 * mistake or from another tab takes its place.
 */
import assert from 'node:assert/strict';
import { deflateRawSync } from 'node:zlib';
import { paste, usePage } from './page_support.js';
import { eventually, shows } from './support.js';

/** @typedef {import('playwright-core').Page} Page */

const { pageTest } = usePage('wishes');

/**
 * Drags with the mouse as a hand does.
 *
 * @param {Page} page
 * @param {{x: number, y: number}} from
 * @param {{x: number, y: number}} to
 */
async function drag(page, from, to) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 5, from.y + 5, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 10 });
  const frame = await page.locator('.dropping').isVisible();
  await page.mouse.up();
  return frame;
}

pageTest('words and links of the page that are dragged within it are no drops',
    { sample: 'news' }, async (page) => {
      await page.evaluate(() => {
        Reflect.set(globalThis, 'drags', 0);
        document.addEventListener('dragend', () => {
          Reflect.set(globalThis, 'drags', Reflect.get(globalThis, 'drags') + 1);
        });
      });
      const dragged = (/** @type {number} */ times) => page.waitForFunction(
          (count) => Reflect.get(globalThis, 'drags') === count, times);
      const paragraph = page.locator('article p:has-text("The vessel will cost")');
      const { x, y } = await paragraph.boundingBox() ?? { x: 0, y: 0 };
      await page.mouse.click(x + 200, y + 12, { clickCount: 3 });
      assert.equal(await drag(
          page, { x: x + 200, y: y + 12 }, { x: x + 150, y: y + 120 }), false);
      await dragged(1);
      const number = await page.locator('.stand .src').first().boundingBox() ??
        { x: 0, y: 0 };
      assert.equal(await drag(page, { x: number.x + 4, y: number.y + 6 },
          { x: number.x + 80, y: number.y + 80 }), false);
      await dragged(2);
      assert.equal(await page.locator('.note').count(), 0);
      await shows(page.locator('article h2'), /cable ship/);
      // What comes from elsewhere still is one.
      await page.evaluate((words) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.setData('text/plain', words);
        document.body.dispatchEvent(new DragEvent(
            'drop', { bubbles: true, cancelable: true, dataTransfer }));
      }, 'The ferry stopped. It rained.');
      await page.waitForSelector('article:has-text("The ferry stopped")');
    });

const OWN = 'My own text stands here. It has two sentences.';

/**
 * Holds back what a page asks for.
 *
 * @param {Page} page
 * @param {RegExp} which
 */
async function holdBack(page, which) {
  /** @type {(value?: unknown) => void} */
  let letGo = () => {};
  const held = new Promise((done) => { letGo = done; });
  const asked = page.waitForRequest(which);
  const answered = page.waitForResponse(which);
  await page.route(which, async (route) => {
    await held;
    await route.continue();
  });
  return { asked, answered, letGo };
}

/** @type {[string, (page: Page) => Promise<unknown>, RegExp][]} */
const SINCE = [
  ['a paste', (page) => paste(page, OWN), /My own text/],
  ['another sample', (page) => page.click('[data-sample=news]'), /cable ship/],
  ['what is typed', async (page) => {
    await page.focus('#box');
    await page.keyboard.type('I begin to write. It is my own.');
  }, /I begin to write/],
];
for (const late of ['sample', 'link']) {
  for (const [name, act, words] of SINCE) {
    pageTest(`a ${late} that comes late takes no place of ${name} since`, {}, async (page) => {
      const { asked, answered, letGo } = await holdBack(
          page, late === 'sample' ? /feature\.txt/ : /page\/link\.js/);
      if (late === 'sample') await page.click('[data-sample=feature]');
      else {
        const packed = deflateRawSync('The ferry stopped. Nobody knew why.')
            .toString('base64url');
        await page.evaluate((hash) => { location.hash = hash; }, `text=${packed}`);
      }
      await asked;
      await act(page);
      const text = page.locator('article:visible, #box:visible').first();
      const all = () => text.evaluate((element) =>
        element instanceof HTMLTextAreaElement ? element.value : element.textContent ?? '');
      await eventually(async () => assert.match(await all(), words));
      letGo();
      await (await answered).finished();
      // Nothing is to come: only waiting shows that.
      await page.waitForTimeout(500);
      assert.match(await all(), words);
      assert.equal(new URL(page.url()).hash, '', 'a reload does not bring it either');
    });
  }
}
