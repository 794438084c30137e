/**
 * What stands around a timeline's plot.
 *
 * @import { Row } from '../../model/types.js'
 * @import { AwaitScopeTimeline } from './timeline.mjs'
 */
import { html, nothing } from 'lit';
import { cssProperties } from '../css-properties.mjs';
import { icon } from '../icons.mjs';
import { taskColour } from '../styles/states.mjs';

/** In the order in which a task goes through them. */
const legend = ['ready', 'running', 'waiting', 'cancelling'];

/**
 * The legend, and buttons for what keys and gestures do.
 * @param {AwaitScopeTimeline} timeline
 */
export function headView(timeline) {
  /** @type {(label: string, drawing: Parameters<typeof icon>[0], disabled: boolean, act: () => void) => unknown} */
  const button = (label, drawing, disabled, act) =>
    html`<button aria-label=${label} title=${label} ?disabled=${disabled} @click=${act}>
      ${icon(drawing)}
    </button>`;
  const whole = timeline.view === null;
  return html`<div class="head">
    <h3>Timeline</h3>
    <ul class="legend" aria-label="States">
      ${legend.map((state) => html`<li><span class="swatch ${state}"></span>${state}</li>`)}
    </ul>
    <div class="zoom">
      ${button('To the left (A)', 'panLeft', whole, () => timeline.pan(-0.2))}
      ${button('To the right (D)', 'panRight', whole, () => timeline.pan(0.2))}
      ${button('Smaller (S)', 'zoomOut', whole, () => timeline.zoom(1 / 1.6))}
      ${button('Larger (W)', 'zoomIn', false, () => timeline.zoom(1.6))}
      ${button('Show all (F)', 'fit', whole, () => timeline.fit())}
    </div>
  </div>`;
}

/**
 * A row's label, a button that selects its task.
 * @param {AwaitScopeTimeline} timeline
 * @param {Row} row
 * @param {number} place
 * @param {number} count
 */
export function labelView(timeline, { task, depth }, place, count) {
  const selected = task === timeline.selection;
  const { name = '', coroutineName = '' } = timeline.model?.task(task) ?? {};
  const look = { '--depth': String(Math.min(depth, 6)), '--task': taskColour(place) };
  return html`<li class="row ${selected ? 'selected' : ''}" aria-posinset=${place + 1} aria-setsize=${count}>
    <button
      aria-pressed=${selected}
      aria-describedby=${task === timeline.tips.focused ? 'tip' : nothing}
      title=${name}
      ${cssProperties(look)}
      @click=${() => timeline.ask('select', selected ? 0 : task)}
      @focus=${(/** @type {FocusEvent} */ event) =>
        timeline.tips.focus(/** @type {Element} */ (event.target).matches(':focus-visible') ? task : 0)}
      @blur=${() => timeline.tips.focus(0)}
      @keydown=${(/** @type {KeyboardEvent} */ event) => {
        if (event.key === 'Escape') timeline.tips.focus(0);
      }}
    >
      <span class="dot"></span><span class="name">${name}</span>
      <span class="coroutine name mono">${coroutineName}</span>
    </button>
  </li>`;
}
