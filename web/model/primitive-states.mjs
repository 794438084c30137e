import { Kind } from '../../wasm/trace/kinds.mjs';
import { happened } from './entities.mjs';
import { textOf } from './views.mjs';

/**
 * @import { History } from './history.mjs'
 * @import { PrimitiveAt } from './types.js'
 */

/** Fewest events between two moments that are kept. */
const LEAST = 256;

/** A primitive after the first `events` that happened to it. */
class Moment {
  events = 0;
  /** @type {number | undefined} */
  size;
  /** @type {number | undefined} */
  limit;
  set = false;
  /** Tasks. @type {Set<number>} */
  holders = new Set();
  /** Task → the record by which it waits. @type {Map<number, number>} */
  waiters = new Map();

  copy() {
    const copy = Object.assign(new Moment(), this);
    copy.holders = new Set(this.holders);
    copy.waiters = new Map(this.waiters);
    return copy;
  }
}

/**
 * Locks, events, queues … at any position. Keeps for each that was asked for a moment after as many events as it holds
 * tasks, and the one that was asked for last: what is asked next costs what happened in between, or since the moment
 * kept before it.
 */
export class PrimitiveStates {
  #history;
  /** By entity, in order. @type {Map<number, Moment[]>} */
  #kept = new Map();
  /** By entity. @type {Map<number, Moment>} */
  #last = new Map();

  /** @param {History} history */
  constructor(history) {
    this.#history = history;
  }

  /**
   * @param {number} entity
   * @param {number} position
   * @returns {PrimitiveAt}
   */
  at(entity, position) {
    const { entities, trace } = this.#history;
    const { size, limit, set, holders, waiters } = this.#moment(entity, position);
    // A task that is over waits no more, whether or not the primitive told.
    const waits = [...waiters].filter(([task]) => !happened(entities.ended[entities.find(task)], position));
    return {
      id: entities.id[entity],
      what: trace.strings[entities.text[entity]] ?? '',
      size,
      limit,
      holders: [...holders],
      waiters: waits.map(([task]) => task),
      calls: waits.map(([, record]) => textOf(this.#history, record)),
      set,
    };
  }

  /**
   * @param {number} entity
   * @param {number} position
   */
  #moment(entity, position) {
    const { primitiveEvents } = this.#history;
    const end = primitiveEvents.before(entity, position);
    const kept = this.#keptOf(entity);
    const from = kept[lastNotAfter(kept, end)];
    let moment = this.#last.get(entity);
    if (!moment || moment.events > end || moment.events < from.events) moment = from.copy();
    while (moment.events < end) {
      this.#take(moment, primitiveEvents.at(entity, moment.events));
      const newest = kept[kept.length - 1];
      const room = Math.max(LEAST, moment.holders.size + moment.waiters.size);
      if (moment.events - newest.events >= room) kept.push(moment.copy());
    }
    this.#last.set(entity, moment);
    return moment;
  }

  /** @param {number} entity */
  #keptOf(entity) {
    let kept = this.#kept.get(entity);
    if (!kept) this.#kept.set(entity, (kept = [new Moment()]));
    return kept;
  }

  /**
   * @param {Moment} moment
   * @param {number} record
   */
  #take(moment, record) {
    const { kind, object, value } = this.#history.trace;
    const task = object[record];
    moment.events++;
    switch (kind[record]) {
      case Kind.PRIMITIVE_WAITS:
        moment.waiters.set(task, record);
        break;
      case Kind.PRIMITIVE_ACQUIRED:
        moment.waiters.delete(task);
        moment.holders.add(task);
        break;
      case Kind.PRIMITIVE_RELEASED:
        moment.holders.delete(task);
        break;
      case Kind.PRIMITIVE_PUT:
      case Kind.PRIMITIVE_GOT:
        moment.waiters.delete(task);
        break;
      case Kind.PRIMITIVE_SET:
        moment.set = true;
        break;
      case Kind.PRIMITIVE_CLEARED:
        moment.set = false;
        break;
      case Kind.PRIMITIVE_SIZE:
        moment.size = value[record];
        break;
      case Kind.PRIMITIVE_LIMIT:
        moment.limit = value[record];
        break;
    }
  }
}

/**
 * @param {Moment[]} moments in order; the first has no events
 * @param {number} events
 * @returns {number} place of the last that has no more.
 */
function lastNotAfter(moments, events) {
  let low = 0;
  let high = moments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (moments[middle].events <= events) low = middle;
    else high = middle - 1;
  }
  return low;
}
