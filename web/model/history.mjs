import { EntityLists, RecordList } from './columns.mjs';
import { Entities } from './entities.mjs';
import { compositeRecords } from './history/composites.mjs';
import { coroutineRecords } from './history/coroutines.mjs';
import { futureRecords } from './history/futures.mjs';
import { loopRecords } from './history/loop.mjs';
import { primitiveRecords } from './history/primitives.mjs';
import { programRecords } from './history/program.mjs';
import { taskRecords } from './history/tasks.mjs';
import { LiveSet } from './live-set.mjs';
import { PrimitiveStates } from './primitive-states.mjs';
import { Stacks } from './stacks.mjs';
import { TaskStates } from './task-states.mjs';

/**
 * @import { Trace } from '../../wasm/types.js'
 *
 * What to do with the records of a kind.
 * @typedef {(history: History, record: number, subject: number, object: number) => void} Take
 */

/** By kind. @type {(Take | undefined)[]} */
const takes = [];
for (const [kind, take] of [
  ...loopRecords,
  ...futureRecords,
  ...taskRecords,
  ...coroutineRecords,
  ...compositeRecords,
  ...primitiveRecords,
  ...programRecords,
]) {
  takes[kind] = take;
}

/**
 * All that happened, indexed: takes in the records of a trace one by one, each O(1) amortised, and keeps for every
 * question about a position a list to be searched. Never looks at a record twice.
 */
export class History {
  length = 0;
  entities = new Entities();
  taskStates = new TaskStates(this);
  stacks = new Stacks();

  /** By entity. Coroutine: records that tell its line. Future: callbacks added and removed. */
  lines = new EntityLists(1);
  callbacks = new EntityLists(1);
  /**
   * By entity. Task: cancel requests and uncancels; renamings; composites it called, and primitives it acquired, after
   * the record.
   */
  cancels = new EntityLists(1);
  renames = new EntityLists(1);
  calls = new EntityLists(2);
  acquired = new EntityLists(2);
  /** By entity. Composite: members; records by which a member was done; deadlines. */
  members = new EntityLists(1);
  memberEnds = new EntityLists(1);
  deadlines = new EntityLists(1);
  /** By entity: the composites of which it is a member, after the record. */
  memberships = new EntityLists(2);
  /** Members of which nothing had been told, by id: the records of their creation are lost. @type {Map<number, number[]>} */
  unknownMembers = new Map();
  /** By entity. Primitive: all that happened to it. */
  primitiveEvents = new EntityLists(1);
  primitiveStates = new PrimitiveStates(this);

  turns = new RecordList();
  handleRuns = new RecordList();
  steps = new RecordList();
  /** Records that ended futures, tasks not among them: with a result, with an exception, cancelled. */
  futureEnds = [new RecordList(), new RecordList(), new RecordList()];
  prints = new RecordList();
  diagnostics = new RecordList();

  readyHandles = new LiveSet();
  timers = new LiveSet();
  pendingFutures = new LiveSet();
  openComposites = new LiveSet();

  /** By entity of a task: the primitive on which it has to wait. @type {Map<number, number>} */
  blocking = new Map();
  /** Primitives by what they are (a string), how many. @type {Map<number, number>} */
  primitiveCounts = new Map();
  /** Primitive → its number among those that are the same, from 1 on. @type {Map<number, number>} */
  primitiveNumbers = new Map();

  /** @param {Trace} trace */
  constructor(trace) {
    this.trace = trace;
  }

  /** Takes in what was appended. @param {number} [end] no more than so many records in all */
  update(end = Infinity) {
    const { kind, object, subject } = this.trace;
    const length = Math.min(end, this.trace.length);
    for (let record = this.length; record < length; record++) {
      takes[kind[record]]?.(this, record, subject[record], object[record]);
    }
    this.length = length;
  }
}
