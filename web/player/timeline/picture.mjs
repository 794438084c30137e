/**
 * What the timeline draws: a model's bars, ends, composites and wakes as places along the axis that is shown. Pure.
 *
 * @import { Bars, Model, TaskState } from '../../model/types.js'
 * @import { Axis, Position } from '../figure/playback.mjs'
 * @import { Arrow } from './arrows.mjs'
 * @import { Bracket } from './composites.mjs'
 * @import { PathStep } from './critical-path.mjs'
 * @import { BarState } from './patterns.mjs'
 *
 * @typedef {{ from: number, to: number, pixels: number, firstRow: number, endRow: number }} Window what is seen
 * @typedef {{ row: number, state: BarState, from: number, to: number, label: string }} OpenBar
 * @typedef {{ row: number, at: number, record: number, end: 'done' | 'failed' | 'cancelled' }} End
 *
 * @typedef {{
 *   bars: Bars | null, open: OpenBar[], ends: End[], brackets: Bracket[], arrows: Arrow[], path: PathStep[],
 * }} Picture
 */

import { taskStates } from '../../model/states.mjs';

/** @type {Picture} */
export const emptyPicture = { bars: null, open: [], ends: [], brackets: [], arrows: [], path: [] };

/** Pixels in which bars are merged: the shortest that is drawn is wider. */
const COLUMN = 2;

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
 * Where a record stands on an axis; the end, for the one that has not come.
 * @param {Model} model
 * @param {number} record
 * @param {Axis} axis
 */
export const placeOf = (model, record, axis) =>
  axis === 'steps' ? record : record < model.length ? model.trace.time[record] : model.end;

/**
 * How a stretch of a task's life is drawn; undefined where it is not, after the end.
 * @param {TaskState} state
 * @param {boolean} cancelling
 * @returns {BarState | undefined}
 */
export function barState(state, cancelling) {
  if (state === 'running') return 'running';
  if (state !== 'ready' && state !== 'waiting' && state !== 'created') return undefined;
  if (cancelling) return 'cancelling';
  return state === 'waiting' ? 'waiting' : 'ready';
}

/** Bars of a state, by index into taskStates and whether the task is being cancelled. */
export const barStateOf = [false, true].map((cancelling) =>
  taskStates.map((state) => barState(state, cancelling)),
);

/**
 * @param {Model} model
 * @param {Axis} axis
 * @param {Window} window
 */
export const barsOf = (model, axis, { from, to, pixels, firstRow, endRow }) =>
  model.segmentsForWindow(from, to, Math.ceil(pixels / COLUMN), {
    firstRow,
    endRow,
    by: axis === 'time' ? 'time' : 'record',
  });

/**
 * What the tasks are doing now, at the end of the trace, drawn to the edge: the run goes on, and the playhead lays it
 * open.
 * @param {Model} model
 * @param {Axis} axis
 * @param {Window} window
 * @returns {OpenBar[]}
 */
export function openBarsOf(model, axis, { to, firstRow, endRow }) {
  const now = model.stateAt(model.length);
  /** @type {OpenBar[]} */
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
 * @param {Axis} axis
 * @param {Window} window
 * @returns {End[]}
 */
export function endsOf(model, axis, { firstRow, endRow }) {
  return model
    .rows()
    .slice(firstRow, endRow)
    .flatMap((row, i) => {
      const task = model.task(row.task);
      if (!task?.outcome) return [];
      const at = placeOf(model, task.ended, axis);
      return [{ row: firstRow + i, at, record: task.ended, end: endOf[task.outcome] }];
    });
}
