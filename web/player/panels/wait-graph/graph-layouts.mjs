import { layoutOf } from './layout.mjs';

/**
 * @import { WaitGraph } from '../../../model/types.js'
 * @import { Dagre, Layout } from './layout.mjs'
 * @import { AwaitScopeWaitGraph } from './wait-graph.mjs'
 */

/** Wide enough for the arrows to point to the right. Pixels. */
const WIDE = 480;

/** A graph is made smaller to fit so far, then it scrolls. */
export const SMALLEST = 0.8;

/** Length of arrows beside their labels, pixels. */
const ROOMY = 28;
const TIGHT = 12;

/** Nodes of a graph that takes so long to lay out that it is not done with each frame, and of no more than one kind. */
export const LARGE = 20;

/** Of the nodes' text, in the unit of the styles. */
const FONT_SIZE = 12;

/** Lays the graphs of a panel out for the room that it has. The last layout is kept. */
export class GraphLayouts {
  #panel;
  /** The last, and what it was made of. @type {{ key: string, layout: Layout } | null} */
  #laid = null;
  /** When it was made, and how long that took. Milliseconds. */
  at = 0;
  cost = 0;
  /** @type {CanvasRenderingContext2D | null} */
  #ruler = null;

  /** @param {AwaitScopeWaitGraph} panel */
  constructor(panel) {
    this.#panel = panel;
  }

  /** How much smaller it has to be for its place, at most 1. @param {{ width: number, height: number }} size */
  fit({ width, height }) {
    return Math.min(this.#panel.room.width / width, this.#panel.room.height / height, 1);
  }

  /**
   * Laid out anew only when nodes, edges or the place change; what is critical changes more often.
   * @param {Dagre} library
   * @param {WaitGraph} graph
   * @returns {Layout}
   */
  layout(library, graph) {
    const key = JSON.stringify([
      this.#panel.room,
      graph.nodes.map(({ id, label, detail }) => [id, label, detail]),
      graph.edges.map(({ from, to, why, note }) => [from, to, why, note]),
    ]);
    if (this.#laid?.key !== key) {
      const start = performance.now();
      this.#laid = { key, layout: this.#laidOut(library, graph) };
      this.cost = performance.now() - start;
      this.at = performance.now();
    }
    const { layout } = this.#laid;
    return {
      ...layout,
      nodes: layout.nodes.map((node, i) => ({ ...node, critical: graph.nodes[i].critical })),
      edges: layout.edges.map((edge, i) => ({ ...edge, critical: graph.edges[i].critical })),
    };
  }

  /**
   * To the right where there is room, else downwards, unless it fits only the other way; with long arrows where there
   * is room for them.
   * @param {Dagre} library
   * @param {WaitGraph} graph
   */
  #laidOut(library, graph) {
    const measure = (/** @type {string} */ text) => this.#measure(text);
    if (graph.nodes.length > LARGE) return layoutOf(library, graph, this.#directions[0], TIGHT, measure);
    const towards = (/** @type {'LR' | 'TB'} */ direction) => {
      const roomy = layoutOf(library, graph, direction, ROOMY, measure);
      return this.fit(roomy) === 1 ? roomy : layoutOf(library, graph, direction, TIGHT, measure);
    };
    const [first, second] = this.#directions;
    const wanted = towards(first);
    if (this.fit(wanted) >= SMALLEST) return wanted;
    const other = towards(second);
    return this.fit(other) > this.fit(wanted) ? other : wanted;
  }

  /** Those in which arrows may point, the better one first. @returns {('LR' | 'TB')[]} */
  get #directions() {
    return this.#panel.room.width < WIDE ? ['TB', 'LR'] : ['LR', 'TB'];
  }

  /** @param {string} text */
  #measure(text) {
    if (!this.#ruler) {
      this.#ruler = document.createElement('canvas').getContext('2d');
      if (this.#ruler) this.#ruler.font = `600 ${FONT_SIZE}px ${getComputedStyle(this.#panel).fontFamily}`;
    }
    return Math.ceil(this.#ruler?.measureText(text).width ?? text.length * FONT_SIZE * 0.6);
  }
}
