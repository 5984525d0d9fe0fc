/**
 * The page for everybody: by keyboard alone, with a screen reader, large, in
 * forced colours, without motion.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESKTOP, PHONE, atRest, untilLit, usePage } from './page_support.js';
import { eventually, gone, shows } from './support.js';

/** @typedef {import('playwright-core').Page} Page */

const { open, pageTest } = usePage('everybody');

/**
 * Presses Tab until the focus is where it is wanted.
 *
 * @param {Page} page
 * @param {string} selector
 * @param {number} most
 */
async function tabTo(page, selector, most) {
  for (let step = 0; step < most; step++) {
    await page.keyboard.press('Tab');
    const there = await page.evaluate((wanted) =>
      document.activeElement?.matches(wanted), selector);
    if (there) return;
  }
  assert.fail(`no way to ${selector} in ${most} steps`);
}

pageTest('the whole job with no hand on the mouse', {
  context: { ...DESKTOP, permissions: ['clipboard-read', 'clipboard-write'] },
}, async (page) => {
  const press = (/** @type {string} */ key) => page.keyboard.press(key);
  // In: a sample.
  await tabTo(page, '[data-sample=news]', 12);
  await press('Enter');
  await page.waitForSelector('.stand .st');
  await page.waitForFunction(() => document.querySelector('.hint')?.textContent);
  // Type, length, focus words.
  await tabTo(page, '[name=type]', 8);
  await press('ArrowRight');
  await page.waitForSelector('.stand li');
  await press('ArrowLeft');
  await tabTo(page, '#focus-words', 3);
  await page.keyboard.type('Iceland');
  await page.waitForFunction(() =>
    document.querySelector('.stand')?.textContent?.includes('Iceland'));
  await tabTo(page, '#length', 2);
  await press('ArrowRight');
  await page.waitForFunction(() =>
    document.querySelectorAll('.stand .st').length === 4);
  // To a source, its reasons, and back.
  await tabTo(page, '.stand .src', 12);
  await press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.className), 'num');
  await press('Enter');
  await page.waitForSelector('.why');
  await press('Escape');
  assert.equal(await page.evaluate(() => document.activeElement?.className), 'src');
  await press('Escape');
  await gone(page.locator('.why'));
  // What was cut.
  await press('u');
  await page.waitForSelector('.unfold');
  await press('u');
  // Out: a copy as Markdown.
  await tabTo(page, '.acts button:nth-of-type(2)', 20);
  await press('Enter');
  await page.waitForSelector('[data-copy=link]:enabled');
  // An open menu takes the focus in a task of its own.
  await page.waitForSelector('.menu :focus');
  await press('ArrowDown');
  await press('Enter');
  await page.waitForFunction(async () =>
    (await navigator.clipboard.readText()).startsWith('# '));
  // A kind off, a name chosen, its mentions.
  await tabTo(page, '.names input', 12);
  await press('Space');
  assert.equal(await page.locator('.names input').first().isChecked(), false);
  await tabTo(page, '.ent', 3);
  await press('Enter');
  await tabTo(page, '.step [aria-label="Next mention"]', 4);
  await press('Enter');
  await eventually(async () =>
    assert.equal(await page.locator('article .here').count(), 1));
  await press('j');
  await shows(page.locator('.step .at'), /^2 of/);
  await press('Escape');
  // The pictures.
  await tabTo(page, 'details.pic:has(.graph) summary', 60);
  await press('Enter');
  await page.waitForSelector('.graph .node');
  await tabTo(page, '.graph .link', 2);
  await press('Enter');
  await page.waitForSelector('.graph > svg[hidden]', { state: 'attached' });
  await press('Enter');
  await tabTo(page, '.graph .node', 2);
  await press('Enter');
  await page.locator('article .picked').first().waitFor();
  await tabTo(page, 'details.pic:has(.time) summary', 20);
  await press('Enter');
  await page.waitForSelector('.dates li');
  await tabTo(page, '.dates a', 2);
  await press('Enter');
  await untilLit(page);
  await press('Escape');
  // What was left out, put back.
  await tabTo(page, 'details.left summary', 16);
  await press('Enter');
  await page.waitForSelector('.left-list button');
  await tabTo(page, '.left-list button', 2);
  await press('Enter');
  await page.waitForFunction(() =>
    document.querySelector('.left summary')?.textContent?.includes('5'));
  // The map, the text box, a new text.
  await tabTo(page, '.map a', 60);
  await press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.className), 'num');
  await press('e');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'box');
  await page.keyboard.type('A first line. ');
  await tabTo(page, '.boxed .go', 3);
});

pageTest('the sheet of shortcuts tells what works, and closes', { sample: 'news' },
    async (page) => {
      await page.keyboard.press('?');
      const sheet = page.locator('dialog[open]');
      await sheet.waitFor();
      assert.equal(await sheet.locator('dt').count(), 10);
      await page.keyboard.press('2');
      assert.equal(await page.locator('.stand li').count(), 0, 'the sheet takes the keys');
      await page.keyboard.press('Escape');
      await gone(sheet);
      await page.keyboard.press('?');
      await sheet.locator('input').uncheck();
      await page.keyboard.press('Escape');
      await gone(sheet);
      await page.keyboard.press('2');
      assert.equal(await page.locator('.stand li').count(), 0, 'single keys are off');
    });

pageTest('the skip link is first, shows itself and leads to the standfirst',
    { sample: 'news' }, async (page) => {
      await page.evaluate(() => {
        /** @type {HTMLElement | null} */ (document.activeElement)?.blur();
        getSelection()?.removeAllRanges();
      });
      await page.focus('body');
      await page.evaluate(() => { document.querySelector('a')?.focus(); });
      const box = await page.locator('.skip').boundingBox();
      assert.ok(box && box.x >= 0 && box.y >= 0);
      await page.keyboard.press('Enter');
      await page.waitForSelector('#main:focus');
    });

for (const [device, context] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
  pageTest(`wherever the focus goes, it can be seen (${device})`,
      { sample: 'news', context }, async (page) => {
        /** @type {string[]} */
        const unseen = [];
        let last = '';
        for (let step = 0; step < 70; step++) {
          await page.keyboard.press('Tab');
          const found = await page.evaluate(() => {
            const element = document.activeElement;
            if (!element || element === document.body) return null;
            const name = `${element.tagName} ${element.className} ${
              element.textContent?.slice(0, 20)} ${element.getAttribute('aria-label')}`;
            const ringed = [element, element.closest('label')].some((one) => {
              const { outlineStyle, outlineWidth } = one ? getComputedStyle(one) :
                { outlineStyle: 'none', outlineWidth: '0' };
              return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
            });
            const shown = element.closest('label') ?? element;
            const { top, bottom, left, right } = shown.getBoundingClientRect();
            const inside = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
            return { name, good: ringed && inside };
          });
          if (!found) break;
          if (!found.good) unseen.push(found.name);
          last = found.name;
        }
        assert.deepEqual(unseen, [], `last at ${last}`);
      });
}

pageTest('results and steps are announced', { sample: 'news' }, async (page) => {
  const said = (/** @type {RegExp} */ pattern) => page.waitForFunction((words) =>
    new RegExp(words).test(document.querySelector('[aria-live]')?.textContent ?? ''),
  pattern.source);
  await said(/^3 sentences, \d+ words\.$/);
  await page.keyboard.press(']');
  await said(/^4 sentences, \d+ words\.$/);
  await page.keyboard.press('4');
  await said(/^12 words, 12 at most$/);
  await page.keyboard.press('1');
  await said(/^4 sentences, \d+ words\.$/);
  await page.click('.ent:has-text("Runa Hestvik")');
  await page.keyboard.press('j');
  await said(/^1 of 3$/);
  const name = await page.locator('.ent:has-text("Runa Hestvik")')
      .getAttribute('aria-pressed');
  assert.equal(name, 'true');
});

pageTest('a name of the standfirst says whether it is chosen, drawn anew as well',
    { sample: 'news' }, async (page) => {
      const name = page.locator('.stand').getByRole('button', { name: 'Castlemorra' });
      assert.equal(await name.getAttribute('aria-pressed'), 'false');
      await name.focus();
      await page.keyboard.press('Enter');
      assert.equal(await name.getAttribute('aria-pressed'), 'true');
      assert.equal(await page.locator('.stand [aria-pressed=true]').count(), 1);
      await page.keyboard.press(']');
      await page.waitForFunction(() => document.querySelectorAll('.stand .st').length === 4);
      assert.equal(await name.getAttribute('aria-pressed'), 'true');
      await page.keyboard.press('Escape');
      assert.equal(await name.getAttribute('aria-pressed'), 'false');
    });

pageTest('the reasons of any sentence are reached by keys, told, and left',
    { sample: 'news' }, async (page) => {
      await page.locator('article .num').nth(1).focus();
      await page.keyboard.press('Enter');
      await shows(page.locator('.why b'), /^Chosen: third/);
      await tabTo(page, '.why [aria-label="Why: the sentence after"]', 4);
      await page.keyboard.press('Enter');
      await shows(page.locator('.why b'), /^Not chosen: /);
      await page.waitForSelector('.why [aria-label="Why: the sentence after"]:focus');
      assert.equal((await untilLit(page)).sentence, '2');
      await shows(page.locator('[aria-live]'),
          /^Not chosen: .+ of 24 sentences\. Each country pays a third/);
      // The first has none before it: the focus goes to the other button.
      await page.keyboard.press('Shift+Tab');
      for (const place of ['third', 'first']) {
        await page.keyboard.press('Enter');
        await shows(page.locator('.why b'), new RegExp(`^Chosen: ${place}`));
      }
      await page.waitForSelector('.why [aria-label="Why: the sentence after"]:focus');
      // A sentence without a number keeps the focus too.
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await shows(page.locator('.why b'), /^Not chosen: /);
      await page.keyboard.press('Escape');
      await gone(page.locator('.why'));
      await page.waitForSelector('.s[data-sentence="2"]:focus');
    });

pageTest('a finger on a sentence opens its reasons, and on the next its own', {
  sample: 'news', context: PHONE,
}, async (page) => {
  // On its last line, where no other sentence stands.
  const [x = 0, y = 0] = await page.locator('.s[data-sentence="2"]').evaluate((part) => {
    part.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { left, top, height } = [...part.getClientRects()].at(-1) ?? new DOMRect();
    return [left + 4, top + height / 2];
  });
  await page.touchscreen.tap(x, y);
  await shows(page.locator('.why b'), /^Not chosen: /);
  const first = await page.locator('.why b').innerText();
  await page.locator('.why button').last().tap();
  await eventually(async () => assert.notEqual(await page.locator('.why b').innerText(), first));
});

test('everybody: at 200 % one column holds all, nothing to the side', async () => {
  for (const sample of /** @type {const} */ (['news', 'report'])) {
    const opened = await open({
      sample, context: { viewport: { width: 720, height: 500 }, deviceScaleFactor: 2 },
    });
    const { page } = opened;
    await atRest(page);
    for (const summary of await page.locator('details.pic:visible summary').all()) {
      await summary.click();
    }
    await page.waitForFunction(() => [...document.querySelectorAll('details.pic[open]')]
        .every((box) => box.querySelector('.node, .dates li')));
    const found = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth - innerWidth,
      sticky: getComputedStyle(document.querySelector('.lead') ?? document.body).position,
    }));
    await opened.close();
    assert.ok(found.wide <= 0, `${found.wide} px`);
    assert.notEqual(found.sticky, 'sticky');
  }
});

test('everybody: 320 px hold all, pictures and menus open', async () => {
  const opened = await open({
    sample: 'news', context: { ...PHONE, viewport: { width: 320, height: 640 } },
  });
  const { page } = opened;
  await atRest(page);
  for (const summary of await page.locator('details summary:visible').all()) {
    await summary.click();
  }
  await page.waitForSelector('.dates li');
  await page.waitForSelector('.graph .node');
  await page.locator('.stand .cutn').first().click();
  await page.waitForSelector('.unfold');
  await page.locator('article .num').first().click();
  await page.waitForSelector('.why');
  // A telephone's own `innerWidth` grows with what does not fit.
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - 320);
  assert.ok(await wide() <= 0, `${await wide()} px`);
  await page.click('text=Show as a table');
  assert.ok(await wide() <= 0, `${await wide()} px with the table`);
  await page.click('.acts >> text=Copy as');
  // It is put in its place after it opened.
  await eventually(async () => {
    const menu = await page.locator('.menu:popover-open').boundingBox();
    assert.ok(menu && menu.x > 0 && menu.x + menu.width <= 320, JSON.stringify(menu));
  });
  await opened.close();
});

pageTest('on a telephone that lies every command of a menu can be reached', {
  sample: 'news', context: { ...PHONE, viewport: { width: 640, height: 320 } },
}, async (page) => {
  await page.locator('.mast nav > button').last().click();
  await page.waitForSelector('.menu :focus');
  const last = page.locator('.menu:popover-open > :last-child');
  await last.scrollIntoViewIfNeeded();
  await eventually(async () => {
    const box = await last.boundingBox();
    assert.ok(box && box.y >= 0 && box.y + box.height <= 320, JSON.stringify(box));
  });
});

const TABLET = { ...PHONE, viewport: { width: 820, height: 1180 } };
for (const [device, context] of Object.entries({ telephone: PHONE, tablet: TABLET })) {
  pageTest(`controls are large enough for a finger (${device})`, { sample: 'news', context },
      async (page) => {
        await page.locator('details.pic:visible').first().waitFor();
        await page.evaluate(() => {
          for (const box of document.querySelectorAll('details')) box.open = true;
        });
        await page.locator('.cutn').last().click();
        await page.locator('.unfold').waitFor();
        await page.locator('.graph .link').waitFor();
        await page.locator('article .num').first().click();
        await page.locator('.why').waitFor();
        await page.locator('.ent').first().click();
        await page.setInputFiles('input[type=file]', {
          name: 'a.png', mimeType: 'image/png', buffer: Buffer.from([1]),
        });
        await page.locator('.note .x').waitFor();
        const small = await page.evaluate(() =>
          [...document.querySelectorAll(
              'button, summary, .seg label, input:is([type=range], #focus-words), h3 label')]
              .filter((one) => one.checkVisibility() && (one.closest('.was, .why') ||
                !one.closest('article, .stand, .headline-source')))
              .map((one) => ({ one, box: one.getBoundingClientRect() }))
              .filter(({ box }) => box.width > 1 && box.height < 43.5)
              .map(({ one, box }) => `${one.textContent} ${box.height}`));
        assert.deepEqual(small, []);
        // Into a field of smaller letters iOS zooms.
        assert.equal(await page.locator('#focus-words').evaluate(
            (field) => getComputedStyle(field).fontSize), '16px');
      });
}

pageTest('the length goes by brackets on keyboards that have them behind Alt and Control',
    { sample: 'news' }, async (page) => {
      const press = (/** @type {Record<string, string | boolean>} */ init) => page.evaluate((given) => {
        document.body.dispatchEvent(new KeyboardEvent(
            'keydown', { bubbles: true, cancelable: true, ...given }));
      }, init);
      const count = (/** @type {number} */ wanted) => page.waitForFunction((number) =>
        document.querySelectorAll('.stand .st').length === number, wanted);
      await press({ key: ']', ctrlKey: true, altKey: true });
      await count(4);
      await press({ key: '[', altKey: true });
      await count(3);
      // With others they are the browser's.
      await press({ key: 'm', altKey: true });
      await press({ key: ']', metaKey: true });
      await press({ key: 'm' });
      await page.waitForSelector('.bar [aria-pressed=false]');
      await count(3);
    });

pageTest('forced colours: numbers, lines, choices and the map can be told', {
  sample: 'news', context: { ...DESKTOP, forcedColors: 'active' },
}, async (page) => {
  await page.locator('.ent').first().click();
  await page.keyboard.press('j');
  const look = await page.evaluate(() => {
    const style = (/** @type {string} */ selector) =>
      getComputedStyle(document.querySelector(selector) ?? document.body);
    return {
      canvas: style('body').backgroundColor,
      number: style('article .num').color,
      ink: style('article').color,
      checked: style('.seg label:has(:checked)').borderBottomColor,
      unchecked: style('.seg label:not(:has(:checked))').borderBottomColor,
      line: style('article .e').textDecorationLine,
      here: style('article .e.here').backgroundColor,
      chosenLines: style('.map .m-ch').stroke,
      greyLines: style('.map .m-s').stroke,
      thumb: style('.range').display,
    };
  });
  assert.notEqual(look.number, look.ink);
  assert.notEqual(look.checked, look.unchecked);
  assert.equal(look.line, 'underline');
  assert.notEqual(look.here, look.canvas);
  assert.notEqual(look.chosenLines, look.greyLines);
});

pageTest('forced colours: reasons, dates and the mention one is at can be told as well', {
  sample: 'news', context: { ...DESKTOP, forcedColors: 'active' },
}, async (page) => {
  await page.locator('.ent').first().click();
  await page.keyboard.press('j');
  await page.locator('article .num').nth(1).click();
  for (const box of await page.locator('.result details').all()) {
    await box.evaluate((details) => { details.setAttribute('open', ''); });
  }
  await page.waitForSelector('.dates .to');
  await page.waitForSelector('.why .wr');
  const look = await page.evaluate(() => {
    /** @param {string} selector @param {string} [part] */
    const style = (selector, part) => getComputedStyle(
        document.querySelector(selector) ?? document.body, part);
    const system = (/** @type {string} */ name) => {
      const probe = document.createElement('i');
      probe.style.setProperty('forced-color-adjust', 'none');
      probe.style.setProperty('color', name);
      document.body.append(probe);
      const { color } = getComputedStyle(probe);
      probe.remove();
      return color;
    };
    return {
      canvas: system('Canvas'), ink: system('CanvasText'), highlight: system('Highlight'),
      bars: [...document.querySelectorAll('.why .wr i')].map((bar) => ({
        share: /** @type {HTMLElement} */ (bar).style.getPropertyValue('--v'),
        image: getComputedStyle(bar).backgroundImage, edge: getComputedStyle(bar).outlineStyle,
      })),
      dot: style('.dates li:not(.to) .dot', '::before').backgroundColor,
      ring: style('.dates .to .dot', '::before').backgroundColor,
      ringLine: style('.dates .to .dot', '::before').boxShadow,
      here: style('article .e.here').backgroundColor,
    };
  });
  assert.equal(look.here, look.highlight);
  assert.equal(look.dot, look.ink);
  assert.equal(look.ring, look.canvas);
  assert.ok(look.ringLine.includes(look.ink), look.ringLine);
  assert.ok(look.bars.length > 1);
  for (const { share, image, edge } of look.bars) {
    assert.match(image, new RegExp(`calc\\(100% \\* ${share}\\)|${Number(share) * 100}%`));
    assert.equal(edge, 'solid');
  }
});

test('everybody: motion where it explains, none where it is not wanted', async () => {
  for (const [reducedMotion, moves] of /** @type {const} */ (
    [['reduce', false], ['no-preference', true]])) {
    const opened = await open({
      sample: 'news', motion: reducedMotion,
    });
    const { page } = opened;
    await page.click('.stand .cutn');
    await page.waitForSelector('.unfold');
    const found = await page.evaluate(() => [...document.querySelectorAll('*')].some((one) => {
      const { transitionDuration, animationName } = getComputedStyle(one);
      return /[1-9]/.test(transitionDuration) || animationName !== 'none';
    }));
    const smooth = await page.evaluate(() =>
      getComputedStyle(document.documentElement).scrollBehavior === 'smooth');
    await opened.close();
    assert.equal(found, moves);
    assert.equal(smooth, moves);
  }
});

pageTest('arrows go through a menu and past its themes, which stay', { sample: 'news' },
    async (page) => {
      await page.focus('.mast nav > button:text-is("Menu")');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.menu :focus');
      const items = await page.locator('.menu:popover-open :is(button, input)').count();
      const seen = new Set();
      for (let step = 0; step < items; step++) {
        seen.add(await page.evaluate(() => document.activeElement?.parentElement?.textContent +
            `${document.activeElement?.textContent}`));
        await page.keyboard.press('ArrowDown');
      }
      assert.equal(seen.size, items);
      assert.equal(await page.isChecked('.menu [value=system]'), true);
      assert.equal(await page.getAttribute('html', 'data-theme'), null);
    });

pageTest('a menu that is left by Tab closes, and single keys are heard again', { sample: 'news' },
    async (page) => {
      const button = page.locator('.acts >> text=Copy as');
      await button.click();
      await page.waitForSelector('.menu :focus');
      // Its button, which takes the focus first, closes it too.
      await button.click();
      await page.waitForSelector('.menu:popover-open', { state: 'detached' });
      // What its button says is so at once, though the platform tells it later.
      assert.deepEqual(await button.evaluate((one) => [0, 1].map(() => {
        /** @type {HTMLElement} */ (one).click();
        return one.getAttribute('aria-expanded');
      })), ['true', 'false']);
      await button.click();
      await page.waitForSelector('.menu :focus');
      for (let step = 0; await page.$('.menu :focus'); step++) {
        assert.ok(step < 20, 'no way out');
        await page.keyboard.press('Tab');
      }
      await page.waitForSelector('.menu:popover-open', { state: 'detached' });
      await page.keyboard.press('m');
      await page.waitForSelector('.bar [aria-pressed=false]');
    });

pageTest('single keys do nothing behind an open menu; Escape closes it', { sample: 'news' },
    async (page) => {
      await page.click('.acts >> text=Copy as');
      await page.waitForSelector('.menu :focus');
      await page.keyboard.press('m');
      await page.keyboard.press('e');
      assert.equal(await page.getAttribute('.bar [aria-pressed]', 'aria-pressed'), 'true');
      assert.equal(await page.getAttribute('body', 'data-phase'), 'ready');
      await page.keyboard.press('Escape');
      await page.waitForSelector('.menu:popover-open', { state: 'detached' });
      await page.keyboard.press('m');
      await page.waitForSelector('.bar [aria-pressed=false]');
    });

/** Where the focus is, what is pressed, and where it is then. @type {[string, string[], string][]} */
const REDRAWN = [
  ['.stand .src >> nth=0', [']'], '.stand :focus'],
  ['.stand .src >> nth=0', ['2'], '.stand li :focus'],
  ['.stand [role=button] >> nth=0', ['['], '.stand :focus'],
  ['.stand .cutn >> nth=0', ['Enter'], '.unfold .was :focus'],
  ['.stand .cutn >> nth=0', ['Enter', 'Escape'], '.stand :focus:not(.unfold *)'],
  ['.stand .cutn >> nth=0', ['Enter', 'u'], '.stand :focus:not(.unfold *)'],
  ['.stand .cutn >> nth=0', ['u'], '.stand :focus'],
];
for (const [from, keys, to] of REDRAWN) {
  pageTest(`the focus stays in a standfirst that is drawn anew: ${from}, ${keys.join(' ')}`,
      { sample: 'news' }, async (page) => {
        await page.locator(from).focus();
        for (const key of keys) {
          const had = await page.evaluateHandle(() => document.activeElement);
          await page.keyboard.press(key);
          await page.waitForFunction((one) => !one?.isConnected, had);
        }
        await page.waitForSelector(to);
      });
}

for (const [from, to] of [
  ['article .num >> nth=2', 'article :is(.num, .s):focus'], ['.map a >> nth=2', '.map a:focus'],
]) {
  pageTest(`the focus stays by a number that goes or is another: ${from}`, { sample: 'news' },
      async (page) => {
        await page.waitForFunction(() => document.querySelectorAll('.map a').length === 3);
        await page.locator(from ?? '').focus();
        for (const [key, count] of /** @type {[string, number][]} */ (
          [['[', 2], ['[', 1], [']', 2]])) {
          await page.keyboard.press(key);
          await page.waitForFunction((wanted) =>
            document.querySelectorAll('.map a').length === wanted, count);
          await page.waitForSelector(to ?? '');
        }
      });
}

pageTest('the label of the slider is told with the result, not at every step',
    { sample: 'news' }, async (page) => {
      assert.equal(await page.locator('.len').getByRole('status').count(), 0);
      assert.match(await page.locator('#length').getAttribute('aria-valuetext') ?? '',
          /^3 of 24 sentences, \d+ words$/);
    });

pageTest('the focus is never lost with what had it', { sample: 'news' }, async (page) => {
  const focused = (/** @type {string} */ selector) =>
    page.waitForFunction((wanted) => document.activeElement?.matches(wanted), selector);
  // A sheet, each time.
  for (let turn = 0; turn < 2; turn++) {
    await page.focus('.mast nav > button:text-is("Menu")');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.menu :focus');
    await page.focus('.menu button:text-is("About Standfirst")');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#about[open]');
    await page.keyboard.press('Escape');
    await focused('.mast nav > button');
  }
  // A notice.
  await page.setInputFiles('input[type=file]', {
    name: 'a.png', mimeType: 'image/png', buffer: Buffer.from([1]),
  });
  await page.focus('.note .x');
  await page.keyboard.press('Enter');
  await focused('.lead');
  // The stepper of a name.
  await page.focus('.ent >> nth=0');
  await page.keyboard.press('Enter');
  await page.focus('.step button >> nth=1');
  await page.keyboard.press('Escape');
  await focused('.ent');
  // What was left out.
  await page.focus('details.left summary');
  await page.keyboard.press('Enter');
  await page.focus('.left-list button >> nth=0');
  for (const said of ['Leave out again', 'Put back']) {
    await page.keyboard.press('Enter');
    await page.waitForSelector(`.left-list button:focus:has-text("${said}")`);
    await page.waitForTimeout(300);
    await focused('.left-list button');
  }
});
