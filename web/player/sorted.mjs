/**
 * @param {ArrayLike<number>} sorted
 * @param {number} value
 * @returns {number} place of the first that is not less; the length, where all are.
 */
export function firstNotBefore(sorted, value) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
