/** @import { Order, Report } from './messages.js' */

/** A program that gives way to the loop ends within this time of being told to; one that does not is ended by force. */
const PATIENCE = 300;

/**
 * What the page is told of a run. After `ended` nothing more comes.
 * @typedef {object} Listener
 * @property {(report: Extract<Report, { type: 'print' | 'log' | 'grown' }>) => void} said
 * @property {(report: Ending) => void} ended
 */

/** @typedef {Extract<Report, { type: 'end' | 'failed' }> | { type: 'killed' }} Ending */

/** The runs of the playground, one at a time, each in a worker of its own; the next one's loads while nothing runs. */
export class ProgramRuns {
  /** @type {Worker | undefined} */
  #spare = this.#makeWorker();
  /** @type {Worker | undefined} */
  #worker;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #patience;
  /** @type {Listener | undefined} */
  #listener;

  get running() {
    return this.#worker !== undefined;
  }

  /**
   * @param {Extract<Order, { type: 'run' }>} order
   * @param {Listener} listener
   */
  start(order, listener) {
    this.#end();
    this.#worker = this.#spare ?? this.#makeWorker();
    this.#spare = undefined;
    this.#listener = listener;
    this.#send(order);
  }

  /** Ends the run, by force where the program does not give way. */
  stop() {
    if (!this.running) return;
    this.#send({ type: 'stop' });
    this.#patience ??= setTimeout(() => this.#finish({ type: 'killed' }), PATIENCE);
  }

  /** Has the loop's clock stand still, or go on. @param {boolean} paused */
  pause(paused) {
    this.#send({ type: 'pause', paused });
  }

  /** @param {Report} report */
  #told(report) {
    if (report.type === 'end' || report.type === 'failed') this.#finish(report);
    else if (report.type !== 'ready') this.#listener?.said(report);
  }

  /** @param {Ending} ending */
  #finish(ending) {
    const listener = this.#listener;
    this.#end();
    this.#spare ??= this.#makeWorker();
    listener?.ended(ending);
  }

  #end() {
    clearTimeout(this.#patience);
    this.#patience = undefined;
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#listener = undefined;
  }

  /** @param {Order} order */
  #send(order) {
    this.#worker?.postMessage(order);
  }

  #makeWorker() {
    const worker = new Worker(new URL('./worker.mjs', import.meta.url), { type: 'module' });
    worker.addEventListener('message', (/** @type {MessageEvent<Report>} */ { data }) => {
      if (worker === this.#worker) this.#told(data);
    });
    worker.addEventListener('error', (event) => {
      if (worker === this.#spare) this.#spare = undefined;
      if (worker !== this.#worker) return;
      event.preventDefault();
      const message =
        event.message || 'The program cannot be run, for its worker does not load. Load the page anew.';
      this.#finish({ type: 'failed', message });
    });
    return worker;
  }
}
