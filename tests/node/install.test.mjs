/**
 * Installs the runtime by itself as the guide says, builds programs on it as its users do, and runs those on the
 * machine's clock.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { onPath } from '../../tools/find.mjs';
import { capture, root, run } from '../../tools/tool.mjs';

const consumer = join(root, 'tests/installed/consumer');
const programs = join(root, 'tests/installed/programs');
const folder = mkdtempSync(join(tmpdir(), 'awaitscope-install-'));
const prefix = join(folder, 'prefix');

// As users call CMake; it asks for make where nothing else is said, and there may be Ninja alone.
if (onPath('ninja')) process.env.CMAKE_GENERATOR ??= 'Ninja';

before(async () => {
  const tree = join(folder, 'library');
  await run('cmake', ['-S', 'runtime', '-B', tree, '-DCMAKE_INSTALL_LIBDIR=lib']);
  await run('cmake', ['--build', tree, '--parallel', '2']);
  await run('cmake', ['--install', tree, '--prefix', prefix]);
});

after(() => rmSync(folder, { recursive: true, force: true }));

/** @param {string} program */
function behaves(program) {
  test('sleeps, and hands out lines in the order of time', async () => {
    assert.deepEqual(await capture(program, ['sleeps']), { status: 0, output: 'hello\nworld\n' });
  });
  test('answers Ctrl-C with a cancel', async () => {
    const expected = { status: 0, output: 'waiting\ncleaned up\nKeyboardInterrupt\n' };
    assert.deepEqual(await capture(program, ['interrupt']), expected);
  });
  test('writes the error it fails with', async () => {
    assert.deepEqual(await capture(program, ['failure']), { status: 0, output: 'ValueError: no page 7\n' });
  });
}

describe('with find_package', () => {
  const tree = join(folder, 'consumer');
  before(async () => {
    await run('cmake', ['-S', consumer, '-B', tree, `-DCMAKE_PREFIX_PATH=${prefix}`]);
    await run('cmake', ['--build', tree]);
  });
  behaves(join(tree, 'consumer'));
});

/**
 * Compiles one file with what pkg-config says.
 * @param {string} compiler
 * @param {string} source
 * @param {string} program
 */
async function compile(compiler, source, program) {
  const env = { PKG_CONFIG_PATH: join(prefix, 'lib/pkgconfig') };
  const flags = (await run('pkg-config', ['--cflags', '--libs', 'asyncio'], { env })).trim().split(/\s+/);
  const strict = ['-std=c11', '-Wall', '-Wextra', '-Wpedantic', '-Wshadow', '-Wconversion', '-Werror'];
  await run(compiler, [...strict, source, ...flags, '-o', program]);
}

describe('with pkg-config', () => {
  const program = join(folder, 'with-pkg-config');
  before(() => compile('gcc', join(consumer, 'consumer.c'), program));
  behaves(program);
});

describe('small programs on the real clock', () => {
  const expected = {
    echo: [0, 1, 2].flatMap((i) => ['ANN', 'BOB', 'CID'].map((name) => `b'${name} ${i}\\n'`)),
    timers: ['tick 0', 'tick 1', 'ring one', 'tick 2', 'tick 3', 'too slow', 'too slow again', 'bye'],
    threads: ["['one', 'two', None]", 'OSError(no such file)', '21'],
    group: ['[0, 2, 4, 6, 8, 10, 12]', 'ExceptionGroup[ValueError(no)]', '4', 'left over'],
  };
  for (const compiler of ['gcc', 'clang']) {
    for (const [name, lines] of Object.entries(expected)) {
      test(`${name}, compiled by ${compiler}`, { timeout: 60_000 }, async () => {
        const program = join(folder, `${name}-${compiler}`);
        await compile(compiler, join(programs, `${name}.c`), program);
        const { status, output } = await capture(program, []);
        assert.deepEqual(
          { status, lines: output.trim().split('\n').sort() },
          { status: 0, lines: [...lines].sort() },
        );
      });
    }
  }
});

test('a program in C++ is told at once what to do', async () => {
  const source = ['-x', 'c++', '-fsyntax-only', join(consumer, 'consumer.c')];
  const { status, output } = await capture('clang', ['-I', join(prefix, 'include'), ...source]);
  assert.notEqual(status, 0);
  assert.match(output, /error: .*C11's, not C\+\+'s: keep coroutines in a \.c file/);
});

test('what is installed names no folder of the build', () => {
  const files = [
    'lib/cmake/asyncio/asyncioConfig.cmake',
    'lib/cmake/asyncio/asyncioTargets.cmake',
    'lib/pkgconfig/asyncio.pc',
  ];
  for (const file of files) assert.ok(!readFileSync(join(prefix, file), 'utf8').includes(root), file);
});
