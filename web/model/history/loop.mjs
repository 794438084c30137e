/** Turns of the loop, its ready queue and its timers. */
import { Kind } from '../../../wasm/trace/kinds.mjs';
import { Role } from '../entities.mjs';

/**
 * @import { History, Take } from '../history.mjs'
 */

/** @type {Take} */
const turn = ({ turns }, record) => turns.push(record);

/** @type {Take} */
function scheduled({ entities, readyHandles, taskStates, trace, timers }, record, subject, object) {
  const handle = entities.of(subject, Role.HANDLE, record);
  entities.begun[handle] = record + 1;
  entities.link[handle] = object;
  entities.text[handle] = trace.value[record];
  if (entities.cancelled[handle] === 0) readyHandles.add(handle, record);
  timers.remove(handle, record);
  const task = entities.findAs(object, Role.TASK);
  if (task >= 0) taskStates.scheduled(entities.rank[task], record);
}

/** @type {Take} */
function run({ entities, handleRuns, readyHandles }, record, subject) {
  const handle = entities.of(subject, Role.HANDLE, record);
  entities.ended[handle] = record + 1;
  readyHandles.remove(handle, record);
  handleRuns.push(record);
}

/** @type {Take} */
function cancelled({ entities, readyHandles, timers }, record, subject) {
  const handle = entities.of(subject, Role.HANDLE, record);
  entities.cancelled[handle] = record + 1;
  readyHandles.remove(handle, record);
  timers.remove(handle, record);
}

/** @type {Take} */
function timerSet(history, record, subject, object) {
  const { entities, timers } = history;
  const handle = entities.of(subject, Role.HANDLE, record);
  entities.set[handle] = record + 1;
  entities.link[handle] = object === 0 ? expiring(history, record) : object;
  timers.add(handle, record);
  const future = entities.findAs(object, Role.FUTURE);
  if (future >= 0) entities.set[future] = record + 1;
}

/**
 * A timer of nobody that is set right after a composite's deadline, for the same time, is the composite's.
 * @param {History} history
 * @param {number} record
 * @returns {number} the composite's id, or 0.
 */
function expiring({ trace: { kind, subject, value } }, record) {
  const before = record - 1;
  const isDeadline = kind[before] === Kind.COMPOSITE_DEADLINE || kind[before] === Kind.COMPOSITE_RESCHEDULED;
  return isDeadline && value[before] === value[record] ? subject[before] : 0;
}

/** @type {Take} */
function timerFired({ entities, readyHandles, timers }, record, subject) {
  const handle = entities.of(subject, Role.HANDLE, record);
  entities.begun[handle] = record + 1;
  timers.remove(handle, record);
  if (entities.cancelled[handle] === 0) readyHandles.add(handle, record);
}

/** @type {[kind: number, take: Take][]} */
export const loopRecords = [
  [Kind.TURN_BEGIN, turn],
  [Kind.TURN_END, turn],
  [Kind.HANDLE_SCHEDULED, scheduled],
  [Kind.HANDLE_RUN, run],
  [Kind.HANDLE_CANCELLED, cancelled],
  [Kind.TIMER_CANCELLED, cancelled],
  [Kind.TIMER_SET, timerSet],
  [Kind.TIMER_FIRED, timerFired],
];
