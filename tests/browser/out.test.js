/**
 * What leaves the page, by the reader's own hand: copies, files, the link, the
 * share sheet, paper.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { DESKTOP, NEWS, paste, usePage } from './page_support.js';
import { eventually, shows } from './support.js';

/** @typedef {import('playwright-core').Page} Page */

const { browser, open, pageTest, server } = usePage('out');

const CLIPBOARD = {
  ...DESKTOP, permissions: ['clipboard-read', 'clipboard-write'],
};

/** @param {Page} page @param {string} type */
const clipboard = (page, type) => page.evaluate(async (wanted) => {
  const [item] = await navigator.clipboard.read();
  return await (await item?.getType(wanted))?.text() ?? '';
}, type);

pageTest('Copy gives text to a plain place and marks to a rich one',
    { sample: 'news', context: CLIPBOARD }, async (page) => {
      await page.click('.acts >> text="Copy"');
      await page.waitForSelector('.acts >> text=Copied');
      assert.match(await clipboard(page, 'text/plain'), /^Ireland, Norway.+\n\nIreland, Norway/);
      const html = await clipboard(page, 'text/html');
      assert.match(html, /<h1[^>]*>/);
      assert.match(html, /<u\b[^>]*>Ireland<\/u>/);
      await shows(page.locator('[aria-live]'), /^Copied$/);
    });

pageTest('What a button says for a moment moves none beside it',
    { sample: 'news', context: CLIPBOARD }, async (page) => {
      const places = () => page.locator('.acts > button').evaluateAll((all) =>
        all.map((one) => one.getBoundingClientRect().left));
      const before = await places();
      // The parts of a pixel that are rounded are seen by nobody.
      const moved = async () => (await places()).filter((left, index) =>
        Math.abs(left - (before[index] ?? NaN)) >= 0.5);
      await page.click('.acts >> text="Copy"');
      await page.waitForSelector('.acts >> text=Copied');
      assert.deepEqual(await moved(), []);
      await page.waitForSelector('.acts >> text="Copy"');
      await page.click('.acts >> text=Copy as');
      await page.click('[data-copy=txt]');
      await page.waitForSelector('.acts >> text=Copied');
      assert.deepEqual(await moved(), []);
    });

// What the summary is like is said half a second after the slider rests.
pageTest('What is copied at once is not talked over',
    { sample: 'news', context: CLIPBOARD }, async (page) => {
      const live = page.locator('[aria-live]');
      await shows(live, /words\.$/);
      await page.focus('[type=range]');
      await page.keyboard.press('ArrowLeft');
      await page.waitForFunction(() => document.querySelectorAll('.stand .st').length === 2);
      await page.click('.acts >> text="Copy"');
      await shows(live, /^Copied$/);
      await page.waitForTimeout(700);
      assert.equal(await live.textContent(), 'Copied');
    });

/** @type {[string, RegExp][]} */
const COPIES = [
  ['txt', /^Ireland, Norway.+\n\n• Ireland.+\n• The vessel/],
  ['md', /^# Ireland.+\n\n- Ireland.+\n- The vessel/],
  ['marks', /^<h1>.+<\/h1>\n<ul class="standfirst">\n<li>.*<span style="text-decoration:underline;text-decoration-style:dotted;text-decoration-thickness:2px;text-decoration-color:#1a7e54">/],
];
for (const [kind, expected] of COPIES) {
  pageTest(`Copy as ${kind}`, { sample: 'news', context: CLIPBOARD }, async (page) => {
    await page.check('[value=key-points]');
    await page.waitForSelector('.stand li');
    await page.click('.acts >> text=Copy as');
    await page.click(`[data-copy=${kind}]`);
    await page.waitForSelector('.acts >> text=Copied');
    assert.match(await clipboard(page, 'text/plain'), expected);
  });
}

/** @type {[string, (text: string) => void][]} */
const FILES = [
  ['txt', (text) => assert.match(text, /^Ireland, Norway.+\n\nIreland, Norway/)],
  ['md', (text) => assert.match(text, /^# Ireland/)],
  ['json', (text) => {
    const saved = JSON.parse(text);
    assert.equal(saved.version, 1);
    assert.equal(saved.text, NEWS);
    const [start, end] = saved.summary[0].spans[0];
    assert.equal(saved.text.slice(start, end), saved.summary[0].text);
  }],
];
for (const [kind, check] of FILES) {
  pageTest(`Save as ${kind}`, { sample: 'news' }, async (page) => {
    await page.click('.acts >> text=Save as');
    const [download] = await Promise.all([
      page.waitForEvent('download'), page.click(`[data-save=${kind}]`),
    ]);
    assert.match(download.suggestedFilename(), new RegExp(`^ireland-norway[a-z-]*\\.${kind}$`));
    check(await readFile(await download.path(), 'utf8'));
  });
}

pageTest('Save as web page: one file with the marked article, which asks for nothing', {
  context: DESKTOP,
}, async (page) => {
  await paste(page, `${NEWS}\n\nThe sign said <script>alert("1 & 2")</script> in red.\n`);
  await page.waitForSelector('article .chosen');
  await page.click('.acts >> text=Save as');
  const [download] = await Promise.all([
    page.waitForEvent('download'), page.click('[data-save=html]'),
  ]);
  const html = await readFile(await download.path(), 'utf8');
  assert.doesNotMatch(html, /<script|<link|src=/);
  const context = await browser().newContext();
  try {
    const saved = await context.newPage();
    /** @type {string[]} */
    const asked = [];
    saved.on('request', (request) => asked.push(request.url()));
    saved.on('console', (message) => asked.push(message.text()));
    await saved.setContent(html);
    assert.deepEqual(asked, []);
    assert.match(await saved.locator('h1').innerText(), /^Ireland, Norway/);
    assert.equal(await saved.locator('article .chosen').count(), 3);
    const target = await saved.locator('.standfirst a').nth(1).getAttribute('href');
    assert.equal(await saved.locator(`article ${target}`).count(), 1);
    const squeeze = (/** @type {string} */ text) => text.replace(/\s+/g, '');
    assert.equal(squeeze(await saved.locator('article').innerText()), squeeze(
        `${NEWS}The sign said <script>alert("1 & 2")</script> in red.`));
    assert.match(await saved.locator('article .person').first().evaluate((element) =>
      getComputedStyle(element).textDecorationLine), /underline/);
  } finally {
    await context.close();
  }
});

pageTest('a link carries the article in its fragment, within a limit that is shown',
    { context: CLIPBOARD }, async (page) => {
      await paste(page, NEWS);
      await page.waitForSelector('article .chosen');
      await page.click('.acts >> text=Copy as');
      const row = page.locator('[data-copy=link]:enabled');
      await row.waitFor();
      assert.match(await row.innerText(), /[12],\d\d\d of 8,000 characters/);
      await row.click();
      await page.waitForSelector('.acts >> text=Copied');
      const link = await clipboard(page, 'text/plain');
      const said = Number((await page.locator('[data-copy=link] small').textContent())
          ?.split(' ')[0]?.replace(',', ''));
      assert.equal(link.length, said);
      assert.match(link, /#text=[\w-]+$/);

      const before = server().requests.length;
      const other = await open();
      await other.page.goto(link);
      await other.page.reload();
      await other.page.waitForSelector('article .chosen');
      const squeeze = (/** @type {string} */ text) => text.replace(/\s+/g, '');
      await eventually(async () =>
        assert.equal(squeeze(await other.page.locator('article').evaluate((article) => {
          getSelection()?.selectAllChildren(article);
          return String(getSelection());
        })), squeeze(NEWS)));
      assert.doesNotMatch(other.page.url(), /text=/, 'a reload keeps later edits');
      assert.ok(server().requests.slice(before).every((path) => !path.includes('text=')));
      await other.close();
    });

pageTest('a text too long for a link is told so', {}, async (page) => {
  const noise = Array.from({ length: 4000 }, (_, i) =>
    `The ${(i * 7919 % 4001).toString(36)}${(i * 104729 % 99991).toString(36)} sank.`).join(' ');
  await paste(page, noise);
  await page.waitForSelector('article .chosen');
  await page.click('.acts >> text=Copy as');
  await page.waitForFunction(() =>
    /of 8,000|longer than 8,000/.test(document.querySelector('[data-copy=link]')?.textContent ?? ''));
  assert.equal(await page.locator('[data-copy=link]').isDisabled(), true);
});

pageTest('a link does not lose the reader’s own text', {}, async (page) => {
  await paste(page, 'My own text stands here. It has two sentences.');
  await page.waitForSelector('article .chosen');
  const packed = await page.evaluate(async () => {
    const address = '/web/page/link.js';
    const { makeLink } = await import(address);
    return await makeLink('', 'The ferry stopped in Norway. Nobody knew why.', 'text');
  });
  await page.evaluate((fragment) => { location.hash = fragment; }, packed);
  await page.waitForSelector('article:has-text("Nobody knew why")');
  await shows(page.locator('.note'), /came in a link/);
  await page.click('.mast nav > button:text-is("Menu")');
  await page.click('.menu >> text=Undo');
  await page.waitForSelector('article:has-text("My own text stands here")');
});

for (const [name, fragment] of [
  ['cut short', '#text=7VZNb9s4EP0r'], ['no base64', '#text=a'], ['not deflated', '#html=AAAA'],
  ['nothing of it left', '#text=%%%'],
]) {
  pageTest(`a damaged link (${name}) is told so`, {}, async (page) => {
    await page.evaluate((hash) => { location.hash = hash; }, fragment ?? '');
    await page.waitForSelector('.note:has-text("damaged")');
    await page.waitForSelector('#box');
  });
}

pageTest('Share hands over headline and standfirst, where the platform can', {
  async prepare(page) {
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'share', {
        configurable: true,
        value: async (/** @type {unknown} */ data) => {
          Reflect.set(globalThis, 'shared', data);
        },
      });
    });
  },
  sample: 'news',
}, async (page) => {
  await page.click('.acts >> text=Share');
  const shared = await (await page.waitForFunction(() =>
    Reflect.get(globalThis, 'shared'))).jsonValue();
  assert.match(shared.title, /^Ireland, Norway/);
  assert.match(shared.text, /\n\nIreland, Norway/);
});

pageTest('paper holds headline, standfirst and the marked article, no controls', {
  sample: 'news', context: { ...DESKTOP, colorScheme: 'dark' },
}, async (page) => {
  await page.click('.stand .cutn');
  await page.waitForSelector('.unfold del');
  await page.emulateMedia({ media: 'print' });
  for (const gone of ['.controls', '.mast nav', '.map', '.acts', 'details.n', '.bar', '.proof',
    '.unfold .was button']) {
    assert.equal(await page.locator(gone).first().isVisible(), false, gone);
  }
  for (const there of ['.result h1', '.stand', '.unfold del', 'article .chosen', 'article .e']) {
    assert.equal(await page.locator(there).first().isVisible(), true, there);
  }
  const look = await page.locator('article .chosen').first().evaluate((element) => {
    const mark = element.querySelector('.e') ?? element;
    return {
      paper: getComputedStyle(document.documentElement).backgroundColor,
      ink: getComputedStyle(element).color,
      line: getComputedStyle(mark).textDecorationColor,
      size: getComputedStyle(element).fontSize,
    };
  });
  assert.equal(Math.round(parseFloat(look.size) / 96 * 72), 11);
  assert.equal(look.line, look.ink, 'lines in ink');
  const [red = 255] = look.ink.match(/\d+/g)?.map(Number) ?? [];
  assert.ok(red < 60, `dark letters, ${look.ink}`);
});

pageTest('Print prints', {
  sample: 'news',
  async prepare(page) {
    await page.addInitScript(() => {
      Reflect.set(globalThis, 'prints', 0);
      globalThis.print = () => Reflect.set(
          globalThis, 'prints', Reflect.get(globalThis, 'prints') + 1);
    });
  },
}, async (page) => {
  await page.click('.acts >> text="Print"');
  await eventually(async () =>
    assert.equal(await page.evaluate(() => Reflect.get(globalThis, 'prints')), 1));
});

pageTest('paper has the whole text while it is edited, and no controls', { sample: 'feature' },
    async (page) => {
      await page.keyboard.press('e');
      await page.waitForSelector('#box:focus');
      await page.evaluate(() => { dispatchEvent(new Event('beforeprint')); });
      await page.emulateMedia({ media: 'print' });
      for (const gone of ['#box', '.boxed .row', '.samples', '.controls']) {
        assert.equal(await page.locator(gone).first().isVisible(), false, gone);
      }
      assert.equal(await page.locator('.printed').isVisible(), true);
      assert.equal(await page.textContent('.printed'), await page.inputValue('#box'));
      await page.emulateMedia({ media: 'screen' });
      assert.equal(await page.locator('.printed').isVisible(), false);
    });

pageTest('"Copy as" keeps its distance from the edge of a small phone', {
  sample: 'news', context: { viewport: { width: 360, height: 740 } },
}, async (page) => {
  await page.click('.acts >> text=Copy as');
  await page.waitForSelector('[data-copy=link] small:has-text("8,000")');
  await eventually(async () => {
    const box = await page.locator('.menu:popover-open').boundingBox();
    assert.ok(box && box.x >= 16 && box.x + box.width <= 344.5, JSON.stringify(box));
  });
});
