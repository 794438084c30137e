/** What an await costs a program in Python: on our runtime, in CPython and in MicroPython with its own asyncio. */
import { join } from 'node:path';
import { ToolError, root } from '../tools/tool.mjs';
import { printedLines, pythonEnv, pythonFound } from './peers.mjs';

export const pythonAwait = {
  name: 'python-await',
  about: 'Python, await sleep(0), 200 tasks: a switch',
  tasks: 200,
  awaits: 100,
};

/**
 * Runs bench/peers/awaits.py; starting the interpreter does not count.
 * @param {'ours' | 'cpython' | 'micropython'} which
 * @param {{ tasks: number, awaits: number }} [size]
 * @returns {number} nanoseconds an await. Throws ToolError.
 */
export function runAwaits(which, { tasks, awaits } = pythonAwait) {
  const peers = join(root, 'bench/peers');
  const [made, seconds] =
    which === 'cpython'
      ? printedLines(
          'python3.13',
          ['-B', '-c', `import asyncio, awaits; asyncio.run(awaits.main(${tasks}, ${awaits}))`],
          { ...pythonEnv, PYTHONPATH: peers },
        )
      : printedLines(process.execPath, [join(peers, 'python-in-wasm.mjs'), which, `${tasks}`, `${awaits}`]);
  if (Number(made) !== tasks * awaits || !(Number(seconds) > 0))
    throw new ToolError(`awaits.py, ${which}: ${made} awaits of ${tasks * awaits} in ${seconds} s`);
  return (Number(seconds) / (tasks * awaits)) * 1e9;
}

/**
 * Ours and the peers of this machine.
 * @returns {Record<string, () => number>}
 */
export function findPythons() {
  return {
    ours: () => runAwaits('ours'),
    ...(pythonFound() ? { cpython: () => runAwaits('cpython') } : {}),
    micropython: () => runAwaits('micropython'),
  };
}
