/**
 * What the reader did last is what the page does: nothing that comes late, by
 * mistake or from another tab takes its place.
 */
import assert from 'node:assert/strict';
import { usePage } from './page_support.js';
import { shows } from './support.js';

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
