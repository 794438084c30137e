/** Events in plain English. */
import { Kind, kindName } from '../../wasm/trace/kinds.mjs';
import { Role } from './entities.mjs';
import { describeStream } from './describe-stream.mjs';
import { callbackLabel, label } from './labels.mjs';
import { historyOf } from './model.mjs';
import { Snapshot } from './snapshot.mjs';
import { textOf } from './views.mjs';
import { capitalised, counted, formatSeconds } from './words.mjs';

/**
 * @import { History } from './history.mjs'
 * @import { Model } from './types.js'
 */

/**
 * What a future was for, when a sentence tells that it is done: "its sleep ended".
 * @param {History} history
 * @param {number} id
 * @param {number} position
 */
function doneInWords(history, id, position) {
  const { entities, trace } = history;
  const entity = entities.find(id);
  if (entity < 0) {
    return 'what it waited on is done';
  }
  const name = label(history, id, position);
  const isTask = (entities.roles[entity] & Role.TASK) !== 0;
  const what = isTask ? name : `its ${name.replace(/ until .*/, '')}`;
  const ended = entities.ended[entity] - 1;
  if (ended < 0 || ended > position) {
    return `${what} called back`;
  }
  switch (trace.kind[ended]) {
    case Kind.FUTURE_EXCEPTION:
      return `${what} failed`;
    case Kind.FUTURE_CANCELLED:
      return `${what} was cancelled`;
    default:
      return isTask ? `${what} finished` : `${what} ended`;
  }
}

/**
 * What a record tells.
 * @param {Model} model
 * @param {number} record
 * @returns {string} one sentence.
 */
export function describe(model, record) {
  const history = historyOf(model);
  const { trace } = history;
  const kind = trace.kind[record];
  const value = trace.value[record];
  const subject = label(history, trace.subject[record], record + 1);
  const object = label(history, trace.object[record], record + 1);
  const who = object || 'The loop';
  const text = textOf(history, record);
  switch (kind) {
    case Kind.TURN_BEGIN:
      return `Turn ${trace.turn[record]} begins; it will run ${counted(trace.object[record], 'handle')}.`;
    case Kind.TURN_END:
      return `Turn ${trace.turn[record]} ends; ${counted(trace.object[record], 'handle')} ready for the next.`;
    case Kind.IDLE:
      return Number.isFinite(value)
        ? `Nothing is ready: the loop sleeps until ${formatSeconds(value)}.`
        : 'Nothing is ready: the loop sleeps until the outside wakes it.';
    case Kind.HANDLE_SCHEDULED:
      return `${capitalised(subject)} joins the ready queue.`;
    case Kind.HANDLE_RUN:
      return `The loop runs ${subject}.`;
    case Kind.HANDLE_CANCELLED:
    case Kind.TIMER_CANCELLED:
      return object === '' ? `${capitalised(subject)} is cancelled.` : `${object} cancels ${subject}.`;
    case Kind.TIMER_SET:
      return `A timer is set for ${formatSeconds(value)}${object && `, for ${object.replace(/ until .*/, '')}`}.`;
    case Kind.TIMER_FIRED:
      return `It is ${formatSeconds(trace.time[record])}: ${subject} is due.`;
    case Kind.FUTURE_CREATED:
      return `${who} makes a future: ${subject}.`;
    case Kind.FUTURE_RESULT:
    case Kind.FUTURE_EXCEPTION:
    case Kind.FUTURE_CANCELLED:
      return describeDone(history, record, subject, object, text);
    case Kind.CALLBACK_ADDED:
      return `When ${subject} is done, ${callbackLabel(text, object)} will be called.`;
    case Kind.CALLBACK_REMOVED:
      return `${capitalised(subject)} will no longer call back${object && ` ${object}`}.`;
    case Kind.PRINT:
      return `${object || 'The program'} prints: ${text}`;
    case Kind.OPERATION_STARTED:
      return `${who} starts work outside: ${text}.`;
    case Kind.OPERATION_COMPLETED:
      return value === 0 ? `The work outside is done: ${subject}.` : `The work outside failed: ${subject}.`;
    case Kind.OPERATION_CANCELLED:
      return `${who} cancels the work outside: ${subject}.`;
    default:
      return describeTaskEvent(history, record, subject, object, text);
  }
}

/**
 * @param {History} history
 * @param {number} record
 * @param {string} subject
 * @param {string} object
 * @param {string} text
 */
function describeDone({ entities, trace }, record, subject, object, text) {
  const isTask = entities.findAs(trace.subject[record], Role.TASK) >= 0;
  const by = object === '' || isTask ? '' : `, by ${object}`;
  const result = text === '' || text === 'None' ? '' : `: ${text}`;
  switch (trace.kind[record]) {
    case Kind.FUTURE_RESULT:
      if (isTask) {
        return `${subject} finishes${result === '' ? '' : ` and returns ${text}`}.`;
      }
      return `${capitalised(subject)} is done${by}${result}.`;
    case Kind.FUTURE_EXCEPTION:
      return isTask ? `${subject} fails: ${text}.` : `${capitalised(subject)} fails${by}: ${text}.`;
    default:
      return `${isTask ? subject : capitalised(subject)} is cancelled${by}${result}.`;
  }
}

/**
 * @param {History} history
 * @param {number} record
 * @param {string} subject
 * @param {string} object
 * @param {string} text
 */
function describeTaskEvent(history, record, subject, object, text) {
  const { trace } = history;
  const value = trace.value[record];
  const who = object || 'The loop';
  switch (trace.kind[record]) {
    case Kind.TASK_CREATED:
      return object === '' ? `Task ${subject} is created.` : `${object} creates task ${subject}.`;
    case Kind.TASK_COROUTINE:
      return `Task ${subject} will run ${object}.`;
    case Kind.TASK_STEP_BEGIN:
      return object === '' ? `${subject} runs.` : `${subject} runs at once, inside ${object}.`;
    case Kind.TASK_STEP_END:
      return describeStepEnd(history, record, subject);
    case Kind.TASK_AWAITS:
      return object === '' ? `${subject} gives way for a turn.` : `${subject} awaits ${object}.`;
    case Kind.TASK_WOKEN:
      return trace.object[record] === 0
        ? `${subject} is woken.`
        : `${subject} is woken: ${doneInWords(history, trace.object[record], record)}.`;
    case Kind.TASK_CANCEL_REQUESTED:
      return `${who} asks ${subject} to cancel${value > 1 ? `, request ${value}` : ''}.`;
    case Kind.TASK_UNCANCEL:
      return `${who} takes back a cancel${who === subject ? '' : ` of ${subject}`}; ${value || 'none'} left.`;
    case Kind.TASK_RENAMED:
      return `A task is now called ${text}.`;
    case Kind.COROUTINE_CREATED:
      return `${who} makes a coroutine, ${subject}.`;
    case Kind.COROUTINE_ENTERED:
      return `${object} enters ${subject}.`;
    case Kind.COROUTINE_LEFT:
      return `${object} leaves ${subject}${value === 0 ? '' : ', which raised'}.`;
    case Kind.COROUTINE_AWAITS:
      return object === '' ? `${subject} gives way for a turn.` : `${subject} awaits ${object}.`;
    case Kind.COROUTINE_LINE:
      return `${object} is at line ${trace.line[record]} of ${subject}.`;
    default:
      return describeOther(history, record, subject, object, text);
  }
}

/**
 * What the step came to, which the records before its end tell.
 * @param {History} history
 * @param {number} record
 * @param {string} subject
 */
function describeStepEnd(history, record, subject) {
  const after = new Snapshot(history, record + 1).task(history.trace.subject[record]);
  if (after?.state === 'waiting') {
    return `${subject} waits on ${label(history, after.waitingOn, record + 1)}.`;
  }
  return after?.state === 'ready' ? `${subject} gives way and stays ready.` : `${subject} stops running.`;
}

/**
 * @param {History} history
 * @param {number} record
 * @param {string} subject
 * @param {string} object
 * @param {string} text
 */
function describeOther(history, record, subject, object, text) {
  const { trace } = history;
  const value = trace.value[record];
  const who = object || 'The loop';
  const kind = trace.kind[record];
  const ofStream = describeStream(subject, kind, { who, object, text, value });
  if (ofStream !== undefined) return ofStream;
  switch (kind) {
    case Kind.COMPOSITE_CREATED:
      return `${who} calls ${text}.`;
    case Kind.COMPOSITE_MEMBER:
      return `${object} belongs to ${subject}.`;
    case Kind.COMPOSITE_DEADLINE:
    case Kind.COMPOSITE_RESCHEDULED: {
      const now = kind === Kind.COMPOSITE_RESCHEDULED ? 'now expires' : 'expires';
      return Number.isFinite(value)
        ? `The ${subject.replace(/ at .*/, '')} ${now} at ${formatSeconds(value)}.`
        : `The ${subject.replace(/ at .*/, '')} never expires.`;
    }
    case Kind.COMPOSITE_EXPIRED:
      return `The ${subject} expires.`;
    case Kind.COMPOSITE_SETTLED:
      return `The ${subject} ${['is over', 'ends with an exception', 'is cancelled', 'has timed out'][value] ?? 'is over'}.`;
    case Kind.PRIMITIVE_CREATED:
      return `${who} makes ${subject}.`;
    case Kind.PRIMITIVE_WAITS:
      return `${object} has to wait for ${subject}${text && ` in ${text}`}.`;
    case Kind.PRIMITIVE_ACQUIRED:
      return `${who} acquires ${subject}.`;
    case Kind.PRIMITIVE_RELEASED:
      return `${who} releases ${subject}.`;
    case Kind.PRIMITIVE_SET:
      return `${who} sets ${subject}.`;
    case Kind.PRIMITIVE_CLEARED:
      return `${who} clears ${subject}.`;
    case Kind.PRIMITIVE_PUT:
      return `${who} puts ${text} into ${subject}.`;
    case Kind.PRIMITIVE_GOT:
      return `${who} gets ${text} from ${subject}.`;
    case Kind.PRIMITIVE_SIZE:
      return `${subject} is at ${value}.`;
    case Kind.PRIMITIVE_LIMIT:
      return `${subject} has room for ${value}.`;
    case Kind.SLOW_CALLBACK:
      return `${capitalised(subject)} held the loop up for ${formatSeconds(value)}.`;
    case Kind.NEVER_RETRIEVED:
      return `Nobody looked at the exception of ${subject}: ${text}.`;
    case Kind.NEVER_AWAITED:
      return `The coroutine ${subject} was never awaited.`;
    case Kind.PENDING_DESTROYED:
      return `Task ${subject} was destroyed but it is pending.`;
    case Kind.DEADLOCK:
      return 'Deadlock: nothing is ready, no timer is set, and tasks still wait.';
    case Kind.DEADLOCK_WAITER:
      return `${subject} waits on ${object || 'nothing'} for ever.`;
    default:
      return kindName(kind) ?? `record of kind ${kind}`;
  }
}
