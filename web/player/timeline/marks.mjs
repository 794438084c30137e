import { BAR_OF_ROW } from './controller.mjs';

/**
 * What is drawn around the bars: rows, what a task waits on, deadlines.
 *
 * @import { Chart } from './controller.mjs'
 * @import { Colours } from './colours.mjs'
 * @import { Bar, Deadline } from './picture.mjs'
 *
 * @typedef {{
 *   rows: number,
 *   selectedRow: number,
 *   bars: Bar[],
 *   deadlines: Deadline[],
 *   colours: Colours,
 *   rowHeight: number,
 *   font: string,
 * }} Marks   all places along the axis that the chart shows
 */

/**
 * The plugin of one chart.
 * @param {() => Marks | null} marks asked for at every drawing; null before there is anything to draw
 */
export const marksPlugin = (marks) => ({
  id: 'timelineMarks',

  /** @param {Chart} chart */
  beforeDatasetsDraw(chart) {
    const all = marks();
    if (all) drawRows(chart, all);
  },

  /** @param {Chart} chart */
  afterDatasetsDraw(chart) {
    const all = marks();
    if (!all) return;
    const { ctx, chartArea } = chart;
    ctx.save();
    ctx.beginPath();
    ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
    ctx.clip();
    for (const bar of all.bars) drawBarText(chart, all, bar);
    for (const deadline of all.deadlines) drawDeadline(chart, all, deadline);
    ctx.restore();
  },
});

/**
 * @param {Chart} chart
 * @param {Marks} marks
 */
function drawRows({ ctx, chartArea, scales }, { rows, selectedRow, colours, rowHeight }) {
  ctx.save();
  if (selectedRow >= 0) {
    const top = scales.y.getPixelForValue(selectedRow);
    const from = Math.max(top, chartArea.top);
    ctx.fillStyle = colours.selected;
    ctx.fillRect(chartArea.left, from, chartArea.width, Math.max(0, top + rowHeight - from));
  }
  ctx.strokeStyle = colours.line;
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (let row = 0; row <= rows; row++) {
    const y = Math.round(scales.y.getPixelForValue(row)) - 0.5;
    if (y < chartArea.top - 1 || y > chartArea.bottom) continue;
    ctx.moveTo(chartArea.left, y);
    ctx.lineTo(chartArea.right, y);
  }
  ctx.stroke();
  ctx.restore();
}

/**
 * The middle of a row, pixels.
 * @param {Chart} chart
 * @param {number} row
 */
const middle = (chart, row) => chart.scales.y.getPixelForValue(row + 0.5);

/** Pixels: a waiting bar's height, whose pattern is left out behind the text. */
const TEXT_HEIGHT = 15;

/**
 * @param {Chart} chart
 * @param {Marks} marks
 * @param {Bar} bar
 */
function drawBarText(chart, { colours, font }, bar) {
  if (!bar.label) return;
  const { ctx, chartArea, scales } = chart;
  const left = Math.max(scales.x.getPixelForValue(bar.from), chartArea.left) + 6;
  const room = Math.min(scales.x.getPixelForValue(bar.to), chartArea.right) - left - 4;
  if (room < 24) return;
  ctx.font = font;
  const text = shortened(ctx, bar.label, room);
  if (!text) return;
  const y = middle(chart, bar.row);
  const width = ctx.measureText(text).width;
  const box = /** @type {const} */ ([left - 3, y - TEXT_HEIGHT / 2, width + 6, TEXT_HEIGHT]);
  ctx.fillStyle = colours.surface;
  ctx.fillRect(...box);
  ctx.globalAlpha = bar.state === 'waiting' ? 1 : 0.3;
  ctx.fillStyle = colours[bar.state];
  ctx.fillRect(...box);
  ctx.globalAlpha = 1;
  ctx.fillStyle = colours.ink;
  ctx.textBaseline = 'middle';
  ctx.fillText(text, left, y + 0.5);
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

/**
 * From its creation to the deadline a dashed line under the bar; at the deadline a flag, which is hollow where the work
 * was done in time.
 * @param {Chart} chart
 * @param {Marks} marks
 * @param {Deadline} deadline
 */
function drawDeadline(chart, { colours, rowHeight }, { row, from, at, expired }) {
  const { ctx, scales } = chart;
  const y = Math.round(middle(chart, row) + (rowHeight * BAR_OF_ROW) / 2) + 1.5;
  const left = scales.x.getPixelForValue(from);
  const right = scales.x.getPixelForValue(at);
  const top = y - rowHeight * BAR_OF_ROW - 3;
  ctx.strokeStyle = colours.cancelling;
  ctx.lineWidth = 1.25;
  ctx.setLineDash([3, 3]);
  ctx.beginPath();
  ctx.moveTo(left, y);
  ctx.lineTo(right, y);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.moveTo(right, y);
  ctx.lineTo(right, top);
  ctx.lineTo(right - 7, top + 3.5);
  ctx.lineTo(right, top + 7);
  ctx.stroke();
  if (expired) {
    ctx.fillStyle = colours.cancelling;
    ctx.fill();
  }
}
