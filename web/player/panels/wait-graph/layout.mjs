/**
 * Where the nodes and edges of a graph of waits stand. The library that lays it out is fetched when the first graph is
 * shown: a figure that shows none does not pay for it.
 *
 * @import { WaitEdge, WaitGraph, WaitNode } from '../../../model/types.js'
 * @import { Box } from './docks.mjs'
 *
 * @typedef {typeof import('@dagrejs/dagre')} Dagre
 * @typedef {WaitNode & { text: string, x: number, y: number, width: number, height: number }} PlacedNode
 *   `x`, `y`: its middle; `text`: its label, shortened
 * @typedef {WaitEdge & { text: string, path: string, head: string, x: number, y: number, width: number, height: number }} PlacedEdge
 *   `x`, `y`, `width`, `height`: of its label, whose middle the place is
 * @typedef {{ top: number, left: number, width: number, height: number, nodes: PlacedNode[], edges: PlacedEdge[] }} Layout
 */

import { Docks } from './docks.mjs';
import { uncross } from './uncross.mjs';

/** Pixels. */
const NODE_HEIGHT = 40;
const NODE_PADDING = 11;
const EDGE_LABEL_HEIGHT = 14;
const EDGE_LABEL_PADDING = 4;

/** Size of the text at edges, of that in nodes, by which texts are measured. */
const EDGE_FONT = 11 / 12;
const ARROW = 7;
const RIM = 3;

const LONGEST_LABEL = 24;

/** @type {Promise<Dagre> | undefined} */
let loading;

/** The library. Rejects where its file is not there; the next call tries again. @returns {Promise<Dagre>} */
export function layoutLibrary() {
  loading ??= import('@dagrejs/dagre');
  loading.catch(() => (loading = undefined));
  return loading;
}

/**
 * @param {Dagre} dagre
 * @param {WaitGraph} graph
 * @param {'LR' | 'TB'} direction in which the arrows point: to the right or down
 * @param {number} gap between what waits and what is waited on, beside the label, pixels; half of it beside each other
 * @param {(text: string) => number} measure width of a text, pixels
 * @returns {Layout}
 */
export function layoutOf(dagre, { nodes, edges }, direction, gap, measure) {
  const graph = new dagre.Graph();
  graph.setGraph({ rankdir: direction, nodesep: gap / 2, edgesep: 10, ranksep: gap, marginx: 4, marginy: 4 });
  for (const node of nodes) {
    const width = Math.max(measure(shortened(node.label)), measure(node.detail)) + 2 * NODE_PADDING;
    graph.setNode(String(node.id), { width, height: NODE_HEIGHT });
  }
  for (const edge of edges) {
    const text = textOf(edge);
    const label = {
      width: text ? Math.ceil(measure(text) * EDGE_FONT) + 2 * EDGE_LABEL_PADDING : 0,
      height: text ? EDGE_LABEL_HEIGHT : 0,
      labelpos: /** @type {const} */ ('c'),
    };
    graph.setEdge(String(edge.from), String(edge.to), label);
  }
  dagre.layout(graph, {
    customOrder: (
      /** @type {import('@dagrejs/dagre').Graph} */ layered,
      /** @type {(graph: any) => void} */ order,
    ) => {
      order(layered);
      uncross(layered);
    },
  });
  if (isUpsideDown(graph, nodes, direction)) mirror(graph, direction);
  const boxOf = (/** @type {number} */ id) => /** @type {Box} */ (graph.node(String(id)));
  const docks = new Docks(
    nodes.map(({ id }) => boxOf(id)),
    direction,
  );
  return {
    ...boundsOf(graph),
    nodes: nodes.map((node) => ({ ...node, text: shortened(node.label), ...boxOf(node.id) })),
    edges: edges.map((edge) => {
      const laid = graph.edge(String(edge.from), String(edge.to));
      const { x = 0, y = 0, width = 0, height = 0 } = laid;
      const points = docks.way(laid.points, boxOf(edge.from), boxOf(edge.to));
      return { ...edge, text: textOf(edge), path: curve(points), head: arrow(points), x, y, width, height };
    }),
  };
}

/**
 * The library's own size leaves out arrows that go around everything else.
 * @param {import('@dagrejs/dagre').Graph} graph
 */
function boundsOf(graph) {
  const { width: right = 0, height: bottom = 0 } = graph.graph();
  /** @type {{ x: number, y: number }[]} */
  const points = graph.edges().flatMap((/** @type {any} */ edge) => graph.edge(edge).points);
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const left = Math.min(0, ...xs.map((x) => x - RIM));
  const top = Math.min(0, ...ys.map((y) => y - RIM));
  const width = Math.max(right, ...xs.map((x) => x + RIM)) - left;
  return { left, top, width, height: Math.max(bottom, ...ys.map((y) => y + RIM)) - top };
}

/**
 * Whether more tasks beside each other stand in the opposite order of the timeline's than in the same.
 * @param {import('@dagrejs/dagre').Graph} graph
 * @param {WaitNode[]} nodes
 * @param {'LR' | 'TB'} direction
 */
function isUpsideDown(graph, nodes, direction) {
  const [along, across] =
    direction === 'LR' ? /** @type {const} */ (['x', 'y']) : /** @type {const} */ (['y', 'x']);
  const tasks = nodes.filter(({ type }) => type === 'task').sort((a, b) => a.id - b.id);
  const places = tasks.map(({ id }) => graph.node(String(id)));
  let balance = 0;
  places.forEach((one, i) => {
    for (const other of places.slice(i + 1)) {
      if (one[along] === other[along]) balance += Math.sign(other[across] - one[across]);
    }
  });
  return balance < 0;
}

/**
 * @param {import('@dagrejs/dagre').Graph} graph
 * @param {'LR' | 'TB'} direction
 */
function mirror(graph, direction) {
  const { width = 0, height = 0 } = graph.graph();
  const flip = (/** @type {{ x?: number, y?: number }} */ place) => {
    if (direction === 'LR') place.y = height - (place.y ?? 0);
    else place.x = width - (place.x ?? 0);
  };
  for (const node of graph.nodes()) flip(graph.node(node));
  for (const edge of graph.edges()) {
    const label = graph.edge(edge);
    flip(label);
    label.points.forEach(flip);
  }
}

/** An arrow without words says that one waits on the other. @param {WaitEdge} edge */
const textOf = ({ why, note }) => (why === 'waits on' ? note : why);

/** @param {string} label */
function shortened(label) {
  const characters = Array.from(label);
  return characters.length > LONGEST_LABEL ? `${characters.slice(0, LONGEST_LABEL - 1).join('')}…` : label;
}

/**
 * A line through the middles between the points, bent at the points.
 * @param {{ x: number, y: number }[]} points
 */
function curve(points) {
  const [first, ...rest] = points;
  const last = rest.pop() ?? first;
  let path = `M${round(first.x)} ${round(first.y)}`;
  rest.forEach((point, i) => {
    const next = rest[i + 1] ?? last;
    const end = i === rest.length - 1 ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    path += ` Q${round(point.x)} ${round(point.y)} ${round(end.x)} ${round(end.y)}`;
  });
  return rest.length === 0 ? `${path} L${round(last.x)} ${round(last.y)}` : path;
}

/**
 * The arrow's head, as the points of a polygon.
 * @param {{ x: number, y: number }[]} points
 */
function arrow(points) {
  const [before, tip] = points.slice(-2);
  const angle = Math.atan2(tip.y - before.y, tip.x - before.x);
  const corner = (/** @type {number} */ turn) =>
    `${round(tip.x - ARROW * Math.cos(angle + turn))},${round(tip.y - ARROW * Math.sin(angle + turn))}`;
  return `${round(tip.x)},${round(tip.y)} ${corner(0.5)} ${corner(-0.5)}`;
}

/** @param {number} number */
const round = (number) => Math.round(number * 10) / 10;
