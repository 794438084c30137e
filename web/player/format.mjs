/**
 * A moment with as many decimals as tell it from others of a run that long: all of one width, to stand below each
 * other.
 * @param {number} seconds
 * @param {number} end of the run, seconds
 */
export const moment = (seconds, end) => `${seconds.toFixed(end > 0 && end < 0.1 ? 5 : 3)} s`;

/**
 * `3 tasks`, `1 task`.
 * @param {number} count
 * @param {string} noun in the singular, whose plural ends in s
 */
export const counted = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;
