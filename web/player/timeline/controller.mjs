import { BarElement, Chart, DatasetController, LinearScale } from 'chart.js';

/** @import { ChartType } from 'chart.js' */

/**
 * A Gantt timeline as a Chart.js type: floating horizontal bars, any number of them in a row, one dataset a state.
 *
 * An item of the data is `{ x: [from, to], y: row }`; row 0 is the topmost. BarController is not used: it computes a bar's
 * thickness from the distance of the values on the row's axis, which a timeline does not have, and stacks what overlaps.
 * Options of a dataset: `barHeight` (share of the row's bar), `rowHeight` (pixels), `backgroundColor`.
 */
class TimelineController extends DatasetController {
  static id = 'timeline';
  static defaults = { datasetElementType: false, dataElementType: 'bar' };
  static overrides = { scales: { x: { type: 'linear' }, y: { type: 'linear' } } };

  initialize() {
    this.enableOptionSharing = true;
    super.initialize();
  }

  /** @param {string} mode @override */
  update(mode) {
    const bars = /** @type {BarElement[]} */ (/** @type {unknown} */ (this._cachedMeta.data));
    this.updateElements(bars, 0, bars.length, /** @type {any} */ (mode));
  }

  /**
   * @param {any[]} bars
   * @param {number} start
   * @param {number} count
   * @param {any} mode
   * @override
   */
  updateElements(bars, start, count, mode) {
    const { xScale, yScale } = this._cachedMeta;
    if (!xScale || !yScale) return;
    const dataset = /** @type {any} */ (this.getDataset());
    const height = dataset.barHeight * dataset.rowHeight * BAR_OF_ROW;
    const options = this.resolveDataElementOptions(start, mode);
    for (let i = start; i < start + count; i++) {
      const item = /** @type {any} */ (this.getParsed(i));
      const base = xScale.getPixelForValue(item.x[0]);
      const x = Math.max(xScale.getPixelForValue(item.x[1]), base + SHORTEST_BAR);
      Object.assign(bars[i], {
        horizontal: true,
        base,
        x,
        y: yScale.getPixelForValue(item.y + 0.5),
        width: x - base,
        height,
        options,
        borderSkipped: {},
        enableBorderRadius: true,
        inflateAmount: 0,
      });
    }
  }

  draw() {
    const { ctx } = this.chart;
    for (const bar of this._cachedMeta.data) /** @type {any} */ (bar).draw(ctx);
  }
}

/** The bar's share of its row's height. */
export const BAR_OF_ROW = 0.66;

/** Pixels: on a virtual clock a step takes no time, and is seen nevertheless. */
export const SHORTEST_BAR = 2.5;

export const TIMELINE = /** @type {ChartType} */ (/** @type {string} */ ('timeline'));

Chart.register(TimelineController, BarElement, LinearScale);

export { Chart };
