/** Entities as objects: what is known of each over the whole trace. Made when asked for. */
import { Kind } from '../../wasm/trace/kinds.mjs';
import { Role, happened } from './entities.mjs';

/**
 * @import { History } from './history.mjs'
 * @import { Composite, Coroutine, Entity, Future, Handle, Operation, Primitive, Task } from './types.js'
 */

/** @type {readonly ['result', 'exception', 'cancelled', 'timed out']} COMPOSITE_SETTLED's value → outcome. */
const COMPOSITE_OUTCOMES = ['result', 'exception', 'cancelled', 'timed out'];

/**
 * @param {History} history
 * @param {number} record
 * @returns {string} the string that its value names.
 */
export function textOf({ trace }, record) {
  return trace.strings[trace.value[record]] ?? '';
}

/**
 * @param {History} history
 * @param {number} entity of a future or task
 * @returns {'result' | 'exception' | 'cancelled' | undefined}
 */
export function futureOutcome({ trace, entities }, entity) {
  const ended = entities.ended[entity];
  if (ended === 0) {
    return undefined;
  }
  const kind = trace.kind[ended - 1];
  return kind === Kind.FUTURE_RESULT ? 'result' : kind === Kind.FUTURE_EXCEPTION ? 'exception' : 'cancelled';
}

/**
 * @param {History} history
 * @param {number} entity of a composite that settled
 */
export function compositeOutcome({ trace, entities }, entity) {
  return COMPOSITE_OUTCOMES[trace.value[entities.settled[entity] - 1]] ?? 'result';
}

/**
 * @param {History} history
 * @param {number} entity of a future
 * @returns {number | undefined} when the timer that is to end it fires.
 */
export function deadlineOf({ trace, entities }, entity) {
  const set = entities.set[entity];
  return set === 0 || (entities.roles[entity] & Role.TASK) !== 0 ? undefined : trace.value[set - 1];
}

/**
 * @param {History} history
 * @param {number} entity of a task
 * @param {number} position
 */
export function taskName(history, entity, position) {
  const { entities, renames, trace } = history;
  const renamed = renames.before(entity, position);
  return renamed === 0
    ? (trace.strings[entities.text[entity]] ?? '')
    : textOf(history, renames.at(entity, renamed - 1));
}

/**
 * @param {History} history
 * @param {number} id of a coroutine
 */
export function coroutineName({ trace, entities }, id) {
  const entity = entities.findAs(id, Role.COROUTINE);
  return entity < 0 ? '' : (trace.strings[entities.text[entity]] ?? '');
}

/**
 * @param {History} history
 * @param {number} entity
 * @param {number} row
 * @returns {Task}
 */
export function taskView(history, entity, row) {
  const { entities } = history;
  const outcome = futureOutcome(history, entity);
  const ended = entities.ended[entity] - 1;
  return {
    type: 'task',
    id: entities.id[entity],
    name: taskName(history, entity, history.length),
    coroutine: entities.link[entity],
    coroutineName: coroutineName(history, entities.link[entity]),
    parent: entities.by[entity],
    depth: entities.depth[entity],
    row,
    created: entities.created[entity] - 1,
    started: entities.begun[entity] - 1,
    ended,
    outcome: outcome === 'result' ? 'finished' : outcome === 'exception' ? 'failed' : outcome,
    text: ended < 0 ? '' : textOf(history, ended),
  };
}

/**
 * @param {History} history
 * @param {number} entity
 * @returns {Future}
 */
export function futureView(history, entity) {
  const { entities, trace } = history;
  const isTask = (entities.roles[entity] & Role.TASK) !== 0;
  const ended = entities.ended[entity] - 1;
  const link = entities.link[entity];
  return {
    type: 'future',
    id: entities.id[entity],
    what: isTask ? 'task' : (trace.strings[entities.text[entity]] ?? ''),
    by: entities.by[entity],
    created: entities.created[entity] - 1,
    ended,
    outcome: futureOutcome(history, entity),
    text: ended < 0 ? '' : textOf(history, ended),
    composite: !isTask && entities.findAs(link, Role.COMPOSITE) >= 0 ? link : 0,
    deadline: deadlineOf(history, entity),
  };
}

/**
 * @param {History} history
 * @param {number} entity
 * @returns {Coroutine}
 */
export function coroutineView({ entities, trace }, entity) {
  const left = entities.ended[entity] - 1;
  const created = entities.created[entity] - 1;
  return {
    type: 'coroutine',
    id: entities.id[entity],
    name: trace.strings[entities.text[entity]] ?? '',
    line: trace.line[created],
    by: entities.by[entity],
    created,
    entered: entities.begun[entity] - 1,
    left,
    task: entities.link[entity],
    outcome: left < 0 ? undefined : trace.value[left] === 0 ? 'returned' : 'raised',
  };
}

/**
 * @param {History} history
 * @param {number} entity
 * @returns {Handle}
 */
export function handleView({ entities, trace }, entity) {
  const set = entities.set[entity] - 1;
  return {
    type: 'handle',
    id: entities.id[entity],
    calls: trace.strings[entities.text[entity]] ?? '',
    target: entities.link[entity],
    scheduled: entities.begun[entity] - 1,
    ran: entities.ended[entity] - 1,
    cancelled: entities.cancelled[entity] - 1,
    set,
    deadline: set < 0 ? undefined : trace.value[set],
  };
}

/**
 * @param {History} history
 * @param {number} entity
 * @param {number} [position] members that it had then
 * @returns {number[]} ids.
 */
export function membersOf({ members, trace }, entity, position = Infinity) {
  const records = members.records(entity, members.before(entity, position));
  return records.map((record) => trace.object[record]);
}

/**
 * The first members of a composite that are not done.
 * @param {History} history
 * @param {number} composite entity
 * @param {number} position
 * @param {number} limit
 * @returns {number[]} ids. O(members that are done before them).
 */
export function pendingMembers({ entities, members, trace }, composite, position, limit) {
  const end = members.before(composite, position);
  /** @type {number[]} */
  const pending = [];
  for (let index = 0; index < end && pending.length < limit; index++) {
    const id = trace.object[members.at(composite, index)];
    const entity = entities.find(id);
    if (entity >= 0 && !happened(entities.ended[entity], position)) pending.push(id);
  }
  return pending;
}

/**
 * @param {History} history
 * @param {number} entity
 * @returns {Composite}
 */
export function compositeView(history, entity) {
  const { entities, trace, deadlines } = history;
  const settled = entities.settled[entity] - 1;
  return {
    type: 'composite',
    id: entities.id[entity],
    what: trace.strings[entities.text[entity]] ?? '',
    by: entities.by[entity],
    created: entities.created[entity] - 1,
    members: membersOf(history, entity),
    deadlines: deadlines.records(entity).map((record) => ({ record, deadline: trace.value[record] })),
    expired: entities.expired[entity] - 1,
    settled,
    outcome: settled < 0 ? undefined : compositeOutcome(history, entity),
    future: entities.link[entity],
  };
}

/**
 * @param {History} history
 * @param {number} entity
 * @returns {Primitive}
 */
export function primitiveView({ entities, trace }, entity) {
  return {
    type: 'primitive',
    id: entities.id[entity],
    what: trace.strings[entities.text[entity]] ?? '',
    by: entities.by[entity],
    created: entities.created[entity] - 1,
  };
}

/**
 * @param {History} history
 * @param {number} entity
 * @returns {Operation}
 */
export function operationView({ entities, trace }, entity) {
  const ended = entities.settled[entity] - 1;
  const completed = ended >= 0 && trace.kind[ended] === Kind.OPERATION_COMPLETED;
  const status = completed ? trace.value[ended] : 0;
  const outcome = completed ? (status === 0 ? 'completed' : 'failed') : 'cancelled';
  return {
    type: 'operation',
    id: entities.id[entity],
    what: trace.strings[entities.text[entity]] ?? '',
    by: entities.by[entity],
    created: entities.created[entity] - 1,
    ended,
    outcome: ended < 0 ? undefined : outcome,
    status,
  };
}

/**
 * The most telling view of an entity.
 * @param {History} history
 * @param {number} entity
 * @param {number} row of a task
 * @returns {Entity}
 */
export function entityView(history, entity, row) {
  const roles = history.entities.roles[entity];
  if ((roles & Role.TASK) !== 0) return taskView(history, entity, row);
  if ((roles & Role.COMPOSITE) !== 0) return compositeView(history, entity);
  if ((roles & Role.FUTURE) !== 0) return futureView(history, entity);
  if ((roles & Role.COROUTINE) !== 0) return coroutineView(history, entity);
  if ((roles & Role.HANDLE) !== 0) return handleView(history, entity);
  if ((roles & Role.PRIMITIVE) !== 0) return primitiveView(history, entity);
  return operationView(history, entity);
}
