/**
 * Small traces written by hand: `traceOf([time, 'TASK_CREATED', subject, object, value, line], …)`. A value that is
 * text is interned.
 */
import { Kind } from '../../wasm/trace/kinds.mjs';
import { Trace } from '../../wasm/trace/trace.mjs';

/** @typedef {[time: number, kind: keyof typeof Kind, subject?: number, object?: number, value?: number | string, line?: number]} Record */

/**
 * @param {...Record} records
 * @returns {Trace}
 */
export function traceOf(...records) {
  return append(new Trace({ scenario: { name: 'hand', title: 'By hand' } }), ...records);
}

/**
 * @param {Trace} trace
 * @param {...Record} records
 */
export function append(trace, ...records) {
  for (const [time, name, subject = 0, object = 0, value = 0, line = 0] of records) {
    const turn = trace.length === 0 ? 0 : trace.turn[trace.length - 1];
    const number = typeof value === 'string' ? intern(trace, value) : value;
    trace.push(time, turn + (name === 'TURN_BEGIN' ? 1 : 0), Kind[name], line, subject, object, number);
  }
  return trace;
}

/**
 * @param {Trace} trace
 * @param {string} text
 */
function intern({ strings }, text) {
  const known = strings.indexOf(text);
  return known >= 0 ? known : strings.push(text) - 1;
}
