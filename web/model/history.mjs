import { Kind } from '../../wasm/trace/kinds.mjs';
import { EntityLists, RecordList } from './columns.mjs';
import { Entities, Role, happened } from './entities.mjs';
import { LiveSet } from './live-set.mjs';
import { Stacks } from './stacks.mjs';
import { State } from './states.mjs';
import { TaskStates } from './task-states.mjs';

/** @import { Trace } from '../../wasm/types.js' */

/** How a task ends, by the kind of record that ends it. @type {Map<number, number>} */
const ENDS = new Map([
  [Kind.FUTURE_RESULT, State.FINISHED],
  [Kind.FUTURE_EXCEPTION, State.FAILED],
  [Kind.FUTURE_CANCELLED, State.CANCELLED],
]);

/**
 * All that happened, indexed: takes in the records of a trace one by one, each O(1) amortised, and keeps for every question
 * about a position a list to be searched. Never looks at a record twice.
 */
export class History {
  length = 0;
  entities = new Entities();
  taskStates = new TaskStates();
  stacks = new Stacks();

  /** By entity. Coroutine: records that tell its line. Future: callbacks added and removed. */
  lines = new EntityLists(1);
  callbacks = new EntityLists(1);
  /** By entity. Task: cancel requests and uncancels; renamings. */
  cancels = new EntityLists(1);
  renames = new EntityLists(1);
  /** By entity. Composite: members; deadlines. Primitive: all that happened to it. */
  members = new EntityLists(1);
  deadlines = new EntityLists(1);
  primitiveEvents = new EntityLists(1);

  turns = new RecordList();
  handleRuns = new RecordList();
  steps = new RecordList();
  /** Records that ended futures, tasks not among them: with a result, with an exception, cancelled. */
  futureEnds = [new RecordList(), new RecordList(), new RecordList()];
  prints = new RecordList();
  diagnostics = new RecordList();

  readyHandles;
  timers;
  pendingFutures;
  openComposites;

  /** By entity: the latest composite that a task made, and the primitive on which it has to wait. @type {Map<number, number>} */
  #latestComposite = new Map();
  /** @type {Map<number, number>} */
  #blocking = new Map();

  /** @param {Trace} trace */
  constructor(trace) {
    this.trace = trace;
    const { entities } = this;
    this.readyHandles = new LiveSet(
      (handle, position) =>
        !happened(entities.ended[handle], position) && !happened(entities.cancelled[handle], position),
    );
    this.timers = new LiveSet(
      (handle, position) =>
        !happened(entities.begun[handle], position) && !happened(entities.cancelled[handle], position),
    );
    this.pendingFutures = new LiveSet((future, position) => !happened(entities.ended[future], position));
    this.openComposites = new LiveSet(
      (composite, position) => !happened(entities.settled[composite], position),
    );
  }

  /** Takes in what was appended. */
  update() {
    const { length } = this.trace;
    for (let record = this.length; record < length; record++) {
      this.#take(record);
    }
    this.length = length;
  }

  /** @param {number} record */
  #take(record) {
    const { trace, entities } = this;
    const subject = trace.subject[record];
    const object = trace.object[record];
    switch (trace.kind[record]) {
      case Kind.TURN_BEGIN:
      case Kind.TURN_END:
        this.turns.push(record);
        break;
      case Kind.HANDLE_SCHEDULED:
        this.#scheduled(subject, object, record);
        break;
      case Kind.HANDLE_RUN:
        entities.ended[entities.of(subject, Role.HANDLE, record)] = record + 1;
        this.handleRuns.push(record);
        break;
      case Kind.HANDLE_CANCELLED:
      case Kind.TIMER_CANCELLED:
        entities.cancelled[entities.of(subject, Role.HANDLE, record)] = record + 1;
        break;
      case Kind.TIMER_SET:
        this.#timerSet(subject, object, record);
        break;
      case Kind.TIMER_FIRED: {
        const handle = entities.of(subject, Role.HANDLE, record);
        entities.begun[handle] = record + 1;
        this.readyHandles.add(handle, record);
        break;
      }
      case Kind.FUTURE_CREATED:
        this.#futureCreated(subject, object, record);
        break;
      case Kind.FUTURE_RESULT:
      case Kind.FUTURE_EXCEPTION:
      case Kind.FUTURE_CANCELLED:
        this.#futureDone(subject, record);
        break;
      case Kind.CALLBACK_ADDED:
      case Kind.CALLBACK_REMOVED:
        this.callbacks.push(entities.of(subject, Role.FUTURE, record), record);
        break;
      case Kind.PRINT:
        this.prints.push(record);
        break;
      case Kind.SLOW_CALLBACK:
      case Kind.NEVER_RETRIEVED:
      case Kind.NEVER_AWAITED:
      case Kind.PENDING_DESTROYED:
      case Kind.DEADLOCK:
      case Kind.DEADLOCK_WAITER:
        this.diagnostics.push(record);
        break;
      default:
        this.#takeOfTask(record, subject, object);
    }
  }

  /**
   * @param {number} record
   * @param {number} subject
   * @param {number} object
   */
  #takeOfTask(record, subject, object) {
    const { trace, entities, taskStates } = this;
    switch (trace.kind[record]) {
      case Kind.TASK_CREATED: {
        const task = this.#task(subject, record);
        const parent = entities.findAs(object, Role.TASK);
        entities.by[task] = object;
        entities.text[task] = trace.value[record];
        entities.depth[task] = parent < 0 ? 0 : entities.depth[parent] + 1;
        break;
      }
      case Kind.TASK_COROUTINE:
        entities.link[this.#task(subject, record)] = object;
        break;
      case Kind.TASK_STEP_BEGIN: {
        const task = this.#task(subject, record);
        entities.begun[task] ||= record + 1;
        taskStates.stepBegins(entities.rank[task], record);
        this.steps.push(record);
        break;
      }
      case Kind.TASK_STEP_END:
        taskStates.stepEnds(entities.rank[this.#task(subject, record)], record);
        this.steps.push(record);
        break;
      case Kind.TASK_AWAITS:
        this.#awaits(this.#task(subject, record), object);
        break;
      case Kind.TASK_WOKEN:
        taskStates.woken(entities.rank[this.#task(subject, record)], record);
        break;
      case Kind.TASK_CANCEL_REQUESTED:
      case Kind.TASK_UNCANCEL: {
        const task = this.#task(subject, record);
        this.cancels.push(task, record);
        taskStates.cancelCounted(entities.rank[task], record, trace.value[record]);
        break;
      }
      case Kind.TASK_RENAMED:
        this.renames.push(this.#task(subject, record), record);
        break;
      default:
        this.#takeOfCoroutine(record, subject, object);
    }
  }

  /**
   * @param {number} record
   * @param {number} subject
   * @param {number} object
   */
  #takeOfCoroutine(record, subject, object) {
    const { trace, entities } = this;
    switch (trace.kind[record]) {
      case Kind.COROUTINE_CREATED: {
        const coroutine = entities.of(subject, Role.COROUTINE, record);
        entities.by[coroutine] = object;
        entities.text[coroutine] = trace.value[record];
        break;
      }
      case Kind.COROUTINE_ENTERED: {
        const coroutine = entities.of(subject, Role.COROUTINE, record);
        entities.begun[coroutine] ||= record + 1;
        entities.link[coroutine] = object;
        this.stacks.enter(this.#task(object, record), coroutine, record);
        break;
      }
      case Kind.COROUTINE_LEFT: {
        const coroutine = entities.of(subject, Role.COROUTINE, record);
        entities.ended[coroutine] = record + 1;
        this.stacks.leave(this.#task(object, record), coroutine, record);
        break;
      }
      case Kind.COROUTINE_AWAITS:
      case Kind.COROUTINE_LINE:
        this.lines.push(entities.of(subject, Role.COROUTINE, record), record);
        break;
      default:
        this.#takeOfOthers(record, subject, object);
    }
  }

  /**
   * @param {number} record
   * @param {number} subject
   * @param {number} object
   */
  #takeOfOthers(record, subject, object) {
    const { trace, entities } = this;
    switch (trace.kind[record]) {
      case Kind.COMPOSITE_CREATED:
        this.#compositeCreated(subject, object, record);
        break;
      case Kind.COMPOSITE_MEMBER:
        this.members.push(entities.of(subject, Role.COMPOSITE, record), record);
        break;
      case Kind.COMPOSITE_DEADLINE:
      case Kind.COMPOSITE_RESCHEDULED:
        this.deadlines.push(entities.of(subject, Role.COMPOSITE, record), record);
        break;
      case Kind.COMPOSITE_EXPIRED:
        entities.expired[entities.of(subject, Role.COMPOSITE, record)] ||= record + 1;
        break;
      case Kind.COMPOSITE_SETTLED:
        entities.settled[entities.of(subject, Role.COMPOSITE, record)] ||= record + 1;
        break;
      case Kind.PRIMITIVE_CREATED:
        this.#primitiveEvent(subject, record);
        entities.by[entities.find(subject)] = object;
        entities.text[entities.find(subject)] = trace.value[record];
        break;
      case Kind.PRIMITIVE_WAITS:
        this.#primitiveEvent(subject, record);
        this.#blocking.set(this.#task(object, record), subject);
        break;
      case Kind.PRIMITIVE_ACQUIRED:
      case Kind.PRIMITIVE_RELEASED:
      case Kind.PRIMITIVE_SET:
      case Kind.PRIMITIVE_CLEARED:
      case Kind.PRIMITIVE_PUT:
      case Kind.PRIMITIVE_GOT:
      case Kind.PRIMITIVE_SIZE:
        this.#primitiveEvent(subject, record);
        break;
      case Kind.OPERATION_STARTED: {
        const operation = entities.of(subject, Role.OPERATION, record);
        entities.by[operation] = object;
        entities.text[operation] = trace.value[record];
        break;
      }
      case Kind.OPERATION_COMPLETED:
      case Kind.OPERATION_CANCELLED:
        entities.ended[entities.of(subject, Role.OPERATION, record)] ||= record + 1;
        break;
    }
  }

  /**
   * @param {number} id
   * @param {number} record
   * @returns {number} the task's entity.
   */
  #task(id, record) {
    const known = this.entities.findAs(id, Role.TASK);
    if (known >= 0) {
      return known;
    }
    const task = this.entities.of(id, Role.TASK, record);
    this.taskStates.create(this.entities.rank[task], record);
    return task;
  }

  /**
   * @param {number} subject
   * @param {number} object
   * @param {number} record
   */
  #scheduled(subject, object, record) {
    const { entities } = this;
    const handle = entities.of(subject, Role.HANDLE, record);
    entities.begun[handle] = record + 1;
    entities.link[handle] = object;
    entities.text[handle] = this.trace.value[record];
    this.readyHandles.add(handle, record);
    const task = entities.findAs(object, Role.TASK);
    if (task >= 0) {
      this.taskStates.scheduled(entities.rank[task], record);
    }
  }

  /**
   * @param {number} subject
   * @param {number} object
   * @param {number} record
   */
  #timerSet(subject, object, record) {
    const { entities } = this;
    const handle = entities.of(subject, Role.HANDLE, record);
    entities.set[handle] = record + 1;
    entities.link[handle] = object === 0 ? this.#expiring(record) : object;
    this.timers.add(handle, record);
    const future = entities.findAs(object, Role.FUTURE);
    if (future >= 0) {
      entities.set[future] = record + 1;
    }
  }

  /**
   * A timer of nobody that is set right after a composite's deadline, for the same time, is the composite's.
   * @param {number} record
   * @returns {number} the composite's id, or 0.
   */
  #expiring(record) {
    const { kind, subject, value } = this.trace;
    const before = record - 1;
    const isDeadline =
      kind[before] === Kind.COMPOSITE_DEADLINE || kind[before] === Kind.COMPOSITE_RESCHEDULED;
    return isDeadline && value[before] === value[record] ? subject[before] : 0;
  }

  /**
   * @param {number} subject
   * @param {number} object
   * @param {number} record
   */
  #futureCreated(subject, object, record) {
    const { entities, trace } = this;
    const future = entities.of(subject, Role.FUTURE, record);
    entities.by[future] = object;
    entities.text[future] = trace.value[record];
    this.pendingFutures.add(future, record);
    // wait() makes a composite, then a future of the same name to wait on: it stands for the composite.
    const composite = this.#latestComposite.get(object);
    if (
      composite !== undefined &&
      entities.link[composite] === 0 &&
      trace.strings[entities.text[composite]] === trace.strings[trace.value[record]]
    ) {
      entities.link[composite] = subject;
      entities.link[future] = entities.id[composite];
    }
  }

  /**
   * @param {number} subject
   * @param {number} record
   */
  #futureDone(subject, record) {
    const { entities, trace } = this;
    const task = entities.findAs(subject, Role.TASK);
    const future = task >= 0 ? task : entities.of(subject, Role.FUTURE, record);
    if (entities.ended[future] !== 0) {
      return;
    }
    entities.ended[future] = record + 1;
    if (task >= 0) {
      this.taskStates.ends(entities.rank[task], record, Number(ENDS.get(trace.kind[record])));
    } else {
      this.futureEnds[trace.kind[record] - Kind.FUTURE_RESULT].push(record);
    }
  }

  /**
   * @param {number} task
   * @param {number} object
   */
  #awaits(task, object) {
    const { entities } = this;
    this.taskStates.awaits(entities.rank[task], object);
    const primitive = this.#blocking.get(task);
    if (primitive !== undefined) {
      this.#blocking.delete(task);
      const future = entities.findAs(object, Role.FUTURE);
      if (future >= 0 && entities.link[future] === 0) {
        entities.link[future] = primitive;
      }
    }
  }

  /**
   * @param {number} subject
   * @param {number} object
   * @param {number} record
   */
  #compositeCreated(subject, object, record) {
    const { entities, trace } = this;
    const composite = entities.of(subject, Role.COMPOSITE, record);
    entities.by[composite] = object;
    entities.text[composite] = trace.value[record];
    if ((entities.roles[composite] & Role.FUTURE) !== 0) {
      entities.link[composite] = subject;
    }
    this.#latestComposite.set(object, composite);
    this.openComposites.add(composite, record);
  }

  /**
   * @param {number} id
   * @param {number} record
   */
  #primitiveEvent(id, record) {
    this.primitiveEvents.push(this.entities.of(id, Role.PRIMITIVE, record), record);
  }
}
