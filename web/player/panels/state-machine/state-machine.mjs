import { html, nothing, svg } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { describe } from '../../words.mjs';
import { cssProperties } from '../../css-properties.mjs';
import { taskColour } from '../../styles/states.mjs';
import { diagramStyles } from '../diagram-styles.mjs';
import { AwaitScopePanel } from '../panel.mjs';
import {
  BOX_HEIGHT,
  DIAGRAM_WIDTH,
  capacity,
  futureDiagram,
  headPoints,
  placeIn,
  taskDiagram,
} from './diagram.mjs';
import { TokenMotion } from './motion.mjs';
import { lastEvent, tokenMark } from './moves.mjs';
import { Slots } from './slots.mjs';
import { stateMachineStyles } from './state-machine-styles.mjs';
import { futureTokens, taskTokens } from './tokens.mjs';

/**
 * @import { Model } from '../../../model/types.js'
 * @import { Box, Diagram, Edge } from './diagram.mjs'
 * @import { Population, Token } from './tokens.mjs'
 */

/** Room around a diagram for the lines of its outermost boxes. */
const MARGIN = 2;

/**
 * The states of tasks and of futures as two diagrams, each object a token in the box of its state. While the run plays,
 * a token moves along the edges that the events take; the edges that the last event took are marked.
 */
export class AwaitScopeStateMachine extends AwaitScopePanel {
  static properties = { ...AwaitScopePanel.properties, playing: { attribute: false } };

  static styles = [AwaitScopePanel.styles, diagramStyles, stateMachineStyles];

  #motion = new TokenMotion();
  #slots = { task: new Slots(), future: new Slots() };
  /** What was shown before. @type {{ model: Model | null, index: number }} */
  #before = { model: null, index: 0 };
  /** The tokens that are shown. @type {Token[]} */
  #tokens = [];

  constructor() {
    super();
    /** Whether the position goes on by itself. */
    this.playing = false;
  }

  render() {
    const { model, index, selection } = this;
    if (!model) return html``;
    const event = lastEvent(model, index);
    const from = this.#from(model, event);
    const tasks = taskTokens(model, taskDiagram, from, index, selection);
    const futures = futureTokens(model, futureDiagram, from, index, selection);
    this.#tokens = [...tasks.tokens, ...futures.tokens];
    return html`
      <div class="body" tabindex="0" role="group" aria-label="State machine">
        <section>
          <h3>Tasks</h3>
          ${this.#diagram('task', taskDiagram, tasks)}
        </section>
        <section>
          <h3>Futures</h3>
          ${this.#diagram('future', futureDiagram, futures)}
          <p class="words">${event < 0 ? 'Nothing has happened yet.' : describe(model, event)}</p>
        </section>
      </div>
    `;
  }

  /**
   * Where the passages begin that are shown: what was shown before, while it plays; else before the last event.
   * @param {Model} model
   * @param {number} event
   */
  #from(model, event) {
    const before = this.#before;
    const follows = this.playing && before.model === model && before.index < this.index;
    return follows ? before.index : model.previousPosition(event + 1);
  }

  /**
   * @param {'task' | 'future'} kind
   * @param {Diagram} diagram
   * @param {Population} population
   */
  #diagram(kind, diagram, { tokens, counts, hidden }) {
    const taken = new Set(
      tokens.flatMap(({ passage }) => passage.slice(1).map((to, i) => `${passage[i]} ${to}`)),
    );
    const size = [-MARGIN, -MARGIN, DIAGRAM_WIDTH + 2 * MARGIN, diagram.height + 2 * MARGIN];
    return html`<svg
      class="diagram ${kind}s"
      viewBox=${size.join(' ')}
      role="group"
      aria-label=${kind === 'task' ? 'States of tasks' : 'States of futures'}
    >
      ${diagram.edges.map((edge) => this.#edge(edge, taken.has(`${edge.from} ${edge.to}`)))}
      ${diagram.boxes.map((box) => this.#box(box, counts[box.name], hidden[box.name]))}
      ${repeat(
        this.#slots[kind].of(tokens),
        ({ slot }) => slot,
        ({ token }) => this.#token(kind, token),
      )}
    </svg>`;
  }

  /**
   * @param {Edge} edge
   * @param {boolean} taken
   */
  #edge({ from, to, path, head, label, at, anchor = undefined }, taken) {
    return svg`<g class=${taken ? 'edge taken' : 'edge'} data-from=${from} data-to=${to}>
      <path d=${path} />
      <polygon points=${headPoints(head)} />
      <text x=${at[0]} y=${at[1]} text-anchor=${anchor ?? 'middle'}>${label}</text>
    </g>`;
  }

  /**
   * @param {Box} box
   * @param {number} count
   * @param {number} hidden
   */
  #box(box, count, hidden) {
    const { name, x, y, width } = box;
    const [, moreY] = placeIn(box, capacity(box) - 1);
    return svg`<g class="box ${name}" data-state=${name}>
      <rect class="outline" x=${x} y=${y} width=${width} height=${BOX_HEIGHT} rx="7" />
      <rect class="sign" x=${x + 1.5} y=${y + 9} width="3.5" height=${BOX_HEIGHT - 18} rx="1.75" />
      <text class="state" x=${x + 9} y=${y + 15}>${name}</text>
      <text class="count" x=${x + width - 6} y=${y + 15} text-anchor="end">${count}</text>
      ${hidden > 0 ? svg`<text class="more" x=${x + width - 6} y=${moreY + 4} text-anchor="end">+${hidden}</text>` : nothing}
    </g>`;
  }

  /**
   * @param {'task' | 'future'} kind
   * @param {Token} token
   */
  #token(kind, { id, row, label, box, x, y }) {
    const pressed = id === this.selection;
    const mark = tokenMark(label, kind);
    return svg`<g
      class=${pressed ? 'token selected' : 'token'}
      data-id=${id}
      transform="translate(${x} ${y})"
      role="button"
      tabindex="0"
      aria-pressed=${pressed}
      aria-label="${label}, ${box}"
      ${cssProperties({ '--task': row < 0 ? 'var(--muted)' : taskColour(row) })}
      @click=${() => this.select(pressed ? 0 : id)}
      @keydown=${(/** @type {KeyboardEvent} */ event) => this.#pressed(event, pressed ? 0 : id)}
    >
      <title>${label}</title>
      ${
        kind === 'task'
          ? svg`<circle class="disc" r="7.6" /><circle class="ring" r="9.2" />`
          : svg`<rect class="disc" x="-7" y="-7" width="14" height="14" rx="3" />
              <rect class="ring" x="-8.6" y="-8.6" width="17.2" height="17.2" rx="4.5" />`
      }
      <text class=${mark.length > 2 ? 'long' : ''} y="3.4" text-anchor="middle">${mark}</text>
    </g>`;
  }

  /**
   * @param {KeyboardEvent} event
   * @param {number} id
   */
  #pressed(event, id) {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    this.select(id);
  }

  updated() {
    const { model, index } = this;
    const before = this.#before;
    if (before.model === model && before.index === index) return;
    const plays = this.playing && before.model === model && index > before.index;
    const moved = this.#tokens.filter(({ passage }) => passage.length > 1);
    const passages = new Map(moved.map(({ id, passage }) => [String(id), passage]));
    this.#motion.move(this.renderRoot, plays ? passages : null);
    this.#before = { model, index };
  }
}

customElements.define('await-scope-state-machine', AwaitScopeStateMachine);
