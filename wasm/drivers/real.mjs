import { LoopClock } from './clock.mjs';
import { Hop } from './hop.mjs';

/** @import { Driven, Driver, Host } from './types.js' */

/** How long a slice may hold the thread, seconds of the host: half a frame of a page at 60 a second. */
const BUDGET = 0.008;

/** Longest delay that setTimeout takes; a longer one would fire at once. Milliseconds. */
const MAX_DELAY = 2 ** 31 - 1;

/**
 * Drives a run on the host's clock, in a page or under Node: at most one hop and one timer are pending. Turns run when
 * they are due or later, never earlier.
 * @implements {Driver}
 */
export class RealDriver {
  #driven;
  #host;
  #clock;
  #hop;
  #running = false;
  /** @type {unknown} */
  #timer;

  /**
   * @param {Driven} driven
   * @param {Host} host
   * @param {number} [speed] loop seconds a second of the host
   */
  constructor(driven, host, speed = 1) {
    this.#driven = driven;
    this.#host = host;
    this.#clock = new LoopClock(() => host.now(), speed);
    this.#hop = new Hop(host, () => this.#slice());
  }

  get now() {
    return this.#clock.now();
  }

  get speed() {
    return this.#clock.speed;
  }

  set speed(speed) {
    this.#clock.speed = speed;
    if (this.#timer === undefined) return;
    this.#clearTimer();
    this.#sleep();
  }

  /** The loop's own time, so that turns go by the pause and the speed; the budget is counted in it too. */
  hostNow() {
    return this.#clock.now();
  }

  start() {
    this.#running = true;
    this.#clock.go();
    this.#slice();
  }

  pause() {
    this.#running = false;
    this.#clock.stand();
    this.#clearTimer();
    this.#hop.cancel();
  }

  resume() {
    this.#running = true;
    this.#clock.go();
    this.#hop.request();
  }

  wake() {
    if (this.#running) {
      this.#clearTimer();
      this.#hop.request();
    }
  }

  stop() {
    this.pause();
    this.#hop.close();
  }

  #slice() {
    const delay = this.#driven.turns(this.#clock.now(), BUDGET * this.#clock.speed);
    if (this.#running) {
      if (delay > 0) {
        this.#sleep();
      } else {
        this.#hop.request();
      }
    }
    this.#driven.rest();
  }

  /**
   * Waits for the deadline. For none as long as a timer can: under Node it keeps the process, which may yet be told to
   * cancel.
   */
  #sleep() {
    const milliseconds = Math.ceil(
      ((this.#driven.deadline() - this.#clock.now()) * 1000) / this.#clock.speed,
    );
    if (milliseconds <= 0) {
      this.#hop.request();
      return;
    }
    this.#timer = this.#host.setTimeout(() => this.#expire(), Math.min(milliseconds, MAX_DELAY));
  }

  /** Timers of some hosts come up to a millisecond early, and capped ones long before the deadline. */
  #expire() {
    this.#timer = undefined;
    if (this.#clock.now() < this.#driven.deadline()) {
      this.#sleep();
    } else {
      this.#slice();
    }
  }

  #clearTimer() {
    this.#host.clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
