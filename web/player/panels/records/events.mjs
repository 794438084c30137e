import { css, html, nothing } from 'lit';
import { describe } from '../../words.mjs';
import { counted } from '../../format.mjs';
import { EventList } from './event-list.mjs';
import { AwaitScopeRecordList } from './record-list.mjs';

/** Milliseconds of a frame that a long run is looked through for. */
const SLICE = 4;

/** Every event of the run in a sentence. */
export class AwaitScopeEvents extends AwaitScopeRecordList {
  static properties = {
    ...AwaitScopeRecordList.properties,
    every: { state: true },
    found: { state: true },
  };

  static styles = [
    AwaitScopeRecordList.styles,
    css`
      li button {
        grid-template-columns: auto 8px minmax(0, 1fr) auto;
        align-items: center;
        height: 24px;
        padding: 0 6px;
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
    `,
  ];

  /** @type {EventList | null} */
  #list = null;
  #frame = 0;

  constructor() {
    super({ height: 24, alike: true });
    /** Whether the loop's bookkeeping is shown too. */
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
    super.willUpdate(changed);
    if (!this.model) return;
    const { task, words, every } = this;
    const filtered = ['model', 'words', 'only', 'every'].some((name) => changed.has(name));
    if (!this.#list || filtered || (this.only && changed.has('selection'))) {
      this.#list = new EventList(this.model, { every, task, words });
      this.forget();
    }
    if (!this.#list.done) this.#look();
    // The last event is brought into view when another has become the last.
    this.follow(this.#list.placeOf(this.index), 'middle');
  }

  /** Now, and with each frame until all is looked through. */
  #look = () => {
    cancelAnimationFrame(this.#frame);
    this.#list?.look(SLICE);
    this.found = this.#list?.records.length ?? 0;
    if (this.#list?.done === false) this.#frame = requestAnimationFrame(this.#look);
  };

  render() {
    const { model } = this;
    const list = this.#list;
    if (!model || !list) return nothing;
    return this.listView({
      title: 'Events',
      what: 'events',
      label: 'What happened',
      role: 'region',
      aside: html`<label class="aside"
          ><input
            type="checkbox"
            name="every"
            .checked=${this.every}
            @change=${() => (this.every = !this.every)}
          />
          loop events too</label
        >
        <span class="aside number">${counted(this.found, 'event')}${list.done ? '' : ' …'}</span>`,
      empty: list.done ? 'No event is like that.' : '',
      count: list.records.length,
      current: list.placeOf(this.index),
      marked: true,
      records: (first, end) => list.records.slice(first, end),
      row: (record) => {
        const { subject, object } = model.event(record);
        return {
          task: model.task(subject) ? subject : object,
          look: record < this.index ? '' : 'ahead',
          text: html`<span class="text name">${describe(model, record)}</span>`,
          aside: html`<span class="record number">${record + 1}</span>`,
        };
      },
    });
  }

  /** For the figure's key. */
  search() {
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('input[type=search]'))?.focus();
  }
}

customElements.define('await-scope-events', AwaitScopeEvents);
