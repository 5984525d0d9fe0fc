/**
 * The wasm module as Emscripten, bindings.cc and session.js make it. Written by hand;
 * tests/wasm/declarations.test.js holds it against the module.
 *
 * Bytes cross as pointer and length into the module's memory: reserve with
 * `_malloc`, copy through `HEAPU8` (a new object whenever memory has grown:
 * read it anew after every call), free after the call. A call that throws has
 * ended the module: make a new one.
 */

/** 0 done, 1 more work: call `advance`, 2 failed: the result is an error. */
export type Status = 0 | 1 | 2;

/** One article's analysis over a shared model. */
export interface Session {
  /** Another session on the same model, parts loaded later included. */
  share(): Session;

  /** Takes an inflated model part (.sfm). Returns 0 or 2. */
  loadModel(pointer: number, length: number): Status;

  /**
   * Begins to analyse a text (UTF-8), copied before it returns, with options:
   * plain values, as JSON has them. Returns 1 or 2.
   */
  analyse(textPointer: number, textLength: number, options: unknown): Status;

  /**
   * Does about so many bytes' worth of the current stage. Returns 0, 1 or 2.
   */
  advance(bytes: number): Status;

  /** Index into clean, segment, tag, entity, rank. */
  stage(): number;

  /** How much of the whole analysis is done, 0 to 1000. */
  fraction(): number;

  /** Summarises the analysed article with options. Returns 0 or 2. */
  summarise(options: unknown): Status;

  /**
   * Where the last result lies: UTF-8 JSON, or `{"error": {code, message,
   * hint}}` after status 2; valid until the session's next call.
   */
  resultPointer(): number;

  /** Length of the last result in bytes. */
  resultLength(): number;

  /** Frees the article; the session may analyse another one. */
  close(): void;

  /** Frees the session; what is called after it throws. */
  delete(): void;

  /** Whether `delete` was called. */
  isDeleted(): boolean;
}

/** A module that runs. */
export interface StandfirstModule {
  Session: { new(): Session };

  /** Version of the core. */
  version(): string;

  /** The module's memory; another object after it has grown. */
  readonly HEAPU8: Uint8Array;

  /** Reserves memory; 0 when there is none. */
  _malloc(bytes: number): number;

  _free(pointer: number): void;
}

/** What Emscripten's glue takes, as far as it is used. */
export interface ModuleOptions {
  wasmBinary?: Uint8Array | ArrayBuffer;
  locateFile?(file: string, folder: string): string;
  instantiateWasm?(
      imports: WebAssembly.Imports,
      receive: (
          instance: WebAssembly.Instance, module: WebAssembly.Module) => void):
      object;
  print?(line: string): void;
  printErr?(line: string): void;
}

export default function createStandfirst(options?: ModuleOptions):
    Promise<StandfirstModule>;
