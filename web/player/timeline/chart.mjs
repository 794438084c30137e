import { formatSeconds } from '../../model/words.mjs';
import { Chart, TIMELINE } from './controller.mjs';
import { AXIS_HEIGHT } from './geometry.mjs';
import { paintPath } from './critical-path.mjs';
import { paintArrows, paintBrackets, paintCuts, paintRows } from './marks.mjs';
import { paintBars, paintTexts } from './paint-bars.mjs';

/**
 * @import { Model } from '../../model/types.js'
 * @import { Axis } from '../figure/playback.mjs'
 * @import { Stretch } from './axis-labels.mjs'
 * @import { Colours } from './colours.mjs'
 * @import { Geometry } from './geometry.mjs'
 * @import { Picture } from './picture.mjs'
 */

const FONT_SIZE = 11.5;

/**
 * What is drawn at once. `rows`: how many there are in all; `marksPath`: the critical path boldly.
 * @typedef {{ model: Model, picture: Picture, axis: Axis, geometry: Geometry, rows: number, selectedRow: number,
 *   colours: Colours, marksPath: boolean, }} Drawing
 */

/** The canvas of a timeline. Everything that is drawn is given anew each time; nothing of it is kept. */
export class TimelineChart {
  #chart;
  #font;
  /** @type {Drawing | null} */
  #drawing = null;
  /** Where the axis' labels stand. @type {Stretch[]} */
  labels = [];

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {string} fontFamily
   */
  constructor(canvas, fontFamily) {
    this.#font = `${FONT_SIZE}px ${fontFamily}`;
    this.#chart = new Chart(canvas, {
      type: TIMELINE,
      data: { datasets: [/** @type {any} */ ({ data: [], paint: this.#paint })] },
      options: /** @type {any} */ (this.#options(fontFamily)),
    });
  }

  /** @param {Drawing} drawing */
  draw(drawing) {
    const before = this.#drawing;
    this.#drawing = drawing;
    const { geometry, colours, axis } = drawing;
    const chart = this.#chart;
    // The axis as it was, whose labels need not be measured anew.
    if (before && before.axis === axis && before.colours === colours && geometry.isAlong(before.geometry)) {
      chart.draw();
      return;
    }
    const { x } = /** @type {any} */ (chart.options.scales);
    Object.assign(x, { min: geometry.view.from, max: geometry.view.to });
    x.ticks.color = colours.muted;
    x.grid.color = colours.line;
    if (chart.width !== geometry.width || chart.height !== geometry.height) {
      chart.resize(geometry.width, geometry.height);
    }
    chart.update('none');
    this.labels = this.#placesOfLabels(geometry);
  }

  /** @param {Geometry} geometry @returns {Stretch[]} */
  #placesOfLabels(geometry) {
    const { ctx, scales } = this.#chart;
    ctx.font = this.#font;
    return scales.x.ticks.map(({ value, label }) => {
      const x = geometry.x(value);
      const half = ctx.measureText(String(label)).width / 2;
      return { from: x - half, to: x + half };
    });
  }

  destroy() {
    this.#chart.destroy();
  }

  #paint = (/** @type {CanvasRenderingContext2D} */ context) => {
    if (!this.#drawing) return;
    const { model, picture, geometry, rows, selectedRow, colours, marksPath } = this.#drawing;
    context.save();
    context.beginPath();
    context.rect(0, AXIS_HEIGHT, geometry.width, geometry.height - AXIS_HEIGHT);
    context.clip();
    paintRows(context, geometry, rows, selectedRow, colours);
    paintBars(context, geometry, picture, colours, this.#chart.currentDevicePixelRatio);
    paintBrackets(context, geometry, picture.brackets, colours);
    paintTexts(context, geometry, picture, colours, model, this.#font);
    paintPath(context, geometry, picture.path, colours, marksPath);
    paintCuts(context, geometry, picture.brackets, colours);
    paintArrows(context, geometry, picture.arrows, colours);
    context.restore();
  };

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
        y: { type: 'linear', display: false, min: 0, max: 1 },
      },
    };
  }
}

/**
 * Keeps the axis at its height, and its labels from making room for themselves beside the plot: nothing else asks
 * Chart.js where a place on the axis is.
 * @param {{ height: number, paddingLeft: number, paddingRight: number }} scale
 */
function fixAxis(scale) {
  Object.assign(scale, { height: AXIS_HEIGHT, paddingLeft: 0, paddingRight: 0 });
}
