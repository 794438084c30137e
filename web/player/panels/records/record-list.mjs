import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { cssProperties } from '../../css-properties.mjs';
import { moment } from '../../format.mjs';
import { taskColour } from '../../styles/states.mjs';
import { AwaitScopePanel } from '../panel.mjs';
import { Rows } from '../rows/rows.mjs';
import { rowsStyles } from '../rows/rows-styles.mjs';
import { filterStyles, filterView } from './filter.mjs';

/**
 * @import { Model } from '../../../model/types.js'
 *
 * @typedef {{ task: number | undefined, look: string, text: unknown, aside?: unknown, title?: string }} Row
 *   `task`: whose dot it has; `aside`: what stands behind the text
 */

/**
 * What panels share that list some records of the run, each with its time and its task's dot; a click goes there. They
 * are searched, and those of the selected task can be seen alone. Only the rows that are seen are made.
 */
export class AwaitScopeRecordList extends AwaitScopePanel {
  static properties = { ...AwaitScopePanel.properties, words: { state: true }, only: { state: true } };

  /** @type {import('lit').CSSResultGroup} */
  static styles = [
    AwaitScopePanel.styles,
    filterStyles,
    rowsStyles,
    css`
      li button {
        display: grid;
        gap: 8px;
        width: 100%;
        border-radius: 4px;
      }

      li button:hover {
        background: color-mix(in srgb, var(--ink) 5%, transparent);
      }

      .dot {
        width: 7px;
        height: 7px;
      }

      .time {
        color: var(--muted);
        font-size: 0.86em;
      }
    `,
  ];

  #rows;
  /** The place that was brought into view last. */
  #followed = NaN;

  /** @param {{ height: number, alike: boolean }} rows as Rows wants it */
  constructor(rows) {
    super();
    this.#rows = new Rows(this, rows);
    this.words = '';
    /** Whether the records of the selected task are shown alone. */
    this.only = false;
  }

  /** @param {Map<string, unknown>} _changed */
  willUpdate(_changed) {
    if (!this.selection) this.only = false;
  }

  /** The task whose records are shown alone; 0: those of all are. */
  get task() {
    return this.only ? this.selection : 0;
  }

  /** Other records are listed than before. */
  forget() {
    this.#rows.forget();
    this.#followed = NaN;
  }

  /** Brings a row into view where it is not the one that was last. @param {number} place @param {'middle' | 'end'} to */
  follow(place, to) {
    if (place !== this.#followed) this.#rows.follow(place, to);
    this.#followed = place;
  }

  /**
   * @param {object} shown
   * @param {string} shown.title
   * @param {string} shown.what is searched, in the plural
   * @param {string} shown.label of the list
   * @param {'log' | 'region'} shown.role
   * @param {unknown} shown.aside
   * @param {string} shown.empty what is said where there is none; '' while that is not known
   * @param {number} shown.count
   * @param {number} shown.current place of the one that happened last
   * @param {boolean} shown.marked whether that one is marked
   * @param {(first: number, end: number) => readonly number[]} shown.records
   * @param {(record: number) => Row} shown.row
   */
  listView({ title, what, label, role, aside, empty, count, current, marked, records, row }) {
    const { words, only, selection } = this;
    const model = /** @type {Model} */ (this.model);
    const { first, end } = this.#rows.shown(count);
    const task = selection ? model.label(selection, this.index) : '';
    /** @param {number} record @param {number} place */
    const rowView = (record, place) => {
      const { task, look, text, aside: behind = nothing, title: named = nothing } = row(record);
      const line = task === undefined ? -1 : model.rowOf(task);
      return html`<li class=${look} aria-posinset=${place + 1} aria-setsize=${count}>
        <button
          aria-current=${marked && place === current ? 'step' : 'false'}
          title=${named}
          tabindex=${this.#rows.stop(place, current)}
          @click=${() => this.seekIndex(record + 1)}
        >
          <span class="time number">${moment(model.trace.time[record], model.end)}</span>
          <span
            class="dot"
            ${cssProperties({ '--task': line < 0 ? 'transparent' : taskColour(line) })}
          ></span>
          ${text} ${behind}
        </button>
      </li>`;
    };
    return html`
      <header>
        <h3>${title}</h3>
        ${filterView(
          { what, words, task, only },
          (sought) => (this.words = sought),
          () => (this.only = !this.only),
        )}
        ${aside}
      </header>
      <div
        class="body"
        tabindex="0"
        role=${role}
        aria-live=${role === 'log' ? 'off' : nothing}
        aria-label=${label}
        @scroll=${this.#rows.scrolled}
        @focusin=${this.#rows.focused}
        @focusout=${this.#rows.blurred}
        @keydown=${this.#rows.pressed}
      >
        ${count === 0 && empty ? html`<p class="empty">${empty}</p>` : nothing}
        <ol class="rows" ${this.#rows.list}>
          ${repeat(
            records(first, end),
            (_, i) => this.#rows.key(first + i),
            (record, i) => rowView(record, first + i),
          )}
        </ol>
      </div>
    `;
  }
}
