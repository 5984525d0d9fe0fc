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

test('sessions and texts are freed: memory does not grow', async () => {
  const engine = await Standfirst.create(CONTEXT.options);
  const text = 'The council of Ostley met on Monday. It will meet again. '
      .repeat(2000);
  const memory = () => process.memoryUsage().arrayBuffers;
  /** @type {number[]} */
  const seen = [];
  for (let i = 0; i < 60; i++) {
    const article = await engine.analyse(text);
    await article.summarise();
    article.close();
    if (i % 20 === 19) seen.push(memory());
  }
  engine.destroy();
  const growth = (seen[2] ?? Infinity) - (seen[1] ?? 0);
  assert.ok(growth < text.length, `grew by ${growth} bytes in 20 articles`);
});
