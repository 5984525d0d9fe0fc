/**
 * A stand-in for the wasm module: the interface of wasm/standfirst.d.ts in
 * plain JavaScript, for what the real one is not meant to do: crash, hang, run
 * out of memory, take its time. Words in the text make it do so:
 *
 *     crash-tag      traps in the stage `tag`, as does every later call
 *     hang-rank      never returns from the stage `rank`
 *     slow-start     is read in one step of half a second
 *     slow-entity    takes a second in that stage, if nobody stops it
 *     fail-segment   ends the stage with the error `internal`
 *     no-memory      is refused memory
 *
 * and `crash-summarise`, `hang-summarise` as a word of `focus`. Its summary is
 * the first sentences; its model parts are any bytes that begin with "sfm".
 */

const STAGES = ['clean', 'segment', 'tag', 'entity', 'rank'];

/** Milliseconds that a slow stage takes for the whole text. */
const SLOW = 1000;

/** What this copy of the module has seen; the tests read it. */
export const counts = { modules: 0, made: 0, deleted: 0, blocks: 0 };

/** @param {string} code @param {string} message @param {string} hint */
const failure = (code, message, hint) => ({ error: { code, message, hint } });

/** @param {number} milliseconds */
function burn(milliseconds) {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/** @param {object} options as Emscripten's glue takes them */
export default async function createFake(options) {
  if ('instantiateWasm' in options) {
    await new Promise((resolve) => {
      /** @type {any} */ (options).instantiateWasm({}, resolve);
    });
  }
  counts.modules++;
  let broken = false;
  let top = 8;
  /** @type {Map<number, number>} */
  const blocks = new Map();
  const wasm = {
    HEAPU8: new Uint8Array(1024),
    Session,
    version: () => '0.0.0-fake',
    _malloc: (/** @type {number} */ bytes) => {
      enter();
      const pointer = top;
      top += bytes;
      if (top > wasm.HEAPU8.length) {
        // Growing detaches the old view, as in wasm.
        const grown = new Uint8Array(top * 2);
        grown.set(wasm.HEAPU8);
        structuredClone(wasm.HEAPU8.buffer, { transfer: [wasm.HEAPU8.buffer] });
        wasm.HEAPU8 = grown;
      }
      blocks.set(pointer, bytes);
      counts.blocks++;
      return pointer;
    },
    _free: (/** @type {number} */ pointer) => {
      enter();
      if (!blocks.delete(pointer)) throw new Error('freed twice');
      counts.blocks--;
    },
  };

  function enter() {
    if (broken) throw new Error('a module that crashed was entered again');
  }

  /** @param {string} what */
  function trap(what) {
    broken = true;
    throw new WebAssembly.RuntimeError(what);
  }

  /** @param {number} pointer @param {number} length */
  const read = (pointer, length) => {
    if (length > (blocks.get(pointer) ?? -1)) trap('memory access out of bounds');
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(
        wasm.HEAPU8.subarray(pointer, pointer + length));
  };

  /** @this {any} */
  function Session() {
    enter();
    counts.made++;
    /** @type {Set<string>} */
    let parts = new Set();
    let deleted = false;
    let text = '';
    /** What the text tells this module to do. @type {Set<string>} */
    let told = new Set();
    let stage = 0;
    let done = 0;
    let pointer = 0;
    let length = 0;
    const check = () => {
      enter();
      if (deleted) throw new Error('a session that was deleted was used again');
    };
    /** @param {object} value @param {number} status */
    const put = (value, status) => {
      const bytes = new TextEncoder().encode(JSON.stringify(value));
      if (pointer) wasm._free(pointer);
      pointer = wasm._malloc(bytes.length);
      length = bytes.length;
      wasm.HEAPU8.set(bytes, pointer);
      return status;
    };
    /** @param {object} options @param {string[]} known */
    const wrong = (options, known) => {
      const bad = Object.keys(options).find(
          (name) => !known.includes(name));
      return bad && failure('invalid-option', `There is no option "${bad}".`,
          `Known are: ${known.join(', ')}.`);
    };
    this.take = (/** @type {Set<string>} */ given) => { parts = given; };
    this.share = () => {
      check();
      const other = new (/** @type {any} */ (Session))();
      other.take(new Set(parts));
      return other;
    };
    this.loadModel = (/** @type {number} */ at, /** @type {number} */ bytes) => {
      check();
      const [magic, name = ''] = read(at, bytes).split(':');
      if (magic === 'crash') trap('unreachable');
      if (magic === 'old') {
        return put(failure('model-version', 'An old part.', 'Load again.'), 2);
      }
      if (magic !== 'sfm') {
        return put(failure('model-invalid', 'Not a part.', 'Load again.'), 2);
      }
      parts.add(name);
      return 0;
    };
    this.analyse = (
        /** @type {number} */ textAt, /** @type {number} */ textLength,
        /** @type {object} */ options) => {
      check();
      const error = wrong(options, [
        'input', 'title', 'date', 'language', 'entities', 'keep', 'blocks',
      ]);
      if (error) return put(error, 2);
      text = read(textAt, textLength);
      told = new Set(text.match(/\b(?:crash|hang|slow|fail|no)-[a-z]+/gu));
      if (told.has('slow-start')) burn(SLOW / 2);
      if (told.has('no-memory')) wasm._malloc = () => 0;
      stage = 0;
      done = 0;
      return 1;
    };
    this.advance = (/** @type {number} */ bytes) => {
      check();
      const name = STAGES[stage] ?? '';
      if (told.has(`crash-${name}`)) trap('unreachable');
      if (told.has(`hang-${name}`)) for (;;);
      if (told.has(`fail-${name}`)) {
        return put(failure('internal', 'Failed as told.', ''), 2);
      }
      const step = Math.min(bytes, text.length - done);
      if (told.has(`slow-${name}`)) burn(SLOW * step / text.length);
      done += step;
      if (done < text.length) return 1;
      if (stage === STAGES.length - 1) return 0;
      stage++;
      done = 0;
      return 1;
    };
    this.stage = () => { check(); return stage; };
    this.fraction = () => {
      check();
      const part = text.length === 0 ? 1 : done / text.length;
      return Math.floor(1000 * (stage + part) / STAGES.length);
    };
    this.summarise = (/** @type {any} */ options) => {
      check();
      const error = wrong(options, [
        'type', 'length', 'compression', 'focus', 'headlineWords', 'timings',
      ]);
      if (error) return put(error, 2);
      const { focus = [], length: budget = 'medium' } = options;
      if (focus.includes('crash-summarise')) trap('unreachable');
      if (focus.includes('hang-summarise')) for (;;);
      return put(summary(text, budget, parts), 0);
    };
    this.resultPointer = () => { check(); return pointer; };
    this.resultLength = () => { check(); return length; };
    this.close = () => {
      check();
      text = '';
      if (pointer) wasm._free(pointer);
      pointer = length = 0;
    };
    this.delete = () => {
      check();
      if (pointer) wasm._free(pointer);
      deleted = true;
      counts.deleted++;
    };
    this.isDeleted = () => deleted;
  }
  return wasm;
}

/**
 * @param {string} text
 * @param {any} length
 * @param {Set<string>} parts
 */
function summary(text, length, parts) {
  const limit = length.sentences ??
      /** @type {Record<string, number>} */ ({ short: 1, long: 5 })[length] ?? 3;
  const sentences = [...text.matchAll(/[^\s.!?][^.!?]*[.!?]*/gu)].map(
      (match, index) => ({
        start: match.index,
        end: match.index + match[0].trimEnd().length,
        block: 0,
        score: 1000 - index,
        reasons: {},
        chosen: index < limit,
      }));
  const lines = sentences.slice(0, limit).map(({ start, end }, source) => ({
    text: text.slice(start, end), from: 'text', source,
    spans: [[start, end]], changes: [],
  }));
  const words = (/** @type {string} */ piece) =>
      piece.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  const notices = [];
  if (text.trim() === '') notices.push({ code: 'empty', message: 'Empty.' });
  if (!parts.has('entities')) {
    notices.push({ code: 'entities-unavailable', message: 'No entities.' });
  }
  return {
    version: 1,
    language: { code: 'en', confidence: 1000 },
    genre: 'unknown',
    headline: lines[0] ?? null,
    summary: lines,
    entities: [],
    sentences,
    blocks: [{ start: 0, end: text.length, kind: 'paragraph' }],
    leftOut: [],
    notices,
    statistics: {
      characters: text.length,
      words: words(text),
      sentences: sentences.length,
      readingSeconds: 0,
      summaryWords: lines.reduce((sum, line) => sum + words(line.text), 0),
    },
  };
}
