/** Small pieces of English for what is shown of a trace. */

/**
 * @param {number} seconds
 * @returns {string} "2 s", "350 ms", "1.25 s", "0 s"; six digits at most.
 */
export function formatSeconds(seconds) {
  const size = Math.abs(seconds);
  if (!Number.isFinite(seconds)) {
    return 'for ever';
  }
  if (size === 0) {
    return '0 s';
  }
  if (size < 1e-3) {
    return `${trimmed(seconds * 1e6)} µs`;
  }
  if (size < 1) {
    return `${trimmed(seconds * 1e3)} ms`;
  }
  return `${trimmed(seconds)} s`;
}

/** @param {number} number */
function trimmed(number) {
  return String(Number(number.toPrecision(6)));
}

/**
 * @param {string[]} items
 * @returns {string} "a", "a and b", "a, b and c".
 */
export function inWords(items) {
  return items.length < 2
    ? items.join('')
    : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

/**
 * @param {number} count
 * @param {string} noun
 */
export function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** @param {number} number @returns {string} "1st", "2nd", "3rd", "11th". */
export function ordinal(number) {
  const teens = number % 100 > 10 && number % 100 < 14;
  return `${number}${teens ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')}`;
}

/** @param {string} text */
export function capitalised(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
