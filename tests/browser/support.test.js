/** The browser tests' own support: it must see what it is there to see. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  CONTENT_SECURITY_POLICY, eventually, launchBrowser, openPage, repositoryRoot, startServer,
} from './support.js';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => { browser = await launchBrowser(); });
after(() => browser?.close());

/** @type {{name: string, body: string, expected: RegExp | null}[]} */
const CASES = [
  { name: 'a clean page', body: '<p>Nothing.</p>', expected: null },
  {
    name: 'an error on the console',
    body: '<script type="module" src="/error.js"></script>',
    expected: /console error: broken/,
  },
  {
    name: 'an uncaught exception',
    body: '<script type="module" src="/throw.js"></script>',
    expected: /uncaught: thrown/,
  },
  {
    name: 'an error on the console of a worker',
    body: '<script type="module" src="/worker-error.js"></script>',
    expected: /console error: broken in the worker/,
  },
  {
    name: 'an inline script under the policy',
    body: '<script>document.title = 1;</script>',
    expected: /policy violation: script-src-elem inline/,
  },
  {
    name: 'a request to another origin',
    body: '<img src="http://127.0.0.2:1/x.png">',
    expected: /request to another origin: http:\/\/127\.0\.0\.2:1\/x\.png/,
  },
];

/** @type {Record<string, string>} */
const SCRIPTS = {
  '/error.js': 'console.error("broken");',
  '/throw.js': 'throw new Error("thrown");',
  '/worker-error.js': `
    const policy = trustedTypes.createPolicy('standfirst',
        { createScriptURL: (url) => url });
    new Worker(policy.createScriptURL('/error-worker.js'));`,
  '/error-worker.js': 'console.error("broken in the worker");',
};

for (const { name, body, expected } of CASES) {
  test(`support sees ${name}`, async () => {
    const server = await startServer(repositoryRoot, {
      override: (path) => {
        const script = SCRIPTS[path];
        if (script !== undefined) return { body: script };
        if (path !== '/page') return undefined;
        const head = '<!doctype html><html lang="en"><title>t</title>';
        return {
          body: head + body,
          headers: {
            'content-type': 'text/html',
            'content-security-policy': CONTENT_SECURITY_POLICY,
          },
        };
      },
    });
    try {
      const opened = await openPage(browser, server.url + 'page');
      if (expected === null) {
        await opened.page.waitForTimeout(50);
        await opened.close();
        return;
      }
      await eventually(() => assert.match(opened.problems.join('\n'), expected));
      await assert.rejects(opened.close(), /problems seen/);
    } finally {
      await server.close();
    }
  });
}

test('support sees what goes wrong in a second tab', async () => {
  const server = await startServer(repositoryRoot, {
    override: (path) => SCRIPTS[path] !== undefined ? { body: SCRIPTS[path] } :
      ['/page', '/second'].includes(path) ? {
        body: '<!doctype html><html lang="en"><title>t</title>' + (path === '/page' ? '' :
          '<script>0</script><img src="http://127.0.0.2:1/x.png">' +
          '<script type="module" src="/error.js"></script>' +
          '<script type="module" src="/throw.js"></script>'),
        headers: {
          'content-type': 'text/html',
          'content-security-policy': CONTENT_SECURITY_POLICY,
        },
      } : undefined,
  });
  try {
    const opened = await openPage(browser, server.url + 'page');
    const second = await opened.page.context().newPage();
    await second.goto(server.url + 'second');
    for (const wanted of [
      /console error: broken/, /uncaught: thrown/, /policy violation: script-src-elem inline/,
      /request to another origin/,
    ]) await eventually(() => assert.match(opened.problems.join('\n'), wanted));
    await assert.rejects(opened.close(), /problems seen/);
  } finally {
    await server.close();
  }
});

test('the server serves a sub-path and nothing outside its root', async () => {
  const server = await startServer(repositoryRoot, { prefix: '/a/b/' });
  try {
    const inside = await fetch(server.url + 'package.json');
    assert.equal(inside.status, 200);
    assert.equal(inside.headers.get('content-type'), 'application/json');
    const above = await fetch(server.origin + '/package.json');
    assert.equal(above.status, 404);
    const outside = await fetch(server.url + '..%2f..%2f..%2fetc/passwd');
    assert.equal(outside.status, 404);
  } finally {
    await server.close();
  }
});
