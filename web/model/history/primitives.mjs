/** Locks, events, queues and the like: who waits for them, who has them. */
import { Kind } from '../../../wasm/trace/kinds.mjs';
import { Role } from '../entities.mjs';
import { taskOf } from './tasks.mjs';

/** @import { History, Take } from '../history.mjs' */

/**
 * @param {History} history
 * @param {number} record
 * @param {number} subject
 * @returns {number} entity
 */
function happens({ entities, primitiveEvents }, record, subject) {
  const primitive = entities.of(subject, Role.PRIMITIVE, record);
  primitiveEvents.push(primitive, record);
  return primitive;
}

/** @type {Take} */
function created(history, record, subject, object) {
  const { entities, primitiveCounts, primitiveNumbers, trace } = history;
  const primitive = happens(history, record, subject);
  const kind = trace.value[record];
  entities.by[primitive] = object;
  entities.text[primitive] = kind;
  const number = (primitiveCounts.get(kind) ?? 0) + 1;
  primitiveCounts.set(kind, number);
  primitiveNumbers.set(primitive, number);
}

/** @type {Take} */
function waits(history, record, subject, object) {
  happens(history, record, subject);
  history.blocking.set(taskOf(history, object, record), subject);
}

/** @type {Take} */
function acquired(history, record, subject, object) {
  const primitive = happens(history, record, subject);
  const task = history.entities.findAs(object, Role.TASK);
  if (task >= 0) history.acquired.push(task, record, primitive);
}

/** @type {[kind: number, take: Take][]} */
export const primitiveRecords = [
  [Kind.PRIMITIVE_CREATED, created],
  [Kind.PRIMITIVE_WAITS, waits],
  [Kind.PRIMITIVE_ACQUIRED, acquired],
  [Kind.PRIMITIVE_RELEASED, happens],
  [Kind.PRIMITIVE_SET, happens],
  [Kind.PRIMITIVE_CLEARED, happens],
  [Kind.PRIMITIVE_PUT, happens],
  [Kind.PRIMITIVE_GOT, happens],
  [Kind.PRIMITIVE_SIZE, happens],
  [Kind.PRIMITIVE_LIMIT, happens],
];
