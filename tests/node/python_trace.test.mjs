/** python/awaitscope_trace.py: what it records of a real program, as the model shows it. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parseTraceFile } from 'awaitscope';
import { createModel } from 'awaitscope/model';
import { Kind } from '../../wasm/trace/kinds.mjs';

const recorder = fileURLToPath(new URL('../../python/awaitscope_trace.py', import.meta.url));

/** @type {string} */
let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'awaitscope-'));
});
after(() => rm(folder, { recursive: true }));

/**
 * Records a program; what it printed, its exit status, and the trace's model.
 * @param {string} text
 */
async function record(text) {
  const program = join(folder, 'program.py');
  const trace = join(folder, 'trace.json');
  await writeFile(program, text);
  const { stdout, stderr, code } = await python(['-o', trace, program]);
  const read = parseTraceFile(await readFile(trace, 'utf8'), 'trace.json');
  return {
    stdout,
    stderr,
    code,
    trace: read,
    model: createModel(read),
  };
}

/** @param {string[]} args */
async function python(args) {
  try {
    return { code: 0, ...(await promisify(execFile)('python3', [recorder, ...args])) };
  } catch (error) {
    return /** @type {{ code: number, stdout: string, stderr: string }} */ (error);
  }
}

const fetches = `import asyncio

async def fetch(name, delay):
    print(name)
    await asyncio.sleep(delay)
    return name

async def broken():
    raise ValueError("no page")

async def main():
    slow = asyncio.create_task(fetch("slow", 100), name="slow")
    got = await asyncio.gather(fetch("a", 0.01), broken(), return_exceptions=True)
    slow.cancel()
    print(len(got))

asyncio.run(main())
`;

test('tasks with their names, parents and ends; lines of the program', async () => {
  const { stdout, code, model } = await record(fetches);
  assert.equal(code, 0);
  assert.equal(stdout, 'slow\na\n2\n');
  /** @param {number} id */
  const task = (id) => /** @type {import('../../web/model/types.js').Task} */ (model.entity(id));
  const seen = [...model.tasks].map((id) => {
    const { name, coroutineName, parent, outcome, text } = task(id);
    return [name.replace(/-\d+$/, ''), coroutineName, parent === 0 ? '' : task(parent).name, outcome, text];
  });
  assert.deepEqual(seen, [
    ['Task', 'main', '', 'finished', 'None'],
    ['slow', 'fetch', 'Task-1', 'cancelled', ''],
    ['Task', 'fetch', 'Task-1', 'finished', "'a'"],
    ['Task', 'broken', 'Task-1', 'failed', 'ValueError: no page'],
  ]);
});

test('an exception that nobody catches ends with the program’s own traceback and status 1; the trace is there', async () => {
  const { code, stderr, model } = await record(
    'import asyncio\nasync def main():\n    1 / 0\nasyncio.run(main())\n',
  );
  assert.equal(code, 1);
  assert.match(stderr, /program\.py", line 3/);
  assert.match(stderr, /ZeroDivisionError: division by zero\n$/);
  assert.doesNotMatch(stderr, /awaitscope_trace\.py/);
  assert.equal(model.tasks.length, 1);
});

test('without -o the trace goes to standard output and the prints to standard error', async () => {
  const program = join(folder, 'prints.py');
  await writeFile(program, 'import asyncio\nasync def main():\n    print("hello")\nasyncio.run(main())\n');
  const { stdout, stderr } = await python([program]);
  assert.equal(stderr, 'hello\n');
  assert.ok(parseTraceFile(stdout, 'stdout').length > 0);
});

test('an unwritable place is told before the program runs, and nothing half written stays', async () => {
  const program = join(folder, 'prints.py');
  const { code, stdout, stderr } = await python(['-o', join(folder, 'missing', 'trace.json'), program]);
  assert.equal(code, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /^awaitscope_trace: .*missing/);
  assert.ok((await readdir(folder)).every((name) => !name.endsWith('.part')));
});

test('a program that is not there, or no Python, is named', async () => {
  assert.match((await python([join(folder, 'nowhere.py')])).stderr, /^awaitscope_trace: .*nowhere\.py/);
  const wrong = join(folder, 'wrong.py');
  await writeFile(wrong, 'def (:\n');
  assert.match((await python([wrong])).stderr, /^awaitscope_trace: .*wrong\.py, line 1/);
});

const meeting = `import asyncio

async def put(queue):
    for i in range(2):
        await queue.put(i)

async def take(queue):
    for i in range(2):
        await asyncio.sleep(0.01)
        print(await queue.get())

async def broken():
    await asyncio.sleep(0.01)
    raise ValueError("broken")

async def main():
    queue, lock = asyncio.Queue(1), asyncio.Lock()
    async with lock, asyncio.TaskGroup() as group:
        group.create_task(put(queue), name="put")
        group.create_task(take(queue), name="take")
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(10)
    except TimeoutError:
        print("late")
    async with asyncio.TaskGroup() as group:
        group.create_task(broken())

asyncio.run(main())
`;

test('groups, timeouts and what tasks meet at; tracebacks are the program’s', async () => {
  const { stdout, stderr, code, trace } = await record(meeting);
  assert.deepEqual([code, stdout], [1, '0\n1\nlate\n']);
  assert.match(stderr, /ExceptionGroup: unhandled errors[^]*ValueError: broken/);
  assert.doesNotMatch(stderr, /awaitscope_trace/);
  /** @param {number} kind */
  const of = (kind) =>
    [...trace.kind.subarray(0, trace.length).entries()].filter(([, one]) => one === kind).map(([i]) => i);
  /** @param {number} kind */
  const texts = (kind) => of(kind).map((i) => trace.strings[trace.value[i]]);
  assert.deepEqual(texts(Kind.COMPOSITE_CREATED), ['TaskGroup', 'timeout', 'TaskGroup']);
  assert.deepEqual(
    of(Kind.COMPOSITE_SETTLED).map((i) => trace.value[i]),
    [0, 3, 1],
  );
  assert.equal(of(Kind.COMPOSITE_EXPIRED).length, 1);
  assert.deepEqual(texts(Kind.PRIMITIVE_CREATED), ['Queue', 'Lock']);
  assert.deepEqual(texts(Kind.PRIMITIVE_PUT), ['0', '1']);
  assert.deepEqual(texts(Kind.PRIMITIVE_GOT), ['0', '1']);
  assert.deepEqual(texts(Kind.PRIMITIVE_WAITS), ['put']);
  assert.deepEqual([of(Kind.PRIMITIVE_ACQUIRED).length, of(Kind.PRIMITIVE_RELEASED).length], [1, 1]);
});
