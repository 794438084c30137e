import { Hop } from './hop.mjs';

/** @import { Driven, Driver, Host } from './types.js' */

/**
 * Drives a run on a virtual clock: when nothing is ready, the time is the next deadline's. A short program is over when
 * start() returns; a long one gives the thread back to the host between slices.
 * @implements {Driver}
 */
export class VirtualDriver {
  #driven;
  #host;
  #hop;
  #running = false;
  #now = 0;
  speed = 1;

  /**
   * @param {Driven} driven
   * @param {Host} host
   */
  constructor(driven, host) {
    this.#driven = driven;
    this.#host = host;
    this.#hop = new Hop(host, () => this.#slice());
  }

  get now() {
    return this.#now;
  }

  hostNow() {
    return this.#host.now();
  }

  start() {
    this.#running = true;
    this.#slice();
  }

  pause() {
    this.#running = false;
    this.#hop.cancel();
  }

  resume() {
    this.#running = true;
    this.#hop.request();
  }

  wake() {
    if (this.#running) {
      this.#hop.request();
    }
  }

  stop() {
    this.pause();
    this.#hop.close();
  }

  #slice() {
    const end = this.#host.now() + this.#host.virtualBudget;
    let left = this.#host.virtualBudget;
    while (this.#running && left > 0) {
      if (this.#driven.turns(this.#now, left) > 0) {
        const deadline = this.#driven.deadline();
        if (deadline === Infinity) {
          break;
        }
        this.#now = Math.max(this.#now, deadline);
      }
      left = end - this.#host.now();
    }
    if (this.#running && left <= 0) {
      this.#hop.request();
    }
    this.#driven.rest();
  }
}
