/**
 * wasm/standfirst.d.ts is written by hand and held here against the module:
 * whatever one of the two has, the other has as well.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import ts from 'typescript';

const BUILD = new URL('../../build/wasm/', import.meta.url);
const DECLARATIONS = new URL('../../wasm/standfirst.d.ts', import.meta.url);

/**
 * Members of an interface of the declarations; of methods the number of
 * parameters.
 *
 * @param {string} name
 * @returns {Map<string, number | undefined>}
 */
function declared(name) {
  const source = ts.createSourceFile(
      'standfirst.d.ts', readFileSync(DECLARATIONS, 'utf8'),
      ts.ScriptTarget.Latest);
  /** @type {Map<string, number | undefined>} */
  const members = new Map();
  for (const statement of source.statements) {
    if (!ts.isInterfaceDeclaration(statement)) continue;
    if (statement.name.text !== name) continue;
    for (const member of statement.members) {
      if (!member.name || !ts.isIdentifier(member.name)) continue;
      members.set(member.name.text, ts.isMethodSignature(member) ?
          member.parameters.length : undefined);
    }
  }
  assert.ok(members.size > 0, `interface ${name}`);
  return members;
}

/** @type {any} */
let wasm;
before(async () => {
  const glue = new URL('standfirst.mjs', BUILD).href;
  const { default: createStandfirst } = await import(glue);
  const wasmBinary = readFileSync(new URL('standfirst.wasm', BUILD));
  wasm = await createStandfirst({ wasmBinary });
});

test('the module has what is declared', () => {
  for (const [name, parameters] of declared('StandfirstModule')) {
    assert.ok(name in wasm, name);
    if (parameters !== undefined) {
      assert.equal(typeof wasm[name], 'function', name);
    }
  }
  assert.match(wasm.version(), /^\d+\.\d+\.\d+/u);
  assert.ok(wasm.HEAPU8 instanceof Uint8Array);
});

test('Session has what is declared, and nothing else', () => {
  const members = declared('Session');
  const { prototype } = wasm.Session;
  for (const name of members.keys()) {
    assert.equal(typeof prototype[name], 'function', `Session.${name}`);
  }
  const own = Object.getOwnPropertyNames(prototype).filter(
      (name) => name !== 'constructor');
  assert.deepEqual(own.filter((name) => !members.has(name)), [], 'undeclared');
  const statics = Object.keys(wasm.Session).filter(
      (name) => typeof wasm.Session[name] === 'function');
  assert.deepEqual(statics, [], 'static methods');
});

test('the methods of Session take as many arguments as is declared', () => {
  const session = new wasm.Session();
  for (const [name, parameters = 0] of declared('Session')) {
    if (name === 'isDeleted') continue;
    // Embind counts before it looks at any argument, the session among them.
    const tooMany = Array.from({ length: parameters + 1 }, () => 0);
    assert.throws(
        () => session[name](...tooMany),
        new RegExp(`with ${parameters + 2} arguments, expected ${parameters + 1}`, 'u'),
        `Session.${name}`);
  }
  session.delete();
});

test('what is declared to be a number is one', () => {
  const session = new wasm.Session();
  for (const name of ['stage', 'fraction', 'resultPointer', 'resultLength']) {
    assert.equal(typeof session[name](), 'number', name);
  }
  assert.equal(session.isDeleted(), false);
  const other = session.share();
  session.delete();
  assert.equal(session.isDeleted(), true);
  for (const name of declared('Session').keys()) {
    if (name === 'isDeleted') continue;
    assert.throws(() => session[name](), /deleted/u, `Session.${name}`);
  }
  // Shared sessions do not need the one that they were made from.
  assert.equal(typeof other.stage(), 'number');
  other.delete();
});
