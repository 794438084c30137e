/** Installs the runtime by itself, builds a program on it as its users do, and runs that on the machine's clock. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { onPath } from '../../tools/find.mjs';
import { capture, root, run } from '../../tools/tool.mjs';

const consumer = join(root, 'tests/installed/consumer');
const folder = mkdtempSync(join(tmpdir(), 'awaitscope-install-'));
const prefix = join(folder, 'prefix');

before(async () => {
  const tree = join(folder, 'library');
  await run('cmake', [
    '-S',
    'runtime',
    '-B',
    tree,
    '-DCMAKE_INSTALL_LIBDIR=lib',
    `-DCMAKE_INSTALL_PREFIX=${prefix}`,
  ]);
  await run('cmake', ['--build', tree, '--parallel', '2']);
  await run('cmake', ['--install', tree]);
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

describe('with pkg-config', { skip: onPath('pkg-config') === undefined && 'no pkg-config here' }, () => {
  const program = join(folder, 'with-pkg-config');
  before(async () => {
    const env = { PKG_CONFIG_PATH: join(prefix, 'lib/pkgconfig') };
    const flags = (await run('pkg-config', ['--cflags', '--libs', 'asyncio'], { env })).trim().split(/\s+/);
    const strict = ['-std=c11', '-Wall', '-Wextra', '-Wpedantic', '-Werror'];
    await run('gcc', [...strict, join(consumer, 'consumer.c'), ...flags, '-o', program]);
  });
  behaves(program);
});

test('what is installed names no folder of the build', () => {
  const files = ['lib/cmake/asyncio/asyncioConfig.cmake', 'lib/pkgconfig/asyncio.pc'];
  for (const file of files) assert.ok(!readFileSync(join(prefix, file), 'utf8').includes(root), file);
});
