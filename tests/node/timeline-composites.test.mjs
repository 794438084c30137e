/** What a timeline shows of timeouts: what an expired one cancelled. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from '../../wasm/index.mjs';
import { createModel } from '../../web/model/index.mjs';
import { Composites } from '../../web/player/timeline/composites.mjs';
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
  return { model, names, cuts };
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
