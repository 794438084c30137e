import { withRoom } from './columns.mjs';
import { State } from './states.mjs';
import { isCancelling, stateOf } from './task-codes.mjs';

/** @import { Bars } from './types.js' */

/** Codes of a change: a state and whether the task is being cancelled. */
const CODES = 16;

/** Bars as columns that grow at their end. Their memory is used again. */
class BarColumns {
  length = 0;
  row = new Uint32Array(256);
  start = new Float64Array(256);
  end = new Float64Array(256);
  code = new Uint8Array(256);
  waitingOn = new Uint32Array(256);
  record = new Uint32Array(256);
  count = new Uint32Array(256);

  /**
   * @param {number} row
   * @param {number} start
   * @param {number} end
   * @param {number} code
   * @param {number} waitingOn
   * @param {number} record
   * @param {number} count
   */
  push(row, start, end, code, waitingOn, record, count) {
    const at = this.length++;
    if (at === this.row.length) this.#grow();
    this.row[at] = row;
    this.start[at] = start;
    this.end[at] = end;
    this.code[at] = code;
    this.waitingOn[at] = waitingOn;
    this.record[at] = record;
    this.count[at] = count;
  }

  #grow() {
    this.row = withRoom(this.row, this.length);
    this.start = withRoom(this.start, this.length);
    this.end = withRoom(this.end, this.length);
    this.code = withRoom(this.code, this.length);
    this.waitingOn = withRoom(this.waitingOn, this.length);
    this.record = withRoom(this.record, this.length);
    this.count = withRoom(this.count, this.length);
  }
}

/**
 * Collects the segments of rows as bars, merging what is shorter than a pixel. Segments of a row come in order of time.
 * What begins in one column and is short becomes one bar with the code that lasted longest; equal merged bars that
 * touch become one. A run that no bar shows is kept as an instant, one a column.
 */
export class BarBuffer {
  #from = 0;
  #pixel = 1;
  #row = 0;
  #firstOfRow = 0;
  #bars = new BarColumns();
  /** Instants of this row: they follow its bars, so that they are painted over them. */
  #instants = new BarColumns();
  #instantsUntil = -Infinity;

  /**
   * The merged bar under way: where its column ends, how long each code lasted and which the longest, where the task
   * first ran in it.
   */
  #until = -Infinity;
  #lasted = new Float64Array(CODES);
  #longest = 0;
  #mergedStart = 0;
  #mergedEnd = 0;
  #mergedRecord = 0;
  #mergedCount = 0;
  #ranAt = 0;
  #ranRecord = -1;

  /**
   * Empties the buffer for a window; its memory is used again.
   * @param {number} from start of the window
   * @param {number} pixel time a column is wide
   */
  begin(from, pixel) {
    this.#from = from;
    this.#pixel = pixel;
    this.#bars.length = 0;
  }

  /** @param {number} row */
  beginRow(row) {
    this.#row = row;
    this.#firstOfRow = this.#bars.length;
    this.#until = -Infinity;
    this.#instants.length = 0;
    this.#instantsUntil = -Infinity;
  }

  /**
   * @param {number} start
   * @param {number} end
   * @param {number} code
   * @param {number} waitingOn
   * @param {number} record
   */
  add(start, end, code, waitingOn, record) {
    const lasts = end - start;
    if (!(start < this.#until)) this.#flush();
    if (lasts === 0) {
      if (stateOf(code) === State.RUNNING && start >= this.#from) this.#instant(start, code, record);
      return;
    }
    if (lasts >= this.#pixel) {
      this.#flush();
      this.#bars.push(this.#row, start, end, code, waitingOn, record, 1);
      return;
    }
    if (this.#mergedCount++ === 0) {
      this.#until = this.#endOfColumn(start);
      this.#mergedStart = start;
      this.#mergedRecord = record;
      this.#longest = code;
    }
    this.#mergedEnd = end;
    const lasted = (this.#lasted[code] += lasts);
    const longest = this.#lasted[this.#longest];
    if (lasted > longest || (lasted === longest && code > this.#longest)) this.#longest = code;
    if (stateOf(code) === State.RUNNING && this.#ranRecord < 0) {
      this.#ranAt = start;
      this.#ranRecord = record;
    }
  }

  endRow() {
    this.#flush();
    const { length, start, code, record, count } = this.#instants;
    for (let at = 0; at < length; at++)
      this.#bars.push(this.#row, start[at], start[at], code[at], 0, record[at], count[at]);
  }

  /** @param {number} place */
  #endOfColumn(place) {
    return this.#from + (Math.floor((place - this.#from) / this.#pixel) + 1) * this.#pixel;
  }

  /** Ends the merged bar under way. */
  #flush() {
    const count = this.#mergedCount;
    if (count === 0) return;
    const code = this.#longest;
    this.#lasted.fill(0);
    if (this.#ranRecord >= 0 && stateOf(code) !== State.RUNNING)
      this.#instant(this.#ranAt, State.RUNNING, this.#ranRecord);
    const bars = this.#bars;
    const last = bars.length - 1;
    if (
      last >= this.#firstOfRow &&
      bars.code[last] === code &&
      bars.end[last] === this.#mergedStart &&
      bars.end[last] - bars.start[last] < this.#pixel * bars.count[last]
    ) {
      bars.end[last] = this.#mergedEnd;
      bars.count[last] += count;
      bars.waitingOn[last] = 0;
    } else {
      bars.push(this.#row, this.#mergedStart, this.#mergedEnd, code, 0, this.#mergedRecord, count);
    }
    this.#until = -Infinity;
    this.#mergedCount = 0;
    this.#ranRecord = -1;
  }

  /**
   * @param {number} time
   * @param {number} code
   * @param {number} record
   */
  #instant(time, code, record) {
    const instants = this.#instants;
    if (time < this.#instantsUntil) {
      instants.count[instants.length - 1]++;
      return;
    }
    this.#instantsUntil = this.#endOfColumn(time);
    instants.push(this.#row, time, time, code, 0, record, 1);
  }

  /** @returns {Bars} */
  bars() {
    const { length, row, start, end, code, waitingOn, record, count } = this.#bars;
    const state = new Uint8Array(length);
    const cancelling = new Uint8Array(length);
    for (let at = 0; at < length; at++) {
      state[at] = stateOf(code[at]);
      cancelling[at] = isCancelling(code[at]) ? 1 : 0;
    }
    return {
      length,
      row: row.slice(0, length),
      start: start.slice(0, length),
      end: end.slice(0, length),
      state,
      cancelling,
      waitingOn: waitingOn.slice(0, length),
      from: record.slice(0, length),
      count: count.slice(0, length),
    };
  }
}
