/**
 * Makes dist/: the site as static files that work from any sub-path.
 *
 *   index.html, stand-first.js, _headers, models/manifest.json   asked for anew
 *   assets/NAME-HASH.EXT, models/NAME-HASH.sfm                   kept for ever
 *
 * The sources run unbundled as well (tests do that); the one module that knows
 * where files lie, web/engine/locations.js, is replaced here by one of the same
 * exports.
 */
import { createHash } from 'node:crypto';
import {
  copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { Failure, listFiles, root } from './lib.mjs';
import { makeManifest } from './manifest.mjs';

/** @typedef {import('esbuild').Plugin} Plugin */

const WASM = 'build/wasm/standfirst.wasm';
const GLUE = 'build/wasm/standfirst.mjs';

/** The oldest browsers that have what the engine uses. */
export const TARGET = ['chrome111', 'firefox115', 'safari16.4'];

/** Where `buildLibraries` puts them: sources run unbundled find them there. */
const LIBRARY_FOLDER = 'build/libraries';

/**
 * What is taken of npm's packages, each a module that is loaded when it is
 * needed.
 *
 * @type {Record<string, string>}
 */
const LIBRARIES = {
  readability: `import Readability from '@mozilla/readability/Readability.js';
      export { Readability };`,
  commonmark: `export { Parser } from 'commonmark';`,
};

export async function buildLibraries() {
  const esbuild = await import('esbuild');
  await Promise.all(Object.entries(LIBRARIES).map(([name, contents]) =>
    esbuild.build({
      absWorkingDir: root,
      stdin: { contents, resolveDir: root },
      outfile: `${LIBRARY_FOLDER}/${name}.js`,
      bundle: true, format: 'esm', target: TARGET, minify: true,
      legalComments: 'none', charset: 'utf8', logLevel: 'warning',
    })));
}

/** Makes the folder beside the old one and swaps them at the end. */
export async function buildSite() {
  // Only here, as the scripts start before npm's packages are there.
  const esbuild = await import('esbuild');
  const into = join(root, 'build/site');
  rmSync(into, { recursive: true, force: true });
  mkdirSync(join(into, 'assets'), { recursive: true });
  mkdirSync(join(into, 'models'), { recursive: true });

  const manifest = makeManifest();
  for (const part of manifest.parts) {
    const from = join(root, 'models', part.file);
    part.file = hashedName(part.file, readFileSync(from));
    copyFileSync(from, join(into, 'models', part.file));
  }
  writeFileSync(join(into, 'models/manifest.json'), JSON.stringify(manifest));

  /** @type {import('esbuild').BuildOptions} */
  const common = {
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    target: TARGET,
    minify: true,
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'warning',
    metafile: true,
    outdir: into,
    entryNames: 'assets/[name]-[hash]',
    chunkNames: 'assets/[name]-[hash]',
    assetNames: 'assets/[name]-[hash]',
    loader: { '.svg': 'file', '.png': 'file', '.woff2': 'file' },
  };
  await buildLibraries();
  const wasm = keep(into, 'assets', WASM);
  const libraries = Object.fromEntries(Object.keys(LIBRARIES).map((name) =>
    [name, keep(into, 'assets', `${LIBRARY_FOLDER}/${name}.js`)]));
  const { version } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'));
  const names = { wasm, libraries, release: version };
  // The worker is one file: a second request would only delay it.
  const worker = await esbuild.build({
    ...common,
    entryPoints: ['web/engine/worker.js'],
    plugins: [
      locations({ prefix: '.', ...names, worker: '' }), files(into, '.'),
    ],
  });
  const workerName = basename(outputOf(worker, 'web/engine/worker.js'));

  const html = readFileSync(join(root, 'index.html'), 'utf8');
  const scripts = localLinks(html, '.js');
  const styles = localLinks(html, '.css');
  const page = await esbuild.build({
    ...common,
    splitting: true,
    entryPoints: [...scripts, ...styles],
    plugins: [
      locations({ prefix: '.', ...names, worker: workerName }),
      files(into, '.'),
    ],
  });

  removeUnused(page, [...scripts, ...styles]);

  // The element's name is what other people's pages say: it never changes.
  const element = 'web/element/stand-first.js';
  if (existsSync(join(root, element))) {
    const built = await esbuild.build({
      ...common,
      entryPoints: [element],
      // The engine is in none of the files that every page loads.
      splitting: true,
      entryNames: '[name]',
      chunkNames: 'assets/element/[name]-[hash]',
      plugins: [locations({ prefix: '..', ...names, worker: workerName })],
    });
    removeUnused(built, [element]);
  }

  writeFileSync(join(into, 'index.html'), linkedPage(html, into, page));
  writeFileSync(join(into, '_headers'), headers(html));
  for (const name of ['LICENSE']) {
    copyFileSync(join(root, name), join(into, `${name}.txt`));
  }

  const dist = join(root, 'dist');
  const old = join(root, 'build/site-old');
  rmSync(old, { recursive: true, force: true });
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(into, dist);
  rmSync(old, { recursive: true, force: true });
}

/**
 * "standfirst-1a2b3c4d.wasm": a name that changes with what is in the file.
 *
 * @param {string} name
 * @param {Uint8Array} bytes
 */
export function hashedName(name, bytes) {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  const extension = extname(name);
  return `${basename(name, extension)}-${hash}${extension}`;
}

/**
 * Copies a file of the repository under its hashed name, which it returns.
 *
 * @param {string} into
 * @param {string} folder
 * @param {string} path relative to the root
 */
function keep(into, folder, path) {
  const bytes = readFileSync(join(root, path));
  const name = hashedName(basename(path), bytes);
  writeFileSync(join(into, folder, name), bytes);
  return name;
}

/**
 * @param {import('esbuild').BuildResult} result
 * @param {string} entry
 * @returns {string} relative to the outdir's parent, as esbuild gives it
 */
function outputOf(result, entry) {
  const outputs = Object.entries(result.metafile?.outputs ?? {});
  const found = outputs.find(([, output]) => output.entryPoint === entry);
  if (!found) throw new Failure(`esbuild made nothing of ${entry}`);
  return found[0];
}

/**
 * Removes chunks that nothing loads: esbuild makes one of each `import()` it
 * sees, those in functions that nobody calls among them.
 *
 * @param {import('esbuild').BuildResult} result
 * @param {string[]} entries
 */
export function removeUnused(result, entries) {
  const outputs = result.metafile?.outputs ?? {};
  /** @type {Set<string>} */
  const used = new Set();
  const visit = (/** @type {string} */ path) => {
    if (used.has(path)) return;
    used.add(path);
    for (const imported of outputs[path]?.imports ?? []) visit(imported.path);
  };
  for (const entry of entries) visit(outputOf(result, entry));
  for (const path of Object.keys(outputs)) {
    if (!used.has(path)) rmSync(join(root, path), { force: true });
  }
}

/**
 * Puts the built site's addresses in the place of web/engine/locations.js.
 *
 * @param {{prefix: string, wasm: string, worker: string, release: string,
 *     libraries: Record<string, string>}} names `prefix` leads from the script
 *     to assets/
 * @returns {Plugin}
 */
function locations({ prefix, wasm, worker, release, libraries }) {
  const library = (/** @type {string} */ name) =>
    `import(at(${JSON.stringify(`${prefix}/${libraries[name]}`)}).href)`;
  const glue = join(root, GLUE);
  const wasmHash = createHash('sha256')
      .update(readFileSync(join(root, WASM))).digest('hex');
  return {
    name: 'locations',
    setup(build) {
      build.onLoad({ filter: /\/web\/engine\/locations\.js$/ }, (args) => ({
        resolveDir: dirname(args.path),
        contents: `
          export { fetchBytes as read } from './models.js';
          const at = (path) => new URL(path, import.meta.url);
          export const release = ${JSON.stringify(release)};
          export const wasmHash = ${JSON.stringify(wasmHash)};
          export const parts = null;
          export const atHand = false;
          export const wasm = at(${JSON.stringify(`${prefix}/${wasm}`)});
          export const models = at(${JSON.stringify(`${prefix}/../models/`)});
          export const worker = at(${JSON.stringify(`${prefix}/${worker}`)});
          export const importHost = () => import('./host.js');
          export const importGlue = () => import(${JSON.stringify(glue)});
          export const importReadability = () => ${library('readability')};
          export const importCommonMark = () => ${library('commonmark')};`,
      }));
    },
  };
}

/**
 * Keeps files that a script names by `new URL('./file', import.meta.url)`.
 *
 * @param {string} into
 * @param {string} prefix
 * @returns {Plugin}
 */
function files(into, prefix) {
  const pattern = /new URL\(\s*'(\.{1,2}\/[^']+)',\s*import\.meta\.url\s*\)/g;
  return {
    name: 'files',
    setup(build) {
      build.onLoad({ filter: /\/web\/.*\.js$/ }, (args) => {
        const source = readFileSync(args.path, 'utf8');
        const contents = source.replace(pattern, (whole, path) => {
          const file = resolve(dirname(args.path), path);
          if (extname(file) === '.js' || !existsSync(file)) return whole;
          const name = keep(into, 'assets', relative(root, file));
          return `new URL('${prefix}/${name}', import.meta.url)`;
        });
        return { contents };
      });
    },
  };
}

/** href and src of the page's own files. */
const LINK = /\b(href|src)="((?![a-z]+:|\/|#)[^"?#]+)"/g;

/**
 * @param {string} html
 * @param {string} extension
 */
function localLinks(html, extension) {
  return [...html.matchAll(LINK)]
      .map((match) => match[2] ?? '')
      .filter((path) => extname(path) === extension);
}

/**
 * The page with every link to a file of ours turned to what was made of it.
 *
 * @param {string} html
 * @param {string} into
 * @param {import('esbuild').BuildResult} built
 */
function linkedPage(html, into, built) {
  return html.replace(LINK, (whole, attribute, path) => {
    if (!existsSync(join(root, path))) return whole;
    const name = ['.js', '.css'].includes(extname(path)) ?
        basename(outputOf(built, path)) : keep(into, 'assets', path);
    return `${attribute}="assets/${name}"`;
  });
}

/**
 * What hosts that read `_headers` send along. The policy is the page's own;
 * other sites may load the element and what it needs.
 *
 * @param {string} html
 */
function headers(html) {
  const meta = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/;
  const policy = meta.exec(html)?.[1];
  if (!policy) throw new Failure('index.html has no Content-Security-Policy');
  return `/*
  Content-Security-Policy: ${policy}
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Access-Control-Allow-Origin: *
/assets/*
  Cache-Control: public, max-age=31536000, immutable
/models/*.sfm
  Cache-Control: public, max-age=31536000, immutable
`;
}

/** The files of dist/, relative to it. */
export function siteFiles() {
  return listFiles('dist').map((path) => path.slice('dist/'.length));
}
