/** What Python programs leave behind: nothing when they end, and nothing of what they drop while they run. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { NOISE, measure } from '../../bench/python-runs.mjs';
import { loadPython } from '../../wasm/python/index.mjs';

test('runs leave nothing behind', async () => {
  const held = await measure(60, 3);
  assert.ok(held[2] - held[1] < NOISE, `${held.join(', ')} bytes`);
});

const { Instance } = WebAssembly;
const { grow } = WebAssembly.Memory.prototype;
/** Of the run, the runtime's module's. @type {WebAssembly.Memory} */
let memory;
/** Of the run: times that Python's memory grew. */
let grown = 0;

before(() => {
  WebAssembly.Instance = /** @type {any} */ (
    class extends Instance {
      /** @param {[WebAssembly.Module, WebAssembly.Imports]} given */
      constructor(...given) {
        super(...given);
        memory = /** @type {WebAssembly.Memory} */ (this.exports.memory);
      }
    }
  );
  WebAssembly.Memory.prototype.grow = function (pages) {
    grown += 1;
    return grow.call(this, pages);
  };
});

after(() => {
  WebAssembly.Instance = Instance;
  WebAssembly.Memory.prototype.grow = grow;
});

for (const [what, body] of [
  ['locks', 'asyncio.Lock()'],
  ['conditions', 'asyncio.Condition()'],
  ['queues', 'asyncio.Queue().put_nowait(object())'],
  ['events, semaphores and barriers', 'asyncio.Event(); asyncio.Semaphore(2); asyncio.Barrier(2)'],
  ['futures that are not done', 'asyncio.Future()'],
  ['futures that are done', 'asyncio.Future().set_result(object())'],
  ['futures that failed', 'failed(asyncio.Future())'],
  ['tasks', 'await asyncio.create_task(work())'],
  ['tasks that fail', 'await asyncio.gather(failing(), return_exceptions=True)'],
  ['timeouts and groups', 'asyncio.timeout(1); asyncio.TaskGroup()'],
  ['context variables', "contextvars.ContextVar('v'); contextvars.copy_context()"],
  ['timers', 'asyncio.get_running_loop().call_later(1, print).cancel()'],
]) {
  test(`${what} that a run drops are freed while it runs`, async () => {
    const python = await loadPython();
    /** @param {number} count */
    const use = async (count) => {
      const text = `import asyncio, contextvars
async def work():
    await asyncio.sleep(0)
    return object()
async def failing():
    raise ValueError('failed')
def failed(future):
    future.set_exception(ValueError('failed'))
    future.exception()
async def main():
    for i in range(${count}):
        ${body}
        await asyncio.sleep(0)
asyncio.run(main())
`;
      grown = 0;
      const run = await python.run({ name: 'program.py', text }, { trace: false });
      assert.deepEqual([run.state, run.log], ['returned', []]);
      return [memory.buffer.byteLength, grown];
    };
    // Python collects garbage when its megabyte is full: so much may stand at once.
    assert.deepEqual(await use(12_000), await use(6_000));
  });
}
