import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'awaitscope';
import { Operations } from '../../wasm/operations.mjs';
import { Kind } from '../../wasm/trace/kinds.mjs';

/** What `complete` was called with, and a promise for the next call. */
function listener() {
  /** @type {[number, number, string][]} */
  const calls = [];
  /** @type {(value?: unknown) => void} */
  let tell = () => {};
  return {
    calls,
    next: () => new Promise((resolve) => (tell = resolve)),
    complete: (/** @type {number} */ id, /** @type {number} */ status, /** @type {Uint8Array} */ output) => {
      calls.push([id, status, new TextDecoder().decode(output)]);
      tell();
    },
  };
}

const input = new Uint8Array([1, 2]);

test('an operation completes with what its handler resolves to', async () => {
  const { calls, next, complete } = listener();
  const operations = new Operations({ add: async ([a, b]) => String(a + b) }, complete);
  const done = next();
  operations.start(7, 'add', input);
  assert.deepEqual(calls, [], 'not at once: the module is in the middle of a turn');
  await done;
  assert.deepEqual(calls, [[7, 0, '3']]);
});

test('a handler that throws fails the operation with its message', async () => {
  const { calls, next, complete } = listener();
  const operations = new Operations(
    {
      add: () => {
        throw new Error('no numbers');
      },
    },
    complete,
  );
  const done = next();
  operations.start(7, 'add', input);
  await done;
  assert.deepEqual(calls, [[7, 1, 'no numbers']]);
});

test('an operation of an unknown kind names those there are', async () => {
  const { calls, next, complete } = listener();
  const operations = new Operations({ add: async () => '' }, complete);
  const done = next();
  operations.start(7, 'toString', input);
  await done;
  assert.match(calls[0][2], /no operation "toString" here; there are add/);
});

test('cancelling aborts the signal, and nothing is completed', async () => {
  const { calls, complete } = listener();
  let aborted = false;
  /** @type {(value: string) => void} */
  let resolve = () => {};
  const operations = new Operations(
    {
      wait: (_, signal) => {
        signal.addEventListener('abort', () => (aborted = true));
        return new Promise((settle) => (resolve = settle));
      },
    },
    complete,
  );
  const started = operations.start(7, 'wait', input);
  operations.cancel(7);
  assert.ok(aborted);
  resolve('late');
  await started;
  assert.deepEqual(calls, []);
});

test('on a real clock to_thread counts in a worker while the loop ticks', { timeout: 60_000 }, async () => {
  const awaitscope = await load();
  const run = await awaitscope.run('to_thread', { clock: 'real', parameters: { limit: 1000 } });
  assert.equal(run.state, 'returned', run.log.join('\n'));
  assert.match(run.output, /^168 primes$/m);
  assert.match(run.output, /^tick 3$/m);
});

test(
  'what an operation comes to is traced when it comes, not with the turn before',
  { timeout: 60_000 },
  async () => {
    const awaitscope = await load({
      operations: { call: () => new Promise((_, reject) => setTimeout(() => reject(new Error('no')), 200)) },
    });
    const { state, trace } = await awaitscope.run('to_thread', { clock: 'real' });
    assert.equal(state, 'raised');
    const at = trace.kind.subarray(0, trace.length).indexOf(Kind.OPERATION_COMPLETED);
    assert.ok(trace.time[at] > 0.15, `at ${trace.time[at]} s`);
  },
);

test('closing a run ends its worker', { timeout: 60_000 }, async () => {
  const awaitscope = await load();
  const run = awaitscope.start('to_thread', { clock: 'real', parameters: { limit: 5_000_000 } });
  await new Promise((resolve) => setTimeout(resolve, 50));
  run.close();
  await run.finished;
  assert.equal(run.state, 'closed');
  assert.doesNotMatch(run.output, /primes/);
});
