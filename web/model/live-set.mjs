import { RecordList } from './columns.mjs';

/** Fewest additions between two checkpoints. */
const LEAST = 1024;

/**
 * Entities that come and go, each once (timers, ready handles, pending futures): which are there at a position, in the order in
 * which they came. Checkpoints keep who was there; one is made after as many additions as it holds entities, so that all of
 * them together are no larger than the list of additions, and a question costs O(entities there).
 */
export class LiveSet {
  #records = new RecordList();
  #entities = new RecordList();
  /** @type {{ additions: number, there: Uint32Array }[]} */
  #checkpoints = [{ additions: 0, there: new Uint32Array(0) }];
  #isThere;

  /** @param {(entity: number, position: number) => boolean} isThere for an entity that was added: before it left? */
  constructor(isThere) {
    this.#isThere = isThere;
  }

  /**
   * @param {number} entity
   * @param {number} record not below the last addition's
   */
  add(entity, record) {
    const last = this.#checkpoints[this.#checkpoints.length - 1];
    if (this.#records.length - last.additions >= Math.max(LEAST, last.there.length)) {
      const there = Uint32Array.from(this.at(record));
      this.#checkpoints.push({ additions: this.#records.length, there });
    }
    this.#records.push(record);
    this.#entities.push(entity);
  }

  /**
   * @param {number} position
   * @returns {number[]} who is there, first come first.
   */
  at(position) {
    const additions = this.#records.before(position);
    const checkpoint = this.#checkpoints[this.#lastCheckpoint(additions)];
    /** @type {number[]} */
    const there = [];
    for (const entity of checkpoint.there) {
      if (this.#isThere(entity, position)) {
        there.push(entity);
      }
    }
    for (let index = checkpoint.additions; index < additions; index++) {
      const entity = this.#entities.data[index];
      if (this.#isThere(entity, position)) {
        there.push(entity);
      }
    }
    return there;
  }

  /** @param {number} additions */
  #lastCheckpoint(additions) {
    let low = 0;
    let high = this.#checkpoints.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#checkpoints[middle].additions <= additions) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
