/**
 * @import { CriticalStep, Model } from '../../../model/types.js'
 * @import { AwaitScopeWaitGraph } from './wait-graph.mjs'
 */
import { html, nothing } from 'lit';
import { formatSeconds } from '../../../model/words.mjs';
import { criticalSteps, stepInWords } from '../../critical-steps.mjs';
import { cssProperties } from '../../css-properties.mjs';
import { taskColour } from '../../styles/states.mjs';

/**
 * Why the run takes as long as it does: the steps of its critical path, each as long as its share.
 * @param {AwaitScopeWaitGraph} panel
 * @param {Model} model
 */
export function pathView(panel, model) {
  const { steps, hidden } = criticalSteps(model);
  if (steps.length === 0) return nothing;
  return html`<section class="path" aria-label="Critical path">
    <header>
      <h3>Why ${formatSeconds(model.end - model.start)}</h3>
      <span class="muted">the critical path</span>
      <button
        class="switch"
        aria-pressed=${panel.criticalPath}
        @click=${() => panel.dispatchEvent(new CustomEvent('critical-path', { bubbles: true }))}
      >
        On the timeline
      </button>
    </header>
    <ol>
      ${steps.map((step) => stepView(panel, model, step))}
    </ol>
    ${hidden > 0 ? html`<p class="muted">and ${hidden} shorter steps</p>` : nothing}
  </section>`;
}

/**
 * @param {AwaitScopeWaitGraph} panel
 * @param {Model} model
 * @param {CriticalStep} step
 */
function stepView(panel, model, step) {
  const { index, selection } = panel;
  const lasts = step.end - step.start;
  const here = step.from < index && index <= step.to;
  const look = {
    '--task': taskColour(model.rowOf(step.task)),
    '--share': String(lasts / (model.end - model.start || 1)),
  };
  return html`<li ${cssProperties(look)} class=${step.task === selection ? 'selected' : ''}>
    <button
      aria-current=${here ? 'step' : 'false'}
      title="Go to where this step begins"
      @click=${() => panel.seekIndex(step.from + 1)}
    >
      <span class="name who">${model.label(step.task, step.from + 1)}</span>
      <span class="name what">${stepInWords(model, step)}</span>
      <span class="number">${formatSeconds(Number(lasts.toPrecision(6)))}</span>
    </button>
  </li>`;
}
