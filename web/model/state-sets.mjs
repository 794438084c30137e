import { RankSet } from './rank-set.mjs';
import { NOBODY } from './task-codes.mjs';

/** @import { TaskStates } from './task-states.mjs' */

/**
 * Which tasks are in each state, at one position that is moved: from one to another costs the changes between them, and
 * nothing that the run has more.
 */
export class StateSets {
  #states;
  /** Changes that have been taken in. */
  #taken = 0;
  /** By code. @type {RankSet[]} */
  #sets = [];

  /** @param {TaskStates} states */
  constructor(states) {
    this.#states = states;
  }

  /**
   * @param {readonly number[]} codes
   * @param {number} changes of the run that have happened
   * @param {number} limit
   * @returns {number[]} the ranks of the first tasks that are in one of the states.
   */
  first(codes, changes, limit) {
    this.#move(changes);
    const sets = codes.map((code) => this.#set(code));
    const next = sets.map((set) => set.next(0));
    /** @type {number[]} */
    const ranks = [];
    while (ranks.length < limit) {
      const rank = Math.min(...next);
      if (rank === Infinity) break;
      ranks.push(rank);
      const from = next.indexOf(rank);
      next[from] = sets[from].next(rank + 1);
    }
    return ranks;
  }

  /** @param {number} changes */
  #move(changes) {
    const { ranks, codes } = this.#states;
    for (; this.#taken < changes; this.#taken++) {
      this.#change(ranks[this.#taken], codes[this.#taken] >> 4, codes[this.#taken] & 15);
    }
    while (this.#taken > changes) {
      this.#taken--;
      this.#change(ranks[this.#taken], codes[this.#taken] & 15, codes[this.#taken] >> 4);
    }
  }

  /**
   * @param {number} rank
   * @param {number} before
   * @param {number} after
   */
  #change(rank, before, after) {
    if (before !== NOBODY) this.#set(before).remove(rank);
    if (after !== NOBODY) this.#set(after).add(rank);
  }

  /** @param {number} code */
  #set(code) {
    return (this.#sets[code] ??= new RankSet());
  }
}
