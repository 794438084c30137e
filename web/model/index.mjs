/**
 * A trace as data: states, segments, queues at any moment. The whole interface is in types.d.ts, for whoever uses it.
 */
export { createModel } from './model.mjs';
export { taskStates } from './states.mjs';
export { formatSeconds } from './words.mjs';
