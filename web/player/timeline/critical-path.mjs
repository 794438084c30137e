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
  for (const step of model.criticalPath()) {
    const [start, end] = axis === 'time' ? [step.start, step.end] : [step.from, step.to];
    if (end < from || start > to) continue;
    const row = model.task(step.task)?.row;
    const last = steps.at(-1);
    if (row === undefined || (last?.row === row && end - last.from < pixel)) continue;
    steps.push({ row, from: start, to: end });
  }
  return steps;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Geometry} geometry
 * @param {PathStep[]} path
 * @param {Colours} colours
 */
export function paintPath(context, geometry, path, colours) {
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
  for (const [width, colour] of /** @type {const} */ ([
    [5, colours.surface],
    [2.5, colours.ink],
  ])) {
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  }
  context.restore();
}
