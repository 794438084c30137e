import { css, html } from 'lit';
import { cssProperties } from '../css-properties.mjs';
import { counted } from '../format.mjs';
import { endIcon } from '../icons.mjs';
import { words } from '../later.mjs';
import { taskColour } from '../styles/states.mjs';
import { AwaitScopePanel } from './panel.mjs';

/** @import { TaskAt, TaskState } from '../../model/types.js' */

/** @type {{ state: string, states: (TaskState | 'cancelling')[] }[]} */
const columns = [
  ...['created', 'ready', 'running', 'waiting', 'cancelling'].map((state) => ({
    state,
    states: [/** @type {TaskState | 'cancelling'} */ (state)],
  })),
  { state: 'ended', states: ['finished', 'failed', 'cancelled'] },
];

/** @type {Record<string, 'done' | 'failed' | 'cancelled'>} */
const ends = { finished: 'done', failed: 'failed', cancelled: 'cancelled' };

/** So many tasks are all shown by name; of more, which may be a million, so many in each state. */
const FEW = 60;
const MOST_CHIPS = 3;

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

      /* Beside the first of its chips, however many rows they have. */
      dt {
        display: flex;
        align-items: center;
        align-self: start;
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

      .count {
        margin-inline-start: auto;
        font-size: 0.86em;
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
    const now = this.model.stateAt(this.index);
    const counts = now.countsApart();
    const most = now.taskCount <= FEW ? FEW : MOST_CHIPS;
    return html`
      <header>
        <h3>Tasks</h3>
        <span class="aside number">${counted(now.taskCount, 'task')}</span>
      </header>
      <div
        class="body"
        tabindex="0"
        role="group"
        aria-label="Tasks by state"
        @pointerover=${this.#point}
        @focusin=${this.#point}
      >
        <dl>
          ${columns.map(({ state, states }) => {
            const tasks = now.tasksIn(states, most);
            const count = states.reduce((sum, each) => sum + counts[each], 0);
            const hidden = count - tasks.length;
            return html`
              <dt class=${tasks.length > 0 ? '' : 'none'}>
                ${state === 'ended' ? html`<span class="ended" aria-hidden="true">✔</span>` : html`<span class="swatch ${state}"></span>`}${state}
                ${count > 0 ? html`<span class="count number">${count}</span>` : ''}
              </dt>
              <dd class=${tasks.length > 0 ? '' : 'none'} data-state=${state}>
                ${tasks.map((task) => this.#chip(task))}
                ${hidden > 0 ? html`<span class="muted">and ${hidden} more</span>` : ''}
              </dd>
            `;
          })}
        </dl>
      </div>
    `;
  }

  /** The chip that was pointed at last. @type {HTMLElement | null} */
  #told = null;

  #point = (/** @type {Event} */ event) => {
    this.#told = /** @type {Element} */ (event.target).closest('.chip');
    this.#tell();
  };

  /** What a task does, in words, for who points at it: to say it of all of them would cost more than all the rest. */
  #tell() {
    const { model } = this;
    const told = this.#told;
    if (!told || !model) return;
    words.use(({ describeState }) => {
      told.title = describeState(model, Number(told.dataset.task), this.index);
    });
  }

  updated() {
    this.#tell();
  }

  /** @param {TaskAt} task */
  #chip({ id, name, state }) {
    const end = ends[state];
    return html`<button
      class="chip"
      aria-pressed=${id === this.selection}
      data-task=${id}
      ${cssProperties({ '--task': taskColour(this.model?.rowOf(id) ?? 0) })}
      @click=${() => this.select(id === this.selection ? 0 : id)}
    >
      ${end ? endIcon(end) : html`<span class="dot"></span>`}<span class="name">${name}</span>
    </button>`;
  }
}

customElements.define('await-scope-tasks', AwaitScopeTasks);
