/** Lines of an example's Python source and of its C source that say the same: found in the texts, and as both run. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { readScenarios } from '../../tools/scenarios.mjs';
import { sameLines } from '../../tools/source-lines.mjs';
import { root } from '../../tools/tool.mjs';
import { load } from '../../wasm/index.mjs';
import { loadPython } from '../../wasm/python/index.mjs';
import { Kind } from '../../wasm/trace/kinds.mjs';

const c = `ASYNC(clock_, { int tick; })
{
  ASYNC_WITH(self->lock) {
    AWAIT(asyncio_gather(
      CORO(tick, 1)
    ));
  } END_WITH;
}
`;

/** @param {string} what @returns {never} */
const refuse = (what) => {
  throw new Error(what);
};

test('a coroutine and its awaits, in order; of a macro of several lines the last, as __LINE__ is', () => {
  const python = `async def clock():
    # One would await here.
    async with lock:
        await asyncio.gather(
            tick(1),
        )
`;
  assert.deepEqual(sameLines(c, python, refuse), [1, 0, 3, 6, 0, 0, 0]);
});

test('two sources that do not say the same are refused', () => {
  assert.throws(
    () => sameLines(c, 'async def clock():\n    await lock.acquire()\n', refuse),
    /^Error: clock awaits at 1 lines in Python, at 2 in C$/,
  );
  assert.throws(() => sameLines(c, 'async def watch():\n', refuse), /watch is no coroutine of the C source/);
});

const [awaitscope, python] = await Promise.all([load(), loadPython()]);

/** The lines at which tasks began to wait. @param {import('../../wasm/types.js').Trace} trace */
const waits = (trace) =>
  [...trace.line.subarray(0, trace.length)].filter((_, i) => trace.kind[i] === Kind.TASK_AWAITS);

for (const { name, sources } of readScenarios(join(root, 'examples'))) {
  test(`${name}: in Python tasks wait at the lines that stand for those in C`, async () => {
    const [, { name: file, text, lines = [] }] = sources;
    const [inC, inPython] = await Promise.all([
      awaitscope.run(name, { clock: 'virtual' }),
      python.run({ name: file, text }, { clock: 'virtual' }),
    ]);
    assert.deepEqual(
      waits(inPython.trace).map((line) => line && lines[line - 1]),
      waits(inC.trace),
    );
  });
}
