import { words } from '../later.mjs';
import { tooltip } from './overlays.mjs';

/**
 * @import { Place } from './gestures.mjs'
 * @import { AwaitScopeTimeline } from './timeline.mjs'
 */

/** What is said of the place under the mouse, or of the task whose label has the focus from the keyboard. */
export class Tips {
  #timeline;
  /** @type {Place | null} */
  #hovered = null;
  /** In the element, pixels. @type {{ x: number, y: number, lines: string[] } | null} */
  #hover = null;
  /** The task whose label has the focus; 0: none. */
  focused = 0;

  /** @param {AwaitScopeTimeline} timeline */
  constructor(timeline) {
    this.#timeline = timeline;
  }

  /** @param {Place | null} place under the mouse */
  hover(place) {
    this.#hovered = place;
    this.#say(null);
    words.use(({ whatIsAt }) => {
      const { model, axis, geometry } = this.#timeline;
      if (!place || place !== this.#hovered || !model) return;
      const { x, y, row, value } = place;
      const lines = whatIsAt(model, axis, row, value, geometry.pixel);
      if (lines.length > 0) this.#say({ ...this.#inElement(x, y), lines });
    });
  }

  /** @param {number} task 0: none */
  focus(task) {
    this.focused = task;
    this.#timeline.requestUpdate();
  }

  /** @param {{ x: number, y: number, lines: string[] } | null} hover */
  #say(hover) {
    if (hover !== this.#hover) this.#timeline.requestUpdate();
    this.#hover = hover;
  }

  view() {
    const tip = this.#hover ?? this.#ofFocused();
    return tip ? tooltip(tip, this.#timeline.clientWidth) : undefined;
  }

  #ofFocused() {
    const { model, geometry, playhead, width, position, plot } = this.#timeline;
    if (!this.focused || !model || !plot) return null;
    const lines = words.now?.whatItDoes(model, this.focused, position.index);
    if (!lines) {
      words.use(() => this.#timeline.requestUpdate());
      return null;
    }
    const row = Math.max(0, model.rowOf(this.focused));
    const x = Math.min(Math.max(geometry.x(playhead), 0), width);
    return { ...this.#inElement(x, geometry.middle(row)), lines };
  }

  /** From the plot's pixels to the element's. @param {number} x @param {number} y */
  #inElement(x, y) {
    const plot = /** @type {HTMLElement} */ (this.#timeline.plot).getBoundingClientRect();
    const own = this.#timeline.getBoundingClientRect();
    return { x: x + plot.left - own.left, y: y + plot.top - own.top };
  }
}
