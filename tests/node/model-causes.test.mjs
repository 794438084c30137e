import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createModel, describe, describeState } from '../../web/model/index.mjs';
import { traceOf } from './trace-of.mjs';

/** Main gathers one child, which sleeps 2 s. */
const model = createModel(
  traceOf(
    [0, 'TASK_CREATED', 1, 0, 'main'],
    [0, 'HANDLE_SCHEDULED', 11, 1, 'step'],
    [0, 'TURN_BEGIN', 0, 1],
    [0, 'HANDLE_RUN', 11],
    [0, 'TASK_STEP_BEGIN', 1],
    [0, 'FUTURE_CREATED', 3, 1, 'gather'],
    [0, 'COMPOSITE_CREATED', 3, 1, 'gather'],
    [0, 'TASK_CREATED', 2, 1, 'child'],
    [0, 'HANDLE_SCHEDULED', 12, 2, 'step'],
    [0, 'COMPOSITE_MEMBER', 3, 2],
    [0, 'TASK_AWAITS', 1, 3],
    [0, 'TASK_STEP_END', 1],
    [0, 'TURN_END', 0, 1],
    [0, 'TURN_BEGIN', 0, 1],
    [0, 'HANDLE_RUN', 12],
    [0, 'TASK_STEP_BEGIN', 2],
    [0, 'FUTURE_CREATED', 4, 2, 'sleep'],
    [0, 'TIMER_SET', 13, 4, 2],
    [0, 'TASK_AWAITS', 2, 4],
    [0, 'TASK_STEP_END', 2],
    [0, 'TURN_END'],
    [0, 'IDLE', 0, 0, 2],
    [2, 'TIMER_FIRED', 13], // 22
    [2, 'TURN_BEGIN', 0, 1],
    [2, 'HANDLE_RUN', 13],
    [2, 'FUTURE_RESULT', 4, 0, 'None'], // 25
    [2, 'TASK_WOKEN', 2, 4],
    [2, 'HANDLE_SCHEDULED', 14, 2, 'wakeup'],
    [2, 'TURN_END', 0, 1],
    [2, 'TURN_BEGIN', 0, 1],
    [2, 'HANDLE_RUN', 14],
    [2, 'TASK_STEP_BEGIN', 2], // 31
    [2, 'FUTURE_RESULT', 2, 2, "'a'"],
    [2, 'HANDLE_SCHEDULED', 15, 3, 'gather'], // 33
    [2, 'TASK_STEP_END', 2],
    [2, 'TURN_END', 0, 1],
    [2, 'TURN_BEGIN', 0, 1],
    [2, 'HANDLE_RUN', 15],
    [2, 'COMPOSITE_SETTLED', 3],
    [2, 'FUTURE_RESULT', 3, 0, "['a']"], // 39
    [2, 'TASK_WOKEN', 1, 3],
    [2, 'HANDLE_SCHEDULED', 16, 1, 'wakeup'],
    [2, 'TURN_END', 0, 1],
    [2, 'TURN_BEGIN', 0, 1],
    [2, 'HANDLE_RUN', 16],
    [2, 'TASK_STEP_BEGIN', 1], // 45
    [2, 'FUTURE_RESULT', 1, 1, 'None'],
    [2, 'TASK_STEP_END', 1],
    [2, 'TURN_END'],
  ),
);

test('a sleep is ended by its timer', () => {
  assert.deepEqual(model.wakesOf(2), [
    {
      task: 2,
      future: 4,
      resolved: 25,
      woken: 26,
      ran: 31,
      cause: { by: 'timer', task: 0, record: 22 },
    },
  ]);
});

test('a gather is ended by the child whose end its callback was scheduled by', () => {
  assert.deepEqual(model.wakesOf(1), [
    {
      task: 1,
      future: 3,
      resolved: 39,
      woken: 40,
      ran: 45,
      cause: { by: 'task', task: 2, record: 33 },
    },
  ]);
});

test('wakes of a window are those of the tasks that ran in it', () => {
  const ran = model.wakesBetween(1, 2).map(({ task }) => task);
  assert.deepEqual(ran, [2, 1]);
  assert.deepEqual(model.wakesBetween(0, 1), []);
  assert.equal(model.wakesBetween(0, 2, 1).length, 1);
});

test('the critical path leads from the start through the sleep to the end', () => {
  const path = model.criticalPath();
  assert.deepEqual(
    path.map(({ task, why, start, end }) => [task, why, start, end]),
    [
      [1, 'ready', 0, 0],
      [1, 'runs', 0, 0],
      [2, 'ready', 0, 0],
      [2, 'runs', 0, 0],
      [2, 'waits', 0, 2],
      [2, 'ready', 2, 2],
      [2, 'runs', 2, 2],
      [1, 'ready', 2, 2],
      [1, 'runs', 2, 2],
    ],
  );
  const whole = path.reduce((sum, { start, end }) => sum + end - start, 0);
  assert.equal(whole, model.end - model.start);
});

test('a task that still waits has its wait as the last part of its path', () => {
  const waiting = createModel(
    traceOf(
      [0, 'TASK_CREATED', 1, 0, 'main'],
      [0, 'TASK_STEP_BEGIN', 1],
      [0, 'TASK_AWAITS', 1, 9],
      [0, 'TASK_STEP_END', 1],
      [5, 'IDLE', 0, 0, Infinity],
    ),
  );
  const last = waiting.criticalPath().at(-1);
  assert.deepEqual([last?.why, last?.start, last?.end, last?.waitingOn], ['waits', 0, 5, 9]);
});

test('in words: what a task waits on, down to the last link', () => {
  assert.equal(
    describeState(model, 1, 21),
    'main waits on gather of 1, which waits on child, which waits on sleep until 2 s.',
  );
  assert.equal(describeState(model, 2, 27), 'child is ready to run since 2 s.');
  assert.equal(describeState(model, 1, model.length), 'main has finished.');
  assert.equal(describeState(model, 2, 0), '');
});

test('in words: one sentence an event', () => {
  const said = [7, 11, 19, 21, 26, 32, 39, 40].map((record) => describe(model, record));
  assert.deepEqual(said, [
    'main creates task child.',
    'main waits on gather of 1.',
    'child waits on sleep until 2 s.',
    'Nothing is ready: the loop sleeps until 2 s.',
    'child is woken: its sleep ended.',
    "child finishes and returns 'a'.",
    "Gather of 1 is done: ['a'].",
    'main is woken: its gather of 1 ended.',
  ]);
});
