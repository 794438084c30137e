/**
 * Where a figure's traces come from: a scenario, run anew at every change of its parameters or run live, or a file.
 *
 * @import { Awaitscope, Run, Trace } from '../../wasm/types.js'
 */

/** A virtual run that has written so many records is stopped: it may never end, and a figure shows a moment of it. */
const MOST_RECORDS = 200_000;

/** @type {Promise<Awaitscope> | undefined} */
let loading;

/** The runtime, loaded once for all figures of the page and only when the first one wants it. */
export function runtime() {
  loading ??= import('../../wasm/index.mjs').then(({ load }) => load());
  loading.catch(() => (loading = undefined));
  return loading;
}

/**
 * The trace of a file. Rejects with an Error whose message says what to do.
 * @param {string} address relative to the page
 * @returns {Promise<Trace>}
 */
export async function fetchTrace(address) {
  const [{ parseTraceFile }, response] = await Promise.all([
    import('../../wasm/trace/file.mjs'),
    fetch(address).catch(() => undefined),
  ]);
  if (!response?.ok) {
    const reason = response ? `the server answers ${response.status}` : 'it cannot be fetched';
    throw new Error(`The trace ${address} cannot be shown: ${reason}. Check the trace attribute.`);
  }
  return parseTraceFile(await response.text(), address);
}

/** The runs of one figure: at most one at a time; a new one ends the last. */
export class Runs {
  /** @type {Run | null} */
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
   * @param {string} scenario
   * @param {Record<string, number>} parameters
   * @returns {Promise<{ trace: Trace, cut: boolean } | null>} `cut`: it was stopped before its end; null: replaced meanwhile
   */
  async virtual(scenario, parameters) {
    this.stop();
    const start = this.#starts;
    const scope = await runtime();
    if (start !== this.#starts) return null;
    const run = scope.start(scenario, { parameters });
    this.#run = run;
    let cut = false;
    run.addEventListener('change', () => {
      if (run.trace.length <= MOST_RECORDS || cut) return;
      cut = true;
      run.close();
    });
    await run.finished;
    return start === this.#starts ? { trace: run.trace, cut } : null;
  }

  /**
   * Starts the scenario on the real clock, under the browser's event loop.
   * @param {string} scenario
   * @param {Record<string, number>} parameters
   * @param {number} speed loop seconds per second
   * @param {(trace: Trace, run: Run) => void} changed called after each slice that added to it, and when it has ended
   */
  async real(scenario, parameters, speed, changed) {
    this.stop();
    const start = this.#starts;
    const scope = await runtime();
    if (start !== this.#starts) return;
    const run = scope.start(scenario, { clock: 'real', parameters, speed });
    this.#run = run;
    const tell = () => {
      if (start === this.#starts) changed(run.trace, run);
    };
    run.addEventListener('change', () => {
      if (run.trace.length > MOST_RECORDS) run.close();
      tell();
    });
    tell();
    await run.finished;
    tell();
  }
}
