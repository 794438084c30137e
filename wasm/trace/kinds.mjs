/**
 * The kinds of trace records: names and numbers, and which of them carry text. The reference, with what subject, object
 * and value mean for each, is runtime/include/asyncio/trace.h; a test holds this file to it.
 */

/** Name → number. */
export const Kind = Object.freeze({
  // The loop.
  TURN_BEGIN: 1,
  TURN_END: 2,
  IDLE: 3,
  HANDLE_SCHEDULED: 4,
  HANDLE_RUN: 5,
  HANDLE_CANCELLED: 6,
  TIMER_SET: 7,
  TIMER_FIRED: 8,
  TIMER_CANCELLED: 9,

  // Futures; the end of a task is the end of a future.
  FUTURE_CREATED: 16,
  FUTURE_RESULT: 17,
  FUTURE_EXCEPTION: 18,
  FUTURE_CANCELLED: 19,
  CALLBACK_ADDED: 20,
  CALLBACK_REMOVED: 21,

  // Tasks.
  TASK_CREATED: 32,
  TASK_COROUTINE: 33,
  TASK_STEP_BEGIN: 34,
  TASK_STEP_END: 35,
  TASK_AWAITS: 36,
  TASK_WOKEN: 37,
  TASK_CANCEL_REQUESTED: 38,
  TASK_UNCANCEL: 39,
  TASK_RENAMED: 40,

  // Coroutines.
  COROUTINE_CREATED: 48,
  COROUTINE_ENTERED: 49,
  COROUTINE_LEFT: 50,
  COROUTINE_AWAITS: 51,
  COROUTINE_LINE: 52,

  // Composites: gather, wait, wait_for, shield, as_completed, TaskGroup, timeout.
  COMPOSITE_CREATED: 64,
  COMPOSITE_MEMBER: 65,
  COMPOSITE_DEADLINE: 66,
  COMPOSITE_EXPIRED: 67,
  COMPOSITE_RESCHEDULED: 68,
  COMPOSITE_SETTLED: 69,

  // Primitives: locks, events, semaphores, conditions, barriers, queues.
  PRIMITIVE_CREATED: 80,
  PRIMITIVE_WAITS: 81,
  PRIMITIVE_ACQUIRED: 82,
  PRIMITIVE_RELEASED: 83,
  PRIMITIVE_SET: 84,
  PRIMITIVE_CLEARED: 85,
  PRIMITIVE_PUT: 86,
  PRIMITIVE_GOT: 87,
  PRIMITIVE_SIZE: 88,
  PRIMITIVE_LIMIT: 89,

  // Work outside the loop.
  OPERATION_STARTED: 96,
  OPERATION_COMPLETED: 97,
  OPERATION_CANCELLED: 98,

  // The program.
  PRINT: 112,

  // Diagnostics.
  SLOW_CALLBACK: 128,
  NEVER_RETRIEVED: 129,
  NEVER_AWAITED: 130,
  PENDING_DESTROYED: 131,
  DEADLOCK: 132,
  DEADLOCK_WAITER: 133,
});

/** @type {Map<number, string>} */
const names = new Map(Object.entries(Kind).map(([name, number]) => [number, name]));

/** @type {Set<number>} Kinds whose `value` is the index of a string. */
const withText = new Set([
  Kind.HANDLE_SCHEDULED,
  Kind.FUTURE_CREATED,
  Kind.FUTURE_RESULT,
  Kind.FUTURE_EXCEPTION,
  Kind.FUTURE_CANCELLED,
  Kind.CALLBACK_ADDED,
  Kind.CALLBACK_REMOVED,
  Kind.TASK_CREATED,
  Kind.TASK_RENAMED,
  Kind.COROUTINE_CREATED,
  Kind.COMPOSITE_CREATED,
  Kind.PRIMITIVE_CREATED,
  Kind.PRIMITIVE_WAITS,
  Kind.PRIMITIVE_PUT,
  Kind.PRIMITIVE_GOT,
  Kind.OPERATION_STARTED,
  Kind.PRINT,
  Kind.NEVER_RETRIEVED,
  Kind.NEVER_AWAITED,
  Kind.PENDING_DESTROYED,
]);

/**
 * @param {number} kind
 * @returns {string | undefined} its name, as `TASK_CREATED`; undefined for a number that no kind has.
 */
export function kindName(kind) {
  return names.get(kind);
}

/**
 * @param {number} kind
 * @returns {boolean} whether a record of this kind holds a string's index in its `value`.
 */
export function valueIsText(kind) {
  return withText.has(kind);
}
