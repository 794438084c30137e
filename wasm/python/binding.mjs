/**
 * Python and the runtime, tied together: what each asks of the other, as wasm/python_host.h has it. Text crosses as
 * strings, everything else as numbers, so that neither side has to tell the other's JavaScript objects apart or let go
 * of them.
 *
 * @import { Interpreter } from './interpreter.mjs'
 */

const PREFIX = 'python_';

/** A step of a coroutine, as python_host.h has it. */
const RETURNED_NONE = -1;
const RAISED = -3;

/** Times in a run that garbage is looked for because a coroutine failed: a program may be about nothing else. */
const MOST_COLLECTIONS = 100;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * A call of the module's, or of Python's: a value is two arguments, its kind and number.
 * @typedef {(...args: (number | string | boolean | null)[]) => any} Call
 */

/**
 * An object of the runtime's that one of Python's stands for. Python has no finalizers, but lets go of what is
 * JavaScript's when it collects garbage: with this the one who holds it, and then the runtime's.
 */
class Held {
  /** @param {number} address 0: it holds no more */
  constructor(address) {
    this.address = address;
  }
}

export class Binding {
  #interpreter;
  #log;
  #drive;
  #stepping;
  #source;
  /** @type {Record<string, Call> & { memory: WebAssembly.Memory }} */
  #exports = /** @type {any} */ (undefined);
  /** What the module calls, once Python is there. @type {Record<string, Call>} */
  #python = {};
  #firstLoop = true;
  /** The run is over: what is freed now runs no more of the program. */
  #closed = false;
  /** A coroutine has, since garbage was collected. */
  #hasFailed = false;
  #collections = 0;
  /** @type {Set<Held>} */
  #held = new Set();
  /** Addresses of what Python has dropped, and the module has yet to let go of. @type {number[]} */
  #dropped = [];

  /**
   * What the module imports beside host.h's.
   * @type {Record<string, (...args: number[]) => number>}
   */
  imports = {
    python_resume: (coroutine, kind, number) => {
      this.letGo();
      if (this.#closed) {
        return RETURNED_NONE;
      }
      this.#stepping?.();
      const step = this.#python.resume(coroutine, kind, exact(number));
      this.#hasFailed ||= step === RAISED;
      return step;
    },
    python_call: (callback, kind, number) => {
      this.letGo();
      return this.#closed ? 0 : this.#python.call(callback, kind, exact(number));
    },
    python_shutdown: () => (this.#closed ? 0 : this.#python.shutdown()),
    python_less: (kind, number, otherKind, other) =>
      this.#python.less(kind, exact(number), otherKind, exact(other)),
    python_repr: (reference, text, size) => this.#represent(reference, text, size),
    python_report: (message, error) => {
      this.#python.report(this.#text(message), error, this.#closed);
      return 0;
    },
    python_release: (reference) => this.#python.release(reference),
  };

  /**
   * @param {Interpreter} interpreter
   * @param {object} calls of Python's
   * @param {(text: string) => void} calls.log
   * @param {() => void} calls.drive has the loop take turns until what it was asked is over
   * @param {() => void} [calls.stepping] a coroutine is about to go on
   * @param {(line: number) => number} calls.originalLine the line of the program that one of the rewritten text is
   * @param {(line: number) => string} calls.sourceLine
   */
  constructor(interpreter, { log, drive, stepping, originalLine, sourceLine }) {
    this.#interpreter = interpreter;
    this.#log = log;
    this.#drive = drive;
    this.#stepping = stepping;
    this.#source = { original_line: originalLine, source_line: sourceLine };
  }

  /**
   * Gives Python its module, and takes what the module calls.
   * @param {object} exports of the module
   */
  connect(exports) {
    this.#exports = /** @type {any} */ (exports);
    this.#interpreter.onDrop = (thing) => {
      if (thing instanceof Held && this.#held.delete(thing) && thing.address !== 0) {
        this.#dropped.push(thing.address);
      }
    };
    this.#interpreter.addModule('_awaitscope', this.#module());
    this.#interpreter.execute('import _program');
    for (const name of ['resume', 'call', 'less', 'represent', 'release', 'report', 'shutdown']) {
      this.#python[name] = this.#interpreter.get('_bridge', name);
    }
    this.#python.collect = this.#interpreter.get('asyncio.futures', 'collect');
  }

  /** What follows the text that is being printed. */
  end = '\n';

  /**
   * Prints as the program.
   * @param {string} text
   * @param {string} [end]
   */
  print(text, end = '\n') {
    this.end = end;
    this.#exports.python_print(...this.#give(text));
  }

  /**
   * Gives back what Python has dropped. It finds out while it collects garbage, when nothing of it may run: so this is
   * called before it runs the next time.
   */
  letGo() {
    while (this.#dropped.length > 0) {
      this.#exports.python_release(this.#dropped.pop() ?? 0);
    }
  }

  /**
   * The loop has nothing to do: a task that failed and that the program has dropped is found, so that what nobody has
   * seen of it is told about when it happens.
   */
  rest() {
    if (this.#hasFailed && this.#collections < MOST_COLLECTIONS) {
      this.#collections += 1;
      this.#hasFailed = false;
      this.#python.collect();
      this.letGo();
    }
  }

  /** The program is over: all that it held is dropped. */
  finish() {
    this.#python.collect();
    this.letGo();
    for (const { address } of this.#held) {
      this.#exports.python_release(address);
    }
    this.#held.clear();
  }

  /** Before the instance frees what is left. */
  close() {
    this.#closed = true;
  }

  /** The exports by their names; those with text, and with numbers that may be large, in clothes. */
  #module() {
    const exports = this.#exports;
    const own = Object.entries(/** @type {Record<string, Call>} */ (exports)).filter(([name]) =>
      name.startsWith(PREFIX),
    );
    /** @type {Record<string, Call>} */
    const module = Object.fromEntries(own.map(([name, call]) => [name.slice(PREFIX.length), call]));
    /** @type {(name: string) => Call} */
    const exactly =
      (name) =>
      (...args) =>
        exact(exports[PREFIX + name](...args));
    /** @type {(name: string) => Call} */
    const withText =
      (name) =>
      (...args) =>
        exports[PREFIX + name](...args.slice(0, -1), this.#give(args.at(-1))[0]);
    const functions = {
      ...module,
      number: exactly('number'),
      time: exactly('time'),
      /** @type {Call} */
      random_bits: (bits) => exact(exports.python_random_bits(bits) >>> 0),
      future_cancel: withText('future_cancel'),
      task: withText('task'),
      eager_task: withText('eager_task'),
      task_in: withText('task_in'),
      context_var: withText('context_var'),
      task_set_name: withText('task_set_name'),
      task_group_task: withText('task_group_task'),
      open_connection: withText('open_connection'),
      start_server: withText('start_server'),
      /** @type {Call} */
      bytes: (hex) => exports.python_bytes(...this.#giveBytes(String(hex))),
      /** @type {Call} */
      bytes_hex: (at) => this.#hex(exports.python_bytes_at(at), exports.python_bytes_size(at)),
      /** @type {Call} */
      error_type: (name, parent) => exports.python_error_type(...this.#give(name), parent),
      /** @type {Call} */
      error: (type, reference, text) => exports.python_error(type, reference, ...this.#give(text)),
      /** @type {Call} */
      coroutine_type: (name, line) => exports.python_coroutine_type(...this.#give(name), line),
      /** @type {Call} */
      print: (text, end) => this.print(String(text), String(end)),
      /** @type {Call} */
      text: (at) => this.#text(Number(at)),
      /** @type {Call} */
      log: (text) => this.#log(String(text)),
      drive: () => this.#drive(),
      .../** @type {Record<string, Call>} */ (this.#source),
      loop: () => {
        const first = this.#firstLoop;
        this.#firstLoop = false;
        return exports.python_loop(first);
      },
      hold: (/** @type {number} */ address) => {
        const held = new Held(address);
        this.#held.add(held);
        return held;
      },
      unhold: (/** @type {Held} */ held) => {
        held.address = 0;
        this.#held.delete(held);
      },
    };
    return { ...functions, names: () => Object.keys(functions).join(' ') };
  }

  /**
   * Writes a text into the module's buffer, terminated.
   * @param {unknown} text
   * @returns {[number, number]} where, and how many bytes; 0 for no text
   */
  #give(text) {
    if (typeof text !== 'string') {
      return [0, 0];
    }
    const bytes = encoder.encode(text);
    const at = this.#exports.buffer(bytes.length + 1) >>> 0;
    const memory = new Uint8Array(this.#exports.memory.buffer, at, bytes.length + 1);
    memory.set(bytes);
    memory[bytes.length] = 0;
    return [at, bytes.length];
  }

  /**
   * Writes bytes into the module's buffer.
   * @param {string} hex two digits each
   * @returns {[number, number]} where, and how many
   */
  #giveBytes(hex) {
    const size = hex.length / 2;
    const at = this.#exports.buffer(size + 1) >>> 0;
    const memory = new Uint8Array(this.#exports.memory.buffer, at, size);
    for (let i = 0; i < size; i++) memory[i] = parseInt(hex.slice(2 * i, 2 * i + 2), 16);
    return [at, size];
  }

  /**
   * @param {number} at
   * @param {number} size bytes
   */
  #hex(at, size) {
    const memory = new Uint8Array(this.#exports.memory.buffer, at >>> 0, size);
    return Array.from(memory, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  /** @param {number} at a terminated text; 0 for none */
  #text(at) {
    if (at === 0) {
      return null;
    }
    const memory = new Uint8Array(this.#exports.memory.buffer);
    return decoder.decode(memory.subarray(at, memory.indexOf(0, at)));
  }

  /**
   * @param {number} reference
   * @param {number} at
   * @param {number} size bytes, of which as many are written as fit
   */
  #represent(reference, at, size) {
    const bytes = encoder.encode(this.#python.represent(reference));
    new Uint8Array(this.#exports.memory.buffer, at, size).set(bytes.subarray(0, size));
    return bytes.length;
  }
}

/**
 * A number as it goes to Python, where a whole one above 31 bits would be cut: as text.
 * @param {number} number
 */
function exact(number) {
  return Number.isInteger(number) && Math.abs(number) >= 2 ** 30 ? String(number) : number;
}
