/**
 * The trace of a Python program has the coroutines that its coroutines await, as a program in C has: the player's await
 * stack.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createModel } from '../../web/model/index.mjs';
import { loadPython } from '../../wasm/python/index.mjs';

const text = `import asyncio

async def leaf(delay):
    await asyncio.sleep(delay)
    return delay

async def middle(delay):
    async with asyncio.timeout(9), asyncio.Lock():
        return await leaf(delay)

async def items(queue):
    while item := await queue.get():
        yield item

async def reader(queue):
    async for item in items(queue):
        print(item)

async def main():
    queue = asyncio.Queue()
    lock = asyncio.Lock()
    await lock.acquire()
    async with asyncio.TaskGroup() as group:
        group.create_task(middle(2), name='m')
        reading = group.create_task(reader(queue), name='r')
        await asyncio.sleep(1)
        print('look')
        await queue.put(0)
        await reading
    try:
        async with asyncio.timeout(1):
            async with lock:
                pass
    except TimeoutError:
        print('end')

asyncio.run(main())
`;

/** @param {string} program */
async function modelOf(program) {
  const python = await loadPython();
  const run = await python.run({ name: 'p.py', text: program });
  return { run, model: createModel(run.trace) };
}

/**
 * @param {import('../../web/model/types.js').Model} model
 * @param {number} position
 */
function stacksAt(model, position) {
  const tasks = model.stateAt(position).tasks();
  return tasks
    .filter(({ stack }) => stack.length > 0)
    .map(({ name, stack }) => `${name}: ${stack.map((frame) => `${frame.name} ${frame.line}`).join(', ')}`);
}

test('each task stands where its coroutines await, innermost last', async () => {
  const { run, model } = await modelOf(text);
  assert.equal(run.output, 'look\nend\n');
  const before = run.trace.time.subarray(0, run.trace.length).findIndex((time) => time >= 1);
  assert.deepEqual(stacksAt(model, before), [
    'Task-1: main 26, sleep 0',
    'm: middle 9, leaf 4, sleep 0',
    'r: reader 12, Queue.get 0',
  ]);
});

test('entering and leaving a block stands at its line', async () => {
  const { run, model } = await modelOf(text);
  const times = [...run.trace.time.subarray(0, run.trace.length)];
  const endOf = (/** @type {number} */ time) => times.findIndex((other) => other > time);
  assert.equal(stacksAt(model, endOf(1))[0], 'Task-1: main 23, task_group_exit 0');
  assert.equal(stacksAt(model, endOf(2))[0], 'Task-1: main 32, Lock.acquire 0');
});

test('a program that resumes coroutines itself is left alone', async () => {
  const driven = `async def inner():
    return 2
async def outer():
    return await inner() + 1
try:
    outer().send(None)
except StopIteration as stop:
    print(stop.value)
`;
  assert.equal((await modelOf(driven)).run.output, '3\n');
});
