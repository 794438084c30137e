/**
 * Python programs print on the runtime what they print under CPython 3.13, byte for byte, at the same iterations of the
 * loop: random ones, which `node tests/conformance/programs.mjs 1 200 --record 200` records, and for asyncio's edges
 * and streams with `--of edges`, `--of streams` (an oracle that has a network); and those in python/, whose output `npm
 * run record` does.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { loadPython } from '../../wasm/python/index.mjs';

const python = await loadPython();
const folder = new URL('python/', import.meta.url);

/**
 * @param {{ name: string, text: string }} program
 * @param {string} expected
 */
async function assertPrints(program, expected) {
  const { output } = await python.run(program, { stamp: true, iterations: true });
  assert.equal(output, expected);
}

/**
 * @param {string} file
 * @returns {{ name: string, text: string, expected: string }[]}
 */
function recorded(file) {
  return JSON.parse(gunzipSync(readFileSync(new URL(file, import.meta.url))).toString('utf8'));
}

for (const [about, file, count] of /** @type {const} */ ([
  ['random Python programs', 'programs.json.gz', 200],
  ["random Python programs at asyncio's edges", 'edges.json.gz', 120],
  ['random Python programs of streams', 'streams.json.gz', 40],
])) {
  describe(about, () => {
    const programs = recorded(file);
    test('are there', () => assert.equal(programs.length, count));

    for (const { name, text, expected } of programs) {
      test(name, () => assertPrints({ name, text }, expected));
    }
  });
}

describe('Python programs', () => {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.py'))) {
    const [text, expected] = [name, name.replace(/py$/, 'txt')].map((file) =>
      readFileSync(new URL(file, folder), 'utf8'),
    );
    test(name, () => assertPrints({ name, text }, expected));
  }
});
