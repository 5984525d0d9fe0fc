/** The engine over the real module, in node: the contract of every mode. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Standfirst } from '../../web/engine/index.js';
import { casesFor, runCase } from '../web/contract.js';
import { readFromDisk } from '../web/support.js';

/** @type {import('../web/contract.js').Context} */
const CONTEXT = {
  mode: 'page', core: 'real', options: { worker: false, read: readFromDisk },
};

for (const { name } of casesFor(CONTEXT)) {
  test(`engine, real, in the page: ${name}`, () => runCase(name, CONTEXT));
}

const MARKUP = /** @type {const} */ ({
  html: '<h1>The bridge</h1><script>alert(1)</script><p>The old bridge over the ' +
      'Orr was shut on Monday &amp; nobody asked.</p>',
  markdown: '# The bridge\n\nThe old *bridge* over the Orr was shut on Monday & ' +
      'nobody asked.',
});

for (const input of /** @type {const} */ (['html', 'markdown'])) {
  test(`where no parser is, ${input} is read all the same`, async () => {
    const engine = await Standfirst.create({ worker: false, read: readFromDisk });
    const article = await engine.analyse(MARKUP[input], { input });
    const result = await article.summarise();
    assert.equal(result.text, 'The bridge\n\nThe old bridge over the Orr was shut ' +
        'on Monday & nobody asked.');
    assert.deepEqual(result.blocks, [
      { start: 0, end: 10, kind: 'title' }, { start: 12, end: result.text.length, kind: 'paragraph' },
    ]);
    await assert.rejects(
        engine.analyse(MARKUP[input], { input, blocks: [] }),
        { code: 'invalid-option', message: new RegExp(`"${input}".*front ends`) });
    engine.destroy();
  });
}

test('articles that are closed leave nothing in the memory of wasm', async () => {
  // The engine shows nobody its module, so the instance is met on its way in.
  /** @type {WebAssembly.Memory[]} */
  const memories = [];
  const { instantiate } = WebAssembly;
  /** @type {any} */ (WebAssembly).instantiate = async (
      /** @type {any} */ module, /** @type {any} */ imports) => {
    const instance = /** @type {any} */ (await instantiate(module, imports));
    for (const value of Object.values(instance.exports)) {
      if (value instanceof WebAssembly.Memory) memories.push(value);
    }
    return instance;
  };
  try {
    const engine = await Standfirst.create(CONTEXT.options);
    const text = 'The council of Ostley met on Monday. It will meet again. '
        .repeat(2000);
    const size = () => memories[0]?.buffer.byteLength ?? 0;
    /** @type {number[]} */
    const seen = [];
    for (let i = 0; i < 16; i++) {
      const article = await engine.analyse(text);
      await article.summarise();
      article.close();
      seen.push(size());
    }
    engine.destroy();
    assert.ok((seen[3] ?? 0) > 0, 'the memory was found');
    assert.equal(seen[15], seen[3], `bytes: ${seen.join(' ')}`);
  } finally {
    WebAssembly.instantiate = instantiate;
  }
});
