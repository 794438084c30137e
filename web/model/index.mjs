/**
 * A trace as data: states, segments, queues at any moment. The whole interface is in types.d.ts, for whoever uses it.
 * The player imports what it needs from the files themselves, so that what is told in words or drawn as a graph can be
 * fetched later.
 */
export { createModel } from './model.mjs';
export { describePrimitive, describeState } from './describe-state.mjs';
export { describe } from './describe.mjs';
export { taskStates } from './states.mjs';
export { waitGraph } from './wait-graph.mjs';
export { formatSeconds } from './words.mjs';
