import { css, html } from 'lit';
import { cssProperties } from '../css-properties.mjs';
import { counted } from '../format.mjs';
import { endIcon } from '../icons.mjs';
import { taskColour } from '../styles/states.mjs';
import { AwaitScopePanel } from './panel.mjs';

/** @import { TaskAt } from '../../model/types.js' */

const columns = /** @type {const} */ ([
  { state: 'created', label: 'created' },
  { state: 'ready', label: 'ready' },
  { state: 'running', label: 'running' },
  { state: 'waiting', label: 'waiting' },
  { state: 'cancelling', label: 'cancelling' },
  { state: 'ended', label: 'ended' },
]);

/** @type {Record<string, 'done' | 'failed' | 'cancelled'>} */
const ends = { finished: 'done', failed: 'failed', cancelled: 'cancelled' };

/** Most tasks shown by name in one state; a run may have a million. */
const MOST_CHIPS = 60;

/** Each task as a chip in the row of the state it is in. */
export class AwaitScopeTasks extends AwaitScopePanel {
  static styles = [
    AwaitScopePanel.styles,
    css`
      dl {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
      }

      dt,
      dd {
        min-height: 27px;
        padding: 1px 0;
      }

      dt {
        display: flex;
        align-items: center;
        gap: 8px;
        padding-inline-end: 16px;
        color: var(--muted);
      }

      dd {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px;
      }

      /* So that a state with two rows of tasks has room. */
      .none {
        min-height: 23px;
      }

      .ended {
        width: 22px;
        text-align: center;
      }

      .chip {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        max-width: 100%;
        padding: 1px 9px 1px 7px;
        border: 1px solid color-mix(in srgb, var(--task) 45%, var(--line));
        border-radius: 99px;
        background: color-mix(in srgb, var(--task) 8%, var(--surface));
        font-size: 0.93em;
      }

      .chip:hover {
        background: color-mix(in srgb, var(--task) 18%, var(--surface));
      }

      .chip[aria-pressed='true'] {
        border-color: var(--task);
        box-shadow: 0 0 0 1px var(--task);
      }
    `,
  ];

  render() {
    if (!this.model) return html``;
    const tasks = this.model.stateAt(this.index).tasks();
    return html`
      <header>
        <h3>Tasks</h3>
        <span class="aside number">${counted(tasks.length, 'task')}</span>
      </header>
      <div class="body" tabindex="0" role="group" aria-label="Tasks by state">
        <dl>
          ${columns.map(({ state, label }) => {
            const there = tasks.filter((task) => columnOf(task) === state);
            const hidden = there.length - MOST_CHIPS;
            return html`
              <dt class=${there.length > 0 ? '' : 'none'}>
                ${state === 'ended' ? html`<span class="ended" aria-hidden="true">✔</span>` : html`<span class="swatch ${state}"></span>`}${label}
              </dt>
              <dd class=${there.length > 0 ? '' : 'none'} data-state=${state}>
                ${there.slice(0, MOST_CHIPS).map((task) => this.#chip(task))}
                ${hidden > 0 ? html`<span class="muted">and ${hidden} more</span>` : ''}
              </dd>
            `;
          })}
        </dl>
      </div>
    `;
  }

  /** @param {TaskAt} task */
  #chip({ id, name, state }) {
    const end = ends[state];
    const row = this.model?.task(id)?.row ?? 0;
    return html`<button
      class="chip"
      aria-pressed=${id === this.selection}
      title=${this.model?.describeState(id, this.index) ?? ''}
      ${cssProperties({ '--task': taskColour(row) })}
      @click=${() => this.select(id === this.selection ? 0 : id)}
    >
      ${end ? endIcon(end) : html`<span class="dot"></span>`}<span class="name">${name}</span>
    </button>`;
  }
}

/** @param {TaskAt} task */
function columnOf({ state, cancelling }) {
  if (state in ends) return 'ended';
  return cancelling > 0 && state !== 'running' ? 'cancelling' : state;
}

customElements.define('await-scope-tasks', AwaitScopeTasks);
