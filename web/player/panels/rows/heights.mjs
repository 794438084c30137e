/**
 * Where the rows of a list stand of which only some have been made. Pure.
 *
 * @typedef {{
 *   offset: (place: number) => number,
 *   placeAt: (offset: number) => number,
 * }} Heights   `offset`: of a row's upper edge, pixels; `placeAt`: the row that stands there
 */

/** All rows alike. @implements {Heights} */
export class EqualHeights {
  /** @param {number} height pixels */
  constructor(height) {
    this.height = height;
  }

  /** @param {number} place */
  offset(place) {
    return place * this.height;
  }

  /** @param {number} offset */
  placeAt(offset) {
    return Math.max(0, Math.floor(offset / this.height));
  }
}

/**
 * Rows that are taken for alike until they have been measured: a tree of sums over what each is higher (Fenwick), so
 * that every question costs O(log rows).
 * @implements {Heights}
 */
export class MeasuredHeights {
  /** By row: what it is higher than most, and whether it has been measured. */
  #higher = new Float64Array(64);
  #known = new Uint8Array(64);
  /** The tree: 1 to size, a power of two. */
  #sums = new Float64Array(65);

  /** @param {number} height of most rows, pixels */
  constructor(height) {
    this.height = height;
  }

  /** Whether it has been measured. @param {number} place */
  knows(place) {
    return this.#known[place] === 1;
  }

  /**
   * @param {number} place
   * @param {number} height as it was measured
   * @returns {boolean} whether that is new.
   */
  measure(place, height) {
    if (place >= this.#higher.length) this.#grow(place + 1);
    this.#known[place] = 1;
    const by = height - this.height - this.#higher[place];
    if (Math.abs(by) < 0.5) return false;
    this.#higher[place] += by;
    for (let at = place + 1; at < this.#sums.length; at += at & -at) this.#sums[at] += by;
    return true;
  }

  /** @param {number} rows */
  #grow(rows) {
    let size = this.#higher.length;
    while (size < rows) size *= 2;
    const higher = new Float64Array(size);
    higher.set(this.#higher);
    this.#higher = higher;
    const known = new Uint8Array(size);
    known.set(this.#known);
    this.#known = known;
    this.#sums = new Float64Array(size + 1);
    for (let at = 1; at <= size; at++) {
      this.#sums[at] += higher[at - 1];
      const above = at + (at & -at);
      if (above <= size) this.#sums[above] += this.#sums[at];
    }
  }

  /** @param {number} place */
  offset(place) {
    let sum = place * this.height;
    for (let at = Math.min(place, this.#higher.length); at > 0; at -= at & -at) sum += this.#sums[at];
    return sum;
  }

  /** @param {number} offset */
  placeAt(offset) {
    let place = 0;
    let left = offset;
    for (let step = this.#higher.length; step > 0; step >>= 1) {
      const height = step * this.height + this.#sums[Math.min(place + step, this.#higher.length)];
      if (place + step > this.#higher.length || height > left) continue;
      place += step;
      left -= height;
    }
    // Behind those that were measured all are alike.
    return place === this.#higher.length ? place + Math.floor(left / this.height) : place;
  }
}
