/**
 * What panels do when they have been rendered and want to know how large something is, or to scroll: all of them together, so
 * that the browser lays the page out once a frame and not once a panel. First everyone looks, then everyone moves.
 *
 * @typedef {() => (() => void) | undefined} Look   returns what to do when all have looked
 */

/** @type {Look[]} */
let waiting = [];

/**
 * Called from `updated`, when the panels beside this one have yet to be rendered in the same turn.
 * @param {Look} look
 */
export function settle(look) {
  if (waiting.push(look) > 1) return;
  queueMicrotask(() => {
    const all = waiting;
    waiting = [];
    for (const move of all.map((each) => each())) move?.();
  });
}
