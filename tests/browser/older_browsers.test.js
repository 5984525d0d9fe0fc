/**
 * The built page in browsers of its target that lack what newer ones have:
 * Chrome 111, Firefox 115, Safari 16.4.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { listFiles, root } from '../../tools/scripts/lib.mjs';
import { launchBrowser } from './support.js';
import { SUMMARY, visitSite } from './site_support.js';

/** @typedef {import('playwright-core').Page} Page */

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => { browser = await launchBrowser(); });
after(() => browser?.close());

/** Chrome before 114, Firefox before 125, Safari before 17. @param {Page} page */
const withoutPopovers = (page) => page.addInitScript(() => {
  for (const name of ['popover', 'showPopover', 'hidePopover', 'togglePopover']) {
    Reflect.deleteProperty(HTMLElement.prototype, name);
  }
  for (const name of ['popoverTargetElement', 'popoverTargetAction']) {
    Reflect.deleteProperty(HTMLButtonElement.prototype, name);
  }
  // An attribute that says nothing to them.
  const { setAttribute } = Element.prototype;
  /** @param {string} name @param {string} value */
  Element.prototype.setAttribute = function(name, value) {
    if (name !== 'popover') setAttribute.call(this, name, value);
  };
});

/** Safari before 17.4. @param {Page} page */
const withoutCheckVisibility = (page) => page.addInitScript(() => {
  Reflect.deleteProperty(Element.prototype, 'checkVisibility');
});

test('without popovers the menus open, are gone through and close', async () => {
  await visitSite(browser, { path: '#news', prepare: withoutPopovers }, async (page) => {
    await page.waitForSelector(SUMMARY);
    assert.equal(await page.locator('.menu:visible').count(), 0);
    for (const [name, line] of [['Menu', 'Theme'], ['Save as', 'Markdown']]) {
      const button = page.locator(`button:has-text("${name}"):visible`).first();
      const menu = page.locator('.menu:visible');
      await button.click();
      await menu.locator(`text=${line}`).first().waitFor();
      assert.equal(await button.getAttribute('aria-expanded'), 'true');
      const [over, under] = [await button.boundingBox(), await menu.boundingBox()];
      const gap = (under?.y ?? 0) - (over?.y ?? 0) - (over?.height ?? 0);
      assert.ok(gap >= 0 && gap < 8, `${name}: ${gap} below its button`);
      // What closes it: its button, a press elsewhere, Escape, which leads back.
      await button.click();
      assert.equal(await menu.count(), 0);
      await button.click();
      await page.mouse.click(5, 500);
      assert.equal(await menu.count(), 0);
      await button.click();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Escape');
      assert.equal(await menu.count(), 0);
      assert.equal(await button.getAttribute('aria-expanded'), 'false');
      assert.ok(await button.evaluate((one) => one === document.activeElement));
    }
    await page.click('.mast >> text=Menu');
    await page.click('.menu:visible >> text=Shortcuts');
    await page.waitForSelector('dialog[open]');
    assert.equal(await page.locator('.menu:visible').count(), 0);
  });
});

test('without checkVisibility a text is read, and nothing is thrown', async () => {
  await visitSite(browser, { path: '#news', prepare: withoutCheckVisibility },
      async (page) => {
        await page.waitForSelector(SUMMARY);
        await page.waitForFunction(() => document.activeElement?.className === 'lead');
      });
});

const LIGHT = 'rgb(253, 253, 252)';
const DARK = 'rgb(21, 24, 27)';

/** @type {['light' | 'dark', 'light' | 'dark' | null, 'screen' | 'print', string][]} */
const THEMES = [
  ['light', null, 'screen', LIGHT],
  ['dark', null, 'screen', DARK],
  ['light', 'dark', 'screen', DARK],
  ['dark', 'light', 'screen', LIGHT],
  ['dark', null, 'print', LIGHT],
  ['light', 'dark', 'print', LIGHT],
];

test('without light-dark() the themes are what system, reader and paper say', async () => {
  for (const path of listFiles('dist', (name) => /\.(css|html)$/.test(name))) {
    assert.doesNotMatch(readFileSync(join(root, path), 'utf8'), /light-dark\(/, path);
  }
  await visitSite(browser, {}, async (page) => {
    for (const [colorScheme, theme, media, expected] of THEMES) {
      await page.emulateMedia({ colorScheme, media });
      const found = await page.evaluate((chosen) => {
        const { dataset } = document.documentElement;
        if (chosen) dataset['theme'] = chosen;
        else delete dataset['theme'];
        return getComputedStyle(document.documentElement).backgroundColor;
      }, theme);
      assert.equal(found, expected, `${colorScheme}, ${theme}, ${media}`);
    }
  });
});

// WebKit drops all of it.
test('no text-decoration says more than its line in one property', () => {
  for (const path of listFiles('web', (name) => /\.(css|js)$/.test(name))) {
    const found = /(?<![\w-])text-decoration:\s*[\w-]+[ $][^;]*/.exec(
        readFileSync(join(root, path), 'utf8'));
    assert.equal(found?.[0], undefined, path);
  }
});
