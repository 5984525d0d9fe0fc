/**
 * How a text gets into the page: pasted with its headings and lists, opened as
 * a PDF, a Word file, a web page or Markdown, shared to it, kept for the next
 * visit. On the built site with the real engine.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeDocx, makePdf, setLines } from '../support/documents.mjs';
import { NEWS } from './page_support.js';
import {
  SUMMARY, drawnBlocks, dropFile, notice, openFile, pasteData, untilKept, visitSite,
} from './site_support.js';
import { eventually, launchBrowser, shows } from './support.js';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => { browser = await launchBrowser(); });
after(() => browser?.close());

const FIRST = 'The harbour at Velm closed on Tuesday after a crane fell across ' +
    'the quay, and the ferries to Osterna were held outside for most of the day.';
const SECOND = 'Nobody was hurt, said Mirel Tanse, who runs the port; the crane ' +
    'had been due for repair in the spring, and its driver had just climbed down.';
const THIRD = 'The council will meet on Friday to decide whether the second ' +
    'crane, which is of the same make, may go on working until then.';

const HEAD = { text: 'The Velm Post, 4 March', y: 760, size: 9 };

/** A title, two paragraphs over two pages, a heading, a list. */
const PDF = makePdf([
  [
    HEAD, { text: 'Crane falls on the quay', y: 700, size: 22 },
    ...setLines([
      'The harbour at Velm closed on Tuesday after a crane fell across the quay, and',
      'the ferries to Osterna were held out-',
      'side for most of the day.',
    ], 660),
    ...setLines([
      'Nobody was hurt, said Mirel Tanse, who runs the port; the crane had been due',
    ], 600),
    { text: '1', y: 30, x: 300, size: 9 },
  ],
  [
    HEAD,
    ...setLines(['for repair in the spring, and its driver had just climbed down.'], 700),
    { text: 'What is next', y: 650, size: 16 },
    ...setLines(['- The council meets on Friday.', '- The ferries go again.'], 620),
    { text: '2', y: 30, x: 300, size: 9 },
  ],
]);
const PDF_BLOCKS = [
  'h2: Crane falls on the quay', `p: ${FIRST}`, `p: ${SECOND}`,
  'h3: What is next', 'item: The council meets on Friday.',
  'item: The ferries go again.',
];

const HTML = '<!doctype html><html><head><title>Crane falls</title><style>p{}' +
    '</style><script>document.title = "no"</script></head><body><nav>Home</nav>' +
    '<div id="cookie-notice"><p>We use cookies. <button>Accept</button></p></div>' +
    `<main><article><h1>Crane falls</h1><p onclick="x()">${FIRST}</p>` +
    `<p style="color: red">${SECOND}</p><h2>What is next</h2><ul><li>The council ` +
    `meets on Friday.</li></ul><p>${THIRD}</p></article></main>` +
    '<footer>All rights kept.</footer></body></html>';

/** @type {{name: string, file: {name: string, buffer: Buffer}, blocks: string[]}[]} */
const FILES = [
  { name: 'PDF', file: { name: 'crane.pdf', buffer: PDF }, blocks: PDF_BLOCKS },
  {
    name: 'PDF without its ending', file: { name: 'download', buffer: PDF },
    blocks: PDF_BLOCKS,
  },
  {
    name: 'Word',
    file: {
      name: 'crane.docx',
      buffer: makeDocx([
        { style: 'Heading1', text: 'Crane falls' }, { text: FIRST },
        { style: 'Heading2', text: 'What is next' },
        { bullet: true, text: 'The council meets on Friday.' },
        { bullet: true, text: 'The ferries go again.' }, { text: `${SECOND} <b>` },
      ]),
    },
    blocks: [
      'h2: Crane falls', `p: ${FIRST}`, 'h3: What is next',
      'item: The council meets on Friday.', 'item: The ferries go again.',
      `p: ${SECOND} <b>`,
    ],
  },
  {
    name: 'Word with macros',
    file: { name: 'crane.docm', buffer: makeDocx([{ text: FIRST }, { text: SECOND }]) },
    blocks: [`p: ${FIRST}`, `p: ${SECOND}`],
  },
  {
    name: 'web page that is XML',
    file: {
      name: 'crane.xml',
      buffer: Buffer.from('<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">' +
          `<body><p>${FIRST}</p><p>${SECOND}</p></body></html>`),
    },
    blocks: [`p: ${FIRST}`, `p: ${SECOND}`],
  },
  {
    name: 'web page', file: { name: 'crane.html', buffer: Buffer.from(HTML) },
    blocks: [
      'h2: Crane falls', `p: ${FIRST}`, `p: ${SECOND}`, 'h3: What is next',
      'item: The council meets on Friday.', `p: ${THIRD}`,
    ],
  },
  {
    name: 'Markdown',
    file: {
      name: 'crane.md',
      buffer: Buffer.from(`# Crane *falls*\n\n${FIRST}\n\n## What is next\n\n` +
          `- The council meets on Friday.\n\n[${SECOND}](http://velm.example)\n`),
    },
    blocks: [
      'h2: Crane falls', `p: ${FIRST}`, 'h3: What is next',
      'item: The council meets on Friday.', `p: ${SECOND}`,
    ],
  },
  {
    name: 'text',
    file: { name: 'crane.txt', buffer: Buffer.from(`Crane falls\n\n${FIRST}\n\n${SECOND}`) },
    blocks: ['h3: Crane falls', `p: ${FIRST}`, `p: ${SECOND}`],
  },
];
/**
 * Waits until the article stands there as wanted.
 *
 * @param {import('playwright-core').Page} page
 * @param {string[]} blocks
 */
const drawn = (page, blocks) => eventually(async () =>
  assert.deepEqual(await drawnBlocks(page), blocks));

const WAYS = /** @type {const} */ ([['opened', openFile], ['dropped', dropFile]]);
for (const [{ name, file, blocks }, [way, put]] of FILES.flatMap((one) =>
  WAYS.map((way) => /** @type {const} */ ([one, way])))) {
  test(`reading: a file, ${name}, ${way}, with its headings and lists`, async () => {
    await visitSite(browser, {}, async (page) => {
      await put(page, file);
      await page.waitForSelector(SUMMARY);
      await drawn(page, blocks);
    });
  });
}

test('reading: PDF and Word readers come only when they are needed', async () => {
  await visitSite(browser, { path: '#news' }, async (page, server) => {
    await page.waitForSelector(SUMMARY);
    await shows(page.locator('article'), /cable ship/);
    const asked = () => server.requests.filter((path) => /pdf|mammoth/.test(path));
    assert.deepEqual(asked(), []);
    await openFile(page, { name: 'crane.pdf', buffer: PDF });
    await page.waitForFunction(() =>
      document.querySelector('article h2')?.textContent?.includes('Crane falls'));
    assert.ok(asked().length >= 2, asked().join());
  });
});

/**
 * What is drawn before the lines of lists.
 *
 * @param {import('playwright-core').Page} page
 */
function marksOfLists(page) {
  return page.locator('article p.item').evaluateAll((all) =>
    all.map((item) => getComputedStyle(item, '::before').content));
}

test('reading: a list of plain text keeps its own marks and gets no others', async () => {
  await visitSite(browser, {}, async (page) => {
    await pasteData(page, {
      'text/plain': `${FIRST}\n\n- ${SECOND}\n- ${THIRD}\n\n1. ${SECOND}\n2. ${THIRD}\n`,
    });
    await page.waitForSelector(SUMMARY);
    await eventually(async () => {
      const marks = await marksOfLists(page);
      assert.ok(marks.length > 0);
      assert.deepEqual([...new Set(marks)], ['none']);
    });
  });
});

test('reading: a rich paste keeps headings and lists, over a reload and undo',
    async () => {
      await visitSite(browser, {}, async (page) => {
        const html = '<meta charset="utf-8"><h2>What is next</h2>' +
            `<p style="margin: 0">${FIRST}</p><ul><li>${SECOND}</li><li>${THIRD}</li></ul>`;
        const blocks = [
          'h3: What is next', `p: ${FIRST}`, `item: ${SECOND}`, `item: ${THIRD}`,
        ];
        await pasteData(page, {
          'text/html': html,
          'text/plain': `What is next\n${FIRST}\n${SECOND}\n${THIRD}`,
        });
        await page.waitForSelector(SUMMARY);
        await drawn(page, blocks);
        await untilKept(page, FIRST);
        await page.reload();
        await page.waitForSelector(SUMMARY);
        await drawn(page, blocks);
        // Their marks are drawn: none of them is in the text, nor in a copy of it.
        assert.deepEqual(await marksOfLists(page), ['"–"', '"–"']);
        await page.click('.mast nav > button:text-is("New text")');
        await page.click('.undo button');
        await page.waitForSelector(SUMMARY);
        await drawn(page, blocks);
      });
    });

test('reading: pasted markup of a whole page goes through Readability', async () => {
  await visitSite(browser, {}, async (page, server) => {
    const before = server.requests.some((path) => /readability-/.test(path));
    const links = Array.from({ length: 12 }, (_, i) =>
      `<li><a href="/${i}">Another story of the week, number ${i}</a></li>`).join('');
    // It takes what is long enough to be an article.
    const more = Array.from({ length: 6 }, (_, day) =>
      `On day ${day} of the works, ${FIRST.toLowerCase()}`);
    await pasteData(page, {
      'text/html': `<div class="nav menu"><ul>${links}</ul></div>` +
          `<main><article><h1>Crane falls</h1><p>${FIRST}</p><p>${SECOND}</p><h2>What is next</h2>` +
          `${more.map((text) => `<p>${text}</p>`).join('')}<p>${THIRD}</p></article>` +
          `<div class="sidebar related"><ul>${links}</ul></div></main>` +
          '<div class="footer"><p>All rights kept.</p></div>',
      'text/plain': `Crane falls\n${FIRST}\n${SECOND}\nWhat is next\n` +
          `${more.join('\n')}\n${THIRD}\nAll rights kept.`,
    });
    await page.waitForSelector(SUMMARY);
    await drawn(page, [
      'h2: Crane falls', `p: ${FIRST}`, `p: ${SECOND}`, 'h3: What is next',
      ...more.map((text) => `p: ${text}`), `p: ${THIRD}`,
    ]);
    assert.equal(before, false);
    assert.ok(server.requests.some((path) => /readability-/.test(path)), 'it was asked for');
  });
});

test('reading: of pasted markup that only dresses plain text, the text is taken',
    async () => {
      await visitSite(browser, {}, async (page) => {
        await pasteData(page, {
          'text/html': `<div style="font: x"><span>${FIRST}</span></div>`,
          'text/plain': `${FIRST}\n\n${SECOND}`,
        });
        await page.waitForSelector(SUMMARY);
        await drawn(page, [`p: ${FIRST}`, `p: ${SECOND}`]);
      });
    });

test('reading: a paste beside the box, and the Paste button with markup',
    async () => {
      const context = { permissions: ['clipboard-read', 'clipboard-write'] };
      await visitSite(browser, { context }, async (page) => {
        await page.evaluate(async (text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData('text/plain', text);
          document.body.dispatchEvent(new ClipboardEvent(
              'paste', { bubbles: true, cancelable: true, clipboardData }));
        }, FIRST);
        await page.waitForSelector(SUMMARY);
        await page.click('.mast nav > button:text-is("New text")');
        await page.evaluate(async ([html, plain]) => {
          await navigator.clipboard.write([new ClipboardItem({
            'text/html': new Blob([html ?? ''], { type: 'text/html' }),
            'text/plain': new Blob([plain ?? ''], { type: 'text/plain' }),
          })]);
        }, [`<h2>Next</h2><p>${SECOND}</p>`, `Next\n${SECOND}`]);
        await page.click('.boxed .row button:text-is("Paste")');
        await drawn(page, ['h3: Next', `p: ${SECOND}`]);
      });
    });

test('reading: a share arrives by a navigation and is not asked for again',
    async () => {
      const query = new URLSearchParams({
        title: 'Crane falls', text: `${FIRST}\n\n${SECOND} https://velm.example/crane`,
      });
      await visitSite(browser, { path: `?${query}` }, async (page) => {
        await page.waitForSelector(SUMMARY);
        await drawn(page, ['h3: Crane falls', `p: ${FIRST}`, `p: ${SECOND}`]);
        assert.equal(new URL(page.url()).search, '');
      });
    });

test('reading: a share of a link alone is told what it lacks', async () => {
  await visitSite(browser, { path: '?url=https://velm.example/a' }, async (page) => {
    assert.match(await notice(page, 'only-link'), /Only a link arrived/);
  });
});

test('reading: a file that the system opens with the installed page', async () => {
  await visitSite(browser, {
    prepare: (page) => page.addInitScript((text) => {
      Object.defineProperty(globalThis, 'launchQueue', {
        value: {
          setConsumer(/** @type {(launch: object) => void} */ consumer) {
            consumer({ files: [{ getFile: async () => new File([text], 'a.md') }] });
          },
        },
      });
    }, `# Crane falls\n\n${FIRST}`),
  }, async (page) => {
    await page.waitForSelector(SUMMARY);
    await drawn(page, ['h2: Crane falls', `p: ${FIRST}`]);
  });
});

test('reading: the text survives a reload; switched off it does not, and says so',
    async () => {
      await visitSite(browser, {}, async (page) => {
        await pasteData(page, { 'text/plain': NEWS });
        await page.waitForSelector(SUMMARY);
        await untilKept(page, 'cable ship');
        await page.reload();
        await page.waitForSelector(SUMMARY);
        await page.click('.mast nav > button:text-is("Menu")');
        await page.locator('.menu input[type=checkbox]').first().uncheck();
        await page.keyboard.press('Escape');
        await untilKept(page, '');
        await page.reload();
        await page.waitForSelector('#box');
        // What would come has had its time.
        await page.waitForTimeout(500);
        assert.equal(await page.locator(SUMMARY).count(), 0);
        await shows(page.locator('.boxed'), /Not kept/);
      });
    });

test('reading: a long PDF shows progress and can be stopped; the text stays',
    async () => {
      const pages = Array.from({ length: 1500 }, (_, index) => setLines(
          Array.from({ length: 45 }, (_line, line) =>
            `Line ${line} of page ${index} says that the harbour was closed again.`),
          700));
      await visitSite(browser, { path: '#news' }, async (page) => {
        await page.waitForSelector(SUMMARY);
        await openFile(page, { name: 'long.pdf', buffer: makePdf(pages) });
        await page.waitForSelector('.work progress');
        await shows(page.locator('.work'), /Opening the file/);
        await page.click('.work button:text-is("Stop")');
        await page.waitForSelector(SUMMARY);
        await page.waitForTimeout(500);
        await shows(page.locator('article'), /cable/);
        assert.equal(await page.locator('.work').isVisible(), false);
      });
    });

const MARKDOWN = `# Crane falls\n\n**Nobody was hurt.** ${FIRST}\n\n` +
    `[The port](https://velm.example/) says: ${SECOND}\n`;

for (const [name, html] of [['alone', ''], ['in an editor’s colours', '<div><span>x</span></div>']]) {
  test(`reading: pasted Markdown, ${name}, is read as such`, async () => {
    await visitSite(browser, {}, async (page) => {
      await pasteData(page, { 'text/plain': MARKDOWN, ...html && { 'text/html': html } });
      await page.waitForSelector(SUMMARY);
      await drawn(page, ['h2: Crane falls', `p: Nobody was hurt. ${FIRST}`,
        `p: The port says: ${SECOND}`]);
    });
  });
}

/** Texts whose only marks are headings, or headings and lists. @type {Record<string, [string, string[]]>} */
const BUILT = {
  'two headings': [`# The bridge\n\n${FIRST}\n\n## Costs\n\n${SECOND}\n`,
    ['h2: The bridge', `p: ${FIRST}`, 'h3: Costs', `p: ${SECOND}`]],
  'two headings, in lines of Windows': [
    `\n## The bridge\r\n\r\n${FIRST}\r\n\r\n## Costs\r\n\r\n${SECOND}`,
    ['h3: The bridge', `p: ${FIRST}`, 'h3: Costs', `p: ${SECOND}`]],
  'a heading and a list': [`# The bridge\n\n${FIRST}\n\n- One item\n- Two items\n`,
    ['h2: The bridge', `p: ${FIRST}`, 'item: One item', 'item: Two items']],
  'a heading and a numbered list': [
    `${FIRST}\n\n## Costs\n\n1. One item\n2. Two items\n`,
    [`p: ${FIRST}`, 'h3: Costs', 'item: One item', 'item: Two items']],
};
for (const [name, [text, blocks]] of Object.entries(BUILT)) {
  test(`reading: pasted Markdown of ${name} is read as such`, async () => {
    await visitSite(browser, {}, async (page) => {
      await pasteData(page, { 'text/plain': text });
      await page.waitForSelector(SUMMARY);
      await drawn(page, blocks);
    });
  });
}

/** Texts that have a sign of it, or what looks like one. */
const NO_MARKDOWN = {
  'a chat': `Ann: *waves* hi **all**\nBob: ${FIRST}\nAnn: 2 ** 3 ** 4 is odd`,
  'a number sign': `# 1 in the charts\n\n${FIRST}\n\n${SECOND}`,
  'a list under a number sign': `# 1 in the charts\n\n${FIRST}\n\n- One item\n- Two items`,
  'two hashtags': `${FIRST}\n\n#velm\n\n#ferries\n\n- One item\n- Two items`,
  'a list of dashes': `#velm\n\n${FIRST}\n\n- One item\n- Two items\n\n${SECOND}`,
  'code with its comments': `${FIRST}\n\n# build it\nmake all\n\n# run it\n./cranes` +
      `\n\n${SECOND}\n\n- One item\n- Two items`,
  'a heading alone': `# Crane falls\n\n${FIRST}\n\n- ${SECOND}`,
  'a link in the manner of it': `${FIRST} [1](https://velm.example/)\n\n${SECOND}`,
};
for (const [name, text] of Object.entries(NO_MARKDOWN)) {
  test(`reading: ${name} is no Markdown`, async () => {
    await visitSite(browser, {}, async (page) => {
      await pasteData(page, { 'text/plain': text });
      await page.waitForSelector(SUMMARY);
      await untilKept(page, '"input":"text"');
    });
  });
}
