/** A model that is made part by part is the one that is made at once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeTrace } from '../../bench/made-trace.mjs';
import { createModel, createModelInParts } from '../../web/model/model.mjs';

const trace = makeTrace({ records: 3000, tasks: 40, steps: 12 });

/** All that is asked of a model for a picture. @param {import('../../web/model/types.js').Model} model */
const told = (model) => ({
  length: model.length,
  end: model.end,
  rows: model.rows(),
  segments: model.tasks.map((task) => model.segments(task)),
  bars: model.segmentsForWindow(0, model.end, 300),
  path: model.criticalPath(),
  states: [0, 500, 1500, 2999, model.length].map((position) => {
    const now = model.stateAt(position);
    return [
      now.tasks(),
      now.counts(),
      now.pendingFutures(),
      now.loop.ready(),
      now.loop.timers(),
      now.lines(),
    ];
  }),
});

for (const stretch of [1, 7, 1000, 3000, 100_000]) {
  test(`${stretch} records at a time`, () => {
    const parts = createModelInParts(trace, stretch);
    const taken = [];
    let part = parts.next();
    for (; !part.done; part = parts.next()) taken.push(part.value);
    const expected = Array.from({ length: Math.ceil(trace.length / stretch) }, (_, i) =>
      Math.min(trace.length, (i + 1) * stretch),
    );
    assert.deepEqual(taken, expected);
    assert.deepEqual(told(part.value), told(createModel(trace)));
  });
}

test('an empty trace has a model too', () => {
  const empty = makeTrace({ records: 0, tasks: 1, steps: 1 });
  const parts = createModelInParts(empty, 100);
  while (!parts.next().done);
  assert.equal(createModel(empty).length, empty.length);
});
