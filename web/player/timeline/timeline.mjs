import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { common } from '../styles/common.mjs';
import { moment } from '../format.mjs';
import { cssProperties } from '../css-properties.mjs';
import { Size } from '../size.mjs';
import { Arrows } from './arrows.mjs';
import { coveredBy } from './axis-labels.mjs';
import { Canvas } from './canvas.mjs';
import { Composites } from './composites.mjs';
import { pathOf } from './critical-path.mjs';
import { footView } from './foot.mjs';
import { AXIS_HEIGHT, Geometry, ROW_HEIGHT } from './geometry.mjs';
import { Gestures } from './gestures.mjs';
import { headView, labelView } from './frame.mjs';
import { deadlineFlags, endMarks } from './overlays.mjs';
import { barsOf, emptyPicture, endsOf, onAxis, openBarsOf } from './picture.mjs';
import { stateStyles } from '../styles/states.mjs';
import { TimelineState } from './timeline-state.mjs';
import { footStyles } from './foot-styles.mjs';
import { frameStyles } from './frame-styles.mjs';
import { plotStyles } from './plot-styles.mjs';
import { Tips } from './tips.mjs';
import { panned, showing, within, zoomed } from './view.mjs';

/**
 * @import { Model } from '../../model/types.js'
 * @import { Position } from '../figure/playback.mjs'
 * @import { Place } from './gestures.mjs'
 * @import { View } from './view.mjs'
 */

const ROWS_AT_ONCE = 14;

/** Taller than a figure's timeline may be, so that the last row's half shows that there are more. */
const TALLEST = AXIS_HEIGHT + (ROWS_AT_ONCE + 0.5) * ROW_HEIGHT;

/** Rows made beyond those that are seen, so that the focus can go on to the next one. */
const BEYOND = 4;

/** Pixels: the playhead's flag stays so far within the plot. */
const FLAG_MARGIN = 34;

/** What changes the canvas; the playhead does not. */
const drawn = [
  'model',
  'axis',
  'selection',
  'extent',
  'live',
  'growth',
  'theme',
  'criticalPath',
  'view',
  'scrolled',
];

/**
 * The Gantt timeline: a row a task. Fires `seek` (detail: a place along the axis), `seek-index` (detail: an index),
 * `select` (detail: a task's number, or 0), `range` (detail: what to loop), `view` (detail: what is seen, null for all)
 * and `critical-path` (draw it, or no longer). zoom, pan and fit are also for the figure's keys.
 */
export class AwaitScopeTimeline extends TimelineState {
  static styles = [common, stateStyles, frameStyles, plotStyles, footStyles];

  #canvas = new Canvas(this);
  #picture = emptyPicture;
  #composites = new Composites();
  #arrows = new Arrows();
  /** Where things stand in the plot. */
  geometry = new Geometry({ from: 0, to: 1 }, 0, 1, 1);
  tips = new Tips(this);
  #gestures = new Gestures({
    placeOf: (at) => this.#placeOf(at),
    press: ({ row, value }) => {
      const pressed = this.model?.rows()[row];
      if (pressed) this.ask('select', pressed.task);
      this.ask('seek', Math.max(0, value));
    },
    seek: (value) => this.ask('seek', Math.max(0, value)),
    range: (from, to) => this.ask('range', { from: Math.max(0, from), to: Math.min(this.end, to) }),
    hover: (place) => this.tips.hover(place),
    zoom: (factor, around) => this.zoom(factor, around),
    panBy: (pixels) => {
      this.pan(pixels / this.width);
      return this.view !== null;
    },
  });

  constructor() {
    super();
    new Size(this, '.plot', ({ width }) => (this.width = width));
  }

  /** Larger around the playhead, or around a place on the axis. @param {number} factor @param {number} [around] */
  zoom(factor, around = this.playhead) {
    this.#see(zoomed(this.seen, this.all, factor, around));
  }

  /** @param {number} share of what is seen; positive: to what comes later */
  pan(share) {
    this.#see(panned(this.seen, this.all, share));
  }

  fit() {
    this.view = null;
  }

  /** A part of the axis; null: all. @param {View | null} view */
  show(view) {
    if (view?.from !== this.view?.from || view?.to !== this.view?.to) this.view = view;
  }

  /** A part of the axis, moved onto the run. @param {View} view */
  showWithin(view) {
    this.#see(within(view, this.all));
  }

  /** @param {View} view */
  #see(view) {
    const { all } = this;
    this.view = view.to - view.from < (all.to - all.from) * 0.999 ? view : null;
  }

  get plot() {
    return /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('.plot'));
  }

  get colours() {
    return this.#canvas.colours;
  }

  get #height() {
    return Math.min(TALLEST, AXIS_HEIGHT + Math.max(1, this.model?.rows().length ?? 0) * ROW_HEIGHT);
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('axis') || (changed.has('model') && this.view && this.view.from > this.end))
      this.view = null;
    if (changed.has('theme')) this.#canvas.recolour();
    if (changed.has('position') && this.view) this.#follow(changed.get('position'));
    if (!this.model || this.width === 0) return;
    const height = this.#height;
    if (drawn.some((name) => changed.has(name)) || changed.has('width') || height !== this.geometry.height)
      this.#canvas.stale = true;
    if (!this.#canvas.stale) return;
    this.geometry = new Geometry(this.seen, this.scrolled, this.width, height);
    this.#picture = this.#pictureOf(this.model);
  }

  /**
   * What is seen goes with the playhead, but not while the playhead moves by itself where nobody looks.
   * @param {Position | undefined} before
   */
  #follow(before) {
    const { from, to } = this.seen;
    const last = before ? onAxis(before, this.axis) : NaN;
    const looked = last >= from && last <= to;
    if (this.playing && !looked) return;
    this.#see(showing(this.seen, this.all, this.playhead, this.playing && this.playhead > from ? 0.9 : 0.3));
  }

  /** @param {Model} model */
  #pictureOf(model) {
    const { view, firstRow, endRow } = this.geometry;
    const window = { ...view, pixels: this.width, firstRow, endRow };
    return {
      bars: barsOf(model, this.axis, window),
      open: this.live ? openBarsOf(model, this.axis, window) : [],
      ends: endsOf(model, this.axis, window),
      brackets: this.#composites.brackets(model, this.axis, window),
      arrows: this.#arrows.of(model, this.selection, this.axis, window),
      // A live run has no end yet that a path would lead to.
      path: this.criticalPath || !this.live ? pathOf(model, this.axis, window) : [],
    };
  }

  render() {
    const rows = this.model?.rows() ?? [];
    const first = Math.max(0, Math.floor(this.scrolled / ROW_HEIGHT) - BEYOND);
    const shown = rows.slice(first, first + ROWS_AT_ONCE + 2 * BEYOND + 2);
    const sizes = {
      '--row': `${ROW_HEIGHT}px`,
      '--axis': `${AXIS_HEIGHT}px`,
      '--height': `${this.#height}px`,
    };
    const room = { '--above': `${first * ROW_HEIGHT}px`, '--rows': `${rows.length * ROW_HEIGHT}px` };
    const deadlines = this.#composites.deadlines(this.#picture.brackets, this.position.index, this.axis);
    return html`
      ${this.plain ? nothing : headView(this)}
      <div class="scroller" ${cssProperties(sizes)} @scroll=${this.#scrolled}>
        <ol class="labels" aria-label="Tasks" ${cssProperties(room)}>
          ${guard([this.model, this.growth, this.selection, first, this.tips.focused], () =>
            repeat(
              shown,
              ({ task }) => task,
              (row, i) => labelView(this, row, first + i, rows.length),
            ),
          )}
        </ol>
        <div
          class="plot"
          @pointerdown=${this.#gestures.pressed}
          @pointermove=${this.#gestures.moved}
          @pointerup=${this.#gestures.released}
          @pointercancel=${this.#gestures.released}
          @pointerleave=${this.#gestures.left}
          @wheel=${this.#gestures.wheeled}
        >
          <canvas aria-hidden="true"></canvas>
          <div class="above">
            <div class=${this.live ? 'cover live' : 'cover'}></div>
            ${endMarks(this.#picture.ends, this.geometry, this.position)}
            ${deadlineFlags(deadlines, this.geometry, !this.#canvas.stale)}
          </div>
          <div class="covered"></div>
          ${this.#rangeMark()}
          <div class="playhead"></div>
          <span class="now number" aria-hidden="true">${this.#now}</span>
        </div>
      </div>
      ${this.tips.view()} ${footView(this)}
      <span class="probe" hidden></span>
    `;
  }

  /** What the playhead's flag says. */
  get #now() {
    return this.axis === 'time' ? moment(this.position.time, this.end) : String(this.position.index);
  }

  #rangeMark() {
    if (!this.range) return nothing;
    const [left, right] = [this.geometry.near(this.range.from), this.geometry.near(this.range.to)];
    return html`<div
      class="range"
      ${cssProperties({ '--x': `${left}px`, '--width': `${right - left}px` })}
    ></div>`;
  }

  firstUpdated() {
    this.width = this.plot?.clientWidth ?? 0;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('selection')) this.#scrollToSelected();
    if (changed.get('view') !== undefined) this.ask('view', this.view);
    if (this.#canvas.stale && this.model && this.width > 0)
      this.#canvas.draw(this.model, this.#picture, this.geometry);
    this.#placePlayhead();
  }

  #placePlayhead() {
    const x = Math.min(Math.max(this.geometry.x(this.playhead), -2), this.width);
    const flag = Math.min(Math.max(x, FLAG_MARGIN), this.width - FLAG_MARGIN);
    const { from, to } = coveredBy(this.#canvas.labels, flag, this.#now);
    const places = { playhead: x, flag, covered: from, 'covered-width': to - from };
    for (const [name, pixels] of Object.entries(places))
      this.plot?.style.setProperty(`--${name}`, `${pixels}px`);
  }

  #scrollToSelected() {
    const row = this.model?.rowOf(this.selection) ?? -1;
    const scroller = this.renderRoot.querySelector('.scroller');
    if (row < 0 || !scroller) return;
    const [top, room] = [row * ROW_HEIGHT, scroller.clientHeight - AXIS_HEIGHT];
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + ROW_HEIGHT > scroller.scrollTop + room) scroller.scrollTop = top + ROW_HEIGHT - room;
  }

  #scrolled = (/** @type {Event} */ event) => {
    this.scrolled = /** @type {HTMLElement} */ (event.target).scrollTop;
    this.tips.hover(null);
  };

  /** @param {{ clientX: number, clientY: number }} at @returns {Place} */
  #placeOf({ clientX, clientY }) {
    const box = /** @type {HTMLElement} */ (this.plot).getBoundingClientRect();
    const [x, y] = [clientX - box.left, clientY - box.top];
    const row = y < AXIS_HEIGHT ? -1 : Math.floor((y - AXIS_HEIGHT + this.scrolled) / ROW_HEIGHT);
    return { x, y, row, value: this.seen.from + x * this.geometry.pixel };
  }

  /**
   * @param {'seek' | 'seek-index' | 'select' | 'range' | 'view' | 'critical-path'} what
   * @param {unknown} detail
   */
  ask(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { detail, bubbles: true }));
  }
}

customElements.define('await-scope-timeline', AwaitScopeTimeline);
