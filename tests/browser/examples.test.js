/**
 * examples/: every page, template and component, opened in Chromium. Hugo,
 * Jekyll and Astro build their sites themselves, the extension is installed as
 * an unpacked one, and the plugin is run by PHP with as much of WordPress as it
 * calls.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync,
  rmSync, symlinkSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { makeProject } from '../package/support.js';
import {
  launchBrowser, launchWithExtension, openPage, repositoryRoot, startServer, workersAre,
} from './support.js';

const STORY = `<p>The ferry Marguerite Oakes carried passengers across the Lantern
Strait on Monday for the first time in fourteen months. Mayor Ines Halloran had
promised that the ship would sail before the end of the year.</p><p>Divers had
found cracks in both propeller shafts. The Brannoch Chamber of Commerce puts the
loss at $11.5 million. Crossings run every two hours until Christmas.</p>`;

/** @param {string} path below examples/ */
const example = (path) =>
  readFileSync(join(repositoryRoot, 'examples', path), 'utf8');

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('../package/support.js').Project} */
let project;
before(async () => {
  browser = await launchBrowser();
  project = await makeProject({});
});
after(async () => {
  await browser?.close();
  project?.remove();
});

/**
 * Opens a page whose site has dist/ as /standfirst/, and waits for a summary.
 *
 * @param {Record<string, string>} files
 * @param {object} [options]
 * @param {string} [options.root]
 * @param {string} [options.path]
 * @param {(page: import('playwright-core').Page) => Promise<void>}
 *     [options.look] at the page that has its summary
 */
async function open(files, options = {}) {
  const { root = join(repositoryRoot, 'dist'), path = 'page.html' } = options;
  const server = await startServer(root, {
    override: (asked) => {
      const body = files[asked];
      if (body !== undefined) {
        const type = asked.endsWith('.js') ? 'text/javascript' : 'text/html';
        return { body, headers: { 'content-type': `${type}; charset=utf-8` } };
      }
      const inside = /^\/standfirst\/(.*)$/u.exec(asked)?.[1];
      if (inside === undefined) return undefined;
      return {
        body: readFileSync(join(repositoryRoot, 'dist', inside)),
        headers: {
          'content-type': inside.endsWith('.js') ? 'text/javascript' :
            'application/octet-stream',
        },
      };
    },
  });
  try {
    const opened = await openPage(browser, server.url + path);
    const summary = opened.page.locator(
        'stand-first :is([part=summary], [part=points])');
    await summary.first().waitFor();
    const text = await summary.first().textContent();
    await options.look?.(opened.page);
    await opened.close();
    return text ?? '';
  } finally {
    await server.close();
  }
}

/**
 * Writes a site's files into a folder of its own, has the site's own generator
 * build it, and opens the page.
 *
 * @param {object} site
 * @param {string} site.examples folder below examples/, copied whole
 * @param {Record<string, string>} site.files the rest, by path
 * @param {(folder: string) => [string, ...string[]]} site.command
 * @param {string} site.path of the page in the built folder
 */
async function buildAndOpen({ examples, files, command, path }) {
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-site-'));
  try {
    cpSync(join(repositoryRoot, 'examples', examples), folder,
        { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const built = join(folder, 'built');
    const [program, ...args] = command(built);
    execFileSync(program, args, { cwd: folder, stdio: 'pipe' });
    return {
      html: readFileSync(join(built, path), 'utf8'),
      summary: await open({}, { root: built, path }),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const FRONT_MATTER = `---
title: Ferry & tide
description: A ferry is back.
standfirst_length: short
layout: post
---
`;

for (const { name, ...site } of [
  {
    name: 'Hugo', examples: 'hugo', path: 'ferry/index.html',
    files: {
      'config.toml': `baseURL = "/"
languageCode = "en"
title = "t"
disableKinds = ["taxonomy", "term", "home", "section", "RSS", "sitemap"]
[markup.goldmark.renderer]
unsafe = true
`,
      'content/ferry.md': FRONT_MATTER.replace('layout: post\n', '') + STORY,
    },
    command: (/** @type {string} */ built) => /** @type {[string, ...string[]]} */ (
      ['hugo', '--quiet', '--destination', built]),
  },
  {
    name: 'Jekyll', examples: 'jekyll', path: 'ferry.html',
    files: { '_config.yml': 'title: t\n', 'ferry.html': FRONT_MATTER + STORY },
    command: (/** @type {string} */ built) => /** @type {[string, ...string[]]} */ (
      ['jekyll', 'build', '--quiet', '--disable-disk-cache',
        '--destination', built]),
  },
]) {
  test(`${name}: partial and layout, built by ${name}`, async () => {
    const { html, summary } = await buildAndOpen(site);
    assert.match(html, /<stand-first length="?short"?>\s*A ferry is back\./u);
    assert.match(html, /<h1>Ferry &amp; tide<\/h1>/u);
    assert.match(summary, /ferry/u);
  });
}

/** As much of WordPress as the plugin calls, and what a page makes of a post. */
const WORDPRESS = String.raw`<?php
$codes = array();
$scripts = '';
function add_shortcode( $name, $function ) {
  global $codes;
  $codes[ $name ] = $function;
}
function shortcode_atts( $allowed, $given ) {
  return array_merge( $allowed, array_intersect_key( (array) $given, $allowed ) );
}
function wp_enqueue_script_module( $id, $source ) {
  global $scripts;
  $scripts = "<script type='module' id='$id' src='$source'></script>";
}
function plugins_url( $path, $file ) { return '/' . $path; }
function esc_attr( $text ) { return htmlspecialchars( $text, ENT_QUOTES ); }
function wp_kses_post( $text ) { return strip_tags( $text, '<p><a><b><i>' ); }
require $argv[1];
$post = preg_replace_callback( '/\[(\w+)([^\]]*)\](.*?)\[\/\1\]/s', function ( $found ) {
  global $codes;
  preg_match_all( '/(\w+)="([^"]*)"/', $found[2], $pairs );
  return $codes[ $found[1] ]( array_combine( $pairs[1], $pairs[2] ), $found[3] );
}, stream_get_contents( STDIN ) );
echo "<!doctype html><html lang='en'><title>t</title><article>$post</article>$scripts";
`;

test('WordPress: the block in a post, by the plugin under PHP', {
  skip: spawnSync('php', ['--version']).error && 'apt-get install php-cli',
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-wordpress-'));
  try {
    writeFileSync(join(folder, 'wordpress.php'), WORDPRESS);
    const html = execFileSync('php', [
      '-d', 'display_errors=stderr', join(folder, 'wordpress.php'),
      join(repositoryRoot, 'examples/wordpress/standfirst-block.php'),
    ], {
      input: example('wordpress/block.html').replace(
          'length="short"', 'length="1 sentence" onclick="x" type="tldr"') + STORY,
      encoding: 'utf8',
    });
    assert.match(html, /<stand-first type="tldr" length="1 sentence">Shown until/u);
    assert.match(html, /src='\/standfirst\/stand-first\.js'/u);
    assert.match(await open({ '/page.html': html }), /ferry/u);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a browser extension, installed unpacked: its button opens the reader', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-extension-'));
  const server = await startServer(folder, {
    override: (path) => path === '/story' ? {
      body: `<!doctype html><title>Ferry</title><nav>Home</nav>${STORY}`,
      headers: { 'content-type': 'text/html; charset=utf-8' },
    } : undefined,
  });
  /** @type {import('playwright-core').BrowserContext | undefined} */
  let context;
  try {
    const extension = join(folder, 'extension');
    cpSync(join(repositoryRoot, 'examples/extension'), extension, { recursive: true });
    cpSync(join(repositoryRoot, 'dist'), join(extension, 'standfirst'), {
      recursive: true, filter: (path) => !path.endsWith('standfirst.html'),
    });
    // `activeTab` is given by a hand on the button, which a test has not.
    const manifest = JSON.parse(example('extension/manifest.json'));
    writeFileSync(join(extension, 'manifest.json'),
        JSON.stringify({ ...manifest, host_permissions: [`${server.origin}/*`] }));
    context = await launchWithExtension(extension, join(folder, 'profile'));
    const worker = context.serviceWorkers()[0] ??
        await context.waitForEvent('serviceworker');
    const page = await context.newPage();
    await page.goto(`${server.origin}/story`);
    const opening = context.waitForEvent('page');
    await worker.evaluate(async () => {
      const { chrome } = /** @type {any} */ (globalThis);
      const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
      chrome.action.onClicked.dispatch(tab);
    });
    const reader = await opening;
    /** @type {string[]} */
    const problems = [];
    reader.on('pageerror', (error) => problems.push(String(error)));
    reader.on('console', (message) => problems.push(message.text()));
    const frame = reader.locator('stand-first [part=standfirst]');
    await frame.waitFor();
    assert.match(reader.url(), /^chrome-extension:\/\/\w+\/reader\.html$/u);
    assert.match(await frame.innerText(), /ferry Marguerite Oakes/u);
    assert.ok((await frame.locator('[part~=entity-person]').allInnerTexts())
        .includes('Ines Halloran'));
    await workersAre(reader, 1);
    await reader.waitForFunction(() => document.title === 'Ferry');
    assert.deepEqual(problems, []);
  } finally {
    await context?.close();
    await server.close();
    // The browser may still be writing its profile.
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});

test('Astro: the component, in a page built by Astro and by its development server', async () => {
  const { build, dev } = await import('astro');
  const site = await makeProject({});
  try {
    cpSync(join(repositoryRoot, 'examples/astro'), site.folder, { recursive: true });
    symlinkSync(join(repositoryRoot, 'node_modules/astro'),
        join(site.folder, 'node_modules/astro'));
    mkdirSync(join(site.folder, 'src/pages'));
    writeFileSync(join(site.folder, 'src/pages/ferry.astro'), `---
import StandFirst from '../components/StandFirst.astro';
---
<html lang="en"><head><meta charset="utf-8"><title>t</title></head><body><article>
<StandFirst length="short" description="Ferry & tide." />${STORY}</article></body></html>`);
    process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
    const built = join(site.folder, 'built');
    await build({
      root: site.folder, outDir: built, configFile: false, logLevel: 'error',
    });
    assert.match(readFileSync(join(built, 'ferry/index.html'), 'utf8'),
        /<stand-first length="short">Ferry &amp; tide\.<\/stand-first>/u);
    assert.match(await open({}, { root: built, path: 'ferry/index.html' }), /ferry/u);

    const server = await dev({ root: site.folder, logLevel: 'error', server: { port: 0 } });
    try {
      const tab = await browser.newPage();
      await tab.goto(`http://localhost:${server.address.port}/ferry/`);
      const summary = tab.locator('stand-first [part=summary]');
      await summary.waitFor();
      assert.match(await summary.innerText(), /ferry/u);
      await tab.close();
    } finally {
      await server.stop();
    }
  } finally {
    site.remove();
  }
});

test('components for React and Vue, built by Vite', async () => {
  copyFileSync(join(repositoryRoot, 'examples/react/StandFirst.jsx'),
      join(project.folder, 'ReactStandFirst.jsx'));
  copyFileSync(join(repositoryRoot, 'examples/vue/StandFirst.js'),
      join(project.folder, 'VueStandFirst.js'));
  const page = (/** @type {string} */ name) =>
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title><article>
      <div id="app"></div>${STORY}</article>
      <script type="module" src="./${name}"></script>`;
  for (const [name, text] of Object.entries({
    'react.html': page('react.jsx'),
    'react.jsx': `
      import { useState } from 'react';
      import { createRoot } from 'react-dom/client';
      import { StandFirst } from './ReactStandFirst.jsx';
      globalThis.found = [];
      const onResult = ({ summary }) => { globalThis.found.push(summary.length); };
      function App() {
        const [count, setCount] = useState(2);
        globalThis.setCount = setCount;
        return <StandFirst type="key-points" length={{ sentences: count }}
            focusWords={['ferry', 'loss']} headline onResult={onResult}>Kept.</StandFirst>;
      }
      createRoot(document.querySelector('#app')).render(<App />);`,
    'vue.html': page('vue.js'),
    'vue.js': `
      import { createApp, h, ref } from 'vue';
      import { StandFirst } from './VueStandFirst.js';
      globalThis.found = [];
      const count = ref(2);
      globalThis.setCount = (value) => { count.value = value; };
      createApp({ render: () => h(StandFirst, {
        type: 'key-points', length: { sentences: count.value },
        focusWords: ['ferry', 'loss'], headline: true,
        onResult: ({ summary }) => { globalThis.found.push(summary.length); },
      }, () => 'Kept.') }).mount('#app');`,
  })) writeFileSync(join(project.folder, name), text);
  const { build } = await import('vite');
  for (const name of ['react', 'react-dom', 'vue']) {
    symlinkSync(join(repositoryRoot, 'node_modules', name),
        join(project.folder, 'node_modules', name));
  }
  await build({
    root: project.folder, configFile: false, logLevel: 'error',
    define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false' },
    build: {
      outDir: 'built',
      rollupOptions: {
        input: ['react', 'vue'].map((name) => join(project.folder, `${name}.html`)),
      },
    },
  });
  for (const name of ['react', 'vue']) {
    await open({}, {
      root: join(project.folder, 'built'), path: `${name}.html`,
      look: async (tab) => {
        const state = () => tab.evaluate(() => {
          const element = /** @type {any} */ (document.querySelector('stand-first'));
          return {
            attributes: Object.fromEntries([...element.attributes].map(
                (/** @type {Attr} */ { name, value }) => [name, value])),
            points: element.shadowRoot.querySelectorAll('[part=point]').length,
            fallback: element.textContent,
            told: /** @type {any} */ (globalThis).found,
          };
        });
        const attributes = {
          type: 'key-points', length: '2 sentences', focus: 'ferry, loss', headline: '',
        };
        assert.deepEqual(await state(),
            { attributes, points: 2, fallback: 'Kept.', told: [2] }, name);
        // A state of the page's own changes it once.
        await tab.evaluate(() => /** @type {any} */ (globalThis).setCount(3));
        await tab.waitForFunction(
            () => /** @type {any} */ (globalThis).found.length > 1);
        await tab.waitForTimeout(100);
        assert.deepEqual(await state(), {
          attributes: { ...attributes, length: '3 sentences' }, points: 3,
          fallback: 'Kept.', told: [2, 3],
        }, name);
      },
    });
  }
});

test('the component for React, rendered by a server and taken over in the page', async () => {
  const site = await makeProject({
    'story.jsx': `
      import { StandFirst } from './StandFirst.jsx';
      export const onResult = ({ summary }) => { globalThis.found?.push(summary.length); };
      export const Story = ({ length, entities }) => <StandFirst type="key-points" length={length}
        focusWords={['ferry', 'loss']} htmlFor="#story" highlight={['sentences', 'entities']}
        entities={entities} headline loading="eager" onResult={onResult}>Kept.</StandFirst>;`,
    'server.jsx': `
      import { renderToString } from 'react-dom/server';
      import { Story } from './story.jsx';
      export const html = renderToString(<Story length={{ sentences: 2 }} entities={[]} />);`,
    'page.jsx': `
      import { hydrateRoot } from 'react-dom/client';
      import { Story } from './story.jsx';
      globalThis.found = [];
      const root = hydrateRoot(document.querySelector('#app'),
          <Story length={{ sentences: 2 }} entities={[]} />);
      globalThis.change = () => root.render(
          <Story length={{ ratio: 0.5 }} entities={['PERSON', 'ORG']} />);`,
  });
  try {
    copyFileSync(join(repositoryRoot, 'examples/react/StandFirst.jsx'),
        join(site.folder, 'StandFirst.jsx'));
    for (const name of ['react', 'react-dom']) {
      symlinkSync(join(repositoryRoot, 'node_modules', name),
          join(site.folder, 'node_modules', name));
    }
    const esbuild = await import('esbuild');
    await esbuild.build({
      entryPoints: [join(site.folder, 'server.jsx')], outfile: join(site.folder, 'server.mjs'),
      bundle: true, packages: 'external', format: 'esm', jsx: 'automatic',
    });
    const { html } = await import(pathToFileURL(join(site.folder, 'server.mjs')).href);
    writeFileSync(join(site.folder, 'page.html'),
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title>
         <div id="app">${html}</div><article id="story">${STORY}</article>
         <script type="module" src="./page.jsx"></script>`);
    const { build } = await import('vite');
    await build({
      root: site.folder, configFile: false, logLevel: 'error',
      build: { outDir: 'built', rollupOptions: { input: join(site.folder, 'page.html') } },
    });
    await open({}, {
      root: join(site.folder, 'built'), path: 'page.html',
      look: async (tab) => {
        const state = () => tab.evaluate(() => {
          const element = /** @type {any} */ (document.querySelector('stand-first'));
          return {
            attributes: Object.fromEntries([...element.attributes].map(
                (/** @type {Attr} */ { name, value }) => [name, value])),
            focusable: typeof element.focus,
          };
        });
        const attributes = {
          type: 'key-points', length: '2 sentences', focus: 'ferry, loss', headline: '',
          for: '#story', highlight: 'sentences, entities', loading: 'eager',
        };
        assert.deepEqual(await state(), { attributes, focusable: 'function' });
        await tab.evaluate(() => /** @type {any} */ (globalThis).change());
        await tab.waitForFunction(
            () => document.querySelector('stand-first')?.hasAttribute('entities'));
        assert.deepEqual(await state(), {
          attributes: { ...attributes, length: '50%', entities: 'PERSON, ORG' },
          focusable: 'function',
        });
      },
    });
  } finally {
    site.remove();
  }
});

test('a script of Node over a folder of articles', () => {
  copyFileSync(join(repositoryRoot, 'examples/node/folder.mjs'),
      join(project.folder, 'folder.mjs'));
  const folder = join(repositoryRoot, 'tests/data/articles');
  const lines = execFileSync(process.execPath, ['folder.mjs', folder],
      { cwd: project.folder, encoding: 'utf8' }).trim().split('\n');
  const records = lines.map((line) => JSON.parse(line));
  assert.deepEqual(records.map(({ file }) => file), readdirSync(folder).sort());
  for (const { headline, summary } of records) {
    assert.ok(headline.length > 0 && summary.length > 0);
  }
});
