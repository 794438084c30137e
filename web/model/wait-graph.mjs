/** Who waits for whom at one position, as a graph; and which of it is why the whole takes as long as it does. */
import { markCritical, stepAt } from './critical-waits.mjs';
import { Role, happened } from './entities.mjs';
import { label } from './labels.mjs';
import { historyOf } from './model.mjs';
import { inLine, standingAndWaiters } from './primitive-words.mjs';
import { Snapshot } from './snapshot.mjs';
import { WaitLinks } from './wait-links.mjs';
import { formatSeconds, ordinal } from './words.mjs';

/**
 * @import { History } from './history.mjs'
 * @import { Model, WaitEdge, WaitGraph, WaitNode } from './types.js'
 */

/** Nodes, where the caller does not say. */
const NODES = 60;

/**
 * Who waits for whom: all that is not over, or, where it is too much, what is nearest to one task. The critical path is that of
 * the main task.
 * @param {Model} model
 * @param {number} position 0 to model.length
 * @param {number} [limit] most nodes, about
 * @param {number} [focus] the task around which it is drawn where not all have room; 0: the one that holds everything up
 * @returns {WaitGraph}
 */
export function waitGraph(model, position, limit = NODES, focus = 0) {
  const history = historyOf(model);
  const path = model.criticalPath();
  const step = stepAt(path, position);
  const builder = new Builder(history, position, limit);
  builder.addTasks([focus, step?.task ?? 0]);
  builder.addEdges();
  builder.addTimeouts();
  builder.addPlaces();
  const { around, nodes, edges, hidden } = builder;
  markCritical({ nodes, edges, shownAs: (id) => builder.shownAs(id) }, step, path);
  return { nodes: [...nodes.values()], edges: [...edges.values()], hidden, around };
}

/** States of tasks that are not over. */
const alive = /** @type {const} */ (['created', 'ready', 'running', 'waiting', 'cancelling']);

class Builder {
  #history;
  #snapshot;
  #links;
  #limit;

  /** @type {Map<number, WaitNode>} */
  nodes = new Map();
  /** @type {Map<string, WaitEdge>} */
  edges = new Map();
  /** Tasks that are not over and have no place. */
  hidden = 0;
  /** The task whose surroundings are shown; 0: all are. */
  around = 0;

  /**
   * @param {History} history
   * @param {number} position
   * @param {number} limit
   */
  constructor(history, position, limit) {
    this.#history = history;
    this.#snapshot = new Snapshot(history, position);
    this.#links = new WaitLinks(history, this.#snapshot);
    this.#limit = limit;
  }

  /**
   * The tasks that are not over, in order of creation, each with what it waits on, down to the last link. Where they
   * are too many, those around one of them come first.
   * @param {number[]} focuses ids, of which the first is taken that is not over
   */
  addTasks(focuses) {
    const tasks = this.#snapshot.tasksIn(alive, this.#limit);
    const counts = this.#snapshot.countsApart();
    const count = alive.reduce((sum, state) => sum + counts[state], 0);
    if (count > tasks.length) {
      const [first] = [...focuses.filter((id) => this.#isAlive(id)), tasks[0].id];
      this.around = first;
      this.#spread(first);
    }
    for (const { id } of tasks) {
      if (this.nodes.size >= this.#limit) break;
      this.#follow(id);
    }
    const shown = [...this.nodes.values()].filter(({ id, type }) => type === 'task' && this.#isAlive(id));
    this.hidden = count - shown.length;
  }

  /** @param {number} id */
  #isAlive(id) {
    const { entities } = this.#history;
    const task = entities.findAs(id, Role.TASK);
    return task >= 0 && this.#snapshot.task(id) !== undefined && !this.#isOver(task);
  }

  /** @param {number} entity */
  #isOver(entity) {
    return happened(this.#history.entities.ended[entity], this.#snapshot.position);
  }

  /** Adds the nearest nodes, along waits in either direction. @param {number} first */
  #spread(first) {
    let ring = [first];
    while (ring.length > 0) {
      /** @type {number[]} */
      const next = [];
      for (const id of ring) {
        if (this.nodes.size >= this.#limit) return;
        if (this.nodes.has(id)) continue;
        this.#node(id);
        const waits = this.#links.waitsFor(id, this.#limit).map(({ to }) => to);
        const waitedBy = this.#links.waitedForBy(id, this.#limit);
        // One that all of a crowd wait for, or that waits for a crowd, is told before the crowd.
        next.push(...(waits.length <= waitedBy.length ? [...waits, ...waitedBy] : [...waitedBy, ...waits]));
      }
      ring = next;
    }
  }

  /** Timeouts wait for nothing: they stand before the task that they would cancel. */
  addTimeouts() {
    const found = [...this.nodes.keys()].flatMap((task) =>
      this.#links.timeoutsOf(task).map((id) => ({ id, task })),
    );
    for (const { id, task } of found) {
      if (this.nodes.has(id) || this.nodes.size >= 2 * this.#limit) {
        continue;
      }
      this.#node(id);
      this.#edge(id, task, 'cancels');
    }
  }

  /** @param {number} id */
  shownAs(id) {
    return this.#links.shownAs(id);
  }

  /** Adds a node and all that it waits for. @param {number} id */
  #follow(id) {
    const open = [id];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (this.nodes.has(next) || this.nodes.size >= 2 * this.#limit) {
        continue;
      }
      this.#node(next);
      const waits = this.#links.waitsFor(next, this.#limit);
      // The first is followed first.
      open.push(...waits.map(({ to }) => to).reverse());
    }
  }

  /** Those between the nodes. */
  addEdges() {
    for (const id of this.nodes.keys()) {
      for (const { to, why } of this.#links.waitsFor(id, 2 * this.#limit)) {
        if (this.nodes.has(to)) this.#edge(id, to, why);
      }
    }
    // Of a crowd only the first are told by what waits for it.
    for (const id of this.around === 0 ? [] : this.nodes.keys()) {
      for (const from of this.#links.waitedForBy(id, this.#limit)) {
        const isHeld = this.nodes.get(id)?.type === 'task' && this.nodes.get(from)?.type === 'primitive';
        if (this.nodes.has(from)) this.#edge(from, id, isHeld ? 'held by' : 'waits on');
      }
    }
  }

  /** What those who wait for a queue want, and of a line of several who stands where. */
  addPlaces() {
    for (const { id, type } of this.nodes.values()) {
      const primitive = type === 'primitive' ? this.#snapshot.primitive(id) : undefined;
      if (!primitive) continue;
      const waiters = inLine(this.#history, this.#snapshot, primitive);
      const calls = new Map(primitive.waiters.map((task, i) => [task, primitive.calls[i]]));
      // Who gets and who puts stand in lines of their own.
      const wants = primitive.what.endsWith('Queue') ? new Set(calls.values()) : [''];
      for (const want of wants) {
        const line = waiters.filter((task) => want === '' || calls.get(task) === want);
        for (const [place, task] of line.slice(0, this.#limit).entries()) {
          const edge = this.edges.get(`${task} ${id}`);
          const notes = [want && `${want}s`, line.length > 1 ? ordinal(place + 1) : ''];
          if (edge) edge.note = notes.filter(Boolean).join(', ');
        }
      }
    }
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
      const primitive = snapshot.primitive(id);
      if (!primitive) return '';
      return standingAndWaiters(primitive, inLine(this.#history, snapshot, primitive).length);
    }
    return snapshot.future(id)?.state ?? 'pending';
  }

  /**
   * @param {number} from
   * @param {number} to
   * @param {WaitEdge['why']} why
   */
  #edge(from, to, why) {
    const key = `${from} ${to}`;
    if (!this.edges.has(key)) this.edges.set(key, { from, to, why, note: '', critical: false });
  }
}
