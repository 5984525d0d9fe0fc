/**
 * The page, driven as a reader would, over an engine whose answers the tests
 * know. Every test fails on a console error, a policy violation or a request
 * to another origin.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launchBrowser } from './support.js';
import {
  NEWS, PHONE, callsOf, open, paste, servePage,
} from './page_support.js';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('./support.js').Server} */
let server;
before(async () => {
  [browser, server] = await Promise.all([launchBrowser(), servePage()]);
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** @typedef {import('playwright-core').Page} Page */

/**
 * @param {string} name
 * @param {Parameters<typeof open>[2]} options
 * @param {(page: Page) => Promise<void>} work
 */
function pageTest(name, options, work) {
  test(`page: ${name}`, async () => {
    const opened = await open(browser, server, options);
    try {
      await work(opened.page);
    } finally {
      await opened.close();
    }
  });
}

const standfirst = (/** @type {Page} */ page) =>
  page.locator('.stand').innerText();

pageTest('opens empty, with invitation, box and three samples', {}, async (page) => {
  assert.match(await page.locator('h1:visible').innerText(), /Paste an article/);
  assert.equal(await page.locator('.try button').count(), 3);
  assert.equal(await page.locator('.controls').isVisible(), false);
  assert.equal(await page.locator('.result').isVisible(), false);
});

for (const name of ['news', 'feature', 'report']) {
  pageTest(`the sample "${name}" becomes an article with its standfirst`, {},
      async (page) => {
        await page.click(`[data-sample=${name}]`);
        await page.waitForSelector('.stand .st');
        assert.equal(await page.locator('.stand .st').count(), 3);
        assert.equal(await page.locator('article .chosen .num').count(), 3);
        assert.ok((await page.locator('.result h1').innerText()).length > 10);
        assert.equal(await page.locator('#box').isVisible(), false);
      });
}

pageTest('a paste becomes the article at once', {}, async (page) => {
  await paste(page, NEWS);
  await page.waitForSelector('article .chosen');
  assert.equal(await page.locator('#box').isVisible(), false);
  assert.match(await page.locator('article').innerText(), /Nobody thanks you/);
});

pageTest('typing is read live beside the box, which stays', {}, async (page) => {
  await page.fill('#box', 'The ferry stopped in Norway. Nobody knew why.');
  await page.waitForSelector('.stand .st');
  assert.equal(await page.locator('#box').isVisible(), true);
  assert.match(await standfirst(page), /ferry/);
  await page.click('text=Read it');
  await page.waitForSelector('article .chosen');
});

pageTest('type and length act at once and only choose again',
    { sample: 'news' }, async (page) => {
      const before = await callsOf(page, 'analyse');
      await page.check('[value=key-points]');
      await page.waitForSelector('.stand li');
      await page.locator('#length').fill('5');
      await page.waitForFunction(() =>
        document.querySelectorAll('.stand li').length === 5);
      assert.match(await page.locator('.len output').innerText(), /^5 of 24 sentences/);
      assert.equal(await page.locator('article .num').count(), 5);
      assert.deepEqual(await callsOf(page, 'analyse'), before);
      const last = (await callsOf(page, 'summarise')).at(-1);
      assert.equal(last.options.type, 'key-points');
      assert.deepEqual(last.options.length, { sentences: 5 });
    });

pageTest('focus words choose other sentences', { sample: 'news' }, async (page) => {
  assert.doesNotMatch(await standfirst(page), /Iceland/);
  await page.fill('#focus-words', 'Iceland');
  await page.waitForFunction(() =>
    document.querySelector('.stand')?.textContent?.includes('Iceland'));
  const last = (await callsOf(page, 'summarise')).at(-1);
  assert.deepEqual(last.options.focus, ['Iceland']);
});

pageTest('a source number scrolls to its sentence and lights it; Escape returns',
    { sample: 'news', context: PHONE }, async (page) => {
      await page.locator('.stand .src').nth(2).click();
      const lit = page.locator('article .s.lit');
      await lit.waitFor();
      const box = await lit.boundingBox();
      assert.ok(box && box.y > 0 && box.y < 844, 'the source is on screen');
      assert.equal(await page.evaluate(() =>
        document.activeElement?.className), 'num');
      await page.keyboard.press('Escape');
      assert.equal(await page.evaluate(() => document.activeElement?.className), 'src');
      const back = await page.locator('.stand .src').nth(2).boundingBox();
      assert.ok(back && back.y >= 0 && back.y < 844, 'the number is on screen again');
    });

pageTest('kinds are switched on and off', { sample: 'news' }, async (page) => {
  const line = (/** @type {string} */ group) => page.locator(
      `article .e[data-group=${group}]`).first().evaluate(
      (element) => getComputedStyle(element).textDecorationLine);
  assert.equal(await line('person'), 'underline');
  assert.equal(await line('number'), 'none');
  await page.uncheck('.names input[value=person]');
  await page.check('.names input[value=number]');
  assert.equal(await line('person'), 'none');
  assert.equal(await line('number'), 'underline');
});

pageTest('a name lights all its mentions and steps through them',
    { sample: 'news' }, async (page) => {
      await page.click('.ent:has-text("Runa Hestvik")');
      assert.equal(await page.locator('article .picked').count(), 3);
      await page.click('.step [aria-label="Next mention"]');
      await page.click('.step [aria-label="Next mention"]');
      assert.match(await page.locator('.step .at').innerText(), /2 of 3/);
      assert.equal(await page.locator('article .here').count(), 1);
      await page.keyboard.press('Escape');
      assert.equal(await page.locator('article .picked').count(), 0);
    });

pageTest('an article sentence tells why it was chosen', { sample: 'news' },
    async (page) => {
      const [x, y] = await page.locator('article .s').nth(4).evaluate((element) => {
        const { left, top } = element.getClientRects()[0] ?? new DOMRect();
        return [left + 3, top + 5];
      });
      await page.mouse.click(x ?? 0, y ?? 0);
      const why = page.locator('.why');
      await why.waitFor();
      assert.match(await why.innerText(), /hosen: .+ of 24 sentences/);
      assert.equal(await why.locator('.wr').count(), 3);
    });

pageTest('what was cut unfolds and is told in words', { sample: 'news' },
    async (page) => {
      await page.click('.stand .cutn');
      const block = page.locator('.unfold');
      await block.waitFor();
      assert.match(await block.locator('del').innerText(), /its owner had leased it/);
      assert.match(await block.locator('.was').innerText(), /9 words cut/);
      await page.click('.unfold .was button');
      assert.equal(await block.count(), 0);
    });

pageTest('left-out spans are greyed, listed, and put back', { sample: 'news' },
    async (page) => {
      assert.match(await page.locator('.left summary').innerText(), /Left out 6/);
      assert.equal(await page.locator('article .out:text("Copy link")').count(), 1);
      await page.click('.left summary');
      await page.click('.left li:has-text("Photo:") button');
      await page.waitForFunction(() => document.querySelector(
          '.left summary')?.textContent?.includes('5'));
      const last = (await callsOf(page, 'analyse')).at(-1);
      assert.equal(last.options.keep.length, 1);
      await page.click('.left li:has-text("Photo:") button');
      await page.waitForFunction(() => document.querySelector(
          '.left summary')?.textContent?.includes('6'));
    });

pageTest('copying the article copies no labels', { sample: 'news' }, async (page) => {
  const copied = await page.evaluate(() => {
    const article = document.querySelector('article');
    if (article) getSelection()?.selectAllChildren(article);
    return String(getSelection());
  });
  assert.match(copied, /agreed on Thursday/);
  const squeeze = (/** @type {string} */ text) => text.replace(/\s+/g, '');
  assert.equal(squeeze(copied), squeeze(NEWS));
});

pageTest('the text survives a reload, and New text can be undone', {}, async (page) => {
  await paste(page, NEWS);
  await page.waitForSelector('article .chosen');
  await page.reload();
  await page.waitForSelector('article .chosen');
  await page.click('.mast >> text=New text');
  assert.equal(await page.locator('#box').inputValue(), '');
  await page.click('.undo button');
  await page.waitForSelector('article .chosen');
});

for (const [at, code, words] of [
  ['create', 'model-missing', /could not be loaded/],
  ['create', 'engine-unavailable', /could not be started/],
  ['analyse', 'engine-crashed', /stopped and was started again/],
  ['summarise', 'engine-crashed', /stopped and was started again/],
]) {
  pageTest(`${code} at ${at}: said, the text stays, trying again works`, {
    control: {
      fail: { at: String(at), code: String(code), always: true },
    },
  }, async (page) => {
    await paste(page, NEWS);
    const note = page.locator('.note');
    await note.waitFor();
    assert.match(await note.innerText(), /** @type {RegExp} */ (words));
    assert.equal(await page.locator('#box').inputValue(), NEWS);
    await page.evaluate(() => {
      Reflect.get(globalThis, 'standfirstFixture').fail = undefined;
    });
    await note.locator('.go').click();
    await page.waitForSelector('article .chosen');
    assert.equal(await note.count(), 0);
  });
}
