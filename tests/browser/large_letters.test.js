/** The page for those who have set their browser to letters of 24 pixels. */
import assert from 'node:assert/strict';
import { PHONE, atRest, usePage } from './page_support.js';
import { eventually } from './support.js';

/** @typedef {import('playwright-core').Page} Page */

const { pageTest } = usePage('large letters', '--blink-settings=defaultFontSize=24');

/** @param {Page} page what is beyond the right edge of a small telephone */
const beyond = (page) => page.evaluate(() =>
  document.documentElement.scrollWidth <= 320 ? [] : [...document.querySelectorAll('body *')]
      .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > 321)
      .map((one) => `${one.localName} ${one.className}: ${one.textContent?.slice(0, 20)}`));

for (const locale of ['en-GB', 'de-DE']) {
  pageTest(`320 px hold all of it, empty, read and open (${locale})`, {
    context: { ...PHONE, locale, viewport: { width: 320, height: 640 } },
  }, async (page) => {
    assert.deepEqual(await beyond(page), []);
    await page.click('[data-sample=news]');
    await page.waitForSelector('.names .ent', { state: 'attached' });
    await atRest(page);
    assert.deepEqual(await beyond(page), []);
    await page.locator('.stand .cutn').first().click();
    await page.waitForSelector('.unfold');
    await page.locator('article .num').first().click();
    await page.waitForSelector('.why');
    for (const summary of await page.locator('details summary').all()) await summary.click();
    await page.waitForSelector('.dates li');
    await page.waitForSelector('.graph .node');
    await page.locator('.ent').first().click();
    assert.deepEqual(await beyond(page), []);
    await page.locator('.mast nav > button').last().click();
    await eventually(async () => {
      const menu = await page.locator('.menu:popover-open').boundingBox();
      assert.ok(menu && menu.x > 0 && menu.x + menu.width <= 320, JSON.stringify(menu));
    });
  });
}
