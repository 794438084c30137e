/** What a timeline shows of composites: over whom each is a bracket, from when to when, and what an expired timeout cancelled. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from '../../wasm/index.mjs';
import { createModel } from '../../web/model/index.mjs';
import { Composites } from '../../web/player/timeline/composites.mjs';
import { append, traceOf } from './trace-of.mjs';
import { whatIsAt } from '../../web/player/timeline/tip.mjs';

const awaitscope = await load();

/**
 * The brackets of a scenario's run, and its model.
 * @param {string} scenario
 */
async function shown(scenario) {
  const { trace } = await awaitscope.run(scenario);
  const model = createModel(trace);
  const window = { from: 0, to: model.end, pixels: 1000, firstRow: 0, endRow: 100 };
  const names = model.rows().map(({ task }) => model.label(task));
  const brackets = new Composites().brackets(model, 'time', window);
  const cuts = brackets
    .filter(({ timed }) => timed)
    .map(({ row, expired, cut }) => [names[row], expired, cut.map((other) => names[other])]);
  const over = brackets.map(({ id, row, from, to, rows }) => {
    const members = rows.map((member) => names[member]).join(', ');
    return `${model.composite(id)?.what} of ${names[row]}, ${from} to ${to} s: ${members}`;
  });
  return { model, names, cuts, over };
}

/** @type {[string, string[]][]} A scenario and its brackets. The times are those of its Python program under CPython. */
const brackets = [
  ['gather', ['gather of Task-1, 0 to 3 s: Task-2, Task-3, Task-4']],
  ['wait_all', ['wait of Task-1, 0 to 3.4 s: rye, oat, spelt']],
  ['wait_first_completed', ['wait of Task-1, 0 to 1.4 s: Anna, Bo, Cleo']],
  [
    'wait_timeout',
    ['wait of Task-1, 0 to 2 s: Uma, Vic, Wes, Xenia', 'wait of Task-1, 2 to 4.2 s: Vic, Xenia'],
  ],
  ['task_group', ['TaskGroup of Task-1, 0 to 2.6 s: Ines, Jens, Kim']],
  ['wait_for_timeout', ['timeout of Task-1, 0 to 2.8 s: ']],
];
for (const [scenario, expected] of brackets) {
  test(`the brackets of ${scenario} are over their members, for as long as they last`, async () => {
    assert.deepEqual((await shown(scenario)).over, expected);
  });
}

test('an expired timeout cuts the wait of the task that its own waits for', async () => {
  const { cuts, names, model } = await shown('wait_for_timeout');
  assert.deepEqual(cuts, [['Task-1', 2, ['caver']]]);
  const tip = whatIsAt(model, 'time', names.indexOf('caver'), 1, 0.001);
  assert.deepEqual(tip.at(-1), 'Cancelled: The timeout at 2 s expires.');
});

test('of nested timeouts only the one that expires cuts; what ends by itself is not cancelled', async () => {
  const { cuts, names, model } = await shown('nested_timeouts');
  assert.deepEqual(
    cuts.filter(([, expired]) => Number.isFinite(expired)),
    [
      ['Ada', 1.5, ['Ada']],
      ['Ben', 4, ['Ben']],
    ],
  );
  assert.equal(cuts.length, 4);
  const tips = [1, 3].map((time) => whatIsAt(model, 'time', names.indexOf('Ada'), time, 0.001).join());
  assert.match(tips[0], /Cancelled: The timeout at 1\.5 s expires\./);
  assert.doesNotMatch(tips[1], /Cancelled/);
});

test('of a run that goes on a bracket gets members and an end when they come, also where it was not seen meanwhile', () => {
  const trace = traceOf(
    [0, 'TURN_BEGIN'],
    [0, 'TASK_CREATED', 1, 0, 'main'],
    [0, 'TASK_CREATED', 2, 1, 'a'],
    [0, 'TASK_CREATED', 3, 1, 'b'],
    [0, 'COMPOSITE_CREATED', 4, 1, 'gather'],
    [1, 'COMPOSITE_MEMBER', 4, 2],
  );
  const model = createModel(trace);
  const composites = new Composites();
  const window = { from: 0, to: 10, pixels: 1000, firstRow: 0, endRow: 100 };
  const look = (seen = window) =>
    composites.brackets(model, 'time', seen).map(({ to, open, rows }) => ({ to, open, rows }));
  assert.deepEqual(look(), [{ to: 1, open: true, rows: [1] }]);
  append(trace, [2, 'COMPOSITE_MEMBER', 4, 3], [3, 'TURN_END']);
  model.update();
  assert.deepEqual(look(), [{ to: 3, open: true, rows: [1, 2] }]);
  append(trace, [4, 'COMPOSITE_SETTLED', 4]);
  model.update();
  assert.deepEqual(look({ ...window, endRow: 0 }), []);
  append(trace, [9, 'TURN_BEGIN']);
  model.update();
  assert.deepEqual(look(), [{ to: 4, open: false, rows: [1, 2] }]);
});
