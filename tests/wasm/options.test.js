/**
 * Options as JavaScript values: the module takes what JSON.stringify would write
 * of them, and refuses the rest as the native program refuses JSON.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DirectSession, loadModule, readParts } from '../support/wasm_engine.mjs';

const TEXT = new TextEncoder().encode(
    'The ferry crossed the strait on Monday. Mayor Ines Halloran welcomed it. ' +
    'Crossings run until Christmas. The old ferry is for sale.');

/** @type {DirectSession} */
let session;
before(async () => {
  session = new DirectSession(await loadModule());
  for (const part of await readParts()) session.load(part);
});
after(() => session.close());

const NO_OBJECT = /no JSON object/u;
/** @type {any} */
const deep = {};
for (let depth = 0, inner = deep; depth < 100000; depth++) inner = inner.a = {};
/** @type {any} */
const round = {};
round.focus = [round];

/** @type {{name: string, analyse?: any, summarise?: any, message: RegExp}[]} */
const REFUSED = [
  { name: 'null', analyse: null, message: NO_OBJECT },
  { name: 'an array', analyse: [], message: NO_OBJECT },
  { name: 'a string', analyse: '{}', message: NO_OBJECT },
  { name: 'a symbol', analyse: { title: Symbol('a') }, message: NO_OBJECT },
  { name: 'a bigint', analyse: { keep: [1n] }, message: NO_OBJECT },
  { name: 'nested too deep', analyse: deep, message: NO_OBJECT },
  { name: 'a ring', summarise: round, message: NO_OBJECT },
  { name: 'too many', analyse: { keep: new Array(1000001).fill(0) }, message: NO_OBJECT },
  { name: 'half a pair, high', analyse: { title: 'a\ud83d' }, message: NO_OBJECT },
  { name: 'half a pair, then a letter', summarise: { focus: ['\ud83dx'] }, message: NO_OBJECT },
  { name: 'half a pair, low', summarise: { focus: ['\ude00'] }, message: NO_OBJECT },
  { name: 'half a pair in a name', analyse: { '\ud83d': 1 }, message: NO_OBJECT },
  { name: 'a member that is not there', analyse: { colour: 1 }, message: /no option "colour"/u },
  { name: 'a number for a name', analyse: { input: 3 }, message: /"input" cannot be 3\./u },
  { name: 'a fraction', analyse: { keep: [1.5] }, message: /\[1\.5\]/u },
  { name: 'a negative', analyse: { keep: [-1] }, message: /\[-1\]/u },
  { name: 'no number', summarise: { headlineWords: NaN }, message: /so large/u },
  { name: 'endless', summarise: { length: { ratio: Infinity } }, message: /so large/u },
  { name: 'a whole number too large', summarise: { length: { words: 1e19 } }, message: /:10000000000000000000/u },
  { name: 'beyond 64 bits', summarise: { length: { words: 1e20 } }, message: /so large/u },
  { name: 'undefined in a list', summarise: { focus: [undefined] }, message: /\[null\]/u },
  { name: 'an astral character', analyse: { date: '\u{1f600}' }, message: /"\u{1f600}"/u },
  { name: 'an object in it', analyse: { title: { a: [true, null] } }, message: /\{"a":\[true,null\]\}/u },
];
for (const { name, analyse = {}, summarise = {}, message } of REFUSED) {
  test(`options are refused: ${name}`, () => {
    const { error } = JSON.parse(session.run(TEXT, analyse, summarise));
    assert.equal(error?.code, 'invalid-option');
    assert.match(error.message, message);
  });
}

/** @type {{name: string, given: any, plain: object}[]} */
const TAKEN = [
  { name: 'undefined', given: undefined, plain: {} },
  { name: 'members that are undefined or functions',
    given: { type: 'tldr', length: undefined, focus: () => {} }, plain: { type: 'tldr' } },
  { name: 'what is inherited is not its own',
    given: Object.assign(Object.create({ colour: 1 }), { type: 'tldr' }), plain: { type: 'tldr' } },
  { name: 'letters beyond ASCII', given: { focus: ['caf\u00e9', '\u{1f600}', ''] },
    plain: { focus: ['caf\u00e9', '\u{1f600}', ''] } },
];
for (const { name, given, plain } of TAKEN) {
  test(`options are taken: ${name}`, () => {
    const result = session.run(TEXT, {}, plain);
    assert.ok(!('error' in JSON.parse(result)), result);
    assert.equal(session.run(TEXT, {}, given), result);
  });
}
