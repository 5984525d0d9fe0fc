/**
 * Drives standfirst.wasm: the half of Embind that is in JavaScript, as far as
 * bindings.cc and json_value_of.cc use it. Emscripten's own knows much more and
 * is several times as large; a version of Emscripten that this was not written
 * for takes that one (CMakeLists.txt beside this). standfirst.d.ts says what
 * comes of it.
 *
 * To Embind a type is an address. When the module starts it says for each class,
 * method and function of which types the result and the arguments are; what
 * embind_types.cc names is changed as it crosses, all else is numbers. A value
 * of JavaScript's own is a number in C++ too, its handle.
 */

/**
 * @typedef {number} Address in the module's memory
 * @typedef {{from: (wire: number) => any, to: (value: any) => number}} Type
 */

/** The first handles, from 1 on, as Embind has them. */
const FIXED = [undefined, null, true, false];

/** @type {Type} */
const PLAIN = { from: (wire) => wire, to: (value) => value };

/**
 * @param {import('./standfirst.js').ModuleOptions} options
 * @returns {Promise<import('./standfirst.js').StandfirstModule>}
 */
export default async function createStandfirst({ wasmBinary, instantiateWasm }) {
  /** What the module exports. @type {any} */
  let core;
  /** @type {Map<Address, Type>} */
  const types = new Map();
  /** @type {Map<Address, any>} */
  const classes = new Map();
  /** @type {Map<Address, Function>} */
  const constructors = new Map();
  /** By handle. @type {any[]} */
  const values = [0, ...FIXED];
  /** How many hold each. @type {number[]} */
  const holders = [];
  /** Handles to be given again. @type {number[]} */
  const free = [];
  /** Of what is called on values: result and arguments. @type {Address[][]} */
  const callers = [];
  /** What was reserved for the value that went over last. @type {Address} */
  let lent = 0;

  /** @type {any} */
  const wasm = {
    // Anew each time, as the memory grows.
    get HEAPU8() { return new Uint8Array(core.memory.buffer); },
  };
  const words = () => new Uint32Array(core.memory.buffer);
  /** @param {number} count @param {Address} at */
  const list = (count, at) => [...words().subarray(at >> 2, (at >> 2) + count)];
  /** @param {Address} at @param {Address} [end] without it: the next NUL */
  const text = (at, end = wasm.HEAPU8.indexOf(0, at)) =>
    new TextDecoder().decode(wasm.HEAPU8.subarray(at, end));
  /** @param {number} index @returns {Function} of the module */
  const pointed = (index) => core.__indirect_function_table.get(index);
  /** @param {Address} id */
  const typeOf = (id) => types.get(id) ?? PLAIN;

  /** @param {any} value @returns {number} its handle */
  const hold = (value) => {
    const fixed = FIXED.indexOf(value) + 1;
    if (fixed) return fixed;
    const handle = free.pop() ?? values.length;
    values[handle] = value;
    holders[handle] = 1;
    return handle;
  };
  /** @param {number} handle @param {number} by */
  const count = (handle, by) => {
    if (handle <= FIXED.length) return;
    if (((/** @type {any} */ (holders))[handle] += by) === 0) {
      values[handle] = 0;
      free.push(handle);
    }
  };

  /**
   * A value for C++; at `owed` stands then what is to be freed after it.
   *
   * @param {Address} id
   * @param {any} value
   * @param {Address} owed
   */
  const lend = (id, value, owed) => {
    lent = 0;
    const wire = typeOf(id).to(value);
    words()[owed >> 2] = lent;
    return wire;
  };

  /**
   * A function of C++.
   *
   * @param {string} name
   * @param {Address[]} ids types of the result and of the arguments
   * @param {number} invoker
   * @param {number} target
   * @param {number} [ofObject] 1: the first argument is `this`
   */
  const callable = (name, [result = 0, ...ids], invoker, target, ofObject = 0) => {
    const expected = ids.length - ofObject;
    return /** @this {any} */ function(/** @type {any[]} */ ...given) {
      if (given.length !== expected) {
        throw new TypeError(
            `${name} with ${given.length} arguments, expected ${expected}`);
      }
      if (ofObject) given.unshift(this);
      return typeOf(result).from(pointed(invoker)(
          target, ...ids.map((id, at) => typeOf(id).to(given[at]))));
    };
  };

  /**
   * What the module imports, all of it called with numbers.
   *
   * @type {Record<string, (...given: any[]) => any>}
   */
  const env = {
    emscripten_notify_memory_growth() {},

    // Comes alone.
    _embind_register_std_string(id) {
      types.set(id, {
        ...PLAIN,
        from(wire) {
          const begin = wire + 4;
          const made = text(begin, begin + Number(list(1, wire)));
          core.free(wire);
          return made;
        },
      });
    },
    // Goes alone: code units behind their number.
    _embind_register_std_wstring(id) {
      types.set(id, {
        ...PLAIN,
        to(/** @type {string} */ given) {
          const { length } = given;
          lent = core.malloc(4 + 2 * length);
          words()[lent >> 2] = length;
          const units = new Uint16Array(core.memory.buffer, lent + 4, length);
          for (let at = 0; at < length; ++at) units[at] = given.charCodeAt(at);
          return lent;
        },
      });
    },
    _embind_register_emval(id) {
      types.set(id, {
        from(handle) {
          const value = values[handle];
          count(handle, -1);
          return value;
        },
        to: hold,
      });
    },

    _embind_register_class(...given) {
      const [id, pointer, constant, , , , , , , , name, , destroy] = given;
      /** @type {WeakMap<object, Address>} */
      const addresses = new WeakMap();
      const type = {
        from(/** @type {Address} */ address) {
          const object = Object.create(made.prototype);
          addresses.set(object, address);
          return object;
        },
        to(/** @type {object} */ object) {
          const address = addresses.get(object);
          if (!address) throw new TypeError('deleted');
          return address;
        },
      };
      class Handle {
        delete() {
          pointed(destroy)(type.to(this));
          addresses.delete(this);
        }

        isDeleted() { return !addresses.has(this); }
      }
      const made = class extends Handle {
        constructor(/** @type {any[]} */ ...all) {
          super();
          return constructors.get(id)?.(...all);
        }
      };
      for (const one of [id, pointer, constant]) types.set(one, type);
      classes.set(id, made);
      wasm[text(name)] = made;
    },
    _embind_register_class_constructor(id, many, ids, _, invoker, target) {
      constructors.set(id, callable('new', list(many, ids), invoker, target));
    },
    _embind_register_class_function(id, at, many, ids, _, invoker, target) {
      const name = text(at);
      classes.get(id).prototype[name] =
          callable(name, list(many, ids), invoker, target, 1);
    },
    _embind_register_function(at, many, ids, _, invoker, target) {
      const name = text(at);
      wasm[name] = callable(name, list(many, ids), invoker, target);
    },

    _emval_incref(handle) { count(handle, 1); },
    _emval_decref(handle) { count(handle, -1); },
    _emval_get_global: (name) => hold(/** @type {any} */ (globalThis)[text(name)]),
    _emval_new_cstring: (at) => hold(text(at)),
    _emval_take_value: (id, at) => hold(typeOf(id).from(Number(list(1, at)))),
    _emval_get_property: (handle, key) => hold(values[handle][values[key]]),
    _emval_typeof: (handle) => hold(typeof values[handle]),
    _emval_is_number: (handle) => typeof values[handle] === 'number',
    _emval_is_string: (handle) => typeof values[handle] === 'string',
    _emval_as: (handle, id, owed) => lend(id, values[handle], owed),
    _emval_run_destructors(pointer) { core.free(pointer); },
    _emval_get_method_caller: (many, ids) => callers.push(list(many, ids)) - 1,
    _emval_call_method(caller, handle, name, owed, at) {
      const [result = 0, ...ids] = callers[caller] ?? [];
      // Each argument has eight bytes.
      const given = ids.map((id, index) =>
        typeOf(id).from(Number(list(1, at + 8 * index))));
      return lend(result, values[handle][text(name)](...given), owed);
    },
  };
  const imports = {
    env,
    wasi_snapshot_preview1: {
      proc_exit() { throw new WebAssembly.RuntimeError('aborted'); },
    },
  };
  const { exports } = await new Promise((resolve, reject) => {
    if (instantiateWasm) {
      instantiateWasm(imports, resolve);
    } else {
      WebAssembly.instantiate(/** @type {BufferSource} */ (wasmBinary), imports)
          .then(({ instance }) => resolve(instance), reject);
    }
  });
  core = exports;
  wasm._malloc = core.malloc;
  wasm._free = core.free;
  core._initialize();
  return wasm;
}
