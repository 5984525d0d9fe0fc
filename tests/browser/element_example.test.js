/** examples/plain-html: the built element in a page of another folder. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  launchBrowser, openPage, repositoryRoot, startServer,
} from './support.js';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => { browser = await launchBrowser(); });
after(() => browser?.close());

for (const prefix of ['/', '/some/sub-path/']) {
  test(`the example page shows its standfirst, served at ${prefix}`, async () => {
    const server = await startServer(repositoryRoot, { prefix });
    const opened = await openPage(
        browser, `${server.url}examples/plain-html/`);
    const summary = opened.page.locator('stand-first [part="summary"]');
    await summary.waitFor();
    const found = await opened.page.evaluate(() => {
      const text = (/** @type {string} */ selector) =>
        [...document.querySelectorAll(selector)].map(
            (element) => element.textContent).join(' ').replace(/\s+/gu, ' ');
      const element = document.querySelector('stand-first');
      return {
        summary: element?.shadowRoot?.querySelector('[part="summary"]')
            ?.textContent ?? '',
        paragraphs: text('article > p'),
        fallback: element?.textContent?.trim().slice(0, 3),
      };
    });
    const words = found.summary.split(' ');
    assert.ok(words.length > 5 && words.length <= 60, found.summary);
    // Its words are the article's, in order.
    let at = 0;
    const source = found.paragraphs.split(' ');
    for (const word of words) {
      const next = source.indexOf(word, at);
      assert.ok(next >= at, `"${word}" of "${found.summary}"`);
      at = next + 1;
    }
    assert.doesNotMatch(found.summary, /OSTLEY:|By Teodora/u);
    assert.equal(found.fallback, 'The', 'the page itself was not changed');
    await opened.close();
    await server.close();
  });
}
