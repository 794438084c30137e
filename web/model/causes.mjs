/** Why tasks ran: what resolved what they waited on, and the chain that made the whole take as long as it did. */
import { Kind } from '../../wasm/trace/kinds.mjs';
import { Role } from './entities.mjs';
import { runningTask } from './loop-snapshot.mjs';
import { State, isEnd } from './states.mjs';
import { isCancelCount, stateOf } from './task-codes.mjs';

/**
 * @import { History } from './history.mjs'
 * @import { CriticalStep, Wake } from './types.js'
 */

/**
 * What made the event happen: the step of a task, directly or through callbacks of the loop; a timer; or the outside.
 * @param {History} history
 * @param {number} record
 * @returns {Wake['cause'] & { handle: number }} `handle` is the timer's entity, -1 for the others
 */
export function causeOf(history, record) {
  const { entities, handleRuns, trace } = history;
  for (let at = record; ;) {
    const task = runningTask(history, at);
    if (task !== 0) {
      return { by: 'task', task, record: at, handle: -1 };
    }
    const runs = handleRuns.before(at);
    const handle = runs === 0 ? -1 : entities.findAs(trace.subject[handleRuns.data[runs - 1]], Role.HANDLE);
    const scheduled = handle < 0 ? -1 : entities.begun[handle] - 1;
    if (scheduled < 0 || scheduled >= at || trace.turn[handleRuns.data[runs - 1]] !== trace.turn[at]) {
      return { by: 'outside', task: 0, record: at, handle: -1 };
    }
    if (entities.set[handle] !== 0) {
      return { by: 'timer', task: 0, record: scheduled, handle };
    }
    at = scheduled;
  }
}

/**
 * @param {History} history
 * @param {number} task id
 * @param {number} woken record
 * @param {number} ran record, -1 for none
 * @returns {Wake}
 */
function wake(history, task, woken, ran) {
  const { entities, trace } = history;
  const future = trace.object[woken];
  const entity = future === 0 ? -1 : entities.find(future);
  const ended = entity < 0 ? -1 : entities.ended[entity] - 1;
  const resolved = ended >= 0 && ended <= woken ? ended : woken;
  const { by, task: causer, record } = causeOf(history, resolved);
  return { task, future, resolved, woken, ran, cause: { by, task: causer, record } };
}

/**
 * @param {History} history
 * @param {number} task entity
 * @returns {Wake[]}
 */
export function wakesOf(history, task) {
  const { entities, taskStates, trace } = history;
  const { changes } = taskStates;
  const start = changes.start(entities.rank[task]);
  const end = start + changes.count(entities.rank[task]);
  const wakes = [];
  let woken = -1;
  for (let at = start; at < end; at++) {
    const record = changes.record[at];
    if (trace.kind[record] === Kind.TASK_WOKEN) {
      woken = record;
    } else if (trace.kind[record] === Kind.TASK_STEP_BEGIN && woken >= 0) {
      wakes.push(wake(history, entities.id[task], woken, record));
      woken = -1;
    }
  }
  if (woken >= 0) {
    wakes.push(wake(history, entities.id[task], woken, -1));
  }
  return wakes;
}

/**
 * @param {History} history
 * @param {number} rank
 * @param {number} record at which a step of it begins
 * @returns {number} the record that made it ready: a TASK_WOKEN, the end of a step that gave way, its creation; -1 for none.
 */
function madeReady({ taskStates: { changes }, trace }, rank, record) {
  const first = changes.start(rank);
  for (let at = changes.lastBefore(rank, record); at >= first; at--) {
    if (!isCancelCount(trace.kind[changes.record[at]])) return changes.record[at];
  }
  return -1;
}

/**
 * @param {History} history
 * @param {number} fromRecord
 * @param {number} endRecord
 * @param {number} limit
 * @returns {Wake[]} of the tasks that ran between.
 */
export function wakesBetween(history, fromRecord, endRecord, limit) {
  const { entities, steps, trace } = history;
  const wakes = [];
  const end = steps.before(endRecord);
  for (let index = steps.before(fromRecord); index < end && wakes.length < limit; index++) {
    const record = steps.data[index];
    if (trace.kind[record] !== Kind.TASK_STEP_BEGIN) {
      continue;
    }
    const task = entities.findAs(trace.subject[record], Role.TASK);
    const ready = madeReady(history, entities.rank[task], record);
    if (ready >= 0 && trace.kind[ready] === Kind.TASK_WOKEN) {
      wakes.push(wake(history, trace.subject[record], ready, record));
    }
  }
  return wakes;
}

/**
 * Follows the causes backwards from the end of a task: it ran because it was woken, was woken because a task ran to
 * that point or a timer fired, which a task had set. Each link is earlier than the one before, so this ends. O(links ·
 * log records).
 * @param {History} history
 * @param {number} last entity of the task
 * @returns {CriticalStep[]}
 */
export function criticalPath(history, last) {
  const { entities, length, trace } = history;
  /** @type {CriticalStep[]} */
  const path = [];
  /**
   * @param {CriticalStep['why']} why
   * @param {number} task
   * @param {number} from
   * @param {number} to
   * @param {number} [waitingOn]
   */
  const add = (why, task, from, to, waitingOn = 0) =>
    path.push({ task, start: trace.time[from], end: trace.time[to], from, to, why, waitingOn });

  let task = last;
  let at = entities.ended[task] === 0 ? length - 1 : entities.ended[task] - 1;
  while (task >= 0 && at >= 0) {
    const link = stretchBefore(history, task, at);
    const id = entities.id[task];
    if (link === undefined) {
      break;
    }
    if (isEnd(link.state)) {
      at = link.record;
      continue;
    }
    if (link.state === State.WAITING) {
      add('waits', id, link.record, at, link.waitingOn);
      at = link.record;
      continue;
    }
    if (link.state === State.RUNNING) {
      add('runs', id, link.record, at);
      at = link.record;
      continue;
    }
    if (trace.kind[link.record] !== Kind.TASK_WOKEN) {
      add('ready', id, link.record, at);
      // Ready because it gave way, or because it is new: then whoever created it comes before.
      const gaveWay = trace.kind[link.record] === Kind.TASK_STEP_END;
      at = gaveWay ? link.record : entities.created[task] - 1;
      task = gaveWay ? task : entities.findAs(runningTask(history, at), Role.TASK);
      continue;
    }
    const { resolved, cause, future } = wake(history, id, link.record, at);
    add('ready', id, cause.record, at);
    const { handle } = causeOf(history, resolved);
    if (cause.by === 'task') {
      at = cause.record;
      task = entities.findAs(cause.task, Role.TASK);
    } else if (cause.by === 'timer') {
      const set = entities.set[handle] - 1;
      const expires = entities.findAs(entities.link[handle], Role.COMPOSITE) >= 0;
      add('waits', id, set, cause.record, expires ? entities.link[handle] : future);
      at = set;
      task = entities.findAs(runningTask(history, set), Role.TASK);
    } else {
      at = resolved;
      task = waitedUntil(history, task, resolved) ? task : -1;
    }
  }
  return path.reverse();
}

/**
 * The state that a task was in just before a record, and the record that began it.
 * @param {History} history
 * @param {number} task
 * @param {number} record
 */
function stretchBefore({ entities, taskStates: { changes }, trace }, task, record) {
  const rank = entities.rank[task];
  const first = changes.start(rank);
  let at = changes.lastBefore(rank, record);
  if (at < first) return undefined;
  while (at > first && isCancelCount(trace.kind[changes.record[at]])) at--;
  return { state: stateOf(changes.code[at]), record: changes.record[at], waitingOn: changes.waitingOn[at] };
}

/**
 * @param {History} history
 * @param {number} task
 * @param {number} record
 * @returns {boolean} whether the task waited then.
 */
function waitedUntil(history, task, record) {
  return stretchBefore(history, task, record)?.state === State.WAITING;
}
