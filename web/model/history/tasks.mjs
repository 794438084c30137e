/** Tasks and their steps. */
import { Kind } from '../../../wasm/trace/kinds.mjs';
import { Role } from '../entities.mjs';

/** @import { History, Take } from '../history.mjs' */

/**
 * The task with this id; made where there is none, since the record of its creation may be lost.
 * @param {History} history
 * @param {number} id
 * @param {number} record
 * @returns {number} entity
 */
export function taskOf({ entities, taskStates }, id, record) {
  const known = entities.findAs(id, Role.TASK);
  if (known >= 0) return known;
  const task = entities.of(id, Role.TASK, record);
  taskStates.create(entities.rank[task], record);
  return task;
}

/** @type {Take} */
function created(history, record, subject, object) {
  const { entities, trace } = history;
  const task = taskOf(history, subject, record);
  const parent = entities.findAs(object, Role.TASK);
  entities.by[task] = object;
  entities.text[task] = trace.value[record];
  entities.depth[task] = parent < 0 ? 0 : entities.depth[parent] + 1;
}

/** @type {Take} */
function coroutine(history, record, subject, object) {
  const task = taskOf(history, subject, record);
  history.entities.link[task] = object;
}

/** @type {Take} */
function stepBegin(history, record, subject) {
  const { entities, steps, taskStates } = history;
  const task = taskOf(history, subject, record);
  entities.begun[task] ||= record + 1;
  taskStates.stepBegins(entities.rank[task], record);
  steps.push(record);
}

/** @type {Take} */
function stepEnd(history, record, subject) {
  const task = taskOf(history, subject, record);
  history.taskStates.stepEnds(history.entities.rank[task], record);
  history.steps.push(record);
}

/** @type {Take} */
function awaits(history, record, subject, object) {
  const { blocking, entities, taskStates } = history;
  const task = taskOf(history, subject, record);
  taskStates.awaits(entities.rank[task], object);
  const primitive = blocking.get(task);
  if (primitive === undefined) return;
  blocking.delete(task);
  const future = entities.findAs(object, Role.FUTURE);
  if (future >= 0 && entities.link[future] === 0) entities.link[future] = primitive;
}

/** @type {Take} */
function woken(history, record, subject) {
  const task = taskOf(history, subject, record);
  history.taskStates.woken(history.entities.rank[task], record);
}

/** @type {Take} */
function cancelCounted(history, record, subject) {
  const { cancels, entities, taskStates, trace } = history;
  const task = taskOf(history, subject, record);
  cancels.push(task, record);
  taskStates.cancelCounted(entities.rank[task], record, trace.value[record]);
}

/** @type {Take} */
const renamed = (history, record, subject) => history.renames.push(taskOf(history, subject, record), record);

/** @type {[kind: number, take: Take][]} */
export const taskRecords = [
  [Kind.TASK_CREATED, created],
  [Kind.TASK_COROUTINE, coroutine],
  [Kind.TASK_STEP_BEGIN, stepBegin],
  [Kind.TASK_STEP_END, stepEnd],
  [Kind.TASK_AWAITS, awaits],
  [Kind.TASK_WOKEN, woken],
  [Kind.TASK_CANCEL_REQUESTED, cancelCounted],
  [Kind.TASK_UNCANCEL, cancelCounted],
  [Kind.TASK_RENAMED, renamed],
];
