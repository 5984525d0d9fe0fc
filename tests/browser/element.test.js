/** `<stand-first>` in Chromium, over the fake module, in pages of our own. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { EMPTY_WASM, FAKE_PARTS, fakeModel } from '../web/support.js';
import {
  CONTENT_SECURITY_POLICY, eventually, launchBrowser, openPage, repositoryRoot,
  startServer, workersAre,
} from './support.js';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => { browser = await launchBrowser(); });
after(() => browser?.close());

const FAKE = readFileSync(new URL('../web/fake_module.js', import.meta.url));

/**
 * Where the engine looks for its files when nothing else is said.
 *
 * @type {Record<string, string | Uint8Array>}
 */
const FILES = {
  ...fakeModel(FAKE_PARTS),
  '/build/wasm/standfirst.mjs': FAKE,
  '/build/wasm/standfirst.wasm': EMPTY_WASM,
};

const SCRIPT =
    '<script type="module" src="/web/element/stand-first.js"></script>';

const STORY = '<p>The ferry stopped at noon. Nobody was hurt. Two boats came.' +
    '</p><p>The council meets on Friday. It will rain.</p>';

/**
 * @typedef {object} Seen
 * @property {import('playwright-core').Page} page
 * @property {any[]} events
 * @property {string[]} lines of ours on the console
 */

/**
 * Opens a page with a body and calls `look` in it.
 *
 * @param {string} body
 * @param {(seen: Seen) => Promise<void>} look
 * @param {{files?: Record<string, string | Uint8Array>, expected?: RegExp[],
 *     head?: string,
 *     prepare?: (page: import('playwright-core').Page) => Promise<void>}} [options]
 */
async function inPage(body, look, options = {}) {
  const files = options.files ?? FILES;
  const { head = '' } = options;
  const html =
      `<!doctype html><html lang="en"><title>t</title>${head}${body}${SCRIPT}`;
  const server = await startServer(repositoryRoot, {
    headers: { 'content-security-policy': CONTENT_SECURITY_POLICY },
    override: (path) => {
      if (path === '/page') {
        return { body: html, headers: { 'content-type': 'text/html' } };
      }
      const file = files[path];
      if (file !== undefined) return { body: file };
      const missing = path.startsWith('/models/') || path.startsWith('/build/');
      return missing ? { status: 404 } : undefined;
    },
  });
  /** @type {any[]} */
  const events = [];
  /** @type {string[]} */
  const lines = [];
  try {
    const opened = await openPage(browser, server.url + 'page', {
      expected: options.expected ?? [],
      prepare: async (page) => {
        page.on('console', (message) => {
          if (/stand-?first/iu.test(message.text())) lines.push(message.text());
        });
        await page.exposeFunction('standfirstTestEvent',
            (/** @type {any} */ event) => events.push(event));
        await page.addInitScript(() => {
          for (const type of ['standfirst-result', 'standfirst-error']) {
            document.addEventListener(type, (event) => {
              const { detail } = /** @type {any} */ (event);
              const target = /** @type {Element} */ (event.target);
              // @ts-expect-error The function is exposed above.
              globalThis.standfirstTestEvent({
                type, target: target.id, text: detail.text,
                summary: detail.result?.summary.length,
                code: detail.error?.code, message: detail.error?.message,
              });
            });
          }
        });
        await options.prepare?.(page);
      },
    });
    await look({ page: opened.page, events, lines });
    await opened.close();
  } finally {
    await server.close();
  }
}

/**
 * Waits until so many events were seen.
 *
 * @param {Seen} seen
 * @param {number} count
 */
async function settled({ events }, count) {
  await eventually(() => assert.ok(events.length >= count, JSON.stringify(events)));
  assert.equal(events.length, count, JSON.stringify(events));
}

/**
 * What a reader sees of an element.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} [selector]
 */
function shown(page, selector = 'stand-first') {
  return page.evaluate((chosen) => {
    const root = document.querySelector(chosen)?.shadowRoot;
    if (!root) return null;
    if (root.querySelector('slot:not([name])')) return 'fallback';
    return [...root.querySelectorAll('p, li')].map(
        (line) => `${line.getAttribute('part')}: ${line.textContent}`);
  }, selector);
}

test('the element summarises the article it stands in', async () => {
  const body = `<article id="a"><p>Another.</p></article><article>
      <stand-first>Wait.</stand-first>${STORY}</article>`;
  await inPage(body, async (seen) => {
    await settled(seen, 1);
    assert.deepEqual(await shown(seen.page), [
      'summary: The ferry stopped at noon. Nobody was hurt. Two boats came.',
    ]);
    assert.equal(seen.events[0].type, 'standfirst-result');
    assert.equal(seen.events[0].text,
        'The ferry stopped at noon. Nobody was hurt. Two boats came.\n\n' +
        'The council meets on Friday. It will rain.');
  });
});

test('it reads an article named by "for", from anywhere', async () => {
  const body = `<div><stand-first for="#b"></stand-first></div>
      <article id="a"><p>Another one, of ten words or more, as there have to
      be.</p></article><section id="b">${STORY}</section>`;
  await inPage(body, async (seen) => {
    await settled(seen, 1);
    assert.match(seen.events[0].text, /^The ferry/);
    await seen.page.evaluate(() => document.querySelector('stand-first')
        ?.setAttribute('for', '#a'));
    await settled(seen, 2);
    assert.deepEqual(await shown(seen.page), [
      'summary: Another one, of ten words or more, as there have to be.',
    ]);
  });
});

/** @type {{attributes: string, lines: string[]}[]} */
const ATTRIBUTES = [
  { attributes: 'length="short"', lines: ['summary: The ferry stopped at noon.'] },
  {
    attributes: 'length="2"',
    lines: ['summary: The ferry stopped at noon. Nobody was hurt.'],
  },
  {
    attributes: 'length="1 sentence" headline',
    lines: ['headline: The ferry stopped at noon.',
      'summary: The ferry stopped at noon.'],
  },
  {
    attributes: 'type="key-points" length="2 sentences"',
    lines: ['point: The ferry stopped at noon.', 'point: Nobody was hurt.'],
  },
  {
    // As templates leave them that have nothing to put in.
    attributes: 'type="" length="" for="" models="" worker="" loading="" focus="" highlight=""',
    lines: ['summary: The ferry stopped at noon. Nobody was hurt. Two boats came.'],
  },
  // It has no box that could come near.
  {
    attributes: 'class="contents"',
    lines: ['summary: The ferry stopped at noon. Nobody was hurt. Two boats came.'],
  },
  { attributes: 'type="headline"', lines: ['headline: The ferry stopped at noon.'] },
];
for (const { attributes, lines } of ATTRIBUTES) {
  test(`attributes ${attributes}`, async () => {
    const body =
        `<article><stand-first ${attributes}></stand-first>${STORY}</article>`;
    await inPage(body, async (seen) => {
      await settled(seen, 1);
      assert.deepEqual(await shown(seen.page), lines);
    }, { head: '<link rel="stylesheet" href="/contents.css">',
      files: { ...FILES, '/contents.css': '.contents { display: contents }' } });
  });
}

test('several changes of attributes make one update', async () => {
  const body = `<article><stand-first></stand-first>${STORY}</article>`;
  await inPage(body, async (seen) => {
    await settled(seen, 1);
    await seen.page.evaluate(() => {
      const element = document.querySelector('stand-first');
      element?.setAttribute('length', 'long');
      element?.setAttribute('length', 'short');
      element?.setAttribute('headline', '');
    });
    await settled(seen, 2);
    await seen.page.waitForTimeout(50);
    await settled(seen, 2);
    assert.deepEqual(await shown(seen.page), [
      'headline: The ferry stopped at noon.',
      'summary: The ferry stopped at noon.',
    ]);
  });
});

/** @type {{name: string, html: string, outer?: string, text: string, kinds?: string}[]} */
const ARTICLES = [
  {
    name: 'headings, lists, quotations',
    html: '<h1>A <em>title</em></h1><h2>Part</h2><ul><li>One<li><p>Two</ul>' +
        '<blockquote><p>Said so.</p></blockquote><h1>Again</h1>',
    text: 'A title|Part|One|Two|Said so.|Again',
    kinds: 'title heading2 list-item list-item quotation heading1',
  },
  {
    name: 'what is not text',
    html: '<p>A<script type="text/plain">var b;</script>B<style>p{}</style></p><nav>Home</nav>' +
        '<figure><img alt="x"><figcaption>Photo</figcaption></figure>' +
        '<aside>More</aside><p hidden>Gone</p><p aria-hidden="true">X</p>' +
        '<button>Share</button><svg><text>s</text></svg><p>C</p>',
    text: 'AB|C',
  },
  {
    name: 'what the page does not show',
    html: '<p class="gone">A</p><div class="gone"><p>B</p></div><p>C<span class="gone">D</span></p>' +
        '<p class="unseen">E <b class="seen">F</b></p><details>G<summary>H</summary><p>I</p>J' +
        '</details><details open><summary>K</summary>L</details>' +
        '<div class="contents">M<p>N</p></div><p class="late">O</p><p hidden="until-found">P</p>',
    text: 'C|F|H|K|L|M|N|O|P',
  },
  {
    name: 'one that is hidden as a whole, as tabs are',
    outer: 'class="gone"', html: '<p>A</p><p class="gone">B</p>', text: 'A|B',
  },
  {
    name: 'one that is unseen as a whole',
    outer: 'class="unseen"', html: '<p>A</p><p>B</p>', text: 'A|B',
  },
  {
    name: 'white space and inline elements',
    html: '<div>One\n  <b>two</b><i>three</i>&nbsp;four\t</div>  <p>  </p>five',
    text: 'One twothree\u00a0four|five',
  },
  {
    name: 'line breaks',
    html: 'One\n<br>two<br>\n <br>three<br><br><br>four',
    text: 'One two|three|four',
  },
  {
    name: 'code keeps its lines',
    html: '<pre>\na\n  b\n</pre><p>c</p>', text: 'a\n  b|c',
    kinds: 'code paragraph',
  },
  {
    name: 'tables',
    html: '<table><caption>T</caption><tr><td>1<td>2</table><p>x',
    text: 'T|1|2|x', kinds: 'table table table paragraph',
  },
  {
    name: 'text between blocks',
    html: 'a<div>b<p>c</p>d</div>e', text: 'a|b|c|d|e',
  },
  { name: 'nothing', html: '', text: '' },
];
test('articles are read as they are shown, and left alone', async () => {
  const body = ARTICLES.map(
      ({ html, outer = '' }) => `<article ${outer}>${html}</article>`).join('\n');
  await inPage(body, async ({ page }) => {
    const found = await page.evaluate(async () => {
      const path = '/web/engine/article_text.js';
      const { readArticle, textNodesOf } = await import(path);
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`.gone { display: none } .contents { display: contents }
        .unseen { visibility: hidden } .seen { visibility: visible }
        .late { content-visibility: auto; margin-top: 9000px }`);
      document.adoptedStyleSheets = [sheet];
      return [...document.querySelectorAll('article')].map((article) => {
        const before = article.outerHTML;
        const read = readArticle(article);
        const nodes = [...textNodesOf(article)].map(({ data }) => data).join('');
        const plain = (/** @type {string} */ text) => text.replace(/\s/g, '');
        return {
          ...read, same: before === article.outerHTML,
          agree: plain(nodes) === plain(read.text),
        };
      });
    });
    assert.equal(found.length, ARTICLES.length);
    ARTICLES.forEach(({ name, text, kinds }, i) => {
      const { text: whole, blocks, same, agree } = found[i];
      assert.ok(agree, `${name}: the text is not that of its nodes`);
      assert.equal(whole, text.replaceAll('|', '\n\n'), name);
      assert.ok(same, `${name}: the article was changed`);
      assert.deepEqual(
          blocks.map((/** @type {any} */ { start, end }) =>
            whole.slice(start, end)),
          text === '' ? [] : text.split('|'), name);
      if (kinds === undefined) return;
      assert.equal(blocks.map((/** @type {any} */ { kind, level = '' }) =>
        kind + level).join(' '), kinds, name);
    });
  }, { expected: [/style-src/, /inline style/] });
});

test('places are found where more is shown than when the text was read', async () => {
  const body = '<article><p>The ferry stopped.</p><details><summary>More</summary>' +
      '<p>The fare rose.</p>For all.</details><p>It <b>rained</b>.</p></article>';
  await inPage(body, async ({ page }) => {
    assert.deepEqual(await page.evaluate(async () => {
      const [text, positions] = ['/web/engine/article_text.js', '/web/element/positions.js'];
      const { readArticle } = await import(text);
      const { rangesOf } = await import(positions);
      const article = document.querySelector('article');
      const read = readArticle(article).text;
      const at = read.indexOf('rained');
      const find = () => rangesOf(article, read, [[0, 9], [at, at + 6]]).map(String);
      const before = find();
      document.querySelector('details')?.setAttribute('open', '');
      return { read, before, after: find() };
    }), {
      read: 'The ferry stopped.\n\nMore\n\nIt rained.',
      before: ['The ferry', 'rained'], after: ['The ferry', 'rained'],
    });
  });
});

test('markup nested 50,000 deep is read', async () => {
  await inPage('<main></main>', async ({ page }) => {
    const text = await page.evaluate(async () => {
      const path = '/web/engine/article_text.js';
      const { readArticle } = await import(path);
      const root = document.createElement('article');
      let inner = root;
      for (let i = 0; i < 50_000; i++) {
        const next = document.createElement(i % 2 ? 'div' : 'span');
        inner.append(next);
        inner = next;
      }
      inner.textContent = 'Down here.';
      return readArticle(root).text;
    });
    assert.equal(text, 'Down here.');
  });
});

/** @type {{name: string, body: string, code: string,
 *     files?: Record<string, string | Uint8Array>}[]} */
const FAILURES = [
  {
    name: 'an empty article', code: 'article-too-short',
    body: '<article><stand-first>Kept.</stand-first></article>',
  },
  {
    name: 'an article of three words', code: 'article-too-short',
    body: '<article><stand-first>Kept.</stand-first><p>It is short.</article>',
  },
  ...[
    'worker="maybe"', 'loading="never"', 'highlight="everything"',
  ].map((attribute) => ({
    name: `the attribute ${attribute}`, code: 'invalid-option',
    body: `<article><stand-first ${attribute}>Kept.</stand-first>${STORY}`,
  })),
  {
    name: 'a model folder that answers with a page', code: 'model-invalid',
    body: `<article><stand-first models="/elsewhere/">Kept.</stand-first>${
      STORY}</article>`,
    files: { ...FILES, '/elsewhere/manifest.json': '<!doctype html><p>Hello' },
  },
  {
    name: 'no model', code: 'model-missing',
    body: `<article><stand-first>Kept.</stand-first>${STORY}</article>`,
    files: { '/build/wasm/standfirst.mjs': FAKE,
      '/build/wasm/standfirst.wasm': EMPTY_WASM },
  },
  {
    name: 'no wasm', code: 'engine-unavailable',
    body: `<article><stand-first>Kept.</stand-first>${STORY}</article>`,
    files: fakeModel(FAKE_PARTS),
  },
  {
    name: 'no article', code: 'invalid-option',
    body: '<stand-first>Kept.</stand-first><nav>Home</nav>',
  },
  {
    name: 'a selector that matches nothing', code: 'invalid-option',
    body: `<stand-first for="#x">Kept.</stand-first><article>x</article>`,
  },
  {
    name: 'no selector', code: 'invalid-option',
    body: `<stand-first for="][">Kept.</stand-first><article>x</article>`,
  },
  {
    name: 'a crash', code: 'engine-crashed',
    body: `<article><stand-first>Kept.</stand-first>crash-tag</article>`,
  },
];
for (const { name, body, code, files } of FAILURES) {
  test(`${name}: the fallback stays, and an event says why`, async () => {
    await inPage(body, async (seen) => {
      await settled(seen, 1);
      assert.equal(seen.events[0].type, 'standfirst-error');
      assert.equal(seen.events[0].code, code, seen.events[0].message);
      assert.equal(await shown(seen.page), 'fallback');
      assert.ok(await seen.page.getByText('Kept.').isVisible());
      // One event, and one line that says what to do.
      await seen.page.waitForTimeout(100);
      assert.equal(seen.events.length, 1);
      await eventually(() => assert.equal(seen.lines.length, 1, seen.lines.join('\n')));
      assert.ok(seen.lines[0]?.startsWith('<stand-first>: '));
      assert.ok(seen.lines[0]?.endsWith(`(${code})`), seen.lines[0]);
    }, { ...files && { files },
      expected: [/Failed to load resource: .* 404/, /<stand-first>: /] });
  });
}

test('where style sheets cannot be made the fallback stays, and nothing is thrown', async () => {
  await inPage(`<article><stand-first>Kept.</stand-first>${STORY}</article>`,
      async (seen) => {
        await settled(seen, 1);
        assert.equal(seen.events[0].type, 'standfirst-error');
        assert.equal(await shown(seen.page), 'fallback');
        assert.ok(await seen.page.getByText('Kept.').isVisible());
      }, {
        expected: [/<stand-first>: /],
        prepare: async (page) => {
          await page.addInitScript(() => {
            // As in Safari before 16.4, and in jsdom.
            Reflect.deleteProperty(CSSStyleSheet.prototype, 'replaceSync');
          });
        },
      });
});

test('elements share an engine, which ends with the last of them', async () => {
  const body = `<article><stand-first></stand-first>${STORY}</article>
      <article><stand-first></stand-first>${STORY}</article>`;
  await inPage(body, async (seen) => {
    await settled(seen, 2);
    await workersAre(seen.page, 1);
    await seen.page.evaluate(() => {
      const [first, second] = document.querySelectorAll('stand-first');
      first?.remove();
      // Moving is leaving and coming.
      if (second) document.querySelector('article')?.append(second);
    });
    await settled(seen, 3);
    await workersAre(seen.page, 1);
    await seen.page.evaluate(() => {
      document.querySelector('stand-first')?.remove();
    });
    await workersAre(seen.page, 0);
    await settled(seen, 3);
  });
});

/**
 * Has the page count what it asks its workers for, and the events of elements,
 * also of those that are in no document.
 *
 * @param {import('playwright-core').Page} page
 */
async function listen(page) {
  await page.addInitScript(() => {
    const scope = /** @type {any} */ (globalThis);
    scope.heard = [];
    scope.asked = [];
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (/** @type {any[]} */ ...given) {
      scope.asked.push(given[0].call);
      return Reflect.apply(postMessage, this, given);
    };
    addEventListener('DOMContentLoaded', () => {
      const elements = [...document.querySelectorAll('stand-first')];
      scope.elements = elements;
      for (const element of elements) {
        for (const type of ['ready', 'result', 'error']) {
          element.addEventListener(`standfirst-${type}`, (event) => {
            const { detail } = /** @type {CustomEvent} */ (event);
            scope.heard.push(
                type === 'ready' ? type : detail.text ?? detail.error.code);
          });
        }
      }
    });
  });
}

/**
 * What `listen` heard.
 *
 * @param {import('playwright-core').Page} page
 * @returns {Promise<{heard: string[], analyses: number}>}
 */
function heardIn(page) {
  return page.evaluate(() => {
    const { heard, asked } = /** @type {any} */ (globalThis);
    return {
      heard, analyses: asked.filter(
          (/** @type {string} */ call) => call === 'analyse').length,
    };
  });
}

/**
 * Waits until so many analyses were begun.
 *
 * @param {import('playwright-core').Page} page
 * @param {number} count
 */
async function atWork(page, count) {
  await page.waitForFunction((number) =>
    /** @type {any} */ (globalThis).asked.filter(
        (/** @type {string} */ call) => call === 'analyse').length === number,
  count);
}

test('an element that left while it was at work says nothing', async () => {
  const body = `<article><stand-first>Kept.</stand-first>${STORY}</article>`;
  await inPage(body, async (seen) => {
    const { page } = seen;
    await settled(seen, 1);
    await page.evaluate(() => {
      const article = document.querySelector('article');
      article?.append('And slow-entity comes last.');
      /** @type {any} */ (article?.querySelector('stand-first')).refresh();
    });
    await atWork(page, 2);
    const { heard: before } = await heardIn(page);
    await page.evaluate(() => document.querySelector('stand-first')?.remove());
    // Longer than the work would last, and the engine outlives its last user.
    await page.waitForTimeout(2500);
    const { heard } = await heardIn(page);
    assert.deepEqual(before.length, 2, before.join());
    assert.deepEqual(heard, before);
    assert.deepEqual(seen.lines, []);
    await workersAre(page, 0);
    assert.deepEqual(await page.evaluate(() => {
      const [element] = /** @type {any} */ (globalThis).elements;
      return [element.shadowRoot.innerHTML, element.result];
    }), ['<slot></slot>', null]);
  }, { prepare: listen });
});

test('removed, and put back when its engine has ended, it reads anew', async () => {
  const body = `<article><stand-first>Kept.</stand-first>${STORY}</article>`;
  await inPage(body, async (seen) => {
    const { page } = seen;
    await settled(seen, 1);
    await page.evaluate(() => document.querySelector('stand-first')?.remove());
    await workersAre(page, 0);
    await page.evaluate(() => document.querySelector('article')?.prepend(
        /** @type {any} */ (globalThis).elements[0]));
    await settled(seen, 2);
    await page.waitForTimeout(200);
    await settled(seen, 2);
    assert.equal(seen.events[1].type, 'standfirst-result');
    await workersAre(page, 1);
    assert.deepEqual((await heardIn(page)).heard.map(
        (one) => one === 'ready' ? one : 'result'),
    ['ready', 'result', 'ready', 'result']);
    assert.deepEqual(await shown(page), [
      'summary: The ferry stopped at noon. Nobody was hurt. Two boats came.',
    ]);
  }, { prepare: listen });
});

test('removed while it looks for its article, it loads no engine', async () => {
  /** @type {(value?: unknown) => void} */
  let go = () => {};
  const held = new Promise((resolve) => { go = resolve; });
  /** @type {string[]} */
  const asked = [];
  await inPage(`<stand-first>Kept.</stand-first><div>${STORY}</div>`, async (seen) => {
    const { page } = seen;
    await eventually(() => assert.ok(asked.some((url) => url.endsWith('page_article.js'))));
    await page.evaluate(() => document.querySelector('stand-first')?.remove());
    go();
    // It would have begun, and an engine nobody uses would have ended by then.
    await page.waitForTimeout(1500);
    assert.deepEqual(asked.filter((url) => /\/build\/wasm|\/models\/|worker/.test(url)), []);
    await workersAre(page, 0);
    assert.deepEqual(seen.events, []);
  }, {
    prepare: async (page) => {
      page.on('request', (request) => asked.push(request.url()));
      // In the place of Readability, which this server has not.
      await page.route('**/page_article.js', async (route) => {
        await held;
        await route.fulfill({
          contentType: 'text/javascript',
          body: 'export const findArticle = async ({ body }) => body;',
        });
      });
    },
  });
});

test('a part that did not come is asked for again', async () => {
  const body = `<article><stand-first headline>Kept.</stand-first>${STORY}</article>`;
  /** @type {string[]} */
  const asked = [];
  let missing = true;
  await inPage(body, async (seen) => {
    const { page } = seen;
    await settled(seen, 1);
    // It does without, and does not insist.
    assert.equal(seen.events[0].type, 'standfirst-result');
    assert.equal(asked.length, 1);
    await page.evaluate(() => /** @type {any} */ (
      document.querySelector('stand-first')).refresh());
    await settled(seen, 2);
    assert.equal(asked.length, 2);
    await page.evaluate(() => document.querySelector('stand-first')
        ?.setAttribute('length', 'short'));
    await settled(seen, 3);
    assert.equal(asked.length, 3);
    missing = false;
    await page.evaluate(() => {
      const element = document.querySelector('stand-first');
      element?.remove();
      setTimeout(() => document.querySelector('article')?.prepend(
          /** @type {Element} */ (element)));
    });
    await settled(seen, 4);
    assert.equal(asked.length, 4);
    // There now: nothing is read or asked for once more.
    await page.evaluate(() => document.querySelector('stand-first')
        ?.setAttribute('length', 'long'));
    await settled(seen, 5);
    assert.equal(asked.length, 4);
    assert.deepEqual((await heardIn(page)).heard.filter((one) => one === 'ready').length, 2);
    assert.equal((await heardIn(page)).analyses, 4);
  }, {
    expected: [/Failed to load resource/],
    prepare: async (page) => {
      await listen(page);
      await page.route('**/models/grammar*', async (route) => {
        asked.push(route.request().url());
        await (missing ? route.abort() : route.continue());
      });
    },
  });
});

test('in a component it summarises the article that the component stands in', async () => {
  const other = '<article><p>Another story altogether. It is about a bakery. ' +
      'The bread was good.</p></article>';
  const body = `${other}<article id="mine"><my-part></my-part>${STORY}</article>`;
  await inPage(body, async (seen) => {
    await seen.page.evaluate(() => {
      const outer = document.querySelector('my-part')?.attachShadow({ mode: 'open' });
      const inner = document.createElement('div');
      outer?.append(inner);
      inner.attachShadow({ mode: 'closed' }).append(
          document.createElement('stand-first'));
    });
    await settled(seen, 1);
    assert.match(seen.events[0].text, /^The ferry stopped/);
  });
});

for (const [where, light, inside] of /** @type {const} */ ([
  ['beside the slot', '', ['stand-first', 'slot']],
  ['in the slot', '<stand-first></stand-first>', ['slot']],
])) {
  test(`${where} of a component it summarises what the slot was given`, async () => {
    const body = `<article><p>Another story altogether. It is about a bakery. The bread was
        good.</p></article><my-frame>${light}${STORY}</my-frame>`;
    await inPage(body, async (seen) => {
      await seen.page.evaluate((names) => {
        const article = document.createElement('article');
        article.append(...names.map((name) => document.createElement(name)));
        document.querySelector('my-frame')?.attachShadow({ mode: 'open' }).append(article);
      }, inside);
      if (light !== '') {
        // It found the page's first before the component was there.
        await settled(seen, 1);
        await seen.page.evaluate(() => /** @type {any} */ (
          document.querySelector('stand-first')).refresh());
      }
      await settled(seen, light === '' ? 1 : 2);
      assert.equal(seen.events.at(-1).text,
          'The ferry stopped at noon. Nobody was hurt. Two boats came.\n\n' +
          'The council meets on Friday. It will rain.');
    });
  });
}

for (const [language, text] of [
  ['Chinese', '港口周一重新开放。 两艘船中午停在码头。 居民等了十一个月。'],
  ['Japanese', '港は月曜日に再開した。 二隻の船が正午に岸壁に着いた。'],
  ['Thai', 'ท่าเรือเปิดอีกครั้งเมื่อวันจันทร์ เรือสองลำจอดเทียบท่าตอนเที่ยง'],
]) {
  test(`an article in ${language} is long enough, a line of it is not`, async () => {
    const body = `<article><stand-first></stand-first><p>${text}</article>`;
    await inPage(body, async (seen) => {
      await settled(seen, 1);
      assert.equal(seen.events[0].type, 'standfirst-result', seen.events[0].message);
      await seen.page.evaluate((short) => {
        const paragraph = document.querySelector('article p');
        if (paragraph) paragraph.textContent = short;
        /** @type {any} */ (document.querySelector('stand-first')).refresh();
      }, text?.slice(0, 8));
      await settled(seen, 2);
      assert.equal(seen.events[1].code, 'article-too-short');
    }, { head: '<meta charset="utf-8">', expected: [/<stand-first>: /] });
  });
}

test('an empty list of names asks for none', async () => {
  const body = `<article><stand-first entities></stand-first>${STORY}</article>`;
  await inPage(body, async (seen) => {
    await settled(seen, 1);
    const attributes = await seen.page.evaluate(() => {
      const element = /** @type {any} */ (document.querySelector('stand-first'));
      element.entities = [];
      const none = element.getAttribute('entities');
      element.entities = ['PERSON', 'ORG'];
      return [none, element.getAttribute('entities')];
    });
    assert.deepEqual(attributes, [null, 'PERSON, ORG']);
    await settled(seen, 2);
  });
});

test('moved into a frame with its article, it keeps its looks', async () => {
  const body = `<article><stand-first>Kept.</stand-first>${STORY}</article>`;
  await inPage(body, async (seen) => {
    const { page } = seen;
    await settled(seen, 1);
    const looks = () => page.evaluate(() => {
      const [element] = /** @type {any} */ (globalThis).elements;
      const { defaultView } = element.ownerDocument;
      const box = defaultView.getComputedStyle(element);
      const part = element.shadowRoot.querySelector('[part=standfirst]');
      const frame = defaultView.getComputedStyle(part);
      return [box.containerType, frame.borderTopWidth, frame.paddingTop];
    });
    const before = await looks();
    assert.deepEqual(before, ['inline-size', '3px', '20px']);
    await page.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      frame.contentDocument?.body.append(
          /** @type {HTMLElement} */ (document.querySelector('article')));
    });
    await page.waitForTimeout(300);
    await eventually(async () => assert.deepEqual(await looks(), before));
  }, { prepare: listen });
});

test('an article that changes once while it is read is read again', async () => {
  const body = `<article><stand-first>Kept.</stand-first>${STORY}
      <p>And slow-entity comes last.</p></article>`;
  await inPage(body, async (seen) => {
    const { page } = seen;
    await atWork(page, 1);
    await page.evaluate(() => document.querySelector('article p')?.prepend(
        'This came in meanwhile. '));
    await settled(seen, 1);
    await page.waitForTimeout(200);
    await settled(seen, 1);
    const { heard, analyses } = await heardIn(page);
    assert.equal(heard.length, 2, heard.join('\n'));
    assert.match(heard[1] ?? '', /^This came in meanwhile\. The ferry/u);
    assert.equal(analyses, 2);
    assert.deepEqual(seen.lines, []);
    assert.deepEqual(await shown(page), ['summary: This came in meanwhile. ' +
        'The ferry stopped at noon. Nobody was hurt.']);
  }, { prepare: listen });
});

test('a second definition is harmless', async () => {
  const body = `<article><stand-first></stand-first>${STORY}</article>
      <script type="module" src="/web/element/stand-first.js?again"></script>`;
  await inPage(body, async (seen) => {
    await settled(seen, 1);
  });
});

test('it can be read in light and in dark', async () => {
  for (const scheme of /** @type {const} */ (['light', 'dark'])) {
    // Other pages' colours do not reach in, nor does the system's wish alone.
    const head = `<meta name="color-scheme" content="${scheme}">`;
    const body =
        `<article><stand-first headline></stand-first>${STORY}</article>`;
    await inPage(body, async (seen) => {
      await settled(seen, 1);
      const colours = await seen.page.evaluate(() => {
        const frame = document.querySelector('stand-first')?.shadowRoot
            ?.querySelector('section');
        if (!frame) return null;
        const { color, backgroundColor } = getComputedStyle(frame);
        return { color, backgroundColor };
      });
      assert.deepEqual(colours, scheme === 'light' ?
          { color: 'rgb(22, 25, 29)', backgroundColor: 'rgb(253, 253, 252)' } :
          { color: 'rgb(235, 233, 228)', backgroundColor: 'rgb(21, 24, 27)' });
    }, { head });
  }
});
