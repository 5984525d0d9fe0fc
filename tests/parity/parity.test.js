// One result everywhere: 300 generated inputs through the native program and
// through wasm in node give the same bytes, and every result keeps the
// promises, as a checker sees it that shares no code with the core.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { resultProblems } from '../support/faithful.mjs';
import { generatedInputs } from '../support/inputs.mjs';
import { DirectSession, loadModule, readParts } from '../support/wasm_engine.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
// Under sanitizers where that build is there.
const sanitized = join(root, 'build/debug/standfirst');
const program = existsSync(sanitized) ? sanitized : join(root, 'build/native/standfirst');
const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true })
  .compile(JSON.parse(readFileSync(join(root, 'docs/result.schema.json'), 'utf8')));

/** Options that take turns, so that every type and length meets odd input. */
const TURNS = [
  {},
  { type: 'tldr', length: 'short' },
  { type: 'key-points', length: 'long' },
  { type: 'teaser', length: 'long' },
  { type: 'headline', length: 'medium' },
  { length: { sentences: 2 }, compression: 'none' },
  { length: { words: 25 }, focus: ['bridge', 'Lorentzen'] },
  { length: { ratio: 0.3 }, compression: 'full' },
];

/** @type {string} */
let folder;
/** @type {DirectSession} */
let session;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'standfirst-parity-'));
  session = new DirectSession(await loadModule());
  for (const part of await readParts()) session.load(part);
});
after(() => {
  session.close();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * @param {string[]} args
 * @returns {Promise<{status: number | null, output: string, errors: string}>}
 */
function runNative(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    /** @type {Buffer[]} */
    const output = [];
    /** @type {Buffer[]} */
    const errors = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => errors.push(chunk));
    child.on('error', reject);
    child.on('close', (status) => resolve({
      status, output: Buffer.concat(output).toString('utf8'), errors: Buffer.concat(errors).toString('utf8'),
    }));
  });
}

/** @param {any} options */
function flags(options) {
  return Object.entries(options).flatMap(([name, value]) => {
    if (name === 'focus') return value.flatMap((/** @type {string} */ term) => ['--focus', term]);
    if (name !== 'length' || typeof value === 'string') return [`--${name}`, String(value)];
    const [[unit, amount]] = Object.entries(value);
    return [`--${unit}`, String(amount)];
  });
}

const inputs = generatedInputs();

for (const [index, { name, bytes }] of inputs.entries()) {
  const options = TURNS[index % TURNS.length];
  test(`${name} (${JSON.stringify(options)})`, async () => {
    const file = join(folder, 'input.txt');
    writeFileSync(file, bytes);
    const wasm = session.run(bytes, {}, options, 1 << (4 + (index % 16)));
    const native = await runNative(['--format', 'json', ...flags(options), file]);
    const result = JSON.parse(wasm);
    if (result.error) {
      assert.notEqual(native.status, 0);
      assert.ok(native.errors.includes(result.error.message), `${native.errors} / ${result.error.message}`);
      assert.ok(['not-text', 'text-too-large'].includes(result.error.code), result.error.code);
      return;
    }
    assert.equal(native.status, 0, native.errors);
    assert.equal(native.output.trimEnd(), wasm, 'native and wasm differ');
    assert.ok(validate(result), JSON.stringify(validate.errors?.slice(0, 3)));
    const text = decode(bytes, encodingOf(bytes, result));
    const problems = resultProblems(text, result);
    assert.deepEqual(problems.slice(0, 5), []);
    checkBudget(options, result);
  });
}

// What bytes 0x80 to 0x9F mean in Windows-1252 (WHATWG Encoding Standard,
// index windows-1252). Node 20's own decoder reads them as Latin-1.
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * @param {Uint8Array} bytes
 * @param {string} encoding
 */
function decode(bytes, encoding) {
  if (encoding !== 'windows-1252') return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  return Array.from(bytes, (byte) =>
    byte >= 0x80 && byte < 0xa0 ? WINDOWS_1252[byte - 0x80] : String.fromCharCode(byte)).join('');
}

/**
 * How the core read the bytes, by the rule in docs/result.md.
 * @param {Uint8Array} bytes
 * @param {any} result
 */
function encodingOf(bytes, result) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (result.statistics.characters === bytes.length) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      return 'windows-1252';
    }
  }
  return 'utf-8';
}

/**
 * @param {any} options
 * @param {any} result
 */
function checkBudget(options, result) {
  const notices = result.notices.map((/** @type {{code: string}} */ { code }) => code);
  if (notices.includes('longer-than-budget')) {
    assert.equal(result.summary.length, 1);
    return;
  }
  const lines = result.summary.length;
  const words = result.statistics.summaryWords;
  if (Object.keys(options).length === 0) assert.ok(lines <= 3 && words <= 60, `${lines} lines, ${words} words`);
  if (options.type === 'tldr') assert.ok(lines <= 1);
  if (options.type === 'key-points') assert.ok(lines <= 7);
  if (options.type === 'teaser') assert.ok(lines <= 5 && words <= 120);
  if (options.type === 'headline') assert.equal(lines, 0);
  if (options.length?.sentences) assert.ok(lines <= options.length.sentences);
  if (options.length?.words) assert.ok(words <= options.length.words, `${words} words`);
  if (options.length?.ratio) {
    assert.ok(words <= Math.max(1, Math.floor(options.length.ratio * result.statistics.words)), `${words} words`);
  }
}

test('steps of any size give the same result', () => {
  const text = inputs.find(({ name }) => name === 'seed-like')?.bytes ?? new Uint8Array();
  const whole = session.run(text);
  for (const slice of [1, 7, 100, 5000]) assert.equal(session.run(text, {}, {}, slice), whole, `slices of ${slice}`);
});

test('an article is summarised many times without being read again', () => {
  const text = inputs.find(({ name }) => name === 'headings')?.bytes ?? new Uint8Array();
  const first = session.run(text);
  for (let sentences = 1; sentences < 12; ++sentences) {
    assert.equal(session.summarise({ length: { sentences } }), 0);
    assert.ok(JSON.parse(session.result()).summary.length <= sentences);
  }
  session.summarise({});
  assert.equal(session.result(), first);
});
