/**
 * Fewer arrows that cross: dagre sorts each layer by where its neighbours stand, and stops where that is a tie. Swapping
 * neighbours, the step of Gansner's "A Technique for Drawing Directed Graphs" that dagre leaves out, goes on from there.
 *
 * @import { Graph } from '@dagrejs/dagre'
 */

/** Over all layers; every second one swaps also what crosses no less, or no tie would ever be left. */
const PASSES = 8;

/**
 * Called after dagre's own order: each node has a rank and a place in it, and edges lead to the next rank only.
 * O(passes × edges × most edges of a node).
 * @param {Graph} graph
 */
export function uncross(graph) {
  const layers = layersOf(graph);
  const places = () => layers.map((layer) => [...layer]);
  let best = places();
  let saved = 0;
  let most = 0;
  for (let pass = 0; pass < PASSES; pass++) {
    for (const layer of layers) {
      for (let i = 1; i < layer.length; i++) {
        const [left, right] = [layer[i - 1], layer[i]];
        const less = crossings(graph, left, right) - crossings(graph, right, left);
        if (less < 0 || (less === 0 && pass % 2 === 1)) continue;
        layer[i - 1] = right;
        layer[i] = left;
        graph.node(right).order = i - 1;
        graph.node(left).order = i;
        saved += less;
        if (saved <= most) continue;
        most = saved;
        best = places();
      }
    }
  }
  for (const layer of best) layer.forEach((node, i) => (graph.node(node).order = i));
}

/** The nodes of each rank, in their order. @param {Graph} graph @returns {string[][]} */
function layersOf(graph) {
  /** @type {string[][]} */
  const layers = [];
  for (const name of graph.nodes()) {
    const { rank, order } = graph.node(name);
    (layers[rank] ??= [])[order] = name;
  }
  return layers;
}

/**
 * How many arrows of one node cross those of another, right of it in its layer.
 * @param {Graph} graph
 * @param {string} left
 * @param {string} right
 */
function crossings(graph, left, right) {
  const order = (/** @type {string} */ name) => graph.node(name).order;
  const between = (/** @type {string[] | void} */ some, /** @type {string[] | void} */ others) =>
    (some ?? []).reduce(
      (sum, one) => sum + (others ?? []).filter((other) => order(one) > order(other)).length,
      0,
    );
  return (
    between(graph.predecessors(left), graph.predecessors(right)) +
    between(graph.successors(left), graph.successors(right))
  );
}
