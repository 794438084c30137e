/**
 * The tokens of a diagram: which objects are shown, each in the box of its state. Pure.
 *
 * @import { FutureState, Model, TaskState } from '../../../model/types.js'
 * @import { Box, Diagram } from './diagram.mjs'
 *
 * @typedef {{ id: number, row: number, label: string, box: string, passage: string[], x: number, y: number }} Token
 *   `row` gives the colour, -1 for none; `passage`: the boxes it came through with the last event
 * @typedef {{ tokens: Token[], counts: Record<string, number>, hidden: Record<string, number> }} Population
 *   `hidden`: by box, how many have no token
 */
import { capacity, placeIn } from './diagram.mjs';
import { futurePassage, taskPassage, taskPlace } from './moves.mjs';

/**
 * The first tasks in each box, as many as have room, and the one that is selected.
 * @param {Model} model
 * @param {Diagram} diagram
 * @param {number} from position from which the passages begin
 * @param {number} to position that is shown
 * @param {number} selection
 * @returns {Population}
 */
export function taskTokens(model, diagram, from, to, selection) {
  const now = model.stateAt(to);
  const tasks = diagram.boxes.flatMap((box) =>
    now.tasksIn([/** @type {TaskState | 'cancelling'} */ (box.name)], capacity(box)),
  );
  const selected = now.task(selection);
  if (selected && !tasks.some(({ id }) => id === selection)) tasks.push(selected);
  const found = tasks.map((task) => ({
    id: task.id,
    row: model.rowOf(task.id),
    label: model.label(task.id, to),
    box: taskPlace(task),
    passage: taskPassage(model, task, from, to),
  }));
  return placed(diagram, found, now.countsApart(), selection);
}

/**
 * The first futures that are pending and those that were done last, as many as have room. A future has the colour of
 * the task that made it.
 * @param {Model} model
 * @param {Diagram} diagram
 * @param {number} from
 * @param {number} to
 * @param {number} selection
 * @returns {Population}
 */
export function futureTokens(model, diagram, from, to, selection) {
  const now = model.stateAt(to);
  const counts = now.futureCounts();
  const ids = new Set(
    diagram.boxes.flatMap((box) => {
      const state = /** @type {FutureState} */ (box.name);
      const room = roomIn(box, counts);
      return state === 'pending' ? now.pendingFutures(room) : now.lastFutures(state, room).reverse();
    }),
  );
  if (model.future(selection)?.what !== 'task') ids.add(selection);
  const found = [...ids]
    .map((id) => now.future(id))
    .filter((future) => future !== undefined)
    .map((future) => ({
      id: future.id,
      row: model.rowOf(model.future(future.id)?.by ?? 0),
      label: model.label(future.id, to),
      box: future.state,
      passage: futurePassage(model, future, from),
    }));
  return placed(diagram, found, counts, selection);
}

/**
 * @param {Diagram} diagram
 * @param {Omit<Token, 'x' | 'y'>[]} found
 * @param {Record<string, number>} counts
 * @param {number} selection
 * @returns {Population}
 */
function placed(diagram, found, counts, selection) {
  /** @type {Token[]} */
  const tokens = [];
  /** @type {Record<string, number>} */
  const hidden = {};
  for (const box of diagram.boxes) {
    const there = found.filter((each) => each.box === box.name);
    const shown = withSelected(there, roomIn(box, counts), selection);
    hidden[box.name] = counts[box.name] - shown.length;
    shown.forEach((each, place) => {
      const [x, y] = placeIn(box, place);
      tokens.push({ ...each, x, y });
    });
  }
  return { tokens: tokens.sort((a, b) => a.id - b.id), counts, hidden };
}

/**
 * How many tokens stand in a box: the last places of one that is too small say how many more there are.
 * @param {Box} box
 * @param {Record<string, number>} counts
 */
function roomIn(box, counts) {
  const room = capacity(box);
  const more = counts[box.name] - room;
  return more <= 0 ? room : room - (more < 9 ? 1 : 2);
}

/**
 * @template {{ id: number }} Each
 * @param {Each[]} there
 * @param {number} room
 * @param {number} selection
 */
function withSelected(there, room, selection) {
  const place = there.findIndex(({ id }) => id === selection);
  return place < room ? there.slice(0, room) : [...there.slice(0, room - 1), there[place]];
}
