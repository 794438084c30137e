/** @import { Host } from './types.js' */

/**
 * One call back, soon: however often it is requested before it comes, the host has one pending, and what was cancelled
 * does not come.
 */
export class Hop {
  #poster;
  #callback;
  #posted = false;
  #wanted = false;

  /**
   * @param {Host} host
   * @param {() => void} callback
   */
  constructor(host, callback) {
    this.#callback = callback;
    this.#poster = host.createPoster(() => this.#arrive());
  }

  request() {
    this.#wanted = true;
    if (!this.#posted) {
      this.#posted = true;
      this.#poster.post();
    }
  }

  /** What the host has pending then comes to nothing, or serves the next request. */
  cancel() {
    this.#wanted = false;
  }

  close() {
    this.cancel();
    this.#poster.close();
  }

  #arrive() {
    this.#posted = false;
    if (this.#wanted) {
      this.#wanted = false;
      this.#callback();
    }
  }
}
