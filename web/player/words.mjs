/** What is told in words when somebody points, steps or opens the table; no figure shows it at first. */
export { describePrimitive, describeState } from '../model/describe-state.mjs';
export { describe } from '../model/describe.mjs';
export { timelineTable } from './timeline/timeline-table.mjs';
export { whatIsAt, whatItDoes } from './timeline/tip.mjs';
