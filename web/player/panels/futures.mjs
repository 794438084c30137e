import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatSeconds } from '../../model/words.mjs';
import { counted } from '../format.mjs';
import { endIcon } from '../icons.mjs';
import { AwaitScopePanel } from './panel.mjs';
import { Rows } from './rows/rows.mjs';
import { rowsStyles } from './rows/rows-styles.mjs';

/** @import { FutureAt } from '../../model/types.js' */

/** @type {Record<string, 'done' | 'failed' | 'cancelled'>} */
const ends = { result: 'done', exception: 'failed', cancelled: 'cancelled' };

/** Tasks that are told of those that it will wake. */
const MOST_NAMES = 8;

/**
 * Every future that exists now: what it is for, the states it went through and when, whom it will wake. Newest first.
 */
export class AwaitScopeFutures extends AwaitScopePanel {
  static styles = [
    AwaitScopePanel.styles,
    rowsStyles,
    css`
      li button {
        display: grid;
        height: 44px;
        overflow: hidden;
        grid-template-columns: 18px minmax(0, 1fr) auto;
        align-items: center;
        gap: 0 8px;
        width: 100%;
        padding: 3px 4px;
        border-radius: var(--radius-small);
      }

      li button:hover {
        background: color-mix(in srgb, var(--ink) 5%, transparent);
      }

      li.selected button {
        background: var(--selected);
      }

      .detail {
        grid-column: 2 / -1;
        color: var(--muted);
        font-size: 0.86em;
      }

      .sign {
        text-align: center;
      }

      .state {
        color: var(--muted);
        font-size: 0.86em;
      }

      li.pending .what {
        font-weight: 600;
      }
    `,
  ];

  #rows = new Rows(this, { height: 44, alike: true, newestFirst: true });

  render() {
    if (!this.model) return html``;
    const now = this.model.stateAt(this.index);
    const { futureCount } = now;
    const { first, end } = this.#rows.shown(futureCount);
    const futures = now.futures(futureCount - end, futureCount - first).reverse();
    return html`
      <header>
        <h3>Futures</h3>
        <span class="aside number"
          >${now.futureCounts().pending} pending of ${counted(futureCount, 'future')}</span
        >
      </header>
      <div
        class="body"
        tabindex="0"
        role="group"
        aria-label="Futures"
        @scroll=${this.#rows.scrolled}
        @focusin=${this.#rows.focused}
        @focusout=${this.#rows.blurred}
        @keydown=${this.#rows.pressed}
      >
        ${futureCount === 0 ? html`<p class="empty">None yet.</p>` : ''}
        <ol class="rows" ${this.#rows.list}>
          ${repeat(
            futures,
            (_, i) => this.#rows.key(first + i),
            (future, i) => this.#row(future, first + i, futureCount),
          )}
        </ol>
      </div>
    `;
  }

  /**
   * @param {FutureAt} future
   * @param {number} place from the newest
   * @param {number} count
   */
  #row(future, place, count) {
    const { id, state } = future;
    const made = this.model?.future(id);
    if (!this.model || !made) return nothing;
    const waiters = future.callbacks.map(({ target }) => target).filter((target) => target !== 0);
    const mine = this.selection !== 0 && [id, made.by, ...waiters].includes(this.selection);
    const end = ends[state];
    const record = end ? made.ended : made.created;
    const names = waiters.slice(0, MOST_NAMES).map((target) => this.model?.label(target, this.index));
    return html`<li
      class="${state} ${mine ? 'selected' : ''}"
      data-future=${id}
      aria-posinset=${place + 1}
      aria-setsize=${count}
    >
      <button
        title="Go to the event that made it so"
        tabindex=${this.#rows.stop(place, 0)}
        @click=${() => this.seekIndex(record + 1)}
      >
        ${end ? endIcon(end) : html`<span class="sign" aria-hidden="true">…</span>`}
        <span class="what name">${this.model.label(id, this.index)}</span>
        <span class="state">${state}</span>
        <span class="detail name">
          ${this.#time(made.created)}${end ? html` → ${this.#time(made.ended)}` : nothing}
          ${future.text ? html`· <span class="mono">${future.text}</span>` : nothing}
          ${!end && names.length > 0 ? html`· will wake ${names.join(', ')}` : nothing}
        </span>
      </button>
    </li>`;
  }

  /** @param {number} record */
  #time(record) {
    const { trace } = /** @type {import('../../model/types.js').Model} */ (this.model);
    return html`<span class="number">${formatSeconds(trace.time[record])}</span>`;
  }
}

customElements.define('await-scope-futures', AwaitScopeFutures);
