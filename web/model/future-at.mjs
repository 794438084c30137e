/** A future, or a task as one, as it stands at a position. O(log records). */
import { Kind } from '../../wasm/trace/kinds.mjs';
import { Role, happened } from './entities.mjs';
import { deadlineOf, futureOutcome, textOf } from './views.mjs';

/**
 * @import { History } from './history.mjs'
 * @import * as Types from './types.js'
 */

/**
 * @param {History} history
 * @param {number} entity of a future, or a task, that exists
 * @param {number} position
 * @returns {Types.FutureAt}
 */
export function futureAt(history, entity, position) {
  const { entities, trace } = history;
  const done = happened(entities.ended[entity], position);
  const isTask = (entities.roles[entity] & Role.TASK) !== 0;
  return {
    id: entities.id[entity],
    what: isTask ? 'task' : (trace.strings[entities.text[entity]] ?? ''),
    state: done ? (futureOutcome(history, entity) ?? 'pending') : 'pending',
    text: done ? textOf(history, entities.ended[entity] - 1) : '',
    callbacks: done ? [] : callbacksAt(history, entity, position),
    deadline: happened(entities.set[entity], position) ? deadlineOf(history, entity) : undefined,
  };
}

/**
 * @param {History} history
 * @param {number} entity
 * @param {number} position
 */
function callbacksAt(history, entity, position) {
  const { callbacks, trace } = history;
  /** @type {{ target: number, calls: string }[]} */
  const list = [];
  for (const record of callbacks.records(entity, callbacks.before(entity, position))) {
    const target = trace.object[record];
    if (trace.kind[record] === Kind.CALLBACK_ADDED) {
      list.push({ target, calls: textOf(history, record) });
    } else {
      const calls = textOf(history, record);
      const index = list.findIndex(
        (callback) => callback.target === target && (calls === '' || callback.calls === calls),
      );
      if (index >= 0) {
        list.splice(index, 1);
      }
    }
  }
  return list;
}
