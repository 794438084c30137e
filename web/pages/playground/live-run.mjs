import { Trace } from '../../../wasm/trace/trace.mjs';
import { addPart } from './trace-parts.mjs';

/**
 * @import { Run, RunState } from '../../../wasm/types.js'
 * @import { TracePart } from './messages.js'
 */

/** A run in a worker, as the player follows one: its trace grows part by part. */
export class LiveRun extends EventTarget {
  trace;
  /** @type {RunState} */
  state = 'running';
  #pause;
  /** The loop's time when the last part came, and the page's. */
  #told = { now: 0, at: performance.now() };

  /**
   * @param {{ name: string, text: string, clock: 'virtual' | 'real' }} program
   * @param {(paused: boolean) => void} pause has the worker pause, or go on
   */
  constructor({ name, text, clock }, pause) {
    super();
    const sources = [{ name, language: /** @type {const} */ ('python'), text }];
    this.trace = new Trace({ scenario: { name, title: name }, clock, sources });
    this.#pause = pause;
  }

  get now() {
    const { now, at } = this.#told;
    return this.state === 'running' ? now + (performance.now() - at) / 1000 : now;
  }

  /**
   * @param {TracePart} part
   * @param {number} now seconds on the loop's clock
   * @param {RunState} state
   */
  grow(part, now, state) {
    addPart(this.trace, part);
    this.#told = { now, at: performance.now() };
    this.state = state;
    this.dispatchEvent(new Event('change'));
  }

  /** Ended by force: nothing more comes. */
  end() {
    this.#told = { now: this.now, at: 0 };
    this.state = 'returned';
    this.dispatchEvent(new Event('change'));
  }

  pause() {
    this.#setPaused(true);
  }

  resume() {
    this.#setPaused(false);
  }

  /** The page's buttons end the program, not its picture. */
  close() {}

  /** @param {boolean} paused */
  #setPaused(paused) {
    if (this.state !== 'running' && this.state !== 'paused') return;
    this.#told = { now: this.now, at: performance.now() };
    this.state = paused ? 'paused' : 'running';
    this.#pause(paused);
  }
}
