/** The dependency rules of the tree, over every include and import in it. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { importFault, includeFault } from './rules.js';
import { importsOf, includesOf, readText, treeFiles } from './support.js';

/** @typedef {import('./support.js').Edge} Edge */

/**
 * @param {RegExp} wanted
 * @param {(from: string, text: string) => Edge[]} read
 * @returns {Edge[]}
 */
function edges(wanted, read) {
  return treeFiles().filter((path) => wanted.test(path))
      .flatMap((path) => read(path, readText(path) ?? ''));
}

/**
 * @param {Edge[]} all
 * @param {(edge: Edge) => string | undefined} rule
 */
function faults(all, rule) {
  return all.flatMap((edge) => {
    const fault = rule(edge);
    return fault ? [`${edge.from}:${edge.line}: ${edge.to}: ${fault}`] : [];
  });
}

test('every include keeps the order of the stages', () => {
  const all = edges(/^(core|wasm|tools|tests)\/.*\.(cc|h)$/, includesOf);
  assert.ok(all.length > 100, 'the includes were found');
  assert.deepEqual(faults(all, includeFault), []);
});

test('every import keeps to public interfaces', () => {
  const all = edges(/^(web|tools|tests)\/.*\.m?js$/, importsOf);
  assert.ok(all.length > 20, 'the imports were found');
  assert.deepEqual(faults(all, importFault), []);
});

test('the core prints nothing, asks no clock and throws nothing', () => {
  const forbidden =
      /\b(printf|fprintf|puts|std::cout|std::cerr|fopen|getenv|abort|exit|time|clock|rand|throw|std::hash|thread_local)\s*[(<;]|\bthrow\b/;
  const found = treeFiles()
      .filter((path) => /^core\/.*\.(cc|h)$/.test(path))
      .flatMap((path) => (readText(path) ?? '').split('\n')
          .map((line, index) => ({ line, at: `${path}:${index + 1}` })))
      .filter(({ line }) => forbidden.test(
          line.replace(/\/\/.*$/, '').replace(/"(\\.|[^"\\])*"/g, '""')))
      .map(({ line, at }) => `${at}: ${line.trim()}`);
  assert.deepEqual(found, []);
});

// The rules themselves: each edge here is one that must not, or may, stand.
/** @type {[string, string, boolean][]} */
const INCLUDES = [
  ['core/tag/tag.cc', 'core/segment/segment.h', true],
  ['core/segment/segment.cc', 'core/tag/tag.h', false],
  ['core/select/select.cc', 'core/rank/rank.h', true],
  ['core/text/utf8.cc', 'core/model/format.h', false],
  ['core/model/word_list.cc', 'core/text/hash.h', true],
  ['core/model/word_list.cc', 'core/tag/tag.h', false],
  ['core/rank/rank.cc', 'nlohmann/json.hpp', false],
  ['core/options/options.cc', 'nlohmann/json.hpp', true],
  ['core/rank/rank.cc', 'iostream', false],
  ['core/rank/rank.cc', 'random', false],
  ['core/rank/rank.cc', 'tools/train/trainers.h', false],
  ['core/rank/rank.cc', 'vector', true],
  ['core/pipeline.cc', 'core/present/line.h', true],
  ['core/rank/rank.cc', 'core/pipeline.h', false],
  ['core/include/standfirst/standfirst.h', 'core/text/utf8.h', false],
  ['tools/train/tag_trainer.cc', 'core/tag/features.h', true],
  ['tools/cli/main.cc', 'tools/train/trainers.h', false],
  ['wasm/bindings.cc', 'tools/common/lines.h', false],
  ['core/rank/rank.cc', 'tests/core/support.h', false],
];
for (const [from, to, allowed] of INCLUDES) {
  test(`${from} ${allowed ? 'may' : 'must not'} include ${to}`, () => {
    const [edge] = includesOf(from, `#include "${to}"`);
    assert.ok(edge);
    assert.equal(includeFault(edge) === undefined, allowed);
  });
}

/** @type {[string, string, boolean][]} */
const IMPORTS = [
  ['web/page/main.js', "import { Standfirst } from '../engine/index.js';", true],
  ['web/page/main.js', "import { Client } from '../engine/client.js';", false],
  ['web/page/a.js', "import {\n  b,\n} from './b.js';", true],
  ['web/element/stand-first.js', "import '../page/dom.js';", false],
  ['web/page/main.js', "const m = await import('../engine/host.js');", false],
  ['web/page/main.js', "new URL('../engine/worker.js', import.meta.url)", false],
  ['web/engine/client.js', "import x from '../../build/wasm/standfirst.mjs';",
    false],
  ['web/engine/host.js', "import x from '../../build/wasm/standfirst.mjs';",
    true],
  ['web/engine/models.js', "import { createHash } from 'node:crypto';", false],
  ['web/page/a.js', "import x from 'lodash';", false],
  ['web/page/a.js', "// import x from '../engine/client.js';", true],
  ['web/engine/a.js', "export { b } from '../page/b.js';", false],
  ['tools/tables/a.mjs', "import x from '../../tests/tree/rules.js';", false],
  ['tools/scripts/a.mjs', "import x from '../../tests/tree/rules.js';", true],
];
for (const [from, code, allowed] of IMPORTS) {
  test(`${from} ${allowed ? 'may' : 'must not'} say ${code}`, () => {
    const found = importsOf(from, code);
    const wrong = found.filter((edge) => importFault(edge) !== undefined);
    assert.equal(wrong.length === 0, allowed);
  });
}
