import { html, nothing } from 'lit';
import { figureStyles } from './styles/figure.mjs';
import { common } from './styles/common.mjs';
import { tokens } from './styles/tokens.mjs';
import { controlsView } from './controls/controls-view.mjs';
import { act, showAlong } from './figure/actions.mjs';
import { Announcements } from './figure/announcements.mjs';
import { ColourScheme } from './figure/colour-scheme.mjs';
import { FigureState } from './figure/figure-state.mjs';
import { Keyboard } from './figure/keyboard.mjs';
import { LiveFollowing } from './figure/live.mjs';
import { Loading } from './figure/loading.mjs';
import { Nearness } from './figure/nearness.mjs';
import { panelsView, showTab } from './figure/panels-view.mjs';
import { Playhead } from './figure/playhead.mjs';
import { Runs } from './figure/runs.mjs';
import { checkCall, checkWithin, wrongSetting } from './figure/settings.mjs';
import { help, folderMissing } from './later.mjs';
import { diagrams } from './panels/index.mjs';
import './timeline/timeline.mjs';

/**
 * @import { Axis, Position, Range } from './figure/playback.mjs'
 * @import { AwaitScopeTimeline } from './timeline/timeline.mjs'
 * @import { View } from './timeline/view.mjs'
 */

/** Attributes and properties that name what is shown. */
const sources = ['scenario', 'trace', 'run', 'set'];
/** Those that can be wrong, but are no reason to load anew what is shown. */
const settings = ['at', 'autoplay', 'bare', 'label', 'speed', 'theme'];

/**
 * A figure of a run: `<await-scope scenario="gather">`, or `<await-scope trace="run.json">` for a recorded one.
 *
 * What is shown is a function of the trace and a position in it; controls and keys move the position. What stands
 * inside the tag is shown until the figure is there.
 *
 * docs/embedding.md describes its attributes, methods, events and custom properties. What it shows is its state
 * (FigureState), which its controllers change: Loading what is shown, Playhead and LiveFollowing the position in it.
 */
export class AwaitScope extends FigureState {
  static styles = [common, tokens, figureStyles];

  announcements = new Announcements(this);
  #runs = new Runs();
  #playhead = new Playhead(this);
  #live = new LiveFollowing(this, this.#runs, this.#playhead);
  #loading = new Loading(this, this.#runs, this.#playhead, this.#live);
  #scheme = new ColourScheme(this);
  #nearness = new Nearness(this, () => this.#cameOrWent());
  /** Done when the diagram in front has been fetched. @type {Promise<void> | undefined} */
  #diagram;
  /** What is wrong in the attributes. */
  #wrong = '';
  /** What the page asked for before the run was there, first come first. @type {(() => void)[]} */
  #asked = [];

  constructor() {
    super();
    new Keyboard(this, (action) => this.#act(action));
  }

  /**
   * Where nobody sees it, it rests: neither its playhead nor its live run goes on. Those of a comparison go together.
   */
  #cameOrWent() {
    const { near } = this.#nearness;
    if (near) this.#loading.begin();
    this.#playhead.rests = this.#live.rests = !near && !this.company;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (this.helping && changed.has('helping')) this.#fetchHelp();
    if (changed.has('panel')) this.#diagram = this.#fetchDiagram();
    const other = (/** @type {string} */ name) => changed.has(name);
    const wrong = settings.some(other) ? wrongSetting(this) : this.#wrong;
    if (sources.some(other) || wrong !== this.#wrong) this.#loading.renew();
    this.#wrong = wrong;
  }

  #fetchHelp() {
    help.use(
      () => this.requestUpdate(),
      () => {
        this.helping = false;
        this.note = `The help cannot be shown: ${folderMissing}`;
      },
    );
  }

  async #fetchDiagram() {
    const { load } = diagrams.find(({ name }) => name === this.panel) ?? {};
    await load?.().catch(() => {
      this.note = `This view cannot be shown: ${folderMissing}`;
    });
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (this.failure && changed.has('failure')) this.tell('error', { message: this.failure });
    if (!this.model) return;
    if (changed.has('panel')) showTab(this.renderRoot);
    if (changed.has('position')) this.tell('position', this.position);
    if (changed.has('selection') && changed.get('selection') !== undefined)
      this.tell('selection', { task: this.selection, name: this.model.task(this.selection)?.name ?? '' });
  }

  /**
   * Events for the page.
   * @param {'ready' | 'error' | 'position' | 'selection' | 'view'} name
   * @param {object | null} detail
   */
  tell(name, detail) {
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

  /** @param {() => void} action done at once, or as soon as there is a run */
  #whenThere(action) {
    if (this.model || this.#live.run) action();
    else this.#asked.push(action);
  }

  /** Does what the page asked for before the run was there. */
  doAsked() {
    for (const action of this.#asked.splice(0)) {
      try {
        action();
      } catch (error) {
        reportError(error); // as of a call that was made now
      }
    }
  }

  /** Moves the playhead in real time times speed; from the beginning, if it stands at the end. */
  play() {
    this.#whenThere(() => {
      if (this.#live.run) this.#live.run.resume();
      else this.#playhead.play();
      this.#live.read();
    });
  }

  pause() {
    this.#whenThere(() => {
      this.#live.run?.pause();
      this.#playhead.pause();
      this.#live.read();
    });
  }

  /** Shows the run as it is after `index` records. @param {number} index */
  seekIndex(index) {
    checkCall('seekIndex', index);
    this.#whenThere(() => {
      this.#playhead.toIndex(index);
      this.announcements.sayWhatHappened();
    });
  }

  /** Shows the run as it is at a time, after all that happens in it. @param {number} time seconds */
  seek(time) {
    checkCall('seek', time);
    this.#whenThere(() => this.#playhead.toTime(time));
  }

  /**
   * One event or one turn of the loop on, or back.
   * @param {1 | -1} direction
   * @param {'event' | 'turn'} [by]
   */
  step(direction, by = 'event') {
    checkCall('step', direction, by);
    this.#whenThere(() => {
      const { model } = this;
      if (this.company) return this.company.step(direction, by);
      if (!model) return;
      const { index } = this.position;
      this.seekIndex(direction > 0 ? model.nextPosition(index, by) : model.previousPosition(index, by));
    });
  }

  /** Shows the run as it is after so many records, at a time before the next. @param {Position} position */
  stand({ index, time }) {
    const moves = index !== this.position.index;
    this.#playhead.toMoment(index, time);
    if (moves) this.announcements.sayWhatHappened();
  }

  /** Shows a part of the axis; null: all. @param {View | null} view */
  show(view) {
    checkCall('show', view);
    this.#whenThere(() => {
      checkWithin('show', view, this.#end);
      if (this.#timeline) this.#timeline.show(view);
      else this.updateComplete.then(() => this.#timeline?.show(view));
    });
  }

  /** Where the run ends, along the axis. */
  get #end() {
    return this.axis === 'steps' ? this.length : Math.max(this.duration, this.span, this.extent);
  }

  /** To the beginning; a live run is started anew. */
  restart() {
    if (this.live) this.#startLive();
    else this.seekIndex(0);
  }

  /** Whether nobody sees it, so that it stands still though it plays. */
  get resting() {
    return this.#playhead.rests;
  }

  /** Whether the playhead moves by itself. */
  get playing() {
    return this.#playhead.plays || this.live === 'running';
  }

  /** What is played again and again: a part of the axis that is shown. null: no more. @param {Range | null} range */
  loop(range) {
    checkCall('loop', range);
    this.#whenThere(() => {
      checkWithin('loop', range, this.#end);
      this.repeat(range);
    });
  }

  /** The same; what has no length is not repeated. @param {Range | null} range */
  repeat(range) {
    this.range = range && range.to > range.from ? range : null;
  }

  /** Shows the events, the focus where one searches among them. */
  async search() {
    this.panel = 'events';
    await this.updateComplete;
    await this.#diagram;
    const events = /** @type {import('./panels/records/events.mjs').AwaitScopeEvents | null} */ (
      this.renderRoot.querySelector('await-scope-events')
    );
    await events?.updateComplete;
    events?.search();
  }

  #startLive() {
    this.#live.start().catch((error) => this.#loading.fail(error));
  }

  render() {
    if (this.failure)
      return html`<p class="failure" role="alert">${this.failure}</p>
        <slot></slot>`;
    const note = this.note ? html`<p class="note" role="status">${this.note}</p>` : nothing;
    if (!this.model) return html`${note}<slot></slot>`;
    const { model } = this;
    return html`
      <div
        class="figure"
        tabindex="-1"
        role="group"
        aria-label=${`Run of ${model.trace.scenario.title}`}
        @select=${this.#selected}
        @seek-index=${this.#soughtIndex}
        @critical-path=${() => this.#act('critical-path')}
      >
        ${controlsView(this, model, {
          transport: ({ detail: { action, value } }) => this.#transported(action, value),
          parameter: ({ detail: { name, value } }) => this.#loading.rerun({ [name]: value }),
        })}
        ${
          this.helping && help.now
            ? html`<await-scope-help @close=${() => (this.helping = false)}></await-scope-help>`
            : nothing
        }
        ${note}
        <await-scope-timeline
          .model=${model}
          .position=${this.position}
          .axis=${this.axis}
          .selection=${this.selection}
          .extent=${Math.max(this.extent, this.span)}
          .live=${this.live !== ''}
          .playing=${this.playing}
          .range=${this.range}
          .growth=${this.growth}
          .theme=${`${this.theme} ${this.#scheme.value}`}
          .criticalPath=${this.criticalPath}
          .plain=${this.leader !== null}
          @seek=${(/** @type {CustomEvent<number>} */ { detail }) => this.#seekOnAxis(detail)}
          @range=${(/** @type {CustomEvent<Range>} */ { detail }) => this.repeat(detail)}
          @view=${(/** @type {CustomEvent<View | null>} */ { detail }) => this.tell('view', detail)}
        ></await-scope-timeline>
        ${this.bare ? nothing : panelsView(this, model)} ${this.announcements.view()}
      </div>
    `;
  }

  /**
   * @param {string} action
   * @param {any} value
   */
  #transported(action, value) {
    if (action === 'speed') this.speed = value;
    else if (action === 'axis') showAlong(this, value);
    else if (action === 'seek') this.#seekOnAxis(value);
    else if (action === 'cancel') this.#live.run?.cancel?.();
    else if (action !== 'live') this.#act(action);
    else if (value) this.#startLive();
    else this.#loading.rerun();
  }

  /**
   * What buttons and keys have in common.
   * @param {string} action
   * @returns {boolean} whether there is something that it can be done to
   */
  #act(action) {
    if (this.leader) return this.leader.#act(action);
    const timeline = this.#timeline;
    if (this.model && timeline) act(this, timeline, action);
    return this.model !== null;
  }

  get #timeline() {
    return /** @type {AwaitScopeTimeline | null} */ (this.renderRoot.querySelector('await-scope-timeline'));
  }

  /** @param {number} value */
  #seekOnAxis(value) {
    if (this.live) return;
    if (this.axis === 'time') this.seek(value);
    else this.seekIndex(Math.round(value));
  }

  /** @param {CustomEvent<number>} event */
  #soughtIndex({ detail }) {
    if (!this.live) this.seekIndex(detail);
  }

  /** @param {CustomEvent<number>} event */
  #selected({ detail }) {
    this.selection = detail;
  }
}

customElements.define('await-scope', AwaitScope);
