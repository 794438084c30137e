import { RecordList, withRoom } from './columns.mjs';
import { StateChanges } from './state-changes.mjs';
import { StateSets } from './state-sets.mjs';
import { State, isEnd } from './states.mjs';
import { CANCELLING, NOBODY } from './task-codes.mjs';

/** @import { History } from './history.mjs' */

const CHANGES_A_CHECKPOINT = 2048;
/** Counts a checkpoint holds: one a code, which is a state and whether the task is being cancelled. */
const COUNTS = 16;

/**
 * Every change of a task's state, by task, and how many tasks are in each state. Tasks are named by rank, their place
 * among the tasks.
 */
export class TaskStates {
  #history;
  changes = new StateChanges();

  #now = new Uint8Array(64);
  #waitingOn = new Uint32Array(64);
  /** By rank: cancels asked for and not taken back. */
  #cancels = new Uint32Array(64);
  /** By rank: the state in which the step under way will leave the task, and on what it will wait. */
  #next = new Uint8Array(64);
  #nextWaitingOn = new Uint32Array(64);

  /** All changes in order: record, whose, and the code before and after, four bits each. */
  #records = new RecordList();
  ranks = new Uint32Array(64);
  codes = new Uint8Array(64);
  #counts = new Uint32Array(COUNTS);
  #checkpoints = new Uint32Array(COUNTS);
  #sets = new StateSets(this);

  /** @param {History} history */
  constructor(history) {
    this.#history = history;
  }

  /**
   * @param {number} rank of a new task: tasks come in the order of their ranks
   * @param {number} record
   */
  create(rank, record) {
    this.#now = withRoom(this.#now, rank + 1);
    this.#waitingOn = withRoom(this.#waitingOn, rank + 1);
    this.#cancels = withRoom(this.#cancels, rank + 1);
    this.#next = withRoom(this.#next, rank + 1);
    this.#nextWaitingOn = withRoom(this.#nextWaitingOn, rank + 1);
    this.#now[rank] = NOBODY;
    this.#change(rank, record, State.CREATED, 0);
  }

  /**
   * @param {number} rank
   * @param {number} record
   */
  scheduled(rank, record) {
    if (this.#state(rank) === State.CREATED) {
      this.#change(rank, record, State.READY, 0);
    }
  }

  /**
   * @param {number} rank
   * @param {number} record
   */
  stepBegins(rank, record) {
    this.#next[rank] = State.READY;
    this.#nextWaitingOn[rank] = 0;
    this.#change(rank, record, State.RUNNING, 0);
  }

  /**
   * The step under way will end with the task waiting on `object`; with 0 it only gives way.
   * @param {number} rank
   * @param {number} object
   */
  awaits(rank, object) {
    this.#next[rank] = object === 0 ? State.READY : State.WAITING;
    this.#nextWaitingOn[rank] = object;
  }

  /**
   * @param {number} rank
   * @param {number} record
   */
  stepEnds(rank, record) {
    if (this.#state(rank) === State.RUNNING) {
      this.#change(rank, record, this.#next[rank], this.#nextWaitingOn[rank]);
    }
  }

  /**
   * @param {number} rank
   * @param {number} record
   */
  woken(rank, record) {
    if (this.#state(rank) === State.RUNNING) {
      this.awaits(rank, 0);
    } else {
      this.#change(rank, record, State.READY, 0);
    }
  }

  /**
   * @param {number} rank
   * @param {number} record
   * @param {number} count cancels asked for and not taken back
   */
  cancelCounted(rank, record, count) {
    this.#cancels[rank] = count;
    this.#change(rank, record, this.#state(rank), this.#waitingOn[rank]);
  }

  /**
   * @param {number} rank
   * @param {number} record
   * @param {number} state one of the ends
   */
  ends(rank, record, state) {
    this.#change(rank, record, state, 0);
  }

  /** @param {number} rank */
  #state(rank) {
    return this.#now[rank] & 7;
  }

  /**
   * @param {number} rank
   * @param {number} record
   * @param {number} state
   * @param {number} waitingOn
   */
  #change(rank, record, state, waitingOn) {
    const before = this.#now[rank];
    if (before !== NOBODY && isEnd(before & 7)) {
      return;
    }
    const after = state | (this.#cancels[rank] > 0 && !isEnd(state) ? CANCELLING : 0);
    this.#now[rank] = after;
    this.#waitingOn[rank] = waitingOn;
    this.changes.push(rank, record, this.#history.trace.time[record], after, waitingOn);
    this.#count(before, -1);
    this.#count(after, 1);
    this.#note(rank, record, before, after);
  }

  /**
   * @param {number} rank
   * @param {number} record
   * @param {number} before
   * @param {number} after
   */
  #note(rank, record, before, after) {
    const index = this.#records.length;
    this.ranks = withRoom(this.ranks, index + 1);
    this.ranks[index] = rank;
    this.codes = withRoom(this.codes, index + 1);
    this.codes[index] = (before << 4) | after;
    this.#records.push(record);
    if (this.#records.length % CHANGES_A_CHECKPOINT === 0) {
      const at = (this.#records.length / CHANGES_A_CHECKPOINT) * COUNTS;
      this.#checkpoints = withRoom(this.#checkpoints, at + COUNTS);
      this.#checkpoints.set(this.#counts, at);
    }
  }

  /**
   * @param {number} code
   * @param {number} by
   * @param {Uint32Array} counts
   */
  #count(code, by, counts = this.#counts) {
    if (code !== NOBODY) {
      counts[code] += by;
    }
  }

  /**
   * @param {number} position
   * @returns {Uint32Array} how many tasks are in each state (index: State), then how many being cancelled are in each.
   */
  countsAt(position) {
    const end = this.#records.before(position);
    const checkpoint = Math.floor(end / CHANGES_A_CHECKPOINT);
    const counts = this.#checkpoints.slice(checkpoint * COUNTS, (checkpoint + 1) * COUNTS);
    for (let index = checkpoint * CHANGES_A_CHECKPOINT; index < end; index++) {
      this.#count(this.codes[index] >> 4, -1, counts);
      this.#count(this.codes[index] & 15, 1, counts);
    }
    return counts;
  }

  /**
   * @param {readonly number[]} codes
   * @param {number} position
   * @param {number} limit
   * @returns {number[]} the ranks of the first tasks that are in one of the states.
   */
  first(codes, position, limit) {
    return this.#sets.first(codes, this.#records.before(position), limit);
  }
}
