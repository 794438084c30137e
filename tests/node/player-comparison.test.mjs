/** Runs above each other: their names, the difference, a step of all. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { differenceInWords, namesOf, stepTogether } from '../../web/player/compare/comparison.mjs';

const parameters = [
  { name: 'hour', label: 'Called back after', unit: 's', min: 0, max: 5, step: 0.1, default: 2 },
  { name: 'count', label: 'Boats', unit: '', min: 0, max: 5, step: 1, default: 2 },
];

/** @param {Record<string, number>} values */
const run = (values) => ({ title: 'Timeout', values, parameters });

test('runs of one program are named by the parameters in which they differ', () => {
  assert.deepEqual(namesOf([run({ hour: 1.5, count: 2 }), run({ hour: 5, count: 2 })]), [
    'Called back after 1.5 s',
    'Called back after 5 s',
  ]);
  assert.deepEqual(
    namesOf([run({ hour: 1, count: 2 }), run({ hour: 1, count: 3 }), run({ hour: 2, count: 3 })]),
    ['Called back after 1 s, Boats 2', 'Called back after 1 s, Boats 3', 'Called back after 2 s, Boats 3'],
  );
});

test('a parameter that no scenario explains has its own name', () => {
  const traces = [1, 2].map((slow) => ({ title: 'Timeout', values: { slow }, parameters: [] }));
  assert.deepEqual(namesOf(traces), ['slow 1', 'slow 2']);
});

test('titles tell different programs apart, numbers what is alike; a label is the page’s word', () => {
  assert.deepEqual(namesOf([run({ hour: 1 }), { ...run({ hour: 1 }), title: 'Gather' }]), [
    'Timeout',
    'Gather',
  ]);
  assert.deepEqual(namesOf([run({ hour: 1 }), run({ hour: 1 })]), ['Run 1', 'Run 2']);
  assert.deepEqual(namesOf([{ ...run({ hour: 1 }), label: 'hasty' }, run({ hour: 3 })]), [
    'hasty',
    'Called back after 3 s',
  ]);
});

test('the difference is a sentence', () => {
  assert.equal(
    differenceInWords(['a', 'b'], [3.6, 4]),
    '“a” takes 3.6 s, 400 ms less than “b”, which takes 4 s.',
  );
  assert.equal(
    differenceInWords(['a', 'b'], [4, 3.6]),
    '“b” takes 3.6 s, 400 ms less than “a”, which takes 4 s.',
  );
  assert.equal(differenceInWords(['a', 'b'], [2, 2]), 'Both take 2 s.');
  assert.equal(
    differenceInWords(['a', 'b', 'c'], [2, 5, 3]),
    '“a” takes 2 s, 3 s less than “b”, which takes 5 s.',
  );
  assert.equal(differenceInWords(['a'], [2]), '');
});

/** A run whose records happen at these times, each an event. @param {number[]} times @param {number} index */
function standing(times, index, time = times[index - 1] ?? times[0]) {
  const model = {
    length: times.length,
    timeAt: (/** @type {number} */ position) => times[Math.max(0, position - 1)],
    nextPosition: (/** @type {number} */ position) => Math.min(times.length, position + 1),
    previousPosition: (/** @type {number} */ position) => Math.max(0, position - 1),
  };
  return { model, position: { index, time } };
}

test('a step goes to whatever comes next in any of them, and there time is the same for all', () => {
  const [one, two] = [
    [0, 1, 3],
    [0, 2, 3],
  ];
  const walk = [[0, 0]];
  const times = [];
  for (let at = [0, 0]; ;) {
    const positions = stepTogether([standing(one, at[0]), standing(two, at[1])], 1, 'event');
    if (!positions) break;
    at = positions.map(({ index }) => index);
    assert.equal(positions[0].time, positions[1].time);
    times.push(positions[0].time);
    walk.push(at);
  }
  assert.deepEqual(times, [0, 1, 2, 3]);
  assert.deepEqual(walk, [
    [0, 0],
    [1, 1],
    [2, 1],
    [2, 2],
    [3, 3],
  ]);
  for (let place = walk.length - 1; place > 0; place--) {
    const [first, second] = walk[place];
    const positions = stepTogether([standing(one, first), standing(two, second)], -1, 'event');
    assert.deepEqual(
      positions?.map(({ index }) => index),
      walk[place - 1],
      'and back the same way',
    );
  }
  assert.equal(stepTogether([standing(one, 0), standing(two, 0)], -1, 'event'), null);
});
