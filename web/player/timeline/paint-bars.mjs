/**
 * Paints bars and, where there is room, what a task waits on.
 *
 * @import { Bars, Model } from '../../model/types.js'
 * @import { Colours } from './colours.mjs'
 * @import { OpenBar, Picture } from './picture.mjs'
 * @import { Geometry } from './geometry.mjs'
 */
import { BAR_HEIGHT, SHORTEST_BAR } from './geometry.mjs';
import { barStateOf } from './picture.mjs';
import { barFill, barStates } from './patterns.mjs';

/** Pixels: bars from this width have rounded corners; a thousand thin ones are painted sooner without. */
const ROUNDED = 6;
const RADIUS = 1.5;

/** Pixels: less room has no text. */
const LEAST_ROOM = 24;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Geometry} geometry
 * @param {Pick<Picture, 'bars' | 'open'>} picture
 * @param {Colours} colours
 * @param {number} pixelRatio
 */
export function paintBars(context, geometry, { bars, open }, colours, pixelRatio) {
  // The rare and short ones stand first in barStates, and are painted last.
  for (const { state, height } of barStates.toReversed()) {
    context.fillStyle = barFill(context, state, colours, pixelRatio);
    const size = BAR_HEIGHT * height;
    for (let i = 0; i < (bars?.length ?? 0); i++) {
      const of = /** @type {Bars} */ (bars);
      if (barStateOf[of.cancelling[i]][of.state[i]] !== state) continue;
      paintBar(context, geometry, of.row[i], of.start[i], of.end[i], size);
    }
    for (const bar of open) {
      if (bar.state === state) paintBar(context, geometry, bar.row, bar.from, bar.to, size);
    }
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Geometry} geometry
 * @param {number} row
 * @param {number} from
 * @param {number} to
 * @param {number} height
 */
function paintBar(context, geometry, row, from, to, height) {
  const left = geometry.near(from);
  const width = Math.max(geometry.near(to) - left, SHORTEST_BAR);
  const top = geometry.middle(row) - height / 2;
  if (width < ROUNDED) {
    context.fillRect(left, top, width, height);
    return;
  }
  context.beginPath();
  context.roundRect(left, top, width, height, RADIUS);
  context.fill();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Geometry} geometry
 * @param {Pick<Picture, 'bars' | 'open'>} picture
 * @param {Colours} colours
 * @param {Model} model
 * @param {string} font
 */
export function paintTexts(context, geometry, { bars, open }, colours, model, font) {
  context.font = font;
  context.textBaseline = 'middle';
  const least = (LEAST_ROOM + 10) * geometry.pixel;
  for (let i = 0; i < (bars?.length ?? 0); i++) {
    const of = /** @type {Bars} */ (bars);
    if (of.waitingOn[i] === 0 || of.end[i] - of.start[i] < least) continue;
    const state = barStateOf[of.cancelling[i]][of.state[i]];
    if (!state) continue;
    const label = model.label(of.waitingOn[i], of.from[i] + 1);
    paintText(context, geometry, { row: of.row[i], state, from: of.start[i], to: of.end[i], label }, colours);
  }
  for (const bar of open) paintText(context, geometry, bar, colours);
}

/** Pixels: a waiting bar's height, whose pattern is left out behind the text. */
const TEXT_HEIGHT = 15;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Geometry} geometry
 * @param {OpenBar} bar
 * @param {Colours} colours
 */
function paintText(context, geometry, { row, state, from, to, label }, colours) {
  if (!label) return;
  const left = Math.max(geometry.x(from), 0) + 6;
  const room = Math.min(geometry.x(to), geometry.width) - left - 4;
  if (room < LEAST_ROOM) return;
  const short = label.replace(/ until .*/, '');
  const fits = context.measureText(label.slice(0, LONGEST_LABEL)).width <= room;
  const text = shortened(context, fits ? label : short, room);
  if (!text) return;
  const y = geometry.middle(row);
  const width = context.measureText(text).width;
  const box = /** @type {const} */ ([left - 3, y - TEXT_HEIGHT / 2, width + 6, TEXT_HEIGHT]);
  context.fillStyle = colours.surface;
  context.fillRect(...box);
  context.globalAlpha = state === 'waiting' ? 1 : 0.3;
  context.fillStyle = colours[state];
  context.fillRect(...box);
  context.globalAlpha = 1;
  context.fillStyle = colours.ink;
  context.fillText(text, left, y + 0.5);
}

/** Longest text that is tried; what is longer would not fit anyway, and may be a megabyte. */
const LONGEST_LABEL = 80;

/**
 * As much of the text as fits, or nothing where that would say nothing.
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {number} room pixels
 */
function shortened(context, text, room) {
  const start = text.slice(0, LONGEST_LABEL);
  const size = context.measureText(start).width;
  if (size <= room) return start;
  for (let kept = Math.floor((start.length * room) / size); kept >= 3; kept--) {
    const text = `${start.slice(0, kept)}…`;
    if (context.measureText(text).width <= room) return text;
  }
  return '';
}
