/**
 * The page without network, installed, and as new versions of it come: on the
 * built site, with its service worker.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { NEWS } from './page_support.js';
import {
  FEATURE, SITE, SUMMARY, drawnBlocks, notice, openFile, pasteData, visitSite,
} from './site_support.js';
import { makePdf } from '../support/documents.mjs';
import { eventually, launchBrowser, shows } from './support.js';

/** @typedef {import('playwright-core').Page} Page */

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => { browser = await launchBrowser(); });
after(() => browser?.close());

/**
 * Waits until the service worker has all its files and answers for the page.
 *
 * @param {Page} page
 */
function installed(page) {
  return page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    while (active?.state !== 'activated' || !navigator.serviceWorker.controller) {
      await new Promise((done) => { setTimeout(done, 50); });
    }
  });
}

/** What Chromium writes when a request finds nobody. */
const OFFLINE = [/ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|ERR_FAILED/];

test('offline: after one visit the page works with its server gone', async () => {
  await visitSite(browser, { server: { prefix: '/some/folder/' }, expected: OFFLINE },
      async (page, server) => {
        await installed(page);
        await server.close();
        await page.context().setOffline(true);
        // Another hash alone would be no navigation.
        await page.goto('about:blank');
        await page.goto(`${server.url}#feature`);
        await page.waitForSelector(SUMMARY);
        await page.waitForSelector('article .e[data-group=person]');
        // What a click asks for, with its styles.
        await page.keyboard.press('?');
        await eventually(async () => assert.equal(
            await page.locator('#shortcuts[open]').evaluate(
                (sheet) => getComputedStyle(sheet).paddingTop), '24px'));
        await page.keyboard.press('Escape');
        // What pretends for Chromium forgets it now and then in a new document.
        await page.context().setOffline(false);
        await page.context().setOffline(true);
        await shows(page.locator('.promise').first(),
            /You are offline\. PDF, Word, other languages only if used before/);
        // Markup too; a share; every sample.
        await page.goto(`${server.url}?text=${encodeURIComponent(FEATURE.slice(0, 2000))}`);
        await page.waitForSelector(SUMMARY);
        await page.goto(server.url);
        await page.click('.mast nav > button:text-is("New text")');
        await pasteData(page, {
          'text/html': '<h2>Why</h2><p>The crane was old. It fell on Tuesday.</p>',
          'text/plain': 'Why The crane was old. It fell on Tuesday.',
        });
        await page.waitForSelector(SUMMARY);
        await eventually(async () =>
          assert.equal((await drawnBlocks(page))[0], 'h3: Why'));
        // What was never fetched cannot be there, and is said.
        await openFile(page, {
          name: 'a.pdf', buffer: makePdf([[{ text: 'It rained.', y: 700 }]]),
        });
        assert.match(await notice(page, 'library-missing'),
            /What opens a\.pdf could not be loaded/);
        await shows(page.locator('article'), /The crane was old/);
        await page.click('.mast nav > button:text-is("Menu")');
        await page.click('[data-language=de]');
        assert.match(await notice(page, 'language-missing'),
            /That language could not be loaded/);
        await shows(page.locator('article'), /The crane was old/);
        // The next visit is not to be in it either.
        assert.equal(await page.evaluate(() => JSON.parse(
            localStorage.getItem('standfirst.settings') ?? '{}').language), 'en');
      });
});

test('offline: the reader of PDF files is kept once it was used', async () => {
  await visitSite(browser, { expected: OFFLINE }, async (page, server) => {
    await installed(page);
    const pdf = { name: 'a.pdf', buffer: makePdf([[{ text: 'It rained.', y: 700 }]]) };
    await openFile(page, pdf);
    await page.waitForSelector(SUMMARY);
    await server.close();
    await page.reload();
    await page.waitForSelector(SUMMARY);
    await page.click('.mast nav > button:text-is("New text")');
    await openFile(page, pdf);
    await page.waitForSelector(SUMMARY);
  });
});

test('installed: manifest, icons, share target, file handlers', async () => {
  const manifest = JSON.parse(
      readFileSync(join(SITE, 'manifest.webmanifest'), 'utf8'));
  assert.equal(manifest.start_url, './');
  assert.equal(manifest.share_target.method, 'GET');
  assert.deepEqual(Object.keys(manifest.share_target.params), ['title', 'text', 'url']);
  const endings = manifest.file_handlers.flatMap(
      (/** @type {any} */ { accept }) => Object.values(accept).flat());
  for (const ending of ['.txt', '.md', '.html', '.pdf', '.docx']) {
    assert.ok(endings.includes(ending), ending);
  }
  for (const { src, sizes, type } of manifest.icons) {
    const bytes = readFileSync(join(SITE, src));
    if (type !== 'image/png') continue;
    assert.equal(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, sizes);
  }
  await visitSite(browser, {}, async (page) => {
    const session = await page.context().newCDPSession(page);
    const { errors } = await session.send('Page.getAppManifest');
    assert.deepEqual(errors, []);
    const found = await session.send('Page.getInstallabilityErrors');
    // The tests' windows are private ones.
    assert.deepEqual(found.installabilityErrors.map(({ errorId }) => errorId)
        .filter((id) => id !== 'in-incognito'), []);
  });
});

/**
 * The site with another version of its page from a moment on.
 *
 * @param {{on: boolean}} next
 */
function nextVersion(next) {
  const html = readFileSync(join(SITE, 'index.html'), 'utf8')
      .replace('<html lang="en">', '<html lang="en" data-version="next">');
  const old = createHash('sha256')
      .update(readFileSync(join(SITE, 'index.html'))).digest('hex');
  const hash = createHash('sha256').update(html).digest('hex');
  const worker = readFileSync(join(SITE, 'service-worker.js'), 'utf8')
      .replace(old, hash).replace(/version:"\w+"/, 'version:"next"');
  assert.ok(worker.includes(hash) && worker.includes('version:"next"'));
  return {
    override: (/** @type {string} */ path) => !next.on ? undefined :
      path === '/' ? { body: html, headers: { 'content-type': 'text/html' } } :
        path === '/service-worker.js' ? { body: worker } : undefined,
  };
}

/** @param {Page} page */
const look = (page) => page.evaluate(async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration?.update();
});

test('update: offered, taken when asked for, the text comes along, kept or not',
    async () => {
      const next = { on: false };
      await visitSite(browser, { server: nextVersion(next) }, async (page) => {
        await installed(page);
        await page.click('.mast nav > button:text-is("Menu")');
        await page.locator('.menu input[type=checkbox]').first().uncheck();
        await page.keyboard.press('Escape');
        await pasteData(page, { 'text/plain': NEWS });
        await page.waitForSelector(SUMMARY);
        next.on = true;
        await look(page);
        assert.match(await notice(page, 'update-ready'),
            /A new version is ready\. It starts when you next open the page\./);
        assert.equal(await page.getAttribute('html', 'data-version'), null);
        await page.click('.note[data-code=update-ready] button');
        await page.waitForSelector('html[data-version=next]');
        await page.waitForSelector(SUMMARY);
        await shows(page.locator('article'), /cable ship/);
        // Handed over, not kept.
        await page.reload();
        await page.waitForSelector('#box');
        await page.waitForTimeout(300);
        assert.equal(await page.locator(SUMMARY).count(), 0);
      });
    });

/**
 * Lets a test keep back what the workers of a page answer, however quick they are.
 */
const HOLD_ANSWERS = () => {
  let holds = false;
  /** @type {(() => void)[]} */
  const held = [];
  Reflect.set(globalThis, 'holdAnswers', (/** @type {boolean} */ wanted) => {
    holds = wanted;
    if (!holds) for (const give of held.splice(0)) give();
  });
  globalThis.Worker = class extends Worker {
    /** @param {ConstructorParameters<typeof Worker>} args */
    constructor(...args) {
      super(...args);
      this.addEventListener('message', (event) => {
        if (!holds) return;
        event.stopImmediatePropagation();
        held.push(() => this.dispatchEvent(
            new MessageEvent('message', { data: event.data, ports: [...event.ports] })));
      });
    }
  };
};

/**
 * @param {Page} page
 * @param {boolean} wanted
 */
const holdAnswers = (page, wanted) => page.evaluate(
    (holds) => Reflect.get(globalThis, 'holdAnswers')(holds), wanted);

/**
 * A text of 160 parts, each with a name of its own, is being read when the page
 * hears of a new version; the reading does not end before `holdAnswers` lets it.
 *
 * @param {Page} page
 * @param {{on: boolean}} next
 */
async function offerWhileReading(page, next) {
  await installed(page);
  await holdAnswers(page, true);
  const text = Array.from({ length: 160 }, (_, turn) =>
    FEATURE.replaceAll('Vane', `Vane${turn}`)).join('\n\n');
  await pasteData(page, { 'text/plain': text });
  await page.waitForSelector('.work progress');
  next.on = true;
  await look(page);
  await notice(page, 'update-ready');
}

test('update: in the middle of a reading it waits, and the reading ends well',
    async () => {
      const next = { on: false };
      await visitSite(browser, {
        server: nextVersion(next), prepare: (page) => page.addInitScript(HOLD_ANSWERS),
      }, async (page) => {
        await offerWhileReading(page, next);
        await holdAnswers(page, false);
        await page.waitForSelector(SUMMARY, { timeout: 180000 });
        assert.equal(await page.getAttribute('html', 'data-version'), null);
        await page.click('.note[data-code=update-ready] button');
        await page.waitForSelector('html[data-version=next]');
        await page.waitForSelector(SUMMARY, { timeout: 180000 });
      });
    });

test('update: taken in the middle of a reading, which begins again with all of the text',
    async () => {
      const next = { on: false };
      await visitSite(browser, {
        server: nextVersion(next), prepare: (page) => page.addInitScript(HOLD_ANSWERS),
      }, async (page) => {
        await offerWhileReading(page, next);
        assert.equal(await page.locator('.work progress').isVisible(), true);
        assert.equal(await page.locator(SUMMARY).count(), 0, 'still being read');
        await page.click('.note[data-code=update-ready] button');
        await page.waitForSelector('html[data-version=next]');
        await page.waitForSelector(SUMMARY, { timeout: 180000 });
        await eventually(async () => {
          const article = await page.locator('article').textContent() ?? '';
          for (const turn of [0, 80, 159]) assert.ok(article.includes(`Vane${turn} `), `${turn}`);
        });
      });
    });

test('update: another language is kept for those who speak it, by new versions too',
    async () => {
      for (const [locale, there] of /** @type {const} */ (
        [['de-DE', true], ['en-GB', false]])) {
        const next = { on: false };
        await visitSite(browser, {
          server: nextVersion(next), context: { locale }, expected: OFFLINE,
        }, async (page, server) => {
          await installed(page);
          /** @param {string} pattern of the caches' names */
          const kept = (pattern) => page.evaluate(async (wanted) => {
            const names = (await caches.keys()).filter((name) => name.match(wanted));
            const keys = await Promise.all(names.map(async (name) =>
              (await caches.open(name)).keys()));
            return keys.flat().some(({ url }) => url.includes('/strings_de-'));
          }, pattern);
          const waitFor = (/** @type {string} */ pattern) => eventually(async () =>
            assert.equal(await kept(pattern), there, `${locale} ${pattern}`));
          await waitFor('.');
          next.on = true;
          await look(page);
          await page.waitForSelector('.note[data-code=update-ready]');
          await waitFor('next$');
          await server.close();
          await page.reload();
          await shows(page.locator('h1:visible'),
              there ? /Artikel einfügen/ : /Paste an article/);
        });
      }
    });

test('update: half of a new version is not taken', async () => {
  const next = { on: false };
  const { override } = nextVersion(next);
  await visitSite(browser, {
    // The new worker with the old page.
    server: { override: (path) => path === '/' ? undefined : override(path) },
    expected: [/service worker|ServiceWorker/i],
  }, async (page) => {
    await installed(page);
    next.on = true;
    await look(page).catch(() => {});
    await page.waitForTimeout(1000);
    assert.equal(await page.locator('.note').count(), 0);
    await page.reload();
    await page.waitForSelector('#box');
  });
});
