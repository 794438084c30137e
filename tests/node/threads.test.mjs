/** Operation "call" in real workers, each with an instance of its own of a small module made here. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import binaryen from 'binaryen';
import { startNodeThread, threadCalls } from '../../wasm/threads.mjs';

/*
 * What a call does says its first byte: 0 gives back the second byte plus one; 1 fails with "no"; 2 turns until the input's end
 * of time, which is never; 3 traps; 4 counts how often this instance was called; 5 turns a while and gives back 5.
 */
const source = `(module
  (memory (export "memory") 1)
  (data (i32.const 8) "no")
  (global $calls (mut i32) (i32.const 0))
  (global $size (mut i32) (i32.const 1))
  (global $at (mut i32) (i32.const 0))
  (func (export "buffer") (param i32) (result i32) (i32.const 1024))
  (func (export "thread_output") (result i32) (global.get $at))
  (func (export "thread_output_size") (result i32) (global.get $size))
  (func $turn (param $times i32)
    (loop $again
      (local.set $times (i32.sub (local.get $times) (i32.const 1)))
      (br_if $again (local.get $times))))
  (func (export "thread_perform") (param $at i32) (param $size i32) (result i32)
    (local $what i32)
    (local.set $what (i32.load8_u (local.get $at)))
    (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
    (global.set $at (i32.const 0))
    (global.set $size (i32.const 1))
    (if (i32.eq (local.get $what) (i32.const 1)) (then
      (global.set $at (i32.const 8))
      (global.set $size (i32.const 2))
      (return (i32.const 1))))
    (if (i32.eq (local.get $what) (i32.const 2)) (then (loop $for_ever (br $for_ever))))
    (if (i32.eq (local.get $what) (i32.const 3)) (then (unreachable)))
    (if (i32.eq (local.get $what) (i32.const 4)) (then
      (i32.store8 (i32.const 0) (global.get $calls))
      (return (i32.const 0))))
    (if (i32.eq (local.get $what) (i32.const 5)) (then (call $turn (i32.const 300000000))))
    (i32.store8 (i32.const 0) (i32.add (i32.load8_u offset=1 (local.get $at)) (i32.const 1)))
    (i32.const 0)))`;

const built = binaryen.parseText(source);
const module = new WebAssembly.Module(/** @type {Uint8Array<ArrayBuffer>} */ (built.emitBinary()));

const options = { timeout: 60_000 };

/** @param {number[]} bytes */
const bytes = (...bytes) => new Uint8Array(bytes);

/** A call that nobody cancels. @param {import('../../wasm/operations.mjs').OperationHandler} call */
const calls =
  (call) =>
  /** @param {number[]} input */
  async (...input) => [
    .../** @type {Uint8Array} */ (await call(bytes(...input), new AbortController().signal)),
  ];

test('bytes in, bytes out', options, async () => {
  const call = calls(threadCalls(module));
  assert.deepEqual(await call(0, 41), [42]);
});

test('the worker is kept, with its instance', options, async () => {
  const call = calls(threadCalls(module));
  assert.deepEqual(await call(4), [1]);
  assert.deepEqual(await call(4), [2]);
});

test('a call that fails rejects with its text, and the worker goes on', options, async () => {
  const call = calls(threadCalls(module));
  await assert.rejects(call(1), { message: 'no' });
  assert.deepEqual(await call(4), [2]);
});

test('a trap is an error of the call', options, async () => {
  const call = calls(threadCalls(module));
  await assert.rejects(call(3), { message: 'unreachable' });
});

test('several run beside each other, and this thread goes on', options, async () => {
  const call = calls(threadCalls(module));
  let ticks = 0;
  const clock = setInterval(() => ticks++, 1);
  const results = await Promise.all([call(5, 1), call(5, 2), call(5, 3)]);
  clearInterval(clock);
  assert.deepEqual(results, [[2], [3], [4]]);
  assert.ok(ticks > 10, `${ticks} ticks`);
});

test(
  'what is cancelled while it runs is ended, wherever it stands; the next call gets another worker',
  options,
  async () => {
    const call = threadCalls(module);
    const controller = new AbortController();
    const running = call(bytes(2), controller.signal);
    setTimeout(() => controller.abort(new Error('enough')), 100);
    await assert.rejects(running, { message: 'enough' });
    assert.deepEqual(await calls(call)(4), [1]);
  },
);

test('no more workers than there may be: the others wait, and may be cancelled there', options, async () => {
  let alive = 0;
  let most = 0;
  /** @param {WebAssembly.Module} module */
  const start = async (module) => {
    most = Math.max(most, ++alive);
    const thread = await startNodeThread(module);
    return { call: thread.call, end: () => (alive--, thread.end()) };
  };
  const call = threadCalls(module, { most: 2, start });
  const controller = new AbortController();
  const first = call(bytes(2), controller.signal);
  const second = calls(call)(5, 1);
  const waits = [calls(call)(0, 7), calls(call)(0, 8)];
  const given_up = new AbortController();
  const gives_up = call(bytes(0, 1), given_up.signal);
  given_up.abort(new Error('no time'));
  await assert.rejects(gives_up, { message: 'no time' });
  assert.deepEqual([await second, ...(await Promise.all(waits))], [[2], [8], [9]]);
  controller.abort(new Error('enough'));
  await assert.rejects(first, { message: 'enough' });
  assert.deepEqual(await calls(call)(0, 9), [10]);
  assert.equal(most, 2);
});

test('a worker that cannot be started is a clear error, and no turn is lost', options, async () => {
  const script = new URL('./no-such-worker.mjs', import.meta.url);
  const call = calls(threadCalls(module, { most: 1, start: (module) => startNodeThread(module, script) }));
  for (let i = 0; i < 2; i++) {
    await assert.rejects(call(0, 1), /the worker for to_thread could not be started: .*no-such-worker\.mjs/);
  }
  const empty = new WebAssembly.Module(
    /** @type {Uint8Array<ArrayBuffer>} */ (
      binaryen.parseText('(module (import "other" "f" (func)))').emitBinary()
    ),
  );
  await assert.rejects(calls(threadCalls(empty))(0, 1), /could not be started: .*other/);
});
