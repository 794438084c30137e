/**
 * The examples print what CPython 3.13 prints for the same program, byte for byte: as WebAssembly through the command
 * line, and natively. `npm run record` makes what is expected.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { root } from '../../tools/tool.mjs';
import { pythonText, readCases, readExpected, recordedFiles, settings } from './cases.mjs';

const cases = readCases();
const commandLine = join(root, 'cli', 'awaitscope.mjs');
const native =
  process.env.AWAITSCOPE_NATIVE ?? join(root, 'build', 'native', 'examples', 'awaitscope_native');

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<{ status: unknown, output: string, errors: string }>}
 */
function execute(command, args) {
  return new Promise((done) => {
    execFile(command, args, { timeout: 30_000 }, (error, output, errors) =>
      done({ status: error ? (error.code ?? error.signal) : 0, output, errors }),
    );
  });
}

/**
 * The command prints what is expected, nothing to standard error, and fails where the program does.
 * @param {string} command
 * @param {string[]} args
 * @param {string} expected
 */
async function assertPrints(command, args, expected) {
  const { status, output, errors } = await execute(command, args);
  assert.equal(errors, '');
  assert.equal(output, expected);
  assert.equal(status, /^!.*\n$/m.test(expected) ? 1 : 0);
}

test('every example has its recorded output, and every recorded output its example', () => {
  assert.deepEqual(recordedFiles().sort(), cases.map(({ expected }) => expected).sort());
});

test('the constants of each Python text are the parameters with their defaults', () => {
  for (const { scenario } of cases) {
    const text = scenario.sources.find(({ language }) => language === 'python')?.text;
    assert.equal(pythonText(scenario, {}), text);
  }
});

test('the program is built that runs the examples natively', () => {
  assert.ok(existsSync(native), `${native} is missing: npm test builds it`);
});

for (const one of cases) {
  const { scenario, parameters } = one;
  const args = [
    scenario.name,
    '--stamp',
    '--iterations',
    ...settings(parameters).flatMap((set) => ['--set', set]),
  ];
  describe(one.title, () => {
    test('as WebAssembly', () =>
      assertPrints(process.execPath, [commandLine, 'run', ...args], readExpected(one)));
    test('natively', () => assertPrints(native, args, readExpected(one)));
  });
}
