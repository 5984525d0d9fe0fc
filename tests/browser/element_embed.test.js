/**
 * `<stand-first>` as it is built, with the real engine, in pages of other
 * people: what it costs, what their policies and hosts may forbid, what it does
 * in the page and takes back.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  heapOfElements, keepMemories, longestOf, memoriesOf,
} from '../bench/page_speed.mjs';
import { brotliCompressSync } from 'node:zlib';
import { within } from '../support/within.mjs';
import {
  eventually, launchBrowser, openPage, repositoryRoot, startServer, workersAre,
} from './support.js';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => { browser = await launchBrowser(); });
after(() => browser?.close());

const DIST = join(repositoryRoot, 'dist');

const STORY = `<h1>Ferry returns to Lantern Strait</h1>
<p>The ferry Marguerite Oakes carried passengers across the Lantern Strait on
Monday for the first time in fourteen months, after a refit that cost the
Northern Sound Authority $38 million and outlasted two of its directors.</p>
<p>Mayor Ines Halloran had promised in her campaign last spring that the ship
would sail before the end of the year. “It is four weeks early by my calendar,”
Halloran said on the quay.</p>
<p>Divers had found cracks in both propeller shafts. Replacements had to be forged
in Varnholm, where the only mill was shut by a strike until February.</p>
<p>The Brannoch Chamber of Commerce puts the loss to hotels and fisheries at $11.5
million. Crossings run every two hours until Christmas.</p>`;

const ITEM = '<p>A short item of this page says in twelve words what it has.</p>';

const SCRIPT = '<script type="module" src="/stand-first.js"></script>';

/** The policy that the element has to do with. */
const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; " +
    "worker-src 'self'; connect-src 'self'; style-src 'self'; " +
    "require-trusted-types-for 'script'; trusted-types standfirst";

/**
 * @typedef {object} Visit
 * @property {import('playwright-core').Page} page
 * @property {import('./support.js').Server} server
 * @property {any[]} events of the element, in their order
 * @property {string[]} lines of ours on the console
 * @property {(count: number, type?: string) => Promise<void>} settled waits for
 *     so many results or errors
 */

/**
 * Opens a page and calls `look` in it.
 *
 * @param {string} body
 * @param {(visit: Visit) => Promise<void>} look
 * @param {object} [options]
 * @param {string} [options.policy]
 * @param {string} [options.head]
 * @param {string} [options.script]
 * @param {RegExp[]} [options.expected]
 * @param {Parameters<typeof startServer>[1]} [options.server]
 * @param {(page: import('playwright-core').Page) => Promise<void>}
 *     [options.prepare]
 * @param {import('playwright-core').BrowserContextOptions} [options.context]
 * @param {Record<string, string>} [options.files]
 */
async function visit(body, look, options = {}) {
  const { policy = STRICT, head = '', script = SCRIPT, files = {} } = options;
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title>${
    head}<body>${body}${script}`;
  const server = await startServer(DIST, {
    ...options.server,
    headers: { 'content-security-policy': policy },
    override: (path) => {
      const known = options.server?.override?.(path);
      if (known) return known;
      const file = files[path];
      if (file !== undefined) {
        return { body: file, headers: { 'content-type': 'text/javascript' } };
      }
      if (path !== '/page') return undefined;
      return { body: html, headers: { 'content-type': 'text/html' } };
    },
  });
  /** @type {any[]} */
  const events = [];
  /** @type {string[]} */
  const lines = [];
  try {
    const opened = await openPage(browser, server.url + 'page', {
      expected: options.expected ?? [],
      ...options.context && { context: options.context },
      prepare: async (page) => {
        page.on('console', (message) => {
          if (/stand-?first/iu.test(message.text())) lines.push(message.text());
        });
        await page.exposeFunction('standfirstTestEvent',
            (/** @type {any} */ event) => { events.push(event); });
        await page.addInitScript(() => {
          for (const type of ['ready', 'result', 'error']) {
            document.addEventListener(`standfirst-${type}`, (event) => {
              const { detail } = /** @type {any} */ (event);
              // @ts-expect-error The function is exposed above.
              globalThis.standfirstTestEvent({
                type, mode: detail.mode, text: detail.text,
                summary: detail.result?.summary.map(
                    (/** @type {any} */ line) => line.text),
                code: detail.error?.code, message: detail.error?.message,
              });
            });
          }
        });
        await options.prepare?.(page);
      },
    });
    const { page } = opened;
    await look({
      page, server, events, lines,
      settled: async (count, type) => {
        const seen = () => events.filter((event) =>
          type ? event.type === type : event.type !== 'ready').length;
        await eventually(() => assert.ok(seen() >= count, JSON.stringify(events)));
        assert.equal(seen(), count, JSON.stringify(events));
      },
    });
    await opened.close();
  } finally {
    await server.close();
  }
}

const ARTICLE =
    `<article><stand-first>Kept.</stand-first>${STORY}</article>`;

/** @param {import('playwright-core').Page} page */
function shown(page) {
  return page.evaluate(() => {
    const root = document.querySelector('stand-first')?.shadowRoot;
    return root?.querySelector('slot:not([name])') ? 'fallback' :
      root?.querySelector('[part=summary]')?.textContent ?? '';
  });
}

test('under a strict policy it runs, in a worker', async () => {
  await visit(ARTICLE, async ({ page, events, settled, server }) => {
    await settled(1);
    assert.equal(events[0].type, 'ready');
    assert.equal(events[0].mode, 'worker');
    assert.match(await shown(page), /ferry Marguerite Oakes/u);
    await workersAre(page, 1);
    // What tools/size counts for it: names and marks were not asked for, so
    // neither their part nor their script is loaded.
    assert.deepEqual(server.requests.filter((path) => !/page|favicon/u.test(path))
        .map((path) => path.replace(/-\w{8,}\./u, '.')).sort(), [
      '/assets/element/view.js', '/assets/standfirst.wasm', '/assets/worker.js',
      '/models/base.sfm', '/stand-first.js',
    ]);
    // Asked for later, they come then.
    await page.evaluate(() => document.querySelector('stand-first')
        ?.setAttribute('highlight', 'sentences'));
    await settled(2, 'result');
    assert.ok(server.requests.some((path) => /\/marks-\w+\.js$/u.test(path)));
    assert.equal(await page.evaluate(() => CSS.highlights.size), 1);
  });
});

/** @type {[attributes: string, parts: string[]][]} */
const PARTS = [
  ['length="short"', ['base']],
  ['highlight="sentences"', ['base']],
  // By whose parse it is cut.
  ['headline', ['base', 'grammar']],
  ['type="headline"', ['base', 'grammar']],
  ['headline entities', ['base', 'entities', 'grammar']],
  ['highlight="entities"', ['base', 'entities', 'grammar']],
];
for (const [attributes, parts] of PARTS) {
  test(`${attributes}: of the model comes what that needs, at once and asked for later`,
      async () => {
        const loaded = (/** @type {import('./support.js').Server} */ server) =>
          server.requests.flatMap((path) =>
            /^\/models\/(\w+)-\w+\.sfm$/u.exec(path)?.[1] ?? []).sort();
        const found = (/** @type {import('playwright-core').Page} */ page) =>
          page.evaluate(() => {
            const { result } = /** @type {any} */ (document.querySelector('stand-first'));
            return [result.headline.text, result.entities.length];
          });
        /** @type {unknown} */
        let wanted;
        await visit(ARTICLE.replace('<stand-first>', `<stand-first ${attributes}>`),
            async ({ page, settled, server }) => {
              await settled(1, 'result');
              assert.deepEqual(loaded(server), parts);
              wanted = await found(page);
            });
        await visit(ARTICLE, async ({ page, settled, server }) => {
          await settled(1, 'result');
          assert.deepEqual(loaded(server), ['base']);
          await page.evaluate((wishes) => {
            const element = document.querySelector('stand-first');
            for (const [, name = '', value = ''] of
              wishes.matchAll(/(\w+)(?:="([^"]*)")?/gu)) element?.setAttribute(name, value);
          }, attributes);
          await settled(2, 'result');
          assert.deepEqual(loaded(server), parts);
          assert.deepEqual(await found(page), wanted);
        });
      });
}

test('a headline without the part it is cut by: the summary stands all the same',
    async () => {
      await visit(ARTICLE.replace('<stand-first>', '<stand-first headline>'),
          async ({ page, settled }) => {
            await settled(1, 'result');
            assert.match(await shown(page), /ferry Marguerite Oakes/u);
            await page.locator('stand-first [part=headline]').waitFor();
          }, {
            expected: [/Failed to load resource/],
            server: {
              override: (path) => path.includes('/grammar-') ? { status: 404 } : undefined,
            },
          });
    });

test('a script for marks that does not come: the fallback, one event, one line',
    async () => {
      const body = ARTICLE.replace('<stand-first>', '<stand-first entities>');
      await visit(body, async ({ page, events, lines, settled }) => {
        await settled(1, 'error');
        await page.waitForTimeout(200);
        await settled(1);
        const { code, message } = events.at(-1);
        assert.equal(code, 'engine-unavailable', message);
        await eventually(() => assert.equal(lines.length, 1, lines.join('\n')));
        assert.match(lines[0] ?? '', /marks.*have to lie beside/u);
        assert.equal(await shown(page), 'fallback');
      }, {
        expected: [/<stand-first>/, /Failed to load resource/],
        server: {
          override: (path) => path.includes('/marks-') ? { status: 404 } : undefined,
        },
      });
    });

/** The policy that docs/element.md says is enough. */
function policyOfDocs() {
  const text = readFileSync(join(repositoryRoot, 'docs/element.md'), 'utf8');
  return /^ {4}(default-src 'none'; .*)$/mu.exec(text)?.[1] ?? '';
}

test('the policy of the guide is enough: no style is allowed, and all is styled',
    async () => {
      const policy = policyOfDocs();
      assert.doesNotMatch(policy, /style-src/u);
      assert.match(policy, /trusted-types standfirst/u);
      const body = ARTICLE.replace('<stand-first>',
          '<stand-first entities highlight="sentences entities" headline>');
      await visit(body, async ({ page, settled }) => {
        await settled(1, 'result');
        const found = await page.evaluate(() => {
          const element = document.querySelector('stand-first');
          const root = /** @type {ShadowRoot} */ (element?.shadowRoot);
          const style = (/** @type {string} */ part) => getComputedStyle(
              /** @type {Element} */ (root.querySelector(`[part~=${part}]`)));
          // The page's own inline style is refused, which the test expects.
          const refused = document.createElement('style');
          refused.textContent = 'html { color: red }';
          document.head.append(refused);
          return {
            styles: root.querySelectorAll('style, link, [style]').length,
            sheets: root.adoptedStyleSheets.length,
            paper: style('standfirst').backgroundColor,
            names: style('entity').textDecorationLine,
            mark: getComputedStyle(
                /** @type {Element} */ (document.querySelector('article p')),
                '::highlight(standfirst-sentence)').backgroundColor,
            policies: [Reflect.get(globalThis, 'trustedTypes') !== undefined,
              getComputedStyle(document.documentElement).color],
          };
        });
        assert.deepEqual(found, {
          styles: 0, sheets: 3, paper: 'rgb(253, 253, 252)', names: 'underline',
          mark: 'rgb(253, 240, 176)', policies: [true, 'rgb(0, 0, 0)'],
        });
        await workersAre(page, 1);
      }, { policy, expected: [/policy violation: style-src/, /inline style/] });
    });

test('workers forbidden and not told: it runs in the page and says so once', async () => {
  await visit(ARTICLE + ARTICLE, async ({ page, events, lines, settled }) => {
    await settled(2, 'result');
    assert.ok(events.filter(({ type }) => type === 'ready')
        .every(({ mode }) => mode === 'page'));
    await workersAre(page, 0);
    await eventually(() => assert.equal(
        lines.filter((line) => /without a worker/u.test(line)).length, 1));
  }, {
    policy: STRICT.replace("worker-src 'self'", "worker-src 'none'"),
    expected: [/worker-src/],
  });
});

test('where scripts do not run, what stands inside is shown', async () => {
  const server = await startServer(DIST, {
    override: (path) => path === '/page' ? {
      body: `<!doctype html><html lang="en"><title>t</title>${ARTICLE}${SCRIPT}`,
      headers: { 'content-type': 'text/html' },
    } : undefined,
  });
  const context = await browser.newContext({ javaScriptEnabled: false });
  try {
    const page = await context.newPage();
    await page.goto(`${server.url}page`);
    assert.ok(await page.getByText('Kept.').isVisible());
    assert.ok(!server.requests.includes('/stand-first.js'));
  } finally {
    await context.close();
    await server.close();
  }
});

test('where nobody comes near it costs a small script and no wasm', async () => {
  const body = `<div class="far"></div>${ARTICLE}`;
  const far = '<link rel="stylesheet" href="/far.css">';
  await visit(body, async ({ page, server, events, settled }) => {
    await page.waitForTimeout(500);
    const loaded = server.requests.filter((path) => path !== '/favicon.ico');
    assert.deepEqual(loaded, ['/page', '/far.css', '/stand-first.js']);
    const wire = brotliCompressSync(
        readFileSync(join(DIST, 'stand-first.js'))).length;
    assert.ok(wire <= 6000, `${wire} bytes`);
    assert.deepEqual(events, []);
    assert.equal(await shown(page), 'fallback');
    // The reader comes near.
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await settled(1);
    assert.notEqual(await shown(page), 'fallback');
  }, {
    head: far,
    server: {
      override: (path) => path === '/far.css' ? {
        body: '.far { height: 5000px }', headers: { 'content-type': 'text/css' },
      } : undefined,
    },
  });
});

test('it can be asked before that, by load() and by loading="eager"', async () => {
  const body = `<div hidden>${ARTICLE}</div>`;
  await visit(body, async ({ page, settled, events }) => {
    await page.waitForTimeout(200);
    assert.deepEqual(events, []);
    await page.evaluate(() => {
      const element = /** @type {any} */ (document.querySelector('stand-first'));
      return element.load();
    });
    await settled(1);
  });
  await visit(body.replace('<stand-first>', '<stand-first loading="eager">'),
      async ({ settled }) => settled(1));
});

test('workers forbidden and worker="off": it runs in the page', async () => {
  await visit(ARTICLE.replace('<stand-first>', '<stand-first worker="off">'),
      async ({ page, events, lines, settled }) => {
        await settled(1);
        assert.equal(events[0].mode, 'page');
        assert.match(await shown(page), /ferry/u);
        await workersAre(page, 0);
        assert.deepEqual(lines, []);
      }, { policy: STRICT.replace("worker-src 'self'", "worker-src 'none'") });
});

test('in the page it works in slices: no task is over 50 ms', async () => {
  const text = readFileSync(
      join(repositoryRoot, 'tests/data/articles/encyclopaedia.txt'), 'utf8');
  const paragraphs = text.split(/\n\s*\n/u).map((block) => `<p>${block}</p>`).join('');
  const body = `<article hidden><stand-first worker="off">Kept.</stand-first>${
    paragraphs.repeat(Math.ceil(60_000 / text.length))}</article>`;
  await within(50, async () => {
    let longest = NaN;
    await visit(body, async ({ page, settled, events }) => {
      await page.waitForTimeout(300);
      await browser.startTracing(page, { categories: ['toplevel', 'blink'] });
      await page.evaluate(() => /** @type {any} */ (
        document.querySelector('stand-first')).load());
      await settled(1, 'result');
      longest = longestOf(await browser.stopTracing());
      assert.equal(events[0].mode, 'page');
      assert.ok(events.at(-1).text.length > 50_000);
      assert.ok(longest > 0, 'a task was seen');
    });
    return longest;
  }, 3);
});

test('wasm forbidden: the fallback and one line on the console', async () => {
  await visit(ARTICLE + ARTICLE, async ({ page, lines, events, settled }) => {
    await settled(2, 'error');
    assert.equal(await shown(page), 'fallback');
    assert.ok(await page.getByText('Kept.').first().isVisible());
    assert.ok(events.every(({ code }) => code === 'engine-unavailable'));
    // However many elements there are.
    await eventually(() => assert.equal(lines.length, 1, lines.join('\n')));
    assert.match(lines[0] ?? '', /wasm-unsafe-eval/u);
  }, {
    policy: STRICT.replace(" 'wasm-unsafe-eval'", ''),
    expected: [/<stand-first>/, /policy violation: script-src/],
  });
});

test('files of another origin: it runs in the page and says so once', async () => {
  const other = await startServer(DIST, {
    headers: {
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    },
  });
  try {
    await visit(ARTICLE + ARTICLE,
        async ({ page, events, lines, settled, server }) => {
          await settled(2);
          assert.equal(events[0].mode, 'page');
          assert.match(await shown(page), /ferry/u);
          await eventually(() => assert.equal(lines.length, 1, lines.join('\n')));
          assert.match(lines[0] ?? '', /without a worker/u);
          assert.ok(!server.requests.some((path) => path.endsWith('.wasm')));
        }, {
          script: `<script type="module" src="${other.url}stand-first.js"></script>`,
          policy: `default-src 'none'; script-src 'self' ${other.origin} ` +
              `'wasm-unsafe-eval'; connect-src 'self' ${other.origin}; ` +
              `worker-src 'self' ${other.origin}`,
          expected: [/request to another origin/],
        });
  } finally {
    await other.close();
  }
});

test('wasm served as application/octet-stream runs', async () => {
  const server = await startServer(DIST, {
    headers: (path) => path.endsWith('.wasm') ?
      { 'content-type': 'application/octet-stream' } :
      { 'content-security-policy': STRICT },
    override: (path) => path === '/page' ? {
      body: `<!doctype html><html lang="en"><title>t</title>${ARTICLE}${SCRIPT}`,
      headers: { 'content-type': 'text/html' },
    } : undefined,
  });
  const opened = await openPage(browser, `${server.url}page`);
  await opened.page.locator('stand-first [part=summary]').waitFor();
  await opened.close();
  await server.close();
});

test('thirty elements: one worker, one model in memory', async () => {
  /** @type {number[]} */
  let alone = [];
  const prepare = (/** @type {import('playwright-core').Page} */ page) =>
    keepMemories(page.context());
  await visit(ARTICLE, async ({ page, settled }) => {
    await settled(1, 'result');
    alone = await memoriesOf(page);
  }, { prepare });
  assert.equal(alone.length, 1);
  await visit(ARTICLE.repeat(30), async ({ page, server, settled, events }) => {
    await page.evaluate(() => {
      for (const element of document.querySelectorAll('stand-first')) {
        element.setAttribute('loading', 'eager');
      }
    });
    await settled(30, 'result');
    await workersAre(page, 1);
    for (const kind of ['.sfm', '.wasm']) {
      const loaded = server.requests.filter((path) => path.endsWith(kind));
      assert.equal(loaded.length, 1, loaded.join(' '));
    }
    assert.ok(!events.some(({ type }) => type === 'error'));
    // One memory, with the model and thirty articles; a model of each element's
    // own would be thirty times as much.
    const memories = await memoriesOf(page);
    assert.equal(memories.length, 1);
    assert.ok((memories[0] ?? 0) < 2 * (alone[0] ?? 0), `${memories}, alone ${alone}`);
  }, { prepare });
});

test('a thousand come and go, and the heap is as before', async () => {
  const server = await startServer(DIST, {
    headers: { 'content-security-policy': STRICT },
    override: (path) => path === '/page' ? {
      body: `<!doctype html><html lang="en"><title>t</title>${ARTICLE}${SCRIPT}`,
      headers: { 'content-type': 'text/html' },
    } : undefined,
  });
  const opened = await openPage(browser, `${server.url}page`);
  const { page } = opened;
  await page.locator('stand-first [part=summary]').waitFor();
  const { before, after } = await heapOfElements(page, 1000);
  assert.ok(after <= before * 1.05, `${before} bytes, then ${after}`);
  await opened.close();
  await server.close();
});

test('it reads the page and leaves it as it was; marks come and go', async () => {
  const element = '<stand-first highlight="sentences entities" entities>Kept.' +
      '</stand-first>';
  await visit(ARTICLE.replace(/<stand-first>.*<\/stand-first>/u, element),
      async ({ page, settled, events }) => {
        await settled(1, 'result');
        const look = () => page.evaluate(() => ({
          marks: [...CSS.highlights].map(([name, highlight]) => [name,
            [...highlight].map((range) => range.toString().replace(/\s+/gu, ' '))]),
          sheets: document.adoptedStyleSheets.length,
          article: document.querySelector('article')?.outerHTML,
        }));
        const seen = await look();
        const marks = new Map(/** @type {[string, string[]][]} */ (seen.marks));
        const sentences = marks.get('standfirst-sentence') ?? [];
        const { summary } = events.find(({ type }) => type === 'result');
        // Each piece of a line is a place in the page, in the same words.
        assert.equal(sentences.join('').replace(/\W/gu, ''),
            summary.join('').replace(/\W/gu, ''));
        const names = marks.get('standfirst-entity') ?? [];
        assert.ok(names.includes('Ines Halloran'), names.join(', '));
        assert.equal(seen.sheets, 1);
        // A name that is let go leaves the marks there were.
        const halloran = page.locator('stand-first [part~=button]', { hasText: 'Halloran' });
        await halloran.click();
        assert.notDeepEqual((await look()).marks, seen.marks);
        await halloran.click();
        assert.deepEqual((await look()).marks, seen.marks);
        await page.evaluate(() => document.querySelector('stand-first')
            ?.removeAttribute('highlight'));
        await settled(2, 'result');
        const later = await look();
        assert.deepEqual(later.marks, []);
        assert.equal(later.sheets, 0);
        assert.equal(
            later.article, seen.article?.replace(/ highlight="[^"]*"/u, ''));
        // A name in the list shows where it stands, and stops on a second press.
        const name = page.locator('stand-first [part~=button]',
            { hasText: 'Halloran' });
        await name.click();
        const pressed = await look();
        assert.deepEqual(pressed.marks.map(([kind]) => kind),
            ['standfirst-entity']);
        assert.ok(pressed.marks[0]?.[1]?.includes('Halloran'),
            JSON.stringify(pressed.marks));
        assert.equal(await name.getAttribute('aria-pressed'), 'true');
        await name.click();
        assert.deepEqual((await look()).marks, []);
        // Taken out, an element takes its marks along.
        await name.click();
        await page.evaluate(() => document.querySelector('stand-first')?.remove());
        await eventually(async () => {
          const gone = await look();
          assert.deepEqual([gone.marks, gone.sheets], [[], 0]);
        });
      });
});

test('of a wrong attribute it is said what attributes may be', async () => {
  const wrong = ['length="3 points"', 'length="150%"', 'entities="true"', 'type="poem"'];
  await visit(wrong.map((attribute) => ARTICLE.replace('<stand-first>',
      `<stand-first loading="eager" ${attribute}>`)).join(''), async ({ lines, settled }) => {
    await settled(4, 'error');
    await eventually(() => assert.equal(lines.length, 4));
    const all = lines.join('\n');
    assert.ok(all.includes('The attribute "length" has the value "3 points". It may be "short", ' +
        '"medium", "long", "2 sentences", "40 words" or "10%". (invalid-option)'), all);
    assert.ok(all.includes('The attribute "length" has the value "150%".'), all);
    assert.ok(all.includes('The attribute "entities" has the value "true". ' +
        'It may be empty or have types, such as "PERSON ORG GPE".'), all);
    assert.match(all, /"type" cannot be "poem".*key-points/u);
  }, { expected: [/<stand-first>: /] });
});

test('nothing in the page is changed, not even for a moment', async () => {
  const body = ARTICLE.replace('<stand-first>',
      '<stand-first entities highlight="sentences entities" headline>');
  await visit(body, async ({ page, settled }) => {
    await settled(1, 'result');
    await page.locator('stand-first [part~=button]').first().click();
    await page.evaluate(() => /** @type {any} */ (
      document.querySelector('stand-first')).refresh());
    await settled(2, 'result');
    assert.deepEqual(await page.evaluate(
        () => /** @type {any} */ (globalThis).changes), []);
    assert.ok(await page.evaluate(() => CSS.highlights.size) === 2);
  }, {
    files: {
      '/watch.js': `globalThis.changes = [];
        new MutationObserver((records) => {
          for (const { type, target } of records) {
            changes.push(type + ' of ' + target.nodeName);
          }
        }).observe(document.querySelector('article'), {
          subtree: true, childList: true, attributes: true, characterData: true,
        });`,
    },
    script: `<script src="/watch.js"></script>${SCRIPT}`,
  });
});

test('in a shadow root it reads the article there, and its events come out', async () => {
  const files = {
    '/within.js': `
      const host = document.querySelector('#host');
      const root = host.attachShadow({ mode: 'open' });
      root.append(document.querySelector('template').content);
      globalThis.paths = [];
      for (const type of ['ready', 'result']) {
        document.addEventListener('standfirst-' + type, (event) => {
          paths.push([type, event.bubbles, event.composed, event.target.id,
            event.composedPath()[0].localName]);
        });
      }`,
  };
  const body = `<article id="a">${ITEM}</article><div id="host"></div>
      <template><div id="a">${STORY}</div>
      <stand-first for="#a" highlight="sentences">Kept.</stand-first></template>`;
  await visit(body, async ({ page, settled, events }) => {
    await settled(1, 'result');
    assert.match(events.at(-1).text, /^Ferry returns/u);
    assert.deepEqual(await page.evaluate(
        () => /** @type {any} */ (globalThis).paths), [
      ['ready', true, true, 'host', 'stand-first'],
      ['result', true, true, 'host', 'stand-first'],
    ]);
    // Marks are styled where they stand.
    assert.equal(await page.evaluate(() => document.querySelector('#host')?.shadowRoot
        ?.adoptedStyleSheets.length), 1);
  }, { files, script: `<script src="/within.js"></script>${SCRIPT}` });
});

test('without an article or a main part it finds the text by itself', async () => {
  const body = `<div class="top"><a href="#">Home</a> <a href="#">Sport</a></div>
      <div class="wrap"><div class="story">${STORY}</div>
      <div class="side"><a href="#">More</a></div></div>
      <stand-first>Kept.</stand-first>`;
  await visit(body, async ({ page, events, settled }) => {
    const before = await page.evaluate(() => document.body.innerText);
    await settled(1, 'result');
    const { text } = events.find(({ type }) => type === 'result');
    assert.match(text, /^Ferry returns to Lantern Strait\n\nThe ferry/u);
    assert.doesNotMatch(text, /Sport|More/u);
    assert.equal(await page.evaluate(() => document.body.innerText
        .replace(/\s/gu, '').slice(0, 20)), before.replace(/\s/gu, '').slice(0, 20));
  });
});

test("the page's own colours, family and parts reach in", async () => {
  const sheet = `stand-first {
      --standfirst-paper: rgb(1, 2, 3); --standfirst-ink: rgb(250, 251, 252);
      --standfirst-rule: rgb(4, 5, 6); --standfirst-accent: rgb(7, 8, 9);
      --standfirst-font: 'Test Family';
    }
    stand-first::part(summary) { letter-spacing: 3px; }
    stand-first::part(headline) { text-transform: uppercase; }
    stand-first::part(entity-person) { background-color: rgb(10, 11, 12); }
    stand-first::part(button) { color: rgb(13, 14, 15); }
    stand-first::part(standfirst) { padding-top: 5px; }
    stand-first::part(sentence) { letter-spacing: 4px; }
    stand-first::part(entities) { row-gap: 6px; }
    stand-first::part(entity) { font-style: italic; }
    stand-first::part(points) { letter-spacing: 7px; }
    stand-first::part(point) { letter-spacing: 8px; }
    html { --standfirst-mark: rgb(16, 17, 18);
      --standfirst-mark-ink: rgb(19, 20, 21); }`;
  const body = ARTICLE.replace('<stand-first>', '<stand-first headline ' +
      'entities="PERSON" length="long" highlight="sentences">');
  await visit(body, async ({ page, settled }) => {
    await settled(1, 'result');
    const found = await page.evaluate(() => {
      const root = document.querySelector('stand-first')?.shadowRoot;
      const style = (/** @type {string} */ part) => {
        const found = root?.querySelector(`[part~=${part}]`);
        if (!found) throw new Error(`no part ${part}`);
        return getComputedStyle(found);
      };
      const frame = style('standfirst');
      return {
        paper: frame.backgroundColor, ink: frame.color, font: frame.fontFamily,
        rule: frame.borderBlockStartColor,
        accent: style('entity').textDecorationColor,
        summary: style('summary').letterSpacing,
        headline: style('headline').textTransform,
        person: style('entity-person').backgroundColor,
        button: style('button').color,
        inner: [frame.paddingTop, style('sentence').letterSpacing,
          style('entities').rowGap, style('entity').fontStyle],
      };
    });
    assert.deepEqual(found, {
      paper: 'rgb(1, 2, 3)', ink: 'rgb(250, 251, 252)', font: '"Test Family"',
      rule: 'rgb(4, 5, 6)', accent: 'rgb(7, 8, 9)', summary: '3px',
      headline: 'uppercase', person: 'rgb(10, 11, 12)',
      button: 'rgb(13, 14, 15)', inner: ['5px', '4px', '6px', 'italic'],
    });
    await page.evaluate(() => document.querySelector('stand-first')
        ?.setAttribute('type', 'key-points'));
    await settled(2, 'result');
    assert.deepEqual(await page.evaluate(() => {
      const root = document.querySelector('stand-first')?.shadowRoot;
      return ['points', 'point'].map((part) => getComputedStyle(/** @type {Element} */ (
        root?.querySelector(`[part=${part}]`))).letterSpacing);
    }), ['7px', '8px']);
    // What is marked stands in the page, whose own element says in what colours.
    assert.deepEqual(await page.evaluate(() => {
      const { backgroundColor, color } = getComputedStyle(
          /** @type {Element} */ (document.querySelector('article p')),
          '::highlight(standfirst-sentence)');
      return [backgroundColor, color];
    }), ['rgb(16, 17, 18)', 'rgb(19, 20, 21)']);
  }, {
    head: '<link rel="stylesheet" href="/own.css">',
    server: {
      override: (path) => path === '/own.css' ?
        { body: sheet, headers: { 'content-type': 'text/css' } } : undefined,
    },
  });
});

test('the lines are written as the article is, where the page is written otherwise', async () => {
  const body = `<div dir="rtl" lang="ar"><stand-first for="article" headline entities>Kept.
      <p slot="heading">ملخص</p></stand-first></div>
      <article lang="en-GB">${STORY}</article>`;
  await visit(body, async ({ page, settled }) => {
    /** @param {string} selector */
    const written = (selector) => page.evaluate((wanted) => {
      const root = document.querySelector('stand-first')?.shadowRoot;
      return [...root?.querySelectorAll(wanted) ?? []].map((part) =>
        [getComputedStyle(part).direction, part.closest('[lang]')?.getAttribute('lang')]);
    }, selector);
    await settled(1, 'result');
    assert.deepEqual(await written('p, ul'), Array(3).fill(['ltr', 'en-GB']));
    // The author's own words are the page's.
    assert.deepEqual(await written('slot'), Array(2).fill(['rtl', undefined]));
    await page.evaluate(() => {
      document.querySelector('stand-first')?.setAttribute('type', 'key-points');
      document.querySelector('article')?.removeAttribute('lang');
      document.documentElement.removeAttribute('lang');
    });
    await settled(2, 'result');
    assert.deepEqual(await written('p, ul'), Array(3).fill(['ltr', undefined]));
  });
});

// What a page may have beside its article that is longer, so that Readability
// would take it.
const LONGER = `<div class="story">${STORY}${STORY}</div>`;
for (const { name, body } of [
  {
    name: "the page's first article",
    body: `<main><p>Of the main part.</p><article>${ITEM}</article>
        <article>${STORY}</article></main>`,
  },
  { name: 'the main part, where there is no article', body: `<main>${ITEM}</main>` },
]) {
  test(`by default it reads ${name}`, async () => {
    await visit(`<stand-first>Kept.</stand-first>${LONGER}${body}`,
        async ({ page, events, settled }) => {
          const other = await page.evaluate(async (path) => {
            const { Readability } = await import(path);
            const copy = document.cloneNode(true);
            return new Readability(copy).parse().textContent;
          }, `/assets/${readdirSync(join(DIST, 'assets')).find(
              (file) => file.startsWith('readability-'))}`);
          assert.match(other, /propeller shafts/u, 'Readability takes another');
          await settled(1, 'result');
          assert.equal(events.find(({ type }) => type === 'result').text,
              'A short item of this page says in twelve words what it has.');
        });
  });
}

for (const { attribute, says } of [
  { attribute: 'type="poem"', says: /"type".*poem/u },
  { attribute: 'length="tiny"', says: /"length".*tiny/u },
  { attribute: 'length="0 words"', says: /"length" has the value "0 words"/u },
  { attribute: 'length="300%"', says: /"length" has the value "300%"/u },
  { attribute: 'entities="PEOPLE"', says: /"entities".*PEOPLE/u },
]) {
  test(`${attribute}: the fallback, one event, one line`, async () => {
    const body = ARTICLE.replace('<stand-first>', `<stand-first ${attribute}>`);
    await visit(body, async ({ page, events, lines, settled }) => {
      await settled(1, 'error');
      await page.waitForTimeout(200);
      await settled(1);
      const [error] = events.filter(({ type }) => type === 'error');
      assert.equal(error.code, 'invalid-option', error.message);
      await eventually(() => assert.equal(lines.length, 1, lines.join('\n')));
      assert.match(lines[0] ?? '', says);
      assert.equal(await shown(page), 'fallback');
      assert.ok(await page.getByText('Kept.').isVisible());
      // Set right, it goes on.
      await page.evaluate((wrong) => document.querySelector('stand-first')
          ?.removeAttribute(wrong), attribute.split('=')[0] ?? '');
      await settled(1, 'result');
      assert.match(await shown(page), /ferry/u);
    }, { expected: [/<stand-first>/] });
  });
}

for (const { suffix, code } of [
  { suffix: '.sfm', code: 'model-invalid' },
  { suffix: '.wasm', code: 'engine-unavailable' },
]) {
  test(`a page in the place of ${suffix}: the fallback, one event, one line`,
      async () => {
        await visit(ARTICLE, async ({ page, events, lines, settled, server }) => {
          await settled(1, 'error');
          await page.waitForTimeout(200);
          await settled(1);
          assert.ok(server.requests.some((path) => path.endsWith(suffix)));
          const { code: found, message } = events.at(-1);
          assert.equal(found, code, message);
          await eventually(() => assert.equal(lines.length, 1, lines.join('\n')));
          assert.ok(lines[0]?.endsWith(`(${code})`), lines[0]);
          assert.equal(await shown(page), 'fallback');
          assert.ok(await page.getByText('Kept.').isVisible());
        }, {
          expected: [/<stand-first>/],
          server: {
            override: (path) => path.endsWith(suffix) ? {
              body: '<!doctype html><title>Hello</title><p>Not here.',
              headers: { 'content-type': 'text/html' },
            } : undefined,
          },
        });
      });
}

test('models="/other/": they are taken from there', async () => {
  const body = ARTICLE.replace('<stand-first>', '<stand-first models="/other/">');
  await visit(body, async ({ page, settled, server }) => {
    await settled(1, 'result');
    assert.match(await shown(page), /ferry/u);
    const asked = server.requests.filter((path) => /\.sfm$|manifest\.json/u.test(path));
    assert.ok(asked.some((path) => /^\/other\/base-\w+\.sfm$/u.test(path)),
        asked.join(' '));
    assert.ok(!asked.some((path) => path.startsWith('/models/')), asked.join(' '));
  }, {
    server: {
      override: (path) => path.startsWith('/models/') ? { status: 404 } :
        path.startsWith('/other/') ?
          { body: readFileSync(join(DIST, 'models', path.slice(7))) } : undefined,
    },
  });
});

test('focus, entities and length do what they say', async () => {
  const element = '<stand-first length="1" entities>Kept.</stand-first>';
  const body = `<article>${element}${STORY}</article>`;
  await visit(body, async ({ page, events, settled }) => {
    let count = 0;
    /** @param {Record<string, string | null>} attributes */
    const having = async (attributes) => {
      await page.evaluate((given) => {
        const element = document.querySelector('stand-first');
        for (const [name, value] of Object.entries(given)) {
          if (value === null) element?.removeAttribute(name);
          else element?.setAttribute(name, value);
        }
      }, attributes);
      await settled(++count, 'result');
      return {
        lines: /** @type {string[]} */ (events.at(-1).summary),
        ...await page.evaluate(() => {
          const element = /** @type {any} */ (document.querySelector('stand-first'));
          return {
            parts: [...element.shadowRoot.querySelectorAll('[part~=entity]')].map(
                (mark) => mark.getAttribute('part')),
            types: [...new Set(element.result.entities.map(
                (/** @type {any} */ { type }) => type))].sort(),
            summaryWords: element.result.statistics.summaryWords,
          };
        }),
      };
    };
    const plain = await having({});
    assert.equal(plain.lines.length, 1);
    assert.doesNotMatch(plain.lines.join(), /Chamber of Commerce/u);
    assert.ok(plain.types.includes('PERSON') && plain.types.includes('GPE'),
        plain.types.join());
    const focused = await having({ focus: 'hotels, Brannoch' });
    assert.match(focused.lines.join(), /Brannoch Chamber of Commerce/u);
    const persons = await having(
        { focus: 'Halloran', entities: 'PERSON', length: 'long' });
    assert.deepEqual(persons.types, ['PERSON']);
    assert.ok(persons.parts.length > 0, persons.lines.join());
    for (const part of persons.parts) assert.match(part ?? '', /entity-person/u);
    await having({ focus: null });
    const forty = await having({ length: '40 words' });
    assert.ok(forty.summaryWords <= 40 && forty.lines.length >= 1,
        JSON.stringify(forty));
    const eighty = await having({ length: '80 words' });
    assert.ok(eighty.summaryWords <= 80 &&
        eighty.summaryWords > forty.summaryWords, JSON.stringify(eighty));
    assert.ok(eighty.summaryWords > 40, JSON.stringify(eighty));
  });
});

test('type does what it says, each of the five', async () => {
  await visit(ARTICLE, async ({ page, settled }) => {
    let count = 0;
    /** @type {Record<string, {parts: string[], words: number}>} */
    const found = {};
    for (const type of ['standfirst', 'tldr', 'teaser', 'key-points', 'headline']) {
      await page.evaluate((value) => {
        const element = /** @type {any} */ (document.querySelector('stand-first'));
        element.length = 'short';
        element.type = value;
      }, type);
      await settled(++count, 'result');
      found[type] = await page.evaluate(() => {
        const element = /** @type {any} */ (document.querySelector('stand-first'));
        const frame = element.shadowRoot.querySelector('section');
        return {
          parts: [...new Set([...frame.querySelectorAll('[part]')].map(
              (one) => one.getAttribute('part')))],
          words: frame.textContent.trim().split(/\s+/u).length,
        };
      });
      // One line of the article's own, whatever its type.
      assert.ok((found[type]?.words ?? 0) > 3, JSON.stringify(found));
    }
    const parts = Object.fromEntries(Object.entries(found).map(
        ([type, { parts }]) => [type, parts.join()]));
    assert.deepEqual(parts, {
      'standfirst': 'summary,sentence', 'tldr': 'summary,sentence',
      'teaser': 'summary,sentence', 'key-points': 'points,point',
      'headline': 'headline',
    });
    assert.ok((found['headline']?.words ?? 99) <= 12);
  });
});

/** Each property, a value, and what its attribute says of it. */
const PROPERTIES = /** @type {const} */ ([
  ['htmlFor', 'article', 'for', 'article'],
  ['type', 'tldr', 'type', 'tldr'],
  ['length', { words: 60 }, 'length', '60 words'],
  ['length', { sentences: 2 }, 'length', '2 sentences'],
  ['length', { ratio: 0.1 }, 'length', '10%'],
  ['length', 2, 'length', '2'],
  ['entities', ['PERSON', 'ORG'], 'entities', 'PERSON, ORG'],
  ['entities', true, 'entities', ''],
  ['focusWords', ['bridge', 'toll'], 'focus', 'bridge, toll'],
  ['headline', true, 'headline', ''],
  ['models', '/other/', 'models', '/other/'],
  ['worker', 'off', 'worker', 'off'],
  ['loading', 'eager', 'loading', 'eager'],
  ['highlight', ['sentences', 'entities'], 'highlight', 'sentences, entities'],
]);

test('each property is its attribute, and back, without loops', async () => {
  const body = `<div class="far"></div>`;
  await visit(body, async ({ page, events }) => {
    const found = await page.evaluate(async (rows) => {
      await customElements.whenDefined('stand-first');
      return rows.map(([property, value, attribute]) => {
        const element = /** @type {any} */ (document.createElement('stand-first'));
        const empty = element[property];
        /** @type {unknown[]} */
        const seen = [];
        const { setAttribute } = element;
        element.setAttribute = (/** @type {any[]} */ ...given) => {
          seen.push(given);
          return Reflect.apply(setAttribute, element, given);
        };
        element[property] = value;
        const set = element.getAttribute(attribute);
        const read = element[property];
        element[property] = value;
        const other = /** @type {any} */ (document.createElement('stand-first'));
        other.setAttribute(attribute, set);
        const mirrored = other[property];
        element[property] = typeof empty === 'boolean' ? false : null;
        return {
          empty, set, times: seen.length, same: read === mirrored,
          removed: element.hasAttribute(attribute),
        };
      });
    }, PROPERTIES);
    found.forEach(({ empty, set, times, same, removed }, index) => {
      const [property, , , text] = PROPERTIES[index] ?? [];
      assert.equal(empty, property === 'headline' ? false : null, property);
      assert.equal(set, text, property);
      assert.equal(times, 1, `${property}: the same again sets nothing`);
      assert.ok(same, `${property}: read as it was written`);
      assert.equal(removed, false, property);
    });
    const guide = readFileSync(join(repositoryRoot, 'docs/element.md'), 'utf8');
    const named = new Set(PROPERTIES.map(([, , attribute]) => attribute));
    assert.deepEqual([...guide.matchAll(/^\| `([a-z]+)` \| .* \| .*\|$/gmu)]
        .map(([, attribute]) => attribute).sort(), [...named].sort());
    // In no document nothing is loaded.
    assert.deepEqual(events, []);
  });
});

test('loading: eager set later loads at once; lazy waits', async () => {
  const body = `<div hidden>${ARTICLE}</div>`;
  await visit(body, async ({ page, events, settled }) => {
    await page.waitForTimeout(150);
    assert.deepEqual(events, []);
    await page.evaluate(() => {
      /** @type {any} */ (document.querySelector('stand-first')).loading = 'eager';
    });
    await settled(1, 'result');
  });
});

test('length="10%" is a tenth of the words of a longer article', async () => {
  const text = readFileSync(
      join(repositoryRoot, 'tests/data/articles/encyclopaedia.txt'), 'utf8');
  const body = `<article><stand-first length="10%"></stand-first>${
    text.split(/\n\s*\n/u).map((block) => `<p>${block}</p>`).join('')}</article>`;
  await visit(body, async ({ page, settled }) => {
    await settled(1, 'result');
    const read = () => page.evaluate(() => {
      const element = /** @type {any} */ (document.querySelector('stand-first'));
      return element.result.statistics;
    });
    const tenth = await read();
    assert.ok(tenth.summaryWords > 0 && tenth.summaryWords <= tenth.words / 10,
        JSON.stringify(tenth));
    await page.evaluate(() => document.querySelector('stand-first')
        ?.setAttribute('length', '30%'));
    await settled(2, 'result');
    const more = await read();
    assert.ok(more.summaryWords > tenth.words / 10 &&
        more.summaryWords <= more.words * 0.3, JSON.stringify(more));
  });
});

test('properties set before the script is there, and after', async () => {
  const files = {
    '/early.js': `
      const element = document.querySelector('stand-first');
      element.length = { words: 20 };
      element.type = 'key-points';
      element.focusWords = ['Brannoch', 'loss'];
      globalThis.before = Object.keys(globalThis).sort().join();`,
  };
  await visit(ARTICLE, async ({ page, settled }) => {
    await settled(1, 'result');
    const found = await page.evaluate(() => {
      const element = /** @type {any} */ (document.querySelector('stand-first'));
      const attributes = Object.fromEntries([...element.attributes].map(
          ({ name, value }) => [name, value]));
      return {
        attributes, type: element.type, headline: element.headline,
        result: element.result.summary.length > 0,
        own: Object.keys(element),
        // Nothing of ours is left lying about.
        globals: Object.keys(globalThis).filter((name) =>
          name !== 'before' &&
          !/** @type {any} */ (globalThis).before.split(',').includes(name)),
      };
    });
    assert.deepEqual(found, {
      attributes: {
        length: '20 words', type: 'key-points', focus: 'Brannoch, loss',
      },
      type: 'key-points', headline: false, result: true, own: [], globals: [],
    });
    await page.evaluate(() => {
      const element = /** @type {any} */ (document.querySelector('stand-first'));
      element.headline = true;
      element.type = null;
      element.htmlFor = 'article';
    });
    await settled(2, 'result');
    const later = await page.evaluate(() => {
      const element = /** @type {any} */ (document.querySelector('stand-first'));
      return [element.getAttribute('headline'), element.hasAttribute('type'),
        element.getAttribute('for')];
    });
    assert.deepEqual(later, ['', false, 'article']);
    await page.waitForTimeout(100);
    await settled(2, 'result');
  }, { files, script: `<script src="/early.js"></script>${SCRIPT}` });
});

test("the author's own words stand above and below", async () => {
  const body = `<article><stand-first>Kept.<b slot="heading">In short</b>
      <small slot="footer">Chosen by this page.</small></stand-first>${STORY}
      </article>`;
  await visit(body, async ({ page, settled }) => {
    await settled(1, 'result');
    assert.ok(await page.getByText('In short').isVisible());
    assert.ok(await page.getByText('Chosen by this page.').isVisible());
    assert.match(await shown(page), /ferry/u);
  });
});

const VERSION = JSON.parse(
    readFileSync(join(repositoryRoot, 'package.json'), 'utf8')).version;

test('another release of the script says so and does nothing', async () => {
  const files = {
    '/other.js': `customElements.define('stand-first', class extends HTMLElement {
      static version = '0.0.1';
    });`,
  };
  await visit(ARTICLE, async ({ page, lines, events, settled }) => {
    await settled(1, 'error');
    await page.waitForTimeout(300);
    await settled(1);
    assert.equal(events[0].code, 'engine-unavailable');
    assert.match(events[0].message, /release 0\.0\.1; this script is of release/u);
    await eventually(() => assert.equal(lines.length, 1));
    assert.match(lines[0] ?? '', /release 0\.0\.1; this script is of release.*Load/u);
    assert.ok(await page.getByText('Kept.').isVisible());
  }, {
    files, script: `<script src="/other.js"></script>${SCRIPT}`,
    expected: [/<stand-first> is defined already/],
  });
});

test('a second copy: elements go on; only another release says a word', async () => {
  const own = readFileSync(join(DIST, 'stand-first.js'), 'utf8');
  assert.ok(own.includes(`"${VERSION}"`));
  for (const [copy, errors] of /** @type {const} */ ([
    [own, 0], [own.replace(`"${VERSION}"`, '"0.0.1"'), 1],
  ])) {
    const script = `${SCRIPT}<script type="module" src="/copy.js"></script>`;
    await visit(ARTICLE, async ({ page, lines, events, settled }) => {
      await settled(1, 'result');
      await page.waitForTimeout(100);
      assert.match(await shown(page), /ferry/u);
      const told = await eventually(() => {
        const found = events.filter(({ type }) => type === 'error');
        assert.equal(found.length, errors, JSON.stringify(found));
        assert.equal(lines.length, errors, lines.join('\n'));
        return found;
      });
      if (errors > 0) {
        assert.equal(told[0].code, 'engine-unavailable');
        assert.match(told[0].message,
            new RegExp(`by release ${VERSION}; this script is of release 0\\.0\\.1`, 'u'));
      }
    }, {
      files: { '/copy.js': copy }, script,
      expected: [/<stand-first> is defined already/],
    });
  }
});

test('an article that does not come to rest: the fallback stays', async () => {
  const files = {
    '/restless.js': `setInterval(() => {
      document.querySelector('article p').textContent += ' More came in.';
    }, 0);`,
  };
  await visit(ARTICLE, async ({ page, events, lines, settled }) => {
    await settled(1, 'error');
    assert.equal(events.at(-1).code, 'article-changed');
    assert.equal(await shown(page), 'fallback');
    await eventually(() => assert.equal(lines.length, 1));
  }, {
    files, script: `<script src="/restless.js"></script>${SCRIPT}`,
    expected: [/<stand-first>/],
  });
});

test('no network after the script: the fallback, then a second try', async () => {
  const body = ARTICLE.replace('<stand-first>', '<stand-first loading="eager">');
  await visit(body, async ({ page, events, lines, settled }) => {
    await settled(1, 'error');
    assert.equal(events[0].code, 'engine-unavailable');
    await eventually(() => assert.equal(lines.length, 1));
    assert.equal(await shown(page), 'fallback');
    await page.unroute('**/assets/**');
    await page.evaluate(() => /** @type {any} */ (
      document.querySelector('stand-first')).load());
    await settled(1, 'result');
    assert.notEqual(await shown(page), 'fallback');
  }, {
    prepare: async (page) => {
      await page.route('**/assets/**', (route) => route.abort());
    },
    expected: [/Failed to load resource/, /<stand-first>/],
  });
});

test('it follows dark, and does not move where motion is unwelcome', async () => {
  const head = '<meta name="color-scheme" content="light dark">';
  for (const [colorScheme, reducedMotion, background, animation] of
  /** @type {const} */ ([
    ['light', 'no-preference', 'rgb(253, 253, 252)', 'appear'],
    ['dark', 'reduce', 'rgb(21, 24, 27)', 'none'],
  ])) {
    await visit(ARTICLE, async ({ page, settled }) => {
      await settled(1, 'result');
      assert.deepEqual(await page.evaluate(() => {
        const frame = document.querySelector('stand-first')?.shadowRoot
            ?.querySelector('section');
        if (!frame) return null;
        const style = getComputedStyle(frame);
        return [style.backgroundColor, style.animationName];
      }), [background, animation]);
    }, { head, context: { colorScheme, reducedMotion } });
  }
});

/** The first example of a guide, word for word. @param {string} guide */
function embedOf(guide) {
  const text = readFileSync(join(repositoryRoot, guide), 'utf8');
  const code = /```html\n([\s\S]*?stand-first[\s\S]*?)```/u.exec(text)?.[1];
  assert.ok(code, `${guide} has an example in HTML`);
  assert.ok(code.trim().split('\n').length <= 5, 'of five lines at most');
  return code;
}

for (const guide of ['README.md', 'docs/element.md']) {
  test(`the example of ${guide} runs as it stands there`, async () => {
    const server = await startServer(DIST, {
      prefix: '/standfirst/',
      headers: { 'content-security-policy': STRICT },
    });
    const code = embedOf(guide);
    const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title>${
      code.includes('…') ? code.replace('…', STORY) : `<article>${code}${STORY}</article>`}`;
    const opened = await openPage(browser, `${server.url}LICENSE.txt`, {
      prepare: async (tab) => {
        await tab.route('**/story', (route) => route.fulfill({
          body: page, contentType: 'text/html; charset=utf-8',
          headers: { 'content-security-policy': STRICT },
        }));
      },
    });
    await opened.page.goto(`${server.origin}/story`);
    await opened.page.locator('stand-first [part=summary]').waitFor();
    assert.match(await shown(opened.page), /ferry Marguerite Oakes/u);
    await opened.close();
    await server.close();
  });
}
