/**
 * The pictures below the names: who with whom, the dates in order of time.
 */
import assert from 'node:assert/strict';
import { PHONE, paste, untilLit, usePage } from './page_support.js';
import { eventually, gone } from './support.js';

/** @typedef {import('playwright-core').Page} Page */

const { pageTest, server } = usePage('pictures');

const GRAPH = 'details.pic:has(.graph)';
const TIME = 'details.pic:has(.time)';

/** @param {Page} page */
async function openGraph(page) {
  await page.click(`${GRAPH} summary`);
  await page.waitForSelector('.graph .node');
}

for (const [device, context] of Object.entries({ desktop: {}, phone: { context: PHONE } })) {
  pageTest(`the graph's labels cover nothing, and what draws it is loaded then (${device})`,
      { sample: 'news', ...context }, async (page) => {
        const drawing = () => server().requests.filter((path) => /graph_/.test(path)).length;
        const before = drawing();
        await openGraph(page);
        assert.ok(drawing() > before, 'loaded on opening');
        const found = await page.evaluate(() => {
          const boxes = [...document.querySelectorAll('.graph > svg .node :is(text, .m-e)')]
              .map((element) => {
                const { left, top, right, bottom } = element.getBoundingClientRect();
                return { name: element.parentElement?.textContent ?? '', left, top, right, bottom };
              });
          const frame = document.querySelector('.graph > svg')?.getBoundingClientRect();
          const covered = boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) =>
            a.left < b.right - 1 && b.left < a.right - 1 &&
            a.top < b.bottom - 3 && b.top < a.bottom - 3).map((b) => `${a.name} ${b.name}`));
          const outside = boxes.filter((box) => !frame || box.left < frame.left - 1 ||
            box.right > frame.right + 1 || box.bottom > frame.bottom + 1);
          return { covered, outside, labels: document.querySelectorAll('.graph text').length };
        });
        assert.deepEqual(found.covered, []);
        assert.deepEqual(found.outside, []);
        assert.ok(found.labels >= 8, `${found.labels} labels`);
      });
}

pageTest('the graph is the same at every opening', { sample: 'news' }, async (page) => {
  const picture = () => page.locator('.graph > svg').evaluate((svg) => svg.textContent +
    [...svg.querySelectorAll('line')].map((line) => line.getAttribute('x1')).join());
  await openGraph(page);
  const first = await picture();
  await page.reload();
  await page.waitForSelector('.lines .st');
  await openGraph(page);
  assert.equal(await picture(), first);
});

pageTest('the table says what the graph shows and is always there to be read out',
    { sample: 'news' }, async (page) => {
      await openGraph(page);
      const table = page.getByRole('table', { name: 'Who with whom' });
      assert.equal(await table.count(), 1);
      assert.match(await table.innerText(), /Ireland\s+North Atlantic, Norway, Portugal/);
      await page.click('text=Show as a table');
      assert.equal(await page.locator('.graph > svg').isVisible(), false);
      assert.ok((await table.boundingBox())?.width ?? 0 > 100);
      await page.click('text=Show as a picture');
      assert.equal(await page.locator('.graph > svg').isVisible(), true);
    });

pageTest('a name of the graph is chosen by key and by click', { sample: 'news' },
    async (page) => {
      await openGraph(page);
      const node = page.getByRole('button', { name: 'Ireland', exact: true })
          .and(page.locator('.node'));
      await node.focus();
      await page.keyboard.press('Enter');
      assert.equal(await node.getAttribute('aria-pressed'), 'true');
      await page.waitForSelector('article .picked');
      await node.click();
      await gone(page.locator('article .picked'));
    });

pageTest('dates stand in order of time, with the author’s words and their source',
    { sample: 'news' }, async (page) => {
      await page.click(`${TIME} summary`);
      await page.waitForSelector('.dates li');
      assert.match(await page.locator(`${TIME} summary`).innerText(), /6 dates/);
      assert.deepEqual(await page.locator('.dates time').evaluateAll((times) =>
        times.map((time) => time.firstChild?.textContent)),
      ['2009', 'June 2019', 'October 2024', 'January 2026', 'March 2027', 'autumn of 2028']);
      const row = page.locator('.dates li').nth(1);
      assert.match(await row.innerText(), /Norwegian engineers proposed a shared ship/);
      await row.locator('a').first().click();
      const { text, sentence } = await untilLit(page);
      assert.equal(sentence, '10');
      assert.match(text, /In June 2019 a group of Norwegian engineers/);
      await page.keyboard.press('Escape');
      await eventually(async () => assert.equal(await row.locator('a').first().evaluate(
          (link) => link === document.activeElement), true));
    });

pageTest('fewer than three names or dates need no picture', {}, async (page) => {
  await paste(page, 'Ireland and Norway agreed in June 2019. It rained until March 2027. ' +
    'Nobody minded the rain. The ship sailed.');
  await page.waitForSelector('article .chosen');
  await page.waitForFunction(() => document.querySelector('.hint')?.textContent);
  assert.equal(await page.locator('details.pic:visible').count(), 0);
});

pageTest('the map shows what was chosen, the chosen name and the screen, and leads there',
    { sample: 'feature' }, async (page) => {
      const map = page.locator('.map');
      const chosen = await page.locator('.stand .st').count();
      await eventually(async () => assert.equal(await map.locator('a').count(), chosen));
      assert.match(await map.locator('.m-ch').getAttribute('d') ?? '', /M/);
      assert.equal(await map.locator('.m-e').count(), 0);
      await page.locator('.names .ent').first().click();
      await page.waitForSelector('.map .m-e');
      const bracket = () => map.locator('.m-v').getAttribute('d');
      const atTop = await bracket();
      const box = await map.locator('svg').boundingBox();
      assert.ok(box);
      // Near its end: the article's end comes on screen, and the bracket with it.
      await page.mouse.click(box.x + 20, box.y + box.height * 0.9);
      await page.waitForFunction(() => scrollY > innerHeight * 2);
      await page.waitForFunction((before) =>
        document.querySelector('.map .m-v')?.getAttribute('d') !== before, atTop);
      // A number leads to its sentence.
      await map.locator('a').first().click();
      const { sentence } = await untilLit(page);
      await page.waitForFunction((number) => {
        const { top = 0 } = document.querySelector(
            `article .s[data-sentence="${number}"]`)?.getBoundingClientRect() ?? {};
        return top > 0 && top < innerHeight;
      }, sentence);
    });

pageTest('on a phone the map lies above the article: what was chosen, the name, the way there',
    { sample: 'feature', context: PHONE }, async (page) => {
      const map = page.locator('.hmap');
      assert.equal(await page.locator('.map').isVisible(), false);
      const chosen = await page.locator('.stand .st').count();
      await eventually(async () => assert.deepEqual(await map.locator('a').allTextContents(),
          Array.from({ length: chosen }, (_, index) => String(index + 1))));
      // Numbers stand in the order of the text, within the picture.
      const width = await map.locator('svg').evaluate((svg) => svg.clientWidth);
      const places = await map.locator('text').evaluateAll((all) =>
        all.map((text) => Number(text.getAttribute('x'))));
      assert.deepEqual(places, [...places].sort((a, b) => a - b));
      assert.ok(places.every((place) => place >= 0 && place <= width), places.join());
      assert.match(await map.locator('.m-ch').getAttribute('d') ?? '', /M\d+ 30v-\d/);
      assert.equal(await map.locator('.m-e').count(), 0);
      await page.locator('summary:has-text("Names")').click();
      await page.locator('.ent').first().click();
      await page.waitForSelector('.hmap .m-e');
      const links = map.locator('a');
      await links.last().click();
      const { sentence } = await untilLit(page);
      assert.equal(sentence,
          await page.locator('.stand .st').last().getAttribute('data-sentence'));
      await page.waitForFunction((number) => {
        const { top = 0 } = document.querySelector(
            `article .s[data-sentence="${number}"]`)?.getBoundingClientRect() ?? {};
        return top > 0 && top < innerHeight;
      }, sentence);
      await page.keyboard.press('Escape');
      await map.locator('svg').scrollIntoViewIfNeeded();
      const box = await map.locator('svg').boundingBox();
      assert.ok(box);
      // Near its right end: the article's end comes on screen.
      await page.mouse.click(box.x + box.width * 0.95, box.y + 15);
      await page.waitForFunction(() => {
        const { bottom = 1e9, height = 0 } =
            document.querySelector('article')?.getBoundingClientRect() ?? {};
        return bottom - innerHeight < height * 0.1;
      });
    });

pageTest('the bracket of the map follows what is drawn, without a scroll',
    { sample: 'feature' }, async (page) => {
      const before = await page.locator('.map .m-v').getAttribute('d');
      await page.locator('article').evaluate(
          (article) => article.style.setProperty('margin-top', '700px'));
      await page.waitForFunction((old) =>
        document.querySelector('.map .m-v')?.getAttribute('d') !== old, before);
    });
