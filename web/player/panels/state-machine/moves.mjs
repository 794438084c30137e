/**
 * In which box of the diagrams a task or future stands, and through which boxes it came between two positions. Pure.
 *
 * @import { FutureAt, Model, TaskAt, TaskState } from '../../../model/types.js'
 */

/**
 * As in the other panels, a task that is being cancelled is `cancelling` unless it runs.
 * @param {{ state: TaskState, cancelling: number | boolean }} task
 * @returns {TaskState | 'cancelling'}
 */
export function taskPlace({ state, cancelling }) {
  const waits = state === 'created' || state === 'ready' || state === 'waiting';
  return waits && Number(cancelling) > 0 ? 'cancelling' : state;
}

/**
 * @param {Model} model
 * @param {TaskAt} task as it is at `to`
 * @param {number} from position
 * @param {number} to position
 * @returns {string[]} the boxes from the one in which it stood at `from`, without those it stayed in; fewer than two where
 *   it did not move or did not exist yet.
 */
export function taskPassage(model, task, from, to) {
  const before = model.stateAt(from).task(task.id);
  if (!before) return [];
  const between = model
    .segments(task.id, model.timeAt(from), model.timeAt(to))
    .filter((segment) => segment.from >= from && segment.from < to)
    .map(taskPlace);
  return withoutRepeats([taskPlace(before), ...between, taskPlace(task)]);
}

/**
 * @param {Model} model
 * @param {FutureAt} future as it is at the later position
 * @param {number} from position
 * @returns {string[]} as taskPassage.
 */
export function futurePassage(model, future, from) {
  const before = model.stateAt(from).future(future.id);
  return before ? withoutRepeats([before.state, future.state]) : [];
}

/** @param {string[]} places */
const withoutRepeats = (places) => places.filter((place, i) => place !== places[i - 1]);

/**
 * One to three characters for a token: the number at the end of a task's name, or how the name begins.
 * @param {string} name
 * @param {'task' | 'future'} kind
 */
export function tokenMark(name, kind) {
  const number = kind === 'task' ? /\d{1,3}$/.exec(name)?.[0] : undefined;
  return number ?? (/\p{L}|\p{N}/u.exec(name)?.[0] ?? '').toUpperCase();
}

/**
 * The last event before a position that a learner wants to see, the loop's bookkeeping left out.
 * @param {Model} model
 * @param {number} position
 * @returns {number} its record, -1 for none.
 */
export function lastEvent(model, position) {
  return model.previousPosition(position + 1) - 1;
}
