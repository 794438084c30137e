import { createModel } from '../../model/model.mjs';
import { cutNote } from './runs.mjs';

/**
 * @import { Trace } from '../../../wasm/types.js'
 * @import { AwaitScope } from '../await-scope.mjs'
 * @import { Playhead } from './playhead.mjs'
 * @import { FollowedRun, Runs } from './runs.mjs'
 */

/** The picture of a live run grows by so much when it is full. */
const GROWTH = 1.25;

/**
 * Follows a figure's run that is under way, as a controller: the picture grows with it, the playhead stands at its end.
 */
export class LiveFollowing {
  #figure;
  #runs;
  #playhead;
  #frame = 0;
  /** Whether the run was paused because nobody saw it. */
  #rested = false;

  /**
   * @param {AwaitScope} figure
   * @param {Runs} runs
   * @param {Playhead} playhead
   */
  constructor(figure, runs, playhead) {
    this.#figure = figure;
    this.#runs = runs;
    this.#playhead = playhead;
    figure.addController(this);
  }

  hostUpdate() {
    const { run } = this;
    if (run?.speed && run.speed !== this.#figure.speed) run.speed = this.#figure.speed;
  }

  hostDisconnected() {
    cancelAnimationFrame(this.#frame);
    this.#figure.live = '';
  }

  /** The run under way, if there is one. */
  get run() {
    return this.#runs.live;
  }

  /** Nobody sees the figure: its run waits. */
  set rests(/** @type {boolean} */ rests) {
    const { run } = this;
    if (rests && run?.state === 'running') {
      run.pause();
      this.#rested = true;
    } else if (!rests && this.#rested) {
      run?.resume();
      this.#rested = false;
    }
  }

  /** Runs the figure's scenario on the real clock. Rejects where that cannot be. */
  async start() {
    const { about, values, speed, model } = this.#figure;
    if (!about) return;
    this.#playhead.pause();
    this.#figure.extent = model?.end ?? 0;
    this.#figure.note = '';
    await this.#runs.real(about, values, speed, this.grow);
  }

  /** Shows with the next frame what is new. */
  grow = (/** @type {Trace} */ trace, /** @type {FollowedRun} */ run) => {
    this.read();
    const figure = this.#figure;
    if (run.state === 'closed') figure.note = cutNote(trace);
    if (figure.model?.trace !== trace) {
      const model = createModel(trace);
      figure.model = model;
      this.#playhead.show(model);
      this.#playhead.toMoment(model.length, model.end);
    }
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(this.#follow);
  };

  /** Between two events only the playhead moves. */
  #follow = () => {
    const { run } = this;
    const figure = this.#figure;
    const { model } = figure;
    if (!model) return;
    if (model.update()) figure.growth = model.length;
    const time = Math.max(run?.now ?? 0, model.end);
    this.#playhead.toMoment(model.length, time);
    if (!run) return;
    if (time > figure.extent) figure.extent = time * GROWTH;
    this.#frame = requestAnimationFrame(this.#follow);
  };

  /** How the run stands. */
  read() {
    const state = this.run?.state;
    this.#figure.live = state === 'running' || state === 'paused' ? state : '';
  }
}
