/**
 * Which part of the axis is seen. Values are the axis' own: seconds, or records.
 * @typedef {{ readonly from: number, readonly to: number }} View
 */

/** Room beside the run, pixels: what begins at once is seen, and the last end mark has a place. */
const PADDING = { left: 14, right: 26 };

/** How far to the right the playhead may come before what is seen moves with it. */
const FURTHEST = 0.9;

/**
 * All of the run.
 * @param {number} end of the run on the axis
 * @param {number} width pixels
 * @returns {View}
 */
export function fitted(end, width) {
  const pixels = Math.max(1, width - PADDING.left - PADDING.right);
  const unit = (end || 1) / pixels;
  return { from: -PADDING.left * unit, to: (end || 1) + PADDING.right * unit };
}

/**
 * Larger (factor > 1) or smaller around a fixed place; never smaller than all, never closer than a millionth of it.
 * @param {View} view
 * @param {View} all
 * @param {number} factor
 * @param {number} around on the axis
 * @returns {View}
 */
export function zoomed(view, all, factor, around) {
  const whole = all.to - all.from;
  const size = Math.min(whole, Math.max(whole * 1e-6, (view.to - view.from) / factor));
  const share = (around - view.from) / (view.to - view.from);
  return within({ from: around - share * size, to: around + (1 - share) * size }, all);
}

/**
 * Moved by a share of what is seen; stays on the run.
 * @param {View} view
 * @param {View} all
 * @param {number} share positive: to what comes later
 * @returns {View}
 */
export function panned(view, all, share) {
  const by = (view.to - view.from) * share;
  return within({ from: view.from + by, to: view.to + by }, all);
}

/**
 * Moved, if need be, so that a place on the axis is seen.
 * @param {View} view
 * @param {View} all
 * @param {number} place
 * @param {number} share where it shall stand then: 0 at the left, 1 at the right
 * @returns {View}
 */
export function showing(view, all, place, share) {
  const size = view.to - view.from;
  if (place >= view.from && place <= view.to - size * (1 - FURTHEST)) return view;
  return within({ from: place - share * size, to: place + (1 - share) * size }, all);
}

/**
 * Moved onto the run, and no larger than it.
 * @param {View} view
 * @param {View} all
 * @returns {View}
 */
export function within({ from, to }, all) {
  const size = to - from;
  if (size >= all.to - all.from) return all;
  const start = Math.min(Math.max(from, all.from), all.to - size);
  return { from: start, to: start + size };
}
