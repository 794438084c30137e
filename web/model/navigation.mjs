import { Kind } from '../../wasm/trace/kinds.mjs';

/**
 * @import { History } from './history.mjs'
 * @import { StepBy } from './types.js'
 */

/** What a learner steps to. The loop's bookkeeping and what only repeats the event beside it are left out. @type {Set<number>} */
const EVENTS = new Set([
  Kind.TIMER_FIRED,
  Kind.FUTURE_RESULT,
  Kind.FUTURE_EXCEPTION,
  Kind.FUTURE_CANCELLED,
  Kind.TASK_CREATED,
  Kind.TASK_STEP_BEGIN,
  Kind.TASK_STEP_END,
  Kind.TASK_WOKEN,
  Kind.TASK_CANCEL_REQUESTED,
  Kind.TASK_UNCANCEL,
  Kind.TASK_RENAMED,
  Kind.COROUTINE_ENTERED,
  Kind.COROUTINE_LINE,
  Kind.COMPOSITE_CREATED,
  Kind.COMPOSITE_EXPIRED,
  Kind.COMPOSITE_RESCHEDULED,
  Kind.COMPOSITE_SETTLED,
  Kind.PRIMITIVE_WAITS,
  Kind.PRIMITIVE_ACQUIRED,
  Kind.PRIMITIVE_RELEASED,
  Kind.PRIMITIVE_SET,
  Kind.PRIMITIVE_CLEARED,
  Kind.PRIMITIVE_PUT,
  Kind.PRIMITIVE_GOT,
  Kind.OPERATION_STARTED,
  Kind.OPERATION_COMPLETED,
  Kind.OPERATION_CANCELLED,
  Kind.PRINT,
  Kind.SLOW_CALLBACK,
  Kind.NEVER_RETRIEVED,
  Kind.NEVER_AWAITED,
  Kind.PENDING_DESTROYED,
  Kind.DEADLOCK,
]);

/**
 * @param {History} history
 * @param {number} record
 */
function isEvent({ entities, trace }, record) {
  const kind = trace.kind[record];
  if (kind === Kind.TASK_STEP_END) {
    // The end of a task says it already.
    const task = entities.find(trace.subject[record]);
    return entities.ended[task] === 0 || entities.ended[task] > record;
  }
  if (kind === Kind.COROUTINE_ENTERED) {
    // asyncio's own coroutines have no line: people step through their program's.
    return trace.line[entities.created[entities.find(trace.subject[record])] - 1] !== 0;
  }
  if (kind === Kind.COMPOSITE_SETTLED) {
    // So does the end of its future, of a composite that has one.
    return entities.link[entities.find(trace.subject[record])] === 0;
  }
  return EVENTS.has(kind);
}

/**
 * @param {History} history
 * @param {number} position
 * @param {StepBy} by
 * @returns {number} the position after the next event; the end where there is none.
 */
export function nextPosition(history, position, by) {
  const { length, trace } = history;
  for (let record = Math.max(0, position); record < length; record++) {
    if (
      by === 'record' ||
      (by === 'turn' ? trace.kind[record] === Kind.TURN_END : isEvent(history, record))
    ) {
      return record + 1;
    }
  }
  return length;
}

/**
 * @param {History} history
 * @param {number} position
 * @param {StepBy} by
 * @returns {number} the position after the last event before that to which `position` belongs; 0 where there is none.
 */
export function previousPosition(history, position, by) {
  const { trace } = history;
  for (let record = Math.min(position, history.length + 1) - 2; record >= 0; record--) {
    if (
      by === 'record' ||
      (by === 'turn' ? trace.kind[record] === Kind.TURN_END : isEvent(history, record))
    ) {
      return record + 1;
    }
  }
  return 0;
}
