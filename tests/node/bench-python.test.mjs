/**
 * bench/python.mjs: the program runs to its end wherever it is measured, with every await; how long it takes is not
 * asked.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPythons, runAwaits } from '../../bench/python.mjs';

const peers = /** @type {('ours' | 'cpython' | 'micropython')[]} */ (Object.keys(findPythons()));

test('ours and MicroPython are always there, CPython where it is found', () => {
  assert.deepEqual(
    peers.filter((which) => which !== 'cpython'),
    ['ours', 'micropython'],
  );
});

for (const which of peers) {
  // runAwaits throws where the program did not make each of its awaits.
  test(`${which}: three tasks with four awaits each`, () => {
    const ns = runAwaits(which, { tasks: 3, awaits: 4 });
    assert.ok(Number.isFinite(ns) && ns > 0, `${ns} ns`);
  });
}

test('a program that fails is named, with what it printed', () => {
  assert.throws(() => runAwaits('ours', { tasks: 1, awaits: NaN }), /python-in-wasm.*failed[^]*NameError/);
});
