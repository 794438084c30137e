/* global Worker */
import { inNode } from './surroundings.mjs';

/** @import { OperationHandler } from './operations.mjs' */

/**
 * What a worker answers a call with.
 * @typedef {object} Answer
 * @property {boolean} ok
 * @property {Uint8Array<ArrayBuffer>} output or the error's text
 */

/**
 * A worker that makes one call at a time; the same in a page and in Node.
 * @typedef {object} Thread
 * @property {(input: Uint8Array<ArrayBuffer>) => Promise<Answer>} call
 * @property {() => void} end
 */

/**
 * Operation "call", which asyncio_to_thread starts: the module's function runs in a worker, in an instance of its own. Workers are
 * made when they are wanted and kept for the next call; one whose call is cancelled is ended.
 * @param {WebAssembly.Module} module
 * @returns {OperationHandler}
 */
export function threadCalls(module) {
  /** @type {Thread[]} */
  const idle = [];
  return async (input, signal) => {
    const thread = idle.pop() ?? (await startThread(module));
    const aborted = new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    try {
      signal.throwIfAborted();
      const answer = await Promise.race([thread.call(input), /** @type {Promise<never>} */ (aborted)]);
      idle.push(thread);
      if (!answer.ok) {
        throw new Error(new TextDecoder().decode(answer.output));
      }
      return answer.output;
    } catch (error) {
      if (!idle.includes(thread)) {
        thread.end();
      }
      throw error;
    }
  };
}

/**
 * @param {WebAssembly.Module} module
 * @returns {Promise<Thread>}
 */
async function startThread(module) {
  if (inNode) {
    const { Worker } = await import(/* @vite-ignore */ 'node:worker_threads');
    const script = import.meta.resolve('./thread-worker.mjs');
    const worker = new Worker(new URL(script), { workerData: module });
    worker.unref();
    return {
      call: (input) =>
        new Promise((resolve, reject) => {
          worker.ref();
          worker.once('error', reject);
          worker.once('message', (answer) => {
            worker.removeListener('error', reject);
            worker.unref();
            resolve(answer);
          });
          worker.postMessage(input);
        }),
      end: () => void worker.terminate(),
    };
  }
  const worker = new Worker(new URL('./thread-worker.mjs', import.meta.url), { type: 'module' });
  worker.postMessage(module);
  return {
    call: (input) =>
      new Promise((resolve, reject) => {
        worker.onerror = (event) => reject(new Error(event.message || 'the worker could not be started'));
        worker.onmessage = (event) => resolve(event.data);
        worker.postMessage(input);
      }),
    end: () => worker.terminate(),
  };
}
