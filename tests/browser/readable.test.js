/**
 * Web pages and Markdown as text and blocks, by the engine's front ends in
 * Chromium, under the page's policy with Trusted Types.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
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
      const { text, blocks, date } = await engine[name](source);
      shown.push([
        ...blocks.map((/** @type {any} */ { start, end, kind, level = '' }) =>
          `${kind}${level && ' ' + level}: ${text.slice(start, end)}`),
        ...date ? [`date: ${date}`] : [],
      ].join(' | '));
    }
    return shown;
  }, /** @type {const} */ ([call, sources]));
}

const PROSE = [
  'The harbour at Velm closed on Tuesday after a crane fell across the quay, ' +
      'and the ferries to Osterna were held outside for most of the day.',
  'Nobody was hurt, said Mirel Tanse, who runs the port; the crane had been ' +
      'due for repair in the spring, and its driver had just climbed down.',
  'The council will meet on Friday to decide whether the second crane, which ' +
      'is of the same make, may go on working until it has been looked at.',
];
const PARAGRAPHS = PROSE.map((text) => `paragraph: ${text}`).join(' | ');
const MARKED = PROSE.map((text) => `<p>${text}</p>`).join('');

/** @type {{name: string, html: string, wanted: string}[]} */
const PAGES = [
  { name: 'nothing', html: '', wanted: '' },
  { name: 'text alone', html: 'It rained.', wanted: 'paragraph: It rained.' },
  {
    name: 'a piece of a page keeps headings and lists',
    html: '<meta charset="utf-8"><h1>Crane falls</h1><h2>Why</h2>' +
        '<p>It <b>was</b> old.</p><ul><li>rust</li><li>wind</li></ul>',
    wanted: 'title: Crane falls | heading 2: Why | paragraph: It was old. | ' +
        'list-item: rust | list-item: wind',
  },
  {
    name: 'scripts, styles, comments',
    html: '<p onclick="x()">It rained.<script>document.title = "bad"</script>' +
        '<style>p { color: red }</style><!-- no --><img src="x.png" ' +
        'onerror="document.title = \'bad\'"></p><p style="color: red" ' +
        'class=a><base href="http://other.example/">In style = fine.</p>',
    wanted: 'paragraph: It rained. | paragraph: In style = fine.',
  },
  {
    name: 'a whole page',
    html: '<!doctype html><html><head><title>Crane falls | The Velm Post</title>' +
        '<meta property="article:published_time" content="2026-03-04T10:00Z">' +
        '<style>p{}</style></head><body><header>The Velm Post</header>' +
        '<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>' +
        '<div id="cookie-banner"><p>We use cookies, and so do our partners, to ' +
        'show you what they think you want. <button>Accept</button></p></div>' +
        `<main><article><h1>Crane falls</h1>${MARKED}</article></main>` +
        '<aside><p>More: the eel count, in pictures.</p></aside>' +
        '<section id="comments"><h2>Comments</h2><p>First! This paper used to ' +
        'be better, and longer, and it came with a crossword in it.</p></section>' +
        '<footer>All rights kept.</footer></body></html>',
    wanted: `title: Crane falls | ${PARAGRAPHS} | date: 2026-03-04`,
  },
  {
    name: 'a page without the usual elements',
    html: '<html><head><meta property="og:title" content="Crane falls"></head>' +
        '<body><div class="menu"><a href="/">Home</a><a href="/b">Sport</a>' +
        `</div><div class="content">${MARKED}</div></body></html>`,
    wanted: `title: Crane falls | ${PARAGRAPHS}`,
  },
  {
    name: 'lists in a page',
    html: `<nav>Home</nav><article><h1>Crane falls</h1>${MARKED}<h2>What is ` +
        'next</h2><ul><li>The council meets on Friday.</li><li>The ferries go ' +
        'again on Saturday.</li></ul></article>',
    wanted: `title: Crane falls | ${PARAGRAPHS} | heading 2: What is next | ` +
        'list-item: The council meets on Friday. | ' +
        'list-item: The ferries go again on Saturday.',
  },
  {
    name: 'right to left',
    html: '<p dir="rtl">\u05d4\u05e8\u05db\u05d1\u05ea \u05e0\u05e2\u05e6\u05e8\u05d4.</p>',
    wanted: 'paragraph: \u05d4\u05e8\u05db\u05d1\u05ea \u05e0\u05e2\u05e6\u05e8\u05d4.',
  },
];
test('web pages become text and blocks; nothing in them runs', async () => {
  await inPage(async (page) => {
    const shown = await readAll(page, 'readHtml', PAGES.map(({ html }) => html));
    PAGES.forEach(({ name, wanted }, index) => {
      assert.equal(shown[index], wanted, name);
    });
    assert.equal(await page.title(), 't');
  });
});

/** @type {{name: string, markdown: string, wanted: string}[]} */
const MARKDOWN = [
  { name: 'nothing', markdown: '', wanted: '' },
  {
    name: 'headings',
    markdown: '# Dam *fails*\n\nIt rained.\n\nWhy\n---\nIt did.\n### So',
    wanted: 'title: Dam fails | paragraph: It rained. | heading 2: Why | ' +
        'paragraph: It did. | heading 3: So',
  },
  {
    name: 'front matter',
    markdown: '---\ntitle: "Dam fails"\ndate: 2026-03-04\n---\nIt rained.',
    wanted: 'title: Dam fails | paragraph: It rained. | date: 2026-03-04',
  },
  {
    name: 'lists and quotations',
    markdown: '- a\n- b\n  - c\n\n1. d\n\n> e\n> f\n\ng',
    wanted: 'list-item 1: a | list-item 1: b | list-item 2: c | ' +
        'list-item 1: d | quotation: e f | paragraph: g',
  },
  {
    name: 'code', markdown: '```\na *b*\n```\nc `d*e` f',
    wanted: 'code: a *b* | paragraph: c d*e f',
  },
  {
    name: 'tables', markdown: '| a | b |\n|---|---|\n| 1 | 2 |',
    wanted: 'table: a\tb\n1\t2',
  },
  {
    name: 'links, pictures, footnotes, strikings',
    markdown: '[a](http://x/(y)) ![b](c.png) <http://f> h[^1] ~~g~~\n\n[^1]: Note it.',
    wanted: 'paragraph: a http://f h g',
  },
  {
    name: 'markup in it',
    markdown: 'a <b>c</b> &amp; <!-- d --> e\n\n<div>f<script>g</script></div>\n\n' +
        '<!-- h -->',
    wanted: 'paragraph: a c & e | paragraph: f',
  },
];
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
