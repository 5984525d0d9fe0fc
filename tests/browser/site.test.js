/**
 * The built site, as a host serves it, with the real engine: it starts in
 * time, works from a sub-path, stays smooth with long texts, and says what
 * failed when a file does not arrive or is not what it should be.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  coldOnPhone, longestTask, pullSlider, scrollAbout, slider, typing, warmInstalled,
} from '../bench/page_speed.mjs';
import { makeText, makeWords } from '../bench/text.mjs';
import { serve } from '../../tools/scripts/serve.mjs';
import { BESIDE } from '../../tools/scripts/size.mjs';
import { checkFilesList } from '../support/files_list.mjs';
import { within } from '../support/within.mjs';
import {
  eventually, launchBrowser, openPage, repositoryRoot, shows, startServer,
} from './support.js';
import { DESKTOP, NEWS, paste } from './page_support.js';
import { FEATURE } from './site_support.js';

/** @typedef {import('playwright-core').Page} Page */

const SITE = join(repositoryRoot, 'dist/');
const SUMMARY = '.lines .st';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => { browser = await launchBrowser(); });
after(() => browser?.close());

/**
 * @param {Parameters<typeof startServer>[1]} options of the server
 * @param {string} hash
 * @param {RegExp[]} expected
 * @param {(page: Page) => Promise<unknown>} work
 */
async function onSite(options, hash, expected, work) {
  const server = await startServer(SITE, options);
  try {
    const opened = await openPage(browser, `${server.url}${hash}`, {
      expected, context: { ...DESKTOP, reducedMotion: 'reduce' },
    });
    try {
      await work(opened.page);
    } finally {
      await opened.close();
    }
  } finally {
    await server.close();
  }
}

test('site: files.json has the SHA-256 of every file', () => {
  checkFilesList(join(repositoryRoot, 'dist'));
});

test('site: the first summary stands within a second of navigation', async () => {
  await within(1000, async () => {
    let time = NaN;
    await onSite({}, '#news', [], async (page) => {
      await page.waitForSelector(SUMMARY);
      time = await page.evaluate(() => performance.now());
    });
    return time;
  });
});

test('site: a visit with its summary loads nothing that the sizes list apart',
    async () => {
      const server = await startServer(SITE);
      const opened = await openPage(browser, `${server.url}#news`, {
        context: { ...DESKTOP, serviceWorkers: 'block' },
        // Blocked here, and said so by whoever blocks it.
        expected: [/Service Worker registration blocked/],
      });
      try {
        await opened.page.waitForSelector('.names .ent');
        await opened.page.waitForSelector('details.pic:not([hidden])');
        const apart = server.requests.filter((path) =>
          BESIDE.some(({ files }) => files.test(path.slice(1))));
        assert.deepEqual(apart, []);
        // What is listed apart is there for the click that asks for it.
        await opened.page.keyboard.press('u');
        await opened.page.waitForSelector('.unfold del');
        await opened.page.keyboard.press('?');
        await opened.page.waitForSelector('#shortcuts[open] dt');
      } finally {
        await opened.close().finally(server.close);
      }
    });

test('site: the page itself asks for the engine, each file of it once', async () => {
  await onSite({}, '#news', [], async (page) => {
    await page.waitForSelector('.stand .st');
    const asked = await page.evaluate(() => performance.getEntriesByType('resource')
        .filter(({ name }) => /\.(wasm|sfm)$/.test(name))
        .map((entry) => [
          entry.name.replace(/^.*\/|-\w+\.\w+$/g, ''),
          /** @type {PerformanceResourceTiming} */ (entry).initiatorType,
        ]));
    assert.deepEqual(asked.sort(), ['base', 'entities', 'grammar', 'standfirst']
        .map((file) => [file, 'link']));
  });
});

for (const name of ['news', 'feature', 'report']) {
  test(`site: the sample "${name}", read by the real engine`, async () => {
    await onSite({ prefix: '/some/folder/' }, `#${name}`, [], async (page) => {
      await page.waitForSelector('.names .ent');
      assert.ok(await page.locator('.result h1').innerText());
      const lines = await page.locator('.stand .st').count();
      assert.ok(lines >= 1 && lines <= 3, `${lines} sentences`);
      await eventually(async () =>
        assert.equal(await page.locator('article .num').count(), lines));
      assert.ok(await page.locator('.names .ent').count() > 0);
      // Every sentence's link leads to a sentence that is there.
      for (const link of await page.locator('.stand .src').all()) {
        const target = await link.getAttribute('href');
        await eventually(async () =>
          assert.equal(await page.locator(`article ${target}`).count(), 1));
      }
    });
  });
}

test('site: the news sample shows what was left out, and it can be put back',
    async () => {
      await onSite({}, '#news', [], async (page) => {
        await page.waitForSelector(SUMMARY);
        const out = page.locator('.left-list li');
        await page.click('.left summary');
        await out.first().waitFor();
        const before = await out.count();
        assert.ok(before >= 3, `${before} spans left out`);
        await out.first().locator('button').click();
        await page.waitForSelector('.left-list button:has-text("Leave out again")');
        await eventually(async () => assert.equal(await out.count(), before));
      });
    });

/**
 * The text of the article, once all of it is drawn.
 *
 * @param {Page} page
 */
async function wholeArticle(page) {
  await page.waitForSelector('article .chunk:last-child .s', { state: 'attached' });
  return (await page.locator('article').textContent() ?? '').replace(/\s+/g, ' ');
}

/**
 * Does what makes the page choose again, and waits until it has drawn that.
 *
 * @param {Page} page
 * @param {() => Promise<unknown>} act
 */
async function choosing(page, act) {
  await page.evaluate(() => {
    Reflect.set(globalThis, 'drawnAgain', new Promise((done) => {
      new MutationObserver(done).observe(
          /** @type {Element} */ (document.querySelector('.lines')),
          { childList: true, subtree: true });
    }));
  });
  await act();
  await page.evaluate(() => Reflect.get(globalThis, 'drawnAgain').then(() => true));
}

for (const name of ['news', 'feature', 'report']) {
  test(`site: "${name}" as a teaser, and as its headline alone`, async () => {
    await onSite({}, `#${name}`, [], async (page) => {
      await page.waitForSelector(SUMMARY);
      const article = await wholeArticle(page);
      const words = async () => (await page.locator('.stand').innerText())
          .split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
      // At most three sentences and 60 words (docs/options.md), or one; each with its
      // source and its number in the article.
      await choosing(page, () => page.check('[value=teaser]'));
      const lines = await page.locator('.stand .st').count();
      assert.ok(lines >= 1 && lines <= 3, `${lines} sentences`);
      assert.ok(lines === 1 || await words() <= 60, `${await words()} words`);
      assert.equal(await page.locator('.stand .src').count(), lines);
      await eventually(async () =>
        assert.equal(await page.locator('article .num').count(), lines));
      await page.check('[value=headline]');
      await page.waitForFunction(() => !document.querySelector('.stand .st'));
      assert.equal((await page.locator('.stand').innerText()).trim(), '');
      const headline = page.locator('.lines h1');
      const limit = async (/** @type {number} */ most) => {
        await page.locator('#length').fill(String(most));
        await page.waitForFunction((wanted) => document.querySelector('.len output')
            ?.textContent?.endsWith(`, ${wanted} at most`), most);
        const found = await eventually(async () => {
          const shown = (await headline.innerText()).split(/\s+/);
          assert.ok(shown.length >= 2 && shown.length <= most,
              `${shown.length} of ${most} words`);
          return shown;
        });
        // The author's own words.
        for (const word of found) {
          const bare = word.replace(/^\P{L}+|\P{L}+$/gu, '').toLowerCase();
          assert.ok(article.toLowerCase().includes(bare), word);
        }
      };
      await limit(30);
      await limit(6);
      // Its source is a number away.
      if (await page.locator('.headline-source .src').count() > 0) {
        await page.click('.headline-source .src');
        assert.equal(await page.evaluate(() =>
          document.activeElement?.matches('article .num')), true);
      }
    });
  });
}

test('site: slider, types and focus words with the real engine', async () => {
  await onSite({}, '#feature', [], async (page) => {
    await page.waitForSelector(SUMMARY);
    await page.locator('#length').fill('7');
    await page.waitForFunction(() =>
      document.querySelectorAll('.stand .st').length === 7);
    for (const type of ['key-points', 'teaser', 'headline', 'standfirst']) {
      await choosing(page, () => page.check(`[value=${type}]`));
      assert.equal(await page.locator('.note').count(), 0, type);
    }
    await page.fill('#focus-words', 'turbine');
    await page.waitForFunction(() =>
      document.querySelector('.stand')?.textContent?.includes('turbine'));
  });
});

/** The stored file of a model part in the site. */
function partFile(/** @type {string} */ name) {
  const file = readdirSync(join(SITE, 'models')).find(
      (one) => one.startsWith(`${name}-`));
  return file ? `/models/${file}` : null;
}

/** A file of the site with one byte of it changed. */
function altered(/** @type {string} */ path) {
  const body = readFileSync(join(SITE, path));
  body[body.length >> 1] = (body[body.length >> 1] ?? 0) ^ 1;
  return { body };
}

const missing = () => ({ status: 404 });

/** @type {{name: string, path: () => string | null,
 *     answer: (path: string) => {status?: number, body?: Uint8Array},
 *     words: RegExp}[]} */
const BROKEN = [
  {
    name: 'wasm that does not arrive',
    path: () => `/assets/${readdirSync(join(SITE, 'assets')).find(
        (file) => file.endsWith('.wasm'))}`,
    answer: missing,
    words: /could not be (started|loaded)/,
  },
  {
    name: 'the base part that does not arrive', path: () => partFile('base'),
    answer: missing, words: /could not be loaded/,
  },
  {
    name: 'the base part with one byte changed', path: () => partFile('base'),
    answer: altered,
    words: /arrived damaged/,
  },
];
for (const { name, path, answer, words } of BROKEN) {
  test(`site: ${name}: said, the text stays, trying again works`, async () => {
    const broken = path();
    assert.ok(broken);
    let works = false;
    const options = {
      override: (/** @type {string} */ asked) =>
        asked === broken && !works ? answer(broken) : undefined,
    };
    await onSite(options, '', [/404/], async (page) => {
      await paste(page, NEWS);
      const note = page.locator('.note');
      await note.waitFor();
      assert.match(await note.innerText(), words);
      // What a reader has no use for is not said, only kept at hand.
      assert.doesNotMatch(await note.innerText(), /https?:|\b404\b/);
      assert.match(await note.getAttribute('title') ?? '', /\.(wasm|sfm)|SHA-256/);
      assert.equal(await page.locator('#box').inputValue(), NEWS);
      works = true;
      await note.locator('.go').click();
      await page.waitForSelector('article .chosen');
    });
  });
}

/** @type {[how: string, answer: (path: string) => {status?: number, body?: Uint8Array}][]} */
const SPOILT = [['missing', missing], ['altered', altered]];
for (const [how, answer] of SPOILT) {
  test(`site: with the part entities ${how} the standfirst stands; trying again marks`,
      async (context) => {
        const broken = partFile('entities');
        if (!broken) return context.skip('no such part yet');
        let works = false;
        const options = {
          override: (/** @type {string} */ asked) =>
            asked === broken && !works ? answer(broken) : undefined,
        };
        await onSite(options, '#news', [/404/], async (page) => {
          await page.waitForSelector(SUMMARY);
          const note = page.locator('.note');
          assert.match(await note.innerText(), /Names could not be loaded/);
          works = true;
          await note.locator('.go').click();
          await page.waitForFunction(() => !document.querySelector('.note'));
          await page.waitForSelector('article .e[data-group=person]');
        });
      });

  test(`site: with the part grammar ${how} the standfirst stands, and it is said; trying ` +
      'again has it', async (context) => {
    const broken = partFile('grammar');
    if (!broken) return context.skip('no such part yet');
    let works = false;
    const options = {
      override: (/** @type {string} */ asked) =>
        asked === broken && !works ? answer(broken) : undefined,
    };
    const words = (/** @type {Page} */ page) => page.locator('.lines').innerText();
    let whole = '';
    await onSite({}, '#news', [], async (page) => {
      await page.waitForSelector(SUMMARY);
      whole = await words(page);
    });
    await onSite(options, '#news', [/404/], async (page) => {
      await page.waitForSelector(SUMMARY);
      const note = page.locator('.note');
      assert.match(await note.innerText(), /The grammar could not be loaded/);
      // Choosing again says it again.
      await page.check('[value=key-points]');
      await page.waitForSelector('.stand li');
      assert.equal(await note.count(), 1);
      await page.check('[value=standfirst]');
      works = true;
      await note.locator('.go').click();
      await page.waitForFunction(() => !document.querySelector('.note'));
      await page.waitForFunction((wanted) =>
        /** @type {HTMLElement} */ (document.querySelector('.lines')).innerText === wanted, whole);
    });
  });
}

test('site: the policy refuses a request and a picture from elsewhere', async () => {
  // Another origin that would answer, and would hear it.
  const elsewhere = await startServer(SITE);
  try {
    // The page itself has no such request: only here may the policy speak.
    const expected = [/connect-src|img-src|request to another origin|Failed to load|violates/];
    await onSite({}, '#news', expected, async (page) => {
      await page.waitForSelector(SUMMARY);
      const refused = await page.evaluate(async (url) => {
        /** @type {string[]} */
        const seen = [];
        document.addEventListener('securitypolicyviolation', (event) =>
          seen.push(event.effectiveDirective));
        const fetched = await fetch(url).then(() => 'fetched', () => 'refused');
        const image = await new Promise((done) => {
          const picture = new Image();
          picture.onload = () => done('loaded');
          picture.onerror = () => done('refused');
          picture.src = `${url}assets/a.png`;
        });
        for (let turn = 0; turn < 100 && new Set(seen).size < 2; turn++) {
          await new Promise((done) => { setTimeout(done, 50); });
        }
        return { fetched, image, seen: [...new Set(seen)].sort() };
      }, elsewhere.url);
      assert.deepEqual(refused, {
        fetched: 'refused', image: 'refused', seen: ['connect-src', 'img-src'],
      });
      assert.deepEqual(elsewhere.requests, [], 'nothing arrived there');
    });
  } finally {
    await elsewhere.close();
  }
});

test('site: Stop ends the reading of 5 MB; the text stays, the engine is free',
    async () => {
      await onSite({}, '', [], async (page) => {
        const text = makeText(5_000_000);
        await paste(page, text);
        await page.waitForSelector('.work progress');
        await page.waitForTimeout(500);
        await page.click('.work button:text-is("Stop")');
        await page.waitForFunction(() =>
          !document.querySelector('.work')?.checkVisibility());
        assert.equal(await page.locator(SUMMARY).count(), 0);
        assert.equal(await page.locator('#box').evaluate((box) =>
          box === document.activeElement), true);
        const kept = await page.locator('#box').inputValue();
        assert.ok(kept.length > 1000 && text.startsWith(kept), 'the text stays');
        await shows(page.locator('.boxed'), /All of it is kept/);
        // Nothing comes of it later.
        await page.waitForTimeout(1500);
        assert.equal(await page.locator(SUMMARY).count(), 0);
        // The engine is free at once for what comes next.
        await page.click('.mast nav > button:text-is("New text")');
        await paste(page, NEWS);
        await page.waitForSelector('article .chosen', { timeout: 5000 });
      });
    });

test('site: a text over the limit is refused in words and stays', async () => {
  await onSite({}, '', [], async (page) => {
    await page.focus('#box');
    await page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'The ferry stopped.\n'.repeat(1150000));
      document.activeElement?.dispatchEvent(new ClipboardEvent(
          'paste', { bubbles: true, cancelable: true, clipboardData }));
    });
    for (let turn = 0; turn < 2; turn++) {
      const note = page.locator('.note[data-code=text-too-large]');
      await note.waitFor();
      assert.match(await note.innerText(), /This text is 21 MB; the limit is 20/);
      assert.match(await page.locator('#box').inputValue(), /^The ferry stopped/);
      await shows(page.locator('.boxed'), /All of it is kept/);
      // All of it is still there: reading it again says the same.
      await page.click('text=Read it');
    }
  });
});

/** 10 MB with something to choose between: our feature, of another person each time. */
const varied = () => Array.from({ length: 720 }, (_, turn) =>
  FEATURE.replaceAll('Vane', `Vane${turn}`)).join('\n\n');

/** @type {[string, () => string, number, ((page: Page) => Promise<unknown>)?][]} */
const TASKS = [
  ['10,000 words take', () => makeWords(10_000), 50],
  ['10 MB take', () => makeText(10_000_000), 100],
  ['10 MB of another kind take', varied, 100],
  ['scrolling through 10 MB takes', varied, 100, scrollAbout],
  ['the slider over 10 MB takes', varied, 100, pullSlider],
  ['a word of a million letters takes', () => 'a'.repeat(1e6), 100],
];
for (const [name, text, bar, work] of TASKS) {
  test(`site: ${name} no task of the page over ${bar} ms`, async () => {
    const words = text();
    await onSite({}, '', [], (page) => within(bar, async () => {
      const longest = await longestTask(browser, page.url(), words, work);
      assert.ok(longest > 0, 'a task was seen');
      return longest;
    // In processor time, which others lengthen as well, but not as much.
    }, 3));
  });
}

const coldVisit = async (/** @type {string} */ url) =>
  (await coldOnPhone(browser, url, 1)).slowest;

/** @type {[string, number, (url: string) => Promise<number>, ((url: string) => unknown)?][]} */
const SPEEDS = [
  [
    'the first summary, cold on 4G, the page four times slower and the engine in it',
    // The first visit waits for the server, which compresses what it is asked for.
    2500, coldVisit, coldVisit,
  ],
  [
    'the first summary of the installed page', 300,
    async (url) => (await warmInstalled(browser, url, 2)).median,
  ],
  [
    'a key in the box beside its summary to the next paint', 100,
    async (url) => (await typing(browser, url, makeWords(800), 100)).p98,
  ],
  [
    'the slider to the new summary of 10,000 words', 50,
    async (url) => (await slider(browser, url, makeWords(10_000), 10)).median,
  ],
];
for (const [name, bar, measure, before] of SPEEDS) {
  test(`site: ${name}: within ${bar} ms`, async () => {
    const site = await serve(SITE, 0, { compress: true });
    try {
      await before?.(site.url);
      await within(bar, () => measure(site.url));
    } finally {
      site.close();
    }
  });
}
