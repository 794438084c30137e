/**
 * Traces that no runtime writes, in which what is named, woken or nested by something is that itself, or goes in a
 * circle.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Kind } from '../../wasm/trace/kinds.mjs';
import {
  createModel,
  describe,
  describePrimitive,
  describeState,
  waitGraph,
} from '../../web/model/index.mjs';
import { traceOf } from './trace-of.mjs';

const kinds = /** @type {(keyof typeof Kind)[]} */ (Object.keys(Kind));

/** All that a figure asks of a trace. @param {import('../../wasm/trace/trace.mjs').Trace} trace */
function askAll(trace) {
  const model = createModel(trace);
  for (let record = 0; record < model.length; record++) assert.ok(describe(model, record).length > 0);
  for (const { task } of model.rows()) {
    model.segments(task);
    model.criticalPath(task);
    model.wakesOf(task);
  }
  model.criticalPath();
  model.segmentsForWindow(model.start, model.end, 100);
  for (let position = 0; position <= model.length; position++) {
    const snapshot = model.stateAt(position);
    for (const id of [0, 1, 2, 3]) {
      assert.equal(typeof model.label(id, position), 'string');
      describeState(model, id, position);
      describePrimitive(model, id, position);
    }
    snapshot.loop.ready();
    snapshot.loop.timers();
    snapshot.lines();
    waitGraph(model, position);
  }
}

for (const first of kinds) {
  test(`${first} of a thing to itself, and every other kind of the same two things`, () => {
    for (const second of kinds) {
      askAll(traceOf([0, first, 1, 2], [0, first, 2, 1], [1, second, 1, 1], [1, second, 2, 2]));
      askAll(
        traceOf(
          [0, 'TASK_CREATED', 3, 0, 'main'],
          [0, first, 1, 1],
          [0, second, 1, 1],
          [0, second, 2, 1],
          [1, 'TASK_AWAITS', 3, 1],
          [2, second, 1, 3],
          [2, 'TASK_AWAITS', 2, 1],
        ),
      );
    }
  });
}
