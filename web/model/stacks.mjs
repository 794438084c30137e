import { EntityLists, withRoom } from './columns.mjs';

/**
 * The stacks of coroutines of all tasks at all times. An entered coroutine is a node that knows the node below it, and
 * each change of a task's stack keeps the node on top, so that no stack is ever copied and any is read from the top
 * down.
 */
export class Stacks {
  /** By task: entries of [record, node on top from then on]. */
  #tops = new EntityLists(2);
  #nodeCount = 1;
  /** Node 0 is the bottom of every stack. */
  #coroutine = new Uint32Array(64);
  #below = new Uint32Array(64);

  /**
   * @param {number} task
   * @param {number} coroutine
   * @param {number} record
   */
  enter(task, coroutine, record) {
    const node = this.#nodeCount++;
    this.#coroutine = withRoom(this.#coroutine, node + 1);
    this.#below = withRoom(this.#below, node + 1);
    this.#coroutine[node] = coroutine;
    this.#below[node] = this.#top(task, record);
    this.#tops.push(task, record, node);
  }

  /**
   * @param {number} task
   * @param {number} coroutine and what stands above it are on the stack no more
   * @param {number} record
   */
  leave(task, coroutine, record) {
    let node = this.#top(task, record);
    while (node !== 0 && this.#coroutine[node] !== coroutine) {
      node = this.#below[node];
    }
    if (node !== 0) {
      this.#tops.push(task, record, this.#below[node]);
    }
  }

  /**
   * @param {number} task
   * @param {number} position
   */
  #top(task, position) {
    const changes = this.#tops.before(task, position);
    return changes === 0 ? 0 : this.#tops.at(task, changes - 1, 1);
  }

  /**
   * @param {number} task
   * @param {number} position
   * @returns {number[]} coroutines, outermost first. O(log changes + depth).
   */
  at(task, position) {
    const stack = [];
    for (let node = this.#top(task, position); node !== 0; node = this.#below[node]) {
      stack.push(this.#coroutine[node]);
    }
    return stack.reverse();
  }
}
