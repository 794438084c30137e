import { Kind } from '../../wasm/trace/kinds.mjs';
import { Role } from './entities.mjs';

/**
 * @import { History } from './history.mjs'
 * @import { HandleAt, LoopAt } from './types.js'
 */

/**
 * The loop at one position.
 * @implements {LoopAt}
 */
export class LoopSnapshot {
  #history;
  #position;

  /**
   * @param {History} history
   * @param {number} position
   */
  constructor(history, position) {
    this.#history = history;
    this.#position = position;
  }

  get turn() {
    return this.#position === 0 ? 0 : this.#history.trace.turn[this.#position - 1];
  }

  get inTurn() {
    const { trace, turns } = this.#history;
    const count = turns.before(this.#position);
    return count > 0 && trace.kind[turns.data[count - 1]] === Kind.TURN_BEGIN;
  }

  get handle() {
    const { handleRuns, trace, turns } = this.#history;
    const runs = handleRuns.before(this.#position);
    const count = turns.before(this.#position);
    if (!this.inTurn || runs === 0 || handleRuns.data[runs - 1] < turns.data[count - 1]) {
      return undefined;
    }
    const entity = this.#history.entities.findAs(trace.subject[handleRuns.data[runs - 1]], Role.HANDLE);
    return this.#handle(entity);
  }

  get task() {
    return runningTask(this.#history, this.#position);
  }

  get readyCount() {
    return this.#history.readyHandles.count(this.#position);
  }

  /** @param {number} [limit] */
  ready(limit) {
    return this.#history.readyHandles.at(this.#position, limit).map((handle) => this.#handle(handle));
  }

  get timerCount() {
    return this.#history.timers.count(this.#position);
  }

  /** @param {number} [limit] */
  timers(limit = Infinity) {
    const handles = this.#history.timers.at(this.#position);
    return first(handles, limit, (handle) => this.#deadline(handle)).map((handle) => this.#handle(handle));
  }

  get idleUntil() {
    const { trace } = this.#history;
    const last = this.#position - 1;
    return last >= 0 && trace.kind[last] === Kind.IDLE ? trace.value[last] : undefined;
  }

  /** @param {number} entity */
  #deadline(entity) {
    const { entities, trace } = this.#history;
    return trace.value[entities.set[entity] - 1];
  }

  /**
   * @param {number} entity
   * @returns {HandleAt}
   */
  #handle(entity) {
    const { entities, trace } = this.#history;
    return {
      id: entities.id[entity],
      calls: trace.strings[entities.text[entity]] ?? '',
      target: entities.link[entity],
      deadline: entities.set[entity] === 0 ? undefined : this.#deadline(entity),
    };
  }
}

/**
 * @param {History} history
 * @param {number} position
 * @returns {number} id of the task that runs then, 0 for none.
 */
export function runningTask({ steps, trace }, position) {
  const count = steps.before(position);
  if (count === 0) {
    return 0;
  }
  const record = steps.data[count - 1];
  return trace.kind[record] === Kind.TASK_STEP_BEGIN ? trace.subject[record] : trace.object[record];
}

/**
 * The `limit` items with the smallest keys, ascending, in their order among equals. O(items + limit · log limit) for
 * few.
 * @param {number[]} items
 * @param {number} limit
 * @param {(item: number) => number} key
 * @returns {number[]}
 */
function first(items, limit, key) {
  /** @param {number[]} some */
  const ordered = (some) => some.sort((a, b) => key(a) - key(b));
  if (limit >= items.length) {
    return ordered(items);
  }
  /** @type {number[]} */
  let kept = [];
  let bound = Infinity;
  for (const item of items) {
    if (key(item) >= bound) {
      continue;
    }
    kept.push(item);
    if (kept.length >= 2 * limit + 64) {
      kept = ordered(kept).slice(0, limit);
      bound = kept.length > 0 ? key(kept[kept.length - 1]) : -Infinity;
    }
  }
  return ordered(kept).slice(0, limit);
}
