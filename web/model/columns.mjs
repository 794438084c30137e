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

/**
 * @template {Uint32Array | Uint8Array | Float64Array} Column
 * @param {Column} column
 * @param {number} from
 * @param {number} to
 * @param {number} count
 * @param {number} end
 * @returns {Column} the column with room up to `end`, `count` of its numbers copied.
 */
export function moved(column, from, to, count, end) {
  const larger = withRoom(column, end);
  larger.copyWithin(to, from, from + count);
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
 * Where the lists of many owners lie in columns that they share. A list that is full moves to the end with twice the
 * room, so that appending is amortised O(1).
 *
 * @typedef {{ move: (from: number, to: number, count: number, end: number) => void }} Columns `move`: copies `count`
 *   entries, and makes room up to `end`
 */
export class Places {
  #used = 0;
  #room = new Uint32Array(64);
  /** By owner: its first place, good until the next one is taken, and how many it has. */
  start = new Uint32Array(64);
  count = new Uint32Array(64);

  /**
   * @param {number} owner
   * @param {Columns} columns
   * @returns {number} where its next entry goes.
   */
  next(owner, columns) {
    const count = this.count[owner] ?? 0;
    if (count === (this.#room[owner] ?? 0)) this.reserve(owner, Math.max(2, 2 * count), columns);
    this.count[owner]++;
    return this.start[owner] + count;
  }

  /**
   * Moves a list to the end.
   * @param {number} owner
   * @param {number} room for so many entries, not fewer than it has
   * @param {Columns} columns
   */
  reserve(owner, room, columns) {
    this.start = withRoom(this.start, owner + 1);
    this.count = withRoom(this.count, owner + 1);
    this.#room = withRoom(this.#room, owner + 1);
    columns.move(this.start[owner], this.#used, this.count[owner], this.#used + room);
    this.start[owner] = this.#used;
    this.#room[owner] = room;
    this.#used += room;
  }
}

/** For each of some of many entities a list of entries, each one or two numbers, ascending in the first. */
export class EntityLists {
  #data = new Uint32Array(1024);
  #slots = new Uint32Array(64);
  #slotCount = 1;
  #places = new Places();

  /** @param {1 | 2} width numbers an entry */
  constructor(width) {
    this.width = width;
  }

  /**
   * Appends an entry.
   * @param {number} entity
   * @param {number} first
   * @param {number} [second]
   */
  push(entity, first, second = 0) {
    this.#slots = withRoom(this.#slots, entity + 1);
    this.#slots[entity] ||= this.#slotCount++;
    const at = this.#places.next(this.#slots[entity], this) * this.width;
    this.#data[at] = first;
    if (this.width > 1) this.#data[at + 1] = second;
  }

  /** The slot of its list, 0 for none. @param {number} entity */
  #slot(entity) {
    return entity < this.#slots.length ? this.#slots[entity] : 0;
  }

  /** @param {number} from @param {number} to @param {number} count @param {number} end */
  move(from, to, count, end) {
    this.#data = moved(this.#data, from * this.width, to * this.width, count * this.width, end * this.width);
  }

  /**
   * @param {number} entity
   * @returns {number} entries in its list.
   */
  count(entity) {
    return this.#places.count[this.#slot(entity)];
  }

  /** @param {number} entity */
  #start(entity) {
    return this.#places.start[this.#slot(entity)] * this.width;
  }

  /**
   * @param {number} entity
   * @param {number} position
   * @returns {number} how many of its entries begin with a number below `position`. O(log count).
   */
  before(entity, position) {
    return countBelow(this.#data, this.#start(entity), this.count(entity), this.width, position);
  }

  /**
   * @param {number} entity
   * @param {number} index
   * @param {number} [field]
   */
  at(entity, index, field = 0) {
    return this.#data[this.#start(entity) + index * this.width + field];
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
export function countBelow(data, start, count, width, position) {
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
