import { css, html, nothing } from 'lit';
import { cssProperties } from '../css-properties.mjs';
import { taskColour } from '../styles/states.mjs';
import { highlight } from './highlight.mjs';
import { AwaitScopePanel } from './panel.mjs';

/**
 * @import { Source } from '../../../wasm/types.js'
 * @import { Piece } from './highlight.mjs'
 */

const languageNames = { c: 'C', python: 'Python' };

/** The program. In the source that the records name, each task's line is marked in its colour, with its name. */
export class AwaitScopeCode extends AwaitScopePanel {
  static properties = { ...AwaitScopePanel.properties, shown: { state: true } };

  static styles = [
    AwaitScopePanel.styles,
    css`
      .languages {
        display: flex;
        gap: 2px;
        margin-inline-start: auto;
      }

      .languages button {
        padding: 2px 10px;
        border-radius: var(--radius-small);
        color: var(--muted);
      }

      .languages button[aria-selected='true'] {
        background: var(--surface);
        box-shadow: 0 0 0 1px var(--line);
        color: var(--ink);
      }

      .body {
        padding: 0 0 10px;
      }

      ol {
        display: grid;
        width: max-content;
        min-width: 100%;
        line-height: 1.6;
        tab-size: 4;
      }

      li {
        display: flex;
        align-items: baseline;
        border-inline-start: 3px solid transparent;
        padding-inline-end: 12px;
        white-space: pre;
      }

      li.stands {
        border-inline-start-color: var(--task);
        background: color-mix(in srgb, var(--task) 9%, transparent);
      }

      li.stands.selected {
        background: color-mix(in srgb, var(--task) 22%, transparent);
      }

      .line {
        flex: none;
        width: 3.4ch;
        padding-inline-end: 1.2ch;
        color: var(--muted);
        text-align: end;
        user-select: none;
      }

      .stands .line {
        color: var(--ink);
      }

      .who {
        display: inline-flex;
        gap: 4px;
        margin-inline-start: 2ch;
        font-family: var(--font);
        user-select: none;
      }

      .who button {
        max-width: 16ch;
        padding: 0 7px;
        border-radius: 99px;
        background: var(--task);
        color: var(--surface);
        font-size: 0.86em;
        font-weight: 600;
        line-height: 1.45;
      }

      .comment {
        color: var(--muted);
        font-style: italic;
      }

      .string {
        color: light-dark(#8a4b00, #e5b567);
      }

      .number {
        color: light-dark(#7b3f98, #c9a2e8);
      }

      .keyword {
        color: light-dark(#0a5f96, #7cbcf0);
      }

      @media print {
        ol {
          width: auto;
        }

        li {
          white-space: pre-wrap;
        }
      }
    `,
  ];

  constructor() {
    super();
    /** The source in front. */
    this.shown = 0;
    /** @type {{ source: Source, lines: Piece[][] } | null} */
    this.highlighted = null;
    /** The line that was brought into view last. */
    this.followed = 0;
  }

  /** @param {Source} source */
  #lines(source) {
    if (this.highlighted?.source.text !== source.text) {
      this.highlighted = { source, lines: highlight(source.text, source.language) };
    }
    return this.highlighted.lines;
  }

  /** Tasks that stand at a line of the program, innermost frame that has one. @returns {Map<number, number[]>} */
  #standings() {
    /** @type {Map<number, number[]>} */
    const found = new Map();
    for (const { id, stack } of this.model?.stateAt(this.index).tasks() ?? []) {
      const line = stack.findLast((frame) => frame.line > 0)?.line;
      if (line === undefined) continue;
      found.set(line, [...(found.get(line) ?? []), id]);
    }
    return found;
  }

  render() {
    const sources = this.model?.trace.sources ?? [];
    const source = sources[this.shown] ?? sources[0];
    if (!source)
      return html`<header><h3>Code</h3></header>
        <div class="body"><p class="empty">This trace has no source.</p></div>`;
    const standings = source === sources[0] ? this.#standings() : new Map();
    return html`
      <header>
        <h3>Code</h3>
        <div class="languages" role="tablist" aria-label="Language">
          ${sources.map(
            (each, i) =>
              html`<button
                role="tab"
                aria-selected=${each === source}
                aria-controls="source"
                title=${each.name}
                @click=${() => (this.shown = i)}
              >
                ${languageNames[each.language]}
              </button>`,
          )}
        </div>
      </header>
      <div class="body mono" id="source" role="tabpanel" tabindex="0" aria-label=${source.name}>
        <ol>
          ${this.#lines(source).map((pieces, i) => this.#line(pieces, i + 1, standings.get(i + 1) ?? []))}
        </ol>
      </div>
    `;
  }

  /**
   * @param {Piece[]} pieces
   * @param {number} number
   * @param {number[]} tasks
   */
  #line(pieces, number, tasks) {
    const first = tasks.includes(this.selection) ? this.selection : tasks[0];
    const names = ['stands', first === this.selection ? 'selected' : ''].join(' ');
    return html`<li
      class=${tasks.length > 0 ? names : ''}
      data-line=${number}
      ${cssProperties({ '--task': tasks.length > 0 ? this.#colour(first) : 'transparent' })}
    >
      <span class="line">${number}</span
      ><span>${pieces.map(({ kind, text }) => (kind ? html`<span class=${kind}>${text}</span>` : text))}</span
      >${tasks.length > 0 ? this.#who(tasks) : nothing}
    </li>`;
  }

  /** @param {number[]} tasks */
  #who(tasks) {
    return html`<span class="who"
      >${tasks.map(
        (task) =>
          html`<button
            class="name"
            ${cssProperties({ '--task': this.#colour(task) })}
            @click=${() => this.select(task === this.selection ? 0 : task)}
          >
            ${this.model?.label(task, this.index)}
          </button>`,
      )}</span
    >`;
  }

  /** @param {number} task */
  #colour(task) {
    return taskColour(this.model?.task(task)?.row ?? 0);
  }

  /** Brings the line of the task that runs, or of the selected one, into view, without moving the page. */
  updated() {
    const running = this.model?.stateAt(this.index).loop.task ?? 0;
    const marked = this.renderRoot.querySelector('li.selected') ?? this.#markOf(running);
    const body = this.renderRoot.querySelector('.body');
    if (!body || !(marked instanceof HTMLElement)) return;
    const line = Number(marked.dataset.line);
    if (line === this.followed) return;
    this.followed = line;
    const [view, mark] = [body.getBoundingClientRect(), marked.getBoundingClientRect()];
    if (mark.top < view.top || mark.bottom > view.bottom) {
      body.scrollTop += mark.top - view.top - view.height / 2 + mark.height / 2;
    }
  }

  /** @param {number} task */
  #markOf(task) {
    for (const [line, tasks] of this.#standings()) {
      if (tasks.includes(task)) return this.renderRoot.querySelector(`li[data-line="${line}"]`);
    }
    return null;
  }
}

customElements.define('await-scope-code', AwaitScopeCode);
