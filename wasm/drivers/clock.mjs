/**
 * The loop's time on a real clock: seconds since start(), `speed` of them a second of the host, standing still in a
 * pause.
 */
export class LoopClock {
  #hostNow;
  #speed;
  #reached = 0;
  /** The host's time when the clock began to go; undefined while it stands. @type {number | undefined} */
  #since;

  /**
   * @param {() => number} hostNow seconds
   * @param {number} speed
   */
  constructor(hostNow, speed) {
    this.#hostNow = hostNow;
    this.#speed = speed;
  }

  get speed() {
    return this.#speed;
  }

  /** From now on: what has passed has passed. */
  set speed(speed) {
    this.#reached = this.now();
    if (this.#since !== undefined) this.#since = this.#hostNow();
    this.#speed = speed;
  }

  now() {
    return this.#since === undefined
      ? this.#reached
      : this.#reached + (this.#hostNow() - this.#since) * this.#speed;
  }

  go() {
    this.#since = this.#hostNow();
  }

  stand() {
    this.#reached = this.now();
    this.#since = undefined;
  }
}
