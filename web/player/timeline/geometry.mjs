/**
 * Where things stand in a timeline's canvas, pixels. Rows and labels, which are HTML, share the sizes.
 *
 * @import { View } from './view.mjs'
 */

export const ROW_HEIGHT = 30;
export const AXIS_HEIGHT = 28;

/** Heights within a row. */
export const BAR_HEIGHT = 20;

/** On a virtual clock a step takes no time, and is seen nevertheless. */
export const SHORTEST_BAR = 2.5;

export class Geometry {
  /**
   * @param {View} view
   * @param {number} scroll by which the rows are scrolled
   * @param {number} width
   * @param {number} height
   */
  constructor(view, scroll, width, height) {
    this.view = view;
    this.scroll = scroll;
    this.width = width;
    this.height = height;
    this.scale = width / (view.to - view.from);
  }

  /** Whether the axis is the same, and the plot as large. @param {Geometry} other */
  isAlong({ view: { from, to }, width, height }) {
    return from === this.view.from && to === this.view.to && width === this.width && height === this.height;
  }

  /** @param {number} value along the axis */
  x(value) {
    return (value - this.view.from) * this.scale;
  }

  /** The same, brought to just outside the canvas where it lies far from it. @param {number} value */
  near(value) {
    return Math.min(Math.max(this.x(value), -20), this.width + 20);
  }

  /** The upper edge of a row. @param {number} row */
  top(row) {
    return AXIS_HEIGHT + row * ROW_HEIGHT - this.scroll;
  }

  /** @param {number} row */
  middle(row) {
    return this.top(row) + ROW_HEIGHT / 2;
  }

  get firstRow() {
    return Math.floor(this.scroll / ROW_HEIGHT);
  }

  /** Behind the last row that is seen. */
  get endRow() {
    return Math.ceil((this.scroll + this.height - AXIS_HEIGHT) / ROW_HEIGHT);
  }

  /** How much of the axis is a pixel. */
  get pixel() {
    return 1 / this.scale;
  }
}
