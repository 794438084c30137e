import { css, html, nothing } from 'lit';
import { formatSeconds } from '../../model/index.mjs';
import { counted } from '../format.mjs';
import { endIcon } from '../icons.mjs';
import { AwaitScopePanel } from './panel.mjs';

/** @import { FutureAt } from '../../model/types.js' */

/** @type {Record<string, 'done' | 'failed' | 'cancelled'>} */
const ends = { result: 'done', exception: 'failed', cancelled: 'cancelled' };

/** Most futures listed; the newest of a long run. */
const MOST = 200;

/** Every future that exists now: what it is for, the states it went through and when, whom it will wake. Newest first. */
export class AwaitScopeFutures extends AwaitScopePanel {
  static styles = [
    AwaitScopePanel.styles,
    css`
      li button {
        display: grid;
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

  render() {
    if (!this.model) return html``;
    const now = this.model.stateAt(this.index);
    const futures = now.futures(Math.max(0, now.futureCount - MOST)).reverse();
    const pending = futures.filter(({ state }) => state === 'pending').length;
    return html`
      <header>
        <h3>Futures</h3>
        <span class="aside number">${pending} pending of ${counted(now.futureCount, 'future')}</span>
      </header>
      <div class="body" tabindex="0" role="group" aria-label="Futures">
        ${futures.length === 0 ? html`<p class="empty">None yet.</p>` : ''}
        <ol>
          ${futures.map((future) => this.#row(future))}
        </ol>
      </div>
    `;
  }

  /** @param {FutureAt} future */
  #row(future) {
    const { id, state } = future;
    const made = this.model?.future(id);
    if (!this.model || !made) return nothing;
    const waiters = future.callbacks.map(({ target }) => target).filter((target) => target !== 0);
    const mine = this.selection !== 0 && [id, made.by, ...waiters].includes(this.selection);
    const end = ends[state];
    const record = end ? made.ended : made.created;
    const names = waiters.map((target) => this.model?.label(target, this.index));
    return html`<li class="${state} ${mine ? 'selected' : ''}" data-future=${id}>
      <button title="Go to the event that made it so" @click=${() => this.seekIndex(record + 1)}>
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
