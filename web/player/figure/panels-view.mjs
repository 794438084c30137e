/**
 * What stands below a figure's timeline.
 *
 * @import { Model } from '../../model/types.js'
 * @import { AwaitScope } from '../await-scope.mjs'
 */
import { html, nothing } from 'lit';
import { diagrams, panels } from '../panels/index.mjs';

/**
 * Brings the tab of the panel in front into view, where not all have room; the page is not moved.
 * @param {ParentNode} root
 */
export function showTab(root) {
  const tab = /** @type {HTMLElement | null} */ (root.querySelector('.tabs [aria-pressed=true]'));
  const tabs = tab?.parentElement;
  if (tab && tabs)
    tabs.scrollLeft = tab.offsetLeft - tabs.offsetLeft - (tabs.clientWidth - tab.offsetWidth) / 2;
}

/**
 * The panels, or the code and a diagram; tabs where only one of them has room.
 * @param {AwaitScope} figure
 * @param {Model} model
 */
export function panelsView(figure, model) {
  const { selection, playing, criticalPath } = figure;
  const shown = { model, index: figure.position.index, selection, playing, criticalPath };
  const diagram = diagrams.find(({ name }) => name === figure.panel);
  const hasSource = model.trace.sources.length > 0;
  const there = hasSource ? panels : panels.filter(({ name }) => name !== 'code');
  const front = [...there, ...diagrams].find(({ name }) => name === figure.panel) ?? there[0];
  /** @type {(panel: string, label: string, pressed: boolean) => unknown} */
  const tab = (panel, label, pressed) =>
    html`<button aria-pressed=${pressed} @click=${() => (figure.panel = panel)}>${label}</button>`;
  /** @param {import('../panels/index.mjs').Panel} panel */
  const section = ({ name, view }) =>
    html`<section class=${name === front.name ? `${name} chosen` : name}>${view(shown)}</section>`;
  return html`<nav class="tabs sideways" aria-label="Panels">
      ${[...there, ...diagrams].map(({ name, label }) => tab(name, label, name === front.name))}
    </nav>
    <div class=${hasSource ? 'panels' : 'panels sourceless'}>
      <nav class="views" aria-label="Views">
        ${tab(there[0].name, 'Overview', !diagram)}
        ${diagrams.map(({ name, title }) => tab(name, title, name === front.name))}
      </nav>
      ${there.map(section)}
      ${diagram ? html`<section class="diagram chosen ${diagram.name}">${diagram.view(shown)}</section>` : nothing}
    </div>`;
}
