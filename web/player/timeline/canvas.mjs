import { Media } from '../media.mjs';
import { TimelineChart } from './chart.mjs';
import { readColours } from './colours.mjs';

/**
 * @import { Model } from '../../model/types.js'
 * @import { Geometry } from './geometry.mjs'
 * @import { Picture } from './picture.mjs'
 * @import { AwaitScopeTimeline } from './timeline.mjs'
 */

/** The canvas of a timeline in the page's colours, as a controller: drawn only when something of it has changed. */
export class Canvas {
  #timeline;
  /** @type {TimelineChart | null} */
  #chart = null;
  /** @type {import('./colours.mjs').Colours | null} */
  colours = null;
  /** Whether it is to be drawn anew. */
  stale = true;

  /** @param {AwaitScopeTimeline} timeline */
  constructor(timeline) {
    this.#timeline = timeline;
    timeline.addController(this);
    for (const query of ['(prefers-color-scheme: dark)', 'print'])
      new Media(timeline, query, () => {
        this.recolour();
        timeline.requestUpdate();
      });
  }

  hostDisconnected() {
    this.#chart?.destroy();
    this.#chart = null;
  }

  /** Where the axis' labels stand. */
  get labels() {
    return this.#chart?.labels ?? [];
  }

  /** The page's colours are others. */
  recolour() {
    this.colours = null;
    this.stale = true;
  }

  /**
   * @param {Model} model
   * @param {Picture} picture
   * @param {Geometry} geometry
   */
  draw(model, picture, geometry) {
    this.stale = false;
    const { renderRoot, axis, selection, criticalPath } = this.#timeline;
    this.colours ??= readColours(/** @type {HTMLElement} */ (renderRoot.querySelector('.probe')));
    this.#chart ??= new TimelineChart(
      /** @type {HTMLCanvasElement} */ (renderRoot.querySelector('canvas')),
      getComputedStyle(this.#timeline).fontFamily,
    );
    this.#chart.draw({
      model,
      picture,
      axis,
      geometry,
      rows: model.rows().length,
      selectedRow: model.rowOf(selection),
      colours: this.colours,
      marksPath: criticalPath,
    });
  }
}
