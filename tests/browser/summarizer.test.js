/**
 * `Summarizer` in Chromium: a test for every row of the conformance table, the
 * polyfill, and permissions. Each row has a page of its own.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { generatedInputs } from '../support/inputs.mjs';
import { ROWS, TEXT } from './fixtures/summarizer_rows.js';
import {
  CONTENT_SECURITY_POLICY, eventually, launchBrowser, openPage, repositoryRoot,
  startServer, workersAre as workersOf,
} from './support.js';

/** @type {Record<string, string>} */
const PAGES = {
  '/blank': '',
  '/frame': '<script src="/frame.js"></script>',
  '/untouched': '<script type="module" src="/untouched.js"></script>',
};

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('./support.js').Server} */
let server;
before(async () => {
  browser = await launchBrowser();
  server = await startServer(repositoryRoot, {
    headers: { 'content-security-policy': `${CONTENT_SECURITY_POLICY
    }; frame-src 'self'` },
    override: (path) => {
      if (path === '/frame.js') {
        // Its own copy of every module, as a frame has.
        return {
          body: `globalThis.ready = import('/web/summarizer/polyfill.js')
              .then(({ install }) => install({ mode: 'always' }));`,
          headers: { 'content-type': 'text/javascript' },
        };
      }
      if (path === '/untouched.js') {
        return {
          body: `import { Summarizer } from '/web/summarizer/index.js';
              const { userActivation } = navigator;
              Summarizer.create().then(
                  () => [userActivation.hasBeenActive, 'created'], String)
                  .then((outcome) => standfirstTestTold(JSON.stringify(outcome)));`,
          headers: { 'content-type': 'text/javascript' },
        };
      }
      const body = PAGES[path];
      if (body === undefined) return undefined;
      return {
        body: `<!doctype html><html lang="en"><title>t</title><body>${body}`,
        headers: { 'content-type': 'text/html' },
      };
    },
  });
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/**
 * Opens a page in which `Summarizer` is ours.
 *
 * @param {string} [mode] of the polyfill
 */
async function open(mode = 'always') {
  const opened = await openPage(browser, `${server.url}blank`, {
    prepare: async (page) => {
      await page.exposeFunction('collectGarbage', () => page.requestGC());
    },
  });
  await opened.page.evaluate(async (given) => {
    const path = '/web/summarizer/polyfill.js';
    await (await import(path)).install({ mode: given });
  }, mode);
  return opened;
}

for (const { row, name } of ROWS) {
  test(`row ${row}: ${name}`, async () => {
    const opened = await open();
    await opened.page.evaluate(async (number) => {
      const path = '/tests/browser/fixtures/summarizer_rows.js';
      const { ROWS: rows } = await import(path);
      const { collectGarbage } = /** @type {any} */ (globalThis);
      await rows.find((/** @type {any} */ one) => one.row === number)
          .run({ collectGarbage });
    }, row);
    await opened.close();
  });
}

test('row 26: no worker of a frame that is gone lives on', async () => {
  const opened = await open();
  const { page } = opened;
  /** @type {import('playwright-core').Worker[]} */
  const seen = [];
  page.on('worker', (worker) => seen.push(worker));
  /**
   * Creates one in a frame, has it at work, and takes the frame out.
   *
   * @param {boolean} whole whether it is waited for
   */
  const pass = (whole) => page.evaluate(async ({ text, waits }) => {
    const frame = document.createElement('iframe');
    frame.src = '/frame';
    await new Promise((done) => {
      frame.onload = done;
      document.body.append(frame);
    });
    const inner = /** @type {any} */ (frame.contentWindow);
    await inner.ready;
    // The browser ends them as well; here it is ours to let go of each.
    const counts = { made: 0, ended: 0 };
    inner.Worker = class extends inner.Worker {
      /** @param {any[]} given */
      constructor(...given) {
        super(...given);
        counts.made++;
      }

      terminate() {
        counts.ended++;
        super.terminate();
      }
    };
    const creating = inner.Summarizer.create({ type: 'tldr' });
    creating.catch(() => {});
    if (waits) {
      const object = await creating;
      object.summarize(text).catch(() => {});
    }
    Object.assign(globalThis, { frame, counts });
  }, { text: `${TEXT}\n\n`.repeat(400), waits: whole });
  const remove = () => page.evaluate(() => {
    /** @type {any} */ (globalThis).frame.remove();
  });
  const counted = () => page.evaluate(
      () => /** @type {any} */ (globalThis).counts);
  /** @param {number} count */
  const workersAre = (count) => workersOf(page, count);
  // The page's own lives on; those of the frames are over and above it.
  await page.evaluate(() => /** @type {any} */ (globalThis).Summarizer.create());
  await workersAre(1);
  for (let i = 1; i <= 3; i++) {
    await pass(true);
    await workersAre(2);
    await remove();
    await workersAre(1);
    assert.equal(seen.length, 1 + i);
    await eventually(async () =>
      assert.deepEqual(await counted(), { made: 1, ended: 1 }));
  }
  // While it starts, at several moments.
  for (const milliseconds of [0, 20, 40, 60, 80, 100, 150]) {
    await pass(false);
    await page.waitForTimeout(milliseconds);
    await remove();
    await page.waitForTimeout(100);
    await workersAre(1);
    await eventually(async () => {
      const { made, ended } = await counted();
      assert.equal(ended, made, `after ${milliseconds} ms`);
    });
  }
  await opened.close();
});

test('row 27: in a page that nobody touched it can be created', async () => {
  // To look into the page is to touch it: it tells by itself what its script saw.
  /** @type {string[]} */
  const told = [];
  const opened = await openPage(browser, `${server.url}untouched`, {
    prepare: async (page) => {
      await page.exposeFunction('standfirstTestTold',
          (/** @type {string} */ outcome) => { told.push(outcome); });
    },
  });
  await eventually(() => assert.deepEqual(told, ['[false,"created"]']));
  await opened.close();
});

/** @type {Record<string, Record<string, number>>} */
const MOST = {
  'sentences': { short: 1, medium: 3, long: 5 },
  'words': { short: Infinity, medium: 60, long: 120 },
  'key-points': { short: 3, medium: 5, long: 7 },
  'headline': { short: 12, medium: 17, long: 22 },
};

test('row 31: the counts hold for every type and length', async () => {
  const folder = join(repositoryRoot, 'tests/data/articles');
  const articles = [
    'encyclopaedia', 'interview', 'minutes', 'pasted_news', 'press_release',
  ].map((name) => readFileSync(join(folder, `${name}.txt`), 'utf8'));
  const generated = generatedInputs().filter(({ bytes }, index) =>
    bytes.length < 5000 && index % 3 === 0)
      .map(({ bytes }) => new TextDecoder().decode(bytes));
  // What CommonMark would read as its own.
  const special = TEXT.replaceAll('ferry', '*ferry* [boat] <b>').replaceAll(
      ' Mayor', ' # Mayor_Ines_ `a` ~b~ &amp; c\\d').replaceAll('Crossings', '1. Crossings');
  const texts = [TEXT, special, ...articles, ...generated];
  const opened = await open();
  const found = await opened.page.evaluate(async (given) => {
    const Summarizer = /** @type {any} */ (globalThis).Summarizer;
    const rows = [];
    const kinds = ['tldr', 'teaser', 'key-points', 'headline'].flatMap((type) =>
      ['short', 'medium', 'long'].map((length) => ({ type, length })));
    for (const { type, length } of kinds) {
      for (const format of ['plain-text', 'markdown']) {
        const object = await Summarizer.create({ type, length, format });
        const outcomes = await Promise.all(given.map(async (text, index) => {
          try {
            const { summary, result } = await object.summarizeDetailed(text);
            return {
              type, length, format, index, summary,
              lines: result?.summary.length ?? 0,
              long: Boolean(result?.notices.some(
                  (/** @type {any} */ { code }) => code === 'longer-than-budget')),
            };
          } catch (error) {
            return { type, length, format, index, error: String(error) };
          }
        }));
        rows.push(...outcomes);
        object.destroy();
      }
    }
    return rows;
  }, texts);
  await opened.close();
  const words = (/** @type {string} */ text) =>
    text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  // What CommonMark shows of it.
  const shownOf = (/** @type {string} */ markdown) => markdown.split('\n').map(
      (line) => line.replace(/^- /u, '').replace(/\\([!-/:-@[-`{-~])/gu, '$1'))
      .join('\n');
  let summarised = 0;
  /** @type {Map<string, string>} */
  const plain = new Map();
  for (const row of found) {
    const where = JSON.stringify(row);
    if ('error' in row) {
      // Inputs in other languages are among the generated ones.
      assert.match(String(row.error), /NotSupportedError.*English|not-text|UnknownError: .*(text|bytes)/u, where);
      continue;
    }
    if (row.summary !== '') summarised++;
    const { type, length, format, index, lines } = row;
    const key = [type, length, index].join();
    const summary = format === 'plain-text' ? row.summary : shownOf(row.summary);
    if (format === 'plain-text') plain.set(key, summary);
    else assert.equal(summary, plain.get(key), `the same words in Markdown: ${where}`);
    if (format === 'markdown') {
      const bare = row.summary.replace(/\\[!-/:-@[-`{-~]/gu, 'x');
      assert.doesNotMatch(bare, /[`*_[\]<>~\\]|^(- )?([#+=>]|-(?! )|\d+[.)] )/mu, where);
    }
    if (format === 'markdown' && type === 'key-points' && row.summary !== '') {
      assert.match(row.summary, /^- \S.*(\n- \S.*)*$/u, where);
    }
    const most = (/** @type {string} */ kind) => MOST[kind]?.[length] ?? 0;
    if (type === 'headline') {
      assert.ok(words(summary) <= most('headline'), where);
      assert.ok(!summary.includes('\n'), where);
    } else if (type === 'key-points') {
      assert.ok(lines <= most('key-points'), where);
      assert.ok(summary === '' || summary.split('\n').length === lines, where);
    } else {
      assert.ok(lines <= most('sentences'), where);
      // One sentence is never cut: the shortest one stands, with its notice.
      assert.ok(words(summary) <= most('words') || (row.long && lines === 1),
          where);
    }
  }
  assert.ok(summarised > texts.length * 12, `${summarised} of ${found.length}`);
});

test('the polyfill leaves the platform its own unless it is asked', async () => {
  const opened = await openPage(browser, `${server.url}blank`, {
    expected: [/text session|output language/u],
  });
  const found = await opened.page.evaluate(async () => {
    const path = '/web/summarizer/polyfill.js';
    const scope = /** @type {any} */ (globalThis);
    const native = scope.Summarizer;
    const seen = [];
    const { install, Summarizer } = await import(path);
    const state = () => scope.Summarizer === native ? 'native' :
        scope.Summarizer === Summarizer ? 'ours' : 'none';
    seen.push(['import', typeof native, state()]);
    seen.push(['if-missing', await install(), state()]);
    seen.push(['if-unavailable',
      await install({ mode: 'if-unavailable' }), state()]);
    scope.Summarizer = native;
    seen.push(['always', await install({ mode: 'always' }), state()]);
    const wrong = await install({ mode: 'perhaps' }).then(
        () => 'taken', (/** @type {Error} */ error) => error.name);
    return { seen, wrong };
  });
  // Debian's Chromium has one, and says that it is unavailable.
  assert.deepEqual(found, {
    seen: [
      ['import', 'function', 'native'], ['if-missing', false, 'native'],
      ['if-unavailable', true, 'ours'], ['always', true, 'ours'],
    ],
    wrong: 'TypeError',
  });
  await opened.close();
});

test('where the platform has none, importing the polyfill is enough', async () => {
  const opened = await openPage(browser, `${server.url}blank`, {
    prepare: async (page) => {
      await page.addInitScript(() => {
        // @ts-expect-error The platform's, which is in the way here.
        delete globalThis.Summarizer;
      });
    },
  });
  const found = await opened.page.evaluate(async (text) => {
    const path = '/web/summarizer/polyfill.js';
    await import(path);
    const { Summarizer } = /** @type {any} */ (globalThis);
    const object = await Summarizer.create(
        { type: 'headline', format: 'plain-text' });
    return object.summarize(text);
  }, TEXT);
  // A headline of this text: which of its words it takes is for others to test.
  const words = found.split(' ');
  assert.ok(words.length >= 5 && words.length <= 12, found);
  for (const word of words) {
    assert.ok(TEXT.toLowerCase().includes(word.toLowerCase()), `${word}: ${found}`);
  }
  await opened.close();
});

test('a permissions policy that forbids it is heard', async () => {
  const opened = await open();
  const found = await opened.page.evaluate(async () => {
    const frame = document.createElement('iframe');
    frame.allow = "summarizer 'none'";
    frame.src = '/frame';
    await new Promise((done) => {
      frame.onload = done;
      document.body.append(frame);
    });
    const inner = /** @type {any} */ (frame.contentWindow);
    await inner.ready;
    const policy = inner.document.featurePolicy;
    return {
      known: policy?.features().includes('summarizer') ?? false,
      availability: await inner.Summarizer.availability(),
      create: await inner.Summarizer.create().then(
          () => 'created', (/** @type {Error} */ error) => error.name),
    };
  });
  assert.deepEqual(found, found.known ?
    { known: true, availability: 'unavailable', create: 'NotAllowedError' } :
    { known: false, availability: 'downloadable', create: 'created' });
  await opened.close();
});

test('beside an engine of some parts: downloadable, and the others are told', async () => {
  const opened = await openPage(browser, `${server.url}blank`);
  // One part comes later than the time between two events: else all may be
  // here before there is one to tell.
  await opened.page.route('**/models/grammar*', async (route) => {
    await new Promise((done) => { setTimeout(done, 200); });
    await route.continue();
  });
  const found = await opened.page.evaluate(async () => {
    const [engine, ours] = ['/web/engine/index.js', '/web/summarizer/index.js'];
    const { shareEngine } = await import(engine);
    const { Summarizer } = await import(ours);
    const hold = shareEngine({}, { parts: ['base'] });
    await hold.engine;
    const before = await Summarizer.availability();
    /** @type {number[]} */
    const events = [];
    const creating = Summarizer.create({
      monitor: (/** @type {any} */ it) => {
        it.ondownloadprogress = (/** @type {any} */ { loaded }) => events.push(loaded);
      },
    });
    await new Promise((done) => { setTimeout(done); });
    const meanwhile = await Summarizer.availability();
    (await creating).destroy();
    const after = await Summarizer.availability();
    hold.release();
    return { states: [before, meanwhile, after], events };
  });
  assert.deepEqual(found.states, ['downloadable', 'downloading', 'available']);
  const { events } = found;
  assert.deepEqual([events[0], events.at(-1)], [0, 1]);
  assert.ok(events.some((loaded) => loaded > 0 && loaded < 1), events.join());
  assert.deepEqual(events, events.toSorted((a, b) => a - b));
  await opened.close();
});

test('files that do not come: NetworkError, and the next call may work', async () => {
  const opened = await openPage(browser, `${server.url}blank`, {
    expected: [/Failed to load resource/],
  });
  await opened.page.route('**/manifest.json', (route) => route.abort());
  const create = () => opened.page.evaluate(async () => {
    const path = '/web/summarizer/index.js';
    const { Summarizer } = await import(path);
    return Summarizer.create().then(
        () => 'created', (/** @type {Error} */ error) => error.name);
  });
  assert.equal(await create(), 'NetworkError');
  await opened.page.unroute('**/manifest.json');
  assert.equal(await create(), 'created');
  await opened.close();
});
