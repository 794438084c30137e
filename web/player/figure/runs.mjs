/**
 * Where a figure's traces come from: a scenario, run anew at every change of its parameters or run live, or a file.
 *
 * @import { Run, Scenario, Trace } from '../../../wasm/types.js'
 */
import { MAX_RECORDS } from '../../../wasm/trace/trace.mjs';
import { folderMissing } from '../later.mjs';

/**
 * A virtual run that has written so many records is stopped: it may never end, and nobody has asked for so much of it.
 */
const MOST_AT_ONCE = 200_000;

/** @param {Trace} trace of a run that was stopped before its end */
export const cutNote = ({ length }) =>
  `The picture stops after ${length} events, for more would not fit; the program would go on.`;

const runtime = () => import('../runtime.mjs').catch(tellMissing);

/** @returns {never} */
function tellMissing() {
  throw new Error(`The run cannot be shown: ${folderMissing}`);
}

/**
 * A scenario with its parameters and sources. Rejects with an Error whose message says what to do.
 * @param {string} name
 * @param {{ andRun: boolean }} options `andRun`: its module will be wanted next, and is fetched at the same time
 */
export async function fetchScenario(name, options) {
  const { scenarioNamed } = await runtime();
  return scenarioNamed(name, options);
}

/**
 * The trace of a file, or that of an element of the page (`#id`), whose text it is. Rejects with an Error whose message
 * says what to do.
 * @param {string} address relative to the page
 * @param {Document | ShadowRoot} page where the element is looked for
 * @param {AbortSignal} signal nobody wants it any more
 * @param {(megabytes: number) => void} large told where reading takes a while
 * @returns {Promise<Trace>}
 */
export async function fetchTrace(address, page, signal, large) {
  const answer = address.startsWith('#') ? undefined : fetch(address, { signal }).catch(() => undefined);
  const { readTrace } = await import('../trace-file.mjs').catch(tellMissing);
  return readTrace({ address, page, answer }, signal, large);
}

/**
 * What the player asks of a run that it follows.
 * @typedef {EventTarget & Pick<Run, 'state' | 'trace' | 'now' | 'pause' | 'resume' | 'close'> &
 *   Partial<Pick<Run, 'cancel' | 'speed'>>} FollowedRun
 */

/** The runs of one figure: at most one at a time; a new one ends the last. */
export class Runs {
  /** @type {FollowedRun | null} */
  #run = null;
  /** Counts starts, so that what arrives late for a run that was replaced is dropped. */
  #starts = 0;

  /** The live run under way, if there is one. */
  get live() {
    return this.#run?.state === 'running' || this.#run?.state === 'paused' ? this.#run : null;
  }

  stop() {
    this.#starts += 1;
    this.#run?.close();
    this.#run = null;
  }

  /**
   * Runs the scenario on the virtual clock.
   * @param {Scenario} scenario
   * @param {Record<string, number>} parameters
   * @returns {Promise<{ trace: Trace, cut: boolean, current: () => boolean } | null>} `cut`: it was stopped before its end;
   *   `current`: whether no other has been started since; null: replaced meanwhile
   */
  async virtual(scenario, parameters) {
    this.stop();
    const start = this.#starts;
    const current = () => start === this.#starts;
    const scope = await runtime().then(({ scopeOf }) => scopeOf(scenario));
    if (!current()) return null;
    const run = scope.start(scenario.name, { parameters });
    this.#run = run;
    let cut = false;
    run.addEventListener('change', () => {
      if (run.trace.length <= MOST_AT_ONCE || cut) return;
      cut = true;
      run.close();
    });
    await run.finished;
    return current() ? { trace: run.trace, cut, current } : null;
  }

  /**
   * Starts the scenario on the real clock, under the browser's event loop.
   * @param {Scenario} scenario
   * @param {Record<string, number>} parameters
   * @param {number} speed loop seconds per second
   * @param {(trace: Trace, run: Run) => void} changed called after each slice that added to it, and when it has ended
   */
  async real(scenario, parameters, speed, changed) {
    this.stop();
    const start = this.#starts;
    const scope = await runtime().then(({ scopeOf }) => scopeOf(scenario));
    if (start !== this.#starts) return;
    const run = scope.start(scenario.name, { clock: 'real', parameters, speed });
    run.addEventListener('change', () => {
      if (run.trace.length >= MAX_RECORDS) run.close();
    });
    const tell = this.follow(run, changed);
    await run.finished;
    tell();
  }

  /**
   * Follows a run that is under way.
   * @template {FollowedRun} Followed
   * @param {Followed} run
   * @param {(trace: Trace, run: Followed) => void} changed called after each slice that added to it
   * @returns {() => void} calls `changed`, unless another run has taken the place of this one
   */
  follow(run, changed) {
    this.stop();
    const start = this.#starts;
    this.#run = run;
    const tell = () => {
      if (start === this.#starts) changed(run.trace, run);
    };
    run.addEventListener('change', tell);
    tell();
    return tell;
  }
}
