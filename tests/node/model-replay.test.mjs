/** At every position of random traces the model says what a plain replay from the start says. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeTrace } from '../../bench/made-trace.mjs';
import { Trace } from '../../wasm/trace/trace.mjs';
import { createModel, taskStates } from '../../web/model/index.mjs';
import { Replay } from './replay.mjs';

/** @import { Model } from '../../web/model/types.js' */

const TRACES = [
  { name: 'few tasks', records: 1500, tasks: 5, seed: 1 },
  { name: 'many tasks', records: 1500, tasks: 60, seed: 2 },
  { name: 'short lives', records: 1500, tasks: 30, seed: 3, steps: 3 },
];

const ids = (/** @type {{ id: number }[]} */ entities) => entities.map(({ id }) => id);

const byNumber = (/** @type {number} */ a, /** @type {number} */ b) => a - b;

/**
 * Where countsApart counts a task.
 * @param {{ state: string, cancelling: number }} task
 */
const placeOf = ({ state, cancelling }) =>
  cancelling > 0 && ['created', 'ready', 'waiting'].includes(state) ? 'cancelling' : state;

/**
 * @param {Model} model
 * @param {Replay} replay
 * @param {number} position
 */
function assertSame(model, replay, position) {
  const snapshot = model.stateAt(position);
  const tasks = snapshot.tasks().map(({ id, name, state, cancelling, waitingOn, stack, text }) => ({
    id,
    name,
    state,
    cancelling,
    waitingOn,
    stack: stack.map((frame) => frame.coroutine),
    text,
  }));
  assert.deepEqual(tasks, replay.expectedTasks());
  const counts = snapshot.counts();
  for (const state of taskStates) {
    assert.equal(counts[state], tasks.filter((task) => task.state === state).length);
  }
  for (const state of /** @type {const} */ (['waiting', 'ready', 'cancelling', 'finished'])) {
    const there = tasks.filter((task) => placeOf(task) === state).map(({ id }) => id);
    assert.deepEqual(ids(snapshot.tasksIn([state], Infinity)), there);
    assert.deepEqual(ids(snapshot.tasksIn([state], 2)), there.slice(0, 2));
  }
  const over = tasks.filter(({ state }) => taskStates.indexOf(state) >= 4).map(({ id }) => id);
  assert.deepEqual(ids(snapshot.tasksIn(['failed', 'cancelled', 'finished'], 9)), over.slice(0, 9));
  const cancelling = tasks.filter((task) => task.cancelling > 0 && taskStates.indexOf(task.state) < 4);
  assert.equal(counts.cancelling, cancelling.length);
  const futures = snapshot.futures().map(({ id, state, callbacks }) => ({
    id,
    state,
    callbacks: callbacks.map(({ target }) => target),
  }));
  assert.deepEqual(futures, [...replay.futures.values()]);
  const pending = futures.filter(({ state }) => state === 'pending').map(({ id }) => id);
  assert.deepEqual(snapshot.pendingFutures(), pending);
  assert.deepEqual(snapshot.pendingFutures(2), pending.slice(0, 2));
  const results = futures.filter(({ state }) => state === 'result').map(({ id }) => id);
  assert.deepEqual(snapshot.lastFutures('result', Infinity).toSorted(byNumber), results);
  assert.deepEqual(snapshot.openComposites(), [...replay.composites]);
  assert.deepEqual(ids(snapshot.loop.ready()), replay.ready);
  assert.deepEqual(ids(snapshot.loop.ready(2)), replay.ready.slice(0, 2));
  assert.equal(snapshot.loop.readyCount, replay.ready.length);
  assert.equal(snapshot.loop.timerCount, replay.expectedTimers().length);
  assert.deepEqual(ids(snapshot.loop.timers()), replay.expectedTimers());
  assert.deepEqual(ids(snapshot.loop.timers(3)), replay.expectedTimers().slice(0, 3));
  assert.equal(snapshot.loop.task, replay.running.at(-1) ?? 0);
  assert.equal(snapshot.loop.turn, replay.turn);
  assert.equal(snapshot.loop.inTurn, replay.inTurn);
  const lines = snapshot.lines().map(({ text }) => text);
  assert.deepEqual(lines, replay.lines);
}

for (const { name, ...options } of TRACES) {
  describe(name, () => {
    const trace = makeTrace(options);

    test('every position agrees with a replay from the start', () => {
      const model = createModel(trace);
      const replay = new Replay(trace);
      assertSame(model, replay, 0);
      for (let record = 0; record < trace.length; record++) {
        replay.take(record);
        assertSame(model, replay, record + 1);
      }
    });

    test('a model that grew with its trace agrees too', () => {
      const growing = new Trace();
      const model = createModel(growing);
      const replay = new Replay(trace);
      growing.strings = trace.strings;
      for (let record = 0; record < trace.length; record++) {
        const { time, turn, kind, line, subject, object, value } = trace;
        growing.push(
          time[record],
          turn[record],
          kind[record],
          line[record],
          subject[record],
          object[record],
          value[record],
        );
        replay.take(record);
        if (record % 97 === 0) {
          assert.equal(model.update(), true);
          assertSame(model, replay, record + 1);
          assertSame(model, replayTo(trace, record >> 1), record >> 1);
        }
      }
      model.update();
      assert.equal(model.update(), false);
      assert.equal(model.length, trace.length);
    });

    test('segments of a task are without gap from its creation to its end', () => {
      const model = createModel(trace);
      for (const id of model.tasks) {
        const task = model.task(id);
        const segments = model.segments(id);
        assert.equal(segments[0].from, task?.created);
        segments.slice(1).forEach((segment, index) => {
          assert.equal(segment.from, segments[index].to);
          assert.equal(segment.start, segments[index].end);
        });
        assert.equal(segments.at(-1)?.to, task?.ended === -1 ? model.length : task?.ended);
      }
    });

    test('bars cover what the segments cover, at most four a row and column', () => {
      const model = createModel(trace);
      const pixels = 50;
      const bars = model.segmentsForWindow(model.start, model.end, pixels);
      const covered = new Map();
      const columns = new Map();
      const width = (model.end - model.start) / pixels;
      for (let bar = 0; bar < bars.length; bar++) {
        const row = bars.row[bar];
        covered.set(row, (covered.get(row) ?? 0) + bars.end[bar] - bars.start[bar]);
        const key = `${row}:${Math.floor((bars.start[bar] - model.start) / width)}`;
        columns.set(key, (columns.get(key) ?? 0) + 1);
      }
      assert.ok(Math.max(...columns.values()) <= 4);
      model.rows().forEach(({ task }, row) => {
        const segments = model.segments(task);
        const life = (segments.at(-1)?.end ?? 0) - segments[0].start;
        assert.ok(Math.abs((covered.get(row) ?? 0) - life) < 1e-9);
      });
    });
  });
}

test('checkpoints in the thousands change no answer', () => {
  const trace = makeTrace({ records: 60_000, tasks: 400, seed: 7, steps: 12 });
  const model = createModel(trace);
  const replay = new Replay(trace);
  for (let record = 0; record < trace.length; record++) {
    replay.take(record);
    if (record % 2999 === 0) {
      assertSame(model, replay, record + 1);
    }
  }
});

/**
 * @param {import('../../wasm/types.js').Trace} trace
 * @param {number} position
 */
function replayTo(trace, position) {
  const replay = new Replay(trace);
  for (let record = 0; record < position; record++) {
    replay.take(record);
  }
  return replay;
}
