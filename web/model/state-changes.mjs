import { Places, countBelow, moved, withRoom } from './columns.mjs';
import { isEnd } from './states.mjs';
import { stateOf } from './task-codes.mjs';

/**
 * By task, named by its rank, the changes of its state in order. What a timeline needs of a change lies together, its
 * time too: to look that up in the trace would cost more than all the rest.
 */
export class StateChanges {
  #places = new Places();
  /**
   * By place, as `start` tells it: the record of a change, its time, the state and cancelling from there on, what is
   * waited on.
   */
  record = new Uint32Array(256);
  time = new Float64Array(256);
  code = new Uint8Array(256);
  waitingOn = new Uint32Array(256);
  /** By rank: the records of its first change and of its end, after that; 0 while it has none. */
  born = new Uint32Array(64);
  ended = new Uint32Array(64);

  /**
   * @param {number} rank ranks begin with 0 and come without gaps
   * @param {number} record
   * @param {number} time
   * @param {number} code
   * @param {number} waitingOn
   */
  push(rank, record, time, code, waitingOn) {
    const at = this.#places.next(rank, this);
    this.record[at] = record;
    this.time[at] = time;
    this.code[at] = code;
    this.waitingOn[at] = waitingOn;
    if (this.count(rank) === 1) {
      this.born = withRoom(this.born, rank + 1);
      this.ended = withRoom(this.ended, rank + 1);
      this.born[rank] = record;
    }
    if (isEnd(stateOf(code))) this.ended[rank] = record + 1;
  }

  /** @param {number} from @param {number} to @param {number} count @param {number} end */
  move(from, to, count, end) {
    this.record = moved(this.record, from, to, count, end);
    this.time = moved(this.time, from, to, count, end);
    this.code = moved(this.code, from, to, count, end);
    this.waitingOn = moved(this.waitingOn, from, to, count, end);
  }

  /**
   * @param {Uint32Array} ranks
   * @param {number} length ranks in it
   * @returns {StateChanges} the same, the tasks one behind the other in this order: what is read one after another lies so.
   */
  inOrder(ranks, length) {
    const ordered = new StateChanges();
    for (let index = 0; index < length; index++) {
      const rank = ranks[index];
      const start = this.start(rank);
      const end = start + this.count(rank);
      ordered.#places.reserve(rank, end - start, ordered);
      for (let at = start; at < end; at++)
        ordered.push(rank, this.record[at], this.time[at], this.code[at], this.waitingOn[at]);
    }
    return ordered;
  }

  /** @param {number} rank @returns {number} the place of its first change; good until the next push. */
  start(rank) {
    return this.#places.start[rank];
  }

  /** @param {number} rank */
  count(rank) {
    return this.#places.count[rank];
  }

  /**
   * @param {number} rank
   * @param {number} position
   * @returns {number} the place of its last change before `position`; one below its first where there is none. O(log count).
   */
  lastBefore(rank, position) {
    const start = this.start(rank);
    return start - 1 + countBelow(this.record, start, this.count(rank), 1, position);
  }
}
