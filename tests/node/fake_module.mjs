import { RECORD_BYTES } from '../../wasm/trace/trace.mjs';

/** @import { Exports, Imports } from '../../wasm/instance.mjs' */

/**
 * What a fake program may do in its turns.
 * @typedef {object} Program
 * @property {(fake: FakeModule, now: number, budget: number) => number} turns as loop_run; after end(…) -1 is returned
 * @property {() => number} [deadline]
 * @property {(fake: FakeModule) => void} [close] what freeing the run reports
 */

/** An instance with the exports of host.h but no wasm, for the tests of what stands around an instance. */
export class FakeModule {
  memory = new WebAssembly.Memory({ initial: 1 });
  /** What was called, in order, with its texts. @type {string[]} */
  calls = [];
  status = 0;
  lost = 0;
  /** Records that wait in the ring, which has room for this many. */
  count = 0;
  capacity = 4;
  /** @type {string[]} */
  strings = [''];
  #program;
  /** @type {Imports | undefined} */
  #host;
  #outcome = '';

  /** @param {Program} program */
  constructor(program) {
    this.#program = program;
  }

  /** In place of WebAssembly.Instance. @type {import('../../wasm/instance.mjs').Instantiate} */
  instantiate = ({ host }) => {
    this.#host = host;
    /** @type {Exports} */
    return {
      memory: this.memory,
      buffer: (size) => (size < 1000 ? 1024 : 0),
      run_open: (seed, capacity, virtual) => this.#called(`open ${seed} ${capacity > 0} ${virtual}`),
      run_set: (scenario, scenarioSize, name, nameSize, value) =>
        this.#called(`set ${this.#text(scenario, scenarioSize)}.${this.#text(name, nameSize)} ${value}`),
      run_start: (name, size) => (this.#text(name, size) === 'missing' ? -1 : this.#called('start')),
      loop_run: (now, budget) => {
        const delay = this.#program.turns(this, now, budget);
        return this.status === 0 ? delay : -1;
      },
      loop_deadline: () => this.#program.deadline?.() ?? Infinity,
      run_cancel: () => void this.#called('cancel'),
      run_status: () => this.status,
      run_outcome: () => this.#write(this.#outcome).at,
      run_outcome_size: () => this.#write(this.#outcome).size,
      run_close: () => {
        this.#called('close');
        this.#program.close?.(this);
        if (this.count > 0) {
          this.#imports.trace_full();
        }
        this.count = this.lost = 0;
        this.strings = [];
      },
      trace_records: () => 8192,
      trace_count: () => this.count,
      trace_lost: () => this.lost,
      trace_clear: () => void (this.count = 0),
      string_count: () => this.strings.length,
      string_data: (number) => this.#write(this.strings[number]).at,
      string_size: (number) => this.#write(this.strings[number]).size,
    };
  };

  get #imports() {
    if (this.#host === undefined) {
      throw new Error('the module was not instantiated');
    }
    return this.#host;
  }

  now() {
    return this.#imports.now();
  }

  print(/** @type {string} */ text, time = NaN, turn = 0, task = '') {
    const first = this.#write(text, 2048);
    const second = this.#write(task, 4096);
    this.#imports.print(first.at, first.size, time, turn, second.at, second.size);
  }

  log(/** @type {string} */ text) {
    const { at, size } = this.#write(text);
    this.#imports.log(at, size);
  }

  abort(/** @type {string} */ text) {
    const { at, size } = this.#write(text);
    this.#imports.abort(at, size);
  }

  /** Writes a record into the ring; a full ring is read first, as the runtime has it read. */
  record(/** @type {number} */ kind, { time = 0, value = 0 } = {}) {
    if (this.count === this.capacity) {
      this.#imports.trace_full();
    }
    const view = new DataView(this.memory.buffer, 8192 + this.count++ * RECORD_BYTES, RECORD_BYTES);
    view.setFloat64(0, time, true);
    view.setUint16(12, kind, true);
    view.setFloat64(24, value, true);
  }

  /** The program is over; returns what `turns` is to return. */
  end(/** @type {number} */ status, /** @type {string} */ outcome) {
    this.status = status;
    this.#outcome = outcome;
    return -1;
  }

  #called(/** @type {string} */ what) {
    this.calls.push(what);
    return 0;
  }

  #text(/** @type {number} */ at, /** @type {number} */ size) {
    return new TextDecoder().decode(new Uint8Array(this.memory.buffer, at, size));
  }

  #write(/** @type {string} */ text, at = 6144) {
    const { written } = new TextEncoder().encodeInto(text, new Uint8Array(this.memory.buffer, at, 2048));
    return { at, size: written };
  }
}
