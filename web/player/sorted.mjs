/**
 * @param {number} length
 * @param {(place: number) => boolean} holds false up to some place, true from there on
 * @returns {number} the first place at which it holds; the length, where it never does.
 */
export function firstWhere(length, holds) {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * @param {ArrayLike<number>} sorted
 * @param {number} value
 * @returns {number} place of the first that is not less; the length, where all are.
 */
export const firstNotBefore = (sorted, value) => firstWhere(sorted.length, (place) => sorted[place] >= value);
