/**
 * What to say about a place in the timeline, in words.
 *
 * @import { Model, Segment, Task } from '../../model/types.js'
 * @import { Axis } from '../figure/playback.mjs'
 */
import { describePrimitive, describeState } from '../../model/describe-state.mjs';
import { describe } from '../../model/describe.mjs';
import { formatSeconds as seconds } from '../../model/words.mjs';
import { barState } from './picture.mjs';

/**
 * The task's name, what it does there and on what it waits, since and until when, and what brought it there. Nothing
 * beside the bars.
 * @param {Model} model
 * @param {Axis} axis
 * @param {number} row
 * @param {number} value along the axis
 * @param {number} slack how far beside a bar still counts, along the axis
 * @returns {string[]}
 */
export function whatIsAt(model, axis, row, value, slack) {
  const id = model.rows()[row]?.task;
  const task = id === undefined ? undefined : model.task(id);
  if (!task) return [];
  const segment = segmentAt(model, axis, task, value, slack);
  if (!segment) return [];
  const position = axis === 'time' ? model.positionAt(value) : Math.round(value);
  const within = Math.max(segment.from + 1, Math.min(segment.to, position));
  return [model.label(task.id, segment.from + 1), ...inWords(model, task, segment, within)];
}

/**
 * The same of a task as it stands at a position.
 * @param {Model} model
 * @param {number} id
 * @param {number} position
 * @returns {string[]}
 */
export function whatItDoes(model, id, position) {
  const task = model.task(id);
  if (!task) return [];
  const at = model.stateAt(position).task(id);
  if (!at) return [task.name, `Not created yet: ${describe(model, task.created)}`];
  const since = model.trace.time[at.since];
  const segment = model.segments(id, since).find(({ from, to }) => from < position && position <= to);
  return [
    at.name,
    ...(segment ? inWords(model, task, segment, position) : [describeState(model, id, position)]),
  ];
}

/**
 * @param {Model} model
 * @param {Task} task
 * @param {Segment} segment
 * @param {number} position in it
 */
function inWords(model, task, segment, position) {
  const { start, end, from, to } = segment;
  const until = to < model.length ? `until ${seconds(end)}` : 'to the end';
  const span =
    start === end
      ? `at ${seconds(start)}, for no time`
      : `from ${seconds(start)} ${until}, ${seconds(end - start)}`;
  const lines = [describeState(model, task.id, from + 1), span];
  // What a wait ended by, or a step was made ready by, is told by the record before it.
  const woken = segment.state === 'running' ? wokenBefore(model, task, from) : -1;
  if (woken >= 0) lines.push(describe(model, woken));
  const expired = segment.state === 'waiting' ? expiredBefore(model, to) : -1;
  if (expired >= 0) lines.push(`Cancelled: ${describe(model, expired)}`);
  const primitive = describePrimitive(model, segment.waitingOn, position);
  if (primitive) lines.push(primitive);
  return lines;
}

/** Records that are looked at for why a wait was cancelled. */
const MOST = 100;

/**
 * The record of the timeout whose expiry ended a wait by a cancel, in the same call of the loop's; -1 where none did.
 * @param {Model} model
 * @param {number} end of the wait: the record that woke the task
 */
function expiredBefore(model, end) {
  for (let record = Math.min(end, model.length) - 1; record > Math.max(0, end - MOST); record--) {
    const { name } = model.event(record);
    if (name === 'COMPOSITE_EXPIRED') return record;
    if (name === 'HANDLE_RUN' || name === 'TASK_STEP_END') return -1;
  }
  return -1;
}

/**
 * The record that woke a task for the step that begins at `record`; -1 where nothing did.
 * @param {Model} model
 * @param {Task} task
 * @param {number} record
 */
function wokenBefore(model, task, record) {
  const before = model.segments(task.id, model.trace.time[record], model.trace.time[record]);
  const ready = before.find(({ state, to }) => state === 'ready' && to === record);
  return ready && model.event(ready.from).name === 'TASK_WOKEN' ? ready.from : -1;
}

/**
 * The stretch that is drawn there: of those as close as a mouse can point, the shortest, for it is drawn on top.
 * @param {Model} model
 * @param {Axis} axis
 * @param {Task} task
 * @param {number} value
 * @param {number} slack
 * @returns {Segment | undefined}
 */
function segmentAt(model, axis, task, value, slack) {
  const byTime = axis === 'time';
  const start = (/** @type {Segment} */ each) => (byTime ? each.start : each.from);
  const end = (/** @type {Segment} */ each) => (byTime ? each.end : each.to);
  const [from, to] = [value - 4 * slack, value + slack];
  const timeOf = (/** @type {number} */ place) =>
    model.trace.time[Math.max(0, Math.min(model.length - 1, Math.round(place)))];
  const around = byTime
    ? model.segments(task.id, from, to)
    : model.segments(task.id, timeOf(from), timeOf(to));
  /** @type {Segment | undefined} */
  let found;
  for (const each of around) {
    if (barState(each.state, each.cancelling) === undefined) continue;
    const drawnTo = Math.max(end(each), start(each) + 3 * slack);
    if (value < start(each) - slack || value > drawnTo) continue;
    const shorter = !found || end(each) - start(each) < end(found) - start(found);
    if (shorter || (found && each.state === 'running')) found = each;
  }
  return found;
}
