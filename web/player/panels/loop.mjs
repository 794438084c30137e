import { css, html } from 'lit';
import { formatSeconds } from '../../model/words.mjs';
import { Size } from '../size.mjs';
import { AwaitScopePanel } from './panel.mjs';

/** @import { HandleAt, LoopAt } from '../../model/types.js' */

/** Handles shown of a queue, to who scrolls; to others, no more than are seen. */
const MOST = 40;

/** No row is lower, pixels. */
const LOWEST = 16;

/** The event loop: its turn, the handle that runs, the ready queue in order, the timers by deadline. */
export class AwaitScopeLoop extends AwaitScopePanel {
  static styles = [
    AwaitScopePanel.styles,
    css`
      dl {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 6px 16px;
      }

      dt {
        color: var(--muted);
      }

      li {
        display: flex;
        align-items: baseline;
        gap: 8px;
        padding: 1px 8px;
        margin: 0 -8px;
        border-radius: 4px;
      }

      li.selected {
        background: var(--selected);
      }

      .place {
        flex: none;
        color: var(--muted);
        font-size: 0.86em;
      }

      .calls {
        flex: none;
        margin-inline-start: auto;
        color: var(--muted);
        font-size: 0.82em;
      }

      .now {
        display: flex;
        align-items: center;
        gap: 8px;
      }
    `,
  ];

  #room = 200;
  #isScrolled = false;

  constructor() {
    super();
    new Size(this, '.body', ({ height }) => {
      this.#room = height;
      this.requestUpdate();
    });
  }

  /** @param {Event} event */
  #scrolled({ currentTarget }) {
    const isScrolled = /** @type {Element} */ (currentTarget).scrollTop > 0;
    if (isScrolled === this.#isScrolled) return;
    this.#isScrolled = isScrolled;
    this.requestUpdate();
  }

  render() {
    if (!this.model) return html``;
    const { loop, time } = this.model.stateAt(this.index);
    const seen = this.#isScrolled || this.onPaper ? MOST : Math.ceil(this.#room / LOWEST);
    const most = Math.min(MOST, seen);
    return html`
      <header>
        <h3>Loop</h3>
        <span class="aside number">${loop.turn > 0 ? `turn ${loop.turn}` : 'before its first turn'}</span>
      </header>
      <div class="body" tabindex="0" role="group" aria-label="The loop" @scroll=${this.#scrolled}>
        <dl>
          <dt>Now</dt>
          <dd>${this.#now(loop)}</dd>
          <dt>Ready</dt>
          <dd>${this.#queue(loop.ready(most), loop.readyCount, (_, i) => `${i + 1}`)}</dd>
          <dt>Timers</dt>
          <dd>
            ${this.#queue(loop.timers(most), loop.timerCount, ({ deadline = time }) => `at ${formatSeconds(deadline)}`)}
          </dd>
        </dl>
      </div>
    `;
  }

  get #over() {
    const now = /** @type {import('../../model/types.js').Model} */ (this.model).stateAt(this.index);
    const { finished, failed, cancelled } = now.counts();
    return now.taskCount > 0 && finished + failed + cancelled === now.taskCount;
  }

  /** @param {LoopAt} loop */
  #now({ task, handle, idleUntil, inTurn }) {
    const { model, index } = this;
    if (task)
      return html`<span class="now"
        ><span class="swatch running"></span><span class="name">runs ${model?.label(task, index)}</span></span
      >`;
    if (handle) return html`<span class="name">calls <span class="mono">${handle.calls}</span></span>`;
    if (idleUntil !== undefined) {
      return Number.isFinite(idleUntil)
        ? `sleeps until ${formatSeconds(idleUntil)}`
        : 'sleeps until the outside wakes it';
    }
    if (inTurn) return 'between two handles';
    return html`<span class="muted">${this.#over ? 'the run is over' : 'nothing'}</span>`;
  }

  /**
   * @param {HandleAt[]} handles
   * @param {number} count
   * @param {(handle: HandleAt, i: number) => string} place
   */
  #queue(handles, count, place) {
    if (count === 0) return html`<span class="muted">none</span>`;
    const hidden = count - handles.length;
    return html`<ol>
      ${handles.map(
        (handle, i) =>
          html`<li class=${handle.target && handle.target === this.selection ? 'selected' : ''}>
            <span class="place number">${place(handle, i)}</span>
            <span class="name">${this.model?.label(handle.target, this.index) || handle.calls}</span>
            <span class="calls mono">${handle.target ? handle.calls : ''}</span>
          </li>`,
      )}
      ${hidden > 0 ? html`<li class="muted">and ${hidden} more</li>` : ''}
    </ol>`;
  }
}

customElements.define('await-scope-loop', AwaitScopeLoop);
