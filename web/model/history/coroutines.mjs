/** Coroutines: on whose stack they are, and at which line. */
import { Kind } from '../../../wasm/trace/kinds.mjs';
import { Role } from '../entities.mjs';
import { memberDone } from './composites.mjs';
import { taskOf } from './tasks.mjs';

/** @import { Take } from '../history.mjs' */

/** @type {Take} */
function created({ entities, trace }, record, subject, object) {
  const coroutine = entities.of(subject, Role.COROUTINE, record);
  entities.by[coroutine] = object;
  entities.text[coroutine] = trace.value[record];
}

/** @type {Take} */
function entered(history, record, subject, object) {
  const { entities, stacks } = history;
  const coroutine = entities.of(subject, Role.COROUTINE, record);
  entities.begun[coroutine] ||= record + 1;
  entities.link[coroutine] = object;
  stacks.enter(taskOf(history, object, record), coroutine, record);
}

/** @type {Take} */
function left(history, record, subject, object) {
  const { entities, stacks } = history;
  const coroutine = entities.of(subject, Role.COROUTINE, record);
  if (entities.ended[coroutine] === 0) memberDone(history, coroutine, record);
  entities.ended[coroutine] = record + 1;
  stacks.leave(taskOf(history, object, record), coroutine, record);
}

/** @type {Take} */
const line = ({ entities, lines }, record, subject) =>
  lines.push(entities.of(subject, Role.COROUTINE, record), record);

/** @type {[kind: number, take: Take][]} */
export const coroutineRecords = [
  [Kind.COROUTINE_CREATED, created],
  [Kind.COROUTINE_ENTERED, entered],
  [Kind.COROUTINE_LEFT, left],
  [Kind.COROUTINE_AWAITS, line],
  [Kind.COROUTINE_LINE, line],
];
