import assert from 'node:assert/strict';
import { test } from 'node:test';

import { loadPython } from '../../wasm/python/index.mjs';

const python = await loadPython();

/**
 * @param {string} text
 * @param {import('../../wasm/types.js').RunOptions} [options]
 */
const run = (text, options) => python.run({ name: 'program.py', text }, options);

test('an uncaught exception: its line is the outcome, its traceback has the lines of the program', async () => {
  const ended = await run('import asyncio\nasync def main():\n    {}["x"]\nasyncio.run(main())\n');
  assert.equal(ended.state, 'raised');
  assert.equal(ended.outcome, "KeyError: 'x'");
  assert.match(
    ended.log.join('\n'),
    /File "program.py", line 4, in <module>\n {4}asyncio.run\(main\(\)\)\n {2}File "program.py", line 3, in main\n {4}\{\}\["x"\]/,
  );
});

test('lines stay those of the program where it was rewritten', async () => {
  const text =
    'async def g():\n    yield 1\nclass A:\n    x: int = 1\n    y: int = 2\nd = [\n  1,\n]\nraise ValueError(d)\n';
  const { log } = await run(text);
  assert.match(log.join('\n'), /line 9, in <module>\n {4}raise ValueError\(d\)/);
});

test('a syntax error names its line, and nothing runs', async () => {
  const ended = await run('print(1)\nx = = 2\n');
  assert.equal(ended.state, 'raised');
  assert.equal(ended.output, '');
  assert.match(
    ended.log.join('\n'),
    /File "program.py", line 2\n {4}x = = 2\n {8}\^\nSyntaxError: invalid syntax/,
  );
});

test("a notebook's command and a NUL byte are syntax errors, which say as str(SyntaxError) does where", async () => {
  const command = await run('import asyncio\n!pip install aiohttp\n');
  assert.equal(command.outcome, 'SyntaxError: invalid syntax (program.py, line 2)');
  assert.match(
    command.log.join('\n'),
    /\n {4}!pip install aiohttp\n {4}\^\nSyntaxError: .*\nA line that begins with !/,
  );
  const nul = await run('print(1)\nprint(2)\0');
  assert.equal(nul.outcome, 'SyntaxError: source code cannot contain null bytes (program.py, line 2)');
  assert.equal(nul.output, '');
});

test("a module that is missing: the message is CPython's, the log says which there are", async () => {
  const ended = await run('import requests\n');
  assert.equal(ended.outcome, "ModuleNotFoundError: No module named 'requests'");
  assert.match(ended.log.join('\n'), /there are: .*\basyncio\b.*\brandom\b.*\n.*awaitscope_trace\.py/);
});

test('SystemExit without a status ends the program well', async () => {
  assert.equal((await run('raise SystemExit\n')).state, 'returned');
  assert.equal((await run('raise SystemExit(2)\n')).outcome, 'SystemExit: 2');
});

test('print ends its line as it is told to; with stamps each call has a line of its own', async () => {
  const text = `print("a", end="")\nprint("b", end="!\\n")\nprint("c\\nd", end=" ")\n`;
  /** @type {string[]} */
  const ends = [];
  const ended = await run(text, { onPrint: ({ end }) => ends.push(end) });
  assert.equal(ended.output, 'ab!\nc\nd \n');
  assert.deepEqual(ends, ['', '!\n', '\n', ' ']);
  const stamped = await run(text, { stamp: true });
  assert.deepEqual(stamped.output.match(/[abcd]!?$/gm), ['a', 'b', 'c', 'd']);
});

test('what a program drops that failed is told when it happens, not at the end', async () => {
  const text =
    'import asyncio\nasync def fail():\n    raise ValueError("x")\nasync def main():\n    asyncio.create_task(fail())\n    await asyncio.sleep(5)\nasyncio.run(main())\n';
  const { trace, log } = await run(text);
  const told = trace.kind.subarray(0, trace.length).indexOf(129);
  assert.equal(trace.time[told], 0);
  assert.match(log[0], /^Task exception was never retrieved\nfuture: <Task finished name='Task-2' /);
});

test('the seed is that of random', async () => {
  const text = 'import random\nprint(random.random(), random.randint(1, 100))\n';
  assert.equal((await run(text)).output, '0.8444218515250481 98\n');
  assert.notEqual((await run(text, { seed: 1 })).output, (await run(text)).output);
});

test('runs at once do not disturb each other, nor do their interpreters', async () => {
  const text = (/** @type {string} */ name) =>
    `import asyncio\nasync def main():\n    for i in range(3):\n        await asyncio.sleep(0.02)\n        print("${name}", i)\nasyncio.run(main())\n`;
  const runs = await Promise.all(['a', 'b', 'c'].map((name) => run(text(name), { clock: 'real' })));
  assert.deepEqual(
    runs.map(({ output }) => output),
    ['a 0\na 1\na 2\n', 'b 0\nb 1\nb 2\n', 'c 0\nc 1\nc 2\n'],
  );
});

test('a real clock waits, also where a function holds the program up', async () => {
  const text =
    'import asyncio, time\ndef work():\n    asyncio.run(asyncio.sleep(0.05))\nbegun = time.time()\nwork()\nasyncio.run(asyncio.sleep(0.05))\nprint(time.time() - begun >= 0.1)\n';
  const begun = performance.now();
  assert.equal((await run(text, { clock: 'real' })).output, 'True\n');
  assert.ok(performance.now() - begun >= 100);
});

test('a run can be paused, and closed while it waits', async () => {
  const text = 'import asyncio\nprint(1)\nawait asyncio.sleep(1000)\nprint(2)\n';
  const started = await python.start({ name: 'program.py', text }, { clock: 'real' });
  started.pause();
  assert.equal(started.state, 'paused');
  started.close();
  assert.equal((await started.finished).state, 'closed');
  assert.equal(started.output, '1\n');
});

test('cancelling a run cancels its main task', async () => {
  const text =
    'import asyncio\nasync def main():\n    try:\n        await asyncio.sleep(1000)\n    finally:\n        print("cleaned up")\nasyncio.run(main())\n';
  const started = await python.start({ name: 'program.py', text }, { clock: 'real' });
  started.cancel();
  const ended = await started.finished;
  assert.equal(ended.output, 'cleaned up\n');
  assert.match(ended.outcome, /^CancelledError/);
});

test('an eager task begins at once, and may be done when it is created', async () => {
  const text = `import asyncio
async def waits():
    print('begins')
    await asyncio.sleep(0)
async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    print(asyncio.create_task(waits()).done())
    done = asyncio.create_task(quick())
    print(done.done(), done.result(), asyncio.current_task() is done)
async def quick():
    return asyncio.current_task().get_name()
asyncio.run(main())
`;
  assert.equal((await run(text)).output, 'begins\nFalse\nTrue Task-3 False\n');
});

test('the trace has the tasks, and the lines at which they wait', async () => {
  const text =
    'import asyncio\nasync def work():\n    await asyncio.sleep(1)\nasync def main():\n    await asyncio.create_task(work(), name="w")\nasyncio.run(main())\n';
  const { trace } = await run(text);
  const awaits = [...trace.kind.subarray(0, trace.length).entries()].filter(([, kind]) => kind === 36);
  assert.deepEqual(
    awaits.map(([i]) => trace.line[i]),
    [5, 3],
  );
  assert.ok(trace.strings.includes('w'));
  assert.equal(trace.sources[0].text, text);
});

test('a task that waits once more inside what it awaits stands at its own line, whoever ran before it', async () => {
  const text = `import asyncio
async def waiter(condition):
    async with condition:
        await condition.wait_for(lambda: False)
async def main():
    condition = asyncio.Condition()
    task = asyncio.create_task(waiter(condition))
    await asyncio.sleep(1)
    async with condition:
        condition.notify_all()
    await asyncio.sleep(1)
    task.cancel()
asyncio.run(main())
`;
  const { trace } = await run(text);
  const awaits = [...trace.kind.subarray(0, trace.length).entries()].filter(([, kind]) => kind === 36);
  assert.deepEqual(
    awaits.map(([i]) => trace.line[i]),
    [8, 4, 11, 4],
  );
});

test('wrong options are refused before anything runs', async () => {
  await assert.rejects(run('print(1)', { clock: /** @type {any} */ ('lunar') }), /clock "lunar"/);
});
