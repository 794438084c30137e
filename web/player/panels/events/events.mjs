import { css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { describe } from '../../words.mjs';
import { cssProperties } from '../../css-properties.mjs';
import { counted, moment } from '../../format.mjs';
import { taskColour } from '../../styles/states.mjs';
import { filterStyles, filterView } from '../filter.mjs';
import { AwaitScopePanel } from '../panel.mjs';
import { Rows } from '../rows/rows.mjs';
import { rowsStyles } from '../rows/rows-styles.mjs';
import { EventList } from './event-list.mjs';

/** Milliseconds of a frame that a long run is looked through for. */
const SLICE = 4;

/** Every event of the run in a sentence, with its time; a click goes there. Only the rows that are seen are made. */
export class AwaitScopeEvents extends AwaitScopePanel {
  static properties = {
    ...AwaitScopePanel.properties,
    words: { state: true },
    only: { state: true },
    every: { state: true },
    found: { state: true },
  };

  static styles = [
    AwaitScopePanel.styles,
    filterStyles,
    rowsStyles,
    css`
      li button {
        display: grid;
        grid-template-columns: auto 8px minmax(0, 1fr) auto;
        align-items: center;
        gap: 8px;
        width: 100%;
        height: 24px;
        padding: 0 6px;
        border-radius: 4px;
      }

      li button:hover {
        background: color-mix(in srgb, var(--ink) 5%, transparent);
      }

      li.ahead .text {
        color: var(--muted);
      }

      [aria-current='step'] {
        background: var(--selected);
        box-shadow: inset 2px 0 var(--accent);
      }

      label {
        display: inline-flex;
        align-items: center;
        gap: 6px;
      }

      label input {
        margin: 0;
        accent-color: var(--accent);
      }

      .time,
      .record {
        color: var(--muted);
        font-size: 0.86em;
      }

      @container (max-width: 620px) {
        header {
          flex-wrap: wrap;
        }

        .filter {
          order: 1;
          flex-basis: 100%;
          margin: 0;
        }

        .filter input {
          flex: 1;
        }
      }

      .dot {
        width: 7px;
        height: 7px;
      }
    `,
  ];

  /** @type {EventList | null} */
  #list = null;
  #frame = 0;
  #rows = new Rows(this, { height: 24, alike: true });
  /** The place that was brought into view last. */
  #followed = -2;

  constructor() {
    super();
    this.words = '';
    this.only = false;
    this.every = false;
    /** How many have been found. */
    this.found = 0;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    cancelAnimationFrame(this.#frame);
    this.#list = null;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!this.model) return;
    if (!this.selection) this.only = false;
    const filtered = ['model', 'words', 'only', 'every'].some((name) => changed.has(name));
    if (!this.#list || filtered || (this.only && changed.has('selection'))) {
      const task = this.only ? this.selection : 0;
      this.#list = new EventList(this.model, { every: this.every, task, words: this.words });
      this.#rows.forget();
      this.#followed = -2;
    }
    if (!this.#list.done) this.#look();
    // The last event is brought into view when another has become the last.
    const place = this.#list.placeOf(this.index);
    if (place !== this.#followed) this.#rows.follow(place, 'middle');
    this.#followed = place;
  }

  /** Now, and with each frame until all is looked through. */
  #look = () => {
    cancelAnimationFrame(this.#frame);
    this.#list?.look(SLICE);
    this.found = this.#list?.records.length ?? 0;
    if (this.#list?.done === false) this.#frame = requestAnimationFrame(this.#look);
  };

  render() {
    if (!this.model || !this.#list) return html``;
    const { records, done } = this.#list;
    const current = this.#list.placeOf(this.index);
    const { first, end } = this.#rows.shown(records.length);
    const task = this.selection ? this.model.label(this.selection, this.index) : '';
    return html`
      <header>
        <h3>Events</h3>
        ${filterView(
          { what: 'events', words: this.words, task, only: this.only },
          (words) => (this.words = words),
          () => (this.only = !this.only),
        )}
        <label class="aside"
          ><input
            type="checkbox"
            name="every"
            .checked=${this.every}
            @change=${() => (this.every = !this.every)}
          />
          the loop’s too</label
        >
        <span class="aside number">${counted(this.found, 'event')}${done ? '' : ' …'}</span>
      </header>
      <div
        class="body"
        tabindex="0"
        role="region"
        aria-label="What happened"
        @scroll=${this.#rows.scrolled}
        @focusin=${this.#rows.focused}
        @focusout=${this.#rows.blurred}
        @keydown=${this.#rows.pressed}
      >
        ${done && records.length === 0 ? html`<p class="empty">No event is like that.</p>` : ''}
        <ol class="rows" ${this.#rows.list}>
          ${repeat(
            records.slice(first, end),
            (_, i) => this.#rows.key(first + i),
            (record, i) => this.#row(record, first + i, current),
          )}
        </ol>
      </div>
    `;
  }

  /**
   * @param {number} record
   * @param {number} place
   * @param {number} current place of the last that happened
   */
  #row(record, place, current) {
    const model = /** @type {import('../../../model/types.js').Model} */ (this.model);
    const { time, subject, object } = model.event(record);
    const row = (model.task(subject) ?? model.task(object))?.row;
    return html`<li
      class=${record < this.index ? '' : 'ahead'}
      aria-posinset=${place + 1}
      aria-setsize=${this.found}
    >
      <button
        aria-current=${place === current ? 'step' : 'false'}
        tabindex=${this.#rows.stop(place, current)}
        @click=${() => this.seekIndex(record + 1)}
      >
        <span class="time number">${moment(time, model.end)}</span>
        <span
          class="dot"
          ${cssProperties({ '--task': row === undefined ? 'transparent' : taskColour(row) })}
        ></span>
        <span class="text name">${describe(model, record)}</span>
        <span class="record number">${record + 1}</span>
      </button>
    </li>`;
  }

  /** For the figure's key. */
  search() {
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('input[type=search]'))?.focus();
  }
}

customElements.define('await-scope-events', AwaitScopeEvents);
