/**
 * Random Python programs print on the runtime what they print under CPython 3.13, byte for byte, at the same iterations of
 * the loop. `node tests/conformance/programs.mjs 1 200 --record 200` records them.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { loadPython } from '../../wasm/python/index.mjs';

/** @type {{ name: string, text: string, expected: string }[]} */
const programs = JSON.parse(
  gunzipSync(readFileSync(new URL('programs.json.gz', import.meta.url))).toString('utf8'),
);

describe('random Python programs', async () => {
  const python = await loadPython();

  test('are there', () => assert.equal(programs.length, 200));

  for (const { name, text, expected } of programs) {
    test(name, async () => {
      const run = await python.run({ name, text }, { stamp: true, iterations: true });
      assert.equal(run.output, expected);
    });
  }
});
