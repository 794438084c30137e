import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addTotals, cmockaTotals, noTotals, nodeTotals, totalsLines } from '../../tools/totals.mjs';

test("Node's totals are read from the end of its TAP, not from a test's name", () => {
  const output = 'ok 1 - has # fail 7 in it\n1..2\n# tests 2\n# suites 0\n# pass 1\n# fail 1\n# skipped 0\n';
  assert.deepEqual(nodeTotals(output), { ...noTotals, tests: 2, pass: 1, fail: 1 });
});

test("cmocka's totals: a test that crashed counts as failed", () => {
  const output =
    '[==========] Running 3 test(s).\n[ RUN      ] a\n[       OK ] a\n' +
    '[ RUN      ] b\n[  FAILED  ] b\n[ RUN      ] c\n==1==ERROR: AddressSanitizer\n';
  assert.deepEqual(cmockaTotals(output), { ...noTotals, tests: 3, pass: 1, fail: 2 });
  assert.deepEqual(cmockaTotals('No tests were found!!!'), noTotals);
});

test('sums are printed as Node prints its own', () => {
  const one = { ...noTotals, tests: 2, pass: 2 };
  const sum = totalsLines(addTotals(one, one), 1.5);
  assert.equal(
    sum,
    '# tests 4\n# pass 4\n# fail 0\n# cancelled 0\n# skipped 0\n# todo 0\n# duration_ms 1500',
  );
});
