import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';

import { ModuleBroken } from '../../wasm/errors.mjs';
import { checkOptions } from '../../wasm/options.mjs';
import { Run } from '../../wasm/run.mjs';
import { Kind } from '../../wasm/trace/kinds.mjs';
import { FakeHost } from './fake_host.mjs';
import { FakeModule } from './fake_module.mjs';

/** @import { Program } from './fake_module.mjs' */
/** @import { RunOptions, Scenario } from '../../wasm/types.js' */

/** @type {Scenario} */
const scenario = {
  ...{ name: 'tour', title: 'A tour', theme: 'Tests', about: '', look: '' },
  parameters: [{ name: 'delay', label: 'Delay', unit: 's', min: 0, max: 9, step: 0.1, default: 1.5 }],
  sources: [{ name: 'tour.c', language: 'c', text: '' }],
};

/** A run of a fake program. */
function start(/** @type {Program} */ program, /** @type {RunOptions} */ options = {}, of = scenario) {
  const fake = new FakeModule(program);
  const host = new FakeHost();
  const run = new Run(fake.instantiate, of, checkOptions(of, options), host);
  return { run, fake, host };
}

/** A program of one slice: does something and returns. */
const once = (/** @type {(fake: FakeModule, now: number) => void} */ action) => ({
  turns: (/** @type {FakeModule} */ fake, /** @type {number} */ now) => {
    action(fake, now);
    return fake.end(1, "'done'");
  },
});

/** A program that waits for ever. */
const waiting = () => ({ turns: () => Infinity });

test('a short virtual program has ended, with output and outcome, when the constructor returns', async () => {
  const { run } = start(once((fake) => fake.print('hello')));
  assert.deepEqual(
    [run.state, run.output, run.outcome, run.result],
    ['returned', 'hello\n', "'done'", "'done'"],
  );
  assert.equal(await run.finished, run);
});

test('a program that raised: the outcome is the error, there is no result, and finished resolves', async () => {
  const { run } = start({ turns: (fake) => fake.end(2, 'ValueError: no bell') });
  assert.deepEqual([run.state, run.outcome, run.result], ['raised', 'ValueError: no bell', undefined]);
  assert.equal(run.output, '');
  assert.equal(await run.finished, run);
});

test('the module is opened, given all parameters, started, and closed once', () => {
  const { fake } = start(
    once(() => {}),
    { seed: 7, parameters: { delay: 3 } },
  );
  assert.deepEqual(fake.calls, ['open 7 true 1', 'set tour.delay 3', 'start', 'close']);
  const { fake: other } = start(
    once(() => {}),
    { clock: 'real', trace: false },
  );
  assert.deepEqual(other.calls.slice(0, 2), ['open 0 false 0', 'set tour.delay 1.5']);
});

test('the trace names scenario, parameters, clock and sources', () => {
  const { trace } = start(once(() => {})).run;
  assert.deepEqual(trace.scenario, { name: 'tour', title: 'A tour' });
  assert.deepEqual([trace.parameters, trace.clock], [{ delay: 1.5 }, 'virtual']);
  assert.deepEqual(trace.sources, scenario.sources);
});

test('a print call with line feeds is several lines', () => {
  const { run } = start(once((fake) => fake.print('one\n\nthree')));
  assert.equal(run.output, 'one\n\nthree\n');
});

test('stamp: each line has the time with six decimals and the task, "-" where there is none', () => {
  const program = once((fake) => {
    fake.print('one\ntwo', 0.1 + 0.2, 3, 'Task-1');
    fake.print('callback', 2, 5);
    fake.print('outside');
  });
  assert.equal(
    start(program, { stamp: true }).run.output,
    'T0.300000\tTask-1\tone\nT0.300000\tTask-1\ttwo\nT2.000000\t-\tcallback\nT-\t-\toutside\n',
  );
  assert.equal(
    start(program, { stamp: true, iterations: true }).run.output,
    'T0.300000\tI3\tTask-1\tone\nT0.300000\tI3\tTask-1\ttwo\nT2.000000\tI5\t-\tcallback\nT-\tI-\t-\toutside\n',
  );
});

test('stamp: a time between two decimals is rounded to the even one, as Python prints it', () => {
  const times = [1 / 128, 3 / 128, 5 / 128, 1 + 7 / 128, 0.0000028, 1e9 + 1 / 3];
  const { run } = start(
    once((fake) => times.forEach((time) => fake.print('', time, 1, 't'))),
    { stamp: true },
  );
  assert.deepEqual(
    run.output
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t')[0]),
    ['T0.007812', 'T0.023438', 'T0.039062', 'T1.054688', 'T0.000003', 'T1000000000.333333'],
  );
});

test('stamp: an error is the last line, without stamp', () => {
  const { run } = start({ turns: (fake) => fake.end(2, 'KeyError: x') }, { stamp: true });
  assert.equal(run.output, '!KeyError: x\n');
});

test('text of the module is UTF-8, a byte order mark and what is no UTF-8 included', () => {
  const { run } = start(once((fake) => fake.print('\uFEFFKyōto 🌡')));
  assert.equal(run.output, '\uFEFFKyōto 🌡\n');
});

test('the trace is read when the ring is full and at the end, in order, nothing lost', () => {
  const { run } = start(
    once((fake) => Array.from({ length: 10 }, (_, i) => fake.record(Kind.TURN_BEGIN, { time: i }))),
  );
  assert.equal(run.trace.length, 10);
  assert.deepEqual([...run.trace.time.slice(0, 10)], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assert.equal(run.trace.lost, 0);
});

test('what freeing the run reports is in trace and log', () => {
  const { run } = start({
    turns: (fake) => fake.end(1, 'None'),
    close: (fake) => {
      fake.strings.push('Task-9');
      fake.record(Kind.PENDING_DESTROYED, { value: 1 });
      fake.log('Task was destroyed but it is pending!');
    },
  });
  assert.equal(run.trace.kind[0], Kind.PENDING_DESTROYED);
  assert.deepEqual(run.trace.strings, ['', 'Task-9']);
  assert.deepEqual(run.log, ['Task was destroyed but it is pending!']);
});

test('records that the ring dropped are counted once', () => {
  const program = once((fake) => void (fake.lost = 5));
  const { run } = start({ ...program, close: (fake) => fake.record(Kind.DEADLOCK) });
  assert.equal(run.trace.lost, 5);
});

test('onOutput gets each line, onLog each message, after the constructor has returned', async () => {
  /** @type {string[]} */
  const got = [];
  const program = once((fake) => {
    fake.print('a\nb');
    fake.log('careful');
  });
  const { run } = start(program, {
    onOutput: (line) => got.push(`out ${line} ${run.state}`),
    onLog: (message) => got.push(`log ${message}`),
  });
  assert.deepEqual(got, []);
  await run.finished;
  assert.deepEqual(got, ['out a returned', 'out b returned', 'log careful']);
});

test('change comes after each slice that added something, end once and last', async () => {
  /** @type {string[]} */
  const events = [];
  let next = 0;
  const { run, host } = start(
    {
      turns: (fake, now) => {
        next = now + 1;
        if (now === 1) {
          fake.print('one');
        }
        return now < 3 ? 1 : fake.end(1, 'None');
      },
      deadline: () => next,
    },
    { clock: 'real' },
  );
  run.addEventListener('change', () => events.push(`change ${run.output.length}`));
  run.addEventListener('end', () => events.push('end'));
  for (let second = 0; second < 3; second++) {
    host.pass(1);
    await Promise.resolve();
  }
  await run.finished;
  assert.deepEqual(events, ['change 4', 'end']);
});

test('a run that a callback closes ends once', async () => {
  let ends = 0;
  const { run } = start({ turns: (fake) => (fake.print('x'), Infinity) }, { onOutput: () => run.close() });
  run.addEventListener('end', () => ends++);
  await run.finished;
  await Promise.resolve();
  assert.deepEqual([run.state, ends], ['closed', 1]);
});

test('cancel reaches the module, and wakes a loop that waits', () => {
  const { run, fake, host } = start(waiting(), { clock: 'real' });
  run.cancel();
  assert.equal(fake.calls.at(-1), 'cancel');
  assert.equal(host.hops.length, 1);
});

test('pause and resume change the state and hold the driver; after the end they do nothing', () => {
  const { run, host } = start(waiting(), { clock: 'real' });
  run.pause();
  assert.deepEqual([run.state, host.timers.length], ['paused', 0]);
  run.resume();
  assert.equal(run.state, 'running');
  run.close();
  run.pause();
  run.resume();
  run.cancel();
  run.close();
  assert.equal(run.state, 'closed');
  assert.deepEqual([host.hops.length > 1, host.timers.length], [false, 0]);
});

test('close ends the run, keeps what it printed, and frees the module once', async () => {
  const { run, fake } = start({
    turns: (fake) => {
      fake.print('begun');
      return Infinity;
    },
  });
  run.close();
  assert.deepEqual([run.state, run.output, run.outcome], ['closed', 'begun\n', '']);
  assert.equal(fake.calls.filter((call) => call === 'close').length, 1);
  assert.equal(await run.finished, run);
});

test('an AbortSignal closes the run, also one that was aborted before it began', () => {
  const controller = new AbortController();
  const { run } = start(waiting(), { signal: controller.signal });
  assert.equal(run.state, 'running');
  controller.abort();
  assert.equal(run.state, 'closed');
  const { run: late } = start(
    once((fake) => fake.print('ran')),
    { signal: controller.signal },
  );
  assert.deepEqual([late.state, late.output], ['closed', '']);
  const other = new AbortController();
  start(
    once(() => {}),
    { signal: other.signal },
  );
  assert.equal(getEventListeners(other.signal, 'abort').length, 0);
});

test('an assertion of the module: finished rejects with its text, the run is closed, the output stays', async () => {
  const { run } = start({
    turns: (fake) => {
      fake.print('before');
      fake.abort('loop.c:12: count > 0');
      return 0;
    },
  });
  assert.deepEqual([run.state, run.output], ['closed', 'before\n']);
  await assert.rejects(
    run.finished,
    (error) => error instanceof ModuleBroken && /loop\.c:12: count > 0/.test(error.message),
  );
  assert.deepEqual(run.log, ['ModuleBroken: loop.c:12: count > 0']);
});

test('a trap of the module is a ModuleBroken with the trap as its cause', async () => {
  const { run } = start({
    turns: () => {
      throw new WebAssembly.RuntimeError('unreachable');
    },
  });
  await assert.rejects(
    run.finished,
    (error) => error instanceof ModuleBroken && error.cause instanceof WebAssembly.RuntimeError,
  );
});

test('a run that breaks does not touch another', async () => {
  const { run: good, host } = start(
    { turns: (fake, now) => (now < 1 ? 1 : fake.end(1, '3')), deadline: () => 1 },
    { clock: 'real' },
  );
  const { run: bad } = start({
    turns: (fake) => {
      fake.abort('gone');
      return 0;
    },
  });
  await assert.rejects(bad.finished);
  host.pass(2);
  assert.equal((await good.finished).outcome, '3');
});

test('a scenario that the module lacks is told as a mismatch of builds', () => {
  assert.throws(
    () => start(waiting(), {}, { ...scenario, name: 'missing' }),
    /scenario "missing" is listed, but the module has none: the two come from different builds/,
  );
});

test('imports that do not fit are told as a broken module', () => {
  const refuse = () => {
    throw new WebAssembly.LinkError('host.now');
  };
  assert.throws(() => new Run(refuse, scenario, checkOptions(scenario), new FakeHost()), ModuleBroken);
});

test('a listener that throws does not stop the others, nor the run', async () => {
  /** @type {unknown[]} */
  const uncaught = [];
  process.setUncaughtExceptionCaptureCallback((error) => uncaught.push(error));
  try {
    /** @type {string[]} */
    const lines = [];
    const program = once((fake) => fake.print('a\nb'));
    const onOutput = (/** @type {string} */ line) => {
      lines.push(line);
      throw new Error(line);
    };
    await start(program, { onOutput }).run.finished;
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(lines, ['a', 'b']);
    assert.equal(uncaught.length, 2);
  } finally {
    process.setUncaughtExceptionCaptureCallback(null);
  }
});
