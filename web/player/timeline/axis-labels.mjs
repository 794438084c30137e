/**
 * The axis' labels beside the flag that says when the playhead is: one that the flag would cut is left out, or what is
 * left of it were taken for another time. Pure.
 *
 * @typedef {{ from: number, to: number }} Stretch pixels along the axis
 */

/** Pixels: of a character of the flag, of its padding, and between it and the next label. */
const CHARACTER = 7;
const PADDING = 7;
const GAP = 4;

/**
 * What is to be covered, at each side of the flag's middle; nothing where it touches no label.
 * @param {readonly Stretch[]} labels
 * @param {number} x of the flag's middle
 * @param {string} text of the flag
 * @returns {Stretch}
 */
export function coveredBy(labels, x, text) {
  const half = (text.length * CHARACTER) / 2 + PADDING + GAP;
  const touched = labels.filter(({ from, to }) => to > x - half && from < x + half);
  return {
    from: Math.min(x, ...touched.map(({ from }) => from)),
    to: Math.max(x, ...touched.map(({ to }) => to)),
  };
}
