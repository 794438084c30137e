import { Kind } from '../../wasm/trace/kinds.mjs';

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

/** @param {number} kind of a record that changed a code: whether it only counts cancels, and the state goes on */
export function isCancelCount(kind) {
  return kind === Kind.TASK_CANCEL_REQUESTED || kind === Kind.TASK_UNCANCEL;
}
