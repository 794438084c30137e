/**
 * Traces of programs that never were: a small simulation of the loop in which tasks sleep, give way, print, create,
 * gather, await and cancel one another at random. Their records come in the runtime's order.
 */
import { Kind } from '../wasm/trace/kinds.mjs';
import { Trace } from '../wasm/trace/trace.mjs';

/** Sleeps of equal length end in the order in which they began, so that a queue each takes the place of a heap. */
const DELAYS = [0.001, 0.01, 0.1, 1];

/**
 * @typedef {object} Task
 * @property {number} id
 * @property {number[]} stack coroutines, outermost first
 * @property {number} cancels
 * @property {boolean} done
 * @property {number} waitingOn future
 * @property {number} steps left before it returns
 *
 * @typedef {{ id: number, owner: number, run: () => void, cancelled: boolean }} Handle
 */

/**
 * @param {object} options
 * @param {number} options.records about how many; tasks under way are cut off there
 * @param {number} options.tasks how many may live at a time
 * @param {number} [options.seed]
 * @param {number} [options.steps] a task's life
 * @returns {Trace}
 */
export function makeTrace(options) {
  return new Simulation(options).run();
}

class Simulation {
  #trace = new Trace({ scenario: { name: 'made', title: 'Made' } });
  #strings = new Map([['', 0]]);
  #ids = 0;
  #time = 0;
  #turn = 0;
  #current = 0;
  /** @type {Handle[]} */
  #ready = [];
  /** @type {{ deadline: number, handle: Handle }[][]} */
  #timers = DELAYS.map(() => []);
  #timerHeads = DELAYS.map(() => 0);
  /** @type {Task[]} */
  #living = [];
  /** Future or task → who waits. @type {Map<number, ((id: number) => void)[]>} */
  #callbacks = new Map();
  /** @type {Map<number, Handle>} */
  #sleeps = new Map();

  /** @param {{ records: number, tasks: number, seed?: number, steps?: number }} options */
  constructor({ records, tasks, seed = 1, steps = 40 }) {
    this.records = records;
    this.tasks = tasks;
    this.steps = steps;
    this.state = seed;
  }

  /** @param {number} below */
  #random(below) {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * below);
  }

  /** @param {string} text */
  #text(text) {
    let number = this.#strings.get(text);
    if (number === undefined) {
      number = this.#trace.strings.push(text) - 1;
      this.#strings.set(text, number);
    }
    return number;
  }

  /**
   * @param {number} kind
   * @param {number} subject
   * @param {number} [object]
   * @param {number | string} [value]
   * @param {number} [line]
   */
  #note(kind, subject, object = 0, value = 0, line = 0) {
    const number = typeof value === 'string' ? this.#text(value) : value;
    this.#trace.push(this.#time, this.#turn, kind, line, subject, object, number);
  }

  run() {
    this.#create();
    while (this.#trace.length < this.records) {
      if (this.#ready.length === 0 && !this.#idle()) {
        break;
      }
      this.#runTurn();
    }
    return this.#trace;
  }

  #idle() {
    const next = Math.min(
      ...this.#timers.map((queue, i) => queue[this.#timerHeads[i]]?.deadline ?? Infinity),
    );
    if (next === Infinity) {
      return false;
    }
    this.#note(Kind.IDLE, 0, 0, next);
    this.#time = Math.max(next, this.#time);
    return true;
  }

  #runTurn() {
    this.#turn++;
    this.#timers.forEach((queue, i) => {
      for (; queue[this.#timerHeads[i]]?.deadline <= this.#time; this.#timerHeads[i]++) {
        const { handle } = queue[this.#timerHeads[i]];
        if (!handle.cancelled) {
          this.#note(Kind.TIMER_FIRED, handle.id);
          this.#ready.push(handle);
        }
      }
    });
    const handles = this.#ready;
    this.#ready = [];
    this.#note(Kind.TURN_BEGIN, 0, handles.length);
    for (const handle of handles) {
      if (!handle.cancelled) {
        this.#note(Kind.HANDLE_RUN, handle.id, handle.owner);
        handle.run();
      }
    }
    this.#note(Kind.TURN_END, 0, this.#ready.length);
  }

  /**
   * @param {number} owner
   * @param {string} label
   * @param {() => void} run
   */
  #schedule(owner, label, run) {
    const handle = { id: ++this.#ids, owner, run, cancelled: false };
    this.#note(Kind.HANDLE_SCHEDULED, handle.id, owner, label);
    this.#ready.push(handle);
  }

  #create() {
    const coroutine = ++this.#ids;
    this.#note(Kind.COROUTINE_CREATED, coroutine, this.#current, `work${this.#random(9)}`, 10);
    /** @type {Task} */
    const task = { id: ++this.#ids, stack: [], cancels: 0, done: false, waitingOn: 0, steps: this.steps };
    this.#note(Kind.TASK_CREATED, task.id, this.#current, `Task-${task.id}`);
    this.#note(Kind.TASK_COROUTINE, task.id, coroutine);
    this.#living.push(task);
    this.#schedule(task.id, 'step', () => this.#step(task, coroutine));
    return task;
  }

  /**
   * @param {Task} task
   * @param {number} [enters]
   */
  #step(task, enters) {
    this.#note(Kind.TASK_STEP_BEGIN, task.id);
    this.#current = task.id;
    task.waitingOn = 0;
    if (enters !== undefined) {
      this.#enter(task, enters);
    }
    if (task.steps-- <= 0 && task !== this.#living[0]) {
      this.#finish(task);
    } else {
      this.#act(task);
    }
    this.#note(Kind.TASK_STEP_END, task.id);
    this.#current = 0;
  }

  /** @param {Task} task */
  #act(task) {
    const choice = this.#random(20);
    if (choice < 3 && this.#living.length < this.tasks) {
      this.#create();
    } else if (choice === 3) {
      this.#note(Kind.PRINT, 0, task.id, `line ${this.#random(100)}`, 12);
    } else if (choice === 4) {
      this.#cancel(this.#living[this.#random(this.#living.length)]);
    } else if (choice === 5 && task.stack.length < 5) {
      const coroutine = ++this.#ids;
      this.#note(Kind.COROUTINE_CREATED, coroutine, task.id, `inner${this.#random(9)}`, 20);
      this.#enter(task, coroutine);
    } else if (choice === 6 && task.stack.length > 1) {
      this.#note(Kind.COROUTINE_LEFT, task.stack.pop() ?? 0, task.id);
    } else if (choice === 7 && task.cancels > 0) {
      this.#note(Kind.TASK_UNCANCEL, task.id, task.id, --task.cancels);
    } else if (choice === 8 && this.#living.length + 3 < this.tasks) {
      return this.#gather(task);
    } else if (choice === 9) {
      const other = this.#living[this.#random(this.#living.length)];
      // Only younger ones: so nobody waits in a circle.
      if (other.id > task.id) {
        return this.#await(task, other.id);
      }
    }
    if (choice > 14) {
      this.#note(Kind.TASK_AWAITS, task.id, 0, 0, 14);
      this.#schedule(task.id, 'step', () => this.#step(task));
    } else {
      this.#await(task, this.#sleep());
    }
  }

  /**
   * @param {Task} task
   * @param {number} coroutine
   */
  #enter(task, coroutine) {
    this.#note(Kind.COROUTINE_ENTERED, coroutine, task.id);
    task.stack.push(coroutine);
  }

  #sleep() {
    const future = ++this.#ids;
    this.#note(Kind.FUTURE_CREATED, future, this.#current, 'sleep');
    const which = this.#random(DELAYS.length);
    const deadline = this.#time + DELAYS[which];
    const handle = {
      id: ++this.#ids,
      owner: future,
      run: () => this.#resolve(future, Kind.FUTURE_RESULT, 'None'),
      cancelled: false,
    };
    this.#note(Kind.TIMER_SET, handle.id, future, deadline);
    this.#timers[which].push({ deadline, handle });
    this.#sleeps.set(future, handle);
    return future;
  }

  /** @param {Task} task */
  #gather(task) {
    const future = ++this.#ids;
    this.#note(Kind.FUTURE_CREATED, future, task.id, 'gather');
    this.#note(Kind.COMPOSITE_CREATED, future, task.id, 'gather');
    let left = 3;
    const ended = () => {
      if (--left === 0) {
        this.#note(Kind.COMPOSITE_SETTLED, future);
        this.#resolve(future, Kind.FUTURE_RESULT, '[…]');
      }
    };
    for (let i = 0; i < 3; i++) {
      const child = this.#create();
      this.#note(Kind.COMPOSITE_MEMBER, future, child.id);
      this.#note(Kind.CALLBACK_ADDED, child.id, future, 'gather');
      this.#whenDone(child.id, () => this.#schedule(future, 'gather', ended));
    }
    this.#await(task, future);
  }

  /**
   * @param {number} future
   * @param {(id: number) => void} callback
   */
  #whenDone(future, callback) {
    const list = this.#callbacks.get(future) ?? [];
    this.#callbacks.set(future, list);
    list.push(callback);
  }

  /**
   * @param {Task} task
   * @param {number} future
   */
  #await(task, future) {
    this.#note(Kind.COROUTINE_AWAITS, task.stack[task.stack.length - 1], future, 0, 10 + this.#random(30));
    this.#note(Kind.CALLBACK_ADDED, future, task.id, 'wakeup');
    this.#note(Kind.TASK_AWAITS, task.id, future);
    task.waitingOn = future;
    this.#whenDone(future, () => {
      this.#note(Kind.TASK_WOKEN, task.id, future);
      this.#schedule(task.id, 'wakeup', () => this.#step(task));
    });
  }

  /**
   * @param {number} future
   * @param {number} kind
   * @param {string} text
   */
  #resolve(future, kind, text) {
    this.#note(kind, future, this.#current, text);
    const callbacks = this.#callbacks.get(future) ?? [];
    this.#callbacks.delete(future);
    this.#sleeps.delete(future);
    callbacks.forEach((callback) => callback(future));
  }

  /** @param {Task} task */
  #cancel(task) {
    this.#note(Kind.TASK_CANCEL_REQUESTED, task.id, this.#current, ++task.cancels);
    const timer = this.#sleeps.get(task.waitingOn);
    if (timer !== undefined && this.#callbacks.has(task.waitingOn)) {
      const waiting = this.#ready.includes(timer);
      timer.cancelled = true;
      this.#note(waiting ? Kind.HANDLE_CANCELLED : Kind.TIMER_CANCELLED, timer.id, this.#current);
      this.#resolve(task.waitingOn, Kind.FUTURE_CANCELLED, '');
    }
  }

  /** @param {Task} task */
  #finish(task) {
    while (task.stack.length > 0) {
      this.#note(Kind.COROUTINE_LEFT, task.stack.pop() ?? 0, task.id);
    }
    const end = this.#random(4);
    task.done = true;
    this.#living.splice(this.#living.indexOf(task), 1);
    if (task.cancels > 0) {
      this.#resolve(task.id, Kind.FUTURE_CANCELLED, '');
    } else if (end === 0) {
      this.#resolve(task.id, Kind.FUTURE_EXCEPTION, 'ValueError: made');
    } else {
      this.#resolve(task.id, Kind.FUTURE_RESULT, `'${task.id}'`);
    }
  }
}
