import { LitElement } from 'lit';
import { endOfAxis, onAxis } from './picture.mjs';
import { fitted } from './view.mjs';

/**
 * @import { Model } from '../../model/types.js'
 * @import { Axis, Position, Range } from '../figure/playback.mjs'
 * @import { View } from './view.mjs'
 */

/** All that a timeline's picture follows from, and what follows from it along the axis. */
export class TimelineState extends LitElement {
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
    tableOpen: { state: true },
  };

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
    /** Whether the playhead moves by itself. */
    this.playing = false;
    /** What is looped, along the axis. @type {Range | null} */
    this.range = null;
    /** Changes when the model has grown. */
    this.growth = 0;
    /** The figure's theme attribute; the colours are read anew when it changes. */
    this.theme = '';
    /** Whether the critical path is drawn boldly. */
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
  }

  /** Where the run ends on the axis. */
  get end() {
    const end = this.model ? endOfAxis(this.model, this.axis) : 0;
    return Math.max(end, this.axis === 'time' ? this.extent : 0);
  }

  /** All of the axis. */
  get all() {
    return fitted(this.end, this.width);
  }

  /** What is seen of the axis. @returns {View} */
  get seen() {
    return this.view ?? this.all;
  }

  /** Where the playhead stands on the axis. */
  get playhead() {
    return onAxis(this.position, this.axis);
  }
}
