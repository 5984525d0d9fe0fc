/**
 * Drives build/wasm/markdown.wasm: Markdown by cmark, the native program's own
 * reader (tools/frontends/wasm/, where the layout of what goes in and out stands).
 * The build joins this module and the wasm to one library, which is loaded when
 * Markdown is first read.
 */

/**
 * @typedef {import('./types.js').Block} Block
 *
 * @typedef {{text: string, blocks: Block[], date: string}} Read
 */

/** In the order of markdown_module.cc. @type {Block['kind'][]} */
const KINDS = [
  'title', 'heading', 'paragraph', 'list-item', 'quotation', 'caption', 'table',
  'code',
];

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** @param {{text: string, blocks: Block[]}} read */
function pack({ text, blocks }) {
  const pieces = blocks.map((block) => ({
    ...block, bytes: encoder.encode(text.slice(block.start, block.end)),
  }));
  const packed = new Uint8Array(pieces.reduce((sum, { bytes }) =>
    sum + 12 + bytes.length, 8));
  const view = new DataView(packed.buffer);
  view.setUint32(0, pieces.length, true);
  let at = 8;  // No date.
  for (const { kind, level, bytes } of pieces) {
    view.setUint32(at, KINDS.indexOf(kind), true);
    view.setUint32(at + 4, level ?? 0, true);
    view.setUint32(at + 8, bytes.length, true);
    packed.set(bytes, at + 12);
    at += 12 + bytes.length;
  }
  return packed;
}

/** @param {ArrayBuffer} memory @param {number} at @returns {Read} */
function unpack(memory, at) {
  const view = new DataView(memory);
  const number = () => {
    at += 4;
    return view.getUint32(at - 4, true);
  };
  const string = () => {
    const size = number();
    at += size;
    return decoder.decode(new Uint8Array(memory, at - size, size));
  };
  const count = number();
  const date = string();
  /** @type {Block[]} */
  const blocks = [];
  /** @type {string[]} */
  const pieces = [];
  let start = 0;
  for (let index = 0; index < count; ++index) {
    const kind = KINDS[number()] ?? 'paragraph';
    const level = number();
    const piece = string();
    pieces.push(piece);
    blocks.push({
      start, end: start + piece.length, kind, ...level > 0 && { level },
    });
    start += piece.length + 2;
  }
  return { text: pieces.join('\n\n'), blocks, date };
}

/**
 * @param {BufferSource} wasm
 * @returns {(markdown: string,
 *     readHtml: (html: string) => {text: string, blocks: Block[]}) =>
 *     Promise<Read>}
 */
export function markdownReader(wasm) {
  /** @type {Promise<WebAssembly.Module> | null} */
  let compiled = null;
  return async (markdown, readHtml) => {
    compiled ??= WebAssembly.compile(wasm);
    /** @type {any} */
    let module;
    /** @param {Uint8Array} bytes @returns {number} */
    const put = (bytes) => {
      const at = module.malloc(bytes.length);
      new Uint8Array(module.memory.buffer, at, bytes.length).set(bytes);
      return at;
    };
    const nothing = () => 0;
    const env = {
      readHtml: (/** @type {number} */ at, /** @type {number} */ size) => put(pack(
          readHtml(decoder.decode(new Uint8Array(module.memory.buffer, at, size))))),
      emscripten_notify_memory_growth: nothing,
    };
    // What the compiler's library would do with files and at the end.
    const system = new Proxy({}, { get: () => nothing });
    // A new instance each time: all of its memory goes with it.
    const { exports } = await WebAssembly.instantiate(await compiled, {
      env, wasi_snapshot_preview1: /** @type {any} */ (system),
    });
    module = exports;
    module._initialize?.();
    const source = encoder.encode(markdown.replace(/^\ufeff/, ''));
    const at = module.readMarkdown(put(source), source.length);
    return unpack(module.memory.buffer, at);
  };
}
