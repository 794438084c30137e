import { RealDriver } from './drivers/real.mjs';
import { VirtualDriver } from './drivers/virtual.mjs';
import { Instance } from './instance.mjs';
import { Operations } from './operations.mjs';
import { checkSpeed } from './options.mjs';
import { stamp } from './stamp.mjs';
import { Trace } from './trace/trace.mjs';

/**
 * @import { Driver, Host } from './drivers/types.js'
 * @import { Calls, Instantiate } from './instance.mjs'
 * @import { OperationHandlers } from './operations.mjs'
 * @import { Settings } from './options.mjs'
 * @import { Run as RunInterface, RunState, Scenario } from './types.js'
 */

/** @typedef {(instantiate: Instantiate, trace: Trace, calls: Calls) => Instance} CreateInstance */

/** @type {CreateInstance} */
const createInstance = (instantiate, trace, calls) => new Instance(instantiate, trace, calls);

/**
 * One run of a scenario in an instance of its own. Listeners and callbacks are called after a slice, from a microtask,
 * never from inside a call of the run's or the module's; an exception of theirs is reported as any listener's.
 * @implements {RunInterface}
 */
export class Run extends EventTarget {
  /** @type {Trace} */
  trace;
  output = '';
  /** @type {string[]} */
  log = [];
  outcome = '';

  /** @type {Promise<RunInterface>} */
  finished;
  /** @type {(run: RunInterface) => void} */
  #resolve = () => {};
  /** @type {(error: unknown) => void} */
  #reject = () => {};

  /** @type {RunState} */
  #state = 'running';
  #settings;
  /** @type {Instance | undefined} */
  #instance;
  /** @type {Driver} */
  #driver;
  #operations;
  /** @type {unknown} */
  #failure;

  /** What was printed of a line that has not ended. */
  #line = '';
  /** What onOutput and onLog have not been told yet. @type {{ lines: string[], messages: string[] }} */
  #untold = { lines: [], messages: [] };
  /** Records that the listeners know of. */
  #toldRecords = 0;
  #tellingSoon = false;
  #toldEnd = false;

  /**
   * Starts the scenario; the first slice has run when the constructor returns.
   * @param {Instantiate} instantiate
   * @param {Scenario} scenario
   * @param {Settings} settings
   * @param {Host} host
   * @param {OperationHandlers} [handlers] of the operations outside
   * @param {CreateInstance} [create]
   */
  constructor(instantiate, scenario, settings, host, handlers = {}, create = createInstance) {
    super();
    const { clock, parameters, signal, speed } = settings;
    const { name, title, sources } = scenario;
    this.#settings = settings;
    this.trace = new Trace({ scenario: { name, title }, parameters, clock, sources });
    this.finished = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    const driven = {
      turns: (/** @type {number} */ now, /** @type {number} */ budget) => this.#turns(now, budget),
      deadline: () => this.#instance?.deadline() ?? Infinity,
      rest: () => this.#rest(),
    };
    this.#driver = clock === 'real' ? new RealDriver(driven, host, speed) : new VirtualDriver(driven, host);
    this.#operations = new Operations(handlers, (id, status, output) => this.#complete(id, status, output));
    this.#instance = create(instantiate, this.trace, {
      now: () => this.#driver.hostNow(),
      print: (text, time, turn, task, end) => this.#print(text, time, turn, task, end),
      log: (message) => this.#report(message),
      traced: () => reporting(() => settings.onTrace?.(this)),
      stepping: settings.onStep,
      startOperation: (id, kind, input) => this.#operations.start(id, kind, input),
      cancelOperation: (id) => this.#operations.cancel(id),
    });
    this.#instance.start(name, settings);
    reporting(() => settings.onTrace?.(this));
    if (signal?.aborted) {
      this.close();
    } else {
      signal?.addEventListener('abort', this.#abort);
      this.#driver.start();
    }
  }

  get state() {
    return this.#state;
  }

  get now() {
    return this.#driver.now;
  }

  get speed() {
    return this.#driver.speed;
  }

  set speed(speed) {
    checkSpeed(this.#settings.clock, speed);
    this.#driver.speed = speed;
  }

  /** What the program returned, as its repr; undefined unless it returned. */
  get result() {
    return this.#state === 'returned' ? this.outcome : undefined;
  }

  pause() {
    if (this.#state === 'running') {
      this.#state = 'paused';
      this.#driver.pause();
    }
  }

  resume() {
    if (this.#state === 'paused') {
      this.#state = 'running';
      this.#driver.resume();
    }
  }

  readTrace() {
    this.#attempt((instance) => instance.readTrace());
  }

  cancel() {
    this.#attempt((instance) => {
      instance.cancel();
      this.#driver.wake();
    });
  }

  close() {
    this.#attempt((instance) => this.#end('closed', instance));
  }

  /**
   * Work outside is over.
   * @param {number} id
   * @param {number} status
   * @param {Uint8Array} output
   */
  #complete(id, status, output) {
    this.#attempt((instance) => {
      instance.complete(id, status, output);
      this.#driver.wake();
    });
  }

  #abort = () => this.close();

  /**
   * @param {number} now
   * @param {number} budget
   */
  #turns(now, budget) {
    let delay = -1;
    this.#attempt((instance) => {
      delay = instance.turns(now, budget);
      if (delay < 0) {
        const { raised, text } = instance.outcome();
        this.outcome = text;
        this.#end(raised ? 'raised' : 'returned', instance);
      }
    });
    return delay;
  }

  #rest() {
    this.readTrace();
    this.#tellSoon();
  }

  /**
   * Does something with the instance, where there still is one; where it breaks, the run is over.
   * @param {(instance: Instance) => void} action
   */
  #attempt(action) {
    if (this.#instance === undefined) {
      return;
    }
    try {
      action(this.#instance);
    } catch (error) {
      this.#failure = error;
      this.#report(String(error));
      this.#leave('closed');
    }
  }

  /**
   * @param {RunState} state
   * @param {Instance} instance
   */
  #end(state, instance) {
    instance.close();
    this.#leave(state);
    if (state === 'raised' && this.#settings.stamp) {
      this.#write(`!${this.outcome}`);
    }
  }

  /** @param {RunState} state */
  #leave(state) {
    if (this.#line !== '') {
      this.#write(this.#line);
      this.#line = '';
    }
    this.#instance = undefined;
    this.#state = state;
    this.#driver.stop();
    this.#operations.cancelAll();
    this.#settings.signal?.removeEventListener('abort', this.#abort);
    this.#tellSoon();
  }

  /**
   * @param {string} text of one print call
   * @param {number} time
   * @param {number} turn
   * @param {string} task
   * @param {string} [end] what follows, of the call's own choice: with stamps each call has lines of its own
   */
  #print(text, time, turn, task, end = '\n') {
    const { stamp: stamped, iterations, onPrint } = this.#settings;
    const lines = text.split('\n');
    lines.forEach((line, i) => {
      const printed = { text: line, time, turn, task, end: i < lines.length - 1 ? '\n' : end };
      if (stamped) {
        this.#write(stamp(printed, iterations));
      } else {
        const ended = `${this.#line}${line}${printed.end}`.split('\n');
        this.#line = ended.pop() ?? '';
        ended.forEach((one) => this.#write(one));
      }
      reporting(() => onPrint?.(printed));
    });
  }

  /** @param {string} line */
  #write(line) {
    this.output += `${line}\n`;
    this.#untold.lines.push(line);
  }

  /** @param {string} message */
  #report(message) {
    this.log.push(message);
    this.#untold.messages.push(message);
  }

  #tellSoon() {
    if (!this.#tellingSoon) {
      this.#tellingSoon = true;
      queueMicrotask(() => {
        this.#tellingSoon = false;
        this.#tell();
      });
    }
  }

  /** Calls the callbacks and listeners for what is new. */
  #tell() {
    const { onOutput, onLog } = this.#settings;
    const { lines, messages } = this.#untold;
    const grown = lines.length > 0 || messages.length > 0 || this.trace.length > this.#toldRecords;
    this.#untold = { lines: [], messages: [] };
    this.#toldRecords = this.trace.length;
    lines.forEach((line) => reporting(() => onOutput?.(line)));
    messages.forEach((message) => reporting(() => onLog?.(message)));
    if (grown) {
      this.dispatchEvent(new Event('change'));
    }
    if (this.#instance === undefined && !this.#toldEnd) {
      this.#toldEnd = true;
      this.dispatchEvent(new Event('end'));
      if (this.#failure === undefined) {
        this.#resolve(this);
      } else {
        this.#reject(this.#failure);
      }
    }
  }
}

/**
 * Calls a callback of the user's; what it throws goes where an event listener's exception goes.
 * @param {() => void} callback
 */
function reporting(callback) {
  try {
    callback();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
