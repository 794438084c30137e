// The tables of asyncio's traps and of broken rules in tests/runtime/README.md name tests that are there.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const folder = new URL('../runtime/', import.meta.url);

/** @param {string} name */
function read(name) {
  return readFileSync(new URL(name, folder), 'utf8');
}

/** The rows of the tables: a trap's number, NaN for a rule; what holds or is broken; and the tests by file. */
function rows() {
  return [...read('README.md').matchAll(/^\| (\d+|rule) +\| (.+?) +\| (.+?) +\|$/gm)].map(
    ([, number, holds, tests]) => ({
      trap: Number(number),
      holds,
      tests: tests.split('; ').flatMap((part) => {
        const [file, names] = part.split(': ');
        return names.split(', ').map((name) => ({ file, name }));
      }),
    }),
  );
}

test('each trap has a row', () => {
  const traps = new Set(rows().flatMap(({ trap }) => (Number.isNaN(trap) ? [] : trap)));
  assert.deepEqual(
    [...traps],
    Array.from({ length: 22 }, (_, i) => i + 1),
  );
});

test('each test that a row names exists and runs', () => {
  for (const { trap, holds, tests } of rows()) {
    for (const { file, name } of tests) {
      const source = read(file);
      const where = `${Number.isNaN(trap) ? 'rule' : `trap ${trap}`}, "${holds}": ${file} has no ${name}`;
      assert.match(
        source,
        new RegExp(
          `^(RECORDED_TEST\\(${name}\\);|SCENE\\(test_${name}\\)|static void test_${name}\\(void)`,
          'm',
        ),
        where,
      );
      assert.match(source, new RegExp(`cmocka_unit_test(_\\w+)?\\(test_${name}\\b`), where);
    }
  }
});

test('no test but those that name the allocation that fails is left out of the pass without memory', () => {
  const leftOut = readdirSync(folder).filter(
    (file) => file.endsWith('.c') && /\b(TAKES_NO_PART|RUN_ONCE)\(/.test(read(file)),
  );
  assert.deepEqual(leftOut, ['test_out_of_memory.c']);
});

for (const helper of ['failing_sparsely', 'failing_may_share_cancels']) {
  test(`each file with a test that uses ${helper} is named`, () => {
    const row = read('README.md').match(new RegExp(`^\\| \`${helper}\\(\\)\` \\|(.*)`, 'm'))?.[1] ?? '';
    const named = [...row.matchAll(/(test_\w+\.c): /g)].map(([, file]) => file);
    const using = readdirSync(folder).filter(
      (file) => file.endsWith('.c') && read(file).includes(`${helper}();`),
    );
    assert.deepEqual(named.toSorted(), using.toSorted());
  });
}
