/**
 * Firefox and WebKitGTK as Debian has them, driven by WebDriver without a library:
 * WebKit's driver listens for HTTP, Firefox itself for the same commands on a socket
 * (Marionette, which geckodriver speaks). For `npm run browsers`; the tests drive
 * Chromium by Playwright.
 *
 * @typedef {'firefox' | 'webkit'} BrowserName
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../support/eventually.mjs';

/** Paths of commands in HTTP; Firefox has them by name. */
const COMMANDS = {
  Navigate: 'url',
  SetWindowRect: 'window/rect',
  SetTimeouts: 'timeouts',
  FindElement: 'element',
  ElementClick: 'element/{id}/click',
  ElementSendKeys: 'element/{id}/value',
  PerformActions: 'actions',
  ExecuteAsyncScript: 'execute/async',
};

/** @typedef {keyof typeof COMMANDS | 'TakeScreenshot'} Command */

/** Keys by WebDriver's numbers. */
export const KEYS = { escape: '\uE00C', right: '\uE014', end: '\uE010' };

/** What Firefox is to leave undone: no first-run pages, nothing from the network. */
const PREFERENCES = {
  'marionette.port': 0,
  'browser.shell.checkDefaultBrowser': false,
  'browser.aboutwelcome.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'app.normandy.enabled': false,
};

/** WebKitGTK's own browser, beside its library, or undefined. */
export function findMiniBrowser() {
  const libraries = '/usr/lib';
  const folders = readdirSync(libraries).flatMap((machine) => {
    try {
      return readdirSync(join(libraries, machine))
          .filter((name) => name.startsWith('webkit2gtk-'))
          .map((name) => join(libraries, machine, name));
    } catch {
      return [];
    }
  });
  return folders.find((folder) => readdirSync(folder).includes('MiniBrowser'))
      ?.concat('/MiniBrowser');
}

/** A page of a browser that is driven. */
export class Driven {
  /**
   * @param {(command: Command, parameters: any) => Promise<any>} send
   * @param {() => Promise<void>} close
   */
  constructor(send, close) {
    this.send = send;
    this.close = close;
  }

  /** @param {string} url */
  goto(url) {
    return this.send('Navigate', { url });
  }

  /**
   * Calls a function in the page, which takes and gives what JSON can hold.
   *
   * @template T
   * @param {(...values: any[]) => T} work
   * @param {...unknown} values
   * @returns {Promise<Awaited<T>>}
   */
  async run(work, ...values) {
    const { value, thrown } = await this.send('ExecuteAsyncScript', {
      script: `const given = [...arguments], done = given.pop();
        Promise.resolve().then(() => (${work})(...given)).then(
            (value) => done({ value }), (error) => done({ thrown: String(error) }));`,
      args: values,
    });
    assert.equal(thrown, undefined);
    return value;
  }

  /**
   * Waits until a function gives something in the page, and gives that.
   *
   * @template T
   * @param {(...values: any[]) => T} work
   * @param {...unknown} values
   * @returns {Promise<NonNullable<Awaited<T>>>}
   */
  until(work, ...values) {
    return eventually(async () => {
      const found = await this.run(work, ...values);
      assert.ok(found, `never so: ${work}`);
      return found;
    }, 15_000);
  }

  /**
   * @param {string} selector
   * @returns {Promise<string>}
   */
  async find(selector) {
    const found = await this.send(
        'FindElement', { using: 'css selector', value: selector });
    return String(Object.values(found)[0]);
  }

  /** @param {string} selector */
  async click(selector) {
    await this.send('ElementClick', { id: await this.find(selector) });
  }

  /**
   * Types into a field, or names a file for one of files.
   *
   * @param {string} selector
   * @param {string} text
   */
  async type(selector, text) {
    await this.send('ElementSendKeys', { id: await this.find(selector), text });
  }

  /** Presses keys where the focus is. @param {string[]} keys */
  async press(...keys) {
    await this.send('PerformActions', { actions: [{
      type: 'key', id: 'keys',
      actions: keys.flatMap((value) => [
        { type: 'keyDown', value }, { type: 'keyUp', value },
      ]),
    }] });
  }

  /** @returns {Promise<Buffer>} a picture of the window */
  async screenshot() {
    return Buffer.from(await this.send('TakeScreenshot', { full: false }), 'base64');
  }
}

/**
 * @param {string} program
 * @param {string[]} parameters
 * @param {Record<string, string>} environment
 */
function start(program, parameters, environment) {
  const child = spawn(program, parameters, {
    stdio: 'ignore', env: { ...process.env, ...environment },
  });
  // Where it is not ended by what follows.
  process.once('exit', () => child.kill());
  /** @type {Promise<void>} */
  const ended = new Promise((done) => {
    child.on('error', () => done());
    child.on('exit', () => done());
  });
  return { child, end: () => { child.kill(); return ended; } };
}

/** @returns {Promise<number>} that nobody listens on */
function freePort() {
  return new Promise((done) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * @param {string} home folder of the browser's own
 * @returns {Promise<Driven>}
 */
async function launchFirefox(home) {
  writeFileSync(join(home, 'user.js'), Object.entries(PREFERENCES).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${value});\n`).join(''));
  const { end } = start(process.env['FIREFOX'] ?? 'firefox-esr',
      ['--headless', '--marionette', '--no-remote', '--profile', home], { HOME: home });
  const port = await eventually(() => {
    try {
      return Number(readFileSync(join(home, 'MarionetteActivePort'), 'utf8'));
    } catch {
      return assert.fail('Firefox did not start');
    }
  });
  const socket = connect(port, '127.0.0.1');
  /** @type {Map<number, (answer: any[]) => void>} */
  const waiting = new Map();
  let read = Buffer.alloc(0);
  socket.on('data', (bytes) => {
    read = Buffer.concat([read, bytes]);
    // "12:[1,2,null,{}]": the length in bytes, and so much JSON.
    for (let colon; (colon = read.indexOf(':')) > 0;) {
      const end = colon + 1 + Number(read.subarray(0, colon));
      if (read.length < end) return;
      const answer = JSON.parse(String(read.subarray(colon + 1, end)));
      read = read.subarray(end);
      if (Array.isArray(answer)) waiting.get(answer[1])?.(answer);
    }
  });
  let last = 0;
  /** @param {string} name @param {any} parameters */
  const send = async (name, parameters) => {
    const id = ++last;
    const message = JSON.stringify([0, id, `WebDriver:${name}`, parameters]);
    const [, , error, result] = await new Promise((done) => {
      waiting.set(id, done);
      socket.write(`${Buffer.byteLength(message)}:${message}`);
    });
    if (error) throw new Error(`${name}: ${error.message}`);
    return result && 'value' in result ? result.value : result;
  };
  await send('NewSession', {});
  return new Driven(send, async () => {
    socket.destroy();
    await end();
  });
}

/**
 * @param {string} home folder of the browser's own
 * @returns {Promise<Driven>}
 */
async function launchWebKit(home) {
  const binary = process.env['MINIBROWSER'] ?? findMiniBrowser();
  const port = await freePort();
  // A number that no other server of X is likely to have.
  const display = `:${100 + port % 10_000}`;
  const screen = start('Xvfb',
      [display, '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {});
  const driver = start('WebKitWebDriver', ['-p', String(port)], {
    DISPLAY: display, HOME: home, XDG_RUNTIME_DIR: home,
    GDK_BACKEND: 'x11', LIBGL_ALWAYS_SOFTWARE: '1',
    // Root has none in a container, and what is opened is ours.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
  });
  /** @param {string} method @param {string} path @param {any} [body] */
  const call = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}/${path}`, {
      method, ...body && { body: JSON.stringify(body) },
    });
    const { value } = /** @type {any} */ (await response.json());
    if (!response.ok) throw new Error(`${path}: ${value?.error} ${value?.message}`);
    return value;
  };
  await eventually(() => call('GET', 'status').catch(
      () => assert.fail('WebKitWebDriver did not start')));
  const { sessionId } = await call('POST', 'session', { capabilities: { alwaysMatch: {
    'webkitgtk:browserOptions': { binary, args: ['--automation'] },
  } } });
  const session = `session/${sessionId}`;
  return new Driven(async (command, { id, ...parameters }) =>
    command === 'TakeScreenshot' ? await call('GET', `${session}/screenshot`) :
      await call('POST', `${session}/${COMMANDS[command].replace('{id}', id)}`, parameters),
  async () => {
    await call('DELETE', session).catch(() => {});
    await driver.end();
    await screen.end();
  });
}

/**
 * @param {BrowserName} name
 * @returns {Promise<Driven>} with a window of 1440 by 1000
 */
export async function launch(name) {
  const home = mkdtempSync(join(tmpdir(), `standfirst-${name}-`));
  const browser = await (name === 'firefox' ? launchFirefox : launchWebKit)(home);
  const { close } = browser;
  browser.close = async () => {
    await close();
    // What it still writes when it ends is in the way of this.
    rmSync(home, { recursive: true, force: true, maxRetries: 10 });
  };
  await browser.send('SetTimeouts', { script: 30_000, pageLoad: 60_000 });
  await browser.send('SetWindowRect', { width: 1440, height: 1000 });
  return browser;
}

/**
 * The first script of a page that is watched: what goes wrong in it is kept in
 * `watched`, as no driver tells it in both browsers.
 */
export const WATCH = `(() => {
  const watched = globalThis.watched = [];
  for (const kind of ['error', 'warn']) {
    const own = console[kind];
    console[kind] = (...words) => {
      watched.push('console ' + kind + ': ' + words.join(' '));
      own.apply(console, words);
    };
  }
  addEventListener('error', ({ message, target }) => watched.push(
      'error: ' + (message || target?.src || target?.href)), true);
  addEventListener('unhandledrejection', ({ reason }) =>
    watched.push('rejected: ' + reason));
  document.addEventListener('securitypolicyviolation', (event) => watched.push(
      'policy: ' + event.violatedDirective + ' ' + event.blockedURI));
})();`;
