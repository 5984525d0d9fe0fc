/**
 * Draws the icons of the installed page: PNG files of web/icons/standfirst.svg,
 * by Chromium. Run it when the drawing changes:
 *
 *     node tools/scripts/icons.mjs
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser } from '../../tests/browser/support.js';
import { root, runMain } from './lib.mjs';

const FOLDER = join(root, 'web/icons');

/**
 * Of a maskable icon the system may cut off all but a disc of 80 %.
 *
 * @type {{name: string, size: number, maskable?: boolean}[]}
 */
const ICONS = [
  { name: 'standfirst-180', size: 180, maskable: true },
  { name: 'standfirst-192', size: 192 },
  { name: 'standfirst-512', size: 512 },
  { name: 'standfirst-maskable-512', size: 512, maskable: true },
];

await runMain(async () => {
  const drawing = readFileSync(join(FOLDER, 'standfirst.svg'), 'utf8');
  const browser = await launchBrowser();
  try {
    for (const { name, size, maskable } of ICONS) {
      const page = await browser.newPage({
        viewport: { width: size, height: size }, deviceScaleFactor: 1,
      });
      const inner = maskable ? Math.round(size * 0.72) : size;
      await page.setContent(`<style>
          html { background: ${maskable ? '#16191d' : 'transparent'} }
          body { margin: 0; height: 100vh; display: grid; place-items: center }
          svg { width: ${inner}px; height: ${inner}px }
        </style>${drawing}`);
      await page.screenshot({
        path: join(FOLDER, `${name}.png`), omitBackground: true,
      });
      await page.close();
    }
  } finally {
    await browser.close();
  }
});
