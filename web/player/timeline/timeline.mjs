import { LitElement, html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { common } from '../styles/common.mjs';
import { cssProperties } from '../css-properties.mjs';
import { endIcon, icon } from '../icons.mjs';
import { AXIS_HEIGHT, ROW_HEIGHT, TimelineChart } from './chart.mjs';
import { readColours } from './colours.mjs';
import { emptyPicture, endOfAxis, onAxis, pictureOf, whatIsAt } from './picture.mjs';
import { stateStyles, taskColour } from '../styles/states.mjs';
import { timelineStyles } from './timeline-styles.mjs';
import { timelineTable } from './timeline-table.mjs';
import { fitted, panned, zoomed } from './view.mjs';

/**
 * @import { Model, Row } from '../../model/types.js'
 * @import { Axis, Position } from '../playback.mjs'
 * @import { End } from './picture.mjs'
 * @import { View } from './view.mjs'
 */

/** In the order in which a task goes through them. */
const legend = ['ready', 'running', 'waiting', 'cancelling'];

const ROWS_AT_ONCE = 14;

/** Taller than a figure's timeline may be, so that the last row's half shows that there are more. */
const TALLEST = AXIS_HEIGHT + (ROWS_AT_ONCE + 0.5) * ROW_HEIGHT;

/**
 * The Gantt timeline: a row a task. Fires `seek` (detail: a place along the axis), `seek-index` (detail: an index) and `select` (detail: a task's number, or
 * 0). zoom, pan and fit are also for the figure's keys.
 */
export class AwaitScopeTimeline extends LitElement {
  static properties = {
    model: { attribute: false },
    position: { attribute: false },
    axis: { attribute: false },
    selection: { attribute: false },
    extent: { attribute: false },
    live: { attribute: false },
    growth: { attribute: false },
    theme: { attribute: false },
    zoomed: { state: true },
    tip: { state: true },
    ends: { state: true },
    tableOpen: { state: true },
  };

  static styles = [common, stateStyles, timelineStyles];

  /** @type {TimelineChart | null} */
  #chart = null;
  /** @type {View | null} what is seen; null: all */
  #view = null;
  /** @type {ResizeObserver | null} */
  #resized = null;
  #scheme = matchMedia('(prefers-color-scheme: dark)');
  #dragging = false;
  #picture = emptyPicture;
  /** @type {import('./colours.mjs').Colours | null} */
  #colours = null;
  #scroll = 0;

  constructor() {
    super();
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
    /** Changes when the model has grown. */
    this.growth = 0;
    /** The figure's theme attribute; the colours are read anew when it changes. */
    this.theme = '';
    this.zoomed = false;
    /** @type {(End & { x: number, y: number })[]} */
    this.ends = [];
    /** The table is long, and made only for who opens it. */
    this.tableOpen = false;
    /** @type {{ x: number, y: number, lines: string[] } | null} */
    this.tip = null;
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) this.#observe();
    this.#scheme.addEventListener('change', this.#recolour);
    matchMedia('print').addEventListener('change', this.#recolour);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#scheme.removeEventListener('change', this.#recolour);
    matchMedia('print').removeEventListener('change', this.#recolour);
    this.#resized?.disconnect();
    this.#resized = null;
    this.#chart?.destroy();
    this.#chart = null;
  }

  /** Larger around the playhead, or around a place on the axis. @param {number} factor @param {number} [around] */
  zoom(factor, around = this.#playhead) {
    this.#show(zoomed(this.#seen, this.#all, factor, around));
  }

  /** @param {number} share of what is seen; positive: to what comes later */
  pan(share) {
    this.#show(panned(this.#seen, this.#all, share));
  }

  fit() {
    this.#show(this.#all);
  }

  /** @param {View} view */
  #show(view) {
    const all = this.#all;
    this.zoomed = view.to - view.from < (all.to - all.from) * 0.999;
    this.#view = this.zoomed ? view : null;
    this.#redraw();
    this.requestUpdate();
  }

  get #plot() {
    return /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('.plot'));
  }

  get #width() {
    return this.#plot?.clientWidth ?? 0;
  }

  get #all() {
    const end = this.model ? endOfAxis(this.model, this.axis) : 0;
    return fitted(Math.max(end, this.axis === 'time' ? this.extent : 0), this.#width);
  }

  get #seen() {
    return this.#view ?? this.#all;
  }

  get #playhead() {
    return onAxis(this.position, this.axis);
  }

  render() {
    const rows = this.model?.rows() ?? [];
    const height = Math.min(TALLEST, AXIS_HEIGHT + Math.max(1, rows.length) * ROW_HEIGHT);
    const sizes = { '--row': `${ROW_HEIGHT}px`, '--axis': `${AXIS_HEIGHT}px`, '--height': `${height}px` };
    return html`
      <div class="head">
        <h3>Timeline</h3>
        <ul class="legend" aria-label="States">
          ${legend.map((state) => html`<li><span class="swatch ${state}"></span>${state}</li>`)}
        </ul>
        <div class="zoom">
          <button
            aria-label="Smaller (S)"
            title="Smaller (S)"
            ?disabled=${!this.zoomed}
            @click=${() => this.zoom(1 / 1.6)}
          >
            ${icon('zoomOut')}
          </button>
          <button aria-label="Larger (W)" title="Larger (W)" @click=${() => this.zoom(1.6)}>
            ${icon('zoomIn')}
          </button>
          <button
            aria-label="Show all (F)"
            title="Show all (F)"
            ?disabled=${!this.zoomed}
            @click=${() => this.fit()}
          >
            ${icon('fit')}
          </button>
        </div>
      </div>
      <div class="scroller" ${cssProperties(sizes)} @scroll=${this.#scrolled}>
        <ol class="labels" aria-label="Tasks">
          ${guard([this.model, this.growth, this.selection], () => rows.map((row, i) => this.#label(row, i)))}
        </ol>
        <div
          class="plot"
          @pointerdown=${this.#pressed}
          @pointermove=${this.#moved}
          @pointerup=${this.#released}
          @pointercancel=${this.#released}
          @pointerleave=${() => (this.tip = null)}
          @wheel=${this.#wheeled}
        >
          <canvas aria-hidden="true"></canvas>
          <div class=${this.live ? 'cover live' : 'cover'}></div>
          ${this.ends.map((end) => this.#end(end))}
          <div class="playhead"></div>
          ${this.tip ? this.#tooltip(this.tip) : nothing}
        </div>
      </div>
      <details class="twin" @toggle=${this.#toggledTable}>
        <summary>Timeline as a table</summary>
        <div class="table" tabindex="0" role="region" aria-label="Timeline as a table">
          ${guard([this.model, this.growth, this.tableOpen], () =>
            this.model && this.tableOpen
              ? timelineTable(this.model, (index) => this.#seekIndex(index))
              : nothing,
          )}
        </div>
      </details>
      <span class="probe" hidden></span>
    `;
  }

  /**
   * @param {Row} row
   * @param {number} place
   */
  #label({ task, depth }, place) {
    const selected = task === this.selection;
    const { name = '', coroutineName = '' } = this.model?.task(task) ?? {};
    const look = { '--depth': String(Math.min(depth, 6)), '--task': taskColour(place) };
    return html`<li class="row ${selected ? 'selected' : ''}">
      <button
        aria-pressed=${selected}
        title=${name}
        ${cssProperties(look)}
        @click=${() => this.#select(selected ? 0 : task)}
      >
        <span class="dot"></span><span class="name">${name}</span>
        <span class="coroutine name mono">${coroutineName}</span>
      </button>
    </li>`;
  }

  /** An end is drawn beside the bar, above what has not happened. @param {End & { x: number, y: number }} end */
  #end({ end, record, x, y }) {
    const happened = record < this.position.index;
    return html`<span
      class="mark ${happened ? '' : 'future'}"
      aria-hidden="true"
      ${cssProperties({ '--x': `${x}px`, '--y': `${y}px` })}
      >${endIcon(end)}</span
    >`;
  }

  /** Where the ends stand in the plot, pixels. @param {View} view @param {number} width */
  #placeEnds({ from, to }, width) {
    return this.#picture.ends
      .map((end) => ({
        ...end,
        x: ((end.at - from) / (to - from)) * width,
        y: end.row * ROW_HEIGHT - this.#scroll,
      }))
      .filter(({ x, y }) => x > -ROW_HEIGHT && x < width && y > -ROW_HEIGHT);
  }

  /** @param {{ x: number, y: number, lines: string[] }} tip */
  #tooltip({ x, y, lines }) {
    const side = x > this.#width / 2 ? 'left' : 'right';
    const place = { '--x': `${x}px`, '--y': `${y}px` };
    return html`<div class="tip ${side}" ${cssProperties(place)}>
      ${lines.map((line, i) => (i === 0 ? html`<strong>${line}</strong>` : html`<span>${line}</span>`))}
    </div>`;
  }

  firstUpdated() {
    this.#observe();
  }

  #observe() {
    this.#resized = new ResizeObserver(() => {
      this.#redraw();
      this.#placePlayhead();
    });
    const plot = this.#plot;
    if (plot) this.#resized.observe(plot);
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('axis')) {
      this.#view = null;
      this.zoomed = false;
    }
    if (changed.has('theme')) this.#colours = null;
    const drawn = ['model', 'axis', 'selection', 'extent', 'live', 'growth', 'theme'].some((name) =>
      changed.has(name),
    );
    if (drawn) this.#redraw();
    this.#placePlayhead();
  }

  #recolour = () => {
    this.#colours = null;
    this.#redraw();
  };

  /** Everything but the playhead, which moves too often for it. */
  #redraw() {
    const plot = this.#plot;
    const width = this.#width;
    if (!plot || !this.model || width === 0) return;
    this.#colours ??= readColours(/** @type {HTMLElement} */ (this.renderRoot.querySelector('.probe')));
    const { from, to } = this.#seen;
    const firstRow = Math.floor(this.#scroll / ROW_HEIGHT);
    const endRow = firstRow + ROWS_AT_ONCE + 2;
    this.#picture = pictureOf(
      this.model,
      this.axis,
      { from, to, pixels: width, firstRow, endRow },
      this.live,
    );
    this.ends = this.#placeEnds({ from, to }, width);
    this.#chart ??= new TimelineChart(
      /** @type {HTMLCanvasElement} */ (plot.querySelector('canvas')),
      getComputedStyle(this).fontFamily,
    );
    this.#chart.draw({
      picture: this.#picture,
      axis: this.axis,
      view: { from, to },
      scroll: this.#scroll,
      rows: this.model.rows().length,
      selectedRow: this.model.task(this.selection)?.row ?? -1,
      colours: this.#colours,
      width,
      height: plot.clientHeight,
    });
  }

  #placePlayhead() {
    const plot = this.#plot;
    const { from, to } = this.#seen;
    const x = ((this.#playhead - from) / (to - from)) * this.#width;
    plot?.style.setProperty('--playhead', `${Math.min(Math.max(x, -2), this.#width)}px`);
  }

  #toggledTable = (/** @type {Event} */ event) => {
    this.tableOpen = /** @type {HTMLDetailsElement} */ (event.target).open;
  };

  #scrolled = (/** @type {Event} */ event) => {
    this.#scroll = /** @type {HTMLElement} */ (event.target).scrollTop;
    this.#redraw();
  };

  /** @param {PointerEvent | WheelEvent} event */
  #placeOf({ clientX, clientY }) {
    const box = /** @type {HTMLElement} */ (this.#plot).getBoundingClientRect();
    const { from, to } = this.#seen;
    const x = clientX - box.left;
    const y = clientY - box.top;
    const row = y < AXIS_HEIGHT ? -1 : Math.floor((y - AXIS_HEIGHT + this.#scroll) / ROW_HEIGHT);
    return { x, y, row, value: from + (x / box.width) * (to - from), valuesAPixel: (to - from) / box.width };
  }

  #pressed = (/** @type {PointerEvent} */ event) => {
    if (event.button !== 0 || !this.model) return;
    const { row, value } = this.#placeOf(event);
    this.#dragging = true;
    /** @type {HTMLElement} */ (event.currentTarget).setPointerCapture(event.pointerId);
    const pressed = this.model.rows()[row];
    if (pressed) this.#select(pressed.task);
    this.#seek(value);
  };

  #moved = (/** @type {PointerEvent} */ event) => {
    if (!this.model) return;
    const { x, y, row, value, valuesAPixel } = this.#placeOf(event);
    if (this.#dragging) {
      this.tip = null;
      this.#seek(value);
      return;
    }
    const lines = whatIsAt(this.model, this.axis, row, value, valuesAPixel);
    this.tip = lines.length > 0 ? { x, y, lines } : null;
  };

  #released = () => {
    this.#dragging = false;
  };

  /** With Ctrl or Cmd, as in maps inside pages: a plain wheel scrolls the page. */
  #wheeled = (/** @type {WheelEvent} */ event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.zoom(Math.exp(-event.deltaY / 300), this.#placeOf(event).value);
  };

  /** @param {number} value */
  #seek(value) {
    this.dispatchEvent(new CustomEvent('seek', { detail: Math.max(0, value) }));
  }

  /** @param {number} index */
  #seekIndex(index) {
    this.dispatchEvent(new CustomEvent('seek-index', { detail: index }));
  }

  /** @param {number} task */
  #select(task) {
    this.dispatchEvent(new CustomEvent('select', { detail: task }));
  }
}

customElements.define('await-scope-timeline', AwaitScopeTimeline);
