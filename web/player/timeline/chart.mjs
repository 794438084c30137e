import { formatSeconds } from '../../model/index.mjs';
import { Chart, TIMELINE } from './controller.mjs';
import { marksPlugin } from './marks.mjs';
import { barFill, barStates } from './patterns.mjs';

/**
 * @import { Axis } from '../playback.mjs'
 * @import { Colours } from './colours.mjs'
 * @import { Picture } from './picture.mjs'
 * @import { View } from './view.mjs'
 */

/** Pixels. The rows' labels, which are HTML, and the chart share them. */
export const ROW_HEIGHT = 30;
export const AXIS_HEIGHT = 28;

const FONT_SIZE = 11.5;

/**
 * What is drawn at once. `scroll`: pixels by which the rows are scrolled; `rows`: how many there are in all.
 * @typedef {{
 *   picture: Picture, axis: Axis, view: View, scroll: number, rows: number, selectedRow: number, colours: Colours,
 *   width: number, height: number,
 * }} Drawing
 */

/** The canvas of a timeline. Everything that is drawn is given anew each time; nothing of it is kept. */
export class TimelineChart {
  #chart;
  #font;
  /** @type {Drawing | null} */
  #drawing = null;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {string} fontFamily
   */
  constructor(canvas, fontFamily) {
    this.#font = `${FONT_SIZE}px ${fontFamily}`;
    this.#chart = new Chart(canvas, {
      type: TIMELINE,
      data: { datasets: [] },
      plugins: [marksPlugin(() => this.#marks())],
      options: /** @type {any} */ (this.#options(fontFamily)),
    });
  }

  /** @param {Drawing} drawing */
  draw(drawing) {
    this.#drawing = drawing;
    const { picture, view, scroll, colours, width, height } = drawing;
    const chart = this.#chart;
    chart.data.datasets = barStates.map(({ state, height: barHeight }) => ({
      data: /** @type {any} */ (
        picture.bars
          .filter((bar) => bar.state === state)
          .map((bar) => ({ x: [bar.from, bar.to], y: bar.row }))
      ),
      backgroundColor: barFill(chart.ctx, state, colours, chart.currentDevicePixelRatio),
      barHeight,
      rowHeight: ROW_HEIGHT,
    }));
    const scales = /** @type {any} */ (chart.options.scales);
    Object.assign(scales.x, { min: view.from, max: view.to });
    Object.assign(scales.y, {
      min: scroll / ROW_HEIGHT,
      max: (scroll + height - AXIS_HEIGHT) / ROW_HEIGHT,
    });
    scales.x.ticks.color = colours.muted;
    scales.x.grid.color = colours.line;
    chart.resize(width, height);
    chart.update('none');
  }

  destroy() {
    this.#chart.destroy();
  }

  #marks() {
    if (!this.#drawing) return null;
    const { picture, rows, selectedRow, colours } = this.#drawing;
    return { ...picture, rows, selectedRow, colours, rowHeight: ROW_HEIGHT, font: this.#font };
  }

  /** @param {string} fontFamily */
  #options(fontFamily) {
    const label = (/** @type {number} */ value) => {
      if (value < 0) return '';
      return this.#drawing?.axis === 'steps' ? String(value) : formatSeconds(value);
    };
    return {
      animation: false,
      parsing: false,
      normalized: true,
      responsive: false,
      maintainAspectRatio: false,
      events: [],
      datasets: { timeline: { borderWidth: 0, borderRadius: 1.5 } },
      scales: {
        x: {
          type: 'linear',
          position: 'top',
          border: { display: false },
          grid: { drawTicks: false },
          afterFit: fixAxis,
          ticks: {
            font: { family: fontFamily, size: FONT_SIZE },
            callback: label,
            maxRotation: 0,
            padding: 6,
            autoSkipPadding: 28,
            includeBounds: false,
          },
        },
        y: { type: 'linear', display: false, reverse: true },
      },
    };
  }
}

/**
 * Keeps the axis at its height, and its labels from making room for themselves beside the plot: the playhead and the ends are
 * placed without asking Chart.js.
 * @param {{ height: number, paddingLeft: number, paddingRight: number }} scale
 */
function fixAxis(scale) {
  Object.assign(scale, { height: AXIS_HEIGHT, paddingLeft: 0, paddingRight: 0 });
}
