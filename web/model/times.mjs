/** Searches in an ascending column of times. */

/**
 * @param {Float64Array} times
 * @param {number} length
 * @param {number} time
 * @returns {number} the first index whose time is `time` or later; `length` where there is none.
 */
export function firstNotBefore(times, length, time) {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle] < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/**
 * @param {Float64Array} times
 * @param {number} length
 * @param {number} time
 * @returns {number} the first index whose time is later than `time`; `length` where there is none.
 */
export function firstAfter(times, length, time) {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle] <= time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
