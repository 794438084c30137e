import { LitElement, html, nothing } from 'lit';
import { createModel } from '../model/model.mjs';
import { figureStyles } from './styles/figure.mjs';
import { common } from './styles/common.mjs';
import { tokens } from './styles/tokens.mjs';
import { act } from './actions.mjs';
import { keyAction } from './keys.mjs';
import { fetchWhenIdle, help, words } from './later.mjs';
import { panelsView, showTab } from './panels-view.mjs';
import { diagrams } from './panels/index.mjs';
import { Nearness } from './nearness.mjs';
import { Playback } from './playback.mjs';
import { Runs, fetchScenario, fetchTrace } from './runs.mjs';
import { readMoment, readValues } from './settings.mjs';
import './compare.mjs';
import './parameters.mjs';
import './timeline/timeline.mjs';
import './transport.mjs';

/**
 * @import { Scenario, Trace } from '../../wasm/types.js'
 * @import { Model } from '../model/types.js'
 * @import { AwaitScopeCompare } from './compare.mjs'
 * @import { Axis, Position, Range } from './playback.mjs'
 * @import { FollowedRun } from './runs.mjs'
 * @import { AwaitScopeTimeline } from './timeline/timeline.mjs'
 * @import { View } from './timeline/view.mjs'
 */

/** @param {Trace} trace */
const cutNote = ({ length }) =>
  `The picture stops after ${length} events, for more would not fit; the program would go on.`;

/**
 * A figure of a run: `<await-scope scenario="gather">`, or `<await-scope trace="run.json">` for a recorded one.
 *
 * What is shown is a function of the trace and a position in it; controls and keys move the position. What stands inside
 * the tag is shown until the figure is there.
 *
 * docs/embedding.md describes its attributes, methods, events and custom properties.
 */
export class AwaitScope extends LitElement {
  static properties = {
    scenario: {},
    trace: {},
    run: { attribute: false },
    set: {},
    at: {},
    autoplay: { type: Boolean },
    label: {},
    theme: { reflect: true },
    scheme: { state: true },
    bare: { type: Boolean, reflect: true },
    leader: { attribute: false },
    company: { attribute: false },
    called: { attribute: false },
    span: { type: Number },
    model: { state: true },
    about: { state: true },
    values: { state: true },
    position: { state: true },
    axis: { state: true },
    speed: { type: Number },
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
    spoken: { state: true },
  };

  static styles = [common, tokens, figureStyles];

  #runs = new Runs();
  #playback = new Playback((position) => {
    this.position = position;
    this.requestUpdate();
  });
  #nearness = new Nearness(this, () => this.#cameOrWent());
  #wanted = false;
  /** Whether the live run was paused because nobody saw it. */
  #rested = false;
  #pageLook = new MutationObserver(() => this.#readScheme());
  /** Counts loads, so that the answer of one that was replaced is dropped. */
  #loads = 0;
  #liveFrame = 0;
  /** Done when the diagram in front has been fetched. @type {Promise<void> | undefined} */
  #diagram;

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
    /** The page's color-scheme: the canvas is painted anew when the page changes it. */
    this.scheme = '';
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
    this.position = this.#playback.position;
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
    /** The panel in front where only one has room; a diagram that is chosen takes the place of the others everywhere. */
    this.panel = 'code';
    /** Whether the critical path is drawn on the timeline. */
    this.criticalPath = false;
    this.spoken = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.addEventListener('keydown', this.#keyed);
    this.#readScheme();
    for (const each of [document.documentElement, document.body])
      this.#pageLook.observe(each, { attributes: true });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.removeEventListener('keydown', this.#keyed);
    this.#pageLook.disconnect();
    this.#playback.pause();
    this.#runs.stop();
    cancelAnimationFrame(this.#liveFrame);
    this.live = '';
    // What was still on its way is asked for again when it is back.
    if (!this.model) this.#wanted = false;
  }

  /**
   * A figure loads when it comes near the view for the first time; one that is moved within the page has its run already. Where
   * nobody sees it, it rests: neither its playhead nor its live run goes on.
   */
  #cameOrWent() {
    const { near } = this.#nearness;
    if (near && !this.#wanted) {
      this.#wanted = true;
      this.#load();
    }
    // Those of a comparison go with the one that has the controls.
    const rests = !near && !this.company;
    this.#playback.rests = rests;
    const { live } = this.#runs;
    if (live?.state === 'running' && rests) {
      live.pause();
      this.#rested = true;
    } else if (!rests && this.#rested) {
      live?.resume();
      this.#rested = false;
    }
  }

  #readScheme() {
    this.scheme = getComputedStyle(this).colorScheme;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('speed')) this.#playback.speed = this.speed;
    if (changed.has('span')) this.#playback.span = this.span;
    if (this.helping && changed.has('helping')) help.use(() => this.requestUpdate());
    if (changed.has('panel')) this.#diagram = this.#loadDiagram();
    const source = ['scenario', 'trace', 'run', 'set'].some((name) => changed.has(name));
    if (this.#wanted && this.hasUpdated && source) this.#load();
  }

  async #loadDiagram() {
    const { load } = diagrams.find(({ name }) => name === this.panel) ?? {};
    await load?.().catch(() => {
      this.note = 'This view cannot be fetched: the folder await-scope/ belongs beside await-scope.js.';
    });
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (this.failure && changed.has('failure')) this.#tell('error', { message: this.failure });
    if (!this.model) return;
    if (this.helping && changed.has('helping')) help.use(() => this.requestUpdate());
    if (changed.has('panel')) showTab(this.renderRoot);
    if (changed.has('position')) this.#tell('position', this.position);
    if (changed.has('selection') && changed.get('selection') !== undefined)
      this.#tell('selection', { task: this.selection, name: this.model.task(this.selection)?.name ?? '' });
  }

  /**
   * Events for the page.
   * @param {'ready' | 'error' | 'position' | 'selection' | 'view'} name
   * @param {object | null} detail
   */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`await-scope-${name}`, { bubbles: true, composed: true, detail }));
  }

  /** Seconds that the run takes; 0 until it is there. */
  get duration() {
    return this.model?.end ?? 0;
  }

  /** Events of the run; 0 until it is there. */
  get length() {
    return this.model?.length ?? 0;
  }

  /** Moves the playhead in real time times speed; from the beginning, if it stands at the end. */
  play() {
    if (this.#runs.live) this.#runs.live.resume();
    else this.#playback.play();
    this.#readLive();
  }

  pause() {
    if (this.#runs.live) this.#runs.live.pause();
    this.#playback.pause();
    this.#readLive();
  }

  /** Shows the run as it is after `index` records. @param {number} index */
  seekIndex(index) {
    this.#still();
    this.#playback.toIndex(index);
    this.#speak();
  }

  /** Shows the run as it is at a time, after all that happens in it. @param {number} time seconds */
  seek(time) {
    this.#still();
    this.#playback.span = this.span;
    this.#playback.toTime(time);
  }

  /**
   * One event or one turn of the loop on, or back.
   * @param {1 | -1} direction
   * @param {'event' | 'turn'} [by]
   */
  step(direction, by = 'event') {
    const { model } = this;
    if (!model) return;
    if (this.company) {
      this.company.step(direction, by);
      return;
    }
    const { index } = this.position;
    this.seekIndex(direction > 0 ? model.nextPosition(index, by) : model.previousPosition(index, by));
  }

  /** Shows the run as it is after so many records, at a time before the next. @param {Position} position */
  stand({ index, time }) {
    const moves = index !== this.position.index;
    this.#still();
    this.#playback.toMoment(index, time);
    if (moves) this.#speak();
  }

  /** Tells who listens what happened last. */
  #speak() {
    const { index } = this.position;
    this.spoken = index > 0 ? '' : 'The beginning';
    if (index === 0) return;
    words.use(({ describe }) => {
      if (this.model && index === this.position.index) this.spoken = describe(this.model, index - 1);
    });
  }

  /** Shows a part of the axis; null: all. @param {View | null} view */
  show(view) {
    this.#timeline?.show(view);
  }

  /** To the beginning; a live run is started anew. */
  restart() {
    if (this.live) this.#startLive();
    else this.seekIndex(0);
  }

  /** Whether nobody sees it, so that it stands still though it plays. */
  get resting() {
    return this.#playback.rests;
  }

  /** Whether the playhead moves by itself. */
  get playing() {
    return this.#playback.playing || this.live === 'running';
  }

  /** What is played again and again: a part of the axis that is shown. null: no more. @param {Range | null} range */
  loop(range) {
    this.range = range && range.to > range.from ? range : null;
    this.#playback.range = this.range;
  }

  /** Shows the events, the focus where one searches among them. */
  async search() {
    this.panel = 'events';
    await this.updateComplete;
    await this.#diagram;
    const events = /** @type {import('./panels/events/events.mjs').AwaitScopeEvents | null} */ (
      this.renderRoot.querySelector('await-scope-events')
    );
    await events?.updateComplete;
    events?.search();
  }

  /** The same moments along another axis. @param {Axis} axis */
  #showAlong(axis) {
    const { model, range } = this;
    const along = (/** @type {number} */ place) =>
      axis === 'time' ? (model?.timeAt(place) ?? 0) : (model?.positionAt(place) ?? 0);
    if (axis !== this.axis) this.loop(range && { from: along(range.from), to: along(range.to) });
    this.axis = axis;
    this.#playback.axis = axis;
  }

  /** Takes the playhead from whoever moves it. */
  #still() {
    if (this.#playback.playing) this.#playback.pause();
  }

  async #load() {
    const load = ++this.#loads;
    this.#runs.stop();
    this.#playback.pause();
    this.live = '';
    this.failure = '';
    this.about = null;
    try {
      if (this.run) this.#runs.follow(this.run, (trace, run) => this.#grow(trace, run));
      else if (this.trace) await this.#loadTrace(load);
      else await this.#loadScenario(load);
    } catch (error) {
      if (load === this.#loads) this.#fail(error);
    }
  }

  /** @param {number} load */
  async #loadTrace(load) {
    const page = /** @type {Document | ShadowRoot} */ (this.getRootNode());
    const trace = typeof this.trace === 'string' ? await fetchTrace(this.trace, page) : this.trace;
    if (load !== this.#loads) return;
    this.#show(trace);
    this.#open();
    // With a scenario beside it the trace is what is seen at first; only what runs anew fetches the runtime.
    if (!this.scenario || !(await this.#offerScenario(load, { andRun: false }, {}))) return;
    for (const [name, value] of Object.entries(trace.parameters)) {
      if (name in this.values) this.values = { ...this.values, [name]: value };
    }
  }

  /** @param {number} load */
  async #loadScenario(load) {
    if (!this.scenario)
      throw new Error('Nothing to show: give <await-scope> a scenario or a trace attribute.');
    if (!(await this.#offerScenario(load, { andRun: true }, readValues(this.set)))) return;
    if (await this.#rerun()) this.#open();
  }

  /**
   * Sliders for a scenario's parameters.
   * @param {number} load
   * @param {{ andRun: boolean }} options
   * @param {Record<string, number>} values those that are not the scenario's own
   * @returns {Promise<boolean>} false: another load has taken the place of this one
   */
  async #offerScenario(load, options, values) {
    const about = await fetchScenario(this.scenario, options);
    if (load !== this.#loads) return false;
    this.about = about;
    this.values = {
      ...Object.fromEntries(about.parameters.map((each) => [each.name, each.default])),
      ...values,
    };
    return true;
  }

  /** A figure that is there for the first time: where the page wants the playhead to stand. */
  #open() {
    const moment = readMoment(this.at);
    if (moment === 'start') this.seekIndex(0);
    else this.seek(moment === 'end' ? Math.max(this.duration, this.span) : moment);
    this.spoken = '';
    fetchWhenIdle(words);
    this.#tell('ready', { duration: this.duration, length: this.length });
    if (this.autoplay && !matchMedia('(prefers-reduced-motion: reduce)').matches) this.play();
  }

  /** @returns {Promise<boolean>} whether it is shown now */
  async #rerun() {
    if (!this.about) return false;
    this.live = '';
    try {
      const ran = await this.#runs.virtual(this.about, this.values);
      if (!ran) return false;
      this.#show(ran.trace);
      if (ran.cut) this.note = cutNote(ran.trace);
      return true;
    } catch (error) {
      this.#fail(error);
      return false;
    }
  }

  /** @param {unknown} error */
  #fail(error) {
    this.model = null;
    this.failure = error instanceof Error ? error.message : String(error);
  }

  /**
   * Shows a trace: where one was shown already, as it is at the same time, and at its end if that is where the playhead stood.
   * @param {Trace} trace
   */
  #show(trace) {
    this.#playback.pause();
    const model = createModel(trace);
    const { time } = this.position;
    const staysAt =
      this.model && !this.#playback.atEnd && time < Math.max(model.end, this.span) ? time : null;
    this.model = model;
    this.failure = '';
    this.note = trace.lost > 0 ? `${trace.lost} events of this run are lost: the picture has gaps.` : '';
    this.extent = 0;
    this.loop(null);
    this.#playback.model = model;
    if (staysAt === null) this.#playback.toTime(Math.max(model.end, this.span));
    else this.#playback.toTime(staysAt);
    if (!model.task(this.selection)) this.selection = 0;
  }

  async #startLive() {
    if (!this.about) return;
    this.#playback.pause();
    this.extent = this.model?.end ?? 0;
    this.note = '';
    try {
      await this.#runs.real(this.about, this.values, this.speed, (trace, run) => this.#grow(trace, run));
    } catch (error) {
      this.live = '';
      this.#fail(error);
    }
  }

  /**
   * A live run has gone on: what is new is shown with the next frame.
   * @param {Trace} trace
   * @param {FollowedRun} run
   */
  #grow(trace, run) {
    this.#readLive();
    if (run.state === 'closed') this.note = cutNote(trace);
    if (this.model?.trace !== trace) {
      this.model = createModel(trace);
      this.#playback.model = this.model;
    }
    cancelAnimationFrame(this.#liveFrame);
    this.#liveFrame = requestAnimationFrame(this.#followLive);
  }

  /** Between two events of a live run only the playhead moves. */
  #followLive = () => {
    const run = this.#runs.live;
    const { model } = this;
    if (!model) return;
    if (model.update()) this.growth = model.length;
    this.#playback.toIndex(model.length);
    if (!run) return;
    const time = Math.max(run.now, model.end);
    if (time > this.extent) this.extent = time * 1.25;
    this.position = { index: model.length, time };
    this.#liveFrame = requestAnimationFrame(this.#followLive);
  };

  #readLive() {
    const state = this.#runs.live?.state;
    this.live = state === 'running' || state === 'paused' ? state : '';
  }

  render() {
    if (this.failure)
      return html`<p class="failure" role="alert">${this.failure}</p>
        <slot></slot>`;
    if (!this.model) return html`<slot></slot>`;
    const { model, position, selection } = this;
    return html`
      <div class="figure" tabindex="-1" role="group" aria-label=${`Run of ${model.trace.scenario.title}`}>
        <div class="controls">
          ${this.bare ? this.#title(model) : nothing} ${this.leader ? nothing : this.#transport(model)}
          ${
            this.about?.parameters.length
              ? html`<await-scope-parameters
                  .parameters=${this.about.parameters}
                  .values=${this.values}
                  @parameter=${this.#parameterMoved}
                ></await-scope-parameters>`
              : nothing
          }
        </div>
        ${(this.helping && help.now?.helpView(() => (this.helping = false))) || nothing}
        ${this.note ? html`<p class="note" role="status">${this.note}</p>` : nothing}
        <await-scope-timeline
          .model=${model}
          .position=${position}
          .axis=${this.axis}
          .selection=${selection}
          .extent=${Math.max(this.extent, this.span)}
          .live=${this.live !== ''}
          .playing=${this.playing}
          .range=${this.range}
          .growth=${this.growth}
          .theme=${`${this.theme} ${this.scheme}`}
          .criticalPath=${this.criticalPath}
          .plain=${this.leader !== null}
          @seek=${this.#soughtOnAxis}
          @seek-index=${this.#soughtIndex}
          @select=${this.#selected}
          @range=${this.#ranged}
          @view=${(/** @type {CustomEvent<View | null>} */ { detail }) => this.#tell('view', detail)}
          @critical-path=${() => (this.criticalPath = !this.criticalPath)}
        ></await-scope-timeline>
        ${this.bare ? nothing : panelsView(this, model, { select: this.#selected, seekIndex: this.#soughtIndex })}
        <div class="unseen" role="status" aria-live="polite">${this.spoken}</div>
      </div>
    `;
  }

  /** What it is called, and of what it is a run. @param {Model} model */
  #title({ trace }) {
    const { title } = trace.scenario;
    const name = this.label || this.called || title;
    return html`<p class="title">
      ${name} ${name === title ? nothing : html`<span class="muted">${title}</span>`}
    </p>`;
  }

  /** @param {Model} model */
  #transport(model) {
    return html`<await-scope-transport
      .position=${this.position}
      .length=${model.length}
      .end=${Math.max(model.end, this.span, this.live ? this.extent : 0)}
      .playing=${this.#playback.playing}
      .speed=${this.speed}
      .axis=${this.axis}
      .live=${this.live}
      .canRun=${this.about !== null}
      .looping=${this.range !== null}
      .helping=${this.helping}
      @transport=${this.#transported}
      .plain=${this.bare}
    ></await-scope-transport>`;
  }

  /** @param {CustomEvent<{ action: string, value: any }>} event */
  #transported({ detail: { action, value } }) {
    if (action === 'speed') {
      this.speed = value;
    } else if (action === 'axis') {
      this.#showAlong(value);
    } else if (action === 'seek') {
      this.#seekOnAxis(value);
    } else if (action === 'live') {
      if (value) this.#startLive();
      else this.#rerun();
    } else if (action === 'cancel') {
      this.#runs.live?.cancel?.();
    } else {
      this.#act(action);
    }
  }

  /** What buttons and keys have in common. @param {string} action */
  #act(action) {
    if (this.leader) {
      this.leader.#act(action);
      return;
    }
    const timeline = this.#timeline;
    if (!this.model || !timeline) return;
    act(this, timeline, action);
  }

  get #timeline() {
    return /** @type {AwaitScopeTimeline | null} */ (this.renderRoot.querySelector('await-scope-timeline'));
  }

  #keyed = (/** @type {KeyboardEvent} */ event) => {
    const action = keyAction(event);
    if (!action || !this.model) return;
    event.preventDefault();
    this.#act(action);
  };

  /** @param {CustomEvent<{ name: string, value: number }>} event */
  #parameterMoved({ detail: { name, value } }) {
    this.values = { ...this.values, [name]: value };
    this.#rerun();
  }

  /** @param {CustomEvent<number>} event */
  #soughtOnAxis({ detail }) {
    this.#seekOnAxis(detail);
  }

  /** @param {number} value */
  #seekOnAxis(value) {
    if (this.live) return;
    if (this.axis === 'time') this.seek(value);
    else this.seekIndex(value);
  }

  /** @param {CustomEvent<number>} event */
  #soughtIndex({ detail }) {
    if (!this.live) this.seekIndex(detail);
  }

  /** @param {CustomEvent<number>} event */
  #selected({ detail }) {
    this.selection = detail;
  }

  /** @param {CustomEvent<Range>} event */
  #ranged({ detail }) {
    this.loop(detail);
  }
}

customElements.define('await-scope', AwaitScope);
