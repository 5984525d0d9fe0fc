/**
 * npm start: builds what has changed, serves the page on localhost and prints
 * its address. PORT names another port than 8080.
 */
import { join } from 'node:path';
import { heading, root, runMain, since } from './lib.mjs';
import { build } from './cmake.mjs';
import { serve } from './serve.mjs';
import { setUp } from './setup.mjs';
import { buildSite } from './site.mjs';

await runMain(async () => {
  await setUp('start');
  const started = performance.now();
  heading('Building');
  await build('wasm');
  await buildSite();
  console.log(`built in ${since(started)}`);
  const { url, close } = await serve(
      join(root, 'dist'), Number(process.env['PORT'] ?? 8080));
  console.log(`\nStandfirst is at ${url} (Ctrl-C ends it)`);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      close();
      process.exit(0);
    });
  }
});
