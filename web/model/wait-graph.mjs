/** Who waits for whom at one position, as a graph; and which of it is why the whole takes as long as it does. */
import { Role, happened } from './entities.mjs';
import { label } from './labels.mjs';
import { Snapshot } from './snapshot.mjs';
import { counted, formatSeconds } from './words.mjs';

/**
 * @import { History } from './history.mjs'
 * @import { CriticalStep, WaitEdge, WaitGraph, WaitNode } from './types.js'
 */

/**
 * @param {History} history
 * @param {number} position
 * @param {readonly CriticalStep[]} path the critical path of the whole
 * @param {number} limit most nodes
 * @returns {WaitGraph}
 */
export function waitGraph(history, position, path, limit) {
  const builder = new Builder(history, position, limit);
  builder.addTasks();
  builder.addTimeouts();
  const { nodes, edges, hidden } = builder;
  markCritical(builder, stepAt(path, position), path.at(-1)?.task ?? 0);
  return { nodes: [...nodes.values()], edges: [...edges.values()], hidden };
}

class Builder {
  #history;
  #snapshot;
  #limit;

  /** @type {Map<number, WaitNode>} */
  nodes = new Map();
  /** @type {Map<string, WaitEdge>} */
  edges = new Map();
  /** Tasks that are not over and have no place. */
  hidden = 0;

  /**
   * @param {History} history
   * @param {number} position
   * @param {number} limit
   */
  constructor(history, position, limit) {
    this.#history = history;
    this.#snapshot = new Snapshot(history, position);
    this.#limit = limit;
  }

  /** The tasks that are not over, in order of creation, each with what it waits on, down to the last link. */
  addTasks() {
    const { entities } = this.#history;
    const { position, taskCount } = this.#snapshot;
    for (let rank = 0; rank < taskCount; rank++) {
      const task = entities.tasks.data[rank];
      if (happened(entities.ended[task], position)) {
        continue;
      }
      if (this.nodes.size >= this.#limit && !this.nodes.has(entities.id[task])) {
        this.hidden++;
      } else {
        this.#follow(entities.id[task]);
      }
    }
  }

  /** Timeouts wait for nothing: they stand before the task that they would cancel. */
  addTimeouts() {
    for (const id of this.#snapshot.openComposites()) {
      const composite = this.#snapshot.composite(id);
      const isTimeout = composite?.what === 'timeout' || composite?.what === 'wait_for';
      const task = composite?.members[0] ?? this.#history.entities.by[this.#history.entities.find(id)];
      if (!isTimeout || !this.nodes.has(task) || this.nodes.has(id) || this.nodes.size >= 2 * this.#limit) {
        continue;
      }
      this.#node(id);
      this.#edge(id, task, 'cancels');
    }
  }

  /**
   * The node that stands for an entity: a future that belongs to a composite or a primitive is shown as that.
   * @param {number} id
   */
  shownAs(id) {
    const { entities } = this.#history;
    const entity = entities.find(id);
    if (entity < 0 || (entities.roles[entity] & (Role.TASK | Role.COMPOSITE)) !== 0) {
      return id;
    }
    const link = entities.link[entity];
    return link !== 0 && entities.findAs(link, Role.COMPOSITE | Role.PRIMITIVE) >= 0 ? link : id;
  }

  /** Adds a node and all that it waits for. @param {number} id */
  #follow(id) {
    const open = [id];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (this.nodes.has(next)) {
        continue;
      }
      this.#node(next);
      const waits = this.#waitsFor(next);
      for (const { to, why } of waits) {
        this.#edge(next, to, why);
      }
      // The first is followed first.
      open.push(...waits.map(({ to }) => to).reverse());
    }
  }

  /**
   * @param {number} id
   * @returns {{ to: number, why: WaitEdge['why'] }[]}
   */
  #waitsFor(id) {
    const { entities } = this.#history;
    const task = this.#snapshot.task(id);
    if (task) {
      const waits = task.state === 'waiting' && task.waitingOn !== 0;
      return waits ? [{ to: this.shownAs(task.waitingOn), why: 'waits on' }] : [];
    }
    if (entities.findAs(id, Role.PRIMITIVE) >= 0) {
      const holders = this.#snapshot.primitive(id)?.holders ?? [];
      return holders.filter((holder) => this.#isPending(holder)).map((to) => ({ to, why: 'held by' }));
    }
    const members = this.#snapshot.composite(id)?.members ?? [];
    return members
      .filter((member) => this.#isPending(member))
      .map((member) => ({ to: this.shownAs(member), why: 'waits on' }));
  }

  /** @param {number} id of a task or future */
  #isPending(id) {
    const { entities } = this.#history;
    const entity = entities.findAs(id, Role.FUTURE | Role.TASK);
    return entity >= 0 && !happened(entities.ended[entity], this.#snapshot.position);
  }

  /** @param {number} id */
  #node(id) {
    const { entities } = this.#history;
    const roles = entities.roles[entities.find(id)] ?? 0;
    const type =
      (roles & Role.TASK) !== 0
        ? 'task'
        : (roles & Role.COMPOSITE) !== 0
          ? 'composite'
          : (roles & Role.PRIMITIVE) !== 0
            ? 'primitive'
            : 'future';
    const name = label(this.#history, id, this.#snapshot.position);
    const detail = this.#detail(id, type);
    this.nodes.set(id, { id, type, label: name, detail, critical: false });
  }

  /**
   * @param {number} id
   * @param {WaitNode['type']} type
   */
  #detail(id, type) {
    const snapshot = this.#snapshot;
    if (type === 'task') {
      const { state = 'created', cancelling = 0 } = snapshot.task(id) ?? {};
      return cancelling > 0 ? `${state}, cancelling` : state;
    }
    if (type === 'composite') {
      const composite = snapshot.composite(id);
      if (composite?.what === 'timeout' || composite?.what === 'wait_for') {
        return composite.expired ? 'expired' : 'open';
      }
      const { done = 0, members = [], deadline } = composite ?? {};
      const until = deadline === undefined ? '' : `, until ${formatSeconds(deadline)}`;
      return `${done} of ${members.length} done${until}`;
    }
    if (type === 'primitive') {
      const { holders = [], set, size, waiters = [], what } = snapshot.primitive(id) ?? {};
      // Of others than events, SET is a call that wakes waiters.
      const isSet = set && what === 'Event' ? 'set' : '';
      const is = holders.length > 0 ? 'held' : size === undefined ? isSet : `at ${size}`;
      return [is, counted(waiters.length, 'waiter')].filter(Boolean).join(', ');
    }
    return snapshot.future(id)?.state ?? 'pending';
  }

  /**
   * @param {number} from
   * @param {number} to
   * @param {WaitEdge['why']} why
   */
  #edge(from, to, why) {
    this.edges.set(`${from} ${to}`, { from, to, why, critical: false });
  }
}

/**
 * The step of the path that is under way at a position. O(log steps).
 * @param {readonly CriticalStep[]} path
 * @param {number} position
 * @returns {CriticalStep | undefined}
 */
function stepAt(path, position) {
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
 * Marks what leads from the task whose end the path explains to the task that holds everything up, and what that one waits
 * on.
 * @param {Builder} builder
 * @param {CriticalStep | undefined} step
 * @param {number} last task at the end of the path
 */
function markCritical(builder, step, last) {
  if (step === undefined) {
    return;
  }
  const { edges, nodes } = builder;
  const waitingOn = step.waitingOn === 0 ? 0 : builder.shownAs(step.waitingOn);
  const all = [...edges.values()].filter(({ why }) => why !== 'cancels');
  const below = reached(last, all, 'from', 'to');
  const above = reached(step.task, all, 'to', 'from');
  const marked = new Set([step.task, waitingOn, ...[...below].filter((id) => above.has(id))]);
  for (const node of nodes.values()) {
    node.critical = marked.has(node.id);
  }
  for (const edge of edges.values()) {
    const ofStep =
      (edge.from === step.task && edge.to === waitingOn) ||
      (edge.from === waitingOn && edge.to === step.task);
    edge.critical = ofStep || (below.has(edge.from) && above.has(edge.to) && edge.why !== 'cancels');
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
