/**
 * What the reader did last is what the page does: nothing that comes late, by
 * mistake or from another tab takes its place.
 */
import assert from 'node:assert/strict';
import { deflateRawSync } from 'node:zlib';
import { DESKTOP, atRest, callsOf, paste, usePage } from './page_support.js';
import { untilKept } from './site_support.js';
import { eventually, shows } from './support.js';

/** @typedef {import('playwright-core').Page} Page */

const { pageTest, server } = usePage('wishes');

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

/** @param {import('playwright-core').Page} page that keeps that text then */
async function pasteOwn(page) {
  await paste(page, OWN);
  await page.waitForSelector('article .chosen');
  await untilKept(page, 'My own text');
}

/** @param {import('playwright-core').Page} page @returns another tab with its text */
async function openBeside(page) {
  const other = await page.context().newPage();
  await other.goto(server().url);
  await other.waitForSelector('article:has-text("My own text")');
  return other;
}

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

/** @param {Page} page what is kept of a text, for this tab and for the next */
const keptBy = (page) => page.evaluate(() =>
  [sessionStorage, localStorage].map((store) => store.getItem('standfirst.text')));

/** @type {[string, (page: Page) => Promise<unknown>][]} */
const TAKEN_BACK = [
  ['New text', (page) => page.click('.mast >> text=New text')],
  ['an emptied box', async (page) => {
    await page.click('.bar >> text=Edit text');
    await page.fill('#box', '');
  }],
  ['"Keep my text" unticked', async (page) => {
    await page.click('.mast nav > button:text-is("Menu")');
    await page.uncheck('.menu [type=checkbox]');
  }],
];
for (const [name, act] of TAKEN_BACK) {
  pageTest(`after ${name} nothing of the text is kept, at once`, {}, async (page) => {
    await pasteOwn(page);
    await page.evaluate(() => {
      // Half a second never passes before the page is closed.
      globalThis.setTimeout = /** @type {any} */ (() => 1);
    });
    await act(page);
    assert.deepEqual(await keptBy(page), [null, null]);
    const other = await page.context().newPage();
    await page.close();
    await other.goto(server().url);
    assert.equal(await other.locator('#box').inputValue(), '');
    assert.deepEqual(await keptBy(other), [null, null]);
  });
}

pageTest('what was typed last is kept by a page that is closed at once', {}, async (page) => {
  const other = await page.context().newPage();
  await page.fill('#box', OWN);
  await page.close({ runBeforeUnload: true });
  await other.goto(server().url);
  await other.waitForSelector('article:has-text("My own text")');
});

pageTest('a tab that is closed leaves the newer text of another', {}, async (page) => {
  await pasteOwn(page);
  const other = await openBeside(page);
  // The same text is no other one.
  await other.waitForFunction(() => sessionStorage.getItem('standfirst.text'));
  await other.click('.mast >> text=New text');
  await paste(other, 'The ferry stopped. Nobody knew why.');
  await untilKept(other, 'The ferry stopped');
  await page.waitForSelector('.note[data-code=other-tab]');
  await page.close({ runBeforeUnload: true });
  const third = await other.context().newPage();
  await third.goto(server().url);
  await third.waitForSelector('article:has-text("The ferry stopped")');
});

pageTest('another tab with the same text is none to speak of', {}, async (page) => {
  await pasteOwn(page);
  const told = page.evaluate(() => new Promise((done) => {
    addEventListener('storage', ({ newValue }) => {
      // After the page has drawn what it has to say.
      if (newValue) setTimeout(done, 300);
    });
  }));
  const other = await page.context().newPage();
  await other.goto(server().url);
  await told;
  assert.equal(await page.locator('.note').count(), 0);
});

for (const tail of ['.', ')', '=', '%20', '…', '\n', '&utm_source=x', '_', '-']) {
  pageTest(`a link with ${JSON.stringify(tail)} behind it opens`, {}, async (page) => {
    const packed = deflateRawSync(OWN).toString('base64url');
    await page.goto('about:blank');
    await page.goto(`${server().url}index.html#text=${packed}${tail}`);
    await page.waitForSelector('article:has-text("My own text")');
    assert.equal(new URL(page.url()).hash, '');
  });
}

const SHARED = '?title=Hi&text=The%20mayor%20quit.%20She%20was%20tired.';

/** @param {Page} page */
const openMenu = (page) => page.click('.mast nav > button:text-is("Menu")');

pageTest('a share does not lose the text that was kept', {}, async (page) => {
  await pasteOwn(page);
  const other = await page.context().newPage();
  await page.close();
  await other.goto(`${server().url}index.html${SHARED}`);
  await other.waitForSelector('article:has-text("The mayor quit")');
  await shows(other.locator('.note[data-code=from-share]'), /Menu, Undo brings it back/);
  assert.equal(new URL(other.url()).search, '');
  await openMenu(other);
  await other.click('.menu >> text=Undo');
  await other.waitForSelector('article:has-text("My own text")');
});

pageTest('a share of nothing leaves what was kept, and says so', {}, async (page) => {
  await pasteOwn(page);
  await page.goto(`${server().url}index.html?title=Hi&url=https%3A%2F%2Fvelm.example`);
  await page.waitForSelector('.note[data-code=only-link]');
  await page.waitForSelector('article:has-text("My own text")');
});

pageTest('"Keep my text" that is switched off in one tab is so in every other', {},
    async (page) => {
      await pasteOwn(page);
      const other = await openBeside(page);
      await openMenu(page);
      await page.uncheck('.menu [type=checkbox]');
      await untilKept(page, '');
      await eventually(async () => assert.deepEqual(await keptBy(other), [null, null]));
      await other.click('.bar >> text=Edit text');
      await other.fill('#box', `${OWN} And more.`);
      await other.waitForTimeout(700);
      await openMenu(other);
      await other.check('.menu [value=dark]');
      assert.deepEqual(await keptBy(other), [null, null]);
      assert.equal(await other.evaluate(() => JSON.parse(
          localStorage.getItem('standfirst.settings') ?? '{}').keepText), false);
      // And the other way.
      await page.waitForSelector('html[data-theme=dark]');
    });

pageTest('a reload brings type, length, focus and what was put back along', {
  sample: 'news',
}, async (page) => {
  await page.check('[value=key-points]');
  await page.fill('#focus-words', 'Iceland');
  await page.locator('#length').focus();
  await page.keyboard.press('ArrowRight');
  const length = await page.inputValue('#length');
  await page.click('details.left summary');
  await page.click('.left-list button >> nth=0');
  await page.waitForSelector('.left-list small:has-text("put back")');
  await untilKept(page, 'cable ship');
  const before = await page.innerText('.stand');
  await page.reload();
  await page.waitForSelector('.stand ul');
  await eventually(async () => assert.equal(await page.innerText('.stand'), before));
  assert.equal(await page.inputValue('#focus-words'), 'Iceland');
  assert.equal(await page.inputValue('#length'), length);
  await page.click('details.left summary');
  await page.waitForSelector('.left-list small:has-text("put back")');
});

pageTest('Undo after New text brings the choices back and leaves no Undo behind', {
  sample: 'news',
}, async (page) => {
  await page.fill('#focus-words', 'Iceland');
  await page.click('.mast >> text=New text');
  await page.click('.boxed .undo button');
  await page.waitForSelector('article .chosen');
  assert.equal(await page.inputValue('#focus-words'), 'Iceland');
  await openMenu(page);
  assert.equal(await page.locator('.menu button:text-is("Undo")').count(), 0);
});

for (const way of ['emptied', 'written over']) {
  pageTest(`after a Markdown file the box that was ${way} is plain text`, {}, async (page) => {
    await page.setInputFiles('input[type=file]', {
      name: 'a.md', mimeType: '', buffer: Buffer.from(`# Title\n\n${OWN}`),
    });
    await page.waitForSelector('article .chosen');
    await page.keyboard.press('e');
    await page.waitForSelector('#box:focus');
    await page.keyboard.press('Control+a');
    if (way === 'emptied') await page.keyboard.press('Delete');
    await page.keyboard.type('The ferry stopped. Nobody knew why.');
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('article:has-text("Nobody knew why")');
    const inputs = (await callsOf(page, 'analyse')).map(({ options }) => options.input);
    assert.equal(inputs[0], 'markdown');
    assert.equal(inputs.at(-1), 'text');
  });
}

pageTest('where nothing can be kept the box says so, and a language as well', {
  async prepare(page) {
    await page.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(globalThis, name, {
          get() { throw new DOMException('denied', 'SecurityError'); },
        });
      }
    });
  },
}, async (page) => {
  await shows(page.locator('.boxed .row > span'), /Not kept: it is gone/);
  await paste(page, OWN);
  await page.waitForSelector('article .chosen');
  await openMenu(page);
  await page.click('.menu [data-language=de]');
  await shows(page.locator('.note[data-code=language-never]'), /does not let us keep/);
  // That the text is not kept is found out a moment after it came.
  await page.waitForTimeout(1000);
  await shows(page.locator('.note'), /does not let us keep the language/);
});

const NARROW = { width: 900, height: 900 };

pageTest('on a page that becomes narrow no older standfirst stands beside the box', {},
    async (page) => {
      await page.click('#box');
      await page.keyboard.type('The bridge closed on Monday in Norway. It rained.');
      await page.waitForSelector('.stand .st');
      await page.setViewportSize(NARROW);
      await page.waitForSelector('.result', { state: 'hidden' });
      await page.keyboard.type(' Then the sun came out.');
      // What would be read has had its time.
      await page.waitForTimeout(600);
      assert.equal(await page.locator('.result').isVisible(), false);
      assert.equal((await callsOf(page, 'analyse')).length, 1);
      await page.setViewportSize(DESKTOP.viewport);
      await page.keyboard.type(' All was well.');
      await shows(page.locator('.stand'), /Then the sun/);
    });

pageTest('a page that becomes narrow keeps the summary of its article', { sample: 'news' },
    async (page) => {
      await page.setViewportSize(NARROW);
      await atRest(page);
      assert.equal(await page.locator('.stand').isVisible(), true);
    });

pageTest('a length that is still being chosen does not come beside a narrow box', {
  sample: 'news', context: { viewport: NARROW },
}, async (page) => {
  await page.evaluate(() => {
    const slider = /** @type {HTMLInputElement} */ (document.getElementById('length'));
    slider.value = '5';
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    /** @type {HTMLElement | undefined} */ ([...document.querySelectorAll('button')].find(
        ({ textContent }) => textContent === 'Edit text'))?.click();
  });
  await atRest(page);
  assert.equal((await callsOf(page, 'summarise')).length, 2);
  assert.equal(await page.locator('.result').isVisible(), false);
  assert.equal(await page.locator('#box').isVisible(), true);
});

pageTest('what is put back while the text is edited leaves the box open', { sample: 'news' },
    async (page) => {
      await page.click('.left summary');
      await page.keyboard.press('e');
      await page.waitForSelector('#box:focus');
      for (const [name, left] of [['Put back', 5], ['Leave out again', 6]]) {
        await page.click(`.left li:has-text("Photo:") button:has-text("${name}")`);
        await shows(page.locator('.left summary'), new RegExp(`${left}$`));
        assert.equal(await page.locator('#box').isVisible(), true);
        assert.equal(await page.evaluate(() => document.body.dataset['phase']), 'editing');
      }
    });

for (const [size, viewport] of Object.entries({ wide: DESKTOP.viewport, narrow: NARROW })) {
  pageTest(`the box stays that is opened while what was put back is read (${size})`, {
    sample: 'news', context: { viewport }, control: { delay: 250 },
  }, async (page) => {
    await page.click('.left summary');
    await page.click('.left li:has-text("Photo:") button');
    await page.waitForTimeout(80);
    await page.click('button:text-is("Edit text")');
    await page.evaluate(() => {
      /** @type {(string | undefined)[]} */
      const seen = [];
      Reflect.set(globalThis, 'phases', seen);
      new MutationObserver(() => seen.push(document.body.dataset['phase']))
          .observe(document.body, { attributeFilter: ['data-phase'] });
    });
    if (size === 'wide') await shows(page.locator('.left summary'), /5$/);
    await page.waitForTimeout(700);
    const seen = await page.evaluate(() => Reflect.get(globalThis, 'phases'));
    assert.deepEqual(seen.filter((/** @type {string} */ phase) => phase !== 'editing'), []);
    assert.equal(await page.locator('#box').isVisible(), true);
    assert.equal(await page.locator('.result').isVisible(), size === 'wide');
  });
}
