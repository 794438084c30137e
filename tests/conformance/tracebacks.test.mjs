/** What a run logs: CPython's words, its tracebacks without the frames of its library. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadPython } from '../../wasm/python/index.mjs';
import { readPrograms } from './tracebacks.mjs';

const python = await loadPython();

for (const { name, file, expected } of readPrograms()) {
  test(`what ${name} says when it fails is what CPython says`, async () => {
    const run = await python.run({ name, text: readFileSync(file, 'utf8') });
    assert.equal(`${run.log.join('\n')}\n`, readFileSync(expected, 'utf8'));
  });
}
