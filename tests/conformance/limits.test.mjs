/** docs/python.md says what programs cannot do: as long as it is so. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadPython } from '../../wasm/python/index.mjs';
import { lastLine, readLimits } from './limits.mjs';

const python = await loadPython();
const limits = readLimits();

for (const { text, here, there } of limits) {
  test(`still a limit: ${text.trimEnd().split('\n').at(-1)}`, async () => {
    const run = await python.run({ name: 'program.py', text });
    const printed = lastLine(run.output + (run.state === 'raised' ? run.outcome : ''));
    assert.equal(printed, here);
    assert.notEqual(here, there);
  });
}

test('the list is read whole', () => assert.ok(limits.length > 20));
