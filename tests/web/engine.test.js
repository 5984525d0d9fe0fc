/** The engine in node, over the fake module: the contract, and its edges. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { Host } from '../../web/engine/host.js';
import {
  Standfirst, StandfirstError, configure, shareEngine,
} from '../../web/engine/index.js';
import { CALLS } from '../../web/engine/protocol.js';
import { eventually } from '../support/eventually.mjs';
import { casesFor, runCase } from './contract.js';
import { counts } from './fake_module.js';
import {
  EMPTY_WASM, FAKE_GLUE, FAKE_PARTS, fakeModel, fakeOptions, readerOf,
} from './support.js';

/** @type {import('./contract.js').Context} */
const CONTEXT = { mode: 'page', core: 'fake', options: fakeOptions() };

for (const { name } of casesFor(CONTEXT)) {
  test(`engine, fake, in the page: ${name}`, () => runCase(name, CONTEXT));
}

test('the handles of 200 engines are all freed', async () => {
  const before = { ...counts };
  for (let i = 0; i < 200; i++) {
    const engine = await Standfirst.create(fakeOptions());
    const article = await engine.analyse(`Text ${i}. And more.`);
    await article.summarise();
    if (i % 2) article.close();
    engine.destroy();
  }
  assert.equal(counts.modules - before.modules, 200);
  assert.equal(counts.made - before.made, 400, 'sessions made');
  assert.equal(counts.deleted - before.deleted, 400, 'sessions deleted');
  assert.equal(counts.blocks, before.blocks, 'memory reserved');
});

test('many analyses at once are no leak to node', async () => {
  /** @type {string[]} */
  const warnings = [];
  const note = (/** @type {Error} */ warning) => warnings.push(warning.message);
  process.on('warning', note);
  const engine = await Standfirst.create(fakeOptions());
  await Promise.all(Array.from({ length: 30 }, (_, i) => engine.analyse(`Text ${i}.`)));
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', note);
  assert.deepEqual(warnings, []);
  engine.destroy();
});

test('a refused, failed or stopped analysis frees its handle', async () => {
  const engine = await Standfirst.create(fakeOptions());
  const before = { ...counts };
  const controller = new AbortController();
  const calls = [
    engine.analyse('x', /** @type {any} */ ({ colour: 'red' })),
    engine.analyse('fail-tag'),
    engine.analyse('slow-tag '.repeat(9999), { signal: controller.signal }),
  ];
  setTimeout(() => controller.abort(), 30);
  for (const call of calls) await assert.rejects(call);
  await eventually(() => assert.equal(counts.deleted - before.deleted, 3));
  assert.equal(counts.made - before.made, 3);
  assert.equal(counts.blocks, before.blocks);
  engine.destroy();
});

test('an analysis that was done when it was stopped frees its handle', async () => {
  const engine = await Standfirst.create(fakeOptions());
  const before = { ...counts };
  const text = 'It rained. It poured.';
  for (let i = 0; i < 5; i++) {
    const controller = new AbortController();
    await assert.rejects(engine.analyse(text, {
      signal: controller.signal,
      // With the last report its answer is on the way.
      onprogress: ({ fraction }) => { if (fraction === 1) controller.abort(); },
    }), { name: 'AbortError' });
  }
  await eventually(() => assert.equal(counts.deleted - before.deleted, 5));
  assert.equal(counts.made - before.made, 5);
  const article = await engine.analyse(text);
  assert.equal((await article.summarise()).summary.length, 2);
  engine.destroy();
});

test('an article that is left while it is analysed again frees its handle', async () => {
  const engine = await Standfirst.create(fakeOptions());
  const article = await engine.analyse('It rained. It poured.');
  await assert.rejects(engine.analyse('crash-tag'), { code: 'engine-crashed' });
  // The next instance.
  await engine.analyse('It snowed.');
  const before = { ...counts };
  const running = article.summarise();
  // Its second analysis is begun by then.
  for (let i = 0; i < 4; i++) await null;
  article.close();
  await assert.rejects(running);
  await eventually(() => assert.equal(counts.deleted - before.deleted, 1));
  assert.equal(counts.made - before.made, 1);
  engine.destroy();
});

/**
 * @param {unknown[]} messages
 * @returns {Promise<import('../../web/engine/protocol.js').Answer[]>}
 */
async function answersOf(messages) {
  /** @type {import('../../web/engine/protocol.js').Answer[]} */
  const answers = [];
  const host = new Host((answer) => answers.push(answer),
      { sliceMilliseconds: 8 });
  for (const message of messages) host.receive(message);
  await eventually(() =>
    assert.ok(answers.length >= messages.length, JSON.stringify(answers)));
  // Nobody may be told twice.
  await new Promise((done) => { setTimeout(done, 100); });
  host.dispose();
  return answers;
}

test('every message has exactly one answer, whatever it is', async () => {
  const module = await WebAssembly.compile(EMPTY_WASM);
  const start = { id: 1, call: 'start', module, glue: FAKE_GLUE };
  const odd = [
    undefined, null, 7, 'start', {}, { call: 'start' }, { id: 'x' },
    { id: 10 }, { id: 11, call: 'eval' }, { id: 12, call: 'constructor' },
    { id: 13, call: 'analyse' }, { id: 14, call: 'summarise' },
    { id: 15, call: 'load', name: 'base' }, { id: 16, call: 'close' },
    { id: 17, call: 'abort', target: 99 },
    { id: 18, call: 'analyse', article: 1, text: {}, options: 3 },
    { id: 19, call: '__proto__' },
  ];
  const answers = await answersOf([start, ...odd]);
  assert.equal(answers.length, odd.length + 1);
  for (const message of odd) {
    const id = /** @type {any} */ (message)?.id;
    if (typeof id !== 'number') continue;
    const own = answers.filter((answer) => answer.id === id);
    assert.equal(own.length, 1, `answers to ${JSON.stringify(message)}`);
  }
  assert.equal(answers.filter((answer) => answer.id === null).length, 7);
  for (const answer of answers) {
    const kinds = ['value', 'error', 'aborted'].filter((kind) => kind in answer);
    assert.equal(kinds.length, 1, JSON.stringify(answer));
  }
});

test('a host that was not started answers every call with an error', async () => {
  const messages = CALLS.filter((call) => call !== 'abort').map((call, i) => (
    { id: i, call, article: 1, text: '', options: '{}', stored: EMPTY_WASM }));
  for (const answer of await answersOf(messages)) {
    if (messages[answer.id ?? -1]?.call === 'close') continue;
    assert.ok(answer.error, JSON.stringify(answer));
  }
});

/**
 * What a broken part must lead to. `base` is needed, the others are not.
 *
 * @type {{name: string, code: string,
 *     change: (files: Record<string, Uint8Array>, path: string) => void}[]}
 */
const BROKEN_PARTS = [
  {
    name: 'is not there', code: 'model-missing',
    change: (files, path) => { delete files[path]; },
  },
  {
    name: 'is another one', code: 'model-invalid',
    change: (files, path) => {
      const part = fakeModel({ base: 'sfm:bass', entities: 'sfm:entitier' });
      files[path] = part[path] ?? EMPTY_WASM;
    },
  },
  {
    name: 'is damaged', code: 'model-invalid',
    change: (files, path) => {
      const bytes = Uint8Array.from(files[path] ?? []);
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      files[path] = bytes;
    },
  },
  {
    name: 'is cut short', code: 'model-invalid',
    change: (files, path) => {
      files[path] = (files[path] ?? EMPTY_WASM).slice(0, -2);
    },
  },
];

for (const { name, code, change } of BROKEN_PARTS) {
  test(`the part "base" ${name}: create rejects with ${code}`, async () => {
    const files = fakeModel(FAKE_PARTS);
    change(files, '/models/base.sfm');
    await assert.rejects(Standfirst.create(fakeOptions(files)), { code });
  });

  test(`the part "entities" ${name}: all else works`, async () => {
    const whole = fakeModel(FAKE_PARTS);
    const files = { ...whole };
    change(files, '/models/entities.sfm');
    const engine = await Standfirst.create(fakeOptions(files));
    const part = () => engine.parts.find((one) => one.name === 'entities');
    assert.equal(part()?.loaded, false);
    assert.equal(part()?.error?.code, code);
    const text = 'One sentence. Another.';
    const article = await engine.analyse(text);
    const notices = async (/** @type {typeof article} */ one) =>
      (await one.summarise()).notices.map((notice) => notice.code);
    assert.deepEqual(await notices(article), ['entities-unavailable']);
    await assert.rejects(engine.reload('entities'), { code });
    assert.equal(part()?.error?.code, code);
    Object.assign(files, whole);
    assert.equal((await engine.reload('entities')).loaded, true);
    assert.equal(part()?.error, null);
    assert.deepEqual(await notices(await engine.analyse(text)), []);
    engine.destroy();
  });
}

/** @type {[string, string, RegExp][]} */
const UNREADABLE = [
  ['is not there', 'status 404', /^Put the files of Standfirst there/],
  ['may not be read', 'status 403', /^Put the files of Standfirst there/],
  ['is on no disk', "ENOENT: no such file or directory, open '/m'", /^Put the files/],
  ['cannot be had now', 'status 503', /^Check the connection/],
  ['cannot be reached', 'Failed to fetch', /^Check the connection/],
];
for (const [name, why, hint] of UNREADABLE) {
  test(`a file ${name}: the hint says what helps`, async () => {
    const options = fakeOptions();
    await assert.rejects(Standfirst.create({
      ...options, read: () => Promise.reject(new Error(why)),
    }), ({ message, hint: given }) => {
      assert.ok(message.endsWith(`: ${why}.`), message);
      assert.match(given, hint);
      return true;
    });
  });
}

test('outside a secure context lengths and the core check parts', async () => {
  const real = globalThis.crypto;
  Object.defineProperty(
      globalThis, 'crypto', { value: {}, configurable: true });
  try {
    (await Standfirst.create(fakeOptions())).destroy();
    const files = fakeModel(FAKE_PARTS);
    files['/models/base.sfm'] = Uint8Array.of(1, 2, 3);
    await assert.rejects(
        Standfirst.create(fakeOptions(files)),
        { code: 'model-invalid', message: /3 bytes/u });
  } finally {
    Object.defineProperty(
        globalThis, 'crypto', { value: real, configurable: true });
  }
});

test('after a crash the engine starts again without being asked', async () => {
  const engine = await Standfirst.create(fakeOptions());
  const before = counts.modules;
  await assert.rejects(engine.analyse('crash-tag'));
  await eventually(() => assert.equal(counts.modules, before + 1));
  engine.destroy();
});

/** @type {{name: string, parts: Record<string, string>, code: string}[]} */
const REFUSED_PARTS = [
  { name: 'no part at all', parts: { base: 'nonsense' }, code: 'model-invalid' },
  { name: 'of an old format', parts: { base: 'old' }, code: 'model-version' },
  { name: 'crashing', parts: { base: 'crash' }, code: 'engine-crashed' },
  { name: 'absent', parts: { entities: 'sfm:e' }, code: 'model-missing' },
];
for (const { name, parts, code } of REFUSED_PARTS) {
  test(`a base that is ${name}: create rejects with ${code}`, async () => {
    const options = fakeOptions(fakeModel(parts));
    await assert.rejects(Standfirst.create(options), { code });
  });
}

test('a part that crashes the engine leaves the others working', async () => {
  const files = fakeModel({ ...FAKE_PARTS, entities: 'crash' });
  const engine = await Standfirst.create(fakeOptions(files));
  assert.deepEqual(
      engine.parts.map(({ name, error }) => [name, error?.code]),
      [['base', undefined], ['entities', 'engine-crashed'],
        ['grammar', undefined]]);
  const article = await engine.analyse('One sentence.');
  await article.summarise();
  engine.destroy();
});

/** @type {{name: string, manifest: string, code: string}[]} */
const MANIFESTS = [
  { name: 'not JSON', manifest: '<html>', code: 'model-invalid' },
  { name: 'no object', manifest: 'null', code: 'model-invalid' },
  { name: 'no parts', manifest: '{"version":1}', code: 'model-invalid' },
  {
    name: 'a part without a hash', code: 'model-invalid',
    manifest: '{"version":1,"parts":[{"name":"base","file":"a","bytes":1}]}',
  },
  {
    name: 'another version', manifest: '{"version":2,"parts":[]}',
    code: 'model-version',
  },
];
for (const { name, manifest, code } of MANIFESTS) {
  test(`a manifest with ${name}: create rejects with ${code}`, async () => {
    const files = fakeModel(FAKE_PARTS);
    files['/models/manifest.json'] = new TextEncoder().encode(manifest);
    await assert.rejects(Standfirst.create(fakeOptions(files)), { code });
  });
}

test('wasm that is not there or broken: engine-unavailable', async () => {
  const files = fakeModel(FAKE_PARTS);
  files['/broken.wasm'] = Uint8Array.of(1, 2, 3);
  const options = { ...fakeOptions(), read: readerOf(files) };
  for (const wasm of [
    'https://fake.test/missing.wasm', 'https://fake.test/broken.wasm',
    Uint8Array.of(1, 2, 3),
  ]) {
    await assert.rejects(
        Standfirst.create({ ...options, wasm }),
        { name: 'StandfirstError', code: 'engine-unavailable' });
  }
});

test('what reads markup says what is wrong by itself too, with a code', () => {
  // In a process of its own: here the readers' modules are loaded already.
  const found = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', `
    import { register } from 'node:module';
    register('data:text/javascript,' + encodeURIComponent(\`
      export async function load(url, context, next) {
        if (/(readable|page_article)\\.js$/.test(url)) throw new Error('not there');
        return next(url, context);
      }\`));
    const { findArticle, readHtml, readMarkdown } =
        await import(${JSON.stringify(new URL('../../web/engine/index.js', import.meta.url).href)});
    const calls = { html: readHtml('<p>A'), markdown: readMarkdown('A'), page: findArticle({}),
      number: readMarkdown(5), nothing: readHtml() };
    const said = Object.fromEntries(await Promise.all(Object.entries(calls).map(
        async ([name, call]) => [name, await call.catch(({ name, code }) => name + ' ' + code)])));
    console.log(JSON.stringify(said));`], { encoding: 'utf8' }));
  assert.deepEqual(found, {
    html: 'StandfirstError engine-unavailable',
    markdown: 'StandfirstError engine-unavailable',
    page: 'StandfirstError engine-unavailable',
    number: 'StandfirstError invalid-option',
    nothing: 'StandfirstError invalid-option',
  });
});

test('a shared engine that was released does not keep node', () => {
  const started = performance.now();
  const took = Number(execFileSync(process.execPath, ['--input-type=module', '-e', `
    import { shareEngine } from ${JSON.stringify(
      new URL('../../web/engine/shared.js', import.meta.url).href)};
    import { fakeOptions } from ${JSON.stringify(new URL('./support.js', import.meta.url).href)};
    const { models, wasm, worker, read, glue } = fakeOptions();
    const { engine, release } = shareEngine({ models, wasm, worker, read, glue });
    await engine;
    release();
    const released = performance.now();
    process.on('exit', () => console.log(Math.round(performance.now() - released)));`],
  { encoding: 'utf8' }));
  assert.ok(took < 700, `${took} ms of ${performance.now() - started}`);
});

test('progress is told of a reader that tells none', async () => {
  const { read, ...options } = fakeOptions();
  assert.ok(read);
  for (const wasm of [EMPTY_WASM, 'https://fake.test/fake.wasm']) {
    /** @type {{loaded: number, total: number}[]} */
    const seen = [];
    const engine = await Standfirst.create({
      ...options, wasm,
      read: (url, { signal }) => url.pathname === '/fake.wasm' ?
        Promise.resolve(EMPTY_WASM) : read(url, signal ? { signal } : {}),
      onprogress: (progress) => seen.push(progress),
    });
    engine.destroy();
    const { loaded, total } = seen.at(-1) ?? {};
    assert.ok(loaded && loaded === total, JSON.stringify(seen));
  }
});

/** @type {[string, (bytes: Uint8Array) => any, string | null][]} */
const GIVEN = [
  ['bytes of another kind', (bytes) => new DataView(bytes.slice().buffer), null],
  ['an ArrayBuffer', (bytes) => bytes.slice().buffer, null],
  ['a text', () => 'bytes', 'model-missing'],
  ['an answer', () => new Response(), 'model-missing'],
  ['nothing', () => undefined, 'model-missing'],
];
for (const [name, change, code] of GIVEN) {
  test(`a reader that gives ${name}: ${code ?? 'an engine'}`, async () => {
    const { read, ...options } = fakeOptions();
    const creating = Standfirst.create({
      ...options,
      read: async (url, given) => change(await read?.(url, given) ?? new Uint8Array()),
    });
    if (code === null) (await creating).destroy();
    else await assert.rejects(creating, { name: 'StandfirstError', code, message: /Uint8Array/u });
  });
}

test('addresses that are null are as if not given', async () => {
  const options = fakeOptions();
  for (const name of ['modelUrl', 'wasmUrl', 'workerUrl']) {
    const engine = await Standfirst.create(/** @type {any} */ ({ ...options, [name]: null }));
    engine.destroy();
  }
  const { models, wasm, worker, ...others } = options;
  const engine = await Standfirst.create(/** @type {any} */ ({
    ...others, models: null, modelUrl: models, wasm: null, wasmUrl: wasm,
    worker: null, workerUrl: worker,
  }));
  assert.equal(engine.mode, 'page');
  engine.destroy();
});

test('engines are shared by those with the same settings alone', async () => {
  const settings = fakeOptions();
  const read = (/** @type {URL} */ url, /** @type {object} */ options) =>
    /** @type {any} */ (settings.read)(url, options);
  /** @type {[object, boolean][]} */
  const table = [
    [{}, true],
    [{ wasm: settings.wasm, read: settings.read, worker: false }, true],
    [{ models: new URL(String(settings.models)) }, true],
    [{ read }, false],
    [{ wasm: Uint8Array.from(EMPTY_WASM) }, false],
    [{ models: undefined, modelUrl: `${settings.models}?other` }, false],
  ];
  const holds = [shareEngine(settings),
    ...table.map(([changed]) => shareEngine({ ...settings, ...changed }))];
  const [first, ...others] = await Promise.all(
      holds.map(({ engine }) => engine.catch(() => null)));
  holds.forEach(({ release }) => release());
  assert.deepEqual(others.map((engine) => engine === first), table.map(([, same]) => same));
});

test('places that nothing is told of by that name are refused', () => {
  for (const places of /** @type {any[]} */ ([{ wasm: '/a.wasm' }, { wasmURL: '/a.wasm' }, null])) {
    assert.throws(() => configure(places), { name: 'StandfirstError', code: 'invalid-option' });
  }
});

test('glue that is not there: engine-unavailable', async () => {
  const glue = new URL('./no_such_module.js', import.meta.url);
  await assert.rejects(
      Standfirst.create({ ...fakeOptions(), glue }),
      { name: 'StandfirstError', code: 'engine-unavailable' });
});

test('without workers the engine runs in the page, and says so once', async () => {
  // Node has no Worker: what a page without them looks like.
  /** @type {string[]} */
  const lines = [];
  const { info } = console;
  console.info = (line) => lines.push(line);
  try {
    for (let i = 0; i < 2; i++) {
      const engine = await Standfirst.create(
          { ...fakeOptions(), worker: true });
      assert.equal(engine.mode, 'page');
      await engine.analyse('One sentence.');
      engine.destroy();
    }
  } finally {
    console.info = info;
  }
  assert.equal(lines.length, 1, lines.join('\n'));
  assert.match(lines[0] ?? '', /without a worker/);
});

test('slices in the page leave the loop free', async () => {
  const engine = await Standfirst.create(fakeOptions());
  let last = performance.now();
  /** @type {number[]} */
  const gaps = [];
  const timer = setInterval(() => {
    const now = performance.now();
    gaps.push(now - last);
    last = now;
  }, 1);
  await engine.analyse('slow-tag slow-entity '.repeat(20_000));
  clearInterval(timer);
  engine.destroy();
  gaps.sort((a, b) => a - b);
  // The lower quartile, as other work on the machine lengthens most of them.
  const quartile = gaps[gaps.length >> 2] ?? Infinity;
  assert.ok(gaps.length > 50, `${gaps.length} turns`);
  assert.ok(quartile <= 12, `lower quartile ${quartile} ms`);
});

test('errors keep their name, code, hint and cause', () => {
  const cause = new Error('why');
  const error = new StandfirstError('internal', 'what', 'do', { cause });
  assert.ok(error instanceof Error);
  assert.equal(String(error), 'StandfirstError: what');
  assert.deepEqual(
      [error.code, error.hint, error.cause], ['internal', 'do', cause]);
});
