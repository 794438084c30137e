import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createModel, describePrimitive } from '../../web/model/index.mjs';
import { waitGraph } from '../../web/model/wait-graph.mjs';
import { traceOf } from './trace-of.mjs';

test("a future's callbacks are those added and not removed, until it is done", () => {
  const model = createModel(
    traceOf(
      [0, 'FUTURE_CREATED', 1, 0, 'future'],
      [0, 'CALLBACK_ADDED', 1, 5, 'wakeup'],
      [0, 'CALLBACK_ADDED', 1, 6, 'gather'],
      [0, 'CALLBACK_ADDED', 1, 5, 'wakeup'],
      [0, 'CALLBACK_REMOVED', 1, 5],
      [1, 'FUTURE_EXCEPTION', 1, 0, 'ValueError: no'],
    ),
  );
  assert.deepEqual(model.stateAt(5).future(1)?.callbacks, [
    { target: 6, calls: 'gather' },
    { target: 5, calls: 'wakeup' },
  ]);
  const done = model.stateAt(6).future(1);
  assert.deepEqual([done?.state, done?.text, done?.callbacks], ['exception', 'ValueError: no', []]);
});

test('the first end of a future counts', () => {
  const model = createModel(
    traceOf(
      [0, 'FUTURE_CREATED', 1, 0, 'future'],
      [1, 'FUTURE_RESULT', 1, 0, '1'],
      [2, 'FUTURE_CANCELLED', 1],
    ),
  );
  assert.deepEqual([model.future(1)?.outcome, model.future(1)?.ended], ['result', 1]);
});

test("an operation's future ends as it does, though the operation is over before", () => {
  const model = createModel(
    traceOf(
      [0, 'FUTURE_CREATED', 1, 0, 'call'],
      [0, 'OPERATION_STARTED', 1, 0, 'call'],
      [2, 'OPERATION_COMPLETED', 1, 0, 1],
      [2, 'FUTURE_EXCEPTION', 1, 0, 'OSError: no'],
    ),
  );
  assert.equal(model.stateAt(3).future(1)?.state, 'pending');
  assert.deepEqual([model.future(1)?.outcome, model.future(1)?.ended], ['exception', 3]);
  assert.deepEqual([model.operation(1)?.outcome, model.operation(1)?.ended], ['failed', 2]);
});

test("a sleep's future has its timer's deadline", () => {
  const model = createModel(traceOf([0, 'FUTURE_CREATED', 1, 0, 'sleep'], [0, 'TIMER_SET', 2, 1, 2.5]));
  assert.equal(model.stateAt(1).future(1)?.deadline, undefined);
  assert.equal(model.stateAt(2).future(1)?.deadline, 2.5);
  assert.equal(model.label(1), 'sleep until 2.5 s');
});

test('a gather is a composite and a future with one number', () => {
  const model = createModel(
    traceOf(
      [0, 'FUTURE_CREATED', 1, 0, 'gather'],
      [0, 'COMPOSITE_CREATED', 1, 0, 'gather'],
      [0, 'COMPOSITE_MEMBER', 1, 7],
      [0, 'COMPOSITE_MEMBER', 1, 8],
      [1, 'FUTURE_RESULT', 7],
      [2, 'COMPOSITE_SETTLED', 1, 0, 1],
      [2, 'FUTURE_EXCEPTION', 1, 0, 'ValueError: no'],
    ),
  );
  const gather = model.composite(1);
  assert.deepEqual([gather?.members, gather?.future, gather?.outcome], [[7, 8], 1, 'exception']);
  assert.equal(model.entity(1)?.type, 'composite');
  assert.equal(model.future(1)?.composite, 1);
  assert.equal(model.label(1), 'gather of 2');
  assert.equal(model.stateAt(5).composite(1)?.done, 1);
  assert.deepEqual(model.stateAt(5).openComposites(), [1]);
  assert.deepEqual(model.stateAt(6).openComposites(), []);
});

test('the future that wait makes stands for its composite', () => {
  const model = createModel(
    traceOf(
      [0, 'TASK_CREATED', 9, 0, 'main'],
      [0, 'COMPOSITE_CREATED', 1, 9, 'wait'],
      [0, 'FUTURE_CREATED', 2, 9, 'wait'],
      [0, 'COMPOSITE_MEMBER', 1, 7],
      [0, 'FUTURE_CREATED', 3, 9, 'wait'],
    ),
  );
  assert.equal(model.future(2)?.composite, 1);
  assert.equal(model.composite(1)?.future, 2);
  assert.equal(model.future(3)?.composite, 0);
  assert.equal(model.label(2), 'wait of 1');
});

test('each future that a TaskGroup makes stands for it, whatever its task calls in between', () => {
  const model = createModel(
    traceOf(
      [0, 'TASK_CREATED', 9, 0, 'main'],
      [0, 'COMPOSITE_CREATED', 1, 9, 'TaskGroup'],
      [0, 'COMPOSITE_MEMBER', 1, 7],
      [0, 'COMPOSITE_CREATED', 2, 9, 'gather'],
      [0, 'FUTURE_CREATED', 2, 9, 'gather'],
      [0, 'FUTURE_CREATED', 3, 9, 'TaskGroup'],
      [1, 'FUTURE_CANCELLED', 3],
      [1, 'FUTURE_CREATED', 4, 9, 'TaskGroup'],
      [1, 'COMPOSITE_SETTLED', 1, 0, 0],
      [1, 'FUTURE_CREATED', 5, 9, 'TaskGroup'],
    ),
  );
  assert.deepEqual(
    [3, 4, 5].map((future) => model.future(future)?.composite),
    [1, 1, 0],
  );
  assert.equal(model.label(4), 'TaskGroup of 1');
  assert.equal(model.composite(1)?.future, 4);
});

test('a semaphore tells how many permits are free, who has them and who is in line', () => {
  const model = createModel(
    traceOf(
      ...[1, 2, 3].map((id) => /** @type {any} */ ([0, 'TASK_CREATED', id, 0, `t${id}`])),
      [0, 'PRIMITIVE_CREATED', 4, 1, 'Semaphore'],
      [0, 'PRIMITIVE_LIMIT', 4, 0, 2],
      [0, 'PRIMITIVE_ACQUIRED', 4, 1],
      [0, 'PRIMITIVE_SIZE', 4, 0, 0],
      [0, 'TASK_STEP_BEGIN', 2],
      [0, 'PRIMITIVE_WAITS', 4, 2, 'acquire'],
      [0, 'FUTURE_CREATED', 5, 2, 'acquire'],
      [0, 'TASK_AWAITS', 2, 5],
      [0, 'TASK_STEP_END', 2],
      [0, 'TASK_STEP_BEGIN', 3],
      [0, 'PRIMITIVE_WAITS', 4, 3, 'acquire'],
      [0, 'FUTURE_CREATED', 6, 3, 'acquire'],
      [0, 'TASK_AWAITS', 3, 6],
      [0, 'TASK_STEP_END', 3],
      [1, 'FUTURE_CANCELLED', 5],
      [1, 'TASK_WOKEN', 2, 5],
    ),
  );
  assert.equal(describePrimitive(model, 5, 17), 'Semaphore: 0 of 2 free, held by t1; in line: t2, t3.');
  assert.equal(
    describePrimitive(model, 4, model.length),
    'Semaphore: 0 of 2 free, held by t1; in line: t3.',
    'who was cancelled stands in the line no more',
  );
  assert.equal(describePrimitive(model, 1, 17), '');
  const { nodes, edges } = waitGraph(model, 17);
  assert.equal(nodes.find(({ id }) => id === 4)?.detail, '0 of 2 free, 2 wait');
  assert.deepEqual(
    edges.filter(({ to }) => to === 4).map(({ note }) => note),
    ['1st', '2nd'],
  );
});

test("a composite's deadline is the last that was set, and gone once it settled", () => {
  const model = createModel(
    traceOf(
      [0, 'COMPOSITE_CREATED', 1, 0, 'timeout'],
      [0, 'COMPOSITE_DEADLINE', 1, 0, 2],
      [1, 'COMPOSITE_RESCHEDULED', 1, 0, 5],
      [1.5, 'COMPOSITE_RESCHEDULED', 1, 0, Infinity],
      [3, 'COMPOSITE_SETTLED', 1, 0, 0],
    ),
  );
  const deadlines = [1, 2, 3, 4, 5].map((position) => model.stateAt(position).composite(1)?.deadline);
  assert.deepEqual(deadlines, [undefined, 2, 5, undefined, undefined]);
  assert.deepEqual(model.composite(1)?.deadlines, [
    { record: 1, deadline: 2 },
    { record: 2, deadline: 5 },
    { record: 3, deadline: Infinity },
  ]);
});

test("a timer set right after a timeout's deadline is the timeout's", () => {
  const model = createModel(
    traceOf(
      [0, 'COMPOSITE_CREATED', 1, 0, 'timeout'],
      [0, 'COMPOSITE_DEADLINE', 1, 0, 2],
      [0, 'TIMER_SET', 5, 0, 2],
      [0, 'TIMER_SET', 6, 0, 2],
    ),
  );
  assert.equal(model.handle(5)?.target, 1);
  assert.equal(model.handle(6)?.target, 0);
});

test('a primitive knows who holds it, who waits and how much is in it', () => {
  const model = createModel(
    traceOf(
      [0, 'TASK_CREATED', 1, 0, 'a'],
      [0, 'TASK_CREATED', 2, 0, 'b'],
      [0, 'PRIMITIVE_CREATED', 5, 1, 'Lock'],
      [0, 'PRIMITIVE_ACQUIRED', 5, 1],
      [0, 'FUTURE_CREATED', 9, 2, 'future'],
      [0, 'PRIMITIVE_WAITS', 5, 2, 'acquire'],
      [0, 'TASK_AWAITS', 2, 9],
      [1, 'PRIMITIVE_RELEASED', 5, 1],
      [1, 'PRIMITIVE_ACQUIRED', 5, 2],
      [1, 'PRIMITIVE_SIZE', 5, 0, 3],
    ),
  );
  const at = (/** @type {number} */ position) => {
    const { holders = [], waiters = [], size } = model.stateAt(position).primitive(5) ?? {};
    return [holders, waiters, size];
  };
  assert.deepEqual(at(3), [[], [], undefined]);
  assert.deepEqual(at(7), [[1], [2], undefined]);
  assert.deepEqual(at(10), [[2], [], 3]);
  assert.equal(model.label(9), 'Lock', 'what is awaited after PRIMITIVE_WAITS stands for the primitive');
});

test('futures are counted by their state, tasks not among them', () => {
  const model = createModel(
    traceOf(
      [0, 'TASK_CREATED', 9],
      [0, 'FUTURE_CREATED', 1],
      [0, 'FUTURE_CREATED', 2],
      [0, 'FUTURE_CREATED', 3],
      [1, 'FUTURE_RESULT', 1],
      [1, 'FUTURE_EXCEPTION', 2],
      [1, 'FUTURE_RESULT', 9],
      [2, 'FUTURE_CANCELLED', 3],
    ),
  );
  const counts = [4, 5, 7, 8].map((position) => model.stateAt(position).futureCounts());
  assert.deepEqual(counts, [
    { pending: 3, result: 0, exception: 0, cancelled: 0 },
    { pending: 2, result: 1, exception: 0, cancelled: 0 },
    { pending: 1, result: 1, exception: 1, cancelled: 0 },
    { pending: 0, result: 1, exception: 1, cancelled: 1 },
  ]);
});
