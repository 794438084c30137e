import { html, nothing, svg } from 'lit';
import { formatSeconds } from '../../../model/words.mjs';
import { describePrimitive } from '../../words.mjs';
import { waitGraph } from '../../../model/wait-graph.mjs';
import { cssProperties } from '../../css-properties.mjs';
import { taskColour } from '../../styles/states.mjs';
import { AwaitScopePanel } from '../panel.mjs';
import { criticalSteps, stepInWords } from '../../critical-steps.mjs';
import { layoutLibrary, layoutOf } from './layout.mjs';
import { waitGraphStyles } from './wait-graph-styles.mjs';

/**
 * @import { CriticalStep, Model, WaitGraph } from '../../../model/types.js'
 * @import { Dagre, Layout, PlacedEdge, PlacedNode } from './layout.mjs'
 */

/** Wide enough for the arrows to point to the right. Pixels. */
const WIDE = 480;

/** A graph is made smaller to fit so far, then it scrolls. */
const SMALLEST = 0.8;

/** Length of arrows beside their labels, pixels. */
const ROOMY = 28;
const TIGHT = 12;

/** Nodes of a graph that takes so long to lay out that it is not done with each frame, and of no more than one kind. */
const LARGE = 20;

/** So many times as long as the last one took it is waited before the next. */
const PAUSE = 12;

/** Of the nodes' text, in the unit of the styles. */
const FONT_SIZE = 12;

/**
 * The graph of waits at the position, what is over left out: tasks, what they wait on, who holds that. Bold is the chain that makes
 * the whole take as long as it does; below it the whole of that chain, step by step.
 *
 * Fires `critical-path` when that chain shall be drawn on the timeline, or no longer.
 */
export class AwaitScopeWaitGraph extends AwaitScopePanel {
  static properties = {
    ...AwaitScopePanel.properties,
    criticalPath: { attribute: false },
    library: { state: true },
    failure: { state: true },
    room: { state: true },
  };

  static styles = [AwaitScopePanel.styles, waitGraphStyles];

  /** @type {ResizeObserver | null} */
  #resized = null;
  /** The last layout, and what it was made of. @type {{ key: string, layout: Layout } | null} */
  #laid = null;
  /** The last graph, of which position it is, when it was laid out, how long that took, and what shows the next. */
  /** @type {{ model: Model | null, index: number, selection: number, graph: WaitGraph | null }} */
  #shown = { model: null, index: 0, selection: 0, graph: null };
  #laidAt = 0;
  #cost = 0;
  #later = 0;
  /** @type {CanvasRenderingContext2D | null} */
  #ruler = null;

  constructor() {
    super();
    /** Whether the critical path is drawn on the timeline. */
    this.criticalPath = false;
    /** @type {Dagre | null} */
    this.library = null;
    this.failure = '';
    /** Size of the graph's place, pixels. */
    this.room = { width: 0, height: 0 };
  }

  connectedCallback() {
    super.connectedCallback();
    this.#fetchLibrary();
    if (this.hasUpdated) this.#observe();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#resized?.disconnect();
    clearTimeout(this.#later);
  }

  firstUpdated() {
    this.#observe();
  }

  #observe() {
    this.#resized = new ResizeObserver(([{ contentRect }]) => {
      const { width, height } = contentRect;
      if (width !== this.room.width || height !== this.room.height) this.room = { width, height };
    });
    const place = this.renderRoot.querySelector('.body');
    if (place) this.#resized.observe(place);
  }

  async #fetchLibrary() {
    try {
      this.library = await layoutLibrary();
      this.failure = '';
    } catch {
      this.failure =
        'The graph cannot be drawn: the file of dagre, which belongs to those of await-scope.js, cannot be fetched.';
    }
  }

  render() {
    const { model } = this;
    if (!model) return html``;
    return html`
      <p class="caption muted">An arrow leads to what is waited on. Bold: what holds everything up.</p>
      <div class="body" tabindex="0" role="group" aria-label="Who waits for whom">${this.#graph(model)}</div>
      ${this.#path(model)}
    `;
  }

  /** @param {Model} model */
  #graph(model) {
    if (this.failure) return html`<p class="empty" role="alert">${this.failure}</p>`;
    const graph = this.#graphNow(model);
    if (graph.nodes.length === 0)
      return html`<p class="empty">
        ${this.index === 0 ? 'No task exists yet.' : 'Every task is over: nobody waits.'}
      </p>`;
    if (!this.library || this.room.width === 0) return nothing;
    const { left, top, width, height, nodes, edges } = this.#layout(this.library, graph);
    const scale = Math.max(SMALLEST, this.#fit({ width, height }));
    return html`<svg
        class="graph"
        viewBox="${left} ${top} ${width} ${height}"
        width=${Math.round(width * scale)}
        height=${Math.round(height * scale)}
        role="group"
        aria-label="Graph of waits"
      >
        ${edges.map((edge) => this.#edge(edge))} ${edges.map((edge) => this.#edgeLabel(edge))}
        ${nodes.map((node) => this.#node(node, edges))}
      </svg>
      ${graph.hidden > 0 ? html`<p class="muted">${this.#share(model, graph)}</p>` : nothing}`;
  }

  /**
   * Which of the tasks are shown, where not all are.
   * @param {Model} model
   * @param {WaitGraph} graph
   */
  #share(model, { nodes, hidden, around }) {
    const shown = nodes.filter(({ type }) => type === 'task').length;
    return `The ${shown} of ${shown + hidden} tasks that are nearest to ${model.label(around, this.index)}`;
  }

  /**
   * The graph at the position; while a large one changes with each frame, that of a moment ago.
   * @param {Model} model
   */
  #graphNow(model) {
    const { model: before, index, selection, graph } = this.#shown;
    const isSame = before === model && index === this.index && selection === this.selection;
    const wait = this.#laidAt + PAUSE * this.#cost - performance.now();
    clearTimeout(this.#later);
    if (graph && before === model && !isSame && graph.nodes.length > LARGE && wait > 0) {
      this.#later = window.setTimeout(() => this.requestUpdate(), wait);
      return graph;
    }
    const now = isSame && graph ? graph : waitGraph(model, this.index, undefined, this.selection);
    this.#shown = { model, index: this.index, selection: this.selection, graph: now };
    return now;
  }

  /** How much smaller it has to be for its place, at most 1. @param {{ width: number, height: number }} size */
  #fit({ width, height }) {
    return Math.min(this.room.width / width, this.room.height / height, 1);
  }

  /**
   * Laid out anew only when nodes, edges or the place change; what is critical changes more often.
   * @param {Dagre} library
   * @param {WaitGraph} graph
   * @returns {Layout}
   */
  #layout(library, graph) {
    const key = JSON.stringify([
      this.room,
      graph.nodes.map(({ id, label, detail }) => [id, label, detail]),
      graph.edges.map(({ from, to, why, note }) => [from, to, why, note]),
    ]);
    if (this.#laid?.key !== key) {
      const start = performance.now();
      this.#laid = { key, layout: this.#laidOut(library, graph) };
      this.#cost = performance.now() - start;
      this.#laidAt = performance.now();
    }
    const { layout } = this.#laid;
    return {
      ...layout,
      nodes: layout.nodes.map((node, i) => ({ ...node, critical: graph.nodes[i].critical })),
      edges: layout.edges.map((edge, i) => ({ ...edge, critical: graph.edges[i].critical })),
    };
  }

  /**
   * To the right where there is room, unless it fits only downwards; with long arrows where there is room for them.
   * @param {Dagre} library
   * @param {WaitGraph} graph
   */
  #laidOut(library, graph) {
    const measure = (/** @type {string} */ text) => this.#measure(text);
    if (graph.nodes.length > LARGE)
      return layoutOf(library, graph, this.room.width < WIDE ? 'TB' : 'LR', TIGHT, measure);
    const towards = (/** @type {'LR' | 'TB'} */ direction) => {
      const roomy = layoutOf(library, graph, direction, ROOMY, measure);
      return this.#fit(roomy) === 1 ? roomy : layoutOf(library, graph, direction, TIGHT, measure);
    };
    if (this.room.width < WIDE) return towards('TB');
    const right = towards('LR');
    if (this.#fit(right) >= SMALLEST) return right;
    const other = towards('TB');
    return this.#fit(other) > this.#fit(right) ? other : right;
  }

  /** @param {string} text */
  #measure(text) {
    if (!this.#ruler) {
      this.#ruler = document.createElement('canvas').getContext('2d');
      if (this.#ruler) this.#ruler.font = `600 ${FONT_SIZE}px ${getComputedStyle(this).fontFamily}`;
    }
    return Math.ceil(this.#ruler?.measureText(text).width ?? text.length * FONT_SIZE * 0.6);
  }

  /** @param {PlacedEdge} edge */
  #edge({ from, to, why, critical, path, head }) {
    return svg`<g class=${edgeClass(why, critical)} data-from=${from} data-to=${to}>
      <path d=${path} />
      <polygon points=${head} />
    </g>`;
  }

  /** Above all lines, so that none goes through it. @param {PlacedEdge} edge */
  #edgeLabel({ text, why, critical, x, y, width, height }) {
    if (!text) return nothing;
    return svg`<g class=${edgeClass(why, critical)}>
      <rect x=${x - width / 2} y=${y - height / 2} width=${width} height=${height} />
      <text x=${x} y=${y + 3.5} text-anchor="middle">${text}</text>
    </g>`;
  }

  /**
   * @param {PlacedNode} node
   * @param {PlacedEdge[]} edges
   */
  #node({ id, type, label, text, detail, critical, x, y, width, height }, edges) {
    const pressed = id === this.selection;
    const names = ['node', type, critical ? 'critical' : '', pressed ? 'selected' : ''].filter(Boolean);
    const row = this.model?.task(id)?.row;
    const [left, top] = [x - width / 2, y - height / 2];
    const radius = type === 'task' ? height / 2 : type === 'future' ? 7 : 2;
    return svg`<g
      class=${names.join(' ')}
      data-id=${id}
      role="button"
      tabindex="0"
      aria-pressed=${pressed}
      aria-label=${this.#words(id, `${label}, ${detail}`, critical, edges)}
      ${cssProperties({ '--task': row === undefined ? 'var(--muted)' : taskColour(row) })}
      @click=${() => this.select(pressed ? 0 : id)}
      @keydown=${(/** @type {KeyboardEvent} */ event) => this.#pressed(event, pressed ? 0 : id)}
    >
      <title>${(this.model && describePrimitive(this.model, id, this.index)) || label}</title>
      <rect class="outline" x=${left} y=${top} width=${width} height=${height} rx=${radius} />
      ${
        type === 'composite' || type === 'primitive'
          ? svg`<path class="sign" d=${signOf(type, left, top, width, height)} />`
          : nothing
      }
      <text class="name" x=${x} y=${y - 3} text-anchor="middle">${text}</text>
      <text class="detail" x=${x} y=${y + 12} text-anchor="middle">${detail}</text>
    </g>`;
  }

  /**
   * A node as it is read out, with what leads from it.
   * @param {number} id
   * @param {string} name
   * @param {boolean} critical
   * @param {PlacedEdge[]} edges
   */
  #words(id, name, critical, edges) {
    const links = edges
      .filter(({ from }) => from === id)
      .map(({ why, to, note }) => `${why} ${this.model?.label(to, this.index)}${note && `, ${note}`}`);
    return [name, ...links, ...(critical ? ['critical'] : [])].join(', ');
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

  /** @param {Model} model */
  #path(model) {
    const { steps, hidden } = criticalSteps(model);
    if (steps.length === 0) return nothing;
    return html`<section class="path" aria-label="Critical path">
      <header>
        <h3>Why ${formatSeconds(model.end - model.start)}</h3>
        <span class="muted">the critical path</span>
        <button
          class="switch"
          aria-pressed=${this.criticalPath}
          @click=${() => this.dispatchEvent(new CustomEvent('critical-path', { bubbles: true }))}
        >
          On the timeline
        </button>
      </header>
      <ol>
        ${steps.map((step) => this.#step(model, step))}
      </ol>
      ${hidden > 0 ? html`<p class="muted">and ${hidden} shorter steps</p>` : nothing}
    </section>`;
  }

  /**
   * @param {Model} model
   * @param {CriticalStep} step
   */
  #step(model, step) {
    const lasts = step.end - step.start;
    const here = step.from < this.index && this.index <= step.to;
    const look = {
      '--task': taskColour(model.task(step.task)?.row ?? 0),
      '--share': String(lasts / (model.end - model.start || 1)),
    };
    return html`<li ${cssProperties(look)} class=${step.task === this.selection ? 'selected' : ''}>
      <button
        aria-current=${here ? 'step' : 'false'}
        title="Go to where this step begins"
        @click=${() => this.seekIndex(step.from + 1)}
      >
        <span class="name who">${model.label(step.task, step.from + 1)}</span>
        <span class="name what">${stepInWords(model, step)}</span>
        <span class="number">${formatSeconds(Number(lasts.toPrecision(6)))}</span>
      </button>
    </li>`;
  }
}

/**
 * @param {string} why
 * @param {boolean} critical
 */
const edgeClass = (why, critical) =>
  ['edge', why === 'cancels' ? 'cancels' : '', critical ? 'critical' : ''].filter(Boolean).join(' ');

/**
 * What tells a composite and a primitive from a future, colour and place apart: a composite has a line inside each end, a
 * primitive two below each other on the left.
 * @param {'composite' | 'primitive'} type
 * @param {number} left
 * @param {number} top
 * @param {number} width
 * @param {number} height
 */
function signOf(type, left, top, width, height) {
  const line = (/** @type {number} */ x) => `M${x} ${top} v${height}`;
  return type === 'composite' ? line(left + 4.5) + line(left + width - 4.5) : line(left + 4.5);
}

customElements.define('await-scope-wait-graph', AwaitScopeWaitGraph);
