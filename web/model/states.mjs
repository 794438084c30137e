/** @import { TaskState } from './types.js' */

/** The states of a task by name; numbers, as columns keep them. */
export const State = Object.freeze({
  CREATED: 0,
  READY: 1,
  RUNNING: 2,
  WAITING: 3,
  FINISHED: 4,
  FAILED: 5,
  CANCELLED: 6,
});

/** @type {readonly TaskState[]} Number → name. */
export const taskStates = Object.freeze(
  /** @type {const} */ (['created', 'ready', 'running', 'waiting', 'finished', 'failed', 'cancelled']),
);

/** @param {number} state */
export function isEnd(state) {
  return state >= State.FINISHED;
}
