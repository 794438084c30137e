/** Which of a graph of waits is why the whole takes as long as it does. */
import { formatSeconds } from './words.mjs';

/** @import { CriticalStep, WaitEdge, WaitNode } from './types.js' */

/** @type {WeakMap<readonly CriticalStep[], Set<number>>} */
const taskSets = new WeakMap();

/** @param {readonly CriticalStep[]} path */
function tasksOf(path) {
  const tasks = taskSets.get(path) ?? new Set(path.map(({ task }) => task));
  taskSets.set(path, tasks);
  return tasks;
}

/**
 * The step of the path that is under way at a position. O(log steps).
 * @param {readonly CriticalStep[]} path
 * @param {number} position
 * @returns {CriticalStep | undefined}
 */
export function stepAt(path, position) {
  let low = 0;
  let high = path.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (path[middle].to < position) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return path[low];
}

/**
 * Marks what leads from the task whose end the path explains to the task that holds everything up, and what that one
 * waits on.
 * @param {object} graph
 * @param {Map<number, WaitNode>} graph.nodes
 * @param {Map<string, WaitEdge>} graph.edges
 * @param {(id: number) => number} graph.shownAs the node that stands for an entity
 * @param {CriticalStep | undefined} step that is under way
 * @param {readonly CriticalStep[]} path of several tasks that wait in one line its own come next
 */
export function markCritical({ edges, nodes, shownAs }, step, path) {
  if (step === undefined) {
    return;
  }
  const last = path.at(-1)?.task ?? 0;
  const tasks = tasksOf(path);
  const waitingOn = step.waitingOn === 0 ? 0 : shownAs(step.waitingOn);
  const all = [...edges.values()].filter(({ why }) => why !== 'cancels');
  const below = reached(last, all, 'from', 'to');
  const above = reached(step.task, all, 'to', 'from');
  const marked = new Set([step.task, waitingOn, ...[...below].filter((id) => above.has(id))]);
  for (const node of nodes.values()) {
    node.critical = marked.has(node.id) && (node.type !== 'task' || tasks.has(node.id));
  }
  for (const edge of edges.values()) {
    const ofStep =
      (edge.from === step.task && edge.to === waitingOn) ||
      (edge.from === waitingOn && edge.to === step.task);
    if (ofStep && step.why === 'waits') {
      edge.note = [edge.note, formatSeconds(step.end - step.start)].filter(Boolean).join(', ');
    }
    const between = below.has(edge.from) && above.has(edge.to) && edge.why !== 'cancels';
    const ends = [edge.from, edge.to].every((id) => nodes.get(id)?.critical);
    edge.critical = ofStep || (between && ends);
  }
}

/**
 * @param {number} start
 * @param {WaitEdge[]} edges
 * @param {'from' | 'to'} near
 * @param {'from' | 'to'} far
 * @returns {Set<number>} ids that can be reached along the edges, the start too.
 */
function reached(start, edges, near, far) {
  const found = new Set([start]);
  const open = [start];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const edge of edges) {
      if (edge[near] === next && !found.has(edge[far])) {
        found.add(edge[far]);
        open.push(edge[far]);
      }
    }
  }
  return found;
}
