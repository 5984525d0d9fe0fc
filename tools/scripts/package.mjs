/**
 * Makes build/package/, the npm package, out of the built wasm and the sources:
 *
 *   browser/   ES modules that find wasm, worker and models by
 *              new URL(…, import.meta.url), as bundlers want it
 *   node/      the same modules reading from disk
 *   bin/       `npx standfirst`
 *   models/    the parts and their manifest
 *   types/     declarations, generated from the JSDoc
 *   files.json the SHA-256 of every file
 *
 *     node tools/scripts/package.mjs          the folder
 *     node tools/scripts/package.mjs --pack   and build/standfirst-VERSION.tgz
 */
import { createHash } from 'node:crypto';
import {
  chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { root, run, runMain } from './lib.mjs';
import { NOTICES, thirdPartyNotices } from './licences.mjs';
import { makeManifest, writeFilesList } from './manifest.mjs';
import { buildLibraries, hashedName, removeUnused, TARGET } from './site.mjs';

const FOLDER = 'build/package';
const WASM = 'build/wasm/standfirst.wasm';
const GLUE = 'build/wasm/standfirst.mjs';

/** Entries of the package and their modules. @type {Record<string, string>} */
const ENTRIES = {
  index: 'web/engine/index.js',
  summarizer: 'web/summarizer/index.js',
  polyfill: 'web/summarizer/polyfill.js',
  element: 'web/element/stand-first.js',
};

/** All in one; not a module of the tree, as the parts know the engine alone. */
const SINGLE = `
  export * from './web/engine/index.js';
  export { CreateMonitor, Summarizer } from './web/summarizer/index.js';
  export { StandFirstElement } from './web/element/stand-first.js';`;

/** @param {Uint8Array} bytes */
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** @param {string} path relative to the root */
const read = (path) => readFileSync(join(root, path));

/** @param {string} name of a library */
const library = (name) => JSON.stringify(join(root, `build/libraries/${name}.js`));

/**
 * A module in the place of web/engine/locations.js, with the exports that are
 * the same in every build.
 *
 * @param {string} version
 * @param {string} contents the other exports
 * @param {string} [parser] what gives the parser of HTML where there is none
 * @returns {import('esbuild').Plugin}
 */
function locations(version, contents, parser = `import(${library('parser')})`) {
  return {
    name: 'locations',
    setup(build) {
      build.onLoad({ filter: /\/web\/engine\/locations\.js$/ }, (args) => ({
        resolveDir: dirname(args.path),
        contents: `${contents}
          export const release = ${JSON.stringify(version)};
          export const wasmHash = ${JSON.stringify(sha256(read(WASM)))};
          export const importHost = () => import('./host.js');
          export const importGlue = () => import(${
            JSON.stringify(join(root, GLUE))});
          export const importReadability = () => import(${
            library('readability')});
          export const importMarkdown = () => import(${
            library('markdown')});
          export const importParser = () => ${parser};`,
      }));
    },
  };
}

/**
 * The wasm's glue under its address, and as `standfirst:glue`; the package's
 * module for Node as `standfirst:engine`. The glue never loads the wasm by
 * itself; the address that it would have is taken out, as bundlers go and look
 * for it.
 *
 * @type {import('esbuild').Plugin}
 */
const glue = {
  name: 'glue',
  setup(build) {
    build.onResolve({ filter: /^standfirst:glue$/ },
        () => ({ path: join(root, GLUE) }));
    build.onResolve({ filter: /^standfirst:engine$/ },
        () => ({ path: '../node/index.js', external: true }));
    build.onLoad({ filter: /\/build\/wasm\/standfirst\.mjs$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(
          /new URL\("standfirst\.wasm",\s*import\.meta\.url\)/g, '""'),
    }));
  },
};

/**
 * @param {string} [into] a folder below build/ that is nobody else's
 * @returns {Promise<string>} the folder
 */
export async function buildPackage(into = join(root, FOLDER)) {
  const esbuild = await import('esbuild');
  const fromLibraries = await buildLibraries();
  rmSync(into, { recursive: true, force: true });
  for (const folder of ['browser', 'node', 'bin', 'models', 'types']) {
    mkdirSync(join(into, folder), { recursive: true });
  }
  /** @type {{version: string, description: string, license: string}} */
  const { version, description, license } = JSON.parse(
      read('package.json').toString());

  const { parts, ...manifest } = makeManifest();
  for (const part of parts) {
    const bytes = read(`models/${part.file}`);
    part.file = hashedName(part.file, bytes);
    writeFileSync(join(into, 'models', part.file), bytes);
  }
  const wasm = hashedName(basename(WASM), read(WASM));
  copyFileSync(join(root, WASM), join(into, 'browser', wasm));
  writeFileSync(join(into, 'models/manifest.json'), `${JSON.stringify(
      { ...manifest, wasm: `browser/${wasm}`, parts }, null, 2)}\n`);

  /** @type {import('esbuild').BuildOptions} */
  const common = {
    absWorkingDir: root, bundle: true, format: 'esm', target: TARGET,
    minify: true, legalComments: 'none', charset: 'utf8', logLevel: 'warning',
    metafile: true,
  };
  const readByFetch = `export { fetchBytes as read } from './models.js';`;
  // Each file by a call that bundlers can read. What they make of it may have no origin
  // (Turbopack), and in a script that is no module it throws.
  const partsAt = `
    import { StandfirstError } from './protocol.js';
    const whole = (address) => {
      try {
        return new URL(address(), globalThis.document?.baseURI ?? globalThis.location?.href);
      } catch (cause) {
        throw new StandfirstError('engine-unavailable',
            'This script cannot tell where the files of Standfirst lie: it was bundled without them.',
            'Give their addresses, as wasmUrl, workerUrl and modelUrl, to create() or ' +
            'configure(), or leave standfirst out of the bundle.', { cause });
      }
    };
    export const parts = () => [${parts.map(({ file, ...part }) =>
    `{...${JSON.stringify(part)}, file: whole(() => new URL(${
      JSON.stringify(`../models/${file}`)}, import.meta.url)).href}`).join()}];
    export const models = () => new URL(parts()[0].file);`;

  const workerBuild = await esbuild.build({
    ...common, write: false, outdir: into,
    entryPoints: ['web/engine/worker.js'],
    plugins: [glue, locations(version, `${readByFetch}
        const nowhere = () => null;
        export { nowhere as parts, nowhere as models, nowhere as wasm,
          nowhere as worker };
        export const atHand = false;`)],
  });
  const workerBytes = workerBuild.outputFiles[0]?.contents ?? new Uint8Array();
  const worker = hashedName('worker.js', workerBytes);
  writeFileSync(join(into, 'browser', worker), workerBytes);

  const browser = await esbuild.build({
    ...common, outdir: join(into, 'browser'), entryPoints: ENTRIES,
    splitting: true, chunkNames: '[name]-[hash]',
    plugins: [glue, locations(version, `${readByFetch} ${partsAt}
        export const wasm = () => whole(() => new URL('./${wasm}', import.meta.url));
        export const worker = () => whole(() => new URL('./${worker}', import.meta.url));
        export const atHand = false;`)],
  });
  removeUnused(browser, Object.values(ENTRIES));

  const node = await esbuild.build({
    ...common, outdir: join(into, 'node'), platform: 'node', target: 'node20',
    // The element has nothing to read there.
    entryPoints: {
      index: 'web/engine/index.js', summarizer: 'web/summarizer/index.js',
      polyfill: 'web/summarizer/polyfill.js',
    },
    splitting: true, chunkNames: '[name]-[hash]',
    plugins: [glue, locations(version, `${partsAt}
        import { readFile } from 'node:fs/promises';
        import { fetchBytes } from './models.js';
        export const read = async (url, options) => {
          if (url.protocol !== 'file:') return fetchBytes(url, options);
          const bytes = new Uint8Array(
              await readFile(url, { signal: options.signal }));
          options.onlength?.(bytes.length);
          options.onbytes?.(bytes.length);
          return bytes;
        };
        export const wasm = () =>
          whole(() => new URL('../browser/${wasm}', import.meta.url));
        export const worker = () => null;
        export const atHand = true;`)],
  });
  removeUnused(node, ['web/engine/index.js', 'web/summarizer/index.js',
    'web/summarizer/polyfill.js']);

  // Base 64: what every tool and every policy lets pass.
  const inlined = Object.fromEntries([[wasm, read(WASM)],
    ...parts.map(({ file }) => [file, readFileSync(join(into, 'models', file))]),
  ].map(([name, bytes]) => [String(name), Buffer.from(bytes).toString('base64')]));
  const single = locations(version, `
      const files = ${JSON.stringify(inlined)};
      const decode = (name) => Uint8Array.from(
          atob(files[name]), (unit) => unit.charCodeAt(0));
      export const models = () => new URL('standfirst:/');
      export const parts = () => ${JSON.stringify(parts)};
      export const wasm = () => new URL('${wasm}', models());
      export const worker = () => null;
      export const atHand = true;
      export const read = async (url, options) => {
        const bytes = decode(url.pathname.slice(1));
        options.onlength?.(bytes.length);
        options.onbytes?.(bytes.length);
        return bytes;
      };`, `Promise.reject(new Error('this is for pages, which have a parser'))`);
  for (const [name, format] of /** @type {const} */ ([
    ['single.js', 'esm'], ['single.global.js', 'iife'],
  ])) {
    await esbuild.build({
      ...common, format, outfile: join(into, 'browser', name),
      ...format === 'iife' && { globalName: 'standfirst' },
      stdin: { contents: SINGLE, resolveDir: root, sourcefile: 'single.js' },
      define: { 'import.meta.url': '"standfirst:/"' },
      plugins: [glue, single],
    });
  }

  await esbuild.build({
    ...common, platform: 'node', target: 'node20',
    entryPoints: ['tools/npx/standfirst.mjs'],
    plugins: [glue],
    outfile: join(into, 'bin/standfirst.js'),
  });
  chmodSync(join(into, 'bin/standfirst.js'), 0o755);

  await writeTypes(into);
  copyFileSync(join(root, 'LICENSE'), join(into, 'LICENSE'));
  writeFileSync(join(into, NOTICES), thirdPartyNotices(
      [...fromLibraries, browser.metafile, node.metafile]));
  copyFileSync(join(root, 'models/MODEL_CARD.md'), join(into, 'MODEL_CARD.md'));
  copyFileSync(join(root, 'tools/package/README.md'), join(into, 'README.md'));
  writeFileSync(join(into, 'package.json'), `${JSON.stringify({
    name: 'standfirst', version, description, license,
    type: 'module',
    keywords: ['summarization', 'summarizer', 'extractive', 'web-component',
      'wasm', 'named-entity-recognition', 'polyfill'],
    engines: { node: '>=20' },
    bin: { standfirst: 'bin/standfirst.js' },
    exports: exportsOf(wasm, worker),
    sideEffects: ['./browser/element.js', './browser/polyfill.js',
      './node/polyfill.js', './browser/single.js', './browser/single.global.js'],
    files: ['browser', 'node', 'bin', 'models', 'types', 'files.json',
      'MODEL_CARD.md', NOTICES],
  }, null, 2)}\n`);
  writeFilesList(relative(root, into), version);
  return into;
}

/**
 * @param {string} wasm
 * @param {string} worker
 */
function exportsOf(wasm, worker) {
  const entry = (/** @type {string} */ name, /** @type {boolean} */ node) => ({
    types: `./types/${name}.d.ts`,
    ...node && { node: `./node/${name}.js` },
    default: `./browser/${name}.js`,
  });
  return {
    '.': entry('index', true),
    './summarizer': entry('summarizer', true),
    './polyfill': entry('polyfill', true),
    './element': entry('element', false),
    './single': entry('single', false),
    './single/global': { default: './browser/single.global.js' },
    './worker': { types: './types/worker.d.ts', default: `./browser/${worker}` },
    './standfirst.wasm': `./browser/${wasm}`,
    './models/*': './models/*',
    './files.json': './files.json',
    './package.json': './package.json',
  };
}

/** @param {string} into */
async function writeTypes(into) {
  const project = `${into}-types.json`;
  writeFileSync(project, JSON.stringify({
    extends: join(root, 'web/tsconfig.json'),
    compilerOptions: {
      noEmit: false, declaration: true, emitDeclarationOnly: true,
      rootDir: root, outDir: join(into, 'types'),
    },
    include: ['web/engine/*.js', 'web/element/*.js', 'web/summarizer/*.js', 'wasm/*.d.ts']
        .map((path) => join(root, path)),
  }));
  await run(process.execPath,
      [join(root, 'node_modules/typescript/bin/tsc'), '-p', project]);
  mkdirSync(join(into, 'types/wasm'), { recursive: true });
  copyFileSync(join(root, 'wasm/standfirst.d.ts'),
      join(into, 'types/wasm/standfirst.d.ts'));
  copyFileSync(join(root, 'tools/package/element.d.ts'),
      join(into, 'types/element.d.ts'));
  for (const [name, lines] of Object.entries({
    index: `export * from './web/engine/index.js';`,
    summarizer: `export * from './web/summarizer/index.js';`,
    polyfill: `import { CreateMonitor as Monitor, Summarizer as Ours } from './web/summarizer/index.js';
export * from './web/summarizer/polyfill.js';
declare global {
  var Summarizer: typeof Ours;
  var CreateMonitor: typeof Monitor;
}`,
    single: `export * from './web/engine/index.js';
export { CreateMonitor, Summarizer } from './web/summarizer/index.js';
export { StandFirstElement } from './element.js';`,
    worker: 'export {};',
  })) writeFileSync(join(into, `types/${name}.d.ts`), `${lines}\n`);
}

/**
 * @param {string} [folder] that the package and its tarball lie in
 * @returns {Promise<string>} the tarball
 */
export async function packPackage(folder = join(root, 'build')) {
  const into = await buildPackage(join(folder, 'package'));
  const { output } = await run('npm', [
    'pack', '--silent', '--pack-destination', folder,
  ], { cwd: into, capture: true });
  return join(folder, output.trim().split('\n').at(-1) ?? '');
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  await runMain(async () => {
    console.log(process.argv.includes('--pack') ?
      await packPackage() : await buildPackage());
  });
}
