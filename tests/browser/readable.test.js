/**
 * Web pages and Markdown as text and blocks, by the engine's front ends in
 * Chromium, under the page's policy with Trusted Types.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { MARKDOWN, PAGES, show } from '../web/readable_cases.js';
import { EMPTY_WASM, FAKE_PARTS, fakeModel } from '../web/support.js';
import { readFileSync } from 'node:fs';
import {
  CONTENT_SECURITY_POLICY, launchBrowser, openPage, repositoryRoot, startServer,
} from './support.js';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => { browser = await launchBrowser(); });
after(() => browser?.close());

/** @type {Record<string, string | Uint8Array>} */
const FILES = {
  ...fakeModel(FAKE_PARTS),
  '/build/wasm/standfirst.mjs':
      readFileSync(new URL('../web/fake_module.js', import.meta.url)),
  '/build/wasm/standfirst.wasm': EMPTY_WASM,
};

/**
 * @param {(page: import('playwright-core').Page) => Promise<void>} work
 * @param {{missing?: RegExp, expected?: RegExp[]}} [options]
 */
async function inPage(work, { missing, expected = [] } = {}) {
  const server = await startServer(repositoryRoot, {
    headers: { 'content-security-policy': CONTENT_SECURITY_POLICY },
    override: (path) => {
      if (missing?.test(path)) return { status: 404 };
      if (path === '/page') {
        return {
          body: '<!doctype html><html lang="en"><title>t</title>',
          headers: { 'content-type': 'text/html' },
        };
      }
      const file = FILES[path];
      return file === undefined ? undefined : { body: file };
    },
  });
  try {
    const opened = await openPage(browser, `${server.url}page`, { expected });
    try {
      await work(opened.page);
    } finally {
      await opened.close();
    }
  } finally {
    await server.close();
  }
}

/**
 * "kind level: text | …" of what a front end makes of each source.
 *
 * @param {import('playwright-core').Page} page
 * @param {'readHtml' | 'readMarkdown'} call
 * @param {string[]} sources
 * @returns {Promise<string[]>}
 */
function readAll(page, call, sources) {
  return page.evaluate(async ([name, all]) => {
    const path = '/web/engine/index.js';
    const engine = await import(path);
    const shown = [];
    for (const source of all) {
      shown.push(await engine[name](source));
    }
    return shown;
  }, /** @type {const} */ ([call, sources])).then((all) => all.map(show));
}

test('web pages become text and blocks; nothing in them runs', async () => {
  await inPage(async (page) => {
    const shown = await readAll(page, 'readHtml', PAGES.map(({ html }) => html));
    PAGES.forEach(({ name, wanted }, index) => {
      assert.equal(shown[index], wanted, name);
    });
    assert.equal(await page.title(), 't');
  });
});

test('Markdown becomes text and blocks', async () => {
  await inPage(async (page) => {
    const shown = await readAll(
        page, 'readMarkdown', MARKDOWN.map(({ markdown }) => markdown));
    MARKDOWN.forEach(({ name, wanted }, index) => {
      assert.equal(shown[index], wanted, name);
    });
  });
});

test('the engine reads markup through them and gives their text back', async () => {
  await inPage(async (page) => {
    const results = await page.evaluate(async () => {
      const path = '/web/engine/index.js';
      const { Standfirst } = await import(path);
      const engine = await Standfirst.create();
      const found = [];
      for (const [source, input] of [
        ['<nav>Home</nav><article><p>It rained. It stopped.</p></article>', 'html'],
        ['# Rain\n\nIt *rained*.', 'markdown'], ['It <b>rained</b>.', 'text'],
      ]) {
        const article = await engine.analyse(source, { input });
        const result = await article.summarise();
        found.push([Object.keys(result).slice(0, 2).join(), result.text ?? null]);
        article.close();
      }
      engine.destroy();
      return found;
    });
    assert.deepEqual(results.map(([, text]) => text),
        ['It rained. It stopped.', 'Rain\n\nIt rained.', null]);
    assert.equal(results[0]?.[0], 'version,text');
  });
});

test('without its library a page is read all the same', async () => {
  await inPage(async (page) => {
    const [shown] = await readAll(page, 'readHtml', [PAGES[4]?.html ?? '']);
    assert.match(shown ?? '', /^title: Crane falls \| paragraph: The harbour/);
    assert.doesNotMatch(shown ?? '', /cookies|Comments|Sport/);
  }, { missing: /^\/build\/libraries\//, expected: [/404/] });
});
