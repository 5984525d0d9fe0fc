/**
 * What goes wrong, and what the page says then; the text is never lost. On the
 * built site with the real engine.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { makePdf } from '../support/documents.mjs';
import { NEWS } from './page_support.js';
import {
  FEATURE, SUMMARY, drawnBlocks, dropFile, notice, openFile, pasteData, untilKept,
  visitSite,
} from './site_support.js';
import { eventually, gone, launchBrowser, repositoryRoot, shows } from './support.js';

/** @typedef {import('playwright-core').Page} Page */

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => { browser = await launchBrowser(); });
after(() => browser?.close());

const LOCKED = readFileSync(join(repositoryRoot, 'tests/browser/fixtures/locked.pdf'));

/** @type {{name: string, code: string, words: RegExp,
 *     put: (page: Page) => Promise<unknown>}[]} */
const REFUSED = [
  {
    name: 'a dropped picture', code: 'picture',
    words: /That is a picture\. Standfirst reads text, PDF and Word\./,
    put: (page) => dropFile(page, { name: 'eel.png', type: 'image/png' }),
  },
  {
    name: 'a PDF with a password', code: 'locked-pdf',
    words: /This PDF is locked\. Open it where you have the password/,
    put: (page) => openFile(page, { name: 'locked.pdf', buffer: LOCKED }),
  },
  {
    name: 'a Word file with a password', code: 'locked-word',
    words: /This Word file is locked/,
    put: (page) => openFile(page, {
      name: 'a.docx', buffer: Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    }),
  },
  {
    name: 'a PDF of pictures', code: 'pdf-without-text',
    words: /holds pictures of pages, not text/,
    put: (page) => openFile(page, { name: 'scan.pdf', buffer: makePdf([[]]) }),
  },
  {
    name: 'a damaged PDF', code: 'input-unreadable',
    words: /bad\.pdf could not be read\. Your text here is unchanged/,
    put: (page) => openFile(page, {
      name: 'bad.pdf', buffer: Buffer.from('%PDF-1.4 and nothing more'),
    }),
  },
  {
    name: 'a damaged Word file', code: 'input-unreadable',
    words: /bad\.docx could not be read/,
    put: (page) => openFile(page, {
      name: 'bad.docx', buffer: Buffer.from('PK\x03\x04 and nothing more'),
    }),
  },
  {
    name: 'slides', code: 'document',
    words: /Standfirst cannot open a \.pptx file\. Open it elsewhere and paste its text/,
    put: (page) => openFile(page, { name: 'a.pptx', buffer: Buffer.from('PK\x03\x04') }),
  },
  {
    name: 'a recording', code: 'document', words: /cannot open a \.mp3 file/,
    put: (page) => openFile(page, { name: 'a.mp3', buffer: Buffer.from('ID3') }),
  },
  {
    name: 'markup of a program', code: 'document', words: /cannot open a \.xml file/,
    put: (page) => openFile(page, {
      name: 'a.xml',
      buffer: Buffer.from('<?xml version="1.0"?>\n<feed><entry>It rained.</entry></feed>'),
    }),
  },
  ...[
    ['eml', 'Content-Transfer-Encoding: quoted-printable'],
    ['mht', 'Content-Type: multipart/related; boundary=x'],
  ].map(([ending, line]) => ({
    name: `a message that is encoded, .${ending}`, code: 'document',
    words: new RegExp(`cannot open a \\.${ending} file`),
    put: (/** @type {Page} */ page) => openFile(page, {
      name: `a.${ending}`,
      buffer: Buffer.from(`Subject: Crane\r\n${line}\r\n\r\nIt fell =E2=80=94 at noon.\r\n`),
    }),
  })),
  {
    name: 'a file of 200 MB', code: 'text-too-large',
    words: /This file is 200 MB; the limit is 20\. Your text here is unchanged\./,
    async put(page) {
      const folder = mkdtempSync(join(tmpdir(), 'standfirst-'));
      const file = join(folder, 'long.txt');
      try {
        writeFileSync(file, 'It rained. ');
        truncateSync(file, 200 * 1024 * 1024);
        await page.locator('input[type=file]').setInputFiles(file);
        await notice(page, 'text-too-large');
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  },
];
for (const { name, code, words, put } of REFUSED) {
  test(`bad input: ${name} is refused in words; the text stays`, async () => {
    await visitSite(browser, {}, async (page) => {
      await pasteData(page, { 'text/plain': NEWS });
      await page.waitForSelector(SUMMARY);
      await put(page);
      assert.match(await notice(page, code), words);
      await page.waitForSelector(SUMMARY);
      await shows(page.locator('article'), /cable ship/);
      await page.click(`.note[data-code=${code}] .x`);
      await gone(page.locator('.note'));
    });
  });
}

/** @type {[string, RegExp, (page: Page) => Promise<unknown>, RegExp][]} */
const ASKED_FOR = [
  [
    'what a click asks for', /later-/, (page) => page.keyboard.press('u'),
    /That part of the page could not be loaded\. .+ try again with a network/,
  ],
  [
    'what opens files', /files-/,
    (page) => openFile(page, { name: 'a.txt', buffer: Buffer.from('It rained.') }),
    /What opens a\.txt could not be loaded/,
  ],
];
for (const [name, file, ask, words] of ASKED_FOR) {
  test(`bad input: ${name} does not arrive: said, and asked for again`, async () => {
    let works = false;
    await visitSite(browser, {
      path: '#news', expected: [/404|dynamically imported|Service Worker registration blocked/],
      // Its files would be at hand a moment later.
      context: { serviceWorkers: 'block' },
      server: {
        override: (path) => !works && file.test(path) ? { status: 404 } : undefined,
      },
    }, async (page) => {
      await page.waitForSelector(SUMMARY);
      await ask(page);
      assert.match(await notice(page, 'library-missing'), words);
      await shows(page.locator('article'), /cable ship/);
      works = true;
      await ask(page);
      await page.waitForSelector('.unfold, article:has-text("It rained")');
    });
  });
}

test('bad input: what copies and saves does not arrive: said, and asked for again', async () => {
  let works = false;
  await visitSite(browser, {
    path: '#news', expected: [/404|dynamically imported|Service Worker registration blocked/],
    context: {
      serviceWorkers: 'block', acceptDownloads: true,
      permissions: ['clipboard-read', 'clipboard-write'],
    },
    server: {
      override: (path) => !works && /later-/.test(path) ? { status: 404 } : undefined,
    },
    prepare: (page) => page.addInitScript(() => {
      Reflect.set(Navigator.prototype, 'share', () => Promise.resolve());
    }),
  }, async (page) => {
    await page.waitForSelector(SUMMARY);
    const save = async () => {
      await page.click('.acts button:text-is("Save as…")');
      await page.click('[data-save=md]');
    };
    const copy = page.locator('.acts button').first();
    for (const ask of [
      () => copy.click(), save, () => page.click('.acts button:text-is("Share")'),
    ]) {
      await ask();
      assert.match(await notice(page, 'library-missing'),
          /That part of the page could not be loaded\. .+ try again with a network/);
      assert.equal(await copy.innerText(), 'Copy');
      await page.click('.note .x');
      await gone(page.locator('.note'));
    }
    works = true;
    await copy.click();
    await page.waitForSelector('.acts button:text-is("Copied")');
    const download = page.waitForEvent('download');
    await save();
    assert.match((await download).suggestedFilename(), /\.md$/);
    assert.equal(await page.locator('.note').count(), 0);
  });
});

test('bad input: the words of notices do not arrive: something is said all the same',
    async () => {
      let works = false;
      await visitSite(browser, {
        path: '#news', expected: [/404|dynamically imported|Service Worker registration blocked/],
        context: { serviceWorkers: 'block' },
        server: {
          override: (path) => !works && /problems-|later-/.test(path) ? { status: 404 } : undefined,
        },
      }, async (page) => {
        await page.waitForSelector(SUMMARY);
        await page.keyboard.press('u');
        assert.match(await notice(page, 'library-missing'),
            /That did not work\. Your text is safe\./);
        works = true;
        await dropFile(page, { name: 'eel.png', type: 'image/png' });
        assert.match(await notice(page, 'picture'), /That is a picture\./);
      });
    });

test('bad input: neither the words nor the engine arrive: there is a way to try again',
    async () => {
      let works = false;
      await visitSite(browser, {
        expected: [/404|dynamically imported|Service Worker registration blocked/],
        context: { serviceWorkers: 'block' },
        server: {
          override: (path) => !works && /problems-|\.wasm$|base-/.test(path) ?
            { status: 404 } : undefined,
        },
      }, async (page) => {
        await pasteData(page, { 'text/plain': NEWS });
        const note = page.locator('.note');
        await note.first().waitFor();
        works = true;
        await note.locator('button:has-text("Try again")').click();
        await page.waitForSelector(SUMMARY);
        await gone(note);
      });
    });

test('bad input: one word of 30,000 letters stays within the page', async () => {
  await visitSite(browser, {}, async (page) => {
    await pasteData(page, { 'text/plain': 'x'.repeat(30000) });
    await page.waitForSelector(SUMMARY);
    await shows(page.locator('article'), /x{1000}/);
    const { letters, over } = await page.evaluate(() => ({
      letters: document.querySelector('.result h1')?.textContent?.length ?? 0,
      over: document.documentElement.scrollWidth - innerWidth,
    }));
    assert.ok(letters <= 301, `${letters} letters of a headline`);
    assert.ok(over <= 0, `${over} pixels beyond the page`);
  });
});

test('bad input: a page of markup with script in it shows its words alone',
    async () => {
      const bad = 'document.title = "taken"';
      await visitSite(browser, {}, async (page) => {
        const title = await page.title();
        await pasteData(page, {
          'text/html': `<script>${bad}</script><h2 onclick='${bad}'>Rain</h2>` +
              `<p>It rained all day in Velm.<img src=x onerror='${bad}'></p>` +
              `<svg onload='${bad}'></svg><iframe srcdoc="<script>parent.${bad}` +
              `</script>"></iframe><p>The ferries stopped at noon.</p>` +
              `<a href="javascript:${bad}">More</a>`,
          'text/plain': 'Rain It rained all day in Velm. The ferries stopped.',
        });
        await page.waitForSelector(SUMMARY);
        await eventually(async () => assert.deepEqual((await drawnBlocks(page)).slice(0, 3), [
          'h3: Rain', 'p: It rained all day in Velm.',
          'p: The ferries stopped at noon.',
        ]));
        // What would run by itself has had its time.
        await page.waitForTimeout(300);
        assert.equal(await page.title(), title);
        // As plain text it is shown as it stands.
        await page.click('.mast nav > button:text-is("New text")');
        await pasteData(page, {
          'text/plain': `The page said <script>${bad}</script> to us. It rained.`,
        });
        await page.locator('article', { hasText: '<script>' }).waitFor();
        assert.equal(await page.title(), title);
      });
    });

test('bad input: a text from right to left is set so, and told as not English',
    async () => {
      const text = '\u05d4\u05e0\u05de\u05dc \u05e0\u05e1\u05d2\u05e8 \u05d1\u05d9\u05d5\u05dd ' +
          '\u05e9\u05dc\u05d9\u05e9\u05d9 \u05d1\u05e6\u05d4\u05e8\u05d9\u05d9\u05dd. ' +
          '\u05d4\u05de\u05e2\u05d1\u05d5\u05e8\u05d5\u05ea \u05d7\u05d9\u05db\u05d5 ' +
          '\u05d1\u05d7\u05d5\u05e5 \u05e8\u05d5\u05d1 \u05d4\u05d9\u05d5\u05dd. ' +
          '\u05d0\u05d9\u05e9 \u05dc\u05d0 \u05e0\u05e4\u05d2\u05e2 \u05d1\u05d0\u05d9\u05e8\u05d5\u05e2.';
      await visitSite(browser, {}, async (page) => {
        await pasteData(page, { 'text/plain': `${text}\n\n${text.slice(25)}` });
        assert.match(await notice(page, 'not-english'),
            /This does not look like English\. Sentences are chosen/);
        const sides = () => page.evaluate(() =>
          ['article p', '.stand', '.result h1'].map((selector) => {
            const element = document.querySelector(selector);
            if (!element) return 'missing';
            const range = document.createRange();
            range.selectNodeContents(element);
            const box = element.getBoundingClientRect();
            // The last line is short: it shows from where lines begin.
            const last = [...range.getClientRects()].at(-1) ?? box;
            return box.right - last.right < last.left - box.left ? 'right' : 'left';
          }));
        await eventually(async () =>
          assert.deepEqual(await sides(), ['right', 'right', 'right']));
      });
    });

/** What is told of texts of one sentence, about 60 letters each, in three scripts. */
const UNSPACED = {
  Chinese: '港口周一重新开放，两艘船中午停在码头，居民等了十一个月，市长说这比计划早了四个星期，渔民们却不相信他的话。',
  Japanese: '港は月曜日に再開し、二隻の船が正午に岸壁に着いたが、住民は十一か月も待っていたと市長は話した。',
  Thai: 'ท่าเรือเปิดอีกครั้งเมื่อวันจันทร์และเรือสองลำจอดเทียบท่าตอนเที่ยงหลังจากชาวบ้านรอมานานสิบเอ็ดเดือน',
};
for (const [name, sentence] of Object.entries(UNSPACED)) {
  test(`bad input: ${name} has more words than sentences`, async () => {
    await visitSite(browser, {}, async (page) => {
      const text = Array.from({ length: 12 }, () => sentence).join('\n\n');
      await pasteData(page, { 'text/plain': text });
      await page.waitForSelector(SUMMARY);
      const count = (/** @type {string} */ words) =>
        Number(/([\d,]+) words/.exec(words)?.[1]?.replace(',', ''));
      const all = count(await page.locator('.bar p').innerText());
      assert.ok(all > text.length / 3 && all < text.length, `${all} words of ${text.length}`);
      const chosen = count(await page.locator('.len output').innerText());
      assert.ok(chosen > sentence.length / 3 && chosen < all, `${chosen} words are chosen`);
    });
  });
}

/** @type {{name: string, prepare: (page: Page) => Promise<unknown>, code: string,
 *     words: RegExp, text: string, kept?: boolean}[]} */
const STORAGE = [
  {
    name: 'full', code: 'no-room', text: NEWS, kept: true,
    words: /has no room to keep this text\. It is gone when you close the page\./,
    prepare: (page) => page.addInitScript(() => {
      for (let size = 5e6; size > 0; size = Math.floor(size / 2)) {
        try {
          localStorage.setItem(`other${size}`, 'x'.repeat(size));
        } catch {
          // The next smaller piece fills what is left.
        }
      }
    }),
  },
  {
    name: 'denied', code: 'not-kept', text: NEWS,
    words: /does not let us keep the text\. Copy it before you close\./,
    prepare: (page) => page.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(globalThis, name, {
          get() { throw new DOMException('denied', 'SecurityError'); },
        });
      }
    }),
  },
  {
    name: 'too small for 6 MB', code: 'too-long-to-keep',
    words: /too long to be kept/,
    text: Array.from({ length: 430 }, () => FEATURE).join('\n\n'),
    prepare: async () => {},
  },
];
for (const { name, prepare, code, words, text, kept } of STORAGE) {
  test(`bad input: storage ${name}: said; the page works`, async () => {
    await visitSite(browser, { prepare }, async (page) => {
      await pasteData(page, { 'text/plain': text });
      assert.match(await notice(page, code), words);
      // A long one is still being read, perhaps.
      await page.waitForSelector(`.work progress:visible, ${SUMMARY}:visible`);
      if (text.length < 1e6) await page.waitForSelector(SUMMARY);
      if (!kept) return;
      // What is full is for the next tab: this one has its own.
      await page.reload();
      await page.waitForSelector(SUMMARY);
      await shows(page.locator('article'), /cable ship/);
    });
  });
}

/** Lets a test end the workers of a page, as a browser short of memory does. */
const KEEP_WORKERS = () => {
  /** @type {Worker[]} */
  const workers = [];
  Reflect.set(globalThis, 'testWorkers', workers);
  globalThis.Worker = class extends Worker {
    /** @param {ConstructorParameters<typeof Worker>} args */
    constructor(...args) {
      super(...args);
      workers.push(this);
    }
  };
};

test('bad input: a worker that is killed in the middle: said, and read again',
    async () => {
      const text = Array.from({ length: 160 }, (_, turn) =>
        FEATURE.replaceAll('Vane', `Vane${turn}`)).join('\n\n');
      await visitSite(browser, {
        prepare: (page) => page.addInitScript(KEEP_WORKERS),
      }, async (page) => {
        await pasteData(page, { 'text/plain': text });
        await page.waitForSelector('.work progress');
        await page.evaluate(() => {
          for (const worker of Reflect.get(globalThis, 'testWorkers')) {
            worker.terminate();
          }
        });
        await page.waitForSelector('.note[data-code=engine-crashed]', { timeout: 120000 });
        assert.match(await notice(page, 'engine-crashed'),
            /The reader stopped and was started again\. Your text is safe\./);
        await page.click('.note .go');
        await page.waitForSelector(SUMMARY, { timeout: 180000 });
        await gone(page.locator('.note'));
      });
    });

/** @type {{name: string, visit: import('./site_support.js').Visit}[]} */
const NO_WASM = [
  {
    name: 'missing',
    visit: {
      prepare: (page) => page.addInitScript(() => {
        Reflect.deleteProperty(globalThis, 'WebAssembly');
      }),
    },
  },
  {
    name: 'blocked',
    visit: {
      server: {
        headers: {
          'content-security-policy': "script-src 'self'; worker-src 'self'",
        },
      },
      expected: [/WebAssembly|wasm-eval|script-src/],
    },
  },
];
for (const { name, visit } of NO_WASM) {
  test(`bad input: WebAssembly ${name}: said; the text stays`, async () => {
    await visitSite(browser, visit, async (page) => {
      await pasteData(page, { 'text/plain': NEWS });
      assert.match(await notice(page, 'no-webassembly'),
          /This browser blocks WebAssembly, which Standfirst needs\. Your text is safe/);
      assert.equal(await page.locator('#box').inputValue(), NEWS);
    });
  });
}

test('bad input: two tabs keep a text each, and say so', async () => {
  await visitSite(browser, {}, async (page, server) => {
    await pasteData(page, { 'text/plain': NEWS });
    await untilKept(page, 'cable ship');
    const other = await page.context().newPage();
    await other.goto(`${server.url}#feature`);
    await other.waitForSelector(SUMMARY);
    assert.match(await notice(page, 'other-tab'),
        /Another tab has a text too\. Each tab keeps its own/);
    await page.reload();
    await page.waitForSelector(SUMMARY);
    await shows(page.locator('article'), /cable ship/);
    // Clearing one leaves the other's.
    await page.click('.mast nav > button:text-is("New text")');
    await untilKept(page, '');
    await other.goto(server.url);
    await other.waitForSelector(SUMMARY);
    await shows(other.locator('article'), /eels/);
    await other.close();
  });
});
