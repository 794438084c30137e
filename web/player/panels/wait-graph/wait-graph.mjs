import { html, nothing } from 'lit';
import { waitGraph } from '../../../model/wait-graph.mjs';
import { Size } from '../../size.mjs';
import { diagramStyles } from '../diagram-styles.mjs';
import { AwaitScopePanel } from '../panel.mjs';
import { settle } from '../settle.mjs';
import { GraphLayouts, LARGE, SMALLEST } from './graph-layouts.mjs';
import { edgeLabelView, edgeView, nodeView } from './graph-view.mjs';
import { layoutLibrary } from './layout.mjs';
import { pathView } from './path-view.mjs';
import { waitGraphStyles } from './wait-graph-styles.mjs';

/**
 * @import { Model, WaitGraph } from '../../../model/types.js'
 * @import { Dagre } from './layout.mjs'
 */

/** So many times as long as the last one took it is waited before the next. */
const PAUSE = 12;

/**
 * The graph of waits at the position, what is over left out: tasks, what they wait on, who holds that. Bold is the
 * chain that makes the whole take as long as it does; below it the whole of that chain, step by step.
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

  static styles = [AwaitScopePanel.styles, diagramStyles, waitGraphStyles];

  #layouts = new GraphLayouts(this);
  /** The last graph, and of which position it is. @type {{ model: Model | null, index: number, selection: number, graph: WaitGraph | null }} */
  #shown = { model: null, index: 0, selection: 0, graph: null };
  /** What shows the next. */
  #later = 0;
  /** When the layout was made in which what is critical was brought into view. */
  #centred = 0;

  constructor() {
    super();
    /** Whether the critical path is drawn on the timeline. */
    this.criticalPath = false;
    /** @type {Dagre | null} */
    this.library = null;
    this.failure = '';
    /** Size of the graph's place, pixels. */
    this.room = { width: 0, height: 0 };
    new Size(this, '.body', ({ width, height }) => {
      if (width !== this.room.width || height !== this.room.height) this.room = { width, height };
    });
  }

  connectedCallback() {
    super.connectedCallback();
    this.#fetchLibrary();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#later);
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
      <div class="body sideways" tabindex="0" role="group" aria-label="Who waits for whom">
        ${this.#graph(model)}
      </div>
      ${pathView(this, model)}
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
    const { left, top, width, height, nodes, edges } = this.#layouts.layout(this.library, graph);
    const scale = Math.max(SMALLEST, this.#layouts.fit({ width, height }));
    return html`<svg
        class="graph"
        viewBox="${left} ${top} ${width} ${height}"
        width=${Math.round(width * scale)}
        height=${Math.round(height * scale)}
        role="group"
        aria-label="Graph of waits"
      >
        ${edges.map(edgeView)} ${edges.map(edgeLabelView)}
        ${nodes.map((node) => nodeView(this, model, node, edges))}
      </svg>
      ${graph.hidden > 0 ? html`<p class="muted">${this.#share(model, graph)}</p>` : nothing}`;
  }

  /** Brings what is critical into view where the graph has to be scrolled, once in each layout. */
  updated() {
    if (this.#centred === this.#layouts.at) return;
    this.#centred = this.#layouts.at;
    settle(() => {
      const body = this.renderRoot.querySelector('.body');
      const critical = [...this.renderRoot.querySelectorAll('.node.critical')];
      if (!body || critical.length === 0) return undefined;
      const view = body.getBoundingClientRect();
      const boxes = critical.map((node) => node.getBoundingClientRect());
      const middle = (/** @type {number[]} */ ends) => (Math.min(...ends) + Math.max(...ends)) / 2;
      const x = middle(boxes.flatMap(({ left, right }) => [left, right])) - view.left - view.width / 2;
      const y = middle(boxes.flatMap(({ top, bottom }) => [top, bottom])) - view.top - view.height / 2;
      return () => body.scrollBy(x, y);
    });
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
    const wait = this.#layouts.at + PAUSE * this.#layouts.cost - performance.now();
    clearTimeout(this.#later);
    if (graph && before === model && !isSame && graph.nodes.length > LARGE && wait > 0) {
      this.#later = window.setTimeout(() => this.requestUpdate(), wait);
      return graph;
    }
    const now = isSame && graph ? graph : waitGraph(model, this.index, undefined, this.selection);
    this.#shown = { model, index: this.index, selection: this.selection, graph: now };
    return now;
  }
}

customElements.define('await-scope-wait-graph', AwaitScopeWaitGraph);
