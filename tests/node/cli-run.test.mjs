/** The real command, as a child process. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseTraceFile } from '../../wasm/index.mjs';
import { COMMAND, awaitscope, folder, shell } from './cli-command.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

test('run prints what the program prints, then its timeline', async () => {
  const { status, output, errors } = await awaitscope(['run', 'gather']);
  assert.deepEqual([status, errors], [0, '']);
  const [program, timeline] = output.split('\n\n');
  assert.match(program, /^Oslo: thermometer out\n(.*\n)*after 3\.0 s$/);
  assert.match(
    timeline,
    /^Gather: 3 s on the virtual clock, 4 tasks\n +0 s .*\n +╷.*\nTask-1 +█─ gather of 3 ─+█✔\n/,
  );
  assert.match(timeline, /\n└ Task-4 █─ sleep ─+█✔ 12$/);
});

test('--set changes a parameter', async () => {
  const { output } = await awaitscope(['run', 'gather', '--set', 'oslo=1.5', '--set', 'kyoto=0.5']);
  assert.match(output, /^after 1\.5 s$/m);
});

test('--stamp prints stamped lines and no timeline', async () => {
  const { status, output } = await awaitscope(['run', 'gather', '--stamp']);
  assert.equal(status, 0);
  assert.match(output, /^T0\.000000\tTask-2\tOslo: thermometer out\n/);
  assert.ok(output.split('\n').every((line) => line === '' || /^T\d+\.\d{6}\t/.test(line)));
});

test('--format none prints the program alone', async () => {
  const { output } = await awaitscope(['run', 'gather', '--format', 'none']);
  assert.ok(output.endsWith('after 3.0 s\n'));
});

test('--format json prints the trace alone', async () => {
  const { output } = await awaitscope(['run', 'gather', '--format', 'json']);
  assert.equal(parseTraceFile(output).scenario.name, 'gather');
});

test('two runs print the same bytes', async () => {
  const args = ['run', 'cancel_cleanup', '--format', 'json', '--seed', '3'];
  const [first, second] = await Promise.all([awaitscope(args), awaitscope(args)]);
  assert.ok(first.output.length > 1000);
  assert.equal(first.output, second.output);
});

test('--clock real takes as long as the sleeps', async () => {
  const parameters = ['oslo=0.3', 'lima=0.2', 'kyoto=0.2'].flatMap((setting) => ['--set', setting]);
  const start = performance.now();
  const { status, output } = await awaitscope(['run', 'gather', '--clock', 'real', ...parameters]);
  assert.equal(status, 0);
  assert.ok(performance.now() - start >= 300);
  assert.match(output, /^Gather: 30\d ms, 4 tasks$|^Gather: 3[1-9]\d ms, 4 tasks$/m);
});

test('a program that fails ends the command with 1 and says how', async () => {
  const { status, output, errors } = await awaitscope(['run', 'wait_for_in_time', '--set', 'patience=1']);
  assert.equal(status, 1);
  assert.equal(errors, 'awaitscope: wait_for_in_time failed: TimeoutError\n');
  assert.match(output, /✘ TimeoutError$/m);
});

test('wrong use ends it with 2, names the thing and the mend', async () => {
  /** @type {[args: string[], message: RegExp][]} */
  const wrong = [
    [[], /no command/],
    [['run', 'gahter'], /unknown scenario "gahter"; did you mean "gather"\?\n`awaitscope list` shows all/],
    [['run', 'zzzzzzzz'], /unknown scenario "zzzzzzzz"; none .*\n`awaitscope list` shows all/],
    [
      ['run', 'gather', '--set', 'osol=1'],
      /unknown parameter "osol".*did you mean "oslo"\?\n.*\n +oslo +0\.2 to 5 s, default 3 s: Time in Oslo\n/,
    ],
    [['run', 'gather', '--set', 'oslo=99'], /99 is out of range, 0\.2 to 5 s\n/],
    [['export', 'gahter', '--format', 'json'], /did you mean "gather"\?/],
    [['run', 'package.json'], /package\.json is neither; `awaitscope replay TRACE`/],
    [['run', 'a.py', '--set', 'a=1'], /--set goes with a scenario: a\.py is a program/],
    [['replay', 'gather'], /to run a scenario: `awaitscope run gather`/],
    [['replay', 'a.py'], /to run a program: `awaitscope run a\.py`/],
    [['list', 'gahter'], /did you mean "gather"\?/],
  ];
  await Promise.all(
    wrong.map(async ([args, message]) => {
      const { status, output, errors } = await awaitscope(args);
      assert.deepEqual([status, output], [2, '']);
      assert.match(errors, /^awaitscope: /);
      assert.match(errors, message);
      assert.doesNotMatch(errors, /\n +at /, 'no stack');
    }),
  );
});

test('a file that is no text in UTF-8 is refused, a byte order mark is none of the text', async (context) => {
  const path = folder(context);
  const latin = Buffer.from('print("a")\nprint("\xe9")\n', 'latin1');
  for (const [name, command] of [
    ['p.py', 'run'],
    ['t.json', 'replay'],
  ]) {
    writeFileSync(path(name), latin);
    const { status, errors } = await awaitscope([command, path(name)]);
    const message = `awaitscope: cannot read ${path(name)}: line 2 is not text in UTF-8\n`;
    assert.deepEqual([status, errors], [2, message]);
  }
  writeFileSync(path('p.py'), '\ufeffprint("a")\n');
  assert.equal((await awaitscope(['run', path('p.py'), '--format', 'none'])).output, 'a\n');
});

test('in a folder that has the name of a scenario, the scenario is meant', async (context) => {
  const path = folder(context);
  mkdirSync(path('gather'));
  const { status, output } = await awaitscope(['export', 'gather', '--format', 'mermaid'], { cwd: path('') });
  assert.equal(status, 0);
  assert.match(output, /^gantt\n {2}title Gather\n/);
});

test('--trace writes what replay reads', async (context) => {
  const path = folder(context);
  const run = await awaitscope(['run', 'wait_for_timeout', '--trace', path('t.json')]);
  const replay = await awaitscope(['replay', path('t.json')]);
  assert.deepEqual(replay, { status: 0, output: run.output, errors: '' });
  assert.deepEqual(readdirSync(path('')), ['t.json']);
});

test('--trace to a place that cannot be written is refused before the program runs', async () => {
  const { status, output, errors } = await awaitscope(['run', 'gather', '--trace', '/nowhere/t.json']);
  assert.deepEqual([status, output], [2, '']);
  assert.equal(errors, 'awaitscope: cannot write /nowhere/t.json: no such file or folder\n');
});

test('--trace to a full disk ends with 2', async () => {
  const { status, errors } = await awaitscope(['run', 'gather', '--trace', '/dev/full', '--format', 'none']);
  assert.deepEqual(
    [status, errors],
    [2, 'awaitscope: cannot write /dev/full: no space is left on the device\n'],
  );
});

test('an unknown scenario leaves no file', async (context) => {
  const path = folder(context);
  const { status } = await awaitscope(['run', 'gahter', '--trace', path('t.json')]);
  assert.equal(status, 2);
  assert.deepEqual(readdirSync(path('')), []);
});

test('output into a full disk is told', async () => {
  const { status, errors } = await shell('$AWAITSCOPE run gather > /dev/full');
  assert.deepEqual(
    [status, errors],
    [2, 'awaitscope: cannot write the output: no space is left on the device\n'],
  );
});

test('a reader that goes away is no error', async () => {
  const { output, errors } = await shell(
    'set -o pipefail; $AWAITSCOPE run always_ready --set turns=3000 --format json | head -c 20; exit 0',
  );
  assert.equal(errors, '');
  assert.equal(output.length, 20);
});

test('Ctrl-C cancels the program, which still cleans up', async () => {
  const child = spawn(process.execPath, [COMMAND, 'run', 'gather', '--clock', 'real', '--format', 'none']);
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (data) => (errors += data));
  child.stdout.once('data', () => child.kill('SIGINT'));
  const status = await new Promise((resolve) => child.on('close', resolve));
  assert.equal(status, 1);
  assert.match(errors, /gather failed: (CancelledError|KeyboardInterrupt)/);
});

test('before the first build it says how to build', async (context) => {
  const path = folder(context);
  for (const part of ['cli', 'wasm', 'web/model', 'package.json']) {
    cpSync(join(ROOT, part), path(part), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), path('node_modules'));
  const { status, errors } = await awaitscope(['list'], { command: path('cli/awaitscope.mjs') });
  assert.equal(status, 2);
  assert.match(errors, /^awaitscope: .*`npm run build` makes it\n$/);
});

test('list names every scenario under its theme; list NAME tells about one and its parameters', async () => {
  const [text, json] = await Promise.all([awaitscope(['list']), awaitscope(['list', '--json'])]);
  const scenarios = JSON.parse(json.output);
  assert.ok(scenarios.length >= 16);
  for (const { name, title, theme } of scenarios) {
    const line = text.output.split('\n').find((candidate) => candidate.trim().split(/\s+/)[0] === name);
    assert.ok(line?.includes(title), `${name} is listed`);
    assert.ok(text.output.split('\n').includes(theme));
  }
  const one = await awaitscope(['list', 'gather']);
  const { about, look } = scenarios.find((/** @type {{ name: string }} */ { name }) => name === 'gather');
  assert.ok(one.output.startsWith(`gather: Gather\n\n${about}\n${look}\n`));
  assert.match(one.output, /^ {2}kyoto {2}0\.2 to 5 s, default 2 s: Time in Kyoto$/m);
});

test('--help tells of every option, --version the version', async () => {
  const { status, output } = await awaitscope(['--help']);
  assert.equal(status, 0);
  for (const option of [
    '--set',
    '--clock',
    '--seed',
    '--format',
    '--trace',
    '--stamp',
    '--iterations',
    '--json',
  ]) {
    assert.ok(output.includes(option), option);
  }
  assert.deepEqual(
    output.split('\n').filter((line) => line.length > 80),
    [],
  );
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  assert.equal((await awaitscope(['--version'])).output, `${version}\n`);
});
