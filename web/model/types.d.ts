/**
 * The interface of `web/model`, the module `awaitscope/model`: a trace as data. Pure, no DOM, the same in Node and in
 * the page.
 *
 * Where a run stands is a **position** p: records 0 … p-1 have happened, from 0 to model.length. It is not a time,
 * because on a virtual clock many events share one. A **record** is the index of one event; the event that led to
 * position p is record p-1, and -1 stands for "did not happen". Times are seconds on the loop's clock. An **id** is an
 * entity's number in the trace; 0 is nobody: the loop, or a callback outside every task.
 *
 * Nothing here is built before it is asked for: a snapshot costs O(1), what one reads of it O(log records) an entity.
 */

import type { Trace } from '../../wasm/types.js';

/** `created` until the loop knows of it, `ready` while its handle waits in the ready queue. The last three are ends. */
export type TaskState = 'created' | 'ready' | 'running' | 'waiting' | 'finished' | 'failed' | 'cancelled';
export type FutureState = 'pending' | 'result' | 'exception' | 'cancelled';
export type CoroutineState = 'created' | 'running' | 'suspended' | 'returned' | 'raised';
export type CompositeOutcome = 'result' | 'exception' | 'cancelled' | 'timed out';
export type EntityType = 'task' | 'future' | 'coroutine' | 'handle' | 'composite' | 'primitive' | 'operation';

/* --- Entities: what is known of each over the whole trace ------------------------------------------------------------ */

export interface Task {
  type: 'task';
  id: number;
  /** Its last name. Snapshots tell the name of their time. */
  name: string;
  /** The coroutine it runs (id), and its function's name; 0 and '' where unknown. */
  coroutine: number;
  coroutineName: string;
  /** The task that created it, 0 for none; how many ancestors it has; its place in model.rows(). */
  parent: number;
  depth: number;
  row: number;
  /** Records: created, first step, end. */
  created: number;
  started: number;
  ended: number;
  /** How it ended; undefined while it has not. */
  outcome: 'finished' | 'failed' | 'cancelled' | undefined;
  /** The result's repr, "Type: message", or the cancel's message; '' until it has ended. */
  text: string;
}

export interface Future {
  type: 'future';
  id: number;
  /** What it is for: "future", "sleep", "gather", "wait", …; "task" where it is a task. */
  what: string;
  by: number;
  created: number;
  ended: number;
  outcome: 'result' | 'exception' | 'cancelled' | undefined;
  text: string;
  /** The composite whose outcome it carries; 0 for none. May be its own id. */
  composite: number;
  /** When the timer set for it fires: until when a sleep sleeps. undefined where there is none. */
  deadline: number | undefined;
}

export interface Coroutine {
  type: 'coroutine';
  id: number;
  /** Its function's name, and the line of the definition (0: none). */
  name: string;
  line: number;
  by: number;
  created: number;
  entered: number;
  left: number;
  /** Whose stack it is or was on; 0 where never entered. */
  task: number;
  outcome: 'returned' | 'raised' | undefined;
}

export interface Handle {
  type: 'handle';
  id: number;
  /** What it calls ("Task.__wakeup"), and for which task, future or composite. */
  calls: string;
  target: number;
  /** Records: put into the ready queue (by a call or by its timer), run, cancelled. */
  scheduled: number;
  ran: number;
  cancelled: number;
  /** Timers only: record that set it, and when it fires. */
  set: number;
  deadline: number | undefined;
}

export interface Composite {
  type: 'composite';
  id: number;
  /** "gather", "wait", "wait_for", "timeout", "TaskGroup", … */
  what: string;
  /** The task that called it. */
  by: number;
  created: number;
  /** Futures, tasks, coroutines, in order. */
  members: number[];
  /** Each deadline it had: set at `record`, in force until the next or until it settled. Infinity: none. */
  deadlines: { record: number; deadline: number }[];
  expired: number;
  settled: number;
  outcome: CompositeOutcome | undefined;
  /** The future that stands for it; 0 for none. May be its own id. */
  future: number;
}

export interface Primitive {
  type: 'primitive';
  id: number;
  /** "Lock", "Queue", … */
  what: string;
  by: number;
  created: number;
}

export interface Operation {
  type: 'operation';
  id: number;
  what: string;
  by: number;
  created: number;
  ended: number;
  outcome: 'completed' | 'failed' | 'cancelled' | undefined;
  status: number;
}

export type Entity = Task | Future | Coroutine | Handle | Composite | Primitive | Operation;

/* --- Snapshots: the run at one position ------------------------------------------------------------------------------ */

export interface Frame {
  /** Coroutine's id and its function's name. */
  coroutine: number;
  name: string;
  /** Source line it stands at; 0 where it has none (asyncio's own coroutines). */
  line: number;
}

export interface TaskAt {
  id: number;
  name: string;
  state: TaskState;
  /** Cancels asked for and not taken back; above 0 and not ended: the task is being cancelled. */
  cancelling: number;
  /** Future or task it waits on; 0 for none. */
  waitingOn: number;
  /** Record that brought it into this state. */
  since: number;
  /** Outermost first; empty before its first step and after its end. */
  stack: Frame[];
  /** After the end: the result's repr, "Type: message", or the cancel's message; else ''. */
  text: string;
}

export interface FutureAt {
  id: number;
  what: string;
  state: FutureState;
  text: string;
  /** Not called yet, in order: whom (a task or composite; 0 for others) and what is called. */
  callbacks: { target: number; calls: string }[];
  deadline: number | undefined;
}

export interface CoroutineAt {
  id: number;
  name: string;
  state: CoroutineState;
  task: number;
  line: number;
}

export interface CompositeAt {
  id: number;
  what: string;
  /** False once settled. */
  open: boolean;
  /** In force now; undefined for none, or where it never expires. */
  deadline: number | undefined;
  expired: boolean;
  members: number[];
  /** How many members are done. */
  done: number;
  outcome: CompositeOutcome | undefined;
}

export interface PrimitiveAt {
  id: number;
  what: string;
  /** Items, permits or parties; undefined where it never told. */
  size: number | undefined;
  /** How many of them it has room for; undefined: any number, or it was not told. */
  limit: number | undefined;
  /** Tasks that hold it, tasks that wait for it, in order. */
  holders: number[];
  waiters: number[];
  /** What each of those who wait has called: "get", "put", "join", "acquire", "wait". */
  calls: string[];
  /** Events: whether it is set. */
  set: boolean;
}

export interface HandleAt {
  id: number;
  calls: string;
  target: number;
  /** Timers only. */
  deadline: number | undefined;
}

export interface LoopAt {
  turn: number;
  /** Inside a turn (between its begin and end). */
  inTurn: boolean;
  /** What runs now; undefined and 0 for nothing. */
  handle: HandleAt | undefined;
  task: number;
  /** Handles ready, in the order in which they will run. */
  readyCount: number;
  ready(limit?: number): HandleAt[];
  /** Timers that are set, by deadline, first set first among equals. */
  timerCount: number;
  timers(limit?: number): HandleAt[];
  /** The loop sleeps until then (Infinity: until the outside wakes it); undefined where it does not. */
  idleUntil: number | undefined;
}

export interface Line {
  record: number;
  time: number;
  /** Task that printed it, 0 for none. */
  task: number;
  text: string;
}

export interface Snapshot {
  position: number;
  /** Of the last event that happened. */
  time: number;
  /** Tasks in order of creation: those that exist now are the first `taskCount` of model.tasks. */
  taskCount: number;
  tasks(from?: number, to?: number): TaskAt[];
  /**
   * The first `limit` tasks, in order of creation, that are in one of these states, as countsApart counts them.
   * O(limit) amortised.
   */
  tasksIn(states: readonly (TaskState | 'cancelling')[], limit: number): TaskAt[];
  task(id: number): TaskAt | undefined;
  /** How many tasks are in each state, and how many of them are being cancelled. O(1) amortised. */
  counts(): Record<TaskState | 'cancelling', number>;
  /** The same, each task counted once: those that are being cancelled and do not run only as `cancelling`. */
  countsApart(): Record<TaskState | 'cancelling', number>;
  /** Futures (tasks not among them) in order of creation: the first `futureCount` of model.futures. */
  futureCount: number;
  futures(from?: number, to?: number): FutureAt[];
  /** How many futures are in each state, tasks not among them. O(log records). */
  futureCounts(): Record<FutureState, number>;
  /** Also of a task or a composite's future. undefined where it does not exist yet. */
  future(id: number): FutureAt | undefined;
  /** Ids of the futures that are pending now, tasks not among them, in order of creation; of so many at most. */
  pendingFutures(limit?: number): number[];
  /** Ids of the futures that were done last in this way, tasks not among them; the last one first. */
  lastFutures(state: 'result' | 'exception' | 'cancelled', limit: number): number[];
  coroutine(id: number): CoroutineAt | undefined;
  composite(id: number): CompositeAt | undefined;
  /** Ids of the composites that are open now, in order of creation; of so many at most. */
  openComposites(limit?: number): number[];
  primitive(id: number): PrimitiveAt | undefined;
  loop: LoopAt;
  /** Printed so far. */
  lineCount: number;
  lines(from?: number, to?: number): Line[];
}

/* --- The timeline ---------------------------------------------------------------------------------------------------- */

/** A stretch of a task's life in one state. On a virtual clock many have no length: start equals end. */
export interface Segment {
  start: number;
  end: number;
  state: TaskState;
  cancelling: boolean;
  waitingOn: number;
  /** The record that began it, and the one that ended it: model.length where it lasts. */
  from: number;
  to: number;
}

/**
 * Bars of many rows as columns, ready to draw: by row, then by time. What is shorter than a pixel is merged: at most
 * one bar, which has the state that lasted longest, and one instant, a column; neighbours alike become one bar. Ends
 * are left out: they are Task.ended. Each array has `length` entries.
 */
export interface Bars {
  length: number;
  /** Index into model.rows(). */
  row: Uint32Array;
  start: Float64Array;
  /** Equal to start for an instant: the task ran there, for no time. */
  end: Float64Array;
  /** Index into `taskStates`. */
  state: Uint8Array;
  /** 1 where the task was being cancelled. */
  cancelling: Uint8Array;
  /** What it waited on, 0 for none or for a merged bar. */
  waitingOn: Uint32Array;
  /** Record that began it (the first, where merged); how many segments are in it. */
  from: Uint32Array;
  count: Uint32Array;
}

export interface Row {
  task: number;
  depth: number;
}

/** Why a task ran on: result → wake → run. */
export interface Wake {
  task: number;
  /** What it had waited on. */
  future: number;
  /** Records: the future was done, the task became ready, the task ran (-1: not yet). */
  resolved: number;
  woken: number;
  ran: number;
  /**
   * What brought it about: a task's step, a timer, or the outside; `record` is where it did, `task` who (0 for a
   * timer).
   */
  cause: { by: 'task' | 'timer' | 'outside'; task: number; record: number };
}

/** A stretch of the chain that made the whole take as long as it did. */
export interface CriticalStep {
  /** Who ran, or whose wait it was; 0 for the loop. */
  task: number;
  start: number;
  end: number;
  from: number;
  to: number;
  why: 'runs' | 'ready' | 'waits';
  /** What was waited on (a sleep's future, an operation, the timeout that expired); 0 unless `waits`. */
  waitingOn: number;
}

/** Something that waits, or that is waited for. */
export interface WaitNode {
  id: number;
  type: 'task' | 'future' | 'composite' | 'primitive';
  /** Its short name then, and how it stands: "waiting", "1 of 3 done", "held, 2 waiters". */
  label: string;
  detail: string;
  /** Whether it is in the chain that makes the whole take as long as it does. */
  critical: boolean;
}

/** `held by`: a primitive waits for the task that has it. `cancels`: a timeout, when its deadline comes. */
export interface WaitEdge {
  from: number;
  to: number;
  why: 'waits on' | 'held by' | 'cancels';
  /**
   * Of who waits for a queue what it wants, "gets"; where it stands in a line of several, "2nd"; how long a critical
   * wait lasts, "1.4 s".
   */
  note: string;
  critical: boolean;
}

/** A future that stands for a composite or a primitive is shown as that. Without what is over. */
export interface WaitGraph {
  nodes: WaitNode[];
  edges: WaitEdge[];
  /** Tasks for which there was no room; where there are some, the task whose neighbours have room, else 0. */
  hidden: number;
  around: number;
}

/* --- Events ---------------------------------------------------------------------------------------------------------- */

export interface Event {
  record: number;
  time: number;
  turn: number;
  /** A number of wasm/trace/kinds.mjs, and its name, as `TASK_CREATED`. */
  kind: number;
  name: string;
  line: number;
  subject: number;
  object: number;
  value: number;
  /** The string that `value` names; '' for kinds whose value is a number. */
  text: string;
}

/**
 * `event`: what a learner wants to see, the loop's bookkeeping left out; `turn`: ends of turns; `record`: each record.
 */
export type StepBy = 'event' | 'turn' | 'record';

/* --- The model ------------------------------------------------------------------------------------------------------- */

export interface Model {
  readonly trace: Trace;
  /** Records taken in so far: the last position. */
  readonly length: number;
  /** Times of the first and last record; 0 for an empty trace. */
  readonly start: number;
  readonly end: number;
  /** Ids in order of creation. They grow at their end. Futures are without tasks. */
  readonly tasks: readonly number[];
  readonly futures: readonly number[];
  readonly composites: readonly number[];
  readonly primitives: readonly number[];
  readonly operations: readonly number[];
  /** Records of everything printed, and of the diagnostics (slow callback, never awaited, deadlock …). */
  readonly prints: readonly number[];
  readonly diagnostics: readonly number[];

  /** Takes in what was appended to the trace; amortised O(1) a record. True where there was something. */
  update(): boolean;

  /** The most telling of what has this number: a task, then a composite, then a future. undefined for 0 or none. */
  entity(id: number): Entity | undefined;
  task(id: number): Task | undefined;
  /** Index into rows(); -1 where it is no task. */
  rowOf(id: number): number;
  /** Also of a task. */
  future(id: number): Future | undefined;
  coroutine(id: number): Coroutine | undefined;
  handle(id: number): Handle | undefined;
  composite(id: number): Composite | undefined;
  primitive(id: number): Primitive | undefined;
  operation(id: number): Operation | undefined;
  /**
   * Its short name at a position, for people: "fetch-2", "sleep until 2 s", "gather of 3", "Lock", "Lock 2". '' for 0.
   */
  label(id: number, position?: number): string;

  /** After all events up to and at `time`. */
  positionAt(time: number): number;
  /** Of the last event before `position`. */
  timeAt(position: number): number;
  /** The position after the next event, the position before the last one; where there is none, the end or 0. */
  nextPosition(position: number, by?: StepBy): number;
  previousPosition(position: number, by?: StepBy): number;

  /** `position` is clamped to 0 … length; model.length is the newest state. */
  stateAt(position: number): Snapshot;

  /** Tasks in the order of rows: nested under their parent, depth first, in order of creation. */
  rows(): readonly Row[];
  /** The task's segments that touch from … to, in order, those without length too. Without times: all. */
  segments(task: number, from?: number, to?: number): Segment[];
  /**
   * Bars of the rows `firstRow` … `endRow`-1 (all, without them) in the window, for `pixels` columns. At most 4 a row
   * and column. The arrays are the caller's. `by`: what from, to and the bars' start and end are, times or records;
   * time without it.
   */
  segmentsForWindow(
    from: number,
    to: number,
    pixels: number,
    rows?: { firstRow?: number; endRow?: number; by?: 'time' | 'record' },
  ): Bars;

  /** Why the task ran, each time; of all tasks, those that ran in a window of time, at most `limit`. */
  wakesOf(task: number): Wake[];
  wakesBetween(from: number, to: number, limit?: number): Wake[];
  /** The chain of runs and waits from the start to the end of `task` (the main task, without it), in order of time. */
  criticalPath(task?: number): readonly CriticalStep[];

  event(record: number): Event;
  /** Records at this time: `from` up to but without `to`. */
  eventsAt(time: number): { from: number; to: number };
  /** Records in which the entity takes part, in order. O(records). */
  recordsOf(id: number): number[];
}

/** Index into it: Bars.state. */
export const taskStates: readonly TaskState[];

export function createModel(trace: Trace): Model;

/** "2 s", "350 ms", "1.25 s", "0 s": as short as it can be said. */
export function formatSeconds(seconds: number): string;

/** What a record tells, in one sentence. */
export function describe(model: Model, record: number): string;

/**
 * What a task does at a position and on what it waits, down to the last link: "main waits on gather of 2, which waits
 * on a and b". '' where there is no such task yet.
 */
export function describeState(model: Model, task: number, position: number): string;

/**
 * How a lock, queue, semaphore … (or a future that stands for it) stands, who has it and who waits for it; '' for
 * anything else.
 */
export function describePrimitive(model: Model, id: number, position: number): string;

/**
 * Who waits for whom at a position: all that is not over; where that is more than about `limit` nodes (60), what is
 * nearest to the task `focus`, or, without it, to the one that holds everything up.
 */
export function waitGraph(model: Model, position: number, limit?: number, focus?: number): WaitGraph;
