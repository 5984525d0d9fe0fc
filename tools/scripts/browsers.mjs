/**
 * npm run browsers: the built page and the element in Firefox and WebKitGTK, as
 * Debian has them. What Chromium is tested for at length is walked through once in
 * each, and what goes wrong unseen (errors, policies) fails as well. Not a part of
 * npm test: the browsers are half a gigabyte.
 *
 *     npm run browsers
 *     npm run browsers -- --built webkit     dist/ as it is, one of the two
 *     npm run browsers -- --pictures FOLDER  with what each step left on the screen
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './cmake.mjs';
import { Failure, heading, root, runMain, since } from './lib.mjs';
import { setUp } from './setup.mjs';
import { buildSite } from './site.mjs';

/** @typedef {import('../../tests/browser/other_browsers.js').Driven} Driven */

/**
 * @typedef {object} Place what a step works with
 * @property {Driven} page
 * @property {import('../../tests/browser/support.js').Server} site `dist/`
 * @property {import('../../tests/browser/support.js').Server} tree the repository,
 *     for `<stand-first>` and modules that are not built
 * @property {Record<string, string>} files by their ends
 * @property {typeof import('../../tests/browser/other_browsers.js').KEYS} keys
 */

const STORY = [
  'The town council of Lower Bray met on Monday, 2 March 2026.',
  'It voted to close the old bridge for repairs until June 2027, said Mayor Anna ' +
    'Kovacs. Traffic will be led over the new bridge in Upper Bray, which was opened in 2019.',
  'Shop owners fear for their trade, as the detour is 12 kilometres long. Kovacs ' +
    'promised help, and a bus that runs every ten minutes.',
  'The bridge was built in 1911 by the Bray Iron Works. Its last repair was in 1974, ' +
    'when Peter Lund was mayor of Lower Bray.',
];

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; " +
    "worker-src 'self'; connect-src 'self'; img-src 'self'; " +
    "require-trusted-types-for 'script'; trusted-types standfirst";

const ELEMENT = `<!doctype html><html lang="en"><head><title>t</title>
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<script src="/watch.js"></script>
<script type="module" src="/dist/stand-first.js"></script></head><body>
<article><h1>The bridge</h1><stand-first id="one" loading="eager" headline entities
highlight="sentences entities">Not yet.</stand-first>
${STORY.map((words) => `<p>${words}</p>`).join('')}</article>
<article><stand-first id="two" loading="eager" type="key-points">Not yet.</stand-first>
${STORY.map((words) => `<p>${words.replaceAll('Bray', 'Hull')}</p>`).join('')}</article>`;

const MODULES = `<!doctype html><html lang="en"><head><title>t</title>
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<script src="/watch.js"></script></head><body>`;

// These run in the page.

const summarised = () => document.body.dataset['phase'] === 'ready' &&
    document.querySelector('.lines .st') !== null &&
    document.querySelector('article .chunk .s') !== null;

const articleText = () => document.querySelector('article')?.textContent ?? '';

/** @param {string} words of the article that is there */
const holds = (words) => document.body.dataset['phase'] === 'ready' &&
    document.querySelector('article')?.textContent?.includes(words);

/** @param {string} text */
const paste = (text) => {
  const box = /** @type {HTMLTextAreaElement} */ (document.getElementById('box'));
  box.focus();
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  const event = new ClipboardEvent(
      'paste', { bubbles: true, cancelable: true, clipboardData });
  if (!box.dispatchEvent(event)) return;
  // As the browser would.
  box.setRangeText(text, 0, box.value.length, 'end');
  box.dispatchEvent(new InputEvent(
      'input', { bubbles: true, inputType: 'insertFromPaste' }));
};

/**
 * Names a button for the driver to press.
 *
 * @param {string} selector
 * @param {string} word that it begins with
 */
const name = (selector, word) => {
  const found = [...document.querySelectorAll(selector)].find((one) =>
    one.checkVisibility() && one.textContent?.startsWith(word));
  for (const one of document.querySelectorAll('#pressed')) one.removeAttribute('id');
  if (found) found.id = 'pressed';
  return Boolean(found);
};

/**
 * As a reader does: Firefox's driver reloads past the service worker.
 *
 * @param {Driven} page
 */
async function reload(page) {
  await page.run(() => {
    document.body.dataset['old'] = '';
    setTimeout(() => location.reload());
  });
  await page.until(() => document.body.dataset['old'] === undefined);
}

/**
 * Presses a button that begins with a word.
 *
 * @param {Driven} page
 * @param {string} selector
 * @param {string} word
 */
async function pressButton(page, selector, word) {
  await page.until(name, selector, word);
  await page.click('#pressed');
}

/**
 * In order: each goes on where the last one ended.
 *
 * @type {[what: string, step: (place: Place) => Promise<unknown>][]}
 */
const STEPS = [
  ['a first visit is invited, and all of it fits', async ({ page, site }) => {
    await page.goto(site.url);
    await page.until(() => document.querySelectorAll('.try button').length === 3);
    assert.ok(await page.run(() => document.documentElement.scrollWidth <= innerWidth));
  }],
  ['a paste becomes an article, read by a worker', async ({ page, site }) => {
    await page.run(paste, STORY.join('\n\n'));
    await page.until(summarised);
    assert.match(await page.run(articleText), /Mayor Anna Kovacs/);
    assert.match(await page.until(
        () => document.querySelector('.names')?.textContent), /Anna Kovacs/);
    // The service worker keeps everything.
    const [asked = ''] = site.requests.join(' ').split('/service-worker.js');
    assert.match(asked, /worker-\w+\.js/);
    assert.doesNotMatch(asked, /host-\w+\.js/);
  }],
  ['key points are a list, and a key leads back', async ({ page }) => {
    await page.press('2');
    await page.until(() => document.querySelector('.stand li'));
    await page.press('1');
    await page.until(() => !document.querySelector('.stand li'));
  }],
  ['names have the lines of their kinds, sentences their wash', async ({ page }) => {
    const drawn = await page.run(() => ['person', 'place', 'org', 'date'].map((group) => {
      const one = document.querySelector(`article .e[data-group=${group}]`);
      return one ? getComputedStyle(one).textDecorationStyle : '';
    }));
    assert.deepEqual(drawn.filter((style) => style !== ''),
        ['solid', 'dotted', 'double', 'dotted'].filter((_, at) => drawn[at] !== ''));
    assert.ok(drawn[0] && drawn[3], `kinds that are drawn: ${drawn}`);
    assert.match(await page.run(() => {
      const chosen = document.querySelector('article .chosen');
      return chosen ? getComputedStyle(chosen).backgroundImage : '';
    }), /251, 241, 207/);
  }],
  ['what was cut unfolds, in red', async ({ page, site, keys }) => {
    await page.goto(`${site.url}#news`);
    await page.until(holds, 'cable');
    await page.until(summarised);
    const line = await page.until(() => {
      const cut = document.querySelector('.stand .cutn');
      return cut && getComputedStyle(cut).textDecorationStyle;
    });
    assert.equal(line, 'dotted');
    await page.click('.stand .cutn');
    await page.until(() => {
      const cut = document.querySelector('.unfold del');
      if (!cut) return false;
      const { textDecorationLine, textDecorationColor } = getComputedStyle(cut);
      return textDecorationLine === 'line-through' &&
          textDecorationColor === 'rgb(173, 31, 26)';
    });
    await page.press(keys.escape);
  }],
  ['a number leads to its source, Escape back', async ({ page, keys }) => {
    await page.click('.stand .src');
    await page.until(() => document.activeElement?.className === 'num');
    await page.press(keys.escape);
    await page.until(() => document.activeElement?.className === 'src');
  }],
  ['a chosen name is shown wherever it stands', async ({ page }) => {
    await page.run(() => document.querySelector('.ent')?.scrollIntoView({ block: 'center' }));
    await page.click('.ent');
    await page.until(() => document.querySelectorAll('article .picked').length > 1);
    await page.press('j');
    await page.until(() => document.querySelector('article .here'));
  }],
  ['the slider chooses anew', async ({ page, keys }) => {
    const length = () => document.querySelector('.len output')?.textContent;
    const before = await page.run(length);
    await page.run(() => document.getElementById('length')?.focus());
    await page.press(keys.right);
    await page.until((/** @type {string} */ old) =>
      document.querySelector('.len output')?.textContent !== old, before);
  }],
  ['who with whom and the dates are drawn', async ({ page }) => {
    await page.run(() => {
      for (const box of document.querySelectorAll('details')) box.open = true;
    });
    await page.until(() => {
      const names = document.querySelectorAll('.graph .node').length;
      const dates = document.querySelectorAll('.dates li').length;
      return names > 3 && dates > 2;
    });
  }],
  ['the menu opens under its button, and Escape closes it', async ({ page, keys }) => {
    await page.run(() => scrollTo({ top: 0, behavior: 'instant' }));
    await pressButton(page, '.mast nav button', 'Menu');
    const place = await page.until(() => {
      const menu = document.querySelector('.menu:popover-open');
      const button = document.getElementById('pressed');
      if (!menu?.contains(document.activeElement) || !button) return null;
      const [under, over] = [menu, button].map((one) => one.getBoundingClientRect());
      return { below: (under?.top ?? 0) - (over?.bottom ?? 0), right: under?.right ?? 0 };
    });
    assert.ok(place.below >= 0 && place.below < 8 && place.right < 1440,
        JSON.stringify(place));
    await page.press(keys.escape);
    await page.until(() => document.activeElement?.id === 'pressed');
  }],
  ['the dark theme is dark', async ({ page, keys }) => {
    await page.click('#pressed');
    await page.until(() => document.querySelector('.menu:popover-open input[type=radio]'));
    const ground = () => getComputedStyle(document.documentElement).backgroundColor;
    assert.equal(await page.run(ground), 'rgb(253, 253, 252)');
    await page.run(() => {
      const themes = document.querySelectorAll('.menu:popover-open input[type=radio]');
      /** @type {HTMLElement | undefined} */ (themes[2])?.click();
    });
    await page.until(() =>
      getComputedStyle(document.documentElement).backgroundColor === 'rgb(21, 24, 27)');
    await page.press(keys.escape);
  }],
  ['copies are made, and a saved web page has its lines', async ({ page }) => {
    await pressButton(page, '.acts button', 'Copy');
    await page.until(() => document.getElementById('pressed')?.textContent === 'Copied');
    await page.run(() => {
      const own = URL.createObjectURL;
      URL.createObjectURL = (blob) => {
        void /** @type {Blob} */ (blob).text().then((text) => {
          document.body.dataset['saved'] = text;
        });
        return own.call(URL, blob);
      };
    });
    await pressButton(page, '.acts button', 'Save as');
    await page.until(() => document.querySelector('.menu:popover-open [data-save=md]'));
    await page.click('.menu:popover-open [data-save=html]');
    const lines = await page.until(() => {
      const { saved } = document.body.dataset;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(/<style>([^<]*)/.exec(saved ?? '')?.[1] ?? '');
      return saved && [...sheet.cssRules].map((rule) =>
        /** @type {CSSStyleRule} */ (rule).style.textDecorationStyle).join(' ');
    });
    assert.match(lines, /solid dotted double dashed dotted dashed wavy/);
  }],
  ['files become articles', async ({ page, files }) => {
    await page.run(() => {
      /** @type {HTMLElement} */ (document.querySelector('input[type=file]')).hidden = false;
    });
    for (const [ending, file] of Object.entries(files)) {
      await page.type('input[type=file]', file);
      await page.until(holds, `opened as ${ending}`);
    }
  }],
  ['what is dropped becomes an article', async ({ page }) => {
    await page.run((/** @type {string} */ text) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], 'a.txt', { type: 'text/plain' }));
      for (const kind of ['dragover', 'drop']) {
        document.body.dispatchEvent(new DragEvent(
            kind, { bubbles: true, cancelable: true, dataTransfer }));
      }
    }, `It was dropped. ${STORY.join('\n\n')}`);
    await page.until(holds, 'It was dropped.');
  }],
  ['typing is read beside the box, and a reload keeps it', async ({ page }) => {
    await page.press('e');
    await page.until(() => document.activeElement?.id === 'box');
    await page.press(...'Typed. ');
    await page.until(() => document.querySelector('#box + *') !== null &&
        localStorage.getItem('standfirst.text')?.includes('Typed. '));
    await reload(page);
    await page.until(summarised);
    assert.match(await page.run(articleText), /Typed\. It was dropped\./);
  }],
  ['an address holds an article', async ({ page, site }) => {
    await pressButton(page, '.acts button', 'Copy as');
    await page.run(() => {
      navigator.clipboard.write = async ([item]) => {
        const words = await item?.getType('text/plain');
        document.body.dataset['link'] = await words?.text() ?? '';
      };
    });
    await page.until(() => document.querySelector('[data-copy=link]:not(:disabled)'));
    await page.click('[data-copy=link]');
    const link = await page.until(() => document.body.dataset['link']);
    assert.match(link, /#text=/);
    await page.goto(`${site.url}#news`);
    await page.until(holds, 'cable');
    await page.goto(link);
    await page.until(holds, 'It was dropped.');
    assert.doesNotMatch(await page.run(() => location.href), /#/);
  }],
  ['a narrow window has one column, and a bar for the chosen name', async ({ page }) => {
    await page.send('SetWindowRect', { width: 390, height: 844 });
    await page.until(() => innerWidth < 640);
    await page.run(() => {
      const [names] = document.querySelectorAll('details');
      if (names) names.open = true;
      /** @type {HTMLElement | null} */ (document.querySelector('.ent'))?.click();
    });
    await page.until(() => {
      const bar = document.querySelector('.pickbar')?.getBoundingClientRect();
      return bar && bar.height > 40 && Math.abs(bar.bottom - innerHeight) < 2;
    });
    assert.ok(await page.run(() => document.documentElement.scrollWidth <= innerWidth));
    await page.send('SetWindowRect', { width: 1440, height: 1000 });
  }],
  ['without a server the page and its samples are there', async ({ page, site }) => {
    await page.until(() => navigator.serviceWorker.controller !== null);
    // What came before it did is kept soon after.
    await page.until(async () => (await Promise.all(['.wasm', '.sfm', 'worker-'].map(
        async (part) => {
          for (const name of await caches.keys()) {
            const kept = await (await caches.open(name)).keys();
            if (kept.some(({ url }) => url.includes(part))) return true;
          }
          return false;
        }))).every(Boolean));
    await site.close();
    await reload(page);
    await page.until(summarised);
    await page.goto(`${site.url}#report`);
    await page.until(holds, 'buses');
    await page.until(summarised);
  }],
  ['two elements share an engine under a strict policy', async ({ page, tree }) => {
    await page.goto(`${tree.url}element`);
    await page.until(() => ['one', 'two'].every((id) =>
      Reflect.get(document.getElementById(id) ?? {}, 'result')));
    const seen = await page.until(() => {
      const [one, two] = ['one', 'two'].map(
          (id) => document.getElementById(id)?.shadowRoot);
      const entity = one?.querySelector('[part~=summary] [part~=entity], [part~=entity]');
      if (!entity || !CSS.highlights) return null;
      return {
        line: getComputedStyle(entity).textDecorationLine,
        points: two?.querySelectorAll('li').length ?? 0,
        marks: ['standfirst-sentence', 'standfirst-entity'].map(
            (name) => CSS.highlights.get(name)?.size ?? 0),
        inPage: getComputedStyle(/** @type {Element} */ (document.querySelector('p')),
            '::highlight(standfirst-entity)').textDecorationLine,
      };
    });
    assert.equal(seen.line, 'underline');
    assert.ok(seen.points > 1 && seen.marks.every((count) => count > 0), JSON.stringify(seen));
    const workers = tree.requests.filter((path) => /\/worker-\w+\.js$/.test(path));
    assert.equal(workers.length, 1);
  }],
  ['modules import, and Summarizer is there', async ({ page, tree }) => {
    await page.goto(`${tree.url}modules`);
    const summary = await page.run(async (/** @type {string} */ text) => {
      const address = '/web/summarizer/polyfill.js';
      const { install } = await import(address);
      await install({ mode: 'always' });
      const { Summarizer } = /** @type {any} */ (globalThis);
      const summarizer = await Summarizer.create({ type: 'tldr', length: 'short' });
      return summarizer.summarize(text);
    }, STORY.join('\n\n'));
    assert.match(summary, /Bray|bridge/);
  }],
];

/**
 * The page with what watches it, which the service worker has to take for its own.
 *
 * @returns {Record<string, string>} by path
 */
function watchedSite() {
  const read = (/** @type {string} */ path) => readFileSync(join(root, 'dist', path), 'utf8');
  const hash = (/** @type {string} */ text) => createHash('sha256').update(text).digest('hex');
  const page = read('index.html');
  const watched = page.replace('<head>', '<head><script src="watch.js"></script>');
  return {
    '/': watched, '/index.html': watched,
    '/service-worker.js': read('service-worker.js').replace(hash(page), hash(watched)),
  };
}

/** @param {import('../../tests/browser/other_browsers.js').BrowserName} browser
 *  @param {string | undefined} pictures */
async function walkThrough(browser, pictures) {
  // Only here, as they need npm's packages.
  const { launch, KEYS, WATCH } = await import('../../tests/browser/other_browsers.js');
  const { startServer } = await import('../../tests/browser/support.js');
  const { makeDocx, makePdf } = await import('../../tests/support/documents.mjs');
  const own = watchedSite();
  /** @param {string} path */
  const watch = (path) => path === '/watch.js' ?
    { body: WATCH, headers: { 'content-type': 'text/javascript' } } : undefined;
  const html = { 'content-type': 'text/html; charset=utf-8' };
  const site = await startServer(join(root, 'dist'), { override: (path) => {
    const body = own[path];
    if (body === undefined) return watch(path);
    return path.endsWith('.js') ?
      { body, headers: { 'content-type': 'text/javascript' } } : { body, headers: html };
  } });
  const tree = await startServer(root, { override: (path) =>
    path === '/element' ? { body: ELEMENT, headers: html } :
    path === '/modules' ? { body: MODULES, headers: html } : watch(path) });
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-files-'));
  /** @param {string} ending @param {string | Uint8Array} bytes */
  const file = (ending, bytes) => {
    const path = join(folder, `a.${ending}`);
    writeFileSync(path, bytes);
    return path;
  };
  const opened = (/** @type {string} */ ending) => [`This was opened as ${ending}.`, ...STORY];
  const files = {
    txt: file('txt', opened('txt').join('\n\n')),
    md: file('md', `# The bridge\n\n${opened('md').join('\n\n')}`),
    html: file('html', `<article><h1>The bridge</h1>${
      opened('html').map((words) => `<p>${words}</p>`).join('')}</article>`),
    docx: file('docx', makeDocx(opened('docx').map((text) => ({ text })))),
    pdf: file('pdf', makePdf([opened('pdf').map(
        (text, at) => ({ text: text.slice(0, 90), y: 700 - 30 * at }))])),
  };
  const page = await launch(browser);
  let failed = 0;
  try {
    for (const [at, [what, step]] of STEPS.entries()) {
      const started = performance.now();
      /** @type {unknown} */
      let wrong = null;
      try {
        await step({ page, site, tree, files, keys: KEYS });
        const seen = await page.run(
            () => Reflect.get(globalThis, 'watched')?.splice(0) ?? []);
        assert.deepEqual(seen, [], 'seen on the page');
      } catch (thrown) {
        wrong = thrown;
        failed++;
      }
      console.log(`${wrong === null ? 'ok    ' : 'NOT OK'} ${browser}: ${what} (${since(started)})`);
      if (wrong !== null) console.log(String(wrong).replace(/^/gm, '         '));
      if (pictures) {
        writeFileSync(join(pictures, `${browser}-${String(at + 1).padStart(2, '0')}.png`),
            await page.screenshot());
      }
    }
  } finally {
    await page.close();
    rmSync(folder, { recursive: true, force: true });
    await Promise.all([site, tree].map((server) => server.close().catch(() => {})));
  }
  return failed;
}

await runMain(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { built: { type: 'boolean' }, pictures: { type: 'string' } },
  });
  const wanted = positionals.length > 0 ? positionals : ['firefox', 'webkit'];
  for (const one of wanted) {
    if (one !== 'firefox' && one !== 'webkit') {
      throw new Failure(`"${one}" is no browser of these: firefox, webkit`);
    }
  }
  await setUp('browsers');
  if (!values.built) {
    await build('wasm');
    await buildSite();
  }
  if (values.pictures) mkdirSync(values.pictures, { recursive: true });
  heading(`The page in ${wanted.join(' and ')}`);
  const started = performance.now();
  // At once: each waits most of the time.
  const failed = (await Promise.all(wanted.map((one) => walkThrough(
      /** @type {'firefox' | 'webkit'} */ (one), values.pictures))))
      .reduce((sum, one) => sum + one, 0);
  const all = wanted.length * STEPS.length;
  console.log(`${all - failed} of ${all} steps are right (${since(started)})`);
  if (failed > 0) process.exitCode = 1;
});
