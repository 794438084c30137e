import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { cssProperties } from '../../css-properties.mjs';
import { taskColour } from '../../styles/states.mjs';
import { codeStyles } from './code-styles.mjs';
import { ColouredLines } from './coloured-lines.mjs';
import { LineRuns } from './line-runs.mjs';
import { AwaitScopePanel } from '../panel.mjs';
import { settle } from '../settle.mjs';
import { standingsAt } from './standings.mjs';

/**
 * @import { Source } from '../../../../wasm/types.js'
 * @import { Piece } from './highlight.mjs'
 */

const languageNames = { c: 'C', python: 'Python' };

/** Tasks that are named at a line. */
const MOST_NAMES = 6;

/** @type {number[]} */
const noTasks = [];

/** In place of a source's place: all of them. */
const ALL = -1;

/**
 * The program. Each task's line is marked in its colour, with its name, and a click on a line goes to the moment when
 * it ran next.
 */
export class AwaitScopeCode extends AwaitScopePanel {
  static properties = { ...AwaitScopePanel.properties, shown: { state: true } };

  static styles = [AwaitScopePanel.styles, codeStyles];

  #lines = new ColouredLines(() => this.requestUpdate());
  /** @type {LineRuns | null} */
  #runs = null;
  /** The tasks that stand at each line. @type {Map<number, number[]>} */
  #standing = new Map();

  constructor() {
    super();
    /** The source in front, or ALL. */
    this.shown = 0;
    /** The line that was brought into view last, as records name it. */
    this.followed = 0;
  }

  /** When the lines ran. */
  get #ran() {
    if (this.model && this.#runs?.model !== this.model) this.#runs = new LineRuns(this.model);
    this.#runs?.update();
    return this.#runs;
  }

  /** To the next moment at which a line ran; to the first, after the last. @param {number} place */
  #seekLine(place) {
    const record = this.#ran?.next(place, this.index) ?? -1;
    // Who marks a piece of code wants to copy it.
    if (record >= 0 && getSelection()?.isCollapsed !== false) this.seekIndex(record + 1);
  }

  render() {
    const sources = this.model?.trace.sources ?? [];
    const all = this.shown === ALL && sources.length > 1;
    const source = sources[this.shown] ?? sources[0];
    if (this.model) this.#standing = standingsAt(this.model, this.index, this.selection);
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
    return html`
      <header>
        <h3>Code</h3>
        <div class="languages" role="tablist" aria-label="Language">
          ${sources.map((each, i) => tab(languageNames[each.language], each.name, i, !all && each === source))}
          ${sources.length > 1 ? tab('Both', 'Beside each other', ALL, all) : nothing}
        </div>
      </header>
      <div
        class="body mono ${all ? 'all' : ''}"
        id="source"
        role="tabpanel"
        tabindex=${all ? nothing : 0}
        aria-label=${all ? 'All sources' : source.name}
      >
        ${(all ? sources : [source]).map((each) => this.#source(each, each === sources[0], all))}
      </div>
    `;
  }

  /**
   * @param {Source} source
   * @param {boolean} named whether the records name its lines; else it tells which of the named ones each stands for
   * @param {boolean} scrolls whether it is one of several, each of which scrolls by itself
   */
  #source(source, named, scrolls) {
    const ran = this.#ran;
    return html`<ol tabindex=${scrolls ? 0 : nothing} aria-label=${source.name}>
      ${this.#lines.of(source).map((pieces, i) => {
        const place = named ? i + 1 : (source.lines?.[i] ?? 0);
        const tasks = this.#standing.get(place) ?? noTasks;
        const runs = ran?.ran(place) ?? false;
        // Most lines stay as they are from one frame to the next.
        return guard([pieces, runs, tasks], () => this.#line(pieces, i + 1, place, tasks, runs));
      })}
    </ol>`;
  }

  /**
   * @param {Piece[]} pieces
   * @param {number} number
   * @param {number} place the line that records name for it
   * @param {number[]} tasks
   * @param {boolean} ran whether it ever ran
   */
  #line(pieces, number, place, tasks, ran) {
    const first = tasks.includes(this.selection) ? this.selection : tasks[0];
    const stands = tasks.length > 0 ? ['stands', first === this.selection ? 'selected' : ''] : [];
    const label = `Line ${number}: to the moment when it runs next`;
    return html`<li
      class=${[...stands, ran ? 'ran' : ''].filter(Boolean).join(' ')}
      data-line=${number}
      data-place=${place}
      @click=${() => this.#seekLine(place)}
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
    return taskColour(this.model?.rowOf(task) ?? 0);
  }

  /** @param {import('lit').PropertyValues<this>} changed */
  willUpdate(changed) {
    if (changed.has('shown')) this.followed = 0;
  }

  /**
   * Brings the line of the selected task, or of the one that runs, into view, without moving the page; where neither
   * stands at a line, one at which another does.
   */
  updated() {
    const running = this.model?.stateAt(this.index).loop.task ?? 0;
    const { followed } = this;
    for (const body of this.renderRoot.querySelectorAll('.all ol, .body:not(.all)')) {
      const marked = body.querySelector('li.selected') ?? this.#markOf(running, body);
      const marks = [...body.querySelectorAll('li.stands')];
      if (marks.length === 0 || (marked && placeOf(marked) === followed)) continue;
      settle(() => {
        const view = body.getBoundingClientRect();
        const isSeen = (/** @type {Element} */ mark) => {
          const { top, bottom } = mark.getBoundingClientRect();
          return top >= view.top && bottom <= view.bottom;
        };
        const wanted = marked ?? (marks.some(isSeen) ? undefined : marks[0]);
        if (!wanted || placeOf(wanted) === followed) return undefined;
        this.followed = placeOf(wanted);
        if (isSeen(wanted)) return undefined;
        const { top, height } = wanted.getBoundingClientRect();
        const to = body.scrollTop + top - view.top - view.height / 2 + height / 2;
        // No line is cut through above.
        return () => (body.scrollTop = Math.round(to / height) * height);
      });
    }
  }

  /** @param {number} task @param {Element} body */
  #markOf(task, body) {
    for (const [place, tasks] of this.#standing) {
      if (tasks.includes(task)) return body.querySelector(`li[data-place="${place}"]`);
    }
    return null;
  }
}

/** @param {Element} mark */
const placeOf = (mark) => Number(/** @type {HTMLElement} */ (mark).dataset.place);

customElements.define('await-scope-code', AwaitScopeCode);
