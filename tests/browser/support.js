/**
 * What every browser test needs: a static server on localhost, Debian's
 * Chromium, and a page that fails its test when anything went wrong in it
 * unseen: an error on the console, an uncaught exception, a Content Security
 * Policy violation, a request to another origin.
 *
 *     const server = await startServer(repositoryRoot);
 *     const browser = await launchBrowser();
 *     const opened = await openPage(browser, server.url + 'index.html');
 *     await opened.page.click('button');
 *     await opened.close();            // asserts that nothing was recorded
 */
import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { TYPES } from '../../tools/scripts/serve.mjs';
import { eventually } from '../support/eventually.mjs';

export { eventually };

/** The root of the repository, with a separator at its end. */
export const repositoryRoot = fileURLToPath(new URL('../../', import.meta.url));

/** The policy of the page (DESIGN §8), for pages that a test serves itself. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types standfirst',
].join('; ');

/**
 * @typedef {object} Server
 * @property {string} url address of the root, with a slash at its end
 * @property {string} origin
 * @property {string[]} requests every path asked for, in order
 * @property {() => Promise<void>} close
 */

/**
 * Serves a folder. Nothing is cached, so that every test starts cold.
 *
 * @param {string} root folder to serve
 * @param {object} [options]
 * @param {Record<string, string> |
 *     ((path: string) => Record<string, string>)} [options.headers]
 *     headers for every answer, over the usual ones (a wrong `content-type`
 *     included)
 * @param {string} [options.prefix] sub-path the root is served under, such as
 *     `/some/folder/`
 * @param {(path: string) => undefined | {status?: number,
 *     headers?: Record<string, string>, body?: string | Uint8Array,
 *     delay?: number}} [options.override]
 *     an answer of the test's own for a path (below the prefix, with a slash at
 *     its start), or undefined for the file
 * @returns {Promise<Server>}
 */
export async function startServer(root, options = {}) {
  const prefix = options.prefix ?? '/';
  /** @type {string[]} */
  const requests = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(
        new URL(request.url ?? '/', 'http://localhost').pathname);
    requests.push(path);
    const inside = path.startsWith(prefix) ?
        '/' + path.slice(prefix.length) : undefined;
    const own = inside === undefined ? undefined : options.override?.(inside);
    if (own?.delay) await new Promise((done) => setTimeout(done, own.delay));
    const extra = typeof options.headers === 'function' ?
        options.headers(inside ?? path) : options.headers;
    /** @type {Record<string, string>} */
    const headers = {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...extra,
      ...own?.headers,
    };
    if (own) {
      response.writeHead(own.status ?? 200, headers).end(own.body ?? '');
      return;
    }
    let file = inside === undefined ? undefined : normalize(join(root, inside));
    if (file?.endsWith(sep)) {
      file = join(file, 'index.html');
      headers['content-type'] = TYPES['.html'] ?? '';
      Object.assign(headers, extra);
    }
    const known = file?.startsWith(normalize(root)) ?
        await stat(file).catch(() => undefined) : undefined;
    if (!file || !known?.isFile()) {
      // A browser asks for this by itself; its absence is no fault of a page.
      const status = path === '/favicon.ico' ? 204 : 404;
      response.writeHead(status, { 'content-type': 'text/plain' }).end();
      return;
    }
    headers['content-length'] = String(known.size);
    response.writeHead(200, headers);
    createReadStream(file).pipe(response);
  });
  await new Promise((done) => {
    server.listen(0, '127.0.0.1', () => done(undefined));
  });
  // A test that fails before it closes the server does not keep its file running.
  server.unref();
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('the test server has no port');
  }
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    url: origin + prefix,
    origin,
    requests,
    close: () => new Promise((done, fail) => {
      server.closeAllConnections();
      server.close((error) => error ? fail(error) : done());
    }),
  };
}

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/**
 * What no page needs: the lists below Chromium's own address bar are pages of three
 * hundred files, which since 156 every new window loads beside the page that is
 * tested. The others are what Playwright does without, as a second list of a command
 * line replaces the first.
 */
const UNNEEDED = [
  'WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup',
  'AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable', 'LensOverlay', 'MediaRouter', 'PaintHolding',
  'ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch',
];

const ARGUMENTS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update',
  '--disable-sync', `--disable-features=${UNNEEDED}`,
];

/**
 * Debian's Chromium, or the one that CHROMIUM names, headless and quiet.
 *
 * @param {...string} settings more arguments
 * @returns {Promise<import('playwright-core').Browser>}
 */
export function launchBrowser(...settings) {
  return chromium.launch({ executablePath: CHROMIUM, args: [...ARGUMENTS, ...settings] });
}

/**
 * The same with an unpacked extension.
 *
 * @param {string} extension its folder
 * @param {string} profile folder of the browser's own
 * @returns {Promise<import('playwright-core').BrowserContext>}
 */
export function launchWithExtension(extension, profile) {
  return chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    // The browser's own headless mode: Playwright's has no extensions.
    headless: false,
    args: [
      '--headless=new', ...ARGUMENTS, `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
    ],
  });
}

/**
 * @typedef {object} OpenedPage
 * @property {import('playwright-core').Page} page
 * @property {string[]} problems what was recorded so far, one line each
 * @property {() => Promise<void>} check asserts that nothing was recorded
 * @property {() => Promise<void>} close checks, then closes the page and its
 *     context (closed in any case)
 */

/**
 * Records what may not happen, in every page of a context, those opened later
 * with it.
 *
 * @param {import('playwright-core').BrowserContext} context without pages as yet
 * @param {string} url whose origin may be asked
 * @param {RegExp[]} [expected] recorded lines that are let pass
 * @returns {Promise<string[]>} what was recorded so far, one line each
 */
export async function watch(context, url, expected = []) {
  /** @type {string[]} */
  const problems = [];
  const record = (/** @type {string} */ line) => {
    if (!expected.some((pattern) => pattern.test(line))) problems.push(line);
  };
  const { origin } = new URL(url);
  context.on('request', (request) => {
    const address = new URL(request.url());
    const inside = ['data:', 'blob:', 'about:'].includes(address.protocol) ||
        address.origin === origin;
    if (!inside) record(`request to another origin: ${address.href}`);
  });
  context.on('weberror', (error) => record(`uncaught: ${error.error().message}`));
  context.on('console', (message) => {
    const bad = message.type() === 'error' || message.type() === 'warning';
    if (bad) record(`console ${message.type()}: ${message.text()}`);
  });
  await context.exposeFunction('standfirstTestViolation', record);
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      // @ts-expect-error The function is exposed above.
      globalThis.standfirstTestViolation(
          `policy violation: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return problems;
}

/**
 * Opens an address in a context of its own and records what may not happen.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {object} [options]
 * @param {RegExp[]} [options.expected] problems that this test provokes, each
 *     recorded line that one of them matches is let pass
 * @param {import('playwright-core').BrowserContextOptions} [options.context]
 *     size, colour scheme, … of the context
 * @param {(page: import('playwright-core').Page) => Promise<void>}
 *     [options.prepare] called before the navigation
 * @returns {Promise<OpenedPage>}
 */
export async function openPage(browser, url, options = {}) {
  const context = await browser.newContext(options.context);
  const problems = await watch(context, url, options.expected);
  const page = await context.newPage();
  const check = async () => {
    assert.deepEqual(problems, [], `problems seen in ${url}`);
  };
  const close = async () => {
    try {
      // What the page reported last is still on its way.
      if (!page.isClosed()) await page.evaluate(() => 0).catch(() => 0);
      await check();
    } finally {
      await context.close();
    }
  };
  try {
    await options.prepare?.(page);
    await page.goto(url);
  } catch (error) {
    await context.close();
    throw error;
  }
  return { page, problems, check, close };
}

/**
 * Waits until nothing matches any more.
 *
 * @param {import('playwright-core').Locator} locator
 */
export function gone(locator) {
  return eventually(async () => {
    assert.equal(await locator.count(), 0, `${locator} is there`);
  });
}

/**
 * Waits until a page, with what runs in it, has so many workers.
 *
 * @param {import('playwright-core').Page} page
 * @param {number} count
 */
export function workersAre(page, count) {
  return eventually(() => { assert.equal(page.workers().length, count); });
}

/**
 * Waits until the text of a place of the page matches.
 *
 * @param {import('playwright-core').Locator} locator
 * @param {RegExp} wanted
 * @returns {Promise<string>} the text
 */
export function shows(locator, wanted) {
  return eventually(async () => {
    const text = await locator.innerText();
    assert.match(text, wanted);
    return text;
  });
}
