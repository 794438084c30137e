import { css, html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { cssProperties } from '../css-properties.mjs';
import { highlighting } from '../later.mjs';
import { taskColour } from '../styles/states.mjs';
import { LineRuns } from './line-runs.mjs';
import { AwaitScopePanel } from './panel.mjs';
import { settle } from './settle.mjs';

/**
 * @import { Source } from '../../../wasm/types.js'
 * @import { Piece } from './highlight.mjs'
 */

const languageNames = { c: 'C', python: 'Python' };

/** Tasks whose lines are looked for, of a run that has more: the first that are not over. */
const MOST = 100;

/** Tasks that are named at a line. */
const MOST_NAMES = 6;

/** States of tasks that stand at a line. */
const standing = /** @type {const} */ (['running', 'ready', 'waiting', 'cancelling']);

/** @type {number[]} */
const noTasks = [];

/** @type {Map<number, number[]>} */
const nobody = new Map();

/** Characters; a longer text is shown without colours, for its reader would wait. */
const LONGEST_COLOURED = 200_000;

/** In place of a source's place: all of them. */
const ALL = -1;

/** @param {string} text @returns {Piece[][]} */
function plainLines(text) {
  const lines = text
    .split('\n')
    .map((line) => (line ? [{ kind: /** @type {const} */ (''), text: line }] : []));
  return lines.length > 1 && lines[lines.length - 1].length === 0 ? lines.slice(0, -1) : lines;
}

/**
 * The program. In the source that the records name, each task's line is marked in its colour, with its name, and a click on
 * a line goes to the moment when it ran next.
 */
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

      .nothing {
        padding: 0 12px;
      }

      .body.all {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-start;
      }

      .all ol {
        flex: 1 0 300px;
        width: auto;
        min-width: 0;
      }

      .all li {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }

      .all ol + ol {
        border-inline-start: 1px solid var(--line);
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

      button.line:hover {
        color: var(--accent);
        text-decoration: underline;
      }

      li.ran {
        cursor: pointer;
      }

      li.ran:hover {
        background: color-mix(in srgb, var(--ink) 5%, transparent);
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

  /** @type {LineRuns | null} */
  #runs = null;
  /** The tasks that stand at each line. @type {Map<number, number[]>} */
  #standing = nobody;

  constructor() {
    super();
    /** The source in front, or ALL. */
    this.shown = 0;
    /** Lines by the source's text. @type {Map<string, Piece[][]>} */
    this.lines = new Map();
    /** The line that was brought into view last. */
    this.followed = 0;
  }

  /** Without colours until these have been fetched. @param {Source} source */
  #lines({ text, language }) {
    const known = this.lines.get(text);
    if (known) return known;
    const plain = plainLines(text);
    this.lines = new Map([...this.lines].slice(-3)).set(text, plain);
    if (text.length <= LONGEST_COLOURED) this.#colourLater(text, language);
    return plain;
  }

  /** @param {string} text @param {Source['language']} language */
  async #colourLater(text, language) {
    try {
      const { highlight } = await highlighting.load();
      const lines = await highlight(text, language);
      if (this.lines.has(text)) this.lines.set(text, lines);
      this.requestUpdate();
    } catch {
      // Without the folder beside the script the text stays as it is.
    }
  }

  /** When the lines ran. */
  get #ran() {
    if (this.model && this.#runs?.model !== this.model) this.#runs = new LineRuns(this.model);
    this.#runs?.update();
    return this.#runs;
  }

  /** To the next moment at which a line ran; to the first, after the last. @param {number} number */
  #seekLine(number) {
    const record = this.#ran?.next(number, this.index) ?? -1;
    // Who marks a piece of code wants to copy it.
    if (record >= 0 && getSelection()?.isCollapsed !== false) this.seekIndex(record + 1);
  }

  /** Tasks that stand at a line of the program, innermost frame that has one. @returns {Map<number, number[]>} */
  #standings() {
    /** @type {Map<number, number[]>} */
    const found = new Map();
    const now = this.model?.stateAt(this.index);
    const tasks = now?.tasksIn(standing, MOST) ?? [];
    const others = now ? [now.task(this.selection), now.task(now.loop.task)] : [];
    for (const other of others) {
      if (other && !tasks.some(({ id }) => id === other.id)) tasks.push(other);
    }
    for (const { id, stack } of tasks) {
      const line = stack.findLast((frame) => frame.line > 0)?.line;
      if (line === undefined) continue;
      const there = found.get(line);
      if (there) there.push(id);
      else found.set(line, [id]);
    }
    return found;
  }

  render() {
    const sources = this.model?.trace.sources ?? [];
    const all = this.shown === ALL && sources.length > 1;
    const source = sources[this.shown] ?? sources[0];
    if (!source)
      return html`<header><h3>Code</h3></header>
        <div class="body"><p class="empty nothing">This trace has no source.</p></div>`;
    /** @type {(label: string, title: string, place: number, selected: boolean) => unknown} */
    const tab = (label, title, place, selected) =>
      html`<button
        role="tab"
        aria-selected=${selected}
        aria-controls="source"
        title=${title}
        @click=${() => (this.shown = place)}
      >
        ${label}
      </button>`;
    const name = all ? 'All sources' : source.name;
    return html`
      <header>
        <h3>Code</h3>
        <div class="languages" role="tablist" aria-label="Language">
          ${sources.map((each, i) => tab(languageNames[each.language], each.name, i, !all && each === source))}
          ${sources.length > 1 ? tab('Both', 'Beside each other', ALL, all) : nothing}
        </div>
      </header>
      <div class="body mono ${all ? 'all' : ''}" id="source" role="tabpanel" tabindex="0" aria-label=${name}>
        ${(all ? sources : [source]).map((each) => this.#source(each, each === sources[0]))}
      </div>
    `;
  }

  /**
   * @param {Source} source
   * @param {boolean} named whether the records name its lines
   */
  #source(source, named) {
    this.#standing = named ? this.#standings() : this.#standing;
    const standings = named ? this.#standing : nobody;
    const ran = named ? this.#ran : undefined;
    return html`<ol>
      ${this.#lines(source).map((pieces, i) => {
        const tasks = standings.get(i + 1) ?? noTasks;
        const runs = ran?.ran(i + 1) ?? false;
        // Most lines stay as they are from one frame to the next.
        return guard([pieces, runs, tasks], () => this.#line(pieces, i + 1, tasks, runs));
      })}
    </ol>`;
  }

  /**
   * @param {Piece[]} pieces
   * @param {number} number
   * @param {number[]} tasks
   * @param {boolean} ran whether it ever ran
   */
  #line(pieces, number, tasks, ran) {
    const first = tasks.includes(this.selection) ? this.selection : tasks[0];
    const stands = tasks.length > 0 ? ['stands', first === this.selection ? 'selected' : ''] : [];
    const label = `Line ${number}: to the moment when it runs next`;
    return html`<li
      class=${[...stands, ran ? 'ran' : ''].filter(Boolean).join(' ')}
      data-line=${number}
      @click=${() => this.#seekLine(number)}
      ${cssProperties({ '--task': tasks.length > 0 ? this.#colour(first) : 'transparent' })}
    >
      ${
        ran
          ? html`<button class="line" aria-label=${label} title=${label}>${number}</button>`
          : html`<span class="line">${number}</span>`
      }<span>${pieces.map(({ kind, text }) => (kind ? html`<span class=${kind}>${text}</span>` : text))}</span>${tasks.length > 0 ? this.#who(tasks) : nothing}
    </li>`;
  }

  /** @param {number[]} tasks */
  #who(tasks) {
    const first = tasks.filter((task, i) => i < MOST_NAMES || task === this.selection);
    const more = tasks.length - first.length;
    return html`<span class="who"
      >${first.map(
        (task) =>
          html`<button
            class="name"
            ${cssProperties({ '--task': this.#colour(task) })}
            @click=${(/** @type {Event} */ event) => {
              event.stopPropagation();
              this.select(task === this.selection ? 0 : task);
            }}
          >
            ${this.model?.label(task, this.index)}
          </button>`,
      )}${more > 0 ? html`<span class="muted">and ${more} more</span>` : nothing}</span
    >`;
  }

  /** @param {number} task */
  #colour(task) {
    return taskColour(this.model?.task(task)?.row ?? 0);
  }

  /** Brings the line of the task that runs, or of the selected one, into view, without moving the page. */
  updated() {
    const running = this.model?.stateAt(this.index).loop.task ?? 0;
    const body = this.renderRoot.querySelector('.body');
    const marked =
      this.renderRoot.querySelector('li.selected') ?? this.#markOf(running) ?? this.#markOutOfView();
    if (!body || !(marked instanceof HTMLElement)) return;
    const line = Number(marked.dataset.line);
    if (line === this.followed) return;
    this.followed = line;
    settle(() => {
      const [view, mark] = [body.getBoundingClientRect(), marked.getBoundingClientRect()];
      if (mark.top >= view.top && mark.bottom <= view.bottom) return undefined;
      const top = body.scrollTop + mark.top - view.top - view.height / 2 + mark.height / 2;
      return () => (body.scrollTop = top);
    });
  }

  /** The first line at which a task stands, where none of them is in view. */
  #markOutOfView() {
    const view = this.renderRoot.querySelector('.body')?.getBoundingClientRect();
    const marks = [...this.renderRoot.querySelectorAll('li.stands')];
    const seen = marks.some((mark) => {
      const { top, bottom } = mark.getBoundingClientRect();
      return view && top >= view.top && bottom <= view.bottom;
    });
    return seen ? null : marks[0];
  }

  /** @param {number} task */
  #markOf(task) {
    for (const [line, tasks] of this.#standing) {
      if (tasks.includes(task)) return this.renderRoot.querySelector(`li[data-line="${line}"]`);
    }
    return null;
  }
}

customElements.define('await-scope-code', AwaitScopeCode);
