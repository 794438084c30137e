import { css, html } from 'lit';
import { cssProperties } from '../../css-properties.mjs';
import { counted, moment } from '../../format.mjs';
import { taskColour } from '../../styles/states.mjs';
import { filterStyles, filterView } from '../filter.mjs';
import { AwaitScopePanel } from '../panel.mjs';
import { EventList } from './event-list.mjs';

/** Pixels. */
const ROW_HEIGHT = 24;

/** Rows made beyond those that are seen. */
const BEYOND = 6;

/** Milliseconds of a frame that a long run is looked through for. */
const SLICE = 6;

/** Every event of the run in a sentence, with its time; a click goes there. Only the rows that are seen are made. */
export class AwaitScopeEvents extends AwaitScopePanel {
  static properties = {
    ...AwaitScopePanel.properties,
    words: { state: true },
    only: { state: true },
    every: { state: true },
    scrolled: { state: true },
    found: { state: true },
  };

  static styles = [
    AwaitScopePanel.styles,
    filterStyles,
    css`
      .body {
        position: relative;
      }

      ol {
        height: var(--rows);
        padding-top: var(--above);
      }

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
  /** The place that was brought into view last. */
  #followed = -2;

  constructor() {
    super();
    this.words = '';
    this.only = false;
    this.every = false;
    this.scrolled = 0;
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
      this.#followed = -2;
    }
    if (!this.#list.done) this.#look();
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
    const first = Math.max(0, Math.floor(this.scrolled / ROW_HEIGHT) - BEYOND);
    const shown = records.slice(first, first + Math.ceil(this.#room / ROW_HEIGHT) + 2 * BEYOND);
    const sizes = { '--rows': `${records.length * ROW_HEIGHT}px`, '--above': `${first * ROW_HEIGHT}px` };
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
        @scroll=${(/** @type {Event} */ event) =>
          (this.scrolled = /** @type {HTMLElement} */ (event.target).scrollTop)}
      >
        ${done && records.length === 0 ? html`<p class="empty">No event is like that.</p>` : ''}
        <ol ${cssProperties(sizes)}>
          ${shown.map((record, i) => this.#row(record, first + i === current))}
        </ol>
      </div>
    `;
  }

  /** @param {number} record @param {boolean} current */
  #row(record, current) {
    const model = /** @type {import('../../../model/types.js').Model} */ (this.model);
    const { time, subject, object } = model.event(record);
    const row = (model.task(subject) ?? model.task(object))?.row;
    return html`<li class=${record < this.index ? '' : 'ahead'}>
      <button aria-current=${current ? 'step' : 'false'} @click=${() => this.seekIndex(record + 1)}>
        <span class="time number">${moment(time, model.end)}</span>
        <span
          class="dot"
          ${cssProperties({ '--task': row === undefined ? 'transparent' : taskColour(row) })}
        ></span>
        <span class="text name">${model.describe(record)}</span>
        <span class="record number">${record + 1}</span>
      </button>
    </li>`;
  }

  get #body() {
    return this.renderRoot?.querySelector('.body');
  }

  get #room() {
    return this.#body?.clientHeight || 400;
  }

  /** Brings the last event into view, without moving the page, when another has become the last. */
  updated() {
    const body = this.#body;
    const place = this.#list?.placeOf(this.index) ?? -1;
    if (!body || place === this.#followed) return;
    this.#followed = place;
    const top = place * ROW_HEIGHT;
    if (top < body.scrollTop || top + ROW_HEIGHT > body.scrollTop + body.clientHeight) {
      body.scrollTop = top - body.clientHeight / 2;
      this.scrolled = body.scrollTop;
    }
  }

  /** For the figure's key. */
  search() {
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('input[type=search]'))?.focus();
  }
}

customElements.define('await-scope-events', AwaitScopeEvents);
