import { Chart, DatasetController, Element, LinearScale } from 'chart.js';

/** @import { ChartType } from 'chart.js' */

/**
 * A Gantt timeline as a Chart.js type. Chart.js keeps the scales, their ticks and the layout; the bars are painted by
 * the dataset's own `paint(context)`, straight from the model's columns: an element of Chart.js a bar, as BarController
 * has, costs more than all the rest of a frame.
 */
class TimelineController extends DatasetController {
  static id = 'timeline';
  static defaults = { datasetElementType: false, dataElementType: 'none' };
  static overrides = { scales: { x: { type: 'linear' }, y: { type: 'linear' } } };

  /** There are no elements to update. @override */
  update() {}

  draw() {
    /** @type {any} */ (this.getDataset()).paint(this.chart.ctx);
  }
}

/** Chart.js wants a kind of element, of which none is made. */
class NoElement extends Element {
  static id = 'none';
}

export const TIMELINE = /** @type {ChartType} */ (/** @type {string} */ ('timeline'));

Chart.register(TimelineController, NoElement, LinearScale);

export { Chart };
