import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { formatTraceFile, load, parseTraceFile } from '../../wasm/index.mjs';
import { Kind } from '../../wasm/trace/kinds.mjs';

/** The whole way: scenario → runtime in WebAssembly → boundary → trace. Needs `npm run build`. */
const awaitscope = await load();

const moduleFile = new URL('../../build/wasm/awaitscope.wasm', import.meta.url);

/** Indices of the records of one kind. */
function recordsOf(/** @type {import('../../wasm/types.js').Trace} */ trace, /** @type {number} */ kind) {
  return Array.from({ length: trace.length }, (_, i) => i).filter((i) => trace.kind[i] === kind);
}

test('the module imports functions of host.h and nothing else', async () => {
  const imports = WebAssembly.Module.imports(await WebAssembly.compile(await readFile(moduleFile)));
  const header = await readFile(new URL('../../wasm/host.h', import.meta.url), 'utf8');
  const named = [...header.matchAll(/HOST_IMPORT\((\w+)\)/g)].map(([, name]) => name);
  for (const { module, name, kind } of imports) {
    assert.deepEqual([module, kind, named.includes(name)], ['host', 'function', true], `${module}.${name}`);
  }
});

test('gather runs to its end and prints, stamped, what CPython prints', async () => {
  const run = await awaitscope.run('gather', { stamp: true, iterations: true });
  assert.deepEqual([run.state, run.result, run.log], ['returned', 'None', []]);
  assert.equal(run.now, 3);
  assert.equal(
    run.output,
    [
      'T0.000000\tI2\tTask-2\tOslo: thermometer out',
      'T0.000000\tI2\tTask-3\tLima: thermometer out',
      'T0.000000\tI2\tTask-4\tKyoto: thermometer out',
      'T1.000000\tI4\tTask-3\tLima: 19 degrees',
      'T2.000000\tI7\tTask-4\tKyoto: 12 degrees',
      'T3.000000\tI10\tTask-2\tOslo: -4 degrees',
      'T3.000000\tI12\tTask-1\treadings: [-4, 19, 12]',
      'T3.000000\tI12\tTask-1\tafter 3.0 s',
      '',
    ].join('\n'),
  );
});

test('a parameter changes what it says', async () => {
  const run = await awaitscope.run('gather', { parameters: { lima: 4.5 } });
  assert.match(run.output, /after 4\.5 s\n$/);
  assert.deepEqual(run.trace.parameters, { oslo: 3, lima: 4.5, kyoto: 2 });
});

test('each scenario returns on the virtual clock, and twice with the same bytes', async () => {
  assert.ok(awaitscope.scenarios.length > 0);
  for (const { name } of awaitscope.scenarios) {
    const runs = await Promise.all([awaitscope.run(name), awaitscope.run(name)]);
    assert.equal(runs[0].state, 'returned', name);
    assert.ok(runs[0].output.length > 0, name);
    assert.equal(runs[0].output, runs[1].output, name);
    assert.equal(formatTraceFile(runs[0].trace), formatTraceFile(runs[1].trace), name);
  }
});

test('each trace is whole: it goes through its file, and says what was printed and by whom', async () => {
  for (const { name } of awaitscope.scenarios) {
    const { trace, output } = await awaitscope.run(name);
    assert.equal(trace.lost, 0, name);
    const read = parseTraceFile(formatTraceFile(trace), name);
    const printed = recordsOf(read, Kind.PRINT).map((i) => read.strings[read.value[i]] + '\n');
    assert.equal(printed.join(''), output, name);
    const created = new Set(recordsOf(read, Kind.TASK_CREATED).map((i) => read.subject[i]));
    for (const i of recordsOf(read, Kind.PRINT)) {
      assert.ok(read.object[i] === 0 || created.has(read.object[i]), name);
    }
  }
});

test('a trace longer than the ring is read while the run goes on: nothing is lost', async () => {
  const { trace } = await awaitscope.run('always_ready', { parameters: { turns: 5000 } });
  assert.ok(trace.length > 50_000, String(trace.length));
  assert.equal(trace.lost, 0);
  const begun = recordsOf(trace, Kind.TURN_BEGIN).map((i) => trace.turn[i]);
  begun.forEach((turn, index) => assert.equal(turn, index + 1));
});

test('without a trace the run is the same and there are no records', async () => {
  const [traced, bare] = await Promise.all([
    awaitscope.run('nested_timeouts'),
    awaitscope.run('nested_timeouts', { trace: false }),
  ]);
  assert.equal(bare.output, traced.output);
  assert.equal(bare.trace.length, 0);
});

test('two runs at the same time, of different scenarios and clocks, do not touch each other', async () => {
  const alone = await awaitscope.run('wait_timeout');
  const real = awaitscope.start('gather', { clock: 'real', speed: 60, parameters: { oslo: 2 } });
  const virtual = await awaitscope.run('wait_timeout');
  assert.equal(real.state, 'running');
  assert.equal(virtual.output, alone.output);
  assert.match((await real.finished).output, /readings: \[-4, 19, 12\]/);
});

test('on a real clock nothing comes early, and pause holds it', async () => {
  const speed = 20;
  const run = awaitscope.start('gather', { clock: 'real', speed, stamp: true });
  run.pause();
  const held = run.now;
  assert.throws(() => (run.speed = 0), /speed 0: should be a number above 0/);
  run.speed = speed;
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(run.now, held);
  run.resume();
  await run.finished;
  const times = run.output
    .trimEnd()
    .split('\n')
    .map((line) => Number(line.slice(1).split('\t')[0]));
  const due = [0, 0, 0, 1, 2, 3, 3, 3];
  times.forEach((time, index) => assert.ok(time >= due[index], `${time} before ${due[index]}`));
  assert.ok(run.now < 3 + 0.25 * speed, `ended ${run.now}`);
});

test('on a real clock the time goes on from turn to turn, within a slice too', async () => {
  const { trace } = await awaitscope.run('always_ready', {
    clock: 'real',
    parameters: { turns: 20_000, rest: 0 },
  });
  const times = recordsOf(trace, Kind.TURN_BEGIN).map((i) => trace.time[i]);
  assert.ok(new Set(times).size > 1000, String(new Set(times).size));
});

test('a loop that is always ready leaves the host its turns', async () => {
  const run = awaitscope.start('always_ready', {
    clock: 'real',
    trace: false,
    parameters: { turns: 1_000_000, rest: 0 },
  });
  let turns = 0;
  const count = () => {
    turns++;
    if (run.state === 'running') {
      setImmediate(count);
    }
  };
  setImmediate(count);
  await run.finished;
  assert.ok(turns >= 3, String(turns));
});

test('cancel ends a run as Ctrl-C does: the main task is cancelled and cleans up', async () => {
  const run = awaitscope.start('gather', { clock: 'real', stamp: true });
  run.cancel();
  await run.finished;
  assert.deepEqual([run.state, run.result], ['raised', undefined]);
  assert.match(run.outcome, /^CancelledError: /);
  assert.match(run.output, /!CancelledError: \n$/);
});

test('close in the middle keeps output and trace, and says what was still pending', async () => {
  const run = awaitscope.start('gather', { clock: 'real' });
  run.close();
  await run.finished;
  assert.equal(run.state, 'closed');
  assert.match(run.output, /^Oslo: thermometer out\n/);
  assert.ok(recordsOf(run.trace, Kind.TASK_CREATED).length >= 4);
  assert.ok(recordsOf(run.trace, Kind.PENDING_DESTROYED).length >= 1);
});

test('an AbortSignal closes a run under way', async () => {
  const run = await awaitscope.run('gather', { clock: 'real', signal: AbortSignal.timeout(5) });
  assert.equal(run.state, 'closed');
});
