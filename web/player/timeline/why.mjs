/**
 * Why the run takes as long as it does, in a line: the longest steps of its critical path, in order.
 *
 * @import { CriticalStep, Model } from '../../model/types.js'
 * @import { AwaitScopeTimeline } from './timeline.mjs'
 */
import { html, nothing } from 'lit';
import { formatSeconds } from '../../model/words.mjs';
import { cssProperties } from '../css-properties.mjs';
import { criticalSteps, stepInWords } from '../critical-steps.mjs';
import { taskColour } from '../styles/states.mjs';

/** Steps that a line has room for. */
const MOST = 3;

/**
 * A button that draws the path on the timeline, or no longer.
 * @param {AwaitScopeTimeline} timeline
 * @param {Model} model
 */
export function whyView(timeline, model) {
  const { steps } = criticalSteps(model);
  if (steps.length === 0) return nothing;
  const longest = new Set([...steps].sort((a, b) => lasts(b) - lasts(a)).slice(0, MOST));
  const told = steps.filter((step) => longest.has(step));
  return html`<button
    class="why"
    aria-pressed=${timeline.criticalPath}
    title="The critical path: what made the run as long as it is. Draws it on the timeline, or no longer."
    @click=${() => timeline.ask('critical-path', null)}
  >
    <strong>Why ${formatSeconds(model.end - model.start)}?</strong>${told.map(
      (step) =>
        html`<span class="step" ${cssProperties({ '--task': taskColour(model.rowOf(step.task)) })}>
          <span class="dot"></span>${model.label(step.task, step.from + 1)}
          <span class="muted">${stepInWords(model, step)}</span> ${formatSeconds(lasts(step))}</span
        >`,
    )}${steps.length > told.length ? html`<span class="muted">…</span>` : nothing}
  </button>`;
}

/** @param {CriticalStep} step */
const lasts = ({ start, end }) => Number((end - start).toPrecision(6));
