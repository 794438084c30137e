import { css, html } from 'lit';
import { cssProperties } from '../css-properties.mjs';
import { counted, moment } from '../format.mjs';
import { taskColour } from '../styles/states.mjs';
import { filterStyles, filterView } from './filter.mjs';
import { AwaitScopePanel } from './panel.mjs';

/** @import { Line } from '../../model/types.js' */

/** Most lines listed; the newest of a long run. */
const MOST = 500;

/** Most lines looked through for those that pass the filter. */
const MOST_SEARCHED = 20_000;

/** What the program has printed so far, each line with its time; a click goes there. */
export class AwaitScopeConsole extends AwaitScopePanel {
  static properties = { ...AwaitScopePanel.properties, words: { state: true }, only: { state: true } };

  static styles = [
    AwaitScopePanel.styles,
    filterStyles,
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
    this.words = '';
    /** Whether the lines of the selected task are shown alone. */
    this.only = false;
  }

  willUpdate() {
    if (!this.selection) this.only = false;
  }

  render() {
    if (!this.model) return html``;
    const now = this.model.stateAt(this.index);
    const filtered = this.words !== '' || this.only;
    const first = Math.max(0, now.lineCount - (filtered ? MOST_SEARCHED : MOST));
    const lines = now
      .lines(first)
      .filter(({ task }) => !this.only || task === this.selection)
      .filter(({ text }) => text.toLowerCase().includes(this.words))
      .slice(-MOST);
    const count = filtered ? `${lines.length} of ${now.lineCount}` : counted(now.lineCount, 'line');
    const task = this.selection ? this.model.label(this.selection, this.index) : '';
    return html`
      <header>
        <h3>Console</h3>
        ${filterView(
          { what: 'the console', words: this.words, task, only: this.only },
          (words) => (this.words = words),
          () => (this.only = !this.only),
        )}
        <span class="aside number">${count}</span>
      </header>
      <div class="body" tabindex="0" role="log" aria-live="off" aria-label="What the program printed">
        ${now.lineCount === 0 ? html`<p class="empty">Nothing printed yet.</p>` : ''}
        ${now.lineCount > 0 && lines.length === 0 ? html`<p class="empty">No line is like that.</p>` : ''}
        ${first > 0 && !filtered ? html`<p class="muted">${first} earlier lines</p>` : ''}
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
