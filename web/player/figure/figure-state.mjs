import { LitElement } from 'lit';

/**
 * @import { Scenario, Trace } from '../../../wasm/types.js'
 * @import { Model } from '../../model/types.js'
 * @import { AwaitScope } from '../await-scope.mjs'
 * @import { AwaitScopeCompare } from '../compare/compare.mjs'
 * @import { Axis, Position, Range } from './playback.mjs'
 * @import { FollowedRun } from './runs.mjs'
 */

/** An attribute that is taken away says what it said before it was given. */
const text = { converter: (/** @type {string | null} */ value) => value ?? '' };

/**
 * HTML takes whatever an attribute like this says for yes; who writes bare="false" means no, and is told (settings.mjs).
 * @param {string} name
 */
const flag = (name) => ({
  converter: {
    fromAttribute: (/** @type {string | null} */ value) =>
      value === null ? false : ['', 'true', name].includes(value) || value,
    toAttribute: (/** @type {unknown} */ value) =>
      value === true ? '' : value === false ? null : String(value),
  },
});

/**
 * All that a figure's picture follows from: what the page said of it, the run, the position in it, what the reader
 * chose.
 */
export class FigureState extends LitElement {
  static properties = {
    scenario: text,
    trace: text,
    run: { attribute: false },
    set: text,
    at: text,
    autoplay: flag('autoplay'),
    label: text,
    theme: { ...text, reflect: true },
    bare: { ...flag('bare'), reflect: true },
    leader: { attribute: false },
    company: { attribute: false },
    called: { attribute: false },
    span: { attribute: false },
    model: { state: true },
    about: { state: true },
    values: { state: true },
    position: { state: true },
    axis: { state: true },
    speed: { converter: (/** @type {string | null} */ value) => Number(value ?? 1) },
    range: { state: true },
    selection: { state: true },
    live: { state: true },
    extent: { state: true },
    growth: { state: true },
    failure: { state: true },
    note: { state: true },
    helping: { state: true },
    panel: { state: true },
    criticalPath: { state: true },
  };

  constructor() {
    super();
    this.scenario = '';
    /** A file's address, `#id` of an element that holds its text, or the trace itself. @type {string | Trace} */
    this.trace = '';
    /** A run that is under way elsewhere, to be shown as it goes on. @type {FollowedRun | null} */
    this.run = null;
    /** Parameters that differ from the scenario's own, `name=value name=value`. */
    this.set = '';
    /** Where the playhead stands at first: seconds, `start` or `end`. */
    this.at = '';
    /** Plays as soon as it is seen, unless the reader wants less motion. */
    this.autoplay = false;
    this.theme = '';
    /** Without panels, and with the run's title: one among others of <await-scope-compare>. */
    this.bare = false;
    /** What it is called among others; they tell it apart by themselves, where nothing is said. */
    this.label = '';
    /** The name that <await-scope-compare> found. */
    this.called = '';
    /** The figure that has the controls of this one. @type {AwaitScope | null} */
    this.leader = null;
    /** What this one stands in, and what steps all of them. @type {Pick<AwaitScopeCompare, 'step'> | null} */
    this.company = null;
    /** Seconds that the axis and the playhead go on to, where the run ends sooner. */
    this.span = 0;
    /** @type {Model | null} */
    this.model = null;
    /** @type {Scenario | null} */
    this.about = null;
    /** @type {Record<string, number>} the scenario's parameters */
    this.values = {};
    /** @type {Position} */
    this.position = { index: 0, time: 0 };
    /** @type {Axis} */
    this.axis = 'time';
    this.speed = 1;
    /** What is played again and again, along the axis. @type {Range | null} */
    this.range = null;
    this.selection = 0;
    /** @type {'' | 'running' | 'paused'} */
    this.live = '';
    /** Seconds that the picture of a live run grows into. */
    this.extent = 0;
    /** Records of a live run that are shown; the model is the same object while it grows. */
    this.growth = 0;
    this.failure = '';
    this.note = '';
    this.helping = false;
    /**
     * The panel in front where only one has room; a diagram that is chosen takes the place of the others everywhere.
     */
    this.panel = 'code';
    /** Whether the critical path is drawn boldly on the timeline. */
    this.criticalPath = false;
  }
}
