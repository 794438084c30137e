import { LitElement, html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { common } from '../styles/common.mjs';
import { moment } from '../format.mjs';
import { cssProperties } from '../css-properties.mjs';
import { words } from '../later.mjs';
import { Arrows } from './arrows.mjs';
import { TimelineChart } from './chart.mjs';
import { readColours } from './colours.mjs';
import { Composites } from './composites.mjs';
import { pathOf } from './critical-path.mjs';
import { Media } from '../media.mjs';
import { AXIS_HEIGHT, Geometry, ROW_HEIGHT } from './geometry.mjs';
import { Gestures } from './gestures.mjs';
import { headView, labelView } from './frame.mjs';
import { deadlineFlags, endMarks, tooltip } from './overlays.mjs';
import { barsOf, emptyPicture, endOfAxis, endsOf, onAxis, openBarsOf } from './picture.mjs';
import { stateStyles } from '../styles/states.mjs';
import { timelineStyles } from './timeline-styles.mjs';
import { whyView } from './why.mjs';
import { fitted, panned, showing, within, zoomed } from './view.mjs';
import './minimap.mjs';

/**
 * @import { Model } from '../../model/types.js'
 * @import { Axis, Position, Range } from '../playback.mjs'
 * @import { Place } from './gestures.mjs'
 * @import { View } from './view.mjs'
 */

const ROWS_AT_ONCE = 14;

/** Taller than a figure's timeline may be, so that the last row's half shows that there are more. */
const TALLEST = AXIS_HEIGHT + (ROWS_AT_ONCE + 0.5) * ROW_HEIGHT;

/** Rows made beyond those that are seen, so that the focus can go on to the next one. */
const BEYOND = 4;

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
 * The Gantt timeline: a row a task. Fires `seek` (detail: a place along the axis), `seek-index` (detail: an index), `select`
 * (detail: a task's number, or 0), `range` (detail: what to loop), `view` (detail: what is seen, null for all) and `critical-path` (draw it, or no longer). zoom, pan and fit are also for the figure's keys.
 */
export class AwaitScopeTimeline extends LitElement {
  static properties = {
    model: { attribute: false },
    position: { attribute: false },
    axis: { attribute: false },
    selection: { attribute: false },
    extent: { attribute: false },
    live: { attribute: false },
    playing: { attribute: false },
    range: { attribute: false },
    growth: { attribute: false },
    theme: { attribute: false },
    criticalPath: { attribute: false },
    plain: { attribute: false },
    view: { state: true },
    scrolled: { state: true },
    width: { state: true },
    tip: { state: true },
    focused: { state: true },
    tableOpen: { state: true },
  };

  static styles = [common, stateStyles, timelineStyles];

  /** @type {TimelineChart | null} */
  #chart = null;
  /** @type {ResizeObserver | null} */
  #resized = null;
  #picture = emptyPicture;
  #composites = new Composites();
  #arrows = new Arrows();
  #geometry = new Geometry({ from: 0, to: 1 }, 0, 1, 1);
  /** @type {import('./colours.mjs').Colours | null} */
  #colours = null;
  /** Whether the canvas is to be drawn anew. */
  #stale = true;
  /** Under the mouse. @type {Place | null} */
  #hovered = null;
  #gestures = new Gestures({
    placeOf: (at) => this.#placeOf(at),
    press: ({ row, value }) => {
      const pressed = this.model?.rows()[row];
      if (pressed) this.ask('select', pressed.task);
      this.ask('seek', Math.max(0, value));
    },
    seek: (value) => this.ask('seek', Math.max(0, value)),
    range: (from, to) => this.ask('range', { from: Math.max(0, from), to: Math.min(this.end, to) }),
    hover: (place) => {
      this.#hovered = place;
      this.tip = null;
      words.use(() => {
        if (place && place === this.#hovered) this.tip = this.#tipAt(place);
      });
    },
    zoom: (factor, around) => this.zoom(factor, around),
    panBy: (pixels) => {
      this.pan(pixels / this.width);
      return this.view !== null;
    },
  });

  constructor() {
    super();
    for (const query of ['(prefers-color-scheme: dark)', 'print'])
      new Media(this, query, () => this.#recolour());
    /** @type {Model | null} */
    this.model = null;
    /** @type {Position} */
    this.position = { index: 0, time: 0 };
    /** @type {Axis} */
    this.axis = 'time';
    /** The selected task's number; 0: none. */
    this.selection = 0;
    /** At least so much of the axis is shown; a live run grows into it. */
    this.extent = 0;
    /** Whether the run is still going on: bars without an end grow with the playhead. */
    this.live = false;
    /** Whether the playhead moves by itself. */
    this.playing = false;
    /** What is looped, along the axis. @type {Range | null} */
    this.range = null;
    /** Changes when the model has grown. */
    this.growth = 0;
    /** The figure's theme attribute; the colours are read anew when it changes. */
    this.theme = '';
    /** Whether the critical path is drawn. */
    this.criticalPath = false;
    /** Without legend and buttons: another timeline has them. */
    this.plain = false;
    /** What is seen; null: all. @type {View | null} */
    this.view = null;
    /** Pixels by which the rows are scrolled. */
    this.scrolled = 0;
    /** Of the plot, pixels. */
    this.width = 0;
    /** The table is long, and made only for who opens it. */
    this.tableOpen = false;
    /** What is said of the place under the mouse. @type {{ x: number, y: number, lines: string[] } | null} */
    this.tip = null;
    /** The task whose label has the focus from the keyboard; 0: none. */
    this.focused = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) this.#observe();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#resized?.disconnect();
    this.#resized = null;
    this.#chart?.destroy();
    this.#chart = null;
  }

  /** Larger around the playhead, or around a place on the axis. @param {number} factor @param {number} [around] */
  zoom(factor, around = this.#playhead) {
    this.#show(zoomed(this.seen, this.#all, factor, around));
  }

  /** @param {number} share of what is seen; positive: to what comes later */
  pan(share) {
    this.#show(panned(this.seen, this.#all, share));
  }

  fit() {
    this.view = null;
  }

  /** A part of the axis; null: all. @param {View | null} view */
  show(view) {
    if (view?.from !== this.view?.from || view?.to !== this.view?.to) this.view = view;
  }

  /** What is seen of the axis. @returns {View} */
  get seen() {
    return this.view ?? this.#all;
  }

  /** @param {View} view */
  #show(view) {
    const all = this.#all;
    this.view = view.to - view.from < (all.to - all.from) * 0.999 ? view : null;
  }

  get #plot() {
    return /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('.plot'));
  }

  /** Where the run ends on the axis. */
  get end() {
    const end = this.model ? endOfAxis(this.model, this.axis) : 0;
    return Math.max(end, this.axis === 'time' ? this.extent : 0);
  }

  get #all() {
    return fitted(this.end, this.width);
  }

  get #playhead() {
    return onAxis(this.position, this.axis);
  }

  get #height() {
    return Math.min(TALLEST, AXIS_HEIGHT + Math.max(1, this.model?.rows().length ?? 0) * ROW_HEIGHT);
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('axis') || (changed.has('model') && this.view && this.view.from > this.end))
      this.view = null;
    if (changed.has('theme')) this.#colours = null;
    if (changed.has('position') && this.view) this.#follow(changed.get('position'));
    if (!this.model || this.width === 0) return;
    const height = this.#height;
    if (drawn.some((name) => changed.has(name)) || changed.has('width') || height !== this.#geometry.height)
      this.#stale = true;
    if (!this.#stale) return;
    this.#geometry = new Geometry(this.seen, this.scrolled, this.width, height);
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
    this.#show(
      showing(this.seen, this.#all, this.#playhead, this.playing && this.#playhead > from ? 0.9 : 0.3),
    );
  }

  /** @param {Model} model */
  #pictureOf(model) {
    const { view, firstRow, endRow } = this.#geometry;
    const window = { ...view, pixels: this.width, firstRow, endRow };
    return {
      bars: barsOf(model, this.axis, window),
      open: this.live ? openBarsOf(model, this.axis, window) : [],
      ends: endsOf(model, this.axis, window),
      brackets: this.#composites.brackets(model, this.axis, window),
      arrows: this.#arrows.of(model, this.selection, this.axis, window),
      path: this.criticalPath ? pathOf(model, this.axis, window) : [],
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
    const tip = this.#tip;
    return html`
      ${this.plain ? nothing : headView(this)}
      <div class="scroller" ${cssProperties(sizes)} @scroll=${this.#scrolled}>
        <ol class="labels" aria-label="Tasks" ${cssProperties(room)}>
          ${guard([this.model, this.growth, this.selection, first, this.focused], () =>
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
            ${endMarks(this.#picture.ends, this.#geometry, this.position)}
            ${deadlineFlags(deadlines, this.#geometry, !this.#stale)}
          </div>
          ${this.#rangeMark()}
          <div class="playhead"></div>
          <span class="now number" aria-hidden="true"
            >${this.axis === 'time' ? moment(this.position.time, this.end) : this.position.index}</span
          >
        </div>
      </div>
      ${tip ? tooltip(tip, this.clientWidth) : nothing} ${this.#foot()}
      <span class="probe" hidden></span>
    `;
  }

  #foot() {
    return html`<div class="foot">
      <details class="twin" @toggle=${this.#toggledTable}>
        <summary>As a table</summary>
        <div class="table" tabindex="0" role="region" aria-label="Timeline as a table">
          ${guard(
            [this.model, this.growth, this.tableOpen, words.now],
            () =>
              (this.model &&
                this.tableOpen &&
                words.now?.timelineTable(this.model, (index) => this.ask('seek-index', index))) ||
              nothing,
          )}
        </div>
      </details>
      ${
        this.view
          ? html`<await-scope-minimap
              aria-hidden="true"
              .model=${this.model}
              .axis=${this.axis}
              .growth=${this.growth}
              .all=${this.#all}
              .seen=${this.seen}
              .playhead=${this.#playhead}
              .colours=${this.#colours}
              @view=${(/** @type {CustomEvent<View>} */ { detail }) => this.#show(within(detail, this.#all))}
            ></await-scope-minimap>`
          : this.#why()
      }
    </div>`;
  }

  /** A live run has no end yet. */
  #why() {
    const { model } = this;
    if (!model || this.live) return nothing;
    return guard([model, this.growth, this.criticalPath], () => whyView(this, model));
  }

  #rangeMark() {
    if (!this.range) return nothing;
    const [left, right] = [this.#geometry.near(this.range.from), this.#geometry.near(this.range.to)];
    return html`<div
      class="range"
      ${cssProperties({ '--x': `${left}px`, '--width': `${right - left}px` })}
    ></div>`;
  }

  /**
   * What is said of the place under the mouse, or of the task whose label has the focus.
   * @returns {{ x: number, y: number, lines: string[] } | null}
   */
  get #tip() {
    const plot = this.#plot;
    if (this.tip || !this.focused || !this.model || !plot) return this.tip;
    const row = this.model.task(this.focused)?.row ?? 0;
    const [x, y] = [this.#geometry.x(this.#playhead), this.#geometry.middle(row)];
    const lines = words.now?.whatItDoes(this.model, this.focused, this.position.index);
    if (!lines) {
      words.use(() => this.requestUpdate());
      return null;
    }
    return { ...this.#inElement(Math.min(Math.max(x, 0), this.width), y), lines };
  }

  /** @param {Place} place */
  #tipAt({ x, y, row, value }) {
    const lines = this.model && words.now?.whatIsAt(this.model, this.axis, row, value, this.#geometry.pixel);
    return lines?.length ? { ...this.#inElement(x, y), lines } : null;
  }

  /** From the plot's pixels to the element's. @param {number} x @param {number} y @returns {{ x: number, y: number }} */
  #inElement(x, y) {
    const [plot, own] = [/** @type {HTMLElement} */ (this.#plot), this].map((each) =>
      each.getBoundingClientRect(),
    );
    return { x: x + plot.left - own.left, y: y + plot.top - own.top };
  }

  firstUpdated() {
    this.#observe();
  }

  #observe() {
    const plot = this.#plot;
    if (!plot) return;
    this.#resized = new ResizeObserver(() => (this.width = plot.clientWidth));
    this.#resized.observe(plot);
    this.width = plot.clientWidth;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('selection')) this.#scrollToSelected();
    if (changed.get('view') !== undefined) this.ask('view', this.view);
    if (this.#stale && this.model && this.width > 0) this.#draw(this.model);
    const x = this.#geometry.x(this.#playhead);
    this.#plot?.style.setProperty('--playhead', `${Math.min(Math.max(x, -2), this.width)}px`);
  }

  /** Everything but the playhead. @param {Model} model */
  #draw(model) {
    this.#stale = false;
    if (!this.#colours) {
      this.#colours = readColours(/** @type {HTMLElement} */ (this.renderRoot.querySelector('.probe')));
    }
    this.#chart ??= new TimelineChart(
      /** @type {HTMLCanvasElement} */ (this.renderRoot.querySelector('canvas')),
      getComputedStyle(this).fontFamily,
    );
    this.#chart.draw({
      model,
      picture: this.#picture,
      axis: this.axis,
      geometry: this.#geometry,
      rows: model.rows().length,
      selectedRow: model.task(this.selection)?.row ?? -1,
      colours: this.#colours,
    });
  }

  #recolour() {
    this.#colours = null;
    this.#stale = true;
    this.requestUpdate();
  }

  #scrollToSelected() {
    const row = this.model?.task(this.selection)?.row;
    const scroller = this.renderRoot.querySelector('.scroller');
    if (row === undefined || !scroller) return;
    const [top, room] = [row * ROW_HEIGHT, scroller.clientHeight - AXIS_HEIGHT];
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + ROW_HEIGHT > scroller.scrollTop + room) scroller.scrollTop = top + ROW_HEIGHT - room;
  }

  #toggledTable = (/** @type {Event} */ event) => {
    this.tableOpen = /** @type {HTMLDetailsElement} */ (event.target).open;
    words.use(() => this.requestUpdate());
  };

  #scrolled = (/** @type {Event} */ event) => {
    this.scrolled = /** @type {HTMLElement} */ (event.target).scrollTop;
    this.tip = null;
  };

  /** @param {{ clientX: number, clientY: number }} at @returns {Place} */
  #placeOf({ clientX, clientY }) {
    const box = /** @type {HTMLElement} */ (this.#plot).getBoundingClientRect();
    const [x, y] = [clientX - box.left, clientY - box.top];
    const row = y < AXIS_HEIGHT ? -1 : Math.floor((y - AXIS_HEIGHT + this.scrolled) / ROW_HEIGHT);
    return { x, y, row, value: this.seen.from + x * this.#geometry.pixel };
  }

  /**
   * @param {'seek' | 'seek-index' | 'select' | 'range' | 'view' | 'critical-path'} what
   * @param {unknown} detail
   */
  ask(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }
}

customElements.define('await-scope-timeline', AwaitScopeTimeline);
