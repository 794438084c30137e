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
    const count = changes.count(rank);
    // The stretch in force when the window opens, and those of no length just there.
    let index = Math.max(0, changes.before(rank, firstNotBefore(trace.time, length, from)) - 1);
    /** @type {Segment[]} */
    const segments = [];
    for (; index < count; index++) {
      const record = changes.at(rank, index);
      const code = changes.at(rank, index, 1);
      if (isEnd(stateOf(code)) || trace.time[record] > to) {
        break;
      }
      const next = index + 1 < count ? changes.at(rank, index + 1) : length;
      segments.push({
        start: trace.time[record],
        end: next < length ? trace.time[next] : this.#now,
        state: taskStates[stateOf(code)],
        cancelling: isCancelling(code),
        waitingOn: changes.at(rank, index, 2),
        from: record,
        to: next,
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
    const { length, trace } = this.#history;
    const buffer = this.#buffer;
    buffer.begin(from, (to - from) / Math.max(1, pixels));
    const fromRecord = byRecord ? Math.max(0, Math.ceil(from)) : firstNotBefore(trace.time, length, from);
    const endRecord = byRecord ? Math.floor(to) + 1 : firstAfter(trace.time, length, to);
    for (let row = Math.max(0, firstRow); row < Math.min(endRow, this.#tree.rows.length); row++) {
      this.#barsOfRow(buffer, row, fromRecord, endRecord, byRecord);
    }
    return buffer.bars();
  }

  /**
   * @param {BarBuffer} buffer
   * @param {number} row
   * @param {number} fromRecord
   * @param {number} endRecord
   * @param {boolean} byRecord
   */
  #barsOfRow(buffer, row, fromRecord, endRecord, byRecord) {
    const { length, trace } = this.#history;
    const { changes } = this.#history.taskStates;
    const { time } = trace;
    const { data, width } = changes;
    const rank = this.#tree.ranks[row];
    const start = changes.start(rank);
    const count = changes.count(rank);
    const first = Math.max(0, changes.before(rank, fromRecord) - 1);
    const end = start + count * width;
    const now = byRecord ? length : this.#now;
    buffer.beginRow(row);
    for (let at = start + first * width; at < end; at += width) {
      const record = data[at];
      const code = data[at + 1];
      if (record >= endRecord || isEnd(stateOf(code))) {
        break;
      }
      const next = at + width < end ? data[at + width] : -1;
      if (byRecord) {
        buffer.add(record, next < 0 ? now : next, code, data[at + 2], record);
      } else {
        buffer.add(time[record], next < 0 ? now : time[next], code, data[at + 2], record);
      }
    }
    buffer.endRow();
  }
}
