import { css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { cssProperties } from '../css-properties.mjs';
import { counted, moment } from '../format.mjs';
import { taskColour } from '../styles/states.mjs';
import { filterStyles, filterView } from './filter.mjs';
import { LineList } from './line-list.mjs';
import { AwaitScopePanel } from './panel.mjs';
import { Rows } from './rows/rows.mjs';
import { rowsStyles } from './rows/rows-styles.mjs';

/** What the program has printed so far, each line with its time; a click goes there. */
export class AwaitScopeConsole extends AwaitScopePanel {
  static properties = { ...AwaitScopePanel.properties, words: { state: true }, only: { state: true } };

  static styles = [
    AwaitScopePanel.styles,
    filterStyles,
    rowsStyles,
    css`
      li button {
        display: grid;
        grid-template-columns: auto 7px minmax(0, 1fr);
        align-items: baseline;
        gap: 8px;
        width: 100%;
        padding: 1px 4px;
        border-radius: 4px;
      }

      li button:hover {
        background: color-mix(in srgb, var(--ink) 5%, transparent);
      }

      li.selected button {
        background: var(--selected);
      }

      .dot {
        width: 7px;
        height: 7px;
      }

      .text {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        unicode-bidi: plaintext;
      }

      .time {
        color: var(--muted);
        font-size: 0.86em;
      }
    `,
  ];

  /** @type {LineList | null} */
  #list = null;
  #rows = new Rows(this, { height: 22, alike: false });
  /** How many lines there were last. */
  #followed = -1;

  constructor() {
    super();
    this.words = '';
    /** Whether the lines of the selected task are shown alone. */
    this.only = false;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!this.model) return;
    if (!this.selection) this.only = false;
    const task = this.only ? this.selection : 0;
    if (changed.has('model') || this.#list?.task !== task || this.#list.words !== this.words) {
      this.#list = new LineList(this.model, { task, words: this.words });
      this.#rows.forget();
      this.#followed = -1;
    }
    // The last line is brought into view when there is another.
    const count = this.#list.count(this.index);
    if (count !== this.#followed) this.#rows.follow(count - 1, 'end');
    this.#followed = count;
  }

  render() {
    if (!this.model || !this.#list) return html``;
    const list = this.#list;
    const { lineCount } = this.model.stateAt(this.index);
    const count = list.count(this.index);
    const { first, end } = this.#rows.shown(count);
    const task = this.selection ? this.model.label(this.selection, this.index) : '';
    return html`
      <header>
        <h3>Console</h3>
        ${filterView(
          { what: 'the console', words: this.words, task, only: this.only },
          (words) => (this.words = words),
          () => (this.only = !this.only),
        )}
        <span class="aside number"
          >${list.all ? counted(lineCount, 'line') : `${count} of ${lineCount}`}</span
        >
      </header>
      <div
        class="body"
        tabindex="0"
        role="log"
        aria-live="off"
        aria-label="What the program printed"
        @scroll=${this.#rows.scrolled}
        @focusin=${this.#rows.focused}
        @focusout=${this.#rows.blurred}
        @keydown=${this.#rows.pressed}
      >
        ${lineCount === 0 ? html`<p class="empty">Nothing printed yet.</p>` : ''}
        ${lineCount > 0 && count === 0 ? html`<p class="empty">No line is like that.</p>` : ''}
        <ol class="rows" ${this.#rows.list}>
          ${repeat(
            list.records(first, end),
            (_, i) => this.#rows.key(first + i),
            (record, i) => this.#line(record, first + i, count),
          )}
        </ol>
      </div>
    `;
  }

  /**
   * @param {number} record
   * @param {number} place
   * @param {number} count
   */
  #line(record, place, count) {
    const model = /** @type {import('../../model/types.js').Model} */ (this.model);
    const { time, object: task, text } = model.event(record);
    const row = model.task(task)?.row;
    return html`<li
      class=${task && task === this.selection ? 'selected' : ''}
      aria-posinset=${place + 1}
      aria-setsize=${count}
    >
      <button
        title=${model.label(task)}
        tabindex=${this.#rows.stop(place, count - 1)}
        @click=${() => this.seekIndex(record + 1)}
      >
        <span class="time number">${moment(time, model.end)}</span>
        <span
          class="dot"
          ${cssProperties({ '--task': row === undefined ? 'transparent' : taskColour(row) })}
        ></span>
        <span class="text mono">${text}</span>
      </button>
    </li>`;
  }
}

customElements.define('await-scope-console', AwaitScopeConsole);
