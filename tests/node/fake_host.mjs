/** @import { Host } from '../../wasm/drivers/types.js' */

/**
 * A host whose time goes only when a test says so. Counts what is pending, so that a test can see how much a driver
 * asks for.
 * @implements {Host}
 */
export class FakeHost {
  virtualBudget = 0.008;
  time = 1000;
  /** What each now() costs, seconds: lets a loop without end use up its budget. */
  tick = 0;
  /** How much too early a timer comes, milliseconds. */
  early = 0;
  /** @type {{ id: number, at: number, milliseconds: number, callback: () => void }[]} */
  timers = [];
  /** @type {(() => void)[]} */
  hops = [];
  closedPosters = 0;
  #id = 0;

  now() {
    this.time += this.tick;
    return this.time;
  }

  setTimeout(/** @type {() => void} */ callback, /** @type {number} */ milliseconds) {
    const at = this.time + (milliseconds - this.early) / 1000;
    this.timers.push({ id: ++this.#id, at, milliseconds, callback });
    return this.#id;
  }

  clearTimeout(/** @type {unknown} */ timer) {
    this.timers = this.timers.filter(({ id }) => id !== timer);
  }

  createPoster(/** @type {() => void} */ callback) {
    return { post: () => void this.hops.push(callback), close: () => void this.closedPosters++ };
  }

  /** Lets the hops that are pending arrive. */
  hop() {
    const due = this.hops;
    this.hops = [];
    due.forEach((callback) => callback());
  }

  /** Lets seconds pass; timers come at their time, in order. */
  pass(/** @type {number} */ seconds) {
    const end = this.time + seconds;
    for (;;) {
      const due = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) {
        break;
      }
      this.clearTimeout(due.id);
      this.time = Math.max(this.time, due.at);
      due.callback();
    }
    this.time = end;
  }
}
