/**
 * Python and the runtime, tied together: what each asks of the other, as wasm/python_host.h has it. Text crosses as strings;
 * everything else as numbers.
 */

const PREFIX = 'python_';
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export class Binding {
  /** @type {any} */
  #exports;
  /** What the module calls, once Python is there. @type {any} */
  #python;
  #interpreter;
  /** @type {(text: string) => void} */
  #log;
  /** @type {() => void} */
  #drive;
  #firstLoop = 1;

  /** What the module imports beside host.h's. */
  imports = {
    python_resume: (coroutine, kind, number) => this.#python.resume(coroutine, kind, exact(number)),
    python_call: (callback, kind, number) => this.#python.call(callback, kind, exact(number)),
    python_less: (kind, number, otherKind, other) =>
      this.#python.less(kind, exact(number), otherKind, exact(other)),
    python_repr: (reference, text, size) => this.#repr(reference, text, size),
    python_release: (reference) => this.#python.release(reference),
  };

  constructor(interpreter, { log, drive }) {
    this.#interpreter = interpreter;
    this.#log = log;
    this.#drive = drive;
  }

  /** Gives Python its module, and takes what the module calls. */
  connect(exports) {
    this.#exports = exports;
    this.#interpreter.addModule('_awaitscope', this.#module());
    this.#interpreter.execute('import _start');
    this.#python = Object.fromEntries(
      ['resume', 'call', 'less', 'represent', 'release'].map((name) => [
        name,
        this.#interpreter.get('_bridge', name),
      ]),
    );
  }

  #module() {
    const { ...exports } = this.#exports;
    const module = {};
    for (const [name, value] of Object.entries(exports)) {
      if (name.startsWith(PREFIX)) {
        module[name.slice(PREFIX.length)] = value;
      }
    }
    const withNumber = (name) => () => exact(exports[PREFIX + name]());
    const withText = (name) => (first, text) => exports[PREFIX + name](first, this.#give(text)[0]);
    return Object.assign(module, {
      number: withNumber('number'),
      time: withNumber('time'),
      random_below: (count) => exact(exports.python_random_below(count)),
      text: (at) => this.#text(at),
      print: (text) => exports.python_print(...this.#give(text)),
      log: (text) => this.#log(text),
      drive: () => this.#drive(),
      future_cancel: withText('future_cancel'),
      task: withText('task'),
      task_set_name: withText('task_set_name'),
      task_group_task: (group, coroutine, name) =>
        exports.python_task_group_task(group, coroutine, this.#give(name)[0]),
      error_type: (name, parent) => exports.python_error_type(...this.#give(name), parent),
      error: (type, reference, text) => exports.python_error(type, reference, ...this.#give(text)),
      coroutine_type: (name) => exports.python_coroutine_type(...this.#give(name), 0),
      loop: () => {
        const loop = exports.python_loop(this.#firstLoop);
        this.#firstLoop = 0;
        return loop;
      },
    });
  }

  /**
   * Writes a terminated text into the module's buffer.
   * @param {string | null} text
   * @returns {[number, number]} where, and how many bytes; 0 for null
   */
  #give(text) {
    if (text === null || text === undefined) {
      return [0, 0];
    }
    const bytes = encoder.encode(text);
    const at = this.#exports.buffer(bytes.length + 1) >>> 0;
    const memory = new Uint8Array(this.#exports.memory.buffer, at, bytes.length + 1);
    memory.set(bytes);
    memory[bytes.length] = 0;
    return [at, bytes.length];
  }

  /** @param {number} at a terminated text; 0 for none */
  #text(at) {
    if (at === 0) {
      return null;
    }
    const memory = new Uint8Array(this.#exports.memory.buffer);
    return decoder.decode(memory.subarray(at, memory.indexOf(0, at)));
  }

  #repr(reference, text, size) {
    const bytes = encoder.encode(this.#python.represent(reference));
    new Uint8Array(this.#exports.memory.buffer, text, size).set(bytes.subarray(0, size));
    return bytes.length;
  }
}

/**
 * A number as it goes to Python, where whole ones above 31 bits would be cut: as text.
 * @param {number} number
 */
function exact(number) {
  return Number.isInteger(number) && Math.abs(number) >= 2 ** 30 ? String(number) : number;
}
