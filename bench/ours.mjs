/**
 * The programs of programs.c. A case has an instance of its own, which all its rounds run in: the round that is not
 * counted warms its memory up as it warms JavaScript's heap up, since a page that is touched for the first time takes
 * microseconds (a virtual machine's even more), and a hundred thousand tasks touch thousands.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../tools/tool.mjs';

/**
 * @typedef {object} Programs
 * @property {(tasks: number, switches: number) => number} switches seconds, as all below
 * @property {(tasks: number, switches: number) => number} switches_traced
 * @property {() => number} traced_records of the last switches_traced
 * @property {(tasks: number, times: number) => number} gather
 * @property {(items: number) => number} queue
 * @property {(timers: number) => number} timers
 * @property {(tasks: number, asleep: number) => number} waiting_tasks
 * @property {() => number} waiting_bytes that the tasks of the last waiting_tasks took together
 */

/** Where the build puts the module. */
export const moduleFile = join(root, 'build/wasm/bench.wasm');

/**
 * @param {string} [file]
 * @returns {() => Programs} makes an instance
 */
export function loadPrograms(file = moduleFile) {
  const module = new WebAssembly.Module(readFileSync(file));
  const host = {
    now: () => performance.now() / 1000,
    abort: () => {
      throw new Error('bench.wasm aborted');
    },
  };
  return () => {
    const { exports } = new WebAssembly.Instance(module, { host });
    /** @type {() => void} */ (exports._initialize ?? (() => {}))();
    return /** @type {Programs} */ (/** @type {unknown} */ (exports));
  };
}
