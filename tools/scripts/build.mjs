/**
 * npm run build: the native programs in build/native, the wasm module in
 * build/wasm, the deployable site in dist/.
 */
import { heading, runMain, since } from './lib.mjs';
import { build } from './cmake.mjs';
import { setUp } from './setup.mjs';
import { buildSite } from './site.mjs';

export async function buildEverything() {
  for (const [what, work] of /** @type {const} */ ([
    ['Native programs', () => build('release')],
    ['The wasm module', () => build('wasm')],
    ['The site', buildSite],
  ])) {
    const started = performance.now();
    heading(what);
    await work();
    console.log(`done in ${since(started)}`);
  }
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  await runMain(async () => {
    await setUp('build');
    await buildEverything();
    console.log('\nbuild/native/standfirst, build/native/standfirst-evaluate, dist/');
  });
}
