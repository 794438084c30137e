/** @import { Model } from '../../../model/types.js' */

/** Tasks whose lines are looked for, of a run that has more: the first that are not over. */
const MOST = 100;

/** States of tasks that stand at a line. */
const standing = /** @type {const} */ (['running', 'ready', 'waiting', 'cancelling']);

/**
 * Tasks that stand at each line of the program at a position, by the innermost frame that has one.
 * @param {Model} model
 * @param {number} position
 * @param {number} selection a task that is told whatever it does; 0: none
 * @returns {Map<number, number[]>} by line
 */
export function standingsAt(model, position, selection) {
  /** @type {Map<number, number[]>} */
  const found = new Map();
  const now = model.stateAt(position);
  const tasks = now.tasksIn(standing, MOST);
  for (const other of [now.task(selection), now.task(now.loop.task)]) {
    if (other && !tasks.some(({ id }) => id === other.id)) tasks.push(other);
  }
  for (const { id, stack } of tasks) {
    const line = stack.findLast((frame) => frame.line > 0)?.line;
    if (line === undefined) continue;
    const there = found.get(line);
    if (there) there.push(id);
    else found.set(line, [id]);
  }
  return found;
}
