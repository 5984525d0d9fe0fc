/**
 * Finds what a command needs and installs what is missing: Debian packages when
 * that is allowed here, npm packages always. Otherwise one line says what to
 * install.
 *
 *     node tools/scripts/setup.mjs start|build|test|bench|evaluate|fuzz|lint
 */
import {
  existsSync, lstatSync, readFileSync, readdirSync, writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fetchCmark } from './cmark.mjs';
import { Failure, findCommand, heading, root, run, runMain, since } from './lib.mjs';

/**
 * @typedef {object} Need
 * @property {string} package of Debian
 * @property {() => boolean} found
 */

const INCLUDES = [
  '/usr/include', '/usr/local/include', '/opt/homebrew/include',
];

/** @param {string} header */
const haveHeader = (header) =>
  INCLUDES.some((folder) => existsSync(join(folder, header)));

/** clang's own libraries lie below its version: llvm-14/lib/clang/14.0.6. */
function haveFuzzer() {
  const versions = existsSync('/usr/lib') ?
      readdirSync('/usr/lib').filter((name) => name.startsWith('llvm-')) : [];
  return versions.some((name) => {
    const folder = join('/usr/lib', name, 'lib/clang');
    return existsSync(folder) && readdirSync(folder).some((version) => {
      const libraries = join(folder, version, 'lib/linux');
      return existsSync(libraries) &&
          readdirSync(libraries).some((file) => file.includes('fuzzer-'));
    });
  });
}

/** @type {Record<string, Need>} */
const NEEDS = {
  cmake: { package: 'cmake', found: () => have('cmake') },
  compiler: { package: 'g++', found: () => have('c++') },
  ninja: { package: 'ninja-build', found: () => have('ninja') },
  emscripten: {
    package: 'emscripten',
    found: () => Boolean(process.env['EMSDK']) || have('em++'),
  },
  json: {
    package: 'nlohmann-json3-dev',
    found: () => haveHeader('nlohmann/json.hpp'),
  },
  zlib: { package: 'zlib1g-dev', found: () => haveHeader('zlib.h') },
  options: { package: 'libcli11-dev', found: () => haveHeader('CLI/CLI.hpp') },
  html: { package: 'libgumbo-dev', found: () => haveHeader('gumbo.h') },
  markdown: { package: 'libcmark-dev', found: () => haveHeader('cmark.h') },
  googletest: {
    package: 'googletest',
    found: () => existsSync('/usr/src/googletest/googletest/src/gtest-all.cc'),
  },
  benchmark: {
    package: 'libbenchmark-dev',
    found: () => haveHeader('benchmark/benchmark.h'),
  },
  unicode: {
    package: 'unicode-data',
    found: () => existsSync('/usr/share/unicode/auxiliary/WordBreakTest.txt'),
  },
  chromium: {
    package: 'chromium',
    found: () => have(process.env['CHROMIUM'] ?? 'chromium') ||
        existsSync(process.env['CHROMIUM'] ?? '/usr/bin/chromium'),
  },
  firefox: {
    package: 'firefox-esr', found: () => have(process.env['FIREFOX'] ?? 'firefox-esr'),
  },
  // Its driver needs MiniBrowser, which its package brings along.
  webkit: { package: 'webkit2gtk-driver', found: () => have('WebKitWebDriver') },
  xvfb: { package: 'xvfb', found: () => have('Xvfb') },
  parallel: { package: 'parallel', found: () => have('parallel') },
  jq: { package: 'jq', found: () => have('jq') },
  // The examples for their sites are built, or run, by them.
  hugo: { package: 'hugo', found: () => have('hugo') },
  jekyll: { package: 'jekyll', found: () => have('jekyll') },
  php: { package: 'php-cli', found: () => have('php') },
  format: { package: 'clang-format', found: () => have('clang-format') },
  tidy: { package: 'clang-tidy', found: () => have('clang-tidy') },
  clang: { package: 'clang', found: () => have('clang++') },
  sanitizers: {
    package: 'libclang-rt-14-dev',
    found: haveFuzzer,
  },
};

const MODULE = ['cmake', 'ninja', 'emscripten', 'json'];
const NATIVE = [
  'cmake', 'compiler', 'ninja', 'json', 'zlib', 'options', 'html', 'markdown',
];

/** @type {Record<string, string[]>} */
const COMMANDS = {
  start: MODULE,
  build: [...NATIVE, ...MODULE],
  size: [...MODULE],
  lighthouse: [...MODULE, 'chromium'],
  browsers: [...MODULE, 'firefox', 'webkit', 'xvfb'],
  lint: [...NATIVE, 'format', 'tidy'],
  test: [
    ...NATIVE, ...MODULE, 'googletest', 'unicode', 'chromium', 'format', 'tidy',
    'parallel', 'jq', 'hugo', 'jekyll', 'php',
  ],
  bench: [...NATIVE, ...MODULE, 'benchmark', 'chromium'],
  evaluate: NATIVE,
  fuzz: [...NATIVE, 'clang', 'sanitizers'],
};

/** @param {string} command */
function have(command) {
  return findCommand(command) !== undefined;
}

/**
 * @param {string} command a key of COMMANDS
 */
export async function setUp(command) {
  const names = [...new Set(COMMANDS[command] ?? [])];
  /** @returns {string[]} */
  const missing = () => names
      .filter((name) => !NEEDS[name]?.found())
      .map((name) => /** @type {Need} */ (NEEDS[name]).package);
  const packages = missing();
  if (packages.length > 0) {
    const install =
        `apt-get install --no-install-recommends ${packages.join(' ')}`;
    const debian = existsSync('/etc/debian_version') && have('apt-get');
    if (!debian) {
      throw new Failure('Standfirst needs what Debian calls ' +
          `${packages.join(', ')}: please install it and try again.`);
    }
    if (process.getuid?.() !== 0) {
      throw new Failure(`Standfirst needs more: sudo ${install}`);
    }
    const started = performance.now();
    heading(`Installing ${packages.join(', ')} (once)`);
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    const options = ['-o', 'Dpkg::Use-Pty=0', '-o', 'Acquire::Retries=3'];
    await run('apt-get', [...options, 'update'], { env });
    await run('apt-get', [
      ...options, 'install', '-y', '--no-install-recommends', ...packages,
    ], { env });
    const left = missing();
    if (left.length > 0) {
      throw new Failure(`installed, but still not found: ${left.join(', ')}`);
    }
    console.log(`installed in ${since(started)}`);
  }
  await installPackages();
  if (names.includes('emscripten')) {
    // Everything else works without it.
    await fetchCmark().catch((error) => {
      if (!(error instanceof Failure)) throw error;
      console.warn(error.message);
    });
  }
}

/** npm's packages, as the lock file names them. */
async function installPackages() {
  const folder = lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false });
  // A link to the packages of another checkout, which looks after them.
  if (folder?.isSymbolicLink()) return;
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const stamp = join(root, 'node_modules/.standfirst-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  const started = performance.now();
  heading('Installing npm packages (once)');
  // No package of ours needs its install script.
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  writeFileSync(stamp, lock);
  console.log(`installed in ${since(started)}`);
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  await runMain(() => setUp(process.argv[2] ?? 'build'));
}
