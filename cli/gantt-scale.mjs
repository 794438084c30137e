import { Kind } from '../wasm/trace/kinds.mjs';
import { formatSeconds } from '../web/model/index.mjs';

/** @import { Model } from '../web/model/types.js' */

/** Fewest columns between two ticks, their labels among them. */
const TICK_ROOM = 10;

/**
 * Where things stand across a timeline, from 0 to 1.
 * @typedef {object} Scale
 * @property {(record: number) => number} ofRecord
 * @property {(time: number) => number} ofTime
 * @property {boolean} isTime
 * @property {(columns: number) => { at: number, label: string }[]} ticks for that many columns
 */

/**
 * Time, or, where the whole run takes none, the events one after the other.
 * @param {Model} model
 * @returns {Scale}
 */
export function scaleOf(model) {
  return model.end > model.start ? timeScale(model) : eventScale(model);
}

/**
 * @param {Model} model
 * @returns {Scale}
 */
function timeScale({ start, end, trace, length }) {
  const span = end - start;
  const ofTime = (/** @type {number} */ time) => (time - start) / span;
  return {
    ofTime,
    ofRecord: (record) => ofTime(trace.time[Math.min(record, length - 1)]),
    isTime: true,
    ticks: (columns) => {
      const step = niceStep(span / Math.max(1, Math.floor(columns / TICK_ROOM)));
      const first = Math.ceil(start / step - 1e-9);
      const ticks = [];
      for (let count = first; count * step <= end + step * 1e-9; count++) {
        const time = Number((count * step).toPrecision(12));
        ticks.push({ at: ofTime(time), label: formatSeconds(time) });
      }
      return ticks;
    },
  };
}

/**
 * @param {Model} model
 * @returns {Scale}
 */
function eventScale({ trace, length }) {
  const ofRecord = (/** @type {number} */ record) => (length === 0 ? 0 : record / length);
  return {
    ofTime: () => 0,
    ofRecord,
    isTime: false,
    ticks: (columns) => {
      const ticks = [];
      let next = 0;
      for (let record = 0; record < length; record++) {
        if (trace.kind[record] === Kind.TURN_BEGIN && ofRecord(record) >= next) {
          ticks.push({ at: ofRecord(record), label: `turn ${trace.turn[record]}` });
          next = ofRecord(record) + TICK_ROOM / columns;
        }
      }
      return ticks;
    },
  };
}

/**
 * @param {number} least
 * @returns {number} the smallest of 1, 2, 5 times a power of ten that is not below.
 */
function niceStep(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}
