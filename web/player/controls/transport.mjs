import { LitElement, html, nothing } from 'lit';
import { common } from '../styles/common.mjs';
import { icon } from '../icons.mjs';
import { moment } from '../format.mjs';
import { transportStyles } from './transport-styles.mjs';

/** @import { Position, Axis } from '../figure/playback.mjs' */

export const speeds = [0.1, 0.25, 0.5, 1, 2, 5, 10];

/**
 * The controls of the playhead. Shows what it is given and asks by events: `transport` with detail `{ action, value }`,
 * where action is one of play, pause, restart, end, back, forward, turn-back, turn-forward, loop, seek (value: along
 * the axis), speed, axis, live, cancel, help.
 */
export class AwaitScopeTransport extends LitElement {
  static properties = {
    position: { attribute: false },
    length: { attribute: false },
    end: { attribute: false },
    playing: { attribute: false },
    speed: { attribute: false },
    axis: { attribute: false },
    live: { attribute: false },
    canRun: { attribute: false },
    looping: { attribute: false },
    plain: { attribute: false },
    helping: { attribute: false },
  };

  static styles = [common, transportStyles];

  constructor() {
    super();
    /** @type {Position} */
    this.position = { index: 0, time: 0 };
    this.length = 0;
    this.end = 0;
    this.playing = false;
    this.speed = 1;
    /** @type {Axis} */
    this.axis = 'time';
    /** @type {'' | 'running' | 'paused'} the live run under way, if there is one */
    this.live = '';
    /** A trace file has no program that could run. */
    this.canRun = false;
    /** Whether a part of the run is played again and again. */
    this.looping = false;
    /** Only along the clock, and only recorded: what others share. */
    this.plain = false;
    this.helping = false;
  }

  /**
   * @param {string} action
   * @param {unknown} [value]
   */
  #ask(action, value) {
    this.dispatchEvent(new CustomEvent('transport', { detail: { action, value } }));
  }

  /**
   * @param {string} action
   * @param {Parameters<typeof icon>[0]} drawing
   * @param {string} label
   * @param {boolean} disabled
   */
  #button(action, drawing, label, disabled) {
    return html`<button
      class="button"
      aria-label=${label}
      title=${label}
      ?disabled=${disabled}
      @click=${() => this.#ask(action)}
    >
      ${icon(drawing)}
    </button>`;
  }

  render() {
    const empty = this.length === 0;
    const atStart = this.position.index === 0;
    const atEnd = this.position.index >= this.length && this.position.time >= this.end;
    const still = this.live !== '';
    const moving = this.playing || this.live === 'running';
    return html`
      <div class="group">
        ${this.#button('restart', 'restart', still ? 'Start it anew (Home)' : 'To the beginning (Home)', !still && (empty || atStart))}
        ${this.#button('turn-back', 'turnBack', 'One turn of the loop back (,)', empty || atStart || still)}
        ${this.#button('back', 'back', 'One event back (←)', empty || atStart || still)}
        <button
          class="button main"
          data-action="play"
          title=${moving ? 'Pause (space)' : 'Play (space)'}
          ?disabled=${empty && !still}
          @click=${() => this.#ask(moving ? 'pause' : 'play')}
        >
          ${icon(moving ? 'pause' : 'play')} ${moving ? 'Pause' : 'Play'}
        </button>
        ${this.#button('forward', 'forward', 'One event on (→)', empty || atEnd || still)}
        ${this.#button('turn-forward', 'turnForward', 'One turn of the loop on (.)', empty || atEnd || still)}
        ${this.#button('end', 'end', 'To the end (End)', empty || atEnd || still)}
      </div>
      <div class="scrub">${this.#scrubber(still)}</div>
      <div class="group speed">
        <button
          class="button"
          aria-label="Repeat (L)"
          title=${this.looping ? 'Repeat no longer (L)' : 'Repeat what is seen of the timeline (L); a drag along its axis repeats a part'}
          aria-pressed=${this.looping}
          ?disabled=${empty || still}
          @click=${() => this.#ask('loop')}
        >
          ${icon('loop')}
        </button>
        <label>
          <span class="unseen">Speed</span>
          <select class="number" title="Speed" @change=${this.#changeSpeed}>
            ${[...new Set([...speeds, this.speed])]
              .sort((a, b) => a - b)
              .map(
                (speed) => html`<option value=${speed} .selected=${speed === this.speed}>${speed}×</option>`,
              )}
          </select>
        </label>
      </div>
      ${this.plain ? nothing : this.#axisSwitch()}
      ${this.canRun && !this.plain ? this.#liveButtons() : nothing}
      <button
        class="button bordered"
        aria-label="Keys and signs (?)"
        title="Keys and signs (?)"
        aria-pressed=${this.helping}
        @click=${() => this.#ask('help')}
      >
        ?
      </button>
    `;
  }

  /** @param {boolean} still */
  #scrubber(still) {
    const along = this.axis === 'steps';
    const now = along ? this.position.index : this.position.time;
    const end = along ? this.length : this.end;
    const { index, time } = this.position;
    return html`
      <input
        type="range"
        aria-label="Playhead"
        aria-valuetext=${`${moment(time, this.end)}, event ${index} of ${this.length}`}
        min="0"
        step="any"
        .max=${String(end || 1)}
        .value=${String(now)}
        ?disabled=${still || this.length === 0}
        @input=${(/** @type {InputEvent} */ event) =>
          this.#ask('seek', Number(/** @type {HTMLInputElement} */ (event.target).value))}
      />
      <span class="where number"
        ><span class="now">${moment(time, this.end)}</span>
        <span class="muted">· event <span class="index">${index}</span> of ${this.length}</span></span
      >
    `;
  }

  #axisSwitch() {
    return html`<div class="switch" role="group" aria-label="What the axis shows">
      ${this.#axisButton('time', 'Time', 'Along the clock: lengths are seconds')}
      ${this.#axisButton('steps', 'Steps', 'Along the events: each takes the same room')}
    </div>`;
  }

  /**
   * @param {Axis} axis
   * @param {string} label
   * @param {string} title
   */
  #axisButton(axis, label, title) {
    return html`<button
      class="button bordered"
      title=${title}
      aria-pressed=${this.axis === axis}
      @click=${() => this.#ask('axis', axis)}
    >
      ${label}
    </button>`;
  }

  #liveButtons() {
    const runs = this.live !== '';
    return html`<div class="group run">
      <button
        class="button bordered live ${runs ? 'runs' : ''}"
        title="Run it now, on the browser's event loop and the real clock"
        aria-pressed=${runs}
        @click=${() => this.#ask('live', !runs)}
      >
        ${icon('live')} Live
      </button>
      ${
        runs
          ? html`<button class="button" title="Cancel the main task" @click=${() => this.#ask('cancel')}>
              ${icon('stop')} Cancel
            </button>`
          : nothing
      }
    </div>`;
  }

  /** @param {Event} event */
  #changeSpeed(event) {
    this.#ask('speed', Number(/** @type {HTMLSelectElement} */ (event.target).value));
  }
}

customElements.define('await-scope-transport', AwaitScopeTransport);
