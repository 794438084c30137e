import { Kind } from '../../wasm/trace/kinds.mjs';
import { happened } from './entities.mjs';

/**
 * @import { History } from './history.mjs'
 * @import { PrimitiveAt } from './types.js'
 */

/**
 * A lock, event, queue … at one position. O(what happened to it until then).
 * @param {History} history
 * @param {number} entity
 * @param {number} position
 * @returns {PrimitiveAt}
 */
export function primitiveAt({ entities, primitiveEvents, trace }, entity, position) {
  /** @type {number | undefined} */
  let size;
  let set = false;
  /** @type {Set<number>} */
  const holders = new Set();
  /** @type {Set<number>} */
  const waiters = new Set();
  const end = primitiveEvents.before(entity, position);
  for (let index = 0; index < end; index++) {
    const record = primitiveEvents.at(entity, index);
    const task = trace.object[record];
    switch (trace.kind[record]) {
      case Kind.PRIMITIVE_WAITS:
        waiters.add(task);
        break;
      case Kind.PRIMITIVE_ACQUIRED:
        waiters.delete(task);
        holders.add(task);
        break;
      case Kind.PRIMITIVE_RELEASED:
        holders.delete(task);
        break;
      case Kind.PRIMITIVE_PUT:
      case Kind.PRIMITIVE_GOT:
        waiters.delete(task);
        break;
      case Kind.PRIMITIVE_SET:
        set = true;
        break;
      case Kind.PRIMITIVE_CLEARED:
        set = false;
        break;
      case Kind.PRIMITIVE_SIZE:
        size = trace.value[record];
        break;
    }
  }
  return {
    id: entities.id[entity],
    what: trace.strings[entities.text[entity]] ?? '',
    size,
    holders: [...holders],
    // A task that is over waits no more, whether or not the primitive told.
    waiters: [...waiters].filter((task) => !happened(entities.ended[entities.find(task)], position)),
    set,
  };
}
