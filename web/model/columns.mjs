/** Growable columns of numbers: what the model keeps of a trace of millions of records without an object for each. */

/**
 * @template {Uint32Array | Uint8Array | Float64Array} Column
 * @param {Column} column
 * @param {number} length
 * @returns {Column} the column, or one that begins with it and has room for `length`; it doubles.
 */
export function withRoom(column, length) {
  if (length <= column.length) {
    return column;
  }
  const Kind = /** @type {new (length: number) => Column} */ (column.constructor);
  const larger = new Kind(Math.max(length, 2 * column.length));
  larger.set(/** @type {any} */ (column));
  return larger;
}

/** Records (or other numbers) in ascending order, grown at the end. */
export class RecordList {
  length = 0;
  data = new Uint32Array(64);

  /** @param {number} record */
  push(record) {
    this.data = withRoom(this.data, this.length + 1);
    this.data[this.length++] = record;
  }

  /**
   * @param {number} position
   * @returns {number} how many are below it. O(log length).
   */
  before(position) {
    return countBelow(this.data, 0, this.length, 1, position);
  }

  /** @returns {number[]} */
  toArray() {
    return Array.from(this.data.subarray(0, this.length));
  }
}

/**
 * For each of many entities a list of entries, each `width` numbers wide, ascending in the first. All lie in one array; a list
 * that is full moves to its end with twice the room, so that appending is amortised O(1).
 */
export class EntityLists {
  data = new Uint32Array(1024);
  #used = 0;
  #slots = new Uint32Array(64);
  #slotCount = 1;
  #start = new Uint32Array(64);
  #count = new Uint32Array(64);
  #room = new Uint32Array(64);

  /** @param {number} width numbers an entry */
  constructor(width) {
    this.width = width;
  }

  /**
   * Appends an entry.
   * @param {number} entity
   * @param {number} first
   * @param {number} [second]
   * @param {number} [third]
   */
  push(entity, first, second = 0, third = 0) {
    const slot = this.#slot(entity);
    const { width } = this;
    if (this.#count[slot] === this.#room[slot]) {
      this.#move(slot);
    }
    const at = this.#start[slot] + this.#count[slot]++ * width;
    this.data[at] = first;
    if (width > 1) {
      this.data[at + 1] = second;
      if (width > 2) {
        this.data[at + 2] = third;
      }
    }
  }

  /** @param {number} entity */
  #slot(entity) {
    this.#slots = withRoom(this.#slots, entity + 1);
    if (this.#slots[entity] === 0) {
      this.#slots[entity] = this.#slotCount++;
      this.#start = withRoom(this.#start, this.#slotCount);
      this.#count = withRoom(this.#count, this.#slotCount);
      this.#room = withRoom(this.#room, this.#slotCount);
    }
    return this.#slots[entity];
  }

  /** @param {number} slot */
  #move(slot) {
    const { width } = this;
    const room = Math.max(2, 2 * this.#room[slot]);
    this.data = withRoom(this.data, this.#used + room * width);
    const from = this.#start[slot];
    this.data.copyWithin(this.#used, from, from + this.#count[slot] * width);
    this.#start[slot] = this.#used;
    this.#room[slot] = room;
    this.#used += room * width;
  }

  /**
   * @param {number} entity
   * @returns {number} entries in its list.
   */
  count(entity) {
    return entity < this.#slots.length ? this.#count[this.#slots[entity]] : 0;
  }

  /**
   * @param {number} entity
   * @returns {number} where its list begins in `data`; good until the next push.
   */
  start(entity) {
    return entity < this.#slots.length ? this.#start[this.#slots[entity]] : 0;
  }

  /**
   * @param {number} entity
   * @param {number} position
   * @returns {number} how many of its entries begin with a number below `position`. O(log count).
   */
  before(entity, position) {
    return countBelow(this.data, this.start(entity), this.count(entity), this.width, position);
  }

  /**
   * @param {number} entity
   * @param {number} index
   * @param {number} [field]
   */
  at(entity, index, field = 0) {
    return this.data[this.start(entity) + index * this.width + field];
  }

  /**
   * The first numbers of its entries.
   * @param {number} entity
   * @param {number} [end] entries to take
   * @returns {number[]}
   */
  records(entity, end = this.count(entity)) {
    return Array.from({ length: end }, (_, index) => this.at(entity, index));
  }
}

/**
 * @param {Uint32Array} data
 * @param {number} start
 * @param {number} count
 * @param {number} width
 * @param {number} position
 * @returns {number} how many of `count` ascending numbers, `width` apart from `start`, are below `position`.
 */
function countBelow(data, start, count, width, position) {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (data[start + middle * width] < position) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** Ids up to here are looked up in an array, those of a hostile trace that lie above it in a map. */
const LARGEST_INDEXED = 1 << 22;

/** Id → number from 1; 0 for an id that is not there. */
export class IdTable {
  #indexed = new Uint32Array(256);
  /** @type {Map<number, number>} */
  #others = new Map();

  /** @param {number} id */
  get(id) {
    return id < this.#indexed.length ? this.#indexed[id] : (this.#others.get(id) ?? 0);
  }

  /**
   * @param {number} id
   * @param {number} number
   */
  set(id, number) {
    if (id <= LARGEST_INDEXED) {
      this.#indexed = withRoom(this.#indexed, id + 1);
      this.#indexed[id] = number;
    } else {
      this.#others.set(id, number);
    }
  }
}
