/**
 * The critical path as a line along the bars of whoever held everything up, and from one to the next.
 *
 * @import { Model } from '../../model/types.js'
 * @import { Axis } from '../figure/playback.mjs'
 * @import { Colours } from './colours.mjs'
 * @import { Geometry } from './geometry.mjs'
 *
 * @typedef {{ row: number, from: number, to: number }} PathStep   places along the axis
 */
import { firstWhere } from '../sorted.mjs';
import { BAR_HEIGHT } from './geometry.mjs';

/**
 * @param {Model} model
 * @param {Axis} axis
 * @param {{ from: number, to: number, pixels: number }} window what is seen
 * @returns {PathStep[]} the steps in it; of those within one pixel and row, the first.
 */
export function pathOf(model, axis, { from, to, pixels }) {
  const pixel = (to - from) / pixels;
  /** @type {PathStep[]} */
  const steps = [];
  const path = model.criticalPath();
  const [startOf, endOf] =
    axis === 'time' ? /** @type {const} */ (['start', 'end']) : /** @type {const} */ (['from', 'to']);
  for (let i = firstWhere(path.length, (place) => path[place][endOf] >= from); i < path.length; i++) {
    const step = path[i];
    const [start, end] = [step[startOf], step[endOf]];
    if (start > to) break;
    const row = model.rowOf(step.task);
    const last = steps.at(-1);
    if (row < 0 || (last?.row === row && end - last.from < pixel)) continue;
    steps.push({ row, from: start, to: end });
  }
  return steps;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Geometry} geometry
 * @param {PathStep[]} path
 * @param {Colours} colours
 * @param {boolean} bold to be seen first of all; else a thin line above the bars, for who asks why
 */
export function paintPath(context, geometry, path, colours, bold) {
  if (path.length === 0) return;
  context.save();
  context.beginPath();
  for (const [place, { row, from, to }] of path.entries()) {
    const y = Math.round(geometry.middle(row) - BAR_HEIGHT / 2 - 1);
    if (place === 0) context.moveTo(geometry.near(from), y);
    else context.lineTo(geometry.near(from), y);
    context.lineTo(geometry.near(to), y);
  }
  context.lineJoin = 'round';
  // A rim of the background keeps the line apart from bars as dark as it is.
  context.lineWidth = 5;
  context.strokeStyle = colours.surface;
  if (bold) context.stroke();
  context.lineWidth = bold ? 3 : 1.75;
  context.strokeStyle = colours.ink;
  context.stroke();
  context.restore();
}
