/**
 * Whether many runs of a Python program in one process leave anything behind.
 *
 *   node bench/python-runs.mjs [RUNS]
 *
 * Prints what the process holds after each tenth of them, garbage collected. Exit status: 1 where at the end it held
 * more, or had more of the machine's memory, than after the first half.
 */
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadPython } from '../wasm/python/index.mjs';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

/** Bytes that JavaScript's own lists and code caches may come and go by. */
export const NOISE = 400_000;

/** The same of the process as a whole: what the allocator keeps for the next run. */
const RESIDENT_NOISE = 8_000_000;

const text = `import asyncio
async def work(delay):
    await asyncio.sleep(delay)
    return delay
async def main():
    async with asyncio.timeout(5):
        print(await asyncio.gather(work(1), work(2)))
    lock, queue, future = asyncio.Lock(), asyncio.Queue(), asyncio.Future()
    queue.put_nowait((lock, future))
    try:
        await asyncio.wait_for(future, 1)
    except TimeoutError as error:
        print(error.args)
asyncio.run(main())
`;

/** Bytes that live objects of JavaScript and WebAssembly's memories take. */
async function bytesHeld() {
  // What a promise still holds goes one turn after it; what a finalizer holds, with the collection behind it.
  for (let i = 0; i < 3; i++) {
    await new Promise((done) => setTimeout(done, 5));
    collect();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/**
 * @param {number} runs
 * @param {number} parts after each of which it is measured
 * @param {(done: number, bytes: number) => void} [told]
 * @returns {Promise<number[]>} bytes held after each part
 */
export async function measure(runs, parts, told = () => {}) {
  const python = await loadPython();
  const held = [];
  for (let done = 1; done <= runs; done++) {
    await python.run({ name: 'program.py', text }, { trace: done % 2 === 0 });
    if (done % Math.floor(runs / parts) === 0) {
      const bytes = await bytesHeld();
      held.push(bytes);
      told(done, bytes);
    }
  }
  return held;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  /** @type {number[]} */
  const resident = [];
  const held = await measure(Number(process.argv[2] ?? 10_000), 10, (done, bytes) => {
    resident.push(process.memoryUsage.rss());
    const [live, all] = [bytes, resident.at(-1) ?? 0].map((number) => (number / 1e6).toFixed(2));
    console.log(`${done} runs: ${live} MB live, ${all} MB in all`);
  });
  if (held[9] - held[4] > NOISE || resident[9] - resident[4] > RESIDENT_NOISE) process.exitCode = 1;
}
