/**
 * Makes dist/: the site as static files that work from any sub-path.
 *
 *   index.html, stand-first.js, _headers, models/manifest.json,
 *   manifest.webmanifest, service-worker.js                      asked for anew
 *   assets/NAME-HASH.EXT, models/NAME-HASH.sfm                   kept for ever
 *   standfirst.html                           all of the page in one file
 *   LICENSE.txt, THIRD_PARTY_LICENCES.txt                        for people
 *   files.json                                      the SHA-256 of every file
 *
 * The sources run unbundled as well (tests do that); the modules that know
 * where files lie, web/engine/locations.js and web/page/locations.js, are
 * replaced here by ones of the same exports, as are web/engine/checks.js,
 * web/engine/create_options.js and, for the page, web/engine/elsewhere.js.
 */
import { createHash } from 'node:crypto';
import {
  copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { Failure, listFiles, root } from './lib.mjs';
import { NOTICES, thirdPartyNotices } from './licences.mjs';
import { makeManifest, writeFilesList } from './manifest.mjs';

/** @typedef {import('esbuild').Plugin} Plugin */

const WASM = 'build/wasm/standfirst.wasm';
const GLUE = 'build/wasm/standfirst.mjs';
/** There where cmark's sources are (tools/scripts/cmark.mjs). */
const MARKDOWN_WASM = 'build/wasm/markdown.wasm';

/** The oldest browsers that have what the engine uses. */
export const TARGET = ['chrome111', 'firefox115', 'safari16.4'];

/** Where `buildLibraries` puts them: sources run unbundled find them there. */
const LIBRARY_FOLDER = 'build/libraries';

/**
 * What is taken of npm's packages: each a module that is loaded when it is needed.
 *
 * @type {Record<string, string>}
 */
const LIBRARIES = {
  readability: `import Readability from '@mozilla/readability/Readability.js';
      export { Readability };`,
  markdown: '',  // markdownLibrary()
  pdf: `export { getDocument, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';`,
  pdf_worker: `import 'pdfjs-dist/legacy/build/pdf.worker.mjs';`,
  mammoth: `import mammoth from 'mammoth/mammoth.browser.js';
      export const { convertToHtml, images } = mammoth;`,
};

/** The same for the npm package alone: the page has a parser of HTML. */
const PACKAGE_LIBRARIES = {
  parser: `import { parseHTML } from 'linkedom/worker';
      import { parserBy } from './web/engine/linked_document.js';
      export const parse = parserBy(parseHTML);`,
};

/** What the page never loads. */
const NOT_OF_THE_PAGE = /^assets\/element\/|\.png$/;

/** What a page loads that reads such files, or speaks another language. */
const ASKED_FOR =
    /^assets\/(pdf|pdf_worker|pdf_text|mammoth|word_text|strings_de)-/;

/** The module for Markdown in one file, or what says that there is none. */
function markdownLibrary() {
  return existsSync(join(root, MARKDOWN_WASM)) ?
    `import wasm from './${MARKDOWN_WASM}';
     import { markdownReader } from './web/engine/markdown_module.js';
     export const read = markdownReader(wasm);` :
    `throw new Error('built without cmark (docs/building.md)');
     export const read = null;`;
}

/**
 * Others may be reading a library meanwhile: what is the same is left alone, and
 * what is not is changed at once.
 *
 * @returns What each is made of, as esbuild's metafiles say it.
 */
export async function buildLibraries() {
  const esbuild = await import('esbuild');
  const all = {
    ...LIBRARIES, ...PACKAGE_LIBRARIES, markdown: markdownLibrary(),
  };
  const built = await Promise.all(Object.entries(all).map(([name, contents]) =>
    esbuild.build({
      absWorkingDir: root,
      stdin: { contents, resolveDir: root },
      outfile: `${LIBRARY_FOLDER}/${name}.js`,
      bundle: true, format: 'esm', target: TARGET, minify: true,
      legalComments: 'none', charset: 'utf8', logLevel: 'warning',
      loader: { '.wasm': 'binary' }, metafile: true, write: false,
    })));
  mkdirSync(join(root, LIBRARY_FOLDER), { recursive: true });
  for (const { path, contents } of built.flatMap(({ outputFiles }) => outputFiles)) {
    if (existsSync(path) && readFileSync(path).equals(contents)) continue;
    const fresh = `${path}.${process.pid}`;
    writeFileSync(fresh, contents);
    renameSync(fresh, path);
  }
  return built.map(({ metafile }) => metafile);
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
  const fromLibraries = await buildLibraries();
  const wasm = keep(into, 'assets', WASM);
  const libraries = Object.fromEntries(Object.keys(LIBRARIES).map((name) =>
    [name, keep(into, 'assets', `${LIBRARY_FOLDER}/${name}.js`)]));
  const { version } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'));
  // Named in the scripts: their list need not be asked for before them.
  const names = { wasm, libraries, release: version, parts: manifest.parts };
  // The worker is one file: a second request would only delay it.
  const worker = await esbuild.build({
    ...common,
    entryPoints: ['web/engine/worker.js'],
    define: NOT_OF_WORKERS,
    plugins: [workerLocations(version), files(into, '.')],
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
      loadedLater(esbuild), bothThemes, nothingElsewhere,
      locations({ prefix: '.', ...names, worker: workerName }),
      files(into, '.'),
    ],
  });

  removeUnused(page, [...scripts, ...styles]);
  for (const script of scripts) await joinChunks(page, script, common, esbuild);

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
    await joinChunks(built, 'web/element/view.js', common, esbuild);
  }

  await minifyScripts(into);
  writeFileSync(join(into, 'index.html'),
      linkedPage(html, into, page, [`assets/${wasm}`, ...manifest.parts.map(
          (/** @type {{file: string}} */ { file }) => `models/${file}`)]));
  await writeServiceWorker(into, esbuild);
  await writeOneFile(into, html, esbuild);
  writeFileSync(join(into, '_headers'), headers(html));
  for (const name of ['LICENSE']) {
    copyFileSync(join(root, name), join(into, `${name}.txt`));
  }
  writeFileSync(join(into, NOTICES),
      thirdPartyNotices([...fromLibraries, worker.metafile, page.metafile]));
  writeFilesList(relative(root, into), version);

  const dist = join(root, 'dist');
  const old = join(root, 'build/site-old');
  rmSync(old, { recursive: true, force: true });
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(into, dist);
  rmSync(old, { recursive: true, force: true });
}

/**
 * Our scripts once more, by terser: it looks further than esbuild at what is used
 * once and what nothing reaches, within functions too, of which the glue is one.
 * Names stay: each is the hash of what terser is given.
 *
 * @param {string} into
 */
async function minifyScripts(into) {
  const { minify } = await import('terser');
  const libraries = new RegExp(`^(${Object.keys(LIBRARIES).join('|')})-`);
  const scripts = listFiles(relative(root, into)).filter((path) =>
    extname(path) === '.js' && !libraries.test(basename(path)));
  for (const path of scripts) {
    const file = join(root, path);
    const { code } = await minify(readFileSync(file, 'utf8'),
        { module: true, ecma: 2020, compress: { passes: 2 } });
    writeFileSync(file, code ?? '');
  }
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
 * Makes one file of a script and the chunks that it cannot start without.
 * esbuild puts what a script shares with those it loads later into chunks of
 * their own: more requests before the first paint, and a twentieth more bytes,
 * as each file is compressed alone. What is loaded later takes the shared parts
 * from the joined file. All of these name each other, so they get one hash.
 *
 * @param {import('esbuild').BuildResult} result
 * @param {string} entry
 * @param {import('esbuild').BuildOptions} common
 * @param {typeof import('esbuild')} esbuild
 */
async function joinChunks(result, entry, common, esbuild) {
  const outputs = result.metafile?.outputs ?? {};
  const start = outputOf(result, entry);
  const folder = join(root, dirname(start));
  const chunks = importedBy(result, entry);
  if (chunks.length === 0) return;
  const known = Object.keys(outputs).filter((path) =>
    path.endsWith('.js') && existsSync(join(root, path)));
  const others = known.filter((path) =>
    path !== start && !chunks.includes(basename(path)));
  const texts = new Map(others.map((path) =>
    [path, readFileSync(join(root, path), 'utf8')]));
  /** Names in the joined file, of what others take. @type {Map<string, string>} */
  const names = new Map();
  const shared = (/** @type {string} */ chunk, /** @type {string} */ name) => {
    const key = `${name} } from './${chunk}'`;
    const known = names.get(key) ?? `s${names.size}`;
    names.set(key, known);
    return known;
  };
  const joinedName = `${entry.replace(/^.*\/|\.js$/g, '')}-HASH.js`;
  for (const [path, text] of texts) {
    texts.set(path, text.replace(
        /import(?:\{([^}]*)\}from)?"\.\/([\w.-]+)";?/g, (whole, list, file) => {
          if (!chunks.includes(file)) return whole;
          if (list === undefined) return '';
          const taken = list.split(',').map((/** @type {string} */ one) => {
            const [name = '', local = name] = one.split(' as ');
            return `${shared(file, name)} as ${local}`;
          });
          return `import{${taken}}from"./${joinedName}";`;
        }));
  }
  const { outputFiles } = await esbuild.build({
    ...common, splitting: false, metafile: false, write: false,
    stdin: {
      resolveDir: folder,
      contents: [`export * from './${basename(start)}';`, ...[...names].map(([from, name]) =>
        `export { ${from.replace(' }', ` as ${name} }`)};`)].join('\n'),
    },
    plugins: [{
      name: 'later',
      setup: (build) => build.onResolve({ filter: /^\./ }, ({ path, kind }) =>
        kind === 'dynamic-import' ? { path, external: true } : null),
    }],
  });
  const joined = outputFiles?.[0]?.text ?? '';
  const hash = createHash('sha256')
      .update([joined, ...texts.values()].join()).digest('hex').slice(0, 10);
  /** New names by old ones. @type {Map<string, string>} */
  const renamed = new Map([
    [joinedName, joinedName.replace('HASH', hash)],
    [basename(start), joinedName.replace('HASH', hash)],
    ...others.filter((path) => join(root, dirname(path)) === folder).map((path) =>
      /** @type {const} */ ([basename(path),
        basename(path).replace(/-\w+\.js$/, `-${basename(path).startsWith('chunk-') ?
          basename(path).slice(6, 10) : ''}${hash}.js`)])),
  ]);
  const rename = (/** @type {string} */ text) => [...renamed].reduce(
      (changed, [from, to]) => changed.replaceAll(from, to), text);
  for (const path of known) rmSync(join(root, path));
  writeFileSync(join(folder, joinedName.replace('HASH', hash)), rename(joined));
  for (const [path, text] of texts) {
    writeFileSync(join(root, dirname(path), rename(basename(path))), rename(text));
  }
  for (const path of known) {
    const output = outputs[path];
    delete outputs[path];
    if (!output || chunks.includes(basename(path))) continue;
    outputs[join(dirname(path), rename(basename(path)))] = {
      ...output, imports: path === start ? [] : output.imports,
    };
  }
}

/**
 * Colours of two themes for browsers that have no `light-dark()` (Chrome before 123,
 * Firefox before 120, Safari before 17.5): of two properties one is empty, and the
 * other has no value, so that what is said for that case stands.
 *
 * @type {Plugin}
 */
const bothThemes = {
  name: 'both-themes',
  setup(build) {
    const light = '--l: initial; --d: ;';
    const dark = '--l: ; --d: initial;';
    build.onLoad({ filter: /\/web\/page\/styles\/\w+\.css$/ }, ({ path }) => ({
      loader: 'css',
      contents: readFileSync(path, 'utf8')
          .replace(/light-dark\((#\w+), (#\w+)\)/g, 'var(--l,$1)var(--d,$2)')
          .replace(/color-scheme: light;/g, `$& ${light}`)
          .replace(/color-scheme: dark;/g, `$& ${dark}`)
          .replace(/:root \{\s*color-scheme: light dark;/, `:root { ${light} }
              @media (prefers-color-scheme: dark) { :root { ${dark} } }
              $&`),
    }));
  },
};

/**
 * What of strings.js and of the styles a visit can start without. All words stand
 * in one file; what is said later is taken of a second module of that file, of
 * which esbuild drops what is not taken, as it does of the first.
 *
 * @param {typeof import('esbuild')} esbuild
 * @returns {Plugin}
 */
function loadedLater(esbuild) {
  return {
    name: 'loaded-later',
    setup(build) {
      build.onResolve({ filter: /^\.\/strings\.js$/ }, ({ path, importer, resolveDir }) => {
        const later = /\/(problems|later_strings)\.js$/.exec(importer)?.[1];
        return later ? { path: join(resolveDir, path), suffix: `?${later}` } : null;
      });
      build.onLoad({ filter: /\/web\/page\/later_styles\.js$/ }, async ({ path }) => {
        const { code } = await esbuild.transform(
            readFileSync(join(dirname(path), 'styles/later.css'), 'utf8'),
            { loader: 'css', minify: true, target: TARGET });
        return { contents: `export const styles = ${JSON.stringify(code.trim())};` };
      });
    },
  };
}

/**
 * Puts the built site's addresses in the place of web/engine/locations.js.
 *
 * @param {{prefix: string, wasm: string, worker: string, release: string,
 *     libraries: Record<string, string>,
 *     parts?: import('../../web/engine/models.js').Part[]}} names `prefix` leads
 *     from the script to assets/
 * @returns {Plugin}
 */
function locations({ prefix, wasm, worker, release, libraries, parts }) {
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
          export const parts = () => (${JSON.stringify(parts ?? null)});
          export const atHand = false;
          export const wasm = () => at(${JSON.stringify(`${prefix}/${wasm}`)});
          export const models = () => at(${JSON.stringify(`${prefix}/../models/`)});
          export const worker = () => at(${JSON.stringify(`${prefix}/${worker}`)});
          export const importHost = () => import('./host.js');
          export const importGlue = () => import(${JSON.stringify(glue)});
          export const importReadability = () => ${library('readability')};
          export const importMarkdown = () => ${library('markdown')};
          export const importParser = () =>
              Promise.reject(new Error('pages have a parser of their own'));`,
      }));
      // Our scripts alone call the engine here, and give what it takes.
      build.onLoad({ filter: /\/web\/engine\/checks\.js$/ }, () => ({
        contents: `
          const pass = () => {};
          export {
            pass as checkText, pass as checkObject, pass as checkSignal,
            pass as checkNoProgress, pass as checkFunctions, pass as checkPart,
          };
          export const jsonOf = (options, each) =>
            JSON.stringify(options, (name, value) => each(value));`,
      }));
      build.onLoad({ filter: /\/web\/engine\/create_options\.js$/ }, () => ({
        contents: `
          export const checkedOptions = (options) => options;
          export const checkParts = () => {};
          export const checkMembers = () => {};`,
      }));
      build.onLoad({ filter: /\/web\/page\/locations\.js$/ }, () => ({
        contents: `
          const at = (path) => new URL(path, import.meta.url);
          export const importPdf = () => ${library('pdf')};
          export const pdfWorker = at(${JSON.stringify(`${prefix}/${libraries['pdf_worker']}`)});
          export const importMammoth = () => ${library('mammoth')};
          export const serviceWorker = at('../service-worker.js');`,
      }));
    },
  };
}

/**
 * The page's script is given no addresses, and names the parts of the model.
 *
 * @type {Plugin}
 */
const nothingElsewhere = {
  name: 'nothing-elsewhere',
  setup(build) {
    build.onLoad({ filter: /\/web\/engine\/elsewhere\.js$/ }, () => ({
      contents: `
        export const addressOf = (address) => address;
        export const readManifest = () => {};`,
    }));
  },
};

/**
 * What the glue asks for to know where it runs, and a module worker does not have
 * (it may not call `importScripts`).
 */
const NOT_OF_WORKERS = Object.fromEntries(
    ['window', 'document', 'process', 'importScripts'].map((name) => [name, 'undefined']));

/**
 * What a worker needs of web/engine/locations.js. The glue is part of its file from
 * the start: loaded later, esbuild would wrap every module that it might meet.
 *
 * @param {string} release
 * @returns {Plugin}
 */
function workerLocations(release) {
  return {
    name: 'worker-locations',
    setup(build) {
      build.onLoad({ filter: /\/web\/engine\/locations\.js$/ }, (args) => ({
        resolveDir: dirname(args.path),
        contents: `
          import glue from ${JSON.stringify(join(root, GLUE))};
          export const release = ${JSON.stringify(release)};
          export const importGlue = async () => ({ default: glue });`,
      }));
    },
  };
}

/**
 * What the engine has for others than the page. esbuild loads a module that is
 * named in an export with the first file, used or not.
 */
const NOT_OF_PAGES = /^export \{ readArticle, textNodesOf \} from .*$/m;

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
        const contents = source.replace(NOT_OF_PAGES, '').replace(pattern, (whole, path) => {
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
 * The page with every link to a file of ours turned to what was made of it, and
 * with the engine's files named in it: they are on their way while the script
 * that asks for them is, those that the engine starts with before the others.
 *
 * @param {string} html
 * @param {string} into
 * @param {import('esbuild').BuildResult} built
 * @param {string[]} fetched what the script fetches, whoever comes
 */
function linkedPage(html, into, built, fetched) {
  return html.replace(LINK, (whole, attribute, path) => {
    if (!existsSync(join(root, path))) return whole;
    if (extname(path) === '.webmanifest') {
      return `${attribute}="${writeWebManifest(into, path)}"`;
    }
    const name = ['.js', '.css'].includes(extname(path)) ?
        basename(outputOf(built, path)) : keep(into, 'assets', path);
    return `${attribute}="assets/${name}"`;
  }).replace('</head>', () => [
    ...localLinks(html, '.js').flatMap((script) => importedBy(built, script))
        .map((name) => `<link rel="modulepreload" href="assets/${name}">`),
    ...fetched.map((path) => `<link rel="preload" as="fetch" crossorigin${
      /\/(standfirst|base)-/.test(path) ? '' : ' fetchpriority="low"'} href="${path}">`),
    '</head>',
  ].join('\n'));
}

/**
 * The files that a script cannot start without: named in the page, they are
 * asked for with the script and not after it.
 *
 * @param {import('esbuild').BuildResult} built
 * @param {string} entry
 */
function importedBy(built, entry) {
  const outputs = built.metafile?.outputs ?? {};
  /** @type {Set<string>} */
  const found = new Set();
  const visit = (/** @type {string} */ path) => {
    for (const { path: imported, kind } of outputs[path]?.imports ?? []) {
      if (kind !== 'import-statement' || found.has(imported)) continue;
      found.add(imported);
      visit(imported);
    }
  };
  visit(outputOf(built, entry));
  return [...found].map((path) => basename(path));
}

/**
 * The manifest of the installed page, at the site's root, with its icons.
 *
 * @param {string} into
 * @param {string} path
 */
function writeWebManifest(into, path) {
  const manifest = JSON.parse(readFileSync(join(root, path), 'utf8'));
  for (const icon of manifest.icons) {
    icon.src = `assets/${keep(into, 'assets', join(dirname(path), icon.src))}`;
  }
  writeFileSync(join(into, basename(path)), JSON.stringify(manifest));
  return basename(path);
}

/**
 * The service worker with its list: all that a visit needs, each file by its
 * hash. The version is the list's own hash.
 *
 * @param {string} into
 * @param {typeof import('esbuild')} esbuild
 */
async function writeServiceWorker(into, esbuild) {
  const hash = (/** @type {string | Uint8Array} */ bytes) =>
    createHash('sha256').update(bytes).digest('hex');
  const named = ['index.html', 'manifest.webmanifest', 'models/manifest.json']
      .map((path) => ({
        url: path === 'index.html' ? '' : path,
        sha256: hash(readFileSync(join(into, path))),
      }));
  const hashed = ['assets', 'models']
      .flatMap((folder) => listFiles(relative(root, join(into, folder))))
      .map((path) => relative(into, join(root, path)))
      .filter((path) => path !== 'models/manifest.json' && !NOT_OF_THE_PAGE.test(path))
      .map((url) => ({ url, sha256: null, ...ASKED_FOR.test(url) && { asked: true } }));
  const list = [...named, ...hashed];
  const version = hash(JSON.stringify(list)).slice(0, 12);
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['web/offline/service_worker.js'],
    outfile: join(into, 'service-worker.js'),
    bundle: true, format: 'iife', target: TARGET, minify: true, charset: 'utf8',
    logLevel: 'warning',
    define: {
      'globalThis.PRECACHE': JSON.stringify({ version, files: list }),
    },
  });
}

/**
 * standfirst.html: the page, the engine, its models and the libraries in one
 * file that works from disk, where there are no modules, no fetch and no worker
 * from a file. Its policy allows its one script, by hash, and workers made of
 * what the file holds; `data:` is how the script reads the file's own samples.
 *
 * @param {string} into
 * @param {string} html
 * @param {typeof import('esbuild')} esbuild
 */
async function writeOneFile(into, html, esbuild) {
  /** @type {import('esbuild').BuildOptions & {write: false}} */
  const common = {
    absWorkingDir: root, outdir: 'build/one-file', write: false,
    bundle: true, format: 'iife', target: TARGET, minify: true,
    legalComments: 'none', charset: 'utf8', logLevel: 'error',
    // Scripts of no address, whose libraries still reckon with one.
    define: { 'import.meta.url': '"https://standfirst.invalid/"' },
  };
  const worker = await esbuild.build({
    ...common, entryPoints: ['web/engine/worker.js'],
    plugins: [
      locations({ prefix: '.', wasm: '', worker: '', release: '', libraries: {} }),
    ],
  });
  const pdfWorker = await esbuild.build({
    ...common, entryPoints: [`${LIBRARY_FOLDER}/pdf_worker.js`],
  });
  const library = (/** @type {string} */ name) =>
    JSON.stringify(join(root, LIBRARY_FOLDER, `${name}.js`));
  /** What the script finds in the file. @type {Record<string, Uint8Array>} */
  const held = {
    'standfirst.wasm': readFileSync(join(root, WASM)),
    'worker.js': worker.outputFiles[0]?.contents ?? new Uint8Array(),
    'pdf_worker.js': pdfWorker.outputFiles[0]?.contents ?? new Uint8Array(),
  };
  for (const path of listFiles(relative(root, join(into, 'models')))) {
    held[basename(path)] = readFileSync(join(root, path));
  }
  const embedded = `
    const bytesOf = (name) => {
      const text = atob(document.getElementById('file:' + name).textContent);
      return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
    };
    const workerOf = (name) => new URL(URL.createObjectURL(
        new Blob([bytesOf(name)], { type: 'text/javascript' })));`;
  /** @type {Plugin} */
  const plugin = {
    name: 'one-file',
    setup(build) {
      build.onLoad({ filter: /\/web\/engine\/locations\.js$/ }, (args) => ({
        resolveDir: dirname(args.path),
        contents: `${embedded}
          export const release = '';
          export const wasmHash = '';
          export const parts = () => null;
          export const atHand = true;
          export const wasm = () => bytesOf('standfirst.wasm');
          export const models = () => new URL('embedded:/');
          export const read = async (url) => bytesOf(url.pathname.slice(1));
          export const worker = () => workerOf('worker.js');
          export const importHost = () => import('./host.js');
          export const importGlue = () => import(${JSON.stringify(join(root, GLUE))});
          export const importReadability = () => import(${library('readability')});
          export const importMarkdown = () => import(${library('markdown')});
          export const importParser = () =>
              Promise.reject(new Error('pages have a parser of their own'));`,
      }));
      build.onLoad({ filter: /\/web\/page\/locations\.js$/ }, (args) => ({
        resolveDir: dirname(args.path),
        contents: `${embedded}
          export const importPdf = () => import(${library('pdf')});
          export const pdfWorker = workerOf('pdf_worker.js');
          export const importMammoth = () => import(${library('mammoth')});
          export const serviceWorker = null;`,
      }));
      build.onLoad({ filter: /\/web\/page\/samples\.js$/ }, (args) => ({
        contents: readFileSync(args.path, 'utf8').replace(
            /new URL\('(\.[^']+)', import\.meta\.url\)/g, (_whole, path) =>
              `new URL('data:text/plain;charset=utf-8;base64,${
                readFileSync(resolve(dirname(args.path), path)).toString('base64')}')`),
      }));
    },
  };
  const script = await esbuild.build({
    ...common, entryPoints: localLinks(html, '.js'),
    plugins: [loadedLater(esbuild), plugin],
  });
  const style = await esbuild.build({
    ...common, entryPoints: localLinks(html, '.css'), plugins: [bothThemes],
  });
  // An end tag within the script would end it.
  const code = (script.outputFiles[0]?.text ?? '').trim()
      .replace(/<\/script/gi, '<\\/script').replace(/<!--/g, '<\\!--');
  const css = style.outputFiles.map(({ text }) => text.trim()).join('\n');
  const hash = (/** @type {string} */ text) =>
    `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const policy = [
    "default-src 'none'", `script-src ${hash(code)} 'wasm-unsafe-eval'`,
    `style-src ${hash(css)}`, 'img-src data: blob:', 'connect-src data:',
    'worker-src blob:', "base-uri 'none'", "form-action 'none'",
    "require-trusted-types-for 'script'", 'trusted-types standfirst',
  ].join('; ');
  const icon = readFileSync(join(root, 'web/icons/standfirst.svg'));
  const page = html
      .replace(/(http-equiv="Content-Security-Policy"\s+content=")[^"]+/,
          (_whole, start) => start + policy)
      .replace(/<link rel="(manifest|apple-touch-icon)"[^>]*>\n?/g, '')
      .replace(/(<link rel="icon" href=")[^"]+/, (_whole, start) =>
        `${start}data:image/svg+xml;base64,${icon.toString('base64')}`)
      .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${css}</style>`)
      .replace(/<script type="module"[^>]*><\/script>\n?/, '')
      .replace('</body>', () => [
        ...Object.entries(held).map(([name, bytes]) =>
          `<script type="application/octet-stream" id="file:${name}">${
            Buffer.from(bytes).toString('base64')}</script>`),
        `<script>${code}</script>`, '</body>',
      ].join('\n'));
  writeFileSync(join(into, 'standfirst.html'), page);
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
