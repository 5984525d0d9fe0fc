/**
 * The packed package in projects of others: built by Vite, webpack and esbuild,
 * loaded as it is by a module script, opened from a file; each in Chromium.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';
import { makeProject } from '../package/support.js';
import { ROWS } from './fixtures/summarizer_rows.js';
import { launchBrowser, openPage, repositoryRoot, startServer } from './support.js';

const STORY = `The ferry Marguerite Oakes carried passengers across the Lantern
Strait on Monday. Mayor Ines Halloran welcomed it on the quay. Divers had found
cracks in both propeller shafts. Crossings run every two hours until Christmas.`
    .replace(/\n/gu, ' ');

/** What the project does with the package. */
const MAIN = `
import { Standfirst } from 'standfirst';
import { Summarizer } from 'standfirst/summarizer';
import 'standfirst/element';

async function main() {
  const text = document.querySelector('article p').textContent;
  const engine = await Standfirst.create(globalThis.places);
  const article = await engine.analyse(text);
  const { entities } = await article.summarise({ length: 'short' });
  const summarizer =
      await Summarizer.create({ type: 'tldr', format: 'plain-text' });
  return {
    mode: engine.mode, names: entities.map(({ name }) => name),
    tldr: await summarizer.summarize(text),
  };
}
globalThis.outcome = main().catch(String);
`;

/** @param {string} script */
const page = (script) => `<!doctype html><html lang="en"><meta charset="utf-8">
<title>t</title><article><stand-first>Kept.</stand-first><p>${STORY}</p></article>
${script}</html>`;

const MODULE = '<script type="module" src="./main.js"></script>';

/** @type {import('./support.js').Server[]} */
const servers = [];
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('../package/support.js').Project} */
let project;
before(async () => {
  project = await makeProject({ 'main.js': MAIN, 'index.html': page(MODULE) });
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await Promise.all(servers.map((server) => server.close()));
  project?.remove();
});

/**
 * Opens a built project and holds what it did against what it should.
 *
 * @param {string} url
 * @param {string} [mode]
 * @param {(page: import('playwright-core').Page) => Promise<void>} [look]
 */
async function check(url, mode = 'worker', look = undefined) {
  const opened = await openPage(browser, url);
  const found = await opened.page.evaluate(
      () => /** @type {any} */ (globalThis).outcome);
  assert.equal(found.mode, mode, JSON.stringify(found));
  assert.ok(found.names.includes('Ines Halloran'), found.names.join());
  assert.match(found.tldr, /^The ferry Marguerite Oakes/u);
  await opened.page.locator('stand-first [part=summary]').waitFor();
  await look?.(opened.page);
  await opened.close();
}

/** @param {string} folder */
async function serve(folder) {
  const server = await startServer(folder);
  servers.push(server);
  return server.url;
}

test('Vite', async () => {
  const { build } = await import('vite');
  await build({
    root: project.folder, configFile: false, logLevel: 'error',
    build: { outDir: 'vite' },
  });
  await check(await serve(join(project.folder, 'vite')));
});

test("Vite's development server, told what the README says", async () => {
  const readme = readFileSync(join(project.installed, 'README.md'), 'utf8');
  assert.match(readme.replace(/\s+/gu, ' '),
      /`optimizeDeps: \{ exclude: \['standfirst'\] \}`/u);
  // Which browsers ask for by themselves.
  mkdirSync(join(project.folder, 'public'), { recursive: true });
  writeFileSync(join(project.folder, 'public/favicon.ico'), '');
  const { createServer } = await import('vite');
  const server = await createServer({
    root: project.folder, configFile: false, logLevel: 'error',
    optimizeDeps: { exclude: ['standfirst'] },
    server: { host: '127.0.0.1', port: 0 },
  });
  try {
    await server.listen();
    await check(server.resolvedUrls?.local[0] ?? '');
  } finally {
    await server.close();
  }
});

test('webpack', async () => {
  const { default: webpack } = await import('webpack');
  await new Promise((resolve, reject) => {
    webpack({
      context: project.folder, mode: 'production', entry: './main.js',
      output: { path: join(project.folder, 'webpack'), filename: 'main.js' },
      performance: { hints: false },
    }, (error, stats) => {
      if (error || stats?.hasErrors() || stats?.hasWarnings()) {
        reject(error ?? new Error(stats?.toString()));
      } else {
        resolve(undefined);
      }
    });
  });
  writeFileSync(join(project.folder, 'webpack/index.html'),
      page('<script src="./main.js"></script>'));
  await check(await serve(join(project.folder, 'webpack')));
});

for (const format of /** @type {const} */ (['esm', 'iife'])) {
  test(`esbuild, told where the files lie, format ${format}`, () => byEsbuild(format));
}

/**
 * A script that is no module has no address to reckon with.
 *
 * @param {'esm' | 'iife'} format
 */
async function byEsbuild(format) {
  const { build } = await import('esbuild');
  const outdir = join(project.folder, `esbuild-${format}`);
  writeFileSync(join(project.folder, 'told.js'), `
    import { configure } from 'standfirst';
    import wasmUrl from 'standfirst/standfirst.wasm';
    import workerUrl from './worker-file.js';
    const places = { wasmUrl, workerUrl, modelUrl: './models/' };
    configure(places);
    globalThis.places = places;`);
  writeFileSync(join(project.folder, 'start.js'),
      `import './told.js'; import './main.js';`);
  mkdirSync(outdir, { recursive: true });
  const browserFolder = join(project.installed, 'browser');
  const worker = readdirSync(browserFolder).find(
      (name) => name.startsWith('worker-')) ?? '';
  cpSync(join(browserFolder, worker), join(outdir, worker));
  cpSync(join(project.installed, 'models'), join(outdir, 'models'),
      { recursive: true });
  writeFileSync(join(project.folder, 'worker-file.js'),
      `export default './${worker}';`);
  await build({
    absWorkingDir: project.folder, entryPoints: ['start.js'], bundle: true,
    outfile: join(outdir, 'main.js'), format, logLevel: 'error',
    loader: { '.wasm': 'file' },
  });
  writeFileSync(join(outdir, 'index.html'), page(
      format === 'esm' ? MODULE : '<script defer src="./main.js"></script>'));
  await check(await serve(outdir));
}

test("esbuild, by the README's two pieces of code", async () => {
  const { build } = await import('esbuild');
  const readme = readFileSync(join(project.installed, 'README.md'), 'utf8');
  const [, copying = ''] = /```js\n(import \{ copyFileSync.*?)```/su.exec(readme) ?? [];
  const [, places] = /^const places = (.*);$/mu.exec(readme) ?? [];
  mkdirSync(join(project.folder, 'public'), { recursive: true });
  writeFileSync(join(project.folder, 'copying.js'), copying);
  execFileSync(process.execPath, ['copying.js'], { cwd: project.folder });
  writeFileSync(join(project.folder, 'copied.js'), `
    import { configure } from 'standfirst';
    globalThis.places = ${places};
    configure(globalThis.places);`);
  await build({
    absWorkingDir: project.folder, bundle: true, outfile: 'public/main.js', logLevel: 'error',
    stdin: { contents: `import './copied.js'; import './main.js';`, resolveDir: project.folder },
    format: 'esm',
  });
  writeFileSync(join(project.folder, 'public/index.html'), page(MODULE));
  await check(await serve(join(project.folder, 'public')));
});

test('esbuild, format iife, not told: an error says what to do', async () => {
  const { build } = await import('esbuild');
  const outdir = join(project.folder, 'esbuild-untold');
  writeFileSync(join(project.folder, 'untold.js'), `
    import { Standfirst } from 'standfirst';
    import 'standfirst/element';
    const failure = ({ code, hint }) => ({ code, hint });
    globalThis.outcome = Promise.all([
      Standfirst.create().then(String, failure),
      new Promise((resolve) => document.addEventListener(
          'standfirst-error', ({ detail: { error } }) => resolve(failure(error)))),
    ]);`);
  await build({
    absWorkingDir: project.folder, entryPoints: ['untold.js'], bundle: true,
    outfile: join(outdir, 'main.js'), format: 'iife', logLevel: 'error',
  });
  writeFileSync(join(outdir, 'index.html'),
      page('<script defer src="./main.js"></script>'));
  const opened = await openPage(browser, await serve(outdir),
      { expected: [/cannot tell where the files of Standfirst lie/u] });
  for (const { code, hint } of await opened.page.evaluate(
      () => /** @type {any} */ (globalThis).outcome)) {
    assert.equal(code, 'engine-unavailable');
    assert.match(hint, /wasmUrl, workerUrl and modelUrl/u);
  }
  await opened.close();
});

/**
 * What Turbopack puts in the place of an address: one without an origin, which is for
 * the page to complete.
 */
const RELATIVE = `class RelativeURL {
  constructor(href) { Object.assign(this, { href, pathname: href, origin: '', protocol: '' }); }
  toString() { return this.href; }
}`;

test('addresses without an origin, as Turbopack writes them', async () => {
  const outdir = join(project.folder, 'turbopack');
  for (const folder of ['browser', 'models']) {
    cpSync(join(project.installed, folder), join(outdir, 'media', folder), { recursive: true });
  }
  const browserFolder = join(outdir, 'media/browser');
  let addresses = 0;
  for (const name of readdirSync(browserFolder).filter((file) => /\.js$/u.test(file))) {
    const path = join(browserFolder, name);
    const code = readFileSync(path, 'utf8').replace(
        /new URL\("\.\.?\/([^"]+)",\s*import\.meta\.url\)/gu, (_whole, file) => {
          addresses++;
          const place = file.startsWith('models/') ? file : `browser/${file}`;
          return `new RelativeURL("/media/${place}")`;
        });
    if (code.includes('RelativeURL')) writeFileSync(path, `${RELATIVE}\n${code}`);
  }
  assert.equal(addresses, 5, 'wasm, worker and three parts');
  writeFileSync(join(outdir, 'main.js'), MAIN.replace(/'standfirst\/?(\w*)'/gu,
      (_whole, entry) => `'./media/browser/${entry || 'index'}.js'`));
  writeFileSync(join(outdir, 'index.html'), page(MODULE));
  await check(await serve(outdir));
});

test('a module script, nothing built', async () => {
  const main = MAIN.replace(/'standfirst\/?(\w*)'/gu, (_whole, entry) =>
    `'./node_modules/standfirst/browser/${entry || 'index'}.js'`);
  writeFileSync(join(project.folder, 'plain.js'), main);
  writeFileSync(join(project.folder, 'plain.html'),
      page('<script type="module" src="./plain.js"></script>'));
  await check(`${await serve(project.folder)}plain.html`);
});

test('a module script that has it all: no other file is asked for', async () => {
  const main = MAIN.replace(/^import .*$/gmu, '').replace('async function',
      `import { Standfirst, Summarizer }
          from './node_modules/standfirst/browser/single.js';
      globalThis.before = Summarizer.availability();
      async function`);
  writeFileSync(join(project.folder, 'one.js'), main);
  writeFileSync(join(project.folder, 'one.html'),
      page('<script type="module" src="./one.js"></script>'));
  const server = await startServer(project.folder);
  servers.push(server);
  await check(`${server.url}one.html`, 'page', async (tab) => {
    // Row 27: nothing has to be fetched.
    assert.equal(await tab.evaluate(
        () => /** @type {any} */ (globalThis).before), 'available');
  });
  assert.deepEqual(server.requests.filter((path) => path !== '/favicon.ico'),
      ['/one.html', '/one.js', '/node_modules/standfirst/browser/single.js']);
});

test('a worker of another release is refused, with its code', async () => {
  const { version } = JSON.parse(
      readFileSync(join(project.installed, 'package.json'), 'utf8'));
  const folder = join(project.installed, 'browser');
  const name = readdirSync(folder).find((file) => file.startsWith('worker-')) ?? '';
  const code = readFileSync(join(folder, name), 'utf8');
  assert.ok(code.includes(`"${version}"`), 'the worker knows its release');
  writeFileSync(join(project.folder, 'old_worker.js'),
      code.replaceAll(`"${version}"`, '"0.0.9"'));
  writeFileSync(join(project.folder, 'two.js'), `
    import { Standfirst } from './node_modules/standfirst/browser/index.js';
    const attempt = (options) => Standfirst.create(options).then(
        ({ mode }) => mode, ({ code, message, hint }) => ({ code, message, hint }));
    globalThis.outcome = (async () => [
      await attempt({ workerUrl: './old_worker.js' }), await attempt({}),
    ])();`);
  writeFileSync(join(project.folder, 'two.html'),
      '<!doctype html><title>t</title><script type="module" src="./two.js"></script>');
  const opened = await openPage(
      browser, `${await serve(project.folder)}two.html`);
  const [refused, own] = await opened.page.evaluate(
      () => /** @type {any} */ (globalThis).outcome);
  assert.equal(refused.code, 'engine-unavailable', JSON.stringify(refused));
  assert.ok(refused.message.endsWith(
      `different releases: ${version} and 0.0.9.`), refused.message);
  assert.match(refused.hint, /same release/u);
  assert.equal(own, 'worker');
  // Nothing of the one that was refused lives on.
  assert.equal(opened.page.workers().length, 1);
  await opened.close();
});

test('a page from a file, with the classic script that has it all', async () => {
  const main = MAIN.replace(/^import .*$/gmu, '')
      .replace('async function', 'const { Standfirst, Summarizer } = standfirst;\nasync function');
  writeFileSync(join(project.folder, 'classic.js'), main);
  writeFileSync(join(project.folder, 'classic.html'), page(
      '<script src="./node_modules/standfirst/browser/single.global.js"></script>' +
      '<script src="./classic.js"></script>').replace('<title>',
      '<meta http-equiv="Content-Security-Policy" content="default-src ' +
      '\'none\'; script-src file: \'wasm-unsafe-eval\'"><title>'));
  const context = await browser.newContext();
  const tab = await context.newPage();
  /** @type {string[]} */
  const problems = [];
  tab.on('pageerror', (error) => problems.push(error.message));
  tab.on('console', (message) => problems.push(message.text()));
  await tab.goto(pathToFileURL(join(project.folder, 'classic.html')).href);
  const found = await tab.evaluate(
      () => /** @type {any} */ (globalThis).outcome);
  assert.equal(found.mode, 'page', JSON.stringify([found, problems]));
  assert.match(found.tldr, /^The ferry Marguerite Oakes/u);
  await tab.locator('stand-first [part=summary]').waitFor();
  assert.deepEqual(problems, []);
  await context.close();
});

/** @type {import('./support.js').Server | undefined} */
let packed;

/** The project with a blank page, a frame of its own copy and the rows. */
async function servePacked() {
  if (packed) return packed;
  const install = `globalThis.ready =
      import('/node_modules/standfirst/browser/polyfill.js')
          .then(({ install }) => install({ mode: 'always' }));`;
  /** @type {Record<string, [body: string, type: string]>} */
  const files = {
    '/blank': ['<!doctype html><html lang="en"><title>t</title>' +
        '<body><script src="/install.js"></script>', 'text/html'],
    '/install.js': [install, 'text/javascript'],
    '/rows.js': [readFileSync(join(
        repositoryRoot, 'tests/browser/fixtures/summarizer_rows.js'), 'utf8'),
    'text/javascript'],
  };
  packed = await startServer(project.folder, {
    override: (path) => {
      const [body, type] = files[path === '/frame' ? '/blank' : path] ?? [];
      return body && type ? { body, headers: { 'content-type': type } } : undefined;
    },
  });
  servers.push(packed);
  return packed;
}

for (const { row, name } of ROWS) {
  test(`packed, row ${row} of Summarizer: ${name}`, async () => {
    const { url, requests } = await servePacked();
    const opened = await openPage(browser, `${url}blank`, {
      prepare: async (tab) => {
        await tab.exposeFunction('collectGarbage', () => tab.requestGC());
      },
    });
    await opened.page.evaluate(async (number) => {
      const scope = /** @type {any} */ (globalThis);
      await scope.ready;
      const path = '/rows.js';
      const { ROWS: rows } = await import(path);
      await rows.find((/** @type {any} */ one) => one.row === number)
          .run({ collectGarbage: scope.collectGarbage });
    }, row);
    await opened.close();
    // Of the package's files alone.
    assert.ok(requests.every((path) => !path.startsWith('/web/')));
  });
}
