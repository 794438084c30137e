import { withRoom } from './columns.mjs';
import { State } from './states.mjs';
import { isCancelling, stateOf } from './task-codes.mjs';

/** @import { Bars } from './types.js' */

/** Codes of a change: a state and whether the task is being cancelled. */
const CODES = 16;

/**
 * Collects the segments of rows as bars, merging what is shorter than a pixel. Segments of a row come in order of time. What
 * begins in one column and is short becomes one bar with the code that lasted longest; equal merged bars that touch
 * become one. A run that no bar shows is kept as an instant, one a column.
 */
export class BarBuffer {
  #from = 0;
  #pixel = 1;
  #length = 0;
  #row = 0;
  #firstOfRow = 0;

  #rows = new Uint32Array(256);
  #starts = new Float64Array(256);
  #ends = new Float64Array(256);
  #codes = new Uint8Array(256);
  #waitingOn = new Uint32Array(256);
  #records = new Uint32Array(256);
  #counts = new Uint32Array(256);

  /** The merged bar under way: its column, how long each code lasted, where the task first ran in it. */
  #column = -1;
  #lasted = new Float64Array(CODES);
  #mergedStart = 0;
  #mergedEnd = 0;
  #mergedRecord = 0;
  #mergedCount = 0;
  #ranAt = -1;
  #ranRecord = 0;

  /** Instants of this row: they follow its bars, so that they are painted over them. */
  #instants = { times: [0], codes: [0], records: [0], counts: [0], length: 0, column: -1 };

  /**
   * Empties the buffer for a window; its memory is used again.
   * @param {number} from start of the window
   * @param {number} pixel time a column is wide
   */
  begin(from, pixel) {
    this.#from = from;
    this.#pixel = pixel;
    this.#length = 0;
  }

  /** @param {number} row */
  beginRow(row) {
    this.#row = row;
    this.#firstOfRow = this.#length;
    this.#column = -1;
    this.#instants.length = 0;
    this.#instants.column = -1;
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
    if (lasts >= this.#pixel && lasts > 0) {
      this.#flush();
      this.#push(start, end, code, waitingOn, record, 1);
      return;
    }
    if (lasts === 0) {
      if (stateOf(code) === State.RUNNING) {
        this.#instant(start, code, record);
      }
      return;
    }
    const column = Math.floor((start - this.#from) / this.#pixel);
    if (column !== this.#column) {
      this.#flush();
      this.#column = column;
      this.#mergedStart = start;
      this.#mergedRecord = record;
    }
    this.#lasted[code] += lasts;
    this.#mergedEnd = end;
    this.#mergedCount++;
    if (stateOf(code) === State.RUNNING && this.#ranAt < 0) {
      this.#ranAt = start;
      this.#ranRecord = record;
    }
  }

  endRow() {
    this.#flush();
    const { times, codes, records, counts, length } = this.#instants;
    for (let index = 0; index < length; index++) {
      this.#push(times[index], times[index], codes[index], 0, records[index], counts[index]);
    }
  }

  /** Ends the merged bar under way. */
  #flush() {
    if (this.#mergedCount === 0) {
      return;
    }
    let code = 0;
    for (let other = 1; other < CODES; other++) {
      if (this.#lasted[other] >= this.#lasted[code] && this.#lasted[other] > 0) {
        code = other;
      }
    }
    this.#lasted.fill(0);
    if (this.#ranAt >= 0 && stateOf(code) !== State.RUNNING) {
      this.#instant(this.#ranAt, State.RUNNING, this.#ranRecord);
    }
    const last = this.#length - 1;
    if (
      last >= this.#firstOfRow &&
      this.#codes[last] === code &&
      this.#ends[last] === this.#mergedStart &&
      this.#ends[last] - this.#starts[last] < this.#pixel * this.#counts[last]
    ) {
      this.#ends[last] = this.#mergedEnd;
      this.#counts[last] += this.#mergedCount;
      this.#waitingOn[last] = 0;
    } else {
      this.#push(this.#mergedStart, this.#mergedEnd, code, 0, this.#mergedRecord, this.#mergedCount);
    }
    this.#column = -1;
    this.#mergedCount = 0;
    this.#ranAt = -1;
  }

  /**
   * @param {number} time
   * @param {number} code
   * @param {number} record
   */
  #instant(time, code, record) {
    const instants = this.#instants;
    const column = Math.floor((time - this.#from) / this.#pixel);
    if (column === instants.column) {
      instants.counts[instants.length - 1]++;
      return;
    }
    instants.column = column;
    instants.times[instants.length] = time;
    instants.codes[instants.length] = code;
    instants.records[instants.length] = record;
    instants.counts[instants.length++] = 1;
  }

  /**
   * @param {number} start
   * @param {number} end
   * @param {number} code
   * @param {number} waitingOn
   * @param {number} record
   * @param {number} count
   */
  #push(start, end, code, waitingOn, record, count) {
    const at = this.#length++;
    if (at >= this.#rows.length) {
      this.#grow();
    }
    this.#rows[at] = this.#row;
    this.#starts[at] = start;
    this.#ends[at] = end;
    this.#codes[at] = code;
    this.#waitingOn[at] = waitingOn;
    this.#records[at] = record;
    this.#counts[at] = count;
  }

  #grow() {
    this.#rows = withRoom(this.#rows, this.#length);
    this.#starts = withRoom(this.#starts, this.#length);
    this.#ends = withRoom(this.#ends, this.#length);
    this.#codes = withRoom(this.#codes, this.#length);
    this.#waitingOn = withRoom(this.#waitingOn, this.#length);
    this.#records = withRoom(this.#records, this.#length);
    this.#counts = withRoom(this.#counts, this.#length);
  }

  /** @returns {Bars} */
  bars() {
    const length = this.#length;
    const state = new Uint8Array(length);
    const cancelling = new Uint8Array(length);
    for (let at = 0; at < length; at++) {
      state[at] = stateOf(this.#codes[at]);
      cancelling[at] = isCancelling(this.#codes[at]) ? 1 : 0;
    }
    return {
      length,
      row: this.#rows.slice(0, length),
      start: this.#starts.slice(0, length),
      end: this.#ends.slice(0, length),
      state,
      cancelling,
      waitingOn: this.#waitingOn.slice(0, length),
      from: this.#records.slice(0, length),
      count: this.#counts.slice(0, length),
    };
  }
}
