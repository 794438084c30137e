/** @import { Source, Trace as Columns } from '../types.js' */

/** Bytes of one record, as `asyncio_trace_record` in runtime/include/asyncio/trace.h lays it out. */
export const RECORD_BYTES = 32;

/** Most records a trace holds (about 68 MB of columns): a program without end fills no page's memory. */
export const MAX_RECORDS = 2_000_000;

const FIRST_CAPACITY = 1024;

/**
 * A trace as columns that grow at their end. One writer (a run, or the reader of a file), any number of readers.
 * @implements {Columns}
 */
export class Trace {
  length = 0;
  time = new Float64Array(FIRST_CAPACITY);
  turn = new Uint32Array(FIRST_CAPACITY);
  kind = new Uint16Array(FIRST_CAPACITY);
  line = new Uint16Array(FIRST_CAPACITY);
  subject = new Uint32Array(FIRST_CAPACITY);
  object = new Uint32Array(FIRST_CAPACITY);
  value = new Float64Array(FIRST_CAPACITY);
  strings = [''];
  /** Records that are missing: nobody read the ring in time, or the trace was full. */
  lost = 0;

  /**
   * @param {object} [about]
   * @param {{ name: string, title: string }} [about.scenario]
   * @param {Record<string, number>} [about.parameters]
   * @param {'virtual' | 'real'} [about.clock]
   * @param {Source[]} [about.sources]
   * @param {number} [about.limit] most records; what comes after them is counted in `lost`.
   */
  constructor({ scenario, parameters = {}, clock = 'virtual', sources = [], limit = MAX_RECORDS } = {}) {
    this.scenario = scenario ?? { name: '', title: '' };
    this.parameters = parameters;
    this.clock = clock;
    this.sources = sources;
    this.limit = limit;
  }

  /**
   * Appends records as they stand in memory, little-endian. O(count); about 20 ns a record.
   * @param {ArrayBuffer} buffer
   * @param {number} offset of the first record, bytes
   * @param {number} count of records
   */
  append(buffer, offset, count) {
    const taken = Math.min(count, this.limit - this.length);
    this.lost += count - taken;
    this.reserve(this.length + taken);
    const { time, turn, kind, line, subject, object, value } = this;
    const view = new DataView(buffer, offset, taken * RECORD_BYTES);
    for (let at = 0, index = this.length; at < taken * RECORD_BYTES; at += RECORD_BYTES, index++) {
      time[index] = view.getFloat64(at, true);
      turn[index] = view.getUint32(at + 8, true);
      kind[index] = view.getUint16(at + 12, true);
      line[index] = view.getUint16(at + 14, true);
      subject[index] = view.getUint32(at + 16, true);
      object[index] = view.getUint32(at + 20, true);
      value[index] = view.getFloat64(at + 24, true);
    }
    this.length += taken;
  }

  /**
   * Appends one record.
   * @param {number} time seconds
   * @param {number} turn
   * @param {number} kind
   * @param {number} line
   * @param {number} subject
   * @param {number} object
   * @param {number} value
   */
  push(time, turn, kind, line, subject, object, value) {
    if (this.length >= this.limit) {
      this.lost++;
      return;
    }
    this.reserve(this.length + 1);
    const index = this.length++;
    this.time[index] = time;
    this.turn[index] = turn;
    this.kind[index] = kind;
    this.line[index] = line;
    this.subject[index] = subject;
    this.object[index] = object;
    this.value[index] = value;
  }

  /**
   * Makes room for `length` records in all; doubles, so that appending is O(1) amortised.
   * @param {number} length
   */
  reserve(length) {
    if (length <= this.time.length) {
      return;
    }
    const capacity = Math.max(length, Math.min(2 * this.time.length, this.limit));
    this.time = grown(this.time, new Float64Array(capacity));
    this.turn = grown(this.turn, new Uint32Array(capacity));
    this.kind = grown(this.kind, new Uint16Array(capacity));
    this.line = grown(this.line, new Uint16Array(capacity));
    this.subject = grown(this.subject, new Uint32Array(capacity));
    this.object = grown(this.object, new Uint32Array(capacity));
    this.value = grown(this.value, new Float64Array(capacity));
  }
}

/**
 * @template {Float64Array | Uint32Array | Uint16Array} Column
 * @param {Column} column
 * @param {Column} larger
 * @returns {Column} the larger one, which begins with what the column holds.
 */
function grown(column, larger) {
  larger.set(column);
  return larger;
}
