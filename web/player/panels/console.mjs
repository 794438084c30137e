import { css, html } from 'lit';
import { cssProperties } from '../css-properties.mjs';
import { counted, moment } from '../format.mjs';
import { taskColour } from '../styles/states.mjs';
import { AwaitScopePanel } from './panel.mjs';

/** @import { Line } from '../../model/types.js' */

/** Most lines listed; the newest of a long run. */
const MOST = 500;

/** What the program has printed so far, each line with its time; a click goes there. */
export class AwaitScopeConsole extends AwaitScopePanel {
  static styles = [
    AwaitScopePanel.styles,
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

  constructor() {
    super();
    this.shownLines = 0;
  }

  render() {
    if (!this.model) return html``;
    const now = this.model.stateAt(this.index);
    const first = Math.max(0, now.lineCount - MOST);
    const lines = now.lines(first);
    return html`
      <header>
        <h3>Console</h3>
        <span class="aside number">${counted(now.lineCount, 'line')}</span>
      </header>
      <div class="body" tabindex="0" role="log" aria-live="off" aria-label="What the program printed">
        ${now.lineCount === 0 ? html`<p class="empty">Nothing printed yet.</p>` : ''}
        ${first > 0 ? html`<p class="muted">${first} earlier lines</p>` : ''}
        <ol>
          ${lines.map((line) => this.#line(line))}
        </ol>
      </div>
    `;
  }

  /** @param {Line} line */
  #line({ record, time, task, text }) {
    const row = this.model?.task(task)?.row;
    return html`<li class=${task && task === this.selection ? 'selected' : ''}>
      <button title=${this.model?.label(task) ?? ''} @click=${() => this.seekIndex(record + 1)}>
        <span class="time number">${moment(time, this.model?.end ?? 0)}</span>
        <span
          class="dot"
          ${cssProperties({ '--task': row === undefined ? 'transparent' : taskColour(row) })}
        ></span>
        <span class="text mono">${text}</span>
      </button>
    </li>`;
  }

  /** Follows the last line when there is a new one. */
  updated() {
    const lines = this.model?.stateAt(this.index).lineCount ?? 0;
    const body = this.renderRoot.querySelector('.body');
    if (body && lines !== this.shownLines) body.scrollTop = body.scrollHeight;
    this.shownLines = lines;
  }
}

customElements.define('await-scope-console', AwaitScopeConsole);
