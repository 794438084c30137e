import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createModel, taskStates } from '../../web/model/index.mjs';
import { historyOf } from '../../web/model/model.mjs';
import { makeTrace } from '../../bench/made-trace.mjs';
import { traceOf } from './trace-of.mjs';

/** @import { Model } from '../../web/model/types.js' */
/** @import { Record } from './trace-of.mjs' */

test('rows nest tasks under their parents, in order of creation', () => {
  const model = createModel(
    traceOf(
      [0, 'TASK_CREATED', 1, 0, 'main'],
      [0, 'TASK_CREATED', 2, 1, 'a'],
      [0, 'TASK_CREATED', 3, 1, 'b'],
      [0, 'TASK_CREATED', 4, 2, 'a1'],
      [0, 'TASK_CREATED', 5, 0, 'other'],
    ),
  );
  assert.deepEqual(model.rows(), [
    { task: 1, depth: 0 },
    { task: 2, depth: 1 },
    { task: 4, depth: 2 },
    { task: 3, depth: 1 },
    { task: 5, depth: 0 },
  ]);
  assert.deepEqual([model.task(3)?.row, model.task(4)?.depth], [3, 2]);
});

test('a task that names itself, or a later one, as its parent is a root', () => {
  const model = createModel(traceOf([0, 'TASK_CREATED', 1, 2, 'a'], [0, 'TASK_CREATED', 2, 2, 'b']));
  assert.deepEqual(
    model.rows().map(({ depth }) => depth),
    [0, 0],
  );
});

test('rows of a run that grows are those of the whole run at each moment', () => {
  const made = makeTrace({ records: 6000, tasks: 60, steps: 6, seed: 5 });
  const { length } = made;
  const growing = Object.create(made, { length: { value: 0, writable: true } });
  const model = createModel(growing);
  for (growing.length = 0; growing.length < length; growing.length += 37) {
    model.update();
    const now = createModel(Object.create(made, { length: { value: growing.length } }));
    assert.deepEqual(model.rows(), now.rows(), `after ${growing.length} records`);
    for (const { task } of now.rows()) assert.equal(model.task(task)?.row, now.task(task)?.row);
  }
  assert.ok(model.rows().some(({ depth }) => depth > 3));
});

/** Waits 2 s, runs for no time, waits to 3 s. @type {Record[]} */
const STEPS = [
  [0, 'TASK_CREATED', 1, 0, 'main'],
  [0, 'TASK_STEP_BEGIN', 1],
  [0, 'TASK_AWAITS', 1, 8],
  [0, 'TASK_STEP_END', 1],
  [2, 'TASK_WOKEN', 1, 8],
  [2, 'TASK_STEP_BEGIN', 1],
  [2, 'TASK_AWAITS', 1, 9],
  [2, 'TASK_STEP_END', 1],
  [3, 'TASK_WOKEN', 1, 9],
  [3, 'TASK_STEP_BEGIN', 1],
  [3, 'FUTURE_RESULT', 1, 1, 'None'],
];

test('segments keep what has no length', () => {
  const segments = createModel(traceOf(...STEPS)).segments(1);
  assert.deepEqual(
    segments.map(({ state, start, end, waitingOn }) => [state, start, end, waitingOn]),
    [
      ['created', 0, 0, 0],
      ['running', 0, 0, 0],
      ['waiting', 0, 2, 8],
      ['ready', 2, 2, 0],
      ['running', 2, 2, 0],
      ['waiting', 2, 3, 9],
      ['ready', 3, 3, 0],
      ['running', 3, 3, 0],
    ],
  );
});

test('segments of a window are those that touch it', () => {
  const model = createModel(traceOf(...STEPS));
  const states = (/** @type {number} */ from, /** @type {number} */ to) =>
    model.segments(1, from, to).map(({ state }) => state);
  assert.deepEqual(states(0.5, 1), ['waiting']);
  assert.deepEqual(states(1, 2), ['waiting', 'ready', 'running', 'waiting']);
  assert.deepEqual(states(4, 5), []);
});

/**
 * @param {Model} model
 * @param {[number, number, number]} window
 */
function bars(model, ...window) {
  const { length, start, end, state, count } = model.segmentsForWindow(...window);
  return Array.from({ length }, (_, bar) => [taskStates[state[bar]], start[bar], end[bar], count[bar]]);
}

test('bars are the segments that last, then the instants at which a task ran', () => {
  assert.deepEqual(bars(createModel(traceOf(...STEPS)), 0, 3, 300), [
    ['waiting', 0, 2, 1],
    ['waiting', 2, 3, 1],
    ['running', 0, 0, 1],
    ['running', 2, 2, 1],
    ['running', 3, 3, 1],
  ]);
});

test('what is shorter than a pixel becomes one bar of what lasted longest', () => {
  /** @type {Record[]} */
  const records = [[0, 'TASK_CREATED', 1, 0, 'main']];
  for (let step = 0; step < 1000; step++) {
    const time = step / 1000;
    records.push(
      [time, 'TASK_STEP_BEGIN', 1],
      [time + 0.0001, 'TASK_AWAITS', 1, 9],
      [time + 0.0001, 'TASK_STEP_END', 1],
      [time + 0.0009, 'TASK_WOKEN', 1, 9],
    );
  }
  const model = createModel(traceOf(...records, [1, 'FUTURE_RESULT', 1]));
  const whole = bars(model, 0, 1, 10);
  const lasting = whole.filter(([state]) => state !== 'running');
  assert.equal(lasting.length, 1, 'neighbours alike are one bar');
  assert.deepEqual(lasting[0].slice(0, 3), ['waiting', 0, 1]);
  assert.equal(whole.length, 11, 'and one instant a column says that it ran');
  assert.equal(bars(model, 0.5, 0.5005, 1000).filter(([state]) => state === 'running').length, 1);
});

/**
 * Windows of a run everywhere, of lengths from all of it down.
 * @param {Model} model
 * @param {'time' | 'record'} by
 * @param {number} count
 */
function windows({ start, end, length }, by, count) {
  const [first, last] = by === 'time' ? [start, end] : [0, length];
  return Array.from({ length: count }, (_, i) => {
    const size = (last - first) * 2 ** -(i % 14);
    const from = first + ((i * 0.618) % 1) * (last - first - size);
    return { from, to: from + size };
  });
}

test('the bars of a row stand one behind the other, as long as the segments that touch the window', () => {
  const model = createModel(makeTrace({ records: 20_000, tasks: 40, steps: 60, seed: 3 }));
  for (const pixels of [1, 7, 300])
    for (const { from, to } of windows(model, 'time', 30)) {
      const found = model.segmentsForWindow(from, to, pixels);
      let bar = 0;
      model.rows().forEach(({ task }, row) => {
        const touching = model
          .segments(task, from, to)
          .filter(({ start, end }) => end > start && end >= from);
        let place = touching[0]?.start;
        for (; bar < found.length && found.row[bar] === row; bar++) {
          if (found.start[bar] === found.end[bar]) continue;
          assert.equal(found.start[bar], place, `row ${row} of ${from} … ${to}, ${pixels} pixels`);
          place = found.end[bar];
        }
        assert.equal(place, touching.at(-1)?.end, `row ${row} of ${from} … ${to}, ${pixels} pixels`);
      });
      assert.equal(bar, found.length);
    }
});

test('the bars of a run that grows are those of the whole run at each moment', () => {
  const made = makeTrace({ records: 6000, tasks: 60, steps: 6, seed: 5 });
  const growing = Object.create(made, { length: { value: 0, writable: true } });
  const model = createModel(growing);
  for (growing.length = 0; growing.length < made.length; growing.length += 370) {
    model.update();
    const now = createModel(Object.create(made, { length: { value: growing.length } }));
    for (const by of /** @type {const} */ (['time', 'record']))
      for (const { from, to } of windows(now, by, 5))
        assert.deepEqual(
          model.segmentsForWindow(from, to, 200, { by }),
          now.segmentsForWindow(from, to, 200, { by }),
          `after ${growing.length} records`,
        );
  }
});

test('a window costs what lives in it: of the tasks that are over, or are to come, nothing is looked at', () => {
  const model = createModel(makeTrace({ records: 100_000, tasks: 1000, steps: 4 }));
  const { changes } = historyOf(model).taskStates;
  let searches = 0;
  const { lastBefore } = changes;
  changes.lastBefore = (rank, position) => {
    searches++;
    return lastBefore.call(changes, rank, position);
  };
  const alive = (/** @type {number} */ from) =>
    model.tasks.filter((id) => {
      const { created = 0, ended = 0 } = model.task(id) ?? {};
      return created < from && (ended < 0 || ended >= from);
    }).length;
  for (const { from, to } of windows(model, 'record', 20)) {
    searches = 0;
    model.segmentsForWindow(from, to, 1200, { by: 'record' });
    assert.equal(searches, alive(Math.ceil(from)));
  }
  assert.ok(model.tasks.length > 1500);
});

test('only the rows that are asked for are made', () => {
  const model = createModel(
    traceOf(...STEPS.slice(0, -1), [3, 'TASK_CREATED', 2, 1, 'child'], [4, 'TASK_STEP_BEGIN', 2]),
  );
  assert.deepEqual([...new Set(model.segmentsForWindow(0, 4, 10, { firstRow: 1 }).row)], [1]);
  assert.deepEqual([...new Set(model.segmentsForWindow(0, 4, 10, { endRow: 1 }).row)], [0]);
});

test('along the records every stretch has a length', () => {
  const model = createModel(traceOf(...STEPS));
  const found = model.segmentsForWindow(2, 8, 600, { by: 'record' });
  assert.deepEqual(
    Array.from({ length: found.length }, (_, bar) => [
      taskStates[found.state[bar]],
      found.start[bar],
      found.end[bar],
    ]),
    [
      ['running', 1, 3],
      ['waiting', 3, 4],
      ['ready', 4, 5],
      ['running', 5, 7],
      ['waiting', 7, 8],
      ['ready', 8, 9],
    ],
  );
});

test('times and positions: all events up to a time have happened at its position', () => {
  const model = createModel(traceOf(...STEPS));
  assert.equal(model.positionAt(-1), 0);
  assert.equal(model.positionAt(0), 4);
  assert.equal(model.positionAt(1.9), 4);
  assert.equal(model.positionAt(2), 8);
  assert.equal(model.timeAt(8), 2);
  assert.equal(model.timeAt(0), 0);
  assert.deepEqual(model.eventsAt(2), { from: 4, to: 8 });
});

test('stepping forth and back passes the same positions', () => {
  const model = createModel(traceOf(...STEPS));
  for (const by of /** @type {const} */ (['event', 'turn', 'record'])) {
    const forth = [];
    for (let position = 0; position < model.length; position = model.nextPosition(position, by)) {
      forth.push(position);
    }
    const back = [];
    for (let position = model.length; position > 0;) {
      position = model.previousPosition(position, by);
      back.unshift(position);
    }
    assert.deepEqual(back, forth);
  }
  assert.equal(model.nextPosition(0), 1);
  assert.equal(model.nextPosition(2), 4, 'TASK_AWAITS is told by the end of the step');
});

test("entering a coroutine of the program's is an event, of asyncio's own is none", () => {
  const model = createModel(
    traceOf(
      [0, 'COROUTINE_CREATED', 5, 0, 'main', 10],
      [0, 'COROUTINE_CREATED', 6, 0, 'sleep'],
      [0, 'TASK_CREATED', 1, 0, 'main'],
      [0, 'COROUTINE_ENTERED', 5, 1],
      [0, 'COROUTINE_ENTERED', 6, 1],
      [0, 'PRINT', 0, 1, 'x'],
    ),
  );
  assert.deepEqual([model.nextPosition(3), model.nextPosition(4)], [4, 6]);
});
