/**
 * The state of a trace by the plainest means, one record after the other: what the model's answers are held against.
 */
import { kindName } from '../../wasm/trace/kinds.mjs';

/** @import { Trace } from '../../wasm/types.js' */

const ENDED = ['finished', 'failed', 'cancelled'];

/**
 * @typedef {object} ReplayedTask
 * @property {number} id
 * @property {string} name
 * @property {string} state
 * @property {number} cancelling
 * @property {number} waitingOn
 * @property {number[]} stack
 * @property {string} text
 */

export class Replay {
  /** @type {Map<number, ReplayedTask & { next: string, nextOn: number }>} */
  tasks = new Map();
  /** @type {Map<number, { id: number, state: string, callbacks: number[] }>} */
  futures = new Map();
  /** @type {number[]} */
  ready = [];
  /** @type {Map<number, number>} handle → deadline */
  timers = new Map();
  /** @type {Set<number>} */
  composites = new Set();
  /** @type {string[]} */
  lines = [];
  /** @type {number[]} */
  running = [];
  turn = 0;
  inTurn = false;

  /** @param {Trace} trace */
  constructor(trace) {
    this.trace = trace;
  }

  /** @param {number} record */
  take(record) {
    const { trace } = this;
    const subject = trace.subject[record];
    const object = trace.object[record];
    const value = trace.value[record];
    const text = trace.strings[value] ?? '';
    const task = this.tasks.get(subject);
    this.turn = trace.turn[record];
    switch (kindName(trace.kind[record])) {
      case 'TURN_BEGIN':
        this.inTurn = true;
        break;
      case 'TURN_END':
        this.inTurn = false;
        break;
      case 'HANDLE_SCHEDULED': {
        this.ready.push(subject);
        const owner = this.tasks.get(object);
        if (owner?.state === 'created') owner.state = 'ready';
        break;
      }
      case 'TIMER_FIRED':
        this.timers.delete(subject);
        this.ready.push(subject);
        break;
      case 'HANDLE_RUN':
      case 'HANDLE_CANCELLED':
        this.ready = this.ready.filter((handle) => handle !== subject);
        break;
      case 'TIMER_SET':
        this.timers.set(subject, value);
        break;
      case 'TIMER_CANCELLED':
        this.timers.delete(subject);
        break;
      case 'FUTURE_CREATED':
        this.futures.set(subject, { id: subject, state: 'pending', callbacks: [] });
        break;
      case 'FUTURE_RESULT':
        this.#done(subject, 'result', 'finished', text);
        break;
      case 'FUTURE_EXCEPTION':
        this.#done(subject, 'exception', 'failed', text);
        break;
      case 'FUTURE_CANCELLED':
        this.#done(subject, 'cancelled', 'cancelled', text);
        break;
      case 'CALLBACK_ADDED':
        this.futures.get(subject)?.callbacks.push(object);
        break;
      case 'TASK_CREATED':
        this.tasks.set(subject, {
          id: subject,
          name: text,
          state: 'created',
          cancelling: 0,
          waitingOn: 0,
          stack: [],
          text: '',
          next: 'ready',
          nextOn: 0,
        });
        break;
      case 'COMPOSITE_CREATED':
        this.composites.add(subject);
        break;
      case 'COMPOSITE_SETTLED':
        this.composites.delete(subject);
        break;
      case 'COROUTINE_ENTERED':
        this.tasks.get(object)?.stack.push(subject);
        break;
      case 'COROUTINE_LEFT':
        this.tasks.get(object)?.stack.pop();
        break;
      case 'PRINT':
        this.lines.push(text);
        break;
      default:
        if (task !== undefined) this.#takeOfTask(task, String(kindName(trace.kind[record])), object, value);
    }
  }

  /**
   * @param {ReplayedTask & { next: string, nextOn: number }} task
   * @param {string} kind
   * @param {number} object
   * @param {number} value
   */
  #takeOfTask(task, kind, object, value) {
    switch (kind) {
      case 'TASK_STEP_BEGIN':
        Object.assign(task, { state: 'running', waitingOn: 0, next: 'ready', nextOn: 0 });
        this.running.push(task.id);
        break;
      case 'TASK_STEP_END':
        this.running.pop();
        if (task.state === 'running') Object.assign(task, { state: task.next, waitingOn: task.nextOn });
        break;
      case 'TASK_AWAITS':
        Object.assign(task, { next: object === 0 ? 'ready' : 'waiting', nextOn: object });
        break;
      case 'TASK_WOKEN':
        if (task.state === 'running') Object.assign(task, { next: 'ready', nextOn: 0 });
        else Object.assign(task, { state: 'ready', waitingOn: 0 });
        break;
      case 'TASK_CANCEL_REQUESTED':
      case 'TASK_UNCANCEL':
        task.cancelling = value;
        break;
    }
  }

  /**
   * @param {number} id
   * @param {string} futureState
   * @param {string} taskState
   * @param {string} text
   */
  #done(id, futureState, taskState, text) {
    const task = this.tasks.get(id);
    if (task !== undefined) {
      Object.assign(task, { state: taskState, waitingOn: 0, text });
    }
    const future = this.futures.get(id);
    if (future !== undefined) {
      Object.assign(future, { state: futureState, callbacks: [] });
    }
  }

  /** What the model should say of each task. */
  expectedTasks() {
    return [...this.tasks.values()].map(({ id, name, state, cancelling, waitingOn, stack, text }) => ({
      id,
      name,
      state,
      cancelling,
      waitingOn,
      stack: ENDED.includes(state) ? [] : [...stack],
      text,
    }));
  }

  /** Timers by deadline, first set first among equals. */
  expectedTimers() {
    return [...this.timers].sort((a, b) => a[1] - b[1]).map(([handle]) => handle);
  }
}
