import { createModel } from '../../model/model.mjs';
import { comparison, fetchWhenIdle, words } from '../later.mjs';
import { cutNote, fetchScenario, fetchTrace } from './runs.mjs';
import { readMoment, readValues, wrongSetting } from './settings.mjs';

/**
 * @import { Trace } from '../../../wasm/types.js'
 * @import { AwaitScope } from '../await-scope.mjs'
 * @import { LiveFollowing } from './live.mjs'
 * @import { Playhead } from './playhead.mjs'
 * @import { Runs } from './runs.mjs'
 */

/**
 * Loads what a figure's attributes name, as a controller: a trace, a scenario that is run on the virtual clock, or a
 * run that is under way elsewhere. What comes of it is the figure's model, or its failure.
 */
export class Loading {
  #figure;
  #runs;
  #playhead;
  #live;
  #wanted = false;
  /** Counts loads, so that the answer of one that was replaced is dropped. */
  #loads = 0;

  /**
   * @param {AwaitScope} figure
   * @param {Runs} runs
   * @param {Playhead} playhead
   * @param {LiveFollowing} live
   */
  constructor(figure, runs, playhead, live) {
    this.#figure = figure;
    this.#runs = runs;
    this.#playhead = playhead;
    this.#live = live;
    figure.addController(this);
  }

  hostDisconnected() {
    this.#runs.stop();
    // What was still on its way is asked for again when it is back.
    if (!this.#figure.model) this.#wanted = false;
  }

  /** The first time that the figure is near the view; one that is moved within the page has its run already. */
  begin() {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#load();
  }

  /** The figure's attributes name something else. */
  renew() {
    if (this.#wanted && this.#figure.hasUpdated) this.#load();
  }

  async #load() {
    const load = ++this.#loads;
    const figure = this.#figure;
    this.#runs.stop();
    this.#playhead.pause();
    figure.live = '';
    figure.failure = '';
    figure.about = null;
    try {
      const wrong = wrongSetting(figure);
      if (wrong) throw new Error(wrong);
      if (figure.closest('await-scope-compare')) {
        // Where that cannot be fetched each figure stands for itself.
        await comparison.load().catch(() => {});
        if (load !== this.#loads) return;
      }
      if (figure.run) this.#runs.follow(figure.run, this.#live.grow);
      else if (figure.trace) await this.#loadTrace(load);
      else await this.#loadScenario(load);
    } catch (error) {
      if (load === this.#loads) this.fail(error);
    }
  }

  /** @param {number} load */
  async #loadTrace(load) {
    const figure = this.#figure;
    const page = /** @type {Document | ShadowRoot} */ (figure.getRootNode());
    const trace = typeof figure.trace === 'string' ? await fetchTrace(figure.trace, page) : figure.trace;
    if (load !== this.#loads) return;
    this.#show(trace);
    this.#open();
    // With a scenario beside it the trace is what is seen at first; only what runs anew fetches the runtime.
    if (!figure.scenario || !(await this.#offerScenario(load, { andRun: false }, {}))) return;
    for (const [name, value] of Object.entries(trace.parameters)) {
      if (name in figure.values) figure.values = { ...figure.values, [name]: value };
    }
  }

  /** @param {number} load */
  async #loadScenario(load) {
    const figure = this.#figure;
    if (!figure.scenario)
      throw new Error('Nothing to show: give <await-scope> a scenario or a trace attribute.');
    if (!(await this.#offerScenario(load, { andRun: true }, readValues(figure.set) ?? {}))) return;
    if (await this.rerun()) this.#open();
  }

  /**
   * Sliders for a scenario's parameters.
   * @param {number} load
   * @param {{ andRun: boolean }} options
   * @param {Record<string, number>} values those that are not the scenario's own
   * @returns {Promise<boolean>} false: another load has taken the place of this one
   */
  async #offerScenario(load, options, values) {
    const about = await fetchScenario(this.#figure.scenario, options);
    if (load !== this.#loads) return false;
    this.#figure.about = about;
    this.#figure.values = {
      ...Object.fromEntries(about.parameters.map((each) => [each.name, each.default])),
      ...values,
    };
    return true;
  }

  /** A figure that is there for the first time: where the page wants the playhead to stand. */
  #open() {
    const figure = this.#figure;
    const moment = readMoment(figure.at);
    if (moment === 'start') this.#playhead.toIndex(0);
    else figure.seek(moment === 'end' ? Math.max(figure.duration, figure.span) : moment);
    fetchWhenIdle(words);
    figure.doAsked();
    figure.tell('ready', { duration: figure.duration, length: figure.length });
    if (figure.autoplay && !matchMedia('(prefers-reduced-motion: reduce)').matches) figure.play();
  }

  /**
   * Runs the scenario with its parameters as they are, and as they are from now on.
   * @param {Record<string, number>} [values] those that are others than before
   * @returns {Promise<boolean>} whether it is shown now
   */
  async rerun(values) {
    const figure = this.#figure;
    figure.values = { ...figure.values, ...values };
    if (!figure.about) return false;
    figure.live = '';
    try {
      const ran = await this.#runs.virtual(figure.about, figure.values);
      if (!ran) return false;
      this.#show(ran.trace);
      if (ran.cut) figure.note = cutNote(ran.trace);
      return true;
    } catch (error) {
      this.fail(error);
      return false;
    }
  }

  /** @param {unknown} error */
  fail(error) {
    this.#figure.live = '';
    this.#figure.model = null;
    this.#figure.failure = error instanceof Error ? error.message : String(error);
  }

  /**
   * Shows a trace: where one was shown already, as it is at the same time, and at its end if that is where the playhead
   * stood.
   * @param {Trace} trace
   */
  #show(trace) {
    const figure = this.#figure;
    const model = createModel(trace);
    const end = Math.max(model.end, figure.span);
    const { time } = figure.position;
    const stays = figure.model && !this.#playhead.atEnd && time < end;
    figure.model = model;
    figure.failure = '';
    figure.note = trace.lost > 0 ? `${trace.lost} events of this run are lost: the picture has gaps.` : '';
    figure.extent = 0;
    figure.repeat(null);
    this.#playhead.show(model);
    this.#playhead.toTime(stays ? time : end);
    if (!model.task(figure.selection)) figure.selection = 0;
  }
}
