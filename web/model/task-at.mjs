/** A task and a coroutine as they stand at a position. O(log records) each. */
import { Role, happened } from './entities.mjs';
import { State, isEnd, taskStates } from './states.mjs';
import { isCancelCount, stateOf } from './task-codes.mjs';
import { coroutineName, taskName, textOf } from './views.mjs';

/**
 * @import { History } from './history.mjs'
 * @import * as Types from './types.js'
 */

/**
 * @param {History} history
 * @param {number} entity of a task that exists
 * @param {number} position
 * @returns {Types.TaskAt}
 */
export function taskAt(history, entity, position) {
  const { entities, taskStates: states } = history;
  const rank = entities.rank[entity];
  const { changes } = states;
  const at = changes.lastBefore(rank, position);
  const state = stateOf(changes.code[at]);
  const over = isEnd(state);
  return {
    id: entities.id[entity],
    name: taskName(history, entity, position),
    state: taskStates[state],
    cancelling: cancelling(history, entity, position),
    waitingOn: changes.waitingOn[at],
    since: since(history, changes.start(rank), at),
    stack: over ? [] : stackOf(history, entity, position),
    text: over ? textOf(history, entities.ended[entity] - 1) : '',
  };
}

/**
 * The record that brought a task into its state. Cancel requests in between are no change of it.
 * @param {History} history
 * @param {number} first place of the task's first change
 * @param {number} last place of the one that is in force
 */
function since({ taskStates: { changes }, trace: { kind } }, first, last) {
  const state = stateOf(changes.code[last]);
  let at = last;
  while (at > first && stateOf(changes.code[at - 1]) === state && isCancelCount(kind[changes.record[at]]))
    at--;
  return changes.record[at];
}

/**
 * How many cancels of a task are asked for.
 * @param {History} history
 * @param {number} entity
 * @param {number} position
 */
function cancelling({ cancels, trace }, entity, position) {
  const count = cancels.before(entity, position);
  return count === 0 ? 0 : trace.value[cancels.at(entity, count - 1)];
}

/**
 * @param {History} history
 * @param {number} entity
 * @param {number} position
 */
function stackOf(history, entity, position) {
  const { entities, stacks } = history;
  return stacks.at(entity, position).map((coroutine) => ({
    coroutine: entities.id[coroutine],
    name: coroutineName(history, entities.id[coroutine]),
    line: lineOf(history, coroutine, position),
  }));
}

/**
 * Where a coroutine stands; at its definition until its first await.
 * @param {History} history
 * @param {number} coroutine
 * @param {number} position
 */
function lineOf({ entities, lines, trace }, coroutine, position) {
  const count = lines.before(coroutine, position);
  return trace.line[count === 0 ? entities.created[coroutine] - 1 : lines.at(coroutine, count - 1)];
}

/**
 * @param {History} history
 * @param {number} entity of a coroutine that exists
 * @param {number} position
 * @returns {Types.CoroutineAt}
 */
export function coroutineAt(history, entity, position) {
  const { entities, trace } = history;
  const id = entities.id[entity];
  const entered = happened(entities.begun[entity], position);
  return {
    id,
    name: coroutineName(history, id),
    state: happened(entities.ended[entity], position)
      ? trace.value[entities.ended[entity] - 1] === 0
        ? 'returned'
        : 'raised'
      : entered
        ? runs(history, entities.link[entity], position)
          ? 'running'
          : 'suspended'
        : 'created',
    task: entered ? entities.link[entity] : 0,
    line: lineOf(history, entity, position),
  };
}

/**
 * @param {History} history
 * @param {number} task
 * @param {number} position
 */
function runs(history, task, position) {
  const entity = history.entities.findAs(task, Role.TASK);
  return entity >= 0 && taskAt(history, entity, position).state === taskStates[State.RUNNING];
}
