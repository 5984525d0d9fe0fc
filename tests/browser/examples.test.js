/**
 * examples/: every page, template and component, opened in Chromium. Hugo and
 * Jekyll build their sites themselves; what Astro and WordPress do to a
 * template, putting values in the place of expressions, is done here by hand.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync,
  rmSync, symlinkSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { makeProject } from '../package/support.js';
import { launchBrowser, openPage, repositoryRoot, startServer } from './support.js';

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
 * @param {Record<string, string>} [options.headers]
 * @param {(page: import('playwright-core').Page) => Promise<void>}
 *     [options.prepare]
 */
async function open(files, options = {}) {
  const { root = join(repositoryRoot, 'dist'), path = 'page.html' } = options;
  const server = await startServer(root, {
    ...options.headers && { headers: options.headers },
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
    const opened = await openPage(browser, server.url + path,
        options.prepare ? { prepare: options.prepare } : {});
    const summary = opened.page.locator(
        'stand-first :is([part=summary], [part=points])');
    await summary.first().waitFor({ timeout: 20_000 });
    const text = await summary.first().textContent();
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

test('WordPress: what the shortcode puts into a post', async () => {
  const code = example('wordpress/standfirst-block.php');
  const markup = /'(<stand-first .*<\/stand-first>)'/u.exec(code)?.[1] ?? '';
  const script = /plugins_url\( '([^']+)'/u.exec(code)?.[1] ?? '';
  const values = ['standfirst', 'short', 'Kept.'];
  const element = markup.replace(/%s/gu, () => values.shift() ?? '');
  assert.deepEqual(values, []);
  assert.match(await open({
    '/page.html': `<!doctype html><html lang="en"><title>t</title><article>${
      element}${STORY}</article><script type="module" src="/${script}"></script>`,
  }), /ferry/u);
});

test('a browser extension: the page of the reader', async () => {
  const manifest = JSON.parse(example('extension/manifest.json'));
  const text = STORY.replace(/<\/p><p>/gu, '\n\n').replace(/<\/?p>/gu, '');
  assert.match(await open({
    '/reader.html': example('extension/reader.html'),
    '/reader.js': example('extension/reader.js'),
  }, {
    path: 'reader.html',
    headers: {
      'content-security-policy':
          manifest.content_security_policy.extension_pages,
    },
    prepare: async (page) => {
      await page.addInitScript((story) => {
        const session = { get: async () => ({ story }) };
        Object.assign(globalThis, { chrome: { storage: { session } } });
      }, { title: 'Ferry', text });
    },
  }), /ferry/u);
});

test('components for Astro, React and Vue, built by Vite', async () => {
  const astro = example('astro/src/components/StandFirst.astro');
  const [, template = '', script = ''] =
      /---\n.*?---\n(.*?)<script>\n(.*?)<\/script>/su.exec(astro) ?? [];
  const markup = template.replace('{length}', '"short"')
      .replace('{description}', 'Kept.');
  assert.doesNotMatch(markup, /[{}]/u);
  copyFileSync(join(repositoryRoot, 'examples/react/StandFirst.jsx'),
      join(project.folder, 'ReactStandFirst.jsx'));
  copyFileSync(join(repositoryRoot, 'examples/vue/StandFirst.js'),
      join(project.folder, 'VueStandFirst.js'));
  const page = (/** @type {string} */ name, /** @type {string} */ element) =>
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title><article>${
      element}${STORY}</article><script type="module" src="./${name}"></script>`;
  for (const [name, text] of Object.entries({
    'astro.html': page('astro.js', markup), 'astro.js': script,
    'react.html': page('react.jsx', '<div id="app"></div>'),
    'react.jsx': `
      import { createRoot } from 'react-dom/client';
      import { StandFirst } from './ReactStandFirst.jsx';
      const onResult = ({ summary }) => { globalThis.found = summary.length; };
      createRoot(document.querySelector('#app')).render(
          <StandFirst type="key-points" length={{ sentences: 2 }}
              onResult={onResult}>Kept.</StandFirst>);`,
    'vue.html': page('vue.js', '<div id="app"></div>'),
    'vue.js': `
      import { createApp, h } from 'vue';
      import { StandFirst } from './VueStandFirst.js';
      createApp({ render: () => h(StandFirst, {
        type: 'key-points', length: { sentences: 2 },
        onResult: ({ summary }) => { globalThis.found = summary.length; },
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
        input: ['astro', 'react', 'vue'].map(
            (name) => join(project.folder, `${name}.html`)),
      },
    },
  });
  for (const name of ['astro', 'react', 'vue']) {
    assert.match(await open({}, {
      root: join(project.folder, 'built'), path: `${name}.html`,
    }), /ferry/u, name);
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
