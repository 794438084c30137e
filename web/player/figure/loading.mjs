import { createModelInParts } from '../../model/model.mjs';
import { comparison, fetchWhenIdle, words } from '../later.mjs';
import { cutNote, fetchScenario, fetchTrace } from './runs.mjs';
import { readMoment, readValues, wrongSetting } from './settings.mjs';

/**
 * @import { Trace } from '../../../wasm/types.js'
 * @import { Model } from '../../model/types.js'
 * @import { AwaitScope } from '../await-scope.mjs'
 * @import { LiveFollowing } from './live.mjs'
 * @import { Playhead } from './playhead.mjs'
 * @import { Runs } from './runs.mjs'
 */

/** Milliseconds that a model is made for before the page has its turn, and records between two looks at the clock. */
const SLICE = 12;
const STRETCH = 1024;

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
  /** The same for the models that are made. */
  #models = 0;
  /** Ends what is on its way for the last load. */
  #ended = new AbortController();

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
    if (this.#figure.model) return;
    this.#wanted = false;
    this.#end();
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

  /** Nothing comes any more of what was begun. */
  #end() {
    this.#ended.abort();
    this.#ended = new AbortController();
    this.#models += 1;
    return ++this.#loads;
  }

  async #load() {
    const load = this.#end();
    const figure = this.#figure;
    this.#runs.stop();
    this.#playhead.pause();
    figure.live = '';
    figure.failure = '';
    figure.note = '';
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
    const large = (/** @type {number} */ megabytes) => {
      if (load === this.#loads) figure.note = `Reading the run: ${megabytes} MB`;
    };
    const trace =
      typeof figure.trace === 'string'
        ? await fetchTrace(figure.trace, page, this.#ended.signal, large)
        : figure.trace;
    if (load !== this.#loads) return;
    const model = await this.#modelOf(trace, (part) => {
      figure.note = `Reading the run: ${Math.floor(100 * part)} %`;
    });
    if (!model) return;
    this.#show(model);
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
      const model = ran && (await this.#modelOf(ran.trace));
      if (!model || !ran?.current()) return false;
      this.#show(model);
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
   * @param {Trace} trace
   * @param {(part: number) => void} [progress] told of each turn how much is done, of 1
   * @returns {Promise<Model | null>} null where another has been wanted meanwhile
   */
  async #modelOf(trace, progress) {
    const wanted = ++this.#models;
    const parts = createModelInParts(trace, STRETCH);
    for (let paused = false; ; paused = true) {
      const until = performance.now() + SLICE;
      let part;
      do part = parts.next();
      while (!part.done && performance.now() < until);
      // Where it took more than one turn, its first picture has one of its own.
      if (part.done && !paused) return part.value;
      if (!part.done) progress?.(part.value / trace.length);
      await new Promise((resolve) => setTimeout(resolve));
      if (wanted !== this.#models) return null;
      if (part.done) return part.value;
    }
  }

  /**
   * Shows a run: where one was shown already, as it is at the same time, and at its end if that is where the playhead
   * stood.
   * @param {Model} model
   */
  #show(model) {
    const figure = this.#figure;
    const { trace } = model;
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
