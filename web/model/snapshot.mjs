import { Role, happened } from './entities.mjs';
import { futureAt } from './future-at.mjs';
import { LoopSnapshot } from './loop-snapshot.mjs';
import { State, taskStates } from './states.mjs';
import { CANCELLING } from './task-codes.mjs';
import { coroutineAt, taskAt } from './task-at.mjs';
import { compositeOutcome, membersOf, textOf } from './views.mjs';

/**
 * @import { History } from './history.mjs'
 * @import * as Types from './types.js'
 */

const outcomes = /** @type {const} */ (['result', 'exception', 'cancelled']);

/** The codes of tasks that are being cancelled and do not run. */
const cancellingCodes = [State.CREATED, State.READY, State.WAITING].map((state) => state | CANCELLING);

/** Where `countsApart` counts a task, by code: a task that runs is running, whether or not it is being cancelled. */
const codesApart = /** @type {Record<Types.TaskState | 'cancelling', number[]>} */ ({
  ...Object.fromEntries(taskStates.map((name, state) => [name, [state]])),
  running: [State.RUNNING, State.RUNNING | CANCELLING],
  cancelling: cancellingCodes,
});

/**
 * The run at one position. Holds no state of its own: each question is answered by a search in the history, O(log
 * records) an entity.
 * @implements {Types.Snapshot}
 */
export class Snapshot {
  #history;

  /**
   * @param {History} history
   * @param {number} position
   */
  constructor(history, position) {
    this.#history = history;
    this.position = position;
    this.time = history.trace.time[Math.max(0, position - 1)] ?? 0;
    this.loop = new LoopSnapshot(history, position);
  }

  get taskCount() {
    const { entities } = this.#history;
    return entities.createdBefore(entities.tasks, this.position);
  }

  /**
   * @param {number} [from]
   * @param {number} [to]
   */
  tasks(from = 0, to = Infinity) {
    const { tasks } = this.#history.entities;
    const end = Math.min(to, this.taskCount);
    const list = [];
    for (let rank = from; rank < end; rank++) {
      list.push(taskAt(this.#history, tasks.data[rank], this.position));
    }
    return list;
  }

  /**
   * @param {readonly (Types.TaskState | 'cancelling')[]} states
   * @param {number} limit
   */
  tasksIn(states, limit) {
    const { entities, taskStates: all } = this.#history;
    const codes = states.flatMap((state) => codesApart[state]);
    return all
      .first(codes, this.position, limit)
      .map((rank) => taskAt(this.#history, entities.tasks.data[rank], this.position));
  }

  /** @param {number} id */
  task(id) {
    const entity = this.#find(id, Role.TASK);
    return entity < 0 ? undefined : taskAt(this.#history, entity, this.position);
  }

  counts() {
    const { still, cancelling } = this.#counted();
    const named = taskStates.map((name, index) => [name, still[index] + cancelling[index]]);
    return /** @type {Record<Types.TaskState | 'cancelling', number>} */ ({
      ...Object.fromEntries(named),
      cancelling: cancelling.reduce((sum, count) => sum + count, 0),
    });
  }

  countsApart() {
    const { still, cancelling } = this.#counted();
    const running = cancelling[State.RUNNING];
    const named = taskStates.map((name, index) => [name, still[index]]);
    return /** @type {Record<Types.TaskState | 'cancelling', number>} */ ({
      ...Object.fromEntries(named),
      running: still[State.RUNNING] + running,
      cancelling: cancelling.reduce((sum, count) => sum + count, 0) - running,
    });
  }

  /** How many tasks are in each state, those that are being cancelled apart. */
  #counted() {
    const counts = Array.from(this.#history.taskStates.countsAt(this.position));
    const half = counts.length / 2;
    return { still: counts.slice(0, half), cancelling: counts.slice(half) };
  }

  get futureCount() {
    const { entities } = this.#history;
    return entities.createdBefore(entities.futures, this.position);
  }

  /**
   * @param {number} [from]
   * @param {number} [to]
   */
  futures(from = 0, to = Infinity) {
    const { futures } = this.#history.entities;
    const end = Math.min(to, this.futureCount);
    const list = [];
    for (let index = from; index < end; index++) {
      list.push(futureAt(this.#history, futures.data[index], this.position));
    }
    return list;
  }

  futureCounts() {
    const { futureEnds } = this.#history;
    const [result, exception, cancelled] = futureEnds.map((ends) => ends.before(this.position));
    return { pending: this.futureCount - result - exception - cancelled, result, exception, cancelled };
  }

  /** @param {number} id */
  future(id) {
    const entity = this.#find(id, Role.FUTURE | Role.TASK);
    return entity < 0 ? undefined : futureAt(this.#history, entity, this.position);
  }

  /** @param {number} [limit] */
  pendingFutures(limit) {
    return this.#ids(this.#history.pendingFutures.at(this.position, limit));
  }

  /**
   * @param {'result' | 'exception' | 'cancelled'} state
   * @param {number} limit
   */
  lastFutures(state, limit) {
    const { entities, futureEnds, trace } = this.#history;
    const ends = futureEnds[outcomes.indexOf(state)];
    const count = ends.before(this.position);
    return Array.from(
      { length: Math.min(limit, count) },
      (_, i) => entities.id[entities.find(trace.subject[ends.data[count - 1 - i]])],
    );
  }

  /** @param {number} id */
  coroutine(id) {
    const entity = this.#find(id, Role.COROUTINE);
    return entity < 0 ? undefined : coroutineAt(this.#history, entity, this.position);
  }

  /**
   * @param {number} id
   * @returns {Types.CompositeAt | undefined}
   */
  composite(id) {
    const entity = this.#find(id, Role.COMPOSITE);
    if (entity < 0) {
      return undefined;
    }
    const { deadlines, entities, trace } = this.#history;
    const settled = happened(entities.settled[entity], this.position);
    const members = membersOf(this.#history, entity, this.position);
    const changes = deadlines.before(entity, this.position);
    const deadline = changes === 0 ? Infinity : trace.value[deadlines.at(entity, changes - 1)];
    return {
      id,
      what: trace.strings[entities.text[entity]] ?? '',
      open: !settled,
      deadline: settled || deadline === Infinity ? undefined : deadline,
      expired: happened(entities.expired[entity], this.position),
      members,
      done: this.#history.memberEnds.before(entity, this.position),
      outcome: settled ? compositeOutcome(this.#history, entity) : undefined,
    };
  }

  /** @param {number} [limit] */
  openComposites(limit) {
    return this.#ids(this.#history.openComposites.at(this.position, limit));
  }

  /** @param {number} id */
  primitive(id) {
    const entity = this.#find(id, Role.PRIMITIVE);
    return entity < 0 ? undefined : this.#history.primitiveStates.at(entity, this.position);
  }

  get lineCount() {
    return this.#history.prints.before(this.position);
  }

  /**
   * @param {number} [from]
   * @param {number} [to]
   */
  lines(from = 0, to = Infinity) {
    const { prints, trace } = this.#history;
    const end = Math.min(to, this.lineCount);
    /** @type {Types.Line[]} */
    const list = [];
    for (let index = from; index < end; index++) {
      const record = prints.data[index];
      list.push({
        record,
        time: trace.time[record],
        task: trace.object[record],
        text: textOf(this.#history, record),
      });
    }
    return list;
  }

  /**
   * @param {number} id
   * @param {number} roles
   * @returns {number} the entity where it exists by now, else -1.
   */
  #find(id, roles) {
    const { entities } = this.#history;
    const entity = entities.findAs(id, roles);
    return entity >= 0 && happened(entities.created[entity], this.position) ? entity : -1;
  }

  /** @param {number[]} entities */
  #ids(entities) {
    return entities.map((entity) => this.#history.entities.id[entity]);
  }
}
