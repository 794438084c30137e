/**
 * What stands below a timeline's plot: why the run takes as long, its table twin, and the minimap while not all of it
 * is seen; the first two beside each other where there is room, then the minimap in the first one's place.
 *
 * @import { AwaitScopeTimeline } from './timeline.mjs'
 * @import { View } from './view.mjs'
 */
import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { minimap, words } from '../later.mjs';
import { whyView } from './why.mjs';

/** @param {AwaitScopeTimeline} timeline */
export function footView(timeline) {
  return html`<div class="foot">
    ${reasonView(timeline)}
    <details
      class="twin"
      @toggle=${(/** @type {Event} */ event) => {
        timeline.tableOpen = /** @type {HTMLDetailsElement} */ (event.target).open;
        words.use(() => timeline.requestUpdate());
      }}
    >
      <summary>As a table</summary>
      <div class="table" tabindex="0" role="region" aria-label="Timeline as a table">
        ${tableView(timeline)}
      </div>
    </details>
    ${timeline.view ? minimapView(timeline) : nothing}
  </div>`;
}

/** @param {AwaitScopeTimeline} timeline */
function tableView(timeline) {
  const { model, growth, tableOpen } = timeline;
  return guard([model, growth, tableOpen, words.now], () => {
    if (!model || !tableOpen || !words.now) return nothing;
    return words.now.timelineTable(model, (index) => timeline.ask('seek-index', index));
  });
}

/** Fetched when not all is seen for the first time. @param {AwaitScopeTimeline} timeline */
function minimapView(timeline) {
  minimap.use(() => {});
  return html`<await-scope-minimap
    aria-hidden="true"
    .model=${timeline.model}
    .axis=${timeline.axis}
    .growth=${timeline.growth}
    .all=${timeline.all}
    .seen=${timeline.seen}
    .playhead=${timeline.playhead}
    .colours=${timeline.colours}
    @view=${(/** @type {CustomEvent<View>} */ { detail }) => timeline.showWithin(detail)}
  ></await-scope-minimap>`;
}

/** A live run has no end yet. @param {AwaitScopeTimeline} timeline */
function reasonView(timeline) {
  const { model, growth, criticalPath, live } = timeline;
  if (!model || live) return nothing;
  return guard([model, growth, criticalPath], () => whyView(timeline, model));
}
