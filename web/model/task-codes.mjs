/** Codes of tasks' states: a state, and whether the task is being cancelled. */
export const CANCELLING = 8;

/** In place of a code: the task does not exist. */
export const NOBODY = 15;

/** @param {number} code of a change: entry field 1 */
export function stateOf(code) {
  return code & 7;
}

/** @param {number} code */
export function isCancelling(code) {
  return (code & CANCELLING) !== 0;
}
