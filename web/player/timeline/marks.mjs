/**
 * What is drawn around the bars: rows, brackets of composites, who woke whom.
 *
 * @import { Arrow } from './arrows.mjs'
 * @import { Colours } from './colours.mjs'
 * @import { Bracket } from './composites.mjs'
 * @import { Geometry } from './geometry.mjs'
 */
import { AXIS_HEIGHT, BAR_HEIGHT, ROW_HEIGHT, SHORTEST_BAR } from './geometry.mjs';

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Geometry} geometry
 * @param {number} rows how many there are in all
 * @param {number} selectedRow
 * @param {Colours} colours
 */
export function paintRows(context, geometry, rows, selectedRow, colours) {
  if (selectedRow >= 0) {
    context.fillStyle = colours.selected;
    context.fillRect(0, geometry.top(selectedRow), geometry.width, ROW_HEIGHT);
  }
  context.strokeStyle = colours.line;
  context.lineWidth = 1;
  context.beginPath();
  for (let row = geometry.firstRow; row <= Math.min(rows, geometry.endRow); row++) {
    const y = Math.round(geometry.top(row)) - 0.5;
    context.moveTo(0, y);
    context.lineTo(geometry.width, y);
  }
  context.stroke();
}

/** Pixels, of a bracket: below the middle of its caller's row; left of where it begins; a lane. */
const BELOW = BAR_HEIGHT / 2 + 0.5;
const BESIDE = 4;
const LANE = 3;

/**
 * A line below the caller's bar for as long as the composite lasts; from its beginning a leg down to the members, a
 * tick at each; a hook where it is over. A timeout has no members, its line says how long it watched over its task.
 * @param {CanvasRenderingContext2D} context
 * @param {Geometry} geometry
 * @param {Bracket[]} brackets
 * @param {Colours} colours
 */
export function paintBrackets(context, geometry, brackets, colours) {
  context.lineWidth = 1.25;
  for (const { row, from, to, open, rows, lane, timed, past } of brackets) {
    const y = Math.round(geometry.middle(row) + BELOW + (1 - lane) * 2) + 0.5;
    const left = Math.round(geometry.near(from) - (rows.length > 0 ? BESIDE + lane * LANE : 0)) + 0.5;
    const right = Math.round(geometry.near(to)) + 0.5;
    context.strokeStyle = timed ? colours.cancelling : colours.muted;
    context.beginPath();
    context.moveTo(right, open ? y : y - 4);
    context.lineTo(right, y);
    context.lineTo(left, y);
    if (rows.length > 0) {
      context.lineTo(left, geometry.middle(rows[rows.length - 1]));
      for (const member of rows) {
        const middle = geometry.middle(member);
        if (middle < AXIS_HEIGHT || middle > geometry.height) continue;
        context.moveTo(left, middle);
        context.lineTo(left + BESIDE, middle);
      }
    } else {
      context.lineTo(left, y - 4);
    }
    context.stroke();
    paintPast(context, geometry, y, past, colours);
  }
}

/**
 * Where a deadline stood before it was moved.
 * @param {CanvasRenderingContext2D} context
 * @param {Geometry} geometry
 * @param {number} y
 * @param {number[]} places
 * @param {Colours} colours
 */
function paintPast(context, geometry, y, places, colours) {
  context.strokeStyle = colours.cancelling;
  context.setLineDash([2, 2]);
  context.beginPath();
  for (const place of places) {
    const x = Math.round(geometry.near(place)) + 0.5;
    context.moveTo(x, y);
    context.lineTo(x, y - BAR_HEIGHT - 4);
  }
  context.stroke();
  context.setLineDash([]);
}

/** Of the sign of a wait that was cut short, pixels. */
const CUT = 5;

/**
 * What an expired timeout cancelled: a barred ring at the end of each wait that it ended, and a line to it from the
 * timeout's row.
 * @param {CanvasRenderingContext2D} context
 * @param {Geometry} geometry
 * @param {Bracket[]} brackets
 * @param {Colours} colours
 */
export function paintCuts(context, geometry, brackets, colours) {
  context.strokeStyle = colours.cancelling;
  context.fillStyle = colours.surface;
  context.lineWidth = 1.75;
  for (const { row, expired, cut } of brackets) {
    const x = geometry.x(expired);
    if (cut.length === 0 || x < 0 || x > geometry.width) continue;
    for (const other of cut) {
      const y = geometry.middle(other);
      if (other !== row) line(context, x, geometry.middle(row), x, y);
      const slash = CUT * Math.SQRT1_2;
      const middle = x - CUT - 3;
      context.beginPath();
      context.arc(middle, y, CUT, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
      line(context, middle - slash, y + slash, middle + slash, y - slash);
    }
  }
}

const HEAD = 4.5;

/**
 * From whose step the result came down or up to the row of whom it woke, and on to where that one ran.
 * @param {CanvasRenderingContext2D} context
 * @param {Geometry} geometry
 * @param {Arrow[]} arrows
 * @param {Colours} colours
 */
export function paintArrows(context, geometry, arrows, colours) {
  context.strokeStyle = context.fillStyle = colours.ink;
  context.lineWidth = 1.25;
  for (const { fromRow, from, row, woken, ran, by } of arrows) {
    // In the middle of the shortest bar, which is how a step of no time is drawn.
    const x = geometry.near(from) + SHORTEST_BAR / 2;
    const to = geometry.near(woken) + SHORTEST_BAR / 2;
    const middle = geometry.middle(row);
    if (by === 'task' && fromRow !== row) paintLink(context, x, geometry.middle(fromRow), to, middle);
    else paintOrigin(context, to, middle - BAR_HEIGHT / 2 - 1.5, by);
    const runs = geometry.near(ran);
    if (runs - to > 2 * HEAD) {
      line(context, to, middle, runs, middle);
      head(context, runs, middle, 0);
    }
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} toX
 * @param {number} toY
 */
function paintLink(context, x, y, toX, toY) {
  const down = toY > y ? 1 : -1;
  const start = y + (down * BAR_HEIGHT) / 2;
  const end = toY - (down * BAR_HEIGHT) / 2;
  context.beginPath();
  context.arc(x, start, 2, 0, 2 * Math.PI);
  context.fill();
  context.beginPath();
  context.moveTo(x, start);
  if (Math.abs(toX - x) < 3) context.lineTo(toX, end);
  else context.bezierCurveTo(x, (start + end) / 2, toX, (start + end) / 2, toX, end - down * HEAD);
  context.stroke();
  head(context, toX, end, (down * Math.PI) / 2);
}

/**
 * A ring for a timer, a square for the outside, above the bar.
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {Arrow['by']} by
 */
function paintOrigin(context, x, y, by) {
  if (by === 'task') return;
  context.beginPath();
  if (by === 'timer') context.arc(x, y, 2.5, 0, 2 * Math.PI);
  else context.rect(x - 2.5, y - 2.5, 5, 5);
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} angle
 */
function head(context, x, y, angle) {
  context.save();
  context.translate(x, y);
  context.rotate(angle);
  context.beginPath();
  context.moveTo(0, 0);
  context.lineTo(-HEAD - 1, -HEAD * 0.7);
  context.lineTo(-HEAD - 1, HEAD * 0.7);
  context.fill();
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} toX
 * @param {number} toY
 */
function line(context, x, y, toX, toY) {
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(toX, toY);
  context.stroke();
}
