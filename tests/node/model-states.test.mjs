import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createModel } from '../../web/model/index.mjs';
import { append, traceOf } from './trace-of.mjs';

/** @import { Record } from './trace-of.mjs' */

/** A task that was created and scheduled. @type {Record[]} */
const BORN = [
  [0, 'TASK_CREATED', 1, 0, 'main'],
  [0, 'HANDLE_SCHEDULED', 2, 1, 'step'],
];

/** @param {...Record} records */
const statesOf = (...records) => {
  const model = createModel(traceOf(...records));
  return records.map((_, record) => model.stateAt(record + 1).task(1)?.state);
};

test('a task is created, then ready, running, waiting, ready, running and finished', () => {
  const states = statesOf(
    ...BORN,
    [0, 'TASK_STEP_BEGIN', 1],
    [0, 'TASK_AWAITS', 1, 9],
    [0, 'TASK_STEP_END', 1],
    [1, 'TASK_WOKEN', 1, 9],
    [1, 'TASK_STEP_BEGIN', 1],
    [1, 'FUTURE_RESULT', 1, 1, "'done'"],
    [1, 'TASK_STEP_END', 1],
  );
  assert.deepEqual(states, [
    'created',
    'ready',
    'running',
    'running',
    'waiting',
    'ready',
    'running',
    'finished',
    'finished',
  ]);
});

test('a bare yield leaves a task ready', () => {
  const states = statesOf(...BORN, [0, 'TASK_STEP_BEGIN', 1], [0, 'TASK_AWAITS', 1], [0, 'TASK_STEP_END', 1]);
  assert.equal(states.at(-1), 'ready');
});

test('a task that is woken inside its own step is ready after it', () => {
  const states = statesOf(
    ...BORN,
    [0, 'TASK_STEP_BEGIN', 1],
    [0, 'TASK_AWAITS', 1, 9],
    [0, 'TASK_WOKEN', 1, 9],
    [0, 'TASK_STEP_END', 1],
  );
  assert.deepEqual(states.slice(-2), ['running', 'ready']);
});

test('a callback scheduled for a waiting task does not make it ready', () => {
  const states = statesOf(
    ...BORN,
    [0, 'TASK_STEP_BEGIN', 1],
    [0, 'TASK_AWAITS', 1, 9],
    [0, 'TASK_STEP_END', 1],
    [0, 'HANDLE_SCHEDULED', 3, 1, 'callback'],
  );
  assert.equal(states.at(-1), 'waiting');
});

test('nothing changes a task that has ended', () => {
  const states = statesOf(
    ...BORN,
    [0, 'FUTURE_CANCELLED', 1],
    [0, 'TASK_WOKEN', 1],
    [0, 'FUTURE_RESULT', 1, 0, '1'],
  );
  assert.deepEqual(states.slice(-3), ['cancelled', 'cancelled', 'cancelled']);
});

test('a task is being cancelled from the request until the count is 0 again', () => {
  const model = createModel(
    traceOf(
      ...BORN,
      [0, 'TASK_STEP_BEGIN', 1],
      [0, 'TASK_CANCEL_REQUESTED', 1, 0, 1],
      [0, 'TASK_CANCEL_REQUESTED', 1, 0, 2],
      [0, 'TASK_UNCANCEL', 1, 1, 1],
      [0, 'TASK_UNCANCEL', 1, 1, 0],
    ),
  );
  const counts = [3, 4, 5, 6, 7].map((position) => model.stateAt(position).task(1)?.cancelling);
  assert.deepEqual(counts, [0, 1, 2, 1, 0]);
  const flagged = model.segments(1).map(({ state, cancelling }) => `${state} ${cancelling}`);
  assert.deepEqual(flagged.slice(2), [
    'running false',
    'running true',
    'running true',
    'running true',
    'running false',
  ]);
});

test('a cancel request does not begin a new state', () => {
  const model = createModel(
    traceOf(
      ...BORN,
      [0, 'TASK_STEP_BEGIN', 1],
      [0, 'TASK_AWAITS', 1, 9],
      [0, 'TASK_STEP_END', 1],
      [1, 'TASK_CANCEL_REQUESTED', 1, 0, 1],
    ),
  );
  const at = model.stateAt(6).task(1);
  assert.deepEqual([at?.state, at?.since, at?.waitingOn], ['waiting', 4, 9]);
});

test('an eager task runs inside its parent, which runs on after it', () => {
  const model = createModel(
    traceOf(
      ...BORN,
      [0, 'TASK_STEP_BEGIN', 1],
      [0, 'TASK_CREATED', 5, 1, 'eager'],
      [0, 'TASK_STEP_BEGIN', 5, 1],
      [0, 'TASK_STEP_END', 5, 1],
      [0, 'TASK_STEP_END', 1],
    ),
  );
  assert.deepEqual(
    [3, 5, 6, 7].map((position) => model.stateAt(position).loop.task),
    [1, 5, 1, 0],
  );
});

test('a task has the name of its time', () => {
  const model = createModel(traceOf(...BORN, [1, 'TASK_RENAMED', 1, 1, 'second']));
  assert.equal(model.stateAt(2).task(1)?.name, 'main');
  assert.equal(model.stateAt(3).task(1)?.name, 'second');
  assert.equal(model.task(1)?.name, 'second');
});

test('its stack is the coroutines entered and not left, each at its line', () => {
  const model = createModel(
    traceOf(
      [0, 'COROUTINE_CREATED', 7, 0, 'main', 10],
      ...BORN,
      [0, 'COROUTINE_ENTERED', 7, 1],
      [0, 'COROUTINE_CREATED', 8, 1, 'inner', 20],
      [0, 'COROUTINE_AWAITS', 7, 8, 0, 12],
      [0, 'COROUTINE_ENTERED', 8, 1],
      [0, 'COROUTINE_AWAITS', 8, 9, 0, 22],
      [0, 'COROUTINE_LEFT', 8, 1, 1],
    ),
  );
  const stack = (/** @type {number} */ position) =>
    model
      .stateAt(position)
      .task(1)
      ?.stack.map(({ name, line }) => `${name}:${line}`);
  assert.deepEqual(stack(4), ['main:10']);
  assert.deepEqual(stack(7), ['main:12', 'inner:20']);
  assert.deepEqual(stack(8), ['main:12', 'inner:22']);
  assert.deepEqual(stack(9), ['main:12']);
  assert.equal(model.stateAt(9).coroutine(8)?.state, 'raised');
});

test('records of a task whose creation was lost make it known', () => {
  const model = createModel(
    traceOf([0, 'TASK_STEP_BEGIN', 4_000_000_000], [0, 'TASK_STEP_END', 4_000_000_000]),
  );
  assert.deepEqual(model.tasks, [4_000_000_000]);
  assert.equal(model.stateAt(1).task(4_000_000_000)?.state, 'running');
});

test('a snapshot knows nothing of what comes later', () => {
  const model = createModel(traceOf(...BORN, [1, 'FUTURE_CREATED', 9, 1, 'future']));
  assert.equal(model.stateAt(0).task(1), undefined);
  assert.equal(model.stateAt(2).future(9), undefined);
  assert.equal(model.stateAt(3).future(9)?.state, 'pending');
  assert.equal(model.stateAt(2).taskCount, 1);
});

test('a live trace is taken in where it was left', () => {
  const trace = traceOf(...BORN);
  const model = createModel(trace);
  append(trace, [3, 'TASK_STEP_BEGIN', 1]);
  assert.equal(model.length, 2);
  assert.equal(model.update(), true);
  assert.equal(model.end, 3);
  assert.equal(model.stateAt(3).task(1)?.state, 'running');
});

test('an empty trace has no times, no tasks and one state', () => {
  const model = createModel(traceOf());
  assert.deepEqual([model.start, model.end, model.length], [0, 0, 0]);
  assert.deepEqual(model.stateAt(0).tasks(), []);
  assert.deepEqual(model.rows(), []);
  assert.deepEqual(model.criticalPath(), []);
  assert.equal(model.segmentsForWindow(0, 0, 100).length, 0);
});

test('counted apart, a task that is being cancelled is nowhere else, but running while it runs', () => {
  const model = createModel(
    traceOf(
      ...BORN,
      [0, 'TASK_STEP_BEGIN', 1],
      [0, 'TASK_AWAITS', 1, 9],
      [0, 'TASK_STEP_END', 1],
      [1, 'TASK_CANCEL_REQUESTED', 1, 0, 1],
      [1, 'TASK_WOKEN', 1, 9],
      [1, 'TASK_STEP_BEGIN', 1],
      [1, 'FUTURE_CANCELLED', 1, 1],
    ),
  );
  const places = [];
  for (let position = 1; position <= model.length; position++) {
    const counts = Object.entries(model.stateAt(position).countsApart());
    places.push(counts.flatMap(([place, count]) => (count > 0 ? [`${place} ${count}`] : [])).join());
  }
  assert.deepEqual(places.slice(-5), [
    'waiting 1',
    'cancelling 1',
    'cancelling 1',
    'running 1',
    'cancelled 1',
  ]);
});
