/**
 * What panels do when they have been rendered and want to know how large something is, or to scroll: all of them
 * together, when the browser has laid the page out for the frame anyway, so that nobody makes it do so once more. First
 * everyone looks, then everyone moves.
 *
 * @typedef {() => (() => void) | undefined} Look returns what to do when all have looked
 */

/** @type {Look[]} */
let waiting = [];

/** Whether the page was looked at in this frame: what is rendered in answer to that is looked at at once. */
let looked = false;

/** A browser tells of sizes between layout and paint; of one that it just began to observe, in any case. */
const laidOut = new ResizeObserver(() => {
  laidOut.disconnect();
  looked = true;
  setTimeout(() => (looked = false));
  lookAndMove();
});

/**
 * Called from `updated`, when the panels beside this one have yet to be rendered in the same turn.
 * @param {Look} look
 */
export function settle(look) {
  if (waiting.push(look) > 1) return;
  if (looked) queueMicrotask(lookAndMove);
  else laidOut.observe(document.documentElement);
}

function lookAndMove() {
  const all = waiting;
  waiting = [];
  for (const move of all.map((each) => each())) move?.();
}
