import { BarBuffer } from './bars.mjs';
import { isEnd, taskStates } from './states.mjs';
import { isCancelling, stateOf } from './task-codes.mjs';
import { TaskTree } from './task-tree.mjs';
import { firstAfter, firstNotBefore } from './times.mjs';

/**
 * @import { History } from './history.mjs'
 * @import { Bars, Row, Segment } from './types.js'
 */

/** The picture of tasks over time: a row a task, a bar a stretch in one state. */
export class Timeline {
  #history;
  #tree;
  #buffer = new BarBuffer();

  /** @param {History} history */
  constructor(history) {
    this.#history = history;
    this.#tree = new TaskTree(history.entities);
  }

  /**
   * Lays what is known of the tasks in the order of the rows: a picture of all is then twice as fast. It costs as much
   * as one.
   */
  arrange() {
    this.#tree.update();
    const { taskStates } = this.#history;
    taskStates.changes = taskStates.changes.inOrder(this.#tree.ranks, this.#tree.rows.length);
  }

  /** @returns {readonly Row[]} */
  rows() {
    this.#tree.update();
    return this.#tree.rows;
  }

  /** @param {number} task entity */
  rowOf(task) {
    this.#tree.update();
    return this.#tree.rowOfRank[this.#history.entities.rank[task]];
  }

  /** Time until which what has not ended is drawn. */
  get #now() {
    const { length, trace } = this.#history;
    return length === 0 ? 0 : trace.time[length - 1];
  }

  /**
   * @param {number} task entity
   * @param {number} from
   * @param {number} to
   */
  segments(task, from, to) {
    const { entities, length, taskStates: states, trace } = this.#history;
    const { changes } = states;
    const rank = entities.rank[task];
    const first = changes.start(rank);
    const end = first + changes.count(rank);
    // The stretch in force when the window opens, and those of no length just there.
    let at = Math.max(first, changes.lastBefore(rank, firstNotBefore(trace.time, length, from)));
    /** @type {Segment[]} */
    const segments = [];
    for (; at < end; at++) {
      const code = changes.code[at];
      if (isEnd(stateOf(code)) || changes.time[at] > to) {
        break;
      }
      const isLast = at + 1 === end;
      segments.push({
        start: changes.time[at],
        end: isLast ? this.#now : changes.time[at + 1],
        state: taskStates[stateOf(code)],
        cancelling: isCancelling(code),
        waitingOn: changes.waitingOn[at],
        from: changes.record[at],
        to: isLast ? length : changes.record[at + 1],
      });
    }
    return segments;
  }

  /**
   * @param {number} from
   * @param {number} to
   * @param {number} pixels
   * @param {number} firstRow
   * @param {number} endRow
   * @param {boolean} byRecord whether from, to and the bars' places are records in place of times
   * @returns {Bars}
   */
  bars(from, to, pixels, firstRow, endRow, byRecord) {
    this.#tree.update();
    const { length, taskStates: states, trace } = this.#history;
    const { born, ended } = states.changes;
    const { ranks, rows } = this.#tree;
    const buffer = this.#buffer;
    buffer.begin(from, (to - from) / Math.max(1, pixels));
    const fromRecord = byRecord ? Math.max(0, Math.ceil(from)) : firstNotBefore(trace.time, length, from);
    const endRecord = byRecord ? Math.floor(to) + 1 : firstAfter(trace.time, length, to);
    for (let row = Math.max(0, firstRow); row < Math.min(endRow, rows.length); row++) {
      const rank = ranks[row];
      const isOver = ended[rank] !== 0 && ended[rank] <= fromRecord;
      if (isOver || born[rank] >= endRecord) continue;
      buffer.beginRow(row);
      this.#barsOfRow(buffer, rank, fromRecord, endRecord, byRecord);
      buffer.endRow();
    }
    return buffer.bars();
  }

  /**
   * @param {BarBuffer} buffer
   * @param {number} rank
   * @param {number} fromRecord
   * @param {number} endRecord
   * @param {boolean} byRecord
   */
  #barsOfRow(buffer, rank, fromRecord, endRecord, byRecord) {
    const { changes } = this.#history.taskStates;
    const { code, record, waitingOn } = changes;
    const place = byRecord ? record : changes.time;
    const now = byRecord ? this.#history.length : this.#now;
    const first = changes.start(rank);
    const end = first + changes.count(rank);
    let at = changes.born[rank] >= fromRecord ? first : changes.lastBefore(rank, fromRecord);
    let start = place[at];
    for (; at < end && record[at] < endRecord && !isEnd(stateOf(code[at])); at++) {
      const next = at + 1 < end ? place[at + 1] : now;
      buffer.add(start, next, code[at], waitingOn[at], record[at]);
      start = next;
    }
  }
}
