/**
 * Who waits for whom at one position, link by link: what something waits for, and who waits for it. What is asked for
 * is bounded, so that one of ten thousand costs no more than one of ten.
 */
import { Role, happened } from './entities.mjs';
import { pendingMembers } from './views.mjs';

/**
 * @import { History } from './history.mjs'
 * @import { Snapshot } from './snapshot.mjs'
 * @import { WaitEdge } from './types.js'
 *
 * @typedef {{ to: number, why: WaitEdge['why'] }} Link
 */

/** Callbacks of a future, acquisitions of a task and calls of it that are looked at, the latest. */
const LATEST = 64;

export class WaitLinks {
  #history;
  #snapshot;

  /**
   * @param {History} history
   * @param {Snapshot} snapshot
   */
  constructor(history, snapshot) {
    this.#history = history;
    this.#snapshot = snapshot;
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

  /**
   * @param {number} id
   * @param {number} limit
   * @returns {Link[]} what it waits for.
   */
  waitsFor(id, limit) {
    const { entities } = this.#history;
    const { position } = this.#snapshot;
    const task = this.#snapshot.task(id);
    if (task) {
      const waits = task.state === 'waiting' && task.waitingOn !== 0;
      return waits ? [{ to: this.shownAs(task.waitingOn), why: 'waits on' }] : [];
    }
    if (entities.findAs(id, Role.PRIMITIVE) >= 0) {
      const holders = this.#snapshot.primitive(id)?.holders ?? [];
      return holders
        .filter((holder) => this.#isPending(holder))
        .slice(0, limit)
        .map((to) => ({ to, why: 'held by' }));
    }
    const composite = entities.findAs(id, Role.COMPOSITE);
    const pending = composite < 0 ? [] : pendingMembers(this.#history, composite, position, limit);
    return pending
      .filter((member) => this.#isPending(member))
      .map((member) => ({ to: this.shownAs(member), why: 'waits on' }));
  }

  /**
   * @param {number} id
   * @param {number} limit
   * @returns {number[]} who waits for it, of those that are known the sooner.
   */
  waitedForBy(id, limit) {
    const { entities } = this.#history;
    if (entities.findAs(id, Role.PRIMITIVE) >= 0) {
      return (this.#snapshot.primitive(id)?.waiters ?? []).slice(0, limit);
    }
    const entity = entities.find(id);
    const composite = entities.findAs(id, Role.COMPOSITE) >= 0;
    // A composite is waited for by way of its future.
    const future = composite ? entities.find(entities.link[entity]) : entity;
    if (future < 0) return [];
    return [...this.#heldBy(entity), ...this.#memberOf(future), ...this.#awaitedBy(future)].slice(0, limit);
  }

  /**
   * The timeouts that would cancel a task or a future.
   * @param {number} id
   * @returns {number[]}
   */
  timeoutsOf(id) {
    const { calls, entities } = this.#history;
    const entity = entities.find(id);
    const open = [
      ...this.#latest(calls, entity).filter((composite) => this.#firstMember(composite) === undefined),
      ...this.#memberOf(entity).map((composite) => entities.find(composite)),
    ].filter((composite) => this.#isOpen(composite));
    return [...new Set(open)]
      .map((composite) => this.#snapshot.composite(entities.id[composite]))
      .filter((composite) => composite !== undefined)
      .filter(({ what, members }) => ['timeout', 'wait_for'].includes(what) && (members[0] ?? id) === id)
      .map((composite) => composite.id)
      .sort((a, b) => a - b);
  }

  /** @param {number} composite */
  #firstMember(composite) {
    const { members, trace } = this.#history;
    const some = members.before(composite, this.#snapshot.position) > 0;
    return some ? trace.object[members.at(composite, 0)] : undefined;
  }

  /** @param {number} composite */
  #isOpen(composite) {
    return !happened(this.#history.entities.settled[composite], this.#snapshot.position);
  }

  /** Tasks whose wait is for it. @param {number} future @returns {number[]} */
  #awaitedBy(future) {
    const { callbacks, entities, trace } = this.#history;
    const targets = this.#latest(callbacks, future).map((record) => trace.object[record]);
    return [...new Set(targets)].filter(
      (task) => this.#snapshot.task(task)?.waitingOn === entities.id[future],
    );
  }

  /** Composites that are open. @param {number} entity @returns {number[]} */
  #memberOf(entity) {
    const { entities, memberships } = this.#history;
    return this.#latest(memberships, entity)
      .filter((composite) => this.#isOpen(composite))
      .map((composite) => entities.id[composite]);
  }

  /** Primitives that a task has. @param {number} entity @returns {number[]} */
  #heldBy(entity) {
    const { acquired, entities } = this.#history;
    const ids = this.#latest(acquired, entity).map((primitive) => entities.id[primitive]);
    const holder = entities.id[entity];
    return [...new Set(ids)].filter((id) => this.#snapshot.primitive(id)?.holders.includes(holder));
  }

  /**
   * The last fields of the latest entries before the position, in order.
   * @param {import('./columns.mjs').EntityLists} lists
   * @param {number} entity
   */
  #latest(lists, entity) {
    const end = lists.before(entity, this.#snapshot.position);
    const first = Math.max(0, end - LATEST);
    return Array.from({ length: end - first }, (_, i) => lists.at(entity, first + i, lists.width - 1));
  }

  /** @param {number} id of a task or future */
  #isPending(id) {
    const { entities } = this.#history;
    const entity = entities.findAs(id, Role.FUTURE | Role.TASK);
    return entity >= 0 && !happened(entities.ended[entity], this.#snapshot.position);
  }
}
