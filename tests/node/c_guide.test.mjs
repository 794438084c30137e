/** docs/c-guide.md: its examples print what it says, and no part of the runtime's interface is without one. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { examplesOf, guideFile, publicNames, runExamples } from '../../tools/c-guide.mjs';

const guide = readFileSync(guideFile, 'utf8');

test('each example compiles without warnings and prints what the guide says', async () => {
  const results = await runExamples(guide);
  assert.ok(results.length > 30);
  for (const { example, status, output } of results) {
    assert.deepEqual({ status, output }, { status: 0, output: example.expected }, `line ${example.line}`);
  }
});

test('each function and macro for programs stands in an example', () => {
  const words = new Set(examplesOf(guide).flatMap(({ code }) => code.match(/\w+/g) ?? []));
  const missing = publicNames().filter((name) => !words.has(name));
  assert.deepEqual(missing, [], 'write an example into docs/c-guide.md, then node tools/c-guide.mjs --write');
});
