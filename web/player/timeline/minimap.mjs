import { LitElement, css, html } from 'lit';
import { cssProperties } from '../css-properties.mjs';
import { barStates } from './patterns.mjs';
import { barStateOf } from './picture.mjs';

/**
 * @import { Model } from '../../model/types.js'
 * @import { Axis } from '../figure/playback.mjs'
 * @import { Colours } from './colours.mjs'
 * @import { View } from './view.mjs'
 */

/** Rows that are drawn of a run that has more, evenly among all. */
const MOST_ROWS = 40;

/**
 * The same part of the axis is no reason to draw the whole run anew.
 * @param {View} view
 * @param {View | undefined} before
 */
const differs = (view, before) => view.from !== before?.from || view.to !== before.to;

/** Milliseconds between two drawings of a run that grows. */
const PAUSE = 300;

/**
 * The whole run, small, and in it a window on what is seen. The window can be dragged, its edges too; a press beside it
 * brings it there. Fires `view` (detail: what shall be seen). Keys and buttons of the figure do the same.
 */
export class AwaitScopeMinimap extends LitElement {
  static properties = {
    model: { attribute: false },
    axis: { attribute: false },
    growth: { attribute: false },
    all: { attribute: false, hasChanged: differs },
    seen: { attribute: false, hasChanged: differs },
    playhead: { attribute: false },
    colours: { attribute: false },
  };

  static styles = css`
    :host {
      display: block;
      position: relative;
      touch-action: none;
      cursor: pointer;
      user-select: none;
    }

    canvas {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
    }

    .window {
      position: absolute;
      inset-block: 0;
      left: calc(var(--from) * 100%);
      width: max(8px, calc((var(--to) - var(--from)) * 100%));
      box-sizing: border-box;
      border: 1.5px solid var(--accent);
      border-radius: 3px;
      background: color-mix(in srgb, var(--accent) 10%, transparent);
      cursor: grab;
    }

    .window:active {
      cursor: grabbing;
    }

    .edge {
      position: absolute;
      inset-block: 0;
      width: 8px;
      cursor: ew-resize;
    }

    .edge.from {
      left: -4px;
    }

    .edge.to {
      right: -4px;
    }

    .playhead {
      position: absolute;
      inset-block: 0;
      left: calc(var(--at) * 100%);
      width: 1px;
      background: var(--accent);
      pointer-events: none;
    }
  `;

  /** @type {'from' | 'to' | 'all' | ''} what the pointer drags */
  #drags = '';
  #last = 0;
  #drawn = 0;

  constructor() {
    super();
    /** @type {Model | null} */
    this.model = null;
    /** @type {Axis} */
    this.axis = 'time';
    this.growth = 0;
    /** @type {View} */
    this.all = { from: 0, to: 1 };
    /** @type {View} */
    this.seen = this.all;
    /** Along the axis. */
    this.playhead = 0;
    /** @type {Colours | null} */
    this.colours = null;
  }

  /** @param {number} value along the axis; its share of the whole */
  #share(value) {
    return Math.min(1, Math.max(0, (value - this.all.from) / (this.all.to - this.all.from)));
  }

  render() {
    const window = { '--from': `${this.#share(this.seen.from)}`, '--to': `${this.#share(this.seen.to)}` };
    return html`
      <canvas></canvas>
      <div class="playhead" ${cssProperties({ '--at': `${this.#share(this.playhead)}` })}></div>
      <div class="window" ${cssProperties(window)}>
        <span class="edge from"></span><span class="edge to"></span>
      </div>
    `;
  }

  firstUpdated() {
    this.addEventListener('pointerdown', this.#pressed);
    this.addEventListener('pointermove', this.#moved);
    this.addEventListener('pointerup', () => (this.#drags = ''));
    this.addEventListener('pointercancel', () => (this.#drags = ''));
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    const grown = changed.has('growth') && performance.now() - this.#drawn > PAUSE;
    if (grown || ['model', 'axis', 'colours', 'all'].some((name) => changed.has(name))) this.#draw();
  }

  #draw() {
    const canvas = /** @type {HTMLCanvasElement} */ (this.renderRoot.querySelector('canvas'));
    const context = canvas.getContext('2d');
    const { model, colours, all } = this;
    if (!model || !colours || !context || this.clientWidth === 0) return;
    this.#drawn = performance.now();
    const [width, height] = [this.clientWidth, this.clientHeight];
    canvas.width = width * devicePixelRatio;
    canvas.height = height * devicePixelRatio;
    context.scale(devicePixelRatio, devicePixelRatio);
    const rows = model.rows().length;
    const shown = Math.min(rows, MOST_ROWS);
    const size = (height - 4) / shown;
    const by = this.axis === 'time' ? 'time' : 'record';
    for (let place = 0; place < shown; place++) {
      const firstRow = Math.floor((place * rows) / shown);
      const bars = model.segmentsForWindow(all.from, all.to, width, { firstRow, endRow: firstRow + 1, by });
      for (const { state } of barStates.toReversed()) {
        context.fillStyle = colours[state];
        for (let i = 0; i < bars.length; i++) {
          if (barStateOf[bars.cancelling[i]][bars.state[i]] !== state) continue;
          const left = this.#share(bars.start[i]) * width;
          const lasts = Math.max(1, this.#share(bars.end[i]) * width - left);
          context.fillRect(left, 2 + place * size, lasts, Math.max(0.75, size * 0.7));
        }
      }
    }
  }

  /** @param {PointerEvent} event */
  #valueOf({ clientX }) {
    const box = this.getBoundingClientRect();
    return this.all.from + ((clientX - box.left) / box.width) * (this.all.to - this.all.from);
  }

  #pressed = (/** @type {PointerEvent} */ event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    this.setPointerCapture(event.pointerId);
    const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
    this.#last = this.#valueOf(event);
    this.#drags = target.matches('.from') ? 'from' : target.matches('.to') ? 'to' : 'all';
    if (!target.matches('.window, .edge')) {
      const { from, to } = this.seen;
      this.#show(this.#last - (to - from) / 2, this.#last + (to - from) / 2);
    }
  };

  #moved = (/** @type {PointerEvent} */ event) => {
    if (!this.#drags) return;
    const value = this.#valueOf(event);
    const by = value - this.#last;
    this.#last = value;
    const { from, to } = this.seen;
    this.#show(this.#drags === 'to' ? from : from + by, this.#drags === 'from' ? to : to + by);
  };

  /**
   * @param {number} from
   * @param {number} to
   */
  #show(from, to) {
    if (to > from) this.dispatchEvent(new CustomEvent('view', { detail: { from, to } }));
  }
}

customElements.define('await-scope-minimap', AwaitScopeMinimap);
