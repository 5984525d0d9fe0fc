#!/usr/bin/env node
/**
 * `npx standfirst article.txt`: the JSON of the native program's
 * `--format json`, byte for byte, from the wasm core. One result a line for
 * several files; standard input where none is named.
 */
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { parseArgs } from 'node:util';
// @ts-ignore -- the wasm's glue, which the build of the package puts here
import createStandfirst from 'standfirst:glue';
import { decode } from './decode.mjs';

/** Exit statuses of the native program. */
const INTERNAL = 1;
const USAGE = 2;
const UNREADABLE = 3;
const MODEL = 4;

/** The longest text that is taken. */
const TEXT_LIMIT = 20 * 1024 * 1024;

const HELP = `Usage: standfirst [OPTIONS] [FILE...]
The few lines under a headline, in the article's own words, with its names
marked, as JSON. Reads FILE or standard input.

  --type TYPE          standfirst, tldr, key-points, teaser or headline
  --length LENGTH      short, medium or long; or one of the next three
  --words N, --sentences N, --ratio X
  --compression KIND   none, light or full
  --focus WORD         prefer what speaks of this; repeatable
  --headline-words N   the headline's words at most, 5 to 30
  --input FORMAT       text, markdown or html; by the file's name if not given
  --title TEXT         the article's own headline
  --date YYYY-MM-DD    its day
  --language LANGUAGE  auto or en
  --entities TYPES     true, false or types, such as PERSON,ORG,GPE
  --version, --help
The native program has more: docs/native-program.md.
`;

/** Kinds of input by the end of a file's name. @type {Record<string, string>} */
const INPUTS = {
  '.html': 'html', '.htm': 'html', '.xhtml': 'html', '.md': 'markdown', '.markdown': 'markdown',
};

/** What the native program says of such a page. */
const REPAIRED = {
  code: 'encoding-repaired',
  message: 'Some of the page was damaged or not in UTF-8; it was repaired.',
};

/** An error with the status that the program ends with. */
class Failure extends Error {
  /** @param {string} message @param {number} status */
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** @typedef {ReturnType<typeof readArguments>} Settings */

function readArguments() {
  const text = /** @type {const} */ ({ type: 'string' });
  try {
    const { values, positionals, tokens } = parseArgs({
      allowPositionals: true, tokens: true,
      options: {
        'format': text, 'type': text, 'length': text, 'words': text,
        'sentences': text, 'ratio': text, 'compression': text,
        'focus': { type: 'string', multiple: true }, 'headline-words': text,
        'input': text, 'title': text, 'date': text, 'language': text,
        'entities': text,
        'version': { type: 'boolean' }, 'help': { type: 'boolean', short: 'h' },
      },
    });
    if ((values.format ?? 'json') !== 'json') {
      throw new Error('--format is json here; the native program has others.');
    }
    /** @type {Set<string>} */
    const seen = new Set();
    for (const token of tokens) {
      if (token.kind !== 'option' || token.value === undefined || token.name === 'focus') continue;
      if (seen.has(token.name)) throw new Error(`--${token.name} is given twice.`);
      seen.add(token.name);
    }
    const lengths = ['length', 'words', 'sentences', 'ratio'].filter(
        (name) => name in values);
    if (lengths.length > 1) throw new Error(`--${lengths.join(' and --')} exclude each other.`);
    return { values, files: positionals.length > 0 ? positionals : ['-'] };
  } catch (thrown) {
    // Node goes on about what a file of such a name would be.
    const [, option] = /^Unknown option '(.+?)'/.exec(reasonOf(thrown)) ?? [];
    throw new Failure(option === undefined ? reasonOf(thrown) :
      `There is no option "${option}". standfirst --help has those there are.`, USAGE);
  }
}

/** @param {unknown} thrown */
function reasonOf(thrown) {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** @param {Settings['values']} values @param {string} file */
function inputOf(values, file) {
  return values.input ?? INPUTS[extname(file).toLowerCase()] ?? 'text';
}

/** @param {Settings} settings @param {string} file */
function analyseOptions({ values }, file) {
  const { title, date, language, entities } = values;
  return {
    input: inputOf(values, file),
    ...title !== undefined && { title },
    ...date !== undefined && { date },
    ...language !== undefined && { language },
    ...entities !== undefined && {
      entities: entities === 'true' || entities === 'false' ?
        entities === 'true' :
        entities.split(',').map((type) => type.replace(/^ +| +$/g, '')),
    },
  };
}

/**
 * A number as JSON has them, else the text: the core then says what is allowed.
 * It cannot tell 40 from "40.0" any more, which the native program refuses.
 *
 * @param {string} text
 * @param {boolean} whole
 */
function numberOrText(text, whole) {
  const number = jsonOf(text);
  return typeof number === 'number' && (!whole || /^\s*-?\d+\s*$/.test(text)) ? number : text;
}

/** @param {string} text @returns {unknown} undefined where it is no JSON */
function jsonOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {Settings} settings */
function summariseOptions({ values }) {
  const { type, compression, focus } = values;
  /** @type {unknown} */
  let length = values.length;
  if (typeof length === 'string') {
    // The option's own JSON, as the native program takes it.
    const given = jsonOf(length);
    if (typeof given === 'object' && given !== null) length = given;
  }
  for (const unit of /** @type {const} */ (['words', 'sentences', 'ratio'])) {
    const text = values[unit];
    if (text !== undefined) length = { [unit]: numberOrText(text, unit !== 'ratio') };
  }
  const headlineWords = values['headline-words'];
  return {
    ...type !== undefined && { type },
    ...length !== undefined && { length },
    ...compression !== undefined && { compression },
    ...focus !== undefined && { focus },
    ...headlineWords !== undefined && { headlineWords: numberOrText(headlineWords, true) },
  };
}

const packageFolder = new URL('../', import.meta.url);

/** The core with all of the model. @returns {Promise<any>} */
async function openCore() {
  try {
    const list = JSON.parse(readFileSync(
        new URL('models/manifest.json', packageFolder), 'utf8'));
    const wasm = await createStandfirst({
      wasmBinary: readFileSync(new URL(list.wasm, packageFolder)),
    });
    const root = new wasm.Session();
    for (const { file } of list.parts) {
      const part = readFileSync(new URL(`models/${file}`, packageFolder));
      if (withBytes(wasm, part, (at, length) => root.loadModel(at, length)) !== 0) {
        throw new Error(resultOf(wasm, root));
      }
    }
    return { wasm, root };
  } catch (thrown) {
    throw new Failure(`the engine does not start: ${thrown}`, MODEL);
  }
}

/**
 * @param {any} wasm
 * @param {Uint8Array} bytes
 * @param {(pointer: number, length: number) => number} call
 */
function withBytes(wasm, bytes, call) {
  const pointer = wasm._malloc(Math.max(bytes.length, 1));
  wasm.HEAPU8.set(bytes, pointer);
  const status = call(pointer, bytes.length);
  wasm._free(pointer);
  return status;
}

/** @param {any} wasm @param {any} session */
function resultOf(wasm, session) {
  const start = session.resultPointer();
  return Buffer.from(wasm.HEAPU8.slice(start, start + session.resultLength()))
      .toString('utf8');
}

/** @param {string} file */
async function readInput(file) {
  /** @type {Buffer} */
  let bytes;
  try {
    bytes = file === '-' ? await readStandardInput() : readFileSync(file);
  } catch (thrown) {
    throw new Failure(`${file}: ${reasonOf(thrown)}`, UNREADABLE);
  }
  if (bytes.length > TEXT_LIMIT) {
    throw new Failure(`${file}: over ${TEXT_LIMIT} bytes`, UNREADABLE);
  }
  return bytes;
}

/**
 * No further than the limit: it may have no end. Not by `readFileSync`, which fails
 * where whoever set the input up reads it without waiting (EAGAIN).
 */
async function readStandardInput() {
  /** @type {Buffer[]} */
  const pieces = [];
  let length = 0;
  // Named a second time it has ended.
  if (process.stdin.destroyed) return Buffer.alloc(0);
  for await (const piece of process.stdin) {
    pieces.push(piece);
    length += piece.length;
    if (length > TEXT_LIMIT) break;
  }
  return Buffer.concat(pieces);
}

/**
 * @param {{wasm: any, root: any}} core
 * @param {Settings} settings
 * @param {string} file
 */
async function summarise({ wasm, root }, settings, file) {
  let text = await readInput(file);
  /** @type {Record<string, unknown>} */
  let options = analyseOptions(settings, file);
  /** @type {string | null} */
  let read = null;
  let repaired = false;
  const { input, ...rest } = options;
  if (input === 'html' || input === 'markdown') {
    const source = decode(text, input === 'html');
    options = rest;
    // What is no text goes on as it is, for the core to say so.
    if (source !== null) {
      // @ts-ignore -- the package's module, which the build puts beside this
      const { readHtml, readMarkdown } = await import('standfirst:engine');
      const { blocks, date, ...made } =
          await (input === 'html' ? readHtml : readMarkdown)(source.text);
      ({ repaired } = source);
      read = made.text;
      text = Buffer.from(made.text);
      options = { ...rest, blocks, date: rest['date'] ?? date };
    }
  }
  const session = root.share();
  const check = (/** @type {number} */ status) => {
    if (status !== 2) return status;
    const { error } = JSON.parse(resultOf(wasm, session));
    throw new Failure(`${file}: ${error.message} ${error.hint}`,
        error.code === 'invalid-option' ? USAGE : UNREADABLE);
  };
  try {
    let status = check(withBytes(wasm, text, (at, length) =>
      session.analyse(at, length, options)));
    while (status === 1) status = check(session.advance(1 << 20));
    check(session.summarise(summariseOptions(settings)));
    const result = resultOf(wasm, session);
    if (read === null) return result;
    // Offsets point into the text that was read, which the result then carries.
    const whole = result.replace(
        /^\{"version":(\d+),/, (head) => `${head}"text":${JSON.stringify(read)},`);
    return !repaired || whole.includes('{"code":"encoding-repaired"') ? whole :
      whole.replace(/"notices":\[(\]?)/, (_, end) =>
        `"notices":[${JSON.stringify(REPAIRED)}${end || ','}`);
  } finally {
    session.close();
    session.delete();
  }
}

/** A reader that has seen enough is no error. @param {any} error */
function onWriteError(error) {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`standfirst: cannot write: ${reasonOf(error)}\n`);
  process.exit(INTERNAL);
}

async function main() {
  process.stdout.on('error', onWriteError);
  const settings = readArguments();
  if (settings.values.help) {
    process.stdout.write(HELP);
    return;
  }
  const core = await openCore();
  if (settings.values.version) {
    process.stdout.write(`standfirst ${core.wasm.version()}\n`);
    return;
  }
  for (const file of settings.files) {
    try {
      process.stdout.write(`${await summarise(core, settings, file)}\n`);
    } catch (thrown) {
      // The other files are read all the same.
      tell(thrown);
    }
  }
}

/** @param {unknown} thrown */
function tell(thrown) {
  const failure = thrown instanceof Failure ? thrown : null;
  process.stderr.write(`standfirst: ${
    failure ? failure.message : String(thrown)}\n`);
  process.exitCode = failure?.status ?? INTERNAL;
}

try {
  await main();
} catch (thrown) {
  tell(thrown);
}
