/**
 * Pictures of the page's states into docs/screenshots/.
 *
 *     node tools/scripts/screenshots.mjs               of dist/, real engine
 *     node tools/scripts/screenshots.mjs --fixture     sources, fixture engine
 *     node tools/scripts/screenshots.mjs --out FOLDER --only NAME,NAME
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makePdf, setLines } from '../../tests/support/documents.mjs';
import { launchBrowser, openPage, startServer } from '../../tests/browser/support.js';
import { root, runMain } from './lib.mjs';

/** @typedef {import('playwright-core').Page} Page */

const DESKTOP = { viewport: { width: 1440, height: 1000 } };
const TALL = { viewport: { width: 1440, height: 1360 } };
const PHONE = {
  viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true,
  hasTouch: true,
};

/**
 * @typedef {object} Shot
 * @property {string} [sample]
 * @property {boolean} [phone]
 * @property {boolean} [dark]
 * @property {boolean} [tall] more of the page than a screen shows
 * @property {(path: string) => undefined | {status: number}} [refuse] answers
 *     in the server's place
 * @property {(page: Page) => Promise<unknown>} [steps]
 */

/** Written for these pictures; its places and people are invented. */
const RIVER = `# A river, measured

By *Ida Brask*

The river at Velm **rose by two metres** on Monday after nine days of rain, the harbour office
said, and the lower town was told to move its cars and its cows uphill before dark.

## What happened

1. The dam at Upper Dell was opened twice.
   - First on Sunday night, by a hand's breadth.
   - Then on Monday morning, all the way.
2. The mill closed.

> Nobody warned us, said Tolmar Reyes, who runs the mill.

| Day | Metres |
|---|---|
| Sunday | 2.2 |
| Monday | 4.2 |

The mill will open again in March 2027, if the wheel can be found.
`;

const CRANE = makePdf([[
  { text: 'The Velm Post, 4 March', y: 760, size: 9 },
  { text: 'Crane falls on the quay', y: 700, size: 22 },
  ...setLines([
    'The harbour at Velm closed on Tuesday after a crane fell across the quay, and',
    'the ferries to Osterna were held outside for most of the day.',
  ], 660),
  ...setLines([
    'Nobody was hurt, said Mirel Tanse, who runs the port; the crane had been due',
    'for repair in the spring, and its driver had just climbed down.',
  ], 600),
  { text: 'What is next', y: 550, size: 16 },
  ...setLines(['- The council meets on Friday.', '- The ferries go again.'], 520),
]]);

/**
 * @param {Page} page
 * @param {string} name
 * @param {string | Buffer} content
 */
async function openFile(page, name, content) {
  await page.locator('input[type=file]').setInputFiles(
      { name, mimeType: '', buffer: Buffer.from(content) });
  await page.waitForSelector('.lines .st');
  await page.waitForFunction(() => document.querySelector('.hint')?.textContent);
}

/** The name that is mentioned most. */
const FIRST_NAME = '.names .ent';

/** @type {Record<string, Shot>} */
const SHOTS = {
  'empty': {},
  'empty-phone': { phone: true },
  'summary-light': { sample: 'news' },
  'summary-dark': { sample: 'news', dark: true },
  'summary-phone': { sample: 'news', phone: true },
  'feature': { sample: 'feature' },
  'teaser': { sample: 'feature', steps: (page) => page.check('[value=teaser]') },
  'markdown': { steps: (page) => openFile(page, 'river.md', RIVER) },
  'pdf': { steps: (page) => openFile(page, 'crane.pdf', CRANE) },
  'report-key-points': {
    sample: 'report',
    async steps(page) {
      await page.check('[value=key-points]');
      await page.locator('#length').fill('5');
    },
  },
  'linked-unfolded': {
    sample: 'news',
    async steps(page) {
      // Where no sentence is shortened the headline is.
      const cut = page.locator('.stand .cutn').last();
      if (await cut.count() > 0) await cut.click();
      else await page.keyboard.press('u');
      await page.locator('article .num').nth(1).click();
      await page.locator('.stand .src').nth(1).hover();
    },
  },
  'entity': {
    sample: 'news',
    async steps(page) {
      await page.locator(FIRST_NAME).first().click();
      await page.locator('.step [aria-label="Next mention"]').click();
      await page.locator('.step [aria-label="Next mention"]').click();
      await page.evaluate(() => scrollTo(0, 0));
    },
  },
  'entity-phone': {
    sample: 'news', phone: true,
    async steps(page) {
      await page.locator('details.n summary').click();
      await page.locator(FIRST_NAME).first().click();
      await page.locator('.pickbar [aria-label="Next mention"]').click();
      await page.locator('.pickbar [aria-label="Next mention"]').click();
    },
  },
  'graph': {
    sample: 'news', tall: true,
    async steps(page) {
      await page.locator('details.n summary').click();
      await page.locator('details:has(.graph) summary').click();
      await page.locator('details:has(.time) summary').click();
      await page.waitForSelector('.dates li');
    },
  },
  'graph-phone': {
    sample: 'news', phone: true,
    async steps(page) {
      await page.locator('details:has(.graph) summary').click();
      await page.waitForSelector('.graph .node');
      await page.locator('details:has(.graph)').evaluate((box) => box.scrollIntoView());
    },
  },
  'german': {
    sample: 'report',
    async steps(page) {
      await page.locator('.mast nav > button').last().click();
      await page.click('[data-language=de]');
      await page.waitForSelector('.hint:has-text("Angekreuzte")');
    },
  },
  'copy-as': {
    sample: 'news',
    async steps(page) {
      await page.click('.acts >> text=Copy as');
      await page.waitForSelector('[data-copy=link]:enabled');
    },
  },
  'left-out': {
    sample: 'news',
    async steps(page) {
      await page.locator('details.n summary').click();
      await page.locator('details.left summary').click();
      // The author's name is put back.
      await page.locator('.left-list button').first().click();
      await page.waitForSelector('.left-list button:has-text("Leave out again")');
      await page.locator('details.left').evaluate(
          (box) => box.scrollIntoView({ block: 'end' }));
      await page.evaluate(() => scrollTo(0, 0));
    },
  },
  'shortcuts': {
    sample: 'news',
    async steps(page) {
      await page.keyboard.press('?');
      await page.waitForSelector('dialog[open]');
    },
  },
  'work': {
    async steps(page) {
      await page.focus('#box');
      await page.evaluate((sentence) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', sentence.repeat(60000));
        document.activeElement?.dispatchEvent(new ClipboardEvent(
            'paste', { bubbles: true, cancelable: true, clipboardData }));
      }, 'The ferry to Velm stopped on Monday, and the mayor said that it would come back. ');
      await page.waitForFunction(() =>
        document.querySelector('.stages .now')?.textContent?.includes('names'));
    },
  },
  'offline': {
    sample: 'report',
    async steps(page) {
      await page.waitForFunction(() => navigator.serviceWorker.controller, null, { timeout: 20000 });
      await page.context().setOffline(true);
      await page.reload();
      await page.waitForSelector('.lines .st');
      await page.waitForFunction(() => document.querySelector('.hint')?.textContent);
    },
  },
  'forced-colours': {
    sample: 'news',
    async steps(page) {
      await page.emulateMedia({ forcedColors: 'active' });
      await page.locator(FIRST_NAME).first().click();
    },
  },
  'print': {
    sample: 'news', tall: true,
    async steps(page) {
      await page.keyboard.press('u');
      await page.waitForSelector('.unfold');
      await page.emulateMedia({ media: 'print' });
    },
  },
  'error': {
    refuse: (path) => /\.wasm$/.test(path) ? { status: 404 } : undefined,
    async steps(page) {
      await page.click('[data-sample=news]');
      await page.waitForSelector('.note');
    },
  },
  'menu': {
    sample: 'news',
    steps: (page) => page.locator('.mast nav > button').last().click(),
  },
};

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      fixture: { type: 'boolean', default: false },
      out: { type: 'string', default: 'docs/screenshots' },
      only: { type: 'string' },
    },
  });
  const out = resolve(root, values.out);
  mkdirSync(out, { recursive: true });
  const fixture = readFileSync(join(root, 'tests/browser/fixtures/engine.js'));
  const browser = await launchBrowser();
  try {
    for (const [name, shot] of Object.entries(SHOTS)) {
      if (values.only && !values.only.split(',').includes(name)) continue;
      // The fixture asks for no wasm that could be missing.
      if (values.fixture && shot.refuse) continue;
      const server = await startServer(join(root, values.fixture ? '' : 'dist/'), {
        override: (path) => shot.refuse?.(path) ??
          (values.fixture && path === '/web/engine/index.js' ?
            { body: fixture } : undefined),
      });
      try {
        const opened = await openPage(
            browser, `${server.url}index.html${shot.sample ? `#${shot.sample}` : ''}`, {
              expected: [/404/],
              context: {
                ...shot.phone ? PHONE : shot.tall ? TALL : DESKTOP,
                colorScheme: shot.dark ? 'dark' : 'light', reducedMotion: 'reduce',
              },
            });
        const { page } = opened;
        if (shot.sample) {
          await page.waitForSelector('.lines .st');
          await page.waitForFunction(
              () => document.querySelector('.hint')?.textContent);
        }
        await shot.steps?.(page);
        // Announcements and transitions are over.
        await page.waitForTimeout(300);
        const path = join(out, `${name}.png`);
        await page.screenshot({ path });
        // A few colours are enough; where the program is not there, it is larger.
        spawnSync('pngquant', ['--force', '--ext=.png', '--skip-if-larger', '128', path]);
        console.log(`${name}.png`);
        await opened.close();
      } finally {
        // One left open would keep this program, and who waits for it, for ever.
        await server.close();
      }
    }
  } finally {
    await browser.close();
  }
});
