/**
 * The tokens of a diagram: which objects are shown, each in the box of its state. Pure.
 *
 * @import { Model } from '../../../model/types.js'
 * @import { Box, Diagram } from './diagram.mjs'
 *
 * @typedef {{ id: number, row: number, label: string, box: string, passage: string[], x: number, y: number }} Token
 *   `row` gives the colour, -1 for none; `passage`: the boxes it came through with the last event
 * @typedef {{ tokens: Token[], counts: Record<string, number>, hidden: Record<string, number> }} Population
 *   `hidden`: by box, how many have no token
 */
import { capacity, placeIn } from './diagram.mjs';
import { futurePassage, taskPassage, taskPlace } from './moves.mjs';

/** Objects looked at for a token; a run may have a million. */
const MOST_TASKS = 400;
const MOST_FUTURES = 200;

/**
 * @param {Model} model
 * @param {Diagram} diagram
 * @param {number} from position from which the passages begin
 * @param {number} to position that is shown
 * @param {number} selection
 * @returns {Population}
 */
export function taskTokens(model, diagram, from, to, selection) {
  const now = model.stateAt(to);
  const tasks = now.tasks(0, MOST_TASKS);
  const selected = now.task(selection);
  if (selected && !tasks.some(({ id }) => id === selection)) tasks.push(selected);
  const found = tasks.map((task) => ({
    id: task.id,
    row: model.task(task.id)?.row ?? -1,
    label: model.label(task.id, to),
    box: taskPlace(task),
    passage: taskPassage(model, task, from, to),
  }));
  return placed(diagram, found, now.countsApart(), selection);
}

/**
 * The newest futures. A future has the colour of the task that made it.
 * @param {Model} model
 * @param {Diagram} diagram
 * @param {number} from
 * @param {number} to
 * @param {number} selection
 * @returns {Population}
 */
export function futureTokens(model, diagram, from, to, selection) {
  const now = model.stateAt(to);
  const found = now.futures(Math.max(0, now.futureCount - MOST_FUTURES)).map((future) => ({
    id: future.id,
    row: model.task(model.future(future.id)?.by ?? 0)?.row ?? -1,
    label: model.label(future.id, to),
    box: future.state,
    passage: futurePassage(model, future, from),
  }));
  return placed(diagram, found, now.futureCounts(), selection);
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
    const room = capacity(box);
    // The last place of a box that is too small says how many more there are.
    const shown = counts[box.name] > room ? withSelected(there, room - 1, selection) : there;
    hidden[box.name] = counts[box.name] - shown.length;
    shown.forEach((each, place) => {
      const [x, y] = placeIn(box, place);
      tokens.push({ ...each, x, y });
    });
  }
  return { tokens: tokens.sort((a, b) => a.id - b.id), counts, hidden };
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
