import { IdTable, RecordList, withRoom } from './columns.mjs';

/** What an entity is; bits, since a gather is a composite and a future, and a task is a future. */
export const Role = Object.freeze({
  TASK: 1,
  FUTURE: 2,
  COROUTINE: 4,
  HANDLE: 8,
  COMPOSITE: 16,
  PRIMITIVE: 32,
  OPERATION: 64,
});

const columns = /** @type {const} */ ([
  'id',
  'roles',
  'by',
  'text',
  'created',
  'begun',
  'ended',
  'cancelled',
  'set',
  'link',
  'expired',
  'settled',
  'depth',
  'rank',
]);

/**
 * The entities of a trace, numbered from 0 in the order in which they appear; columns tell what is known of each. A
 * column of records holds the record + 1, so that 0 is "has not happened".
 */
export class Entities {
  count = 0;
  #numbers = new IdTable();

  id = new Uint32Array(64);
  roles = new Uint32Array(64);
  /** Id of the task that made it. */
  by = new Uint32Array(64);
  /** String: name, what it is for, what it calls. */
  text = new Uint32Array(64);
  created = new Uint32Array(64);
  /** Task: first step. Coroutine: entered. Handle: put into the ready queue. */
  begun = new Uint32Array(64);
  /** Task, future: done. Coroutine: left. Handle: run. Operation: over. */
  ended = new Uint32Array(64);
  /** Handle: cancelled. */
  cancelled = new Uint32Array(64);
  /** Handle: its timer set. Future: the timer that is to end it set. */
  set = new Uint32Array(64);
  /** An id. Task: its coroutine. Coroutine: its task. Handle: whom it works for. Future: the composite or primitive
   * it stands for. Composite: its future. A gather is its own. */
  link = new Uint32Array(64);
  /** Composites. */
  expired = new Uint32Array(64);
  settled = new Uint32Array(64);
  /** Tasks: ancestors, and place among the tasks. */
  depth = new Uint32Array(64);
  rank = new Uint32Array(64);

  /** Entities of each role in order of creation; tasks are not among the futures. */
  tasks = new RecordList();
  futures = new RecordList();
  composites = new RecordList();
  primitives = new RecordList();
  operations = new RecordList();

  /**
   * @param {number} id
   * @returns {number} its number, -1 where there is none.
   */
  find(id) {
    return this.#numbers.get(id) - 1;
  }

  /**
   * @param {number} id
   * @param {number} role
   * @returns {number} its number where it is one of the role, else -1.
   */
  findAs(id, role) {
    const entity = this.find(id);
    return entity >= 0 && (this.roles[entity] & role) !== 0 ? entity : -1;
  }

  /**
   * The entity with this id in this role; made where there is none, since records of its creation may be lost.
   * @param {number} id
   * @param {number} role
   * @param {number} record
   * @returns {number}
   */
  of(id, role, record) {
    let entity = this.find(id);
    if (entity < 0) {
      entity = this.#add(id, record);
    }
    if ((this.roles[entity] & role) === 0) {
      this.roles[entity] |= role;
      this.#list(entity, role);
    }
    return entity;
  }

  /**
   * @param {number} id
   * @param {number} record
   */
  #add(id, record) {
    const entity = this.count++;
    if (entity >= this.id.length) {
      for (const name of columns) {
        this[name] = withRoom(this[name], this.count);
      }
    }
    this.id[entity] = id;
    this.created[entity] = record + 1;
    this.#numbers.set(id, entity + 1);
    return entity;
  }

  /**
   * @param {number} entity
   * @param {number} role
   */
  #list(entity, role) {
    if (role === Role.TASK) {
      this.rank[entity] = this.tasks.length;
      this.tasks.push(entity);
    } else if (role === Role.FUTURE && (this.roles[entity] & Role.TASK) === 0) {
      this.futures.push(entity);
    } else if (role === Role.COMPOSITE) {
      this.composites.push(entity);
    } else if (role === Role.PRIMITIVE) {
      this.primitives.push(entity);
    } else if (role === Role.OPERATION) {
      this.operations.push(entity);
    }
  }

  /**
   * @param {RecordList} list of entities
   * @param {number} position
   * @returns {number} how many of the list were created before the position.
   */
  createdBefore(list, position) {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.created[list.data[middle]] <= position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

/**
 * @param {number} mark of a column of records: the record + 1, or 0
 * @param {number} position
 * @returns {boolean} whether it happened before the position.
 */
export function happened(mark, position) {
  return mark !== 0 && mark <= position;
}
