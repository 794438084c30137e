import { withRoom } from './columns.mjs';
import { Role } from './entities.mjs';

/**
 * @import { Entities } from './entities.mjs'
 * @import { Row } from './types.js'
 */

/**
 * The tasks as rows, depth first, children in order of creation. Grows with the run: a task below the last row is
 * O(depth), one in between has all rows told anew, O(tasks).
 */
export class TaskTree {
  #entities;
  /**
   * By place: that of the parent, of the first and last child, of the next sibling; 0: none. A place is a rank + 1, the
   * root's 0.
   */
  #parent = new Uint32Array(64);
  #firstChild = new Uint32Array(64);
  #lastChild = new Uint32Array(64);
  #next = new Uint32Array(64);
  /** By rank. @type {Row[]} */
  #rowOf = [];
  /** In order. @type {Row[]} */
  rows = [];
  /** Row → rank of its task, and back. */
  ranks = new Uint32Array(64);
  rowOfRank = new Uint32Array(64);

  /** @param {Entities} entities */
  constructor(entities) {
    this.#entities = entities;
  }

  /** Takes in the tasks that were added. */
  update() {
    const { length } = this.#entities.tasks;
    const first = this.#rowOf.length;
    if (first === length) return;
    for (const name of /** @type {const} */ (['ranks', 'rowOfRank']))
      this[name] = withRoom(this[name], length);
    this.#parent = withRoom(this.#parent, length + 1);
    this.#firstChild = withRoom(this.#firstChild, length + 1);
    this.#lastChild = withRoom(this.#lastChild, length + 1);
    this.#next = withRoom(this.#next, length + 1);
    let inOrder = true;
    for (let rank = first; rank < length; rank++) {
      const parent = this.#add(rank);
      inOrder &&= this.#isLast(parent);
      if (inOrder) this.#show(rank);
    }
    if (!inOrder) this.#arrange();
  }

  /** @param {number} rank @returns {number} its parent's place */
  #add(rank) {
    const { by, id, rank: rankOf, tasks } = this.#entities;
    const task = tasks.data[rank];
    const creator = this.#entities.findAs(by[task], Role.TASK);
    const parent = creator >= 0 && rankOf[creator] < rank ? rankOf[creator] + 1 : 0;
    const place = rank + 1;
    const before = this.#lastChild[parent];
    if (before === 0) this.#firstChild[parent] = place;
    else this.#next[before] = place;
    this.#lastChild[parent] = place;
    this.#parent[place] = parent;
    this.#rowOf.push({ task: id[task], depth: parent === 0 ? 0 : this.#rowOf[parent - 1].depth + 1 });
    return parent;
  }

  /** Whether what stands below a place stands in the last row. @param {number} place */
  #isLast(place) {
    let last = this.rows.length === 0 ? 0 : this.ranks[this.rows.length - 1] + 1;
    while (last !== place && last !== 0) last = this.#parent[last];
    return last === place;
  }

  /** In the next row. @param {number} rank */
  #show(rank) {
    this.ranks[this.rows.length] = rank;
    this.rowOfRank[rank] = this.rows.length;
    this.rows.push(this.#rowOf[rank]);
  }

  #arrange() {
    this.rows = [];
    let place = this.#firstChild[0];
    while (place !== 0) {
      this.#show(place - 1);
      if (this.#firstChild[place] !== 0) {
        place = this.#firstChild[place];
        continue;
      }
      while (place !== 0 && this.#next[place] === 0) place = this.#parent[place];
      place = this.#next[place];
    }
  }
}
