// The wasm module driven directly, bytes in and JSON out: what the engine
// wraps, without the engine.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);

/** @returns {Promise<any>} */
export async function loadModule() {
  const { default: create } = await import(new URL('build/wasm/standfirst.mjs', root).href);
  return await create({ wasmBinary: await readFile(fileURLToPath(new URL('build/wasm/standfirst.wasm', root))) });
}

/** The stored model parts. */
export async function readParts() {
  const manifest = JSON.parse(await readFile(fileURLToPath(new URL('models/manifest.json', root)), 'utf8'));
  return await Promise.all(manifest.parts.map(async (/** @type {{file: string}} */ { file }) =>
    await readFile(fileURLToPath(new URL(`models/${file}`, root)))));
}

export class DirectSession {
  /** @param {any} module @param {any} session */
  constructor(module, session = new module.Session()) {
    this.module = module;
    this.session = session;
  }

  /**
   * @param {Uint8Array} bytes
   * @param {(pointer: number, length: number) => number} call
   */
  withBytes(bytes, call) {
    const pointer = this.module._malloc(Math.max(bytes.length, 1));
    try {
      this.module.HEAPU8.set(bytes, pointer);
      return call(pointer, bytes.length);
    } finally {
      this.module._free(pointer);
    }
  }

  /** @param {Uint8Array} part */
  load(part) {
    const status = this.withBytes(part, (pointer, length) => this.session.loadModel(pointer, length));
    if (status !== 0) throw new Error(this.result());
  }

  result() {
    const start = this.session.resultPointer();
    return Buffer.from(this.module.HEAPU8.slice(start, start + this.session.resultLength())).toString('utf8');
  }

  /**
   * The JSON of a whole run: a result, or an error.
   * @param {Uint8Array} text
   * @param {object} analyse
   * @param {object} summarise
   * @param {number} slice bytes a step
   * @returns {string}
   */
  run(text, analyse = {}, summarise = {}, slice = 1 << 20) {
    let status = this.withBytes(text, (pointer, length) =>
      this.session.analyse(pointer, length, analyse));
    while (status === 1) status = this.session.advance(slice);
    if (status === 2) return this.result();
    this.summarise(summarise);
    return this.result();
  }

  /** @param {object} options */
  summarise(options) {
    return this.session.summarise(options);
  }

  close() {
    this.session.delete();
  }
}
