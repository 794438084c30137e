import { RecordList, withRoom } from './columns.mjs';

/** Additions in a stretch, and stretches in a larger one. */
const WIDTH = 32;

/** In place of a position: has not left. */
const NEVER = 0xffffffff;

/** Of one level of stretches: how many parts of each have somebody in it, and the position from which nobody is. */
class Stretches {
  #there = new Uint8Array(64);
  left = new Uint32Array(64);

  /** @param {number} stretch @returns {boolean} whether it was empty. */
  fill(stretch) {
    this.#there = withRoom(this.#there, stretch + 1);
    this.left = withRoom(this.left, stretch + 1);
    this.left[stretch] = NEVER;
    return this.#there[stretch]++ === 0;
  }

  /** @param {number} stretch @param {number} position @returns {boolean} whether it is empty now. */
  empty(stretch, position) {
    if (--this.#there[stretch] > 0) return false;
    this.left[stretch] = position;
    return true;
  }
}

/**
 * Entities that come and go, each once (timers, ready handles, pending futures): which are there at a position, in the
 * order in which they came. Stretches of additions, and stretches of those, tell from where on nobody of them is there,
 * so that they are passed over: nothing that is asked costs as much as what has come and gone.
 */
export class LiveSet {
  #records = new RecordList();
  #entities = new RecordList();
  #departures = new RecordList();
  /** By addition: the position from which it is gone. */
  #left = new Uint32Array(64);
  /** Larger and larger ones. */
  #levels = [new Stretches(), new Stretches(), new Stretches()];
  /** By entity: its addition + 1. */
  #places = new Uint32Array(64);

  /**
   * @param {number} entity
   * @param {number} record not below the last addition's
   */
  add(entity, record) {
    this.#places = withRoom(this.#places, entity + 1);
    if (this.#places[entity] !== 0) return;
    const place = this.#records.length;
    this.#places[entity] = place + 1;
    this.#records.push(record);
    this.#entities.push(entity);
    this.#left = withRoom(this.#left, place + 1);
    this.#left[place] = NEVER;
    let stretch = place;
    for (const level of this.#levels) {
      stretch = Math.floor(stretch / WIDTH);
      if (!level.fill(stretch)) break;
    }
  }

  /**
   * It leaves, if it is there.
   * @param {number} entity
   * @param {number} record not below the last departure's
   */
  remove(entity, record) {
    const place = (entity < this.#places.length ? this.#places[entity] : 0) - 1;
    if (place < 0 || this.#left[place] !== NEVER) return;
    this.#left[place] = record + 1;
    this.#departures.push(record);
    let stretch = place;
    for (const level of this.#levels) {
      stretch = Math.floor(stretch / WIDTH);
      if (!level.empty(stretch, record + 1)) break;
    }
  }

  /**
   * @param {number} position
   * @returns {number} how many are there. O(log additions).
   */
  count(position) {
    return this.#records.before(position) - this.#departures.before(position);
  }

  /**
   * @param {number} position
   * @param {number} [limit]
   * @returns {number[]} who is there, first come first, at most so many. O(limit · log additions).
   */
  at(position, limit = Infinity) {
    const end = this.#records.before(position);
    /** @type {number[]} */
    const there = [];
    for (let place = 0; place < end && there.length < limit; place += this.#stride(place, position)) {
      if (this.#left[place] > position) there.push(this.#entities.data[place]);
    }
    return there;
  }

  /**
   * @param {number} place
   * @param {number} position
   * @returns {number} how many places on somebody may be next.
   */
  #stride(place, position) {
    let stride = 1;
    let next = WIDTH;
    for (const { left } of this.#levels) {
      // A stretch is passed over from its beginning only: the one before it has been looked at.
      if (place % next !== 0 || left[place / next] > position) break;
      stride = next;
      next *= WIDTH;
    }
    return stride;
  }
}
