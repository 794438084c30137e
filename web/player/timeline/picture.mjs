/**
 * What the timeline draws: a model's rows, bars, ends and deadlines as places along the axis that is shown. Pure.
 *
 * @import { Model, Segment, Task, TaskState } from '../../model/types.js'
 * @import { Axis, Position } from '../playback.mjs'
 * @import { BarState } from './patterns.mjs'
 *
 * @typedef {{ row: number, state: BarState, from: number, to: number, label: string }} Bar
 * @typedef {{ row: number, at: number, record: number, end: 'done' | 'failed' | 'cancelled' }} End
 * @typedef {{ row: number, from: number, at: number, expired: boolean }} Deadline
 * @typedef {{ bars: Bar[], ends: End[], deadlines: Deadline[] }} Picture
 */

import { formatSeconds as seconds, taskStates } from '../../model/index.mjs';

/** @type {Picture} */
export const emptyPicture = { bars: [], ends: [], deadlines: [] };

const endOf = /** @type {const} */ ({ finished: 'done', failed: 'failed', cancelled: 'cancelled' });

/**
 * Where a position stands on an axis.
 * @param {Position} position
 * @param {Axis} axis
 */
export const onAxis = ({ index, time }, axis) => (axis === 'time' ? time : index);

/**
 * Where the axis ends: the last moment, or the number of records.
 * @param {Model} model
 * @param {Axis} axis
 */
export const endOfAxis = (model, axis) => (axis === 'time' ? model.end : model.length);

/**
 * How a stretch of a task's life is drawn; undefined where it is not: a created task's, and after the end.
 * @param {TaskState} state
 * @param {boolean} cancelling
 * @returns {BarState | undefined}
 */
function barState(state, cancelling) {
  if (state === 'running') return 'running';
  if (state !== 'ready' && state !== 'waiting' && state !== 'created') return undefined;
  if (cancelling) return 'cancelling';
  return state === 'waiting' ? 'waiting' : 'ready';
}

/**
 * @param {Model} model
 * @param {Axis} axis
 * @param {{ from: number, to: number, pixels: number, firstRow: number, endRow: number }} window what is seen
 * @param {boolean} live the run goes on: what has no end yet is drawn to the edge, for the playhead to lay it open
 * @returns {Picture}
 */
export function pictureOf(model, axis, window, live) {
  const bars = axis === 'time' ? barsInTime(model, window) : barsInSteps(model, window);
  if (live) bars.push(...openBars(model, axis, window));
  return { bars, ends: endsOf(model, axis, window), deadlines: deadlinesOf(model, axis) };
}

/**
 * @param {Model} model
 * @param {{ from: number, to: number, pixels: number, firstRow: number, endRow: number }} window
 * @returns {Bar[]}
 */
function barsInTime(model, { from, to, pixels, firstRow, endRow }) {
  const found = model.segmentsForWindow(from, to, pixels, { firstRow, endRow });
  /** @type {Bar[]} */
  const bars = [];
  for (let i = 0; i < found.length; i++) {
    const state = barState(taskStates[found.state[i]], found.cancelling[i] === 1);
    if (!state) continue;
    const label = found.waitingOn[i] ? model.label(found.waitingOn[i], found.from[i] + 1) : '';
    bars.push({ row: found.row[i], state, from: found.start[i], to: found.end[i], label });
  }
  return bars;
}

/**
 * Along the steps no bar is without length, and those that end on a pixel already painted are left out.
 * @param {Model} model
 * @param {{ from: number, to: number, pixels: number, firstRow: number, endRow: number }} window
 * @returns {Bar[]}
 */
function barsInSteps(model, { from, to, pixels, firstRow, endRow }) {
  const pixel = (to - from) / pixels;
  /** @type {Bar[]} */
  const bars = [];
  model
    .rows()
    .slice(firstRow, endRow)
    .forEach(({ task }, i) => {
      let painted = -Infinity;
      for (const segment of model.segments(task)) {
        if (segment.to < from || segment.from > to || segment.to < painted) continue;
        const state = barState(segment.state, segment.cancelling);
        if (!state) continue;
        painted = segment.to + pixel;
        const label = segment.waitingOn ? model.label(segment.waitingOn, segment.from + 1) : '';
        bars.push({ row: firstRow + i, state, from: segment.from, to: segment.to, label });
      }
    });
  return bars;
}

/**
 * What the tasks are doing now, at the end of the trace.
 * @param {Model} model
 * @param {Axis} axis
 * @param {{ to: number, firstRow: number, endRow: number }} window
 * @returns {Bar[]}
 */
function openBars(model, axis, { to, firstRow, endRow }) {
  const now = model.stateAt(model.length);
  /** @type {Bar[]} */
  const bars = [];
  model
    .rows()
    .slice(firstRow, endRow)
    .forEach((row, i) => {
      const task = now.task(row.task);
      const state = task && barState(task.state, task.cancelling > 0);
      if (!task || !state) return;
      const label = task.waitingOn ? model.label(task.waitingOn, model.length) : '';
      bars.push({ row: firstRow + i, state, from: placeOf(model, task.since, axis), to, label });
    });
  return bars;
}

/**
 * @param {Model} model
 * @param {number} record
 * @param {Axis} axis
 */
const placeOf = (model, record, axis) => (axis === 'time' ? model.trace.time[record] : record);

/**
 * @param {Model} model
 * @param {Axis} axis
 * @param {{ firstRow: number, endRow: number }} rows
 * @returns {End[]}
 */
function endsOf(model, axis, { firstRow, endRow }) {
  return model
    .rows()
    .slice(firstRow, endRow)
    .flatMap((row, i) => {
      const task = model.task(row.task);
      if (!task?.outcome) return [];
      return [
        {
          row: firstRow + i,
          at: placeOf(model, task.ended, axis),
          record: task.ended,
          end: endOf[task.outcome],
        },
      ];
    });
}

/**
 * Each deadline a composite had. Along the steps a deadline stands where its time came, or at the end.
 * @param {Model} model
 * @param {Axis} axis
 * @returns {Deadline[]}
 */
function deadlinesOf(model, axis) {
  /** @type {Deadline[]} */
  const found = [];
  for (const id of model.composites) {
    const composite = model.composite(id);
    const row = composite && model.task(composite.by)?.row;
    if (!composite || row === undefined) continue;
    composite.deadlines.forEach(({ record, deadline }, i) => {
      if (!Number.isFinite(deadline)) return;
      const inForce = i === composite.deadlines.length - 1;
      const at = axis === 'time' ? deadline : placeOfDeadline(model, composite.expired, deadline);
      found.push({ row, from: placeOf(model, record, axis), at, expired: inForce && composite.expired >= 0 });
    });
  }
  return found;
}

/**
 * @param {Model} model
 * @param {number} expired
 * @param {number} deadline
 */
const placeOfDeadline = (model, expired, deadline) => (expired >= 0 ? expired : model.positionAt(deadline));

/**
 * What to say about a place in the picture: the task's name, what it does there, since and until when. Nothing beside the
 * bars.
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
  const end = segment.to < model.length ? `until ${seconds(segment.end)}` : 'to the end';
  const span =
    segment.start === segment.end
      ? `at ${seconds(segment.start)}, for no time`
      : `from ${seconds(segment.start)} ${end}, ${seconds(segment.end - segment.start)}`;
  return [task.name, model.describeState(task.id, segment.from + 1), span];
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
  const start = (/** @type {Segment} */ each) => (axis === 'time' ? each.start : each.from);
  const end = (/** @type {Segment} */ each) => (axis === 'time' ? each.end : each.to);
  const around =
    axis === 'time' ? model.segments(task.id, value - 4 * slack, value + slack) : model.segments(task.id);
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
