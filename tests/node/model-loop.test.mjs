import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createModel } from '../../web/model/index.mjs';
import { traceOf } from './trace-of.mjs';

test('the ready queue is in the order of scheduling, timers that fired among them', () => {
  const { loop } = createModel(
    traceOf(
      [0, 'HANDLE_SCHEDULED', 1, 0, 'a'],
      [0, 'TIMER_SET', 2, 0, 1],
      [1, 'HANDLE_SCHEDULED', 3, 0, 'b'],
      [1, 'TIMER_FIRED', 2],
      [1, 'HANDLE_CANCELLED', 1],
    ),
  ).stateAt(5);
  assert.deepEqual(
    loop.ready().map(({ id }) => id),
    [3, 2],
  );
  assert.equal(loop.timerCount, 0);
});

test('timers stand by deadline, and equal ones in the order in which they were set', () => {
  const { loop } = createModel(
    traceOf(
      [0, 'TIMER_SET', 1, 0, 3],
      [0, 'TIMER_SET', 2, 0, 1],
      [0, 'TIMER_SET', 3, 0, 1],
      [0, 'TIMER_SET', 4, 0, 2],
      [0, 'TIMER_CANCELLED', 4],
    ),
  ).stateAt(5);
  const shown = loop.timers().map(({ id, deadline }) => [id, deadline]);
  assert.deepEqual(shown, [
    [2, 1],
    [3, 1],
    [1, 3],
  ]);
  assert.deepEqual(loop.timers(2).length, 2);
});

test('of many timers the first few are found', () => {
  const records = Array.from({ length: 3000 }, (_, index) => {
    const deadline = 1 + ((index * 7919) % 3000);
    return /** @type {[number, 'TIMER_SET', number, number, number]} */ ([
      0,
      'TIMER_SET',
      index + 1,
      0,
      deadline,
    ]);
  });
  const { loop } = createModel(traceOf(...records)).stateAt(3000);
  assert.deepEqual(
    loop.timers(4).map(({ deadline }) => deadline),
    [1, 2, 3, 4],
  );
});

test('a handle runs until the next one, or the end of the turn', () => {
  const model = createModel(
    traceOf(
      [0, 'HANDLE_SCHEDULED', 1, 0, 'a'],
      [0, 'HANDLE_SCHEDULED', 2, 0, 'b'],
      [0, 'TURN_BEGIN', 0, 2],
      [0, 'HANDLE_RUN', 1],
      [0, 'HANDLE_RUN', 2],
      [0, 'TURN_END'],
    ),
  );
  const running = [3, 4, 5, 6].map((position) => model.stateAt(position).loop.handle?.calls);
  assert.deepEqual(running, [undefined, 'a', 'b', undefined]);
  assert.deepEqual(
    [2, 3, 6].map((position) => model.stateAt(position).loop.inTurn),
    [false, true, false],
  );
});

test('the loop is idle until something happens', () => {
  const model = createModel(
    traceOf([0, 'IDLE', 0, 0, 2], [2, 'TIMER_FIRED', 1], [2, 'IDLE', 0, 0, Infinity]),
  );
  const idle = [0, 1, 2, 3].map((position) => model.stateAt(position).loop.idleUntil);
  assert.deepEqual(idle, [undefined, 2, undefined, Infinity]);
});

test('the console holds what was printed, with its time and task', () => {
  const model = createModel(
    traceOf([0, 'TASK_CREATED', 1, 0, 'main'], [1, 'PRINT', 0, 1, 'one'], [2, 'PRINT', 0, 0, 'two']),
  );
  assert.deepEqual(model.stateAt(2).lines(), [{ record: 1, time: 1, task: 1, text: 'one' }]);
  assert.equal(model.stateAt(3).lineCount, 2);
  assert.deepEqual(
    model
      .stateAt(3)
      .lines(1)
      .map(({ text }) => text),
    ['two'],
  );
});
