/**
 * The critical path as it is told: its steps that take time, in order. Pure.
 *
 * @import { CriticalStep, Model } from '../model/types.js'
 */

/** Most steps that are told; the longest. */
const MOST = 12;

/**
 * @param {Model} model
 * @returns {{ steps: CriticalStep[], hidden: number }} `hidden`: how many shorter ones are left out
 */
export function criticalSteps(model) {
  /** @type {CriticalStep[]} */
  const steps = [];
  for (const step of model.criticalPath()) {
    const last = steps.at(-1);
    if (step.end <= step.start) continue;
    if (last?.task === step.task && last.why === step.why && last.waitingOn === step.waitingOn) {
      steps[steps.length - 1] = { ...last, end: step.end, to: step.to };
    } else {
      steps.push(step);
    }
  }
  if (steps.length <= MOST) return { steps, hidden: 0 };
  const longest = new Set([...steps].sort((a, b) => b.end - b.start - (a.end - a.start)).slice(0, MOST));
  return { steps: steps.filter((step) => longest.has(step)), hidden: steps.length - MOST };
}

/**
 * What a step is, without who, and without when a sleep or a timeout ends, for that is the step's end: "sleep",
 * "timeout".
 * @param {Model} model
 * @param {CriticalStep} step
 */
export function stepInWords(model, { from, why, waitingOn }) {
  if (why === 'waits')
    return model.label(waitingOn, from + 1).replace(/ (until|at) [\d.]+ \S+$/, '') || 'waits';
  return why === 'runs' ? 'runs' : 'waits its turn';
}
