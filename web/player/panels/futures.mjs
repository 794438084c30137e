import { css, html } from 'lit';
import { counted } from '../format.mjs';
import { AwaitScopePanel } from './panel.mjs';

/** @import { FutureAt } from '../../model/types.js' */

const signs = /** @type {const} */ ({
  pending: { sign: '…', look: '' },
  result: { sign: '✔', look: 'done' },
  exception: { sign: '✘', look: 'failed' },
  cancelled: { sign: '⊘', look: 'cancelled' },
});

/** Most futures listed; the newest of a long run. */
const MOST = 200;

/** Every future that exists now: what it is for, its state, whom it will call back. Newest first. */
export class AwaitScopeFutures extends AwaitScopePanel {
  static styles = [
    AwaitScopePanel.styles,
    css`
      li button {
        display: grid;
        grid-template-columns: 18px minmax(0, 1fr) auto;
        align-items: baseline;
        gap: 0 6px;
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
    const { sign, look } = signs[state];
    const made = this.model?.future(id);
    const record = made ? (state === 'pending' ? made.created : made.ended) : -1;
    const mine =
      this.selection !== 0 && (this.#waiters(future).includes(this.selection) || made?.by === this.selection);
    return html`<li class="${state} ${mine ? 'selected' : ''}" data-future=${id}>
      <button title="Go to the event that made it so" @click=${() => this.seekIndex(record + 1)}>
        <span class="sign end ${look}" aria-hidden="true">${sign}</span>
        <span class="what name">${this.model?.label(id, this.index)}</span>
        <span class="state">${state}</span>
        ${this.#detail(future)}
      </button>
    </li>`;
  }

  /** @param {FutureAt} future */
  #waiters({ callbacks }) {
    return callbacks.map(({ target }) => target).filter((target) => target !== 0);
  }

  /** @param {FutureAt} future */
  #detail(future) {
    const names = this.#waiters(future).map((id) => this.model?.label(id, this.index));
    if (future.state === 'pending' && names.length > 0) {
      return html`<span class="detail name">will wake ${names.join(', ')}</span>`;
    }
    return future.text ? html`<span class="detail name mono">${future.text}</span>` : '';
  }
}

customElements.define('await-scope-futures', AwaitScopeFutures);
