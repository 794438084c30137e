/**
 * The modules that pages fetch, each with some of the scenarios: they run as in the module that has all. Needs `npm run
 * build`.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { modules } from '../../tools/sizes.mjs';
import { formatTraceFile, load } from '../../wasm/index.mjs';

const whole = await load();
const addressOf = (/** @type {string} */ module) =>
  new URL(`../../build/wasm/figures/${module}.wasm`, import.meta.url);

/** @param {import('../../wasm/types.js').Awaitscope} awaitscope @param {string} scenario */
async function runIn(awaitscope, scenario) {
  const run = await awaitscope.run(scenario);
  return { state: run.state, log: run.log, trace: formatTraceFile(run.trace) };
}

for (const [module, names] of Object.entries(modules())) {
  test(`the module ${module} runs its scenarios, record by record, and has no others`, async () => {
    const part = await load({ module: addressOf(module) });
    for (const name of names) assert.deepEqual(await runIn(part, name), await runIn(whole, name), name);
    const other = whole.scenarios.find(({ name }) => !names.includes(name))?.name ?? '';
    await assert.rejects(async () => part.run(other), {
      name: 'ModuleBroken',
      message: /the module has none/,
    });
  });
}

test('every scenario is in one of them', async () => {
  const placed = Object.values(modules()).flat();
  assert.deepEqual(placed.sort(), whole.scenarios.map(({ name }) => name).sort());
  for (const module of Object.keys(modules())) assert.ok((await readFile(addressOf(module))).length > 0);
});
