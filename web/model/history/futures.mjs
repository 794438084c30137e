/** Futures, and what comes from outside. A task is a future too, and ends as one. */
import { Kind } from '../../../wasm/trace/kinds.mjs';
import { Role } from '../entities.mjs';
import { State } from '../states.mjs';
import { memberDone } from './composites.mjs';

/** @import { History, Take } from '../history.mjs' */

/** How a task ends, by the kind of record that ends it. @type {Map<number, number>} */
const ENDS = new Map([
  [Kind.FUTURE_RESULT, State.FINISHED],
  [Kind.FUTURE_EXCEPTION, State.FAILED],
  [Kind.FUTURE_CANCELLED, State.CANCELLED],
]);

/** @type {Take} */
function created(history, record, subject, object) {
  const { entities, pendingFutures, trace } = history;
  const future = entities.of(subject, Role.FUTURE, record);
  entities.by[future] = object;
  entities.text[future] = trace.value[record];
  if (entities.ended[future] === 0) pendingFutures.add(future, record);
  const composite = openCall(history, object, trace.strings[trace.value[record]]);
  if (composite >= 0) {
    entities.link[composite] = subject;
    entities.link[future] = entities.id[composite];
  }
}

/** Calls of a task that are looked at, the latest. */
const LATEST_CALLS = 16;

/**
 * wait() makes a composite, then a future of the same name to wait on, which stands for it; a TaskGroup may make
 * several, one after the other, and other calls in between.
 * @param {History} history
 * @param {number} caller id
 * @param {string} name of the future
 * @returns {number} the entity of the latest open composite of this name; -1 where there is none
 */
function openCall({ calls, entities, trace }, caller, name) {
  const task = entities.findAs(caller, Role.TASK);
  const count = task < 0 ? 0 : calls.count(task);
  for (let index = count - 1; index >= Math.max(0, count - LATEST_CALLS); index--) {
    const composite = calls.at(task, index, 1);
    const waitedOn = entities.link[composite] !== 0 && name !== 'TaskGroup';
    const open = entities.settled[composite] === 0 && !waitedOn;
    if (open && trace.strings[entities.text[composite]] === name) return composite;
  }
  return -1;
}

/** @type {Take} */
function done(history, record, subject) {
  const { entities, futureEnds, pendingFutures, taskStates, trace } = history;
  const task = entities.findAs(subject, Role.TASK);
  const future = task >= 0 ? task : entities.of(subject, Role.FUTURE, record);
  if (entities.ended[future] !== 0) return;
  entities.ended[future] = record + 1;
  pendingFutures.remove(future, record);
  memberDone(history, future, record);
  if (task >= 0) {
    taskStates.ends(entities.rank[task], record, Number(ENDS.get(trace.kind[record])));
  } else {
    futureEnds[trace.kind[record] - Kind.FUTURE_RESULT].push(record);
  }
}

/** @type {Take} */
const callback = ({ callbacks, entities }, record, subject) =>
  callbacks.push(entities.of(subject, Role.FUTURE, record), record);

/** @type {Take} */
function operationStarted({ entities, trace }, record, subject, object) {
  const operation = entities.of(subject, Role.OPERATION, record);
  entities.by[operation] = object;
  entities.text[operation] = trace.value[record];
}

/** An operation is over before its future, which has the same number, ends. @type {Take} */
function operationOver({ entities }, record, subject) {
  entities.settled[entities.of(subject, Role.OPERATION, record)] ||= record + 1;
}

/** @type {[kind: number, take: Take][]} */
export const futureRecords = [
  [Kind.FUTURE_CREATED, created],
  [Kind.FUTURE_RESULT, done],
  [Kind.FUTURE_EXCEPTION, done],
  [Kind.FUTURE_CANCELLED, done],
  [Kind.CALLBACK_ADDED, callback],
  [Kind.CALLBACK_REMOVED, callback],
  [Kind.OPERATION_STARTED, operationStarted],
  [Kind.OPERATION_COMPLETED, operationOver],
  [Kind.OPERATION_CANCELLED, operationOver],
];
