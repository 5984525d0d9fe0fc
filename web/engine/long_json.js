/**
 * JSON of many megabytes, as the results of very long texts are, read in slices
 * so that the page stays at the reader's hand: the elements of the outermost
 * arrays are parsed some at a time.
 */

/** Bytes of a slice; some milliseconds. */
const SLICE = 1 << 18;

const QUOTE = 0x22, BACKSLASH = 0x5c, COMMA = 0x2c;
const OPEN_ARRAY = 0x5b, CLOSE_ARRAY = 0x5d, OPEN = 0x7b, CLOSE = 0x7d;

/**
 * @param {Uint8Array} bytes an object, in UTF-8
 * @returns {Promise<any>}
 */
export async function parseLongJson(bytes) {
  const decoder = new TextDecoder();
  /** @type {{yield?: () => Promise<unknown>} | undefined} */
  const scheduler = Reflect.get(globalThis, 'scheduler');
  const parse = (/** @type {number} */ from, /** @type {number} */ to,
      before = '', after = '') =>
    JSON.parse(before + decoder.decode(bytes.subarray(from, to)) + after);
  /** What is left when the long arrays are taken out. @type {string[]} */
  const frame = [];
  /** @type {any[][]} */
  const arrays = [];
  let depth = 0;
  let taken = 0;
  /** Where the elements that wait to be parsed begin; 0: in no outer array. */
  let from = 0;
  let sliced = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      do {
        at = bytes.indexOf(QUOTE, at + 1);
      } while (at > 0 && isEscaped(bytes, at));
      if (at < 0) break;
      continue;
    }
    if (byte === OPEN || byte === OPEN_ARRAY) {
      depth++;
      if (depth === 2 && byte === OPEN_ARRAY) {
        frame.push(decoder.decode(bytes.subarray(taken, at)));
        frame.push(`{"long array":${arrays.length}}`);
        arrays.push([]);
        from = at + 1;
      }
    } else if (byte === CLOSE || byte === CLOSE_ARRAY) {
      if (depth === 2 && from > 0) {
        if (at > from) arrays.at(-1)?.push(parse(from, at, '[', ']'));
        taken = at + 1;
        from = 0;
      }
      depth--;
    } else if (byte === COMMA && depth === 2 && from > 0 && at - from > SLICE) {
      arrays.at(-1)?.push(parse(from, at, '[', ']'));
      from = at + 1;
    }
    if (at - sliced > SLICE) {
      sliced = at;
      // In a hidden page timers wait for seconds.
      await (scheduler?.yield?.() ?? new Promise((done) => { setTimeout(done); }));
    }
  }
  frame.push(decoder.decode(bytes.subarray(taken)));
  const whole = JSON.parse(frame.join(''));
  for (const [name, value] of Object.entries(whole)) {
    const index = value?.['long array'];
    if (typeof index === 'number') whole[name] = arrays[index]?.flat() ?? [];
  }
  return whole;
}

/**
 * @param {Uint8Array} bytes
 * @param {number} at of a quotation mark
 */
function isEscaped(bytes, at) {
  let before = at;
  while (bytes[before - 1] === BACKSLASH) before--;
  return (at - before) % 2 === 1;
}
