/**
 * npm run lighthouse: what Lighthouse says of dist/, as a phone and as a
 * desktop, into its section of docs/results.md. Lighthouse is not among our
 * packages (it brings 150 of its own): it is installed when this is run, into a
 * folder of its own, so that node_modules stays what package.json says.
 *
 *     npm run lighthouse
 *     npm run lighthouse -- --built    dist/ as it is
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './cmake.mjs';
import { heading, root, run, runMain } from './lib.mjs';
import { provenance, table, writeSection } from './results.mjs';
import { serve } from './serve.mjs';
import { setUp } from './setup.mjs';
import { buildSite } from './site.mjs';

const VERSION = '12.8.2';

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

await runMain(async () => {
  await setUp('lighthouse');
  const folder = join(root, 'build/lighthouse');
  if (!existsSync(join(folder, 'node_modules/lighthouse'))) {
    heading('Installing Lighthouse');
    mkdirSync(folder, { recursive: true });
    // Without a package of its own the folder would belong to ours.
    writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
    await run('npm', [
      'install', '--ignore-scripts', '--no-audit', '--no-fund',
      `lighthouse@${VERSION}`,
    ], { cwd: folder });
  }
  if (!process.argv.includes('--built')) {
    await build('wasm');
    await buildSite();
  }
  // Named at run time: the types are not there where it is not installed.
  const installed = createRequire(join(folder, 'package.json'));
  const [{ default: lighthouse, desktopConfig }, { launch }] = await Promise.all(
      ['lighthouse', 'chrome-launcher'].map((name) =>
        import(pathToFileURL(installed.resolve(name)).href)));
  const { url, close } = await serve(join(root, 'dist'), 0, { compress: true });
  const browser = await launch({
    chromePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'],
    logLevel: 'silent',
  });
  /** @type {(string | number)[][]} */
  const rows = [];
  /** @type {string[]} */
  const missing = [];
  try {
    for (const [name, config] of [['phone', undefined], ['desktop', desktopConfig]]) {
      const { lhr } = await lighthouse(url, {
        port: browser.port, onlyCategories: CATEGORIES, logLevel: 'error',
      }, config);
      const score = (/** @type {string} */ category) =>
        Math.round((lhr.categories[category]?.score ?? 0) * 100);
      rows.push([name, ...CATEGORIES.map((category) => {
        const points = score(category);
        return points === 100 ? points : `**${points}**`;
      }), ...['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time',
        'cumulative-layout-shift'].map((audit) => lhr.audits[audit]?.displayValue ?? '')]);
      for (const category of CATEGORIES) {
        if (score(category) === 100) continue;
        for (const { id, weight } of lhr.categories[category]?.auditRefs ?? []) {
          const audit = lhr.audits[id];
          if (weight === 0 || audit?.score === null || audit?.score >= 1) continue;
          missing.push(`- ${name}, ${category}, ${audit.title}: ` +
            `${audit.displayValue || 'not met'} (${Math.round(audit.score * 100)} of 100)`);
        }
      }
    }
  } finally {
    browser.kill();
    close();
  }
  const text = [
    await provenance(),
    `Lighthouse ${VERSION} on \`dist/\`, served with brotli on localhost; phone: its ` +
      'simulated slow 4G and a processor four times slower. The bar is 100 in each.',
    table(['as', 'performance', 'accessibility', 'best practices', 'SEO', 'first paint',
      'largest paint', 'blocking', 'shift'], rows),
    ...missing.length > 0 ? ['What the missing points are:', missing.join('\n')] : [],
  ].join('\n\n');
  console.log(text);
  writeSection('lighthouse', text);
});
