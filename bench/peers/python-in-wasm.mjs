/**
 * Runs bench/peers/awaits.py under WebAssembly, in a process of its own as CPython has one, so that neither finds code
 * that the other has warmed up, nor the global variables of the other's MicroPython.
 *
 *   node bench/peers/python-in-wasm.mjs ours|micropython TASKS AWAITS
 */
import { readFileSync } from 'node:fs';
import { loadMicroPython } from '@micropython/micropython-webassembly-pyscript/micropython.mjs';
import { loadPython } from '../../wasm/python/index.mjs';

const [which, tasks, awaits] = process.argv.slice(2);
const text = readFileSync(new URL('awaits.py', import.meta.url), 'utf8');
const main = `main(${Number(tasks)}, ${Number(awaits)})`;

/** As `awaitscope run PROGRAM.py --format none` does. */
async function ours() {
  const python = await loadPython();
  const { state, outcome, output } = await python.run(
    { name: 'awaits.py', text: `${text}\nasyncio.run(${main})\n` },
    { trace: false },
  );
  if (state !== 'returned') throw new Error(outcome);
  process.stdout.write(output);
}

/**
 * Its asyncio, which is built in: the browser's loop runs it, and so it has top-level await in the place of
 * asyncio.run.
 */
async function micropython() {
  const python = await loadMicroPython({ stdout: (/** @type {string} */ line) => console.log(line) });
  // As a task: top-level code goes on only when no task is ready.
  await python.runPythonAsync(`${text}\nawait asyncio.create_task(${main})\n`);
}

await (which === 'ours' ? ours : micropython)();
