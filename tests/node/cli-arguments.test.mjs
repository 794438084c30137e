import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readArguments } from '../../cli/arguments.mjs';
import { Failure } from '../../cli/failure.mjs';

/** @type {[line: string, message: RegExp][]} */
const WRONG = [
  ['', /^no command; there are: list, run, replay, export\./],
  ['lst', /^unknown command "lst"; did you mean list\?/],
  [
    'gather',
    /^unknown command "gather"; there are: list, run, replay, export; to run it: `awaitscope run gather`$/,
  ],
  ['--hlep', /^unknown option --hlep; did you mean --help\?$/],
  ['list x y', /^list takes one argument, not "x" and "y"$/],
  ['run', /^run needs a scenario; `awaitscope list` shows them$/],
  ['run a b', /^run takes one argument, not "a" and "b"$/],
  ['run a --sed 1', /^unknown option --sed of run; did you mean --seed\?$/],
  ['run a -x', /^unknown option -x of run/],
  ['list --seed 1', /^unknown option --seed of list/],
  ['run a --clock', /^--clock needs a value$/],
  ['run a --clock sun', /^--clock "sun": should be virtual or real$/],
  ['run a --stamp=1', /^--stamp takes no value$/],
  ['run a --seed 1.5', /^--seed "1\.5": should be a whole number from 0 to 4294967295$/],
  ['run a --seed 4294967296', /^--seed "4294967296": should be/],
  ['run a --seed -1', /^--seed needs a value; write --seed=VALUE/],
  ['run a --set x', /^--set "x": should be NAME=VALUE/],
  ['run a --set =1', /^--set "=1": should be NAME=VALUE/],
  ['run a --set x=', /^--set "x=": "" is not a number$/],
  ['run a --set x=one', /^--set "x=one": "one" is not a number$/],
  ['run a --set x=1 --set x=2', /^--set "x" is given twice$/],
  ['run a --seed 1 --seed=2', /^--seed is given twice$/],
  ['run a --stamp --stamp', /^--stamp is given twice$/],
  ['run a --iterations', /^--iterations goes with --stamp only$/],
  ['run a --format svg', /^--format "svg": should be gantt, json or none$/],
  ['run a --trace=', /^--trace needs the name of a file$/],
  ['replay', /^replay needs a trace file/],
  ['export a', /^export needs a format: --format html, svg, chrome, mermaid or json$/],
  ['export a --format png', /^--format "png": should be html, svg, chrome, mermaid or json$/],
];

for (const [line, message] of WRONG) {
  test(`refused: awaitscope ${line}`, () => {
    assert.throws(
      () => readArguments(line.split(' ').filter(Boolean)),
      (error) => error instanceof Failure && message.test(error.message),
    );
  });
}

test('run without options: virtual clock of the loader, timeline', () => {
  assert.deepEqual(readArguments(['run', 'gather']), {
    command: 'run',
    scenario: 'gather',
    run: { clock: undefined, seed: undefined, parameters: {} },
    stamp: false,
    iterations: false,
    format: 'gantt',
    trace: undefined,
  });
});

test('run with all options', () => {
  const args = 'run gather --set a=1.5 --set b=-2 --clock real --seed 7 --stamp --iterations --trace t.json';
  assert.deepEqual(readArguments(args.split(' ')), {
    command: 'run',
    scenario: 'gather',
    run: { clock: 'real', seed: 7, parameters: { a: 1.5, b: -2 } },
    stamp: true,
    iterations: true,
    format: 'none',
    trace: 't.json',
  });
});

test('stamps leave no timeline unless it is asked for', () => {
  const command = readArguments(['run', 'gather', '--stamp', '--format', 'gantt']);
  assert.equal(command.command === 'run' && command.format, 'gantt');
});

test('a parameter may have any name', () => {
  const command = readArguments(['run', 'a', '--set', '__proto__=1', '--set', 'constructor=2']);
  assert.deepEqual(command.command === 'run' && Object.entries(command.run.parameters), [
    ['__proto__', 1],
    ['constructor', 2],
  ]);
});

test('help is given before and behind a command', () => {
  for (const line of ['--help', '-h', 'help', 'run --help', 'list -h', 'export --help']) {
    assert.deepEqual(readArguments(line.split(' ')), { command: 'help' });
  }
  assert.deepEqual(readArguments(['--version']), { command: 'version' });
});
