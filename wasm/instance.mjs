import { ModuleBroken } from './errors.mjs';

/** @import { Trace } from './trace/trace.mjs' */

/**
 * What the module exports; host.h says what each does.
 * @typedef {object} Exports
 * @property {WebAssembly.Memory} memory
 * @property {() => void} [_initialize]
 * @property {(size: number) => number} buffer
 * @property {(seed: number, traceCapacity: number, virtualClock: number) => number} run_open
 * @property {(scenario: number, scenarioSize: number, name: number, nameSize: number, value: number) => number} run_set
 * @property {(name: number, size: number) => number} run_start
 * @property {(now: number, budget: number) => number} loop_run
 * @property {() => number} loop_deadline
 * @property {() => void} run_cancel
 * @property {(id: number, status: number, data: number, size: number) => void} operation_complete
 * @property {() => number} run_status
 * @property {() => number} run_outcome
 * @property {() => number} run_outcome_size
 * @property {() => void} run_close
 * @property {() => number} trace_records
 * @property {() => number} trace_count
 * @property {() => number} trace_lost
 * @property {() => void} trace_clear
 * @property {() => number} string_count
 * @property {(number: number) => number} string_data
 * @property {(number: number) => number} string_size
 */

/**
 * What the module imports from `host`; host.h says what each does.
 * @typedef {object} Imports
 * @property {() => number} now
 * @property {(text: number, size: number, time: number, turn: number, task: number, taskSize: number) => void} print
 * @property {(text: number, size: number) => void} log
 * @property {() => void} trace_full
 * @property {(id: number, kind: number, kindSize: number, data: number, size: number) => void} operation_start
 * @property {(id: number) => void} operation_cancel
 * @property {(text: number, size: number) => never} abort
 */

/**
 * What the module asks of whoever runs it, text decoded.
 * @typedef {object} Calls
 * @property {() => number} now
 * @property {(text: string, time: number, turn: number, task: string, end?: string) => void} print `end`: a line feed, unless it
 *   is said
 * @property {(message: string) => void} log
 * @property {() => void} [traced] records were read into the trace
 * @property {() => void} [stepping] a coroutine of the host's language is about to go on
 * @property {(id: number, kind: string, input: Uint8Array<ArrayBuffer>) => void} startOperation
 * @property {(id: number) => void} cancelOperation
 */

/** Makes an instance of the module with these imports. @typedef {(imports: { host: Imports }) => Exports} Instantiate */

/** Records that the module holds before it asks to have them read: 256 KB. */
const TRACE_CAPACITY = 8192;

const OUT_OF_MEMORY = 'the module is out of memory';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * One instance of the module: one run. Turns pointers and lengths into text and records. Where the module aborts or
 * traps, a method throws ModuleBroken, and the instance must not be used again.
 */
export class Instance {
  #exports;
  #trace;
  #traced;
  #lost = 0;

  /**
   * @param {Instantiate} instantiate
   * @param {Trace} trace into which records and strings are read
   * @param {Calls} calls which must not call the instance
   * @param {Record<string, Function>} [more] what the module imports beside; these may call it
   */
  constructor(instantiate, trace, calls, more = {}) {
    this.#trace = trace;
    this.#traced = calls.traced;
    /** @type {Imports} */
    const host = {
      now: calls.now,
      print: (text, size, time, turn, task, taskSize) =>
        calls.print(this.#text(text, size), time, turn >>> 0, this.#text(task, taskSize)),
      log: (text, size) => calls.log(this.#text(text, size)),
      trace_full: () => this.#readTrace(),
      operation_start: (id, kind, kindSize, data, size) =>
        calls.startOperation(id >>> 0, this.#text(kind, kindSize), this.#bytes(data, size)),
      operation_cancel: (id) => calls.cancelOperation(id >>> 0),
      abort: (text, size) => {
        throw new ModuleBroken(this.#text(text, size));
      },
    };
    this.#exports = guard(() => instantiate({ host: { ...host, ...more } }));
    guard(() => this.#exports._initialize?.());
  }

  /**
   * Opens the run, sets its parameters and starts it.
   * @param {string} scenario
   * @param {object} how
   * @param {number} how.seed
   * @param {boolean} how.trace
   * @param {'virtual' | 'real'} how.clock
   * @param {Record<string, number>} how.parameters
   */
  start(scenario, { seed, trace, clock, parameters }) {
    this.open({ seed, trace, clock });
    guard(() => {
      for (const [name, value] of Object.entries(parameters)) {
        const [first, second] = this.#give(scenario, name);
        const status = this.#exports.run_set(first.at, first.size, second.at, second.size, value);
        check(status, `parameter "${name}" of scenario "${scenario}"`);
      }
      const [name] = this.#give(scenario);
      check(this.#exports.run_start(name.at, name.size), `scenario "${scenario}"`);
    });
  }

  /**
   * Opens the run.
   * @param {{ seed: number, trace: boolean, clock: 'virtual' | 'real' }} how
   */
  open({ seed, trace, clock }) {
    guard(() => {
      if (this.#exports.run_open(seed, trace ? TRACE_CAPACITY : 0, clock === 'virtual' ? 1 : 0) !== 0) {
        throw new ModuleBroken(OUT_OF_MEMORY);
      }
    });
  }

  /** For whoever adds to the boundary. */
  get exports() {
    return this.#exports;
  }

  /**
   * @param {number} now
   * @param {number} budget
   * @returns {number} as loop_run
   */
  turns(now, budget) {
    return guard(() => this.#exports.loop_run(now, budget));
  }

  /** @returns {number} as loop_deadline */
  deadline() {
    return guard(() => this.#exports.loop_deadline());
  }

  cancel() {
    guard(() => this.#exports.run_cancel());
  }

  /**
   * @param {number} id of the operation that is over
   * @param {number} status as operation_complete takes it
   * @param {Uint8Array} output
   */
  complete(id, status, output) {
    guard(() => {
      const [place] = this.#giveBytes(output);
      this.#exports.operation_complete(id, status, place.at, place.size);
    });
  }

  /** @returns {{ raised: boolean, text: string }} after the end: the result's repr, or "Type: message". */
  outcome() {
    return guard(() => ({
      raised: this.#exports.run_status() === 2,
      text: this.#text(this.#exports.run_outcome(), this.#exports.run_outcome_size()),
    }));
  }

  /** Reads what has come since the last time into the trace. O(records and strings that are new). */
  readTrace() {
    guard(() => this.#readTrace());
  }

  /** Frees the run; what is traced until then is read. */
  close() {
    guard(() => {
      this.#readTrace();
      this.#exports.run_close();
    });
  }

  #readTrace() {
    const { memory, trace_records, trace_count, trace_lost, trace_clear } = this.#exports;
    this.#trace.append(memory.buffer, trace_records() >>> 0, trace_count());
    trace_clear();
    const lost = trace_lost();
    this.#trace.lost += lost - this.#lost;
    this.#lost = lost;
    const { string_count, string_data, string_size } = this.#exports;
    for (let number = this.#trace.strings.length, count = string_count(); number < count; number++) {
      this.#trace.strings.push(this.#text(string_data(number), string_size(number)));
    }
    this.#traced?.();
  }

  /**
   * Writes texts one behind the other into the module's buffer.
   * @param {string[]} texts
   */
  #give(...texts) {
    return this.#giveBytes(...texts.map((text) => encoder.encode(text)));
  }

  /** @param {Uint8Array[]} bytes */
  #giveBytes(...bytes) {
    const whole = bytes.reduce((size, part) => size + part.length, 0);
    let at = this.#exports.buffer(whole) >>> 0;
    if (at === 0) {
      throw new ModuleBroken(OUT_OF_MEMORY);
    }
    return bytes.map((part) => {
      new Uint8Array(this.#exports.memory.buffer, at, part.length).set(part);
      const place = { at, size: part.length };
      at += part.length;
      return place;
    });
  }

  /**
   * @param {number} pointer
   * @param {number} size bytes
   */
  #text(pointer, size) {
    return decoder.decode(new Uint8Array(this.#exports.memory.buffer, pointer >>> 0, size >>> 0));
  }

  /**
   * A copy, since the memory moves when it grows.
   * @param {number} pointer
   * @param {number} size bytes
   */
  #bytes(pointer, size) {
    return new Uint8Array(this.#exports.memory.buffer, pointer >>> 0, size >>> 0).slice();
  }
}

/**
 * Does what calls the module; what it throws becomes a ModuleBroken.
 * @template Result
 * @param {() => Result} action
 * @returns {Result}
 */
export function guard(action) {
  try {
    return action();
  } catch (error) {
    if (error instanceof ModuleBroken) {
      throw error;
    }
    throw new ModuleBroken(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/**
 * @param {number} status of run_set or run_start
 * @param {string} what was asked for
 */
function check(status, what) {
  if (status === -1) {
    throw new ModuleBroken(`${what} is listed, but the module has none: the two come from different builds`);
  }
  if (status !== 0) {
    throw new ModuleBroken(OUT_OF_MEMORY);
  }
}
