/**
 * examples/: every page, template and component, opened in Chromium. What
 * Hugo, Jekyll, Astro and WordPress do to a template, putting values in the
 * place of expressions, is done here by hand.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  copyFileSync, readFileSync, readdirSync, symlinkSync, writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
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

/**
 * A template with values in the place of its expressions; none may be left.
 *
 * @param {string} template
 * @param {[RegExp, string][]} values
 */
function filled(template, values) {
  const page = values.reduce((text, [pattern, value]) => {
    assert.match(text, pattern);
    return text.replaceAll(new RegExp(pattern, 'gu'), () => value);
  }, template);
  assert.doesNotMatch(page, /\{\{|\{%/u);
  return page;
}

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

test('Hugo: partial and layout', async () => {
  const partial = filled(example('hugo/layouts/partials/standfirst.html'), [
    [/\{\{- \/\*.*?\*\/ -\}\}/u, ''],
    [/\{\{ \.Params\.standfirst_length \| default "medium" \}\}/u, 'short'],
    [/\{\{ \.Description \}\}/u, 'A ferry is back.'],
    [/\{\{ "standfirst\/stand-first\.js" \| relURL \}\}/u,
      '/standfirst/stand-first.js'],
  ]);
  const page = filled(example('hugo/layouts/_default/single.html'), [
    [/\{\{ \.Site\.LanguageCode \}\}/u, 'en'], [/\{\{ \.Title \}\}/u, 'Ferry'],
    [/\{\{ partial "standfirst\.html" \. \}\}/u, partial],
    [/\{\{ \.Content \}\}/u, STORY],
  ]);
  assert.match(await open({ '/page.html': page }), /ferry/u);
});

test('Jekyll: include and layout', async () => {
  const include = filled(example('jekyll/_includes/standfirst.html'), [
    [/\{\{ page\.standfirst_length \| default: 'medium' \}\}/u, 'short'],
    [/\{\{ page\.description \| escape \}\}/u, 'A ferry is back.'],
    [/\{\{ '\/standfirst\/stand-first\.js' \| relative_url \}\}/u,
      '/standfirst/stand-first.js'],
  ]);
  const page = filled(example('jekyll/_layouts/post.html'), [
    [/\{\{ page\.title \| escape \}\}/u, 'Ferry'],
    [/\{% include standfirst\.html %\}/u, include],
    [/\{\{ content \}\}/u, STORY],
  ]);
  assert.match(await open({ '/page.html': page }), /ferry/u);
});

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
