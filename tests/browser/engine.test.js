/**
 * The engine in Chromium, in a worker and in the page, under the page's policy:
 * the contract over the fake and the real module, and what only a browser shows.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { casesFor } from '../web/contract.js';
import { EMPTY_WASM, FAKE_PARTS, fakeModel } from '../web/support.js';
import {
  CONTENT_SECURITY_POLICY, eventually, launchBrowser, openPage, repositoryRoot,
  startServer, workersAre,
} from './support.js';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => { browser = await launchBrowser(); });
after(() => browser?.close());

const BLANK = '<!doctype html><html lang="en"><title>Engine</title>';
const FILES = {
  ...fakeModel(FAKE_PARTS), '/fake.wasm': EMPTY_WASM, '/blank': BLANK,
};

/**
 * @param {Record<string, string | Uint8Array>} [files]
 * @param {Record<string, string>} [headers]
 */
function serve(files = FILES, headers = {}) {
  return startServer(repositoryRoot, {
    headers: { 'content-security-policy': CONTENT_SECURITY_POLICY, ...headers },
    override: (path) => {
      // The same files at a second address: another copy of every module.
      if (path.startsWith('/copy/')) {
        return { body: readFileSync(join(repositoryRoot, path.slice(6))) };
      }
      const body = files[path];
      if (body === undefined) return undefined;
      return path === '/blank' ?
          { body, headers: { 'content-type': 'text/html' } } : { body };
    },
  });
}

/** Options that a page makes from plain values. */
const FAKE = {
  models: '/models/', wasm: '/fake.wasm', glue: '/tests/web/fake_module.js',
};

for (const core of /** @type {const} */ (['fake', 'real'])) {
  for (const mode of /** @type {const} */ (['worker', 'page'])) {
    test(`engine, ${core}, in Chromium, mode ${mode}`, async (suite) => {
      const server = await serve(
          core === 'fake' ? FILES : { '/blank': BLANK });
      const opened = await openPage(browser, server.url + 'blank');
      const context = {
        core, mode,
        options: { ...core === 'fake' && FAKE, worker: mode === 'worker' },
      };
      for (const { name } of casesFor(context)) {
        await suite.test(name, () => opened.page.evaluate(
            async ([one, given]) => {
              const path = '/tests/web/contract.js';
              await (await import(path)).runCase(one, given);
            }, /** @type {const} */ ([name, context])));
      }
      await opened.close();
      await server.close();
    });
  }
}

/**
 * Analyses a text in a page and says how that went.
 *
 * @param {import('playwright-core').Page} page
 * @param {object} options of create
 */
function tryIn(page, options) {
  return page.evaluate(async (given) => {
    const path = '/web/engine/index.js';
    const { Standfirst } = await import(path);
    try {
      const engine = await Standfirst.create(given);
      const article = await engine.analyse('One sentence. Another one.');
      const result = await article.summarise({ length: 'short' });
      const { mode } = engine;
      engine.destroy();
      return { mode, summary: result.summary[0].text };
    } catch (error) {
      const { name, code, message } = /** @type {any} */ (error);
      return { name, code, message };
    }
  }, options);
}

const WORKS = { mode: 'worker', summary: 'One sentence.' };

test('wasm served as application/octet-stream works', async () => {
  const server = await serve();
  const opened = await openPage(browser, server.url + 'blank');
  const type = await fetch(server.url + 'fake.wasm');
  assert.equal(type.headers.get('content-type'), 'application/wasm');
  await opened.close();
  await server.close();
  const other = await serve(
      { ...FILES, '/as-bytes': EMPTY_WASM }, {});
  const page = await openPage(browser, other.url + 'blank');
  const bytes = await fetch(other.url + 'as-bytes');
  assert.equal(bytes.headers.get('content-type'), 'application/octet-stream');
  assert.deepEqual(
      await tryIn(page.page, { ...FAKE, wasm: '/as-bytes' }), WORKS);
  await page.close();
  await other.close();
});

/** @type {{name: string, options: object, code: string}[]} */
const MISSING = [
  {
    name: 'wasm', options: { ...FAKE, wasm: '/nowhere.wasm' },
    code: 'engine-unavailable',
  },
  {
    name: 'the manifest', options: { ...FAKE, models: '/nowhere/' },
    code: 'model-missing',
  },
];
for (const { name, options, code } of MISSING) {
  test(`${name} answers 404: ${code}`, async () => {
    const server = await serve();
    const opened = await openPage(browser, server.url + 'blank', {
      expected: [/Failed to load resource: .* 404/],
    });
    const found = await tryIn(opened.page, options);
    assert.equal(found.code, code, JSON.stringify(found));
    // The page lives on: with the right files it works.
    assert.deepEqual(await tryIn(opened.page, FAKE), WORKS);
    await opened.close();
    await server.close();
  });
}

test('a worker that cannot be loaded: the page does it, and says so', async () => {
  const server = await serve();
  const opened = await openPage(browser, server.url + 'blank', {
    expected: [/Failed to load resource: .* 404/],
  });
  /** @type {string[]} */
  const lines = [];
  opened.page.on('console', (message) => {
    if (message.type() === 'info') lines.push(message.text());
  });
  for (let i = 0; i < 2; i++) {
    assert.deepEqual(
        await tryIn(opened.page, { ...FAKE, worker: '/nowhere.js' }),
        { ...WORKS, mode: 'page' });
  }
  await eventually(() => assert.equal(lines.length, 1, lines.join('\n')));
  await opened.close();
  await server.close();
});

/** @type {Record<string, string>} */
const FOREIGN = {
  'says nothing': '',
  'talks of something else': 'postMessage({ hello: 1 }); onmessage = () => postMessage("what?");',
};
for (const [name, script] of Object.entries(FOREIGN)) {
  test(`a worker of somebody else's that ${name}: the page does it`, async () => {
    const server = await serve({ ...FILES, '/foreign.js': script }, {
      'content-type': 'text/javascript',
    });
    const opened = await openPage(browser, server.url + 'blank');
    /** @type {string[]} */
    const lines = [];
    opened.page.on('console', (message) => {
      if (message.type() === 'info') lines.push(message.text());
    });
    // A second is a hundredth of one.
    await opened.page.evaluate(() => {
      const { setTimeout: wait } = globalThis;
      /** @type {any} */ (globalThis).setTimeout = (
          /** @type {() => void} */ call, milliseconds = 0) => wait(call, milliseconds / 100);
    });
    assert.deepEqual(await tryIn(opened.page, { ...FAKE, worker: '/foreign.js' }),
        { ...WORKS, mode: 'page' });
    await eventually(() => assert.match(lines.join('\n'), /foreign\.js does not answer/u));
    await opened.close();
    await server.close();
  });
}

test('a policy that forbids workers: the page does it', async () => {
  const policy = CONTENT_SECURITY_POLICY.replace(
      "worker-src 'self'", "worker-src 'none'");
  const server = await serve(FILES, { 'content-security-policy': policy });
  const opened = await openPage(browser, server.url + 'blank', {
    expected: [/worker-src/i, /Creating a worker/],
  });
  assert.deepEqual(
      await tryIn(opened.page, FAKE), { ...WORKS, mode: 'page' });
  await opened.close();
  await server.close();
});

test('a second copy of the engine in one page works as well', async () => {
  const server = await serve();
  const opened = await openPage(browser, server.url + 'blank', {
    expected: [/trusted-types/, /policy with name "standfirst"/i,
      /TrustedScriptURL/],
  });
  assert.deepEqual(await tryIn(opened.page, FAKE), WORKS);
  // The name of the policy is taken, so this copy gets no worker.
  const found = await opened.page.evaluate(async (given) => {
    const path = '/copy/web/engine/index.js';
    const { Standfirst } = await import(path);
    const engine = await Standfirst.create(given);
    const article = await engine.analyse('One sentence. Another one.');
    const result = await article.summarise({ length: 'short' });
    return { mode: engine.mode, summary: result.summary[0].text };
  }, FAKE);
  assert.deepEqual(found, { ...WORKS, mode: 'page' });
  await opened.close();
  await server.close();
});

test('a destroyed engine leaves no worker behind', async () => {
  const server = await serve();
  const opened = await openPage(browser, server.url + 'blank');
  for (let i = 0; i < 20; i++) await tryIn(opened.page, FAKE);
  await workersAre(opened.page, 0);
  await opened.close();
  await server.close();
});

test('a page without workers that cannot load the engine says so', async () => {
  const server = await serve();
  const opened = await openPage(browser, server.url + 'blank',
      { expected: [/net::ERR_FAILED/] });
  await opened.page.route('**/web/engine/host.js', (route) => route.abort());
  const code = await opened.page.evaluate(async (given) => {
    const path = '/web/engine/index.js';
    const { Standfirst } = await import(path);
    return Standfirst.create({ ...given, worker: false }).then(
        () => 'none', (/** @type {any} */ error) => error.code);
  }, FAKE);
  assert.equal(code, 'engine-unavailable');
  await opened.close();
  await server.close();
});

test('an abort or the end is heard at once while a reader of markup loads', async () => {
  const server = await serve();
  const opened = await openPage(browser, server.url + 'blank');
  /** @type {(value?: unknown) => void} */
  let go = () => {};
  const held = new Promise((resolve) => { go = resolve; });
  await opened.page.route('**/web/engine/readable.js', async (route) => {
    await held;
    await route.continue();
  });
  const found = await opened.page.evaluate(async (given) => {
    const path = '/web/engine/index.js';
    const { Standfirst } = await import(path);
    const engine = await Standfirst.create(given);
    const reason = new Error('mine');
    const controller = new AbortController();
    const calls = [
      engine.analyse('<p>It rained.', { input: 'html', signal: controller.signal }),
      engine.analyse('It rained.', { input: 'markdown' }),
    ].map((call) => call.then(() => 'done', (/** @type {any} */ error) =>
      error === reason ? 'reason' : error.code));
    controller.abort(reason);
    const first = await calls[0];
    engine.destroy();
    return [first, await calls[1]];
  }, FAKE);
  assert.deepEqual(found, ['reason', 'aborted']);
  go();
  await opened.close();
  await server.close();
});

test('an abort that is not waited for is heard within 100 ms', async () => {
  const server = await serve();
  const opened = await openPage(browser, server.url + 'blank');
  let workers = 0;
  opened.page.on('worker', () => workers++);
  const took = await opened.page.evaluate(async (given) => {
    const path = '/web/engine/index.js';
    const { Standfirst } = await import(path);
    const engine = await Standfirst.create(given);
    const times = [];
    for (let i = 0; i < 5; i++) {
      const controller = new AbortController();
      const running = engine.analyse('slow-rank '.repeat(9999), {
        signal: controller.signal,
      });
      await new Promise((done) => { setTimeout(done, 60); });
      const started = performance.now();
      controller.abort();
      await running.catch(() => {});
      await engine.analyse('Short.');
      times.push(performance.now() - started);
    }
    engine.destroy();
    return times.sort((a, b) => a - b)[2];
  }, FAKE);
  assert.ok((took ?? Infinity) < 100, `median ${took} ms`);
  // It listened: nothing had to be ended.
  assert.equal(workers, 1);
  await opened.close();
  await server.close();
});
