/**
 * The npm package as it is packed: its form, its types, its use from Node, as npm
 * installs it and as bundlers shake it.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  closeSync, constants, copyFileSync, openSync, readFileSync, readdirSync, writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { checkFilesList } from '../support/files_list.mjs';
import { makeFolder, makeProject, root, tarball } from './support.js';

/** @type {import('./support.js').Project} */
let project;
before(async () => { project = await makeProject({}); });
after(() => project?.remove());

/**
 * Runs a module in the project and gives what it prints, as JSON.
 *
 * @param {string} code
 * @param {string} [name]
 */
function runInProject(code, name = 'main.mjs') {
  writeFileSync(join(project.folder, name), code);
  return JSON.parse(execFileSync(process.execPath, [name],
      { cwd: project.folder, encoding: 'utf8' }));
}

/** @type {{version: string}} */
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const TEXT = 'The ferry Marguerite Oakes crossed the Lantern Strait on Monday. ' +
    'Mayor Ines Halloran welcomed it on the quay. Crossings run until Christmas.';

test('publint finds nothing', async () => {
  const { publint } = await import('publint');
  const { messages } = await publint(
      { pkgDir: project.installed, strict: true, pack: false });
  assert.deepEqual(messages, []);
});

test('every entry resolves to its types', async () => {
  // Of @arethetypeswrong/cli; files that are no modules have no types.
  const { status, stdout, stderr } = spawnSync(process.execPath, [
    join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js'),
    await tarball(), '--profile', 'esm-only', '--format', 'table-flipped',
    '--no-color', '--no-emoji', '--exclude-entrypoints', './standfirst.wasm',
    './single/global', './files.json',
  ], { encoding: 'utf8' });
  assert.equal(status, 0, stdout + stderr);
});

test('a program in TypeScript compiles against it', () => {
  writeFileSync(join(project.folder, 'program.ts'), `
    import { Standfirst, StandfirstError, configure } from 'standfirst';
    import type { Result } from 'standfirst';
    import { Summarizer } from 'standfirst/summarizer';
    import { install } from 'standfirst/polyfill';
    import { StandFirstElement } from 'standfirst/element';
    import { Summarizer as Inlined } from 'standfirst/single';
    configure({ wasmUrl: '/a.wasm', workerUrl: '/b.js', modelUrl: '/models/' });
    const engine = await Standfirst.create({ modelUrl: '/models/' });
    const article = await engine.analyse('Text.', { title: null });
    const result: Result = await article.summarise({ length: { words: 40 } });
    const spans: [number, number][] | undefined = result.headline?.spans;
    // @ts-expect-error a length that is not there
    await article.summarise({ length: 'tiny' });
    const summarizer = await Summarizer.create({ type: 'tldr' });
    await Summarizer.create({ monitor: (monitor) => {
      const tell = ({ loaded }: ProgressEvent) => console.log(loaded);
      monitor.addEventListener('downloadprogress', (event) => console.log(event.loaded));
      monitor.addEventListener('downloadprogress', tell, { once: true });
      monitor.removeEventListener('downloadprogress', tell);
      monitor.addEventListener('other', (event: Event) => console.log(event.type));
      monitor.ondownloadprogress = tell;
    } });
    const text: string = await summarizer.summarize('Text.');
    const usage: number = await summarizer.measureInputUsage('Text.');
    const stream: ReadableStream<string> = summarizer.summarizeStreaming('Text.');
    const installed: boolean = await install({ mode: 'if-unavailable' });
    const element: StandFirstElement = document.createElement('stand-first');
    element.length = { words: 60 };
    element.headline = true;
    element.addEventListener('standfirst-result', ({ detail }) => {
      const kind: 1 = detail.result.version;
      console.log(kind, detail.text.length);
    });
    document.addEventListener('standfirst-error', ({ detail: { error } }) =>
      console.log(error.code.length, error.hint.length));
    element.addEventListener('standfirst-ready', ({ detail }) => {
      const mode: 'worker' | 'page' = detail.mode;
      // @ts-expect-error it has no result yet
      console.log(mode, detail.version.length, detail.result);
    });
    const installedOne: typeof Summarizer = globalThis.Summarizer;
    console.log(await installedOne.availability());
    const same: typeof Summarizer.create | undefined = Inlined.create;
    export { StandfirstError, spans, text, usage, stream, installed, same };
  `);
  execFileSync(process.execPath, [
    join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', '--strict',
    '--target', 'es2022', '--module', 'nodenext', '--lib', 'es2022,dom,dom.iterable',
    '--typeRoots', 'none', 'program.ts',
  ], { cwd: project.folder, encoding: 'utf8', stdio: 'pipe' });
});

test('it runs in Node: engine, Summarizer, polyfill, element, single', () => {
  const found = runInProject(`
    import { Standfirst } from 'standfirst';
    import { Summarizer } from 'standfirst/summarizer';
    import 'standfirst/polyfill';
    import { StandFirstElement } from 'standfirst/element';
    import * as single from 'standfirst/single';
    const text = ${JSON.stringify(TEXT)};
    const of = async ({ create }) => {
      const engine = await create();
      const article = await engine.analyse(text);
      const { headline, summary, entities } =
          await article.summarise({ length: 'short' });
      const { mode, version } = engine;
      engine.destroy();
      return { mode, version, headline: headline.text,
        summary: summary.map((line) => line.text),
        entities: entities.map(({ name }) => name) };
    };
    const events = [];
    const summarizer = await Summarizer.create({
      type: 'tldr', format: 'plain-text',
      monitor: (it) => it.addEventListener('downloadprogress',
          ({ loaded }) => events.push(loaded)),
    });
    const availability = await Summarizer.availability();
    console.log(JSON.stringify({
      engine: await of(Standfirst), single: await of(single.Standfirst),
      tldr: await summarizer.summarize(text), availability,
      events: [events[0], events.at(-1)],
      installed: globalThis.Summarizer === Summarizer,
      element: typeof StandFirstElement,
    }));
    summarizer.destroy();`);
  const { engine } = found;
  assert.equal(engine.version, version, 'release and core agree');
  assert.equal(engine.mode, 'page');
  assert.equal(engine.summary.length, 1);
  assert.ok(engine.entities.includes('Ines Halloran'), engine.entities.join());
  assert.deepEqual(found.single, engine);
  assert.deepEqual([found.tldr, found.availability, found.installed, found.element],
      [engine.summary[0], 'available', true, 'function']);
  assert.deepEqual(found.events, [0, 1]);
});

test('worker, wasm, models and package.json resolve from a project', () => {
  const parts = /** @type {{parts: {file: string}[]}} */ (JSON.parse(readFileSync(
      join(project.installed, 'models/manifest.json'), 'utf8'))).parts;
  const wanted = [
    'worker', 'standfirst.wasm', 'package.json', 'models/manifest.json',
    ...parts.map(({ file }) => `models/${file}`),
  ];
  const found = runInProject(`
    import { existsSync } from 'node:fs';
    import { fileURLToPath } from 'node:url';
    const { default: described } =
        await import('standfirst/package.json', { with: { type: 'json' } });
    const folder = new URL('node_modules/standfirst/', import.meta.url).href;
    console.log(JSON.stringify({
      version: described.version,
      files: ${JSON.stringify(wanted)}.map((name) => {
        const url = import.meta.resolve('standfirst/' + name);
        return url.startsWith(folder) && existsSync(fileURLToPath(url)) ?
          url.slice(folder.length) : 'not there: ' + url;
      }),
      inside: (() => {
        try { return import.meta.resolve('standfirst/browser/index.js'); }
        catch ({ code }) { return code; }
      })(),
    }));`);
  assert.equal(found.version, version);
  const [worker, wasm, ...others] = found.files;
  assert.match(worker, /^browser\/worker-\w+\.js$/u);
  assert.match(wasm, /^browser\/standfirst-\w+\.wasm$/u);
  assert.deepEqual(others, wanted.slice(2));
  assert.equal(found.inside, 'ERR_PACKAGE_PATH_NOT_EXPORTED');
});

test('the browser modules know nothing of Node, and nothing is evaluated', () => {
  const folder = join(project.installed, 'browser');
  for (const name of readdirSync(folder).filter((file) => /\.js$/.test(file))) {
    const code = readFileSync(join(folder, name), 'utf8');
    // By no name but those of its own files.
    assert.doesNotMatch(code, /["']node:|import\(\s*["'](?![./])|require\(["']/u, name);
    assert.doesNotMatch(code, /\beval\(|new Function\(/u, name);
  }
});

test('files.json has the SHA-256 of every file', () => {
  checkFilesList(project.installed);
});

const ARTICLES = join(root, 'tests/data/articles');

test('npx standfirst reads web pages as the engine does', () => {
  const page = join(project.folder, 'story.html');
  writeFileSync(page, `<!doctype html><title>A title | The Gazette</title>
    <meta property="article:published_time" content="2026-03-04"><nav>Home</nav>
    <article><h1>A title</h1><p>${TEXT}</p><ul><li>One<li>Two</ul></article>`);
  const { text, blocks } = JSON.parse(execFileSync(
      process.execPath, ['node_modules/standfirst/bin/standfirst.js', page],
      { cwd: project.folder, encoding: 'utf8' }));
  assert.equal(text, `A title\n\n${TEXT}\n\nOne\n\nTwo`);
  assert.deepEqual(blocks.map((/** @type {{kind: string}} */ { kind }) => kind),
      ['title', 'paragraph', 'list-item', 'list-item']);
});

test('npx standfirst gives the JSON of the native program', () => {
  const program = join(project.installed, 'bin/standfirst.js');
  const native = join(root, 'build/native/standfirst');
  const files = readdirSync(ARTICLES).map((name) => join(ARTICLES, name));
  const markdown = join(project.folder, 'story.md');
  writeFileSync(markdown, `# A title\n\n${TEXT}\n\n- One\n- Two\n`);
  // A name in capitals, and Latin-1 as old pages have it.
  const old = join(project.folder, 'OLD.HTML');
  writeFileSync(old, Buffer.from(
      `<article><p>The caf\u00e9 reopened. ${TEXT}</article>`, 'latin1'));
  for (const args of [
    files, [markdown], [old], ['--type', 'key-points', '--length', 'long', ...files],
    ['--words', '25', '--focus', 'council', '--focus', 'bridge', ...files],
    ['--entities', 'PERSON, ORG', '--words', ' 40 ', markdown],
    ['--length', '{"words":20}', markdown], ['--ratio', '5e-1', markdown],
    ['--entities', 'PERSON,ORG', '--date', '2026-03-04', '--title', 'T', ...files],
    ['--ratio', '0.2', '--headline-words', '7', '--compression', 'none', ...files],
  ]) {
    const ours = execFileSync(process.execPath, [program, ...args]);
    const theirs = execFileSync(native, ['--format', 'json', ...args]);
    assert.ok(ours.equals(theirs), args.join(' '));
  }
  const bytes = Uint8Array.of(0x93, ...new TextEncoder().encode(TEXT), 0x94);
  const [ours, theirs] = [
    execFileSync(process.execPath, [program], { input: bytes }),
    execFileSync(native, ['--format', 'json'], { input: bytes }),
  ];
  assert.ok(ours.equals(theirs), 'what is no UTF-8, from standard input');
});

/**
 * Runs the package's program and the native one on the same bytes.
 *
 * @param {string} name of the file
 * @param {Uint8Array} bytes
 */
function runBoth(name, bytes) {
  const file = join(project.folder, name);
  writeFileSync(file, bytes);
  return {
    ours: spawnSync(process.execPath,
        [join(project.installed, 'bin/standfirst.js'), file]),
    theirs: spawnSync(
        join(root, 'build/native/standfirst'), ['--format', 'json', file]),
  };
}

test('npx standfirst reads markup in any encoding as the native program does', () => {
  const story = `# A caf\u00e9 \u2013 a title\n\n${TEXT}\n\n- One\n- Two\n`;
  const utf8 = Buffer.from(story);
  const latin1 = Buffer.from(story.replace('\u2013', '\x96'), 'latin1');
  const wide = Buffer.from(`\ufeff${story}`, 'utf16le');
  /** @param {Buffer} into @param {number[]} bytes */
  const withBytes = (into, bytes) => Buffer.concat(
      [into.subarray(0, 40), Buffer.from(bytes), into.subarray(40)]);
  /** @type {Record<string, Buffer>} */
  const sources = {
    'one bad byte': withBytes(utf8, [0xff]),
    'a character cut off': withBytes(utf8, [0xe2, 0x80]),
    'a surrogate in UTF-8': withBytes(utf8, [0xed, 0xa0, 0x80]),
    'signs of its own for what was lost': withBytes(Buffer.from(`\ufffd${story}`), [0xff]),
    'a mark and a bad byte': withBytes(Buffer.from(`\ufeff${story}`), [0xff]),
    'a few zeros': withBytes(utf8, [0, 0]),
    'Windows-1252': latin1,
    'signs that Windows-1252 would not have': withBytes(latin1, [0x20, 0xe9, 0xe9, 0x20]),
    'UTF-16': wide,
    'UTF-16, the other way round': Buffer.from(wide).swap16(),
    'UTF-16, damaged': Buffer.concat([withBytes(wide, [0x00, 0xd8]), Buffer.from('x')]),
    'nothing': Buffer.alloc(0),
  };
  for (const [what, bytes] of Object.entries(sources)) {
    const { ours, theirs } = runBoth('encoded.md', bytes);
    assert.equal(ours.status, 0, `${what}: ${ours.stderr}`);
    assert.equal(ours.stdout.toString(), theirs.stdout.toString(), what);
  }
  const noise = Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 7919 + i * i) & 255));
  for (const bytes of [noise, Buffer.alloc(300), Buffer.from([0xff, 0xfe, ...Buffer.alloc(300)])]) {
    for (const name of ['noise.md', 'noise.html']) {
      const { ours, theirs } = runBoth(name, bytes);
      assert.deepEqual([ours.status, theirs.status], [3, 3], name);
      assert.match(ours.stderr.toString(), /This is not text/u);
      assert.equal(ours.stdout.length, 0);
    }
  }
});

test('npx standfirst reads a page in the encoding that it names', () => {
  const page = (/** @type {string} */ head, /** @type {number[]} */ word) => Buffer.concat([
    Buffer.from(`<!doctype html>${head}<article><p>The `), Buffer.from(word),
    Buffer.from(` said so. ${TEXT}</article>`)]);
  const cyrillic = [0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2];
  /** @type {[string, number[], string, boolean][]} */
  const pages = [
    ['<meta charset="windows-1251">', cyrillic, '\u041f\u0440\u0438\u0432\u0435\u0442', true],
    ['<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', cyrillic,
      '\u041f\u0440\u0438\u0432\u0435\u0442', true],
    ['<meta charset="iso-8859-1">', [0x93, 0xe9, 0x94], '\u201c\u00e9\u201d', true],
    // What is UTF-8 is that, whatever the page says.
    ['<meta charset="windows-1251">', [0xc3, 0xa9], '\u00e9', false],
    ['<!-- <meta charset="windows-1251"> -->', [0x63, 0xe9], 'c\u00e9', true],
    ['<meta charset="no-such">', [0x63, 0xe9], 'c\u00e9', true],
  ];
  for (const [head, bytes, word, repaired] of pages) {
    const { ours } = runBoth('named.html', page(head, bytes));
    const { text, notices } = JSON.parse(ours.stdout.toString());
    assert.equal(text, `The ${word} said so. ${TEXT}`, head);
    assert.equal(notices.some((/** @type {{code: string}} */ { code }) =>
      code === 'encoding-repaired'), repaired, head);
  }
});

/** @type {{args: string[], status: number, says: RegExp}[]} */
const WRONG = [
  { args: ['--nonsense'], status: 2, says: /There is no option "--nonsense".*--help/u },
  { args: ['--type', 'poem', '-'], status: 2, says: /poem/u },
  { args: ['--words', '3', '--ratio', '0.5'], status: 2, says: /exclude/u },
  ...['', '3 sentences'].map((length) =>
    ({ args: ['--length', length, '-'], status: 2, says: /"length" cannot be/u })),
  ...['0x10', '1e1', '+40', '40.0', ''].flatMap((number) => [
    { args: ['--words', number, '-'], status: 2, says: /"length" cannot be/u },
    { args: ['--headline-words', number, '-'], status: 2, says: /"headlineWords" cannot be/u },
  ]),
  { args: ['--ratio', '.5', '-'], status: 2, says: /"length" cannot be/u },
  { args: ['--entities', 'PERSON,', '-'], status: 2, says: /"entities" cannot be/u },
  ...[['type', 'tldr'], ['words', '3'], ['length', 'short'], ['format', 'json']].map(
      ([name, value]) => ({
        args: [`--${name}`, `${value}`, `--${name}=${value}`, '-'], status: 2, says: /given twice/u,
      })),
  { args: ['nowhere.txt'], status: 3, says: /nowhere\.txt/u },
];
for (const { args, status, says } of WRONG) {
  test(`npx standfirst ${args.join(' ')} ends with ${status}`, () => {
    const ended = spawnSync(process.execPath,
        [join(project.installed, 'bin/standfirst.js'), ...args],
        { input: TEXT, encoding: 'utf8' });
    const theirs = spawnSync(join(root, 'build/native/standfirst'), args, { input: TEXT });
    assert.equal(theirs.status, status);
    assert.equal(ended.status, status, ended.stderr);
    assert.match(ended.stderr, says);
    assert.equal(ended.stderr.trim().split('\n').length, 1);
  });
}

/** Both programs, by their file. @returns {[string, string[]][]} */
const programs = () => [
  [join(root, 'build/native/standfirst'), []],
  [process.execPath, [join(project.installed, 'bin/standfirst.js')]],
];

test('npx standfirst and the native program wait for an input that does not', async () => {
  const pipe = join(project.folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  for (const [program, args] of programs()) {
    const reading = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    const writing = openSync(pipe, constants.O_WRONLY);
    const running = spawn(program, [...args, '--format', 'json'],
        { stdio: [reading, 'pipe', 'inherit'] });
    closeSync(reading);
    const output = text(/** @type {import('node:stream').Readable} */ (running.stdout));
    await setTimeout(500);
    writeSync(writing, TEXT);
    closeSync(writing);
    assert.ok(JSON.parse(await output).summary.length > 0, program);
  }
});

test('npx standfirst and the native program read no further than the limit', () => {
  for (const [program, args] of programs()) {
    const { stderr, status } = spawnSync('sh', ['-c', 'yes | "$0" "$@"', program, ...args],
        { encoding: 'utf8', timeout: 60_000 });
    assert.equal(status, 3, stderr);
    assert.match(stderr, /20971520 bytes/u);
  }
});

test('npx standfirst and the native program say that the output cannot be written', () => {
  for (const [program, args] of programs()) {
    const { stderr, status } = spawnSync('sh', ['-c', '"$0" "$@" >/dev/full', program, ...args],
        { input: TEXT, encoding: 'utf8' });
    assert.equal(status, 1, stderr);
    assert.match(stderr, /^standfirst: cannot write: .*no space left/iu);
    assert.equal(stderr.trim().split('\n').length, 1);
  }
});

test('files that were altered or are of another release are refused', async () => {
  const other = await makeProject({});
  try {
    const browser = join(other.installed, 'browser');
    const attempt = (/** @type {string} */ options = '') => {
      writeFileSync(join(other.folder, 'main.mjs'), `
        import { Standfirst } from 'standfirst';
        console.log(await Standfirst.create({${options}}).then(
            () => 'started', ({ code, message }) => code + ': ' + message));`);
      return execFileSync(process.execPath, ['main.mjs'],
          { cwd: other.folder, encoding: 'utf8' });
    };
    assert.match(attempt(), /^started/u);
    const change = (/** @type {string} */ file) => {
      const whole = readFileSync(file);
      const changed = Buffer.from(whole);
      changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
      writeFileSync(file, changed);
      return () => writeFileSync(file, whole);
    };
    const wasm = readdirSync(browser).find((name) => name.endsWith('.wasm')) ?? '';
    let undo = change(join(browser, wasm));
    assert.match(attempt(), /^engine-unavailable: .*SHA-256/u);
    undo();
    const base = readdirSync(join(other.installed, 'models')).find(
        (name) => name.startsWith('base')) ?? '';
    undo = change(join(other.installed, 'models', base));
    assert.match(attempt(), /^model-invalid: .*SHA-256/u);
    undo();
    assert.match(attempt(), /^started/u);
    // Script and wasm of two releases, where no hash says so.
    const folder = join(other.installed, 'node');
    for (const name of readdirSync(folder)) {
      const code = readFileSync(join(folder, name), 'utf8');
      writeFileSync(join(folder, name),
          code.replaceAll(JSON.stringify(version), '"0.0.9"'));
    }
    const said = attempt();
    assert.match(said, /^engine-unavailable: /u);
    assert.ok(said.includes(`different releases: 0.0.9 and ${version}.`), said);
  } finally {
    other.remove();
  }
});

test('npm install of the tarball, without a registry, and npx standfirst', async () => {
  const { folder, remove } = makeFolder();
  try {
    writeFileSync(join(folder, 'package.json'), '{"name":"fresh","private":true}');
    copyFileSync(join(root, 'tests/data/articles/press_release.txt'),
        join(folder, 'article.txt'));
    const env = {
      ...process.env,
      // Nothing that was cached before, and nobody to be asked.
      npm_config_cache: join(folder, 'cache'), npm_config_offline: 'true',
      npm_config_registry: 'http://127.0.0.1:9/', npm_config_update_notifier: 'false',
    };
    const call = (/** @type {string} */ program, /** @type {string[]} */ ...args) =>
      execFileSync(program, args, { cwd: folder, env, stdio: 'pipe' });
    call('npm', 'install', '--no-audit', '--no-fund', await tarball());
    assert.deepEqual(
        readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.')),
        ['standfirst'], 'it has no dependencies');
    const ours = call('npx', '--no', 'standfirst', 'article.txt');
    const theirs = call(
        join(root, 'build/native/standfirst'), '--format', 'json', 'article.txt');
    assert.ok(theirs.length > 1000);
    assert.ok(ours.equals(theirs));
  } finally {
    remove();
  }
});

test('the entries are those of the README, with their types first', () => {
  const { exports, dependencies } = JSON.parse(
      readFileSync(join(project.installed, 'package.json'), 'utf8'));
  assert.equal(dependencies, undefined);
  const modules = [
    '.', './summarizer', './polyfill', './element', './single', './worker',
  ];
  for (const name of modules) {
    assert.equal(Object.keys(exports[name])[0], 'types', name);
    assert.equal(Object.keys(exports[name]).at(-1), 'default', name);
  }
  assert.deepEqual(Object.keys(exports), [
    ...modules.slice(0, 5), './single/global', './worker', './standfirst.wasm',
    './models/*', './files.json', './package.json',
  ]);
});

/** What only the code of an entry has. @type {Record<string, RegExp>} */
const MARKS = {
  engine: /There is no model part/u,
  element: /have to lie beside stand-first\.js/u,
  summarizer: /downloadprogress/u,
  polyfill: /in\s?globalThis\s?\|\|/u,
};

/** @type {{code: string, kept: string[]}[]} */
const CASES = [
  {
    code: `import 'standfirst'; import { Summarizer } from 'standfirst/summarizer';`,
    kept: [],
  },
  {
    code: `import { Standfirst } from 'standfirst'; globalThis.it = Standfirst;`,
    kept: ['engine'],
  },
  { code: `import 'standfirst/element';`, kept: ['engine', 'element'] },
  {
    code: `import 'standfirst/polyfill';`,
    kept: ['engine', 'summarizer', 'polyfill'],
  },
];

/** @typedef {(entry: string, into: string) => Promise<string[] | void>} Bundle */

/** @param {'browser' | 'node'} platform @returns {Bundle} */
const byEsbuild = (platform) => async (entry, into) => {
  const { build } = await import('esbuild');
  const { metafile: { outputs } } = await build({
    absWorkingDir: project.folder, entryPoints: [entry], outdir: into, platform,
    bundle: true, splitting: true, minify: true, format: 'esm', logLevel: 'error',
    metafile: true,
  });
  // It writes chunks of what it has dropped, too, which nothing loads.
  const files = Object.keys(outputs).filter((path) => outputs[path]?.entryPoint === entry);
  for (const file of files) {
    files.push(...outputs[file]?.imports.map(({ path }) => path)
        .filter((path) => path in outputs && !files.includes(path)) ?? []);
  }
  return files.map((path) => join(project.folder, path));
};

/**
 * Bundles a module and gives its files, those that are loaded later too; all
 * that there are, if it gives none.
 *
 * @type {Record<string, Bundle>}
 */
const BUNDLERS = {
  'esbuild': byEsbuild('browser'),
  'esbuild for Node': byEsbuild('node'),
  async Vite(entry, into) {
    const { build } = await import('vite');
    await build({
      root: project.folder, configFile: false, logLevel: 'error',
      build: { outDir: into, rollupOptions: { input: join(project.folder, entry) } },
    });
  },
  async webpack(entry, into) {
    const { default: webpack } = await import('webpack');
    await new Promise((resolve, reject) => {
      webpack({
        context: project.folder, mode: 'production', entry: `./${entry}`,
        output: { path: into }, performance: { hints: false },
        optimization: { minimize: false },
      }, (error, stats) => {
        if (error || stats?.hasErrors()) reject(error ?? new Error(stats?.toString()));
        else resolve(undefined);
      });
    });
  },
};

for (const [bundler, bundle] of Object.entries(BUNDLERS)) {
  test(`${bundler} keeps what has effects and drops what is not used`, async () => {
    for (const [index, { code, kept }] of CASES.entries()) {
      const entry = `shaken${index}.js`;
      const into = join(project.folder, `${bundler.replaceAll(' ', '-')}-${index}`);
      writeFileSync(join(project.folder, entry), code);
      const files = await bundle(entry, into) ??
          readdirSync(into, { recursive: true, encoding: 'utf8' })
              .filter((name) => name.endsWith('.js') && !/worker/u.test(name))
              .map((name) => join(into, name));
      const made = files.map((path) => readFileSync(path, 'utf8')).join('\n');
      const found = Object.keys(MARKS).filter((name) => MARKS[name]?.test(made));
      assert.deepEqual(found, kept, `${bundler}: ${code}`);
      if (kept.length === 0) assert.ok(made.length < 1500, made);
    }
  });
}
