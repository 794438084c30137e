import assert from 'node:assert/strict';
import { test } from 'node:test';

import { UsageError } from '../../wasm/errors.mjs';
import { nearest } from '../../wasm/nearest.mjs';
import { checkOptions, findScenario } from '../../wasm/options.mjs';

/** @import { Scenario } from '../../wasm/types.js' */

/** @type {Scenario} */
const gather = {
  ...{ name: 'gather', title: 'Gather', theme: '', about: '', look: '', sources: [] },
  parameters: [
    { name: 'slow', label: '', unit: 's', min: 0.5, max: 5, step: 0.1, default: 2 },
    { name: 'workers', label: '', unit: '', min: 1, max: 9, step: 1, default: 3 },
  ],
};
const scenarios = [gather, { ...gather, name: 'wait_all' }, { ...gather, name: 'bare', parameters: [] }];

test('what is not given has its default, a parameter that of the scenario', () => {
  const settings = checkOptions(gather, { seed: undefined, parameters: { slow: 5 } });
  assert.deepEqual(settings.parameters, { slow: 5, workers: 3 });
  const { clock, seed, trace, speed, stamp, iterations } = settings;
  assert.deepEqual([clock, seed, trace, speed, stamp, iterations], ['virtual', 0, true, 1, false, false]);
});

test('a scenario is found by its name; a misspelt one gets the nearest suggested', () => {
  assert.equal(findScenario(scenarios, 'wait_all').name, 'wait_all');
  assert.throws(
    () => findScenario(scenarios, 'gahter'),
    /^UsageError: unknown scenario "gahter"; did you mean "gather"\?$/,
  );
  assert.throws(
    () => findScenario(scenarios, 'zzz'),
    /unknown scenario "zzz"; there are: gather, wait_all, bare$/,
  );
  assert.throws(() => findScenario(scenarios, undefined), /unknown scenario undefined/);
  assert.throws(() => findScenario([], 'x'), /unknown scenario "x"; there are none$/);
  const many = Array.from({ length: 20 }, (_, i) => ({ ...scenarios[0], name: `gather${i}` }));
  assert.throws(() => findScenario(many, 'zzz'), /unknown scenario "zzz"; none of 20 is like it$/);
});

/** @type {[string, any, RegExp][]} */
const refusals = [
  ['an unknown option', { clok: 'real' }, /unknown option "clok"; did you mean "clock"\?/],
  ['an unknown clock', { clock: 'wall' }, /clock "wall": should be "virtual" or "real"/],
  ['a negative seed', { seed: -1 }, /seed -1: should be a whole number from 0 to 4294967295/],
  ['a seed with a fraction', { seed: 0.5 }, /seed 0\.5: should be/],
  ['a seed too large', { seed: 2 ** 32 }, /seed 4294967296: should be/],
  ['a seed that is text', { seed: '1' }, /seed "1": should be/],
  ['speed 0', { clock: 'real', speed: 0 }, /speed 0: should be a number above 0/],
  ['an infinite speed', { clock: 'real', speed: Infinity }, /speed Infinity: should be/],
  ['a speed of the virtual clock', { speed: 2 }, /speed 2: only a real clock has a speed/],
  ['a trace that is no boolean', { trace: 'no' }, /trace "no": should be true or false/],
  ['a callback that is none', { onOutput: 'log' }, /onOutput "log": should be a function/],
  [
    'an unknown parameter',
    { parameters: { solw: 1 } },
    /unknown parameter "solw" of scenario "gather"; did you mean "slow"\?/,
  ],
  [
    'a parameter that is text',
    { parameters: { slow: '2' } },
    /parameter "slow" of scenario "gather": "2" is not a number/,
  ],
  ['a parameter that is NaN', { parameters: { slow: NaN } }, /NaN is not a number/],
  ['a parameter below its minimum', { parameters: { slow: 0.4 } }, /0\.4 is out of range, 0\.5 to 5 s$/],
  ['a parameter above its maximum', { parameters: { workers: 10 } }, /10 is out of range, 1 to 9$/],
  ['an infinite parameter', { parameters: { slow: Infinity } }, /Infinity is out of range/],
  ['a count with a fraction', { parameters: { workers: 2.5 } }, /2\.5 is a count and should be whole/],
];

for (const [what, options, message] of refusals) {
  test(`refused with the name and the mend: ${what}`, () => {
    assert.throws(
      () => checkOptions(gather, options),
      (error) => error instanceof UsageError && message.test(error.message),
    );
  });
}

test('a scenario without parameters says so', () => {
  assert.throws(
    () => checkOptions(scenarios[2], { parameters: { slow: 1 } }),
    /unknown parameter "slow" .*; there are none$/,
  );
});

test('what somebody may have meant is a few letters off', () => {
  const names = ['lock', 'gather', 'gather_exception'];
  assert.equal(nearest('gahter', names), 'gather');
  assert.equal(nearest('gathers', names), 'gather');
  assert.equal(nearest('gather_exeption', names), 'gather_exception');
  assert.equal(nearest('clock', names), 'lock');
  assert.equal(nearest('semaphore', names), undefined);
  assert.equal(nearest('x'.repeat(100_000), names), undefined);
});
