/**
 * A trace on its way out of a worker, part by part.
 *
 * @import { Trace as Columns } from '../../../wasm/types.js'
 * @import { Trace } from '../../../wasm/trace/trace.mjs'
 * @import { TracePart } from './messages.js'
 */

/**
 * What a trace has behind its first records and strings.
 * @param {Columns} trace
 * @param {number} records
 * @param {number} strings
 * @returns {TracePart}
 */
export function partOf({ length, lost, strings: texts, ...columns }, records, strings) {
  return {
    lost,
    strings: texts.slice(strings),
    time: columns.time.slice(records, length),
    turn: columns.turn.slice(records, length),
    kind: columns.kind.slice(records, length),
    line: columns.line.slice(records, length),
    subject: columns.subject.slice(records, length),
    object: columns.object.slice(records, length),
    value: columns.value.slice(records, length),
  };
}

/** @param {TracePart} part */
export function buffersOf({ time, turn, kind, line, subject, object, value }) {
  return [time, turn, kind, line, subject, object, value].map(({ buffer }) => buffer);
}

/**
 * @param {Trace} trace
 * @param {TracePart} part
 */
export function addPart(trace, { lost, strings, time, turn, kind, line, subject, object, value }) {
  trace.strings.push(...strings);
  trace.lost = lost;
  for (let i = 0; i < time.length; i++) {
    trace.push(time[i], turn[i], kind[i], line[i], subject[i], object[i], value[i]);
  }
}
