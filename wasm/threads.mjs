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
 * @property {(input: Uint8Array<ArrayBuffer>) => Promise<Answer>} call Rejects where the worker could not be started, or ended.
 * @property {() => void} end
 */

/** As many workers as CPython's default executor has threads. */
const mostWorkers = Math.min(32, (globalThis.navigator?.hardwareConcurrency ?? 4) + 4);

/**
 * Operation "call", which asyncio_to_thread starts: the module's function runs in a worker, in an instance of its own.
 * Workers are made when they are wanted and kept for the next call; one whose call is cancelled is ended. Where all
 * that there may be are busy a call waits for its turn.
 * @param {WebAssembly.Module} module
 * @param {{ most?: number, start?: (module: WebAssembly.Module) => Promise<Thread> }} [options] For tests.
 * @returns {OperationHandler}
 */
export function threadCalls(module, { most = mostWorkers, start = startThread } = {}) {
  /** @type {Thread[]} */
  const idle = [];
  let working = 0;
  /** Who waits for a worker, first come first served. @type {Set<() => void>} */
  const waiting = new Set();

  /** @param {AbortSignal} signal */
  async function turn(signal) {
    if (working < most) {
      working++;
      return;
    }
    /** @type {() => void} */
    let wake = () => {};
    const woken = /** @type {Promise<void>} */ (new Promise((resolve) => waiting.add((wake = resolve))));
    signal.addEventListener('abort', wake, { once: true });
    await woken;
    if (waiting.delete(wake)) {
      throw signal.reason; // it was no turn, but the call's end
    }
  }

  /** Hands the turn on, or gives it back. */
  function turnIsOver() {
    const [next] = waiting;
    if (next === undefined) {
      working--;
    } else {
      waiting.delete(next);
      next();
    }
  }

  return async (input, signal) => {
    await turn(signal);
    /** @type {Thread | undefined} */
    let thread;
    try {
      signal.throwIfAborted();
      thread = idle.pop() ?? (await start(module));
      const answer = await unlessAborted(thread.call(input), signal);
      idle.push(thread);
      thread = undefined;
      if (!answer.ok) {
        throw new Error(new TextDecoder().decode(answer.output));
      }
      return answer.output;
    } finally {
      thread?.end();
      turnIsOver();
    }
  };
}

/**
 * @template T
 * @param {Promise<T>} promise
 * @param {AbortSignal} signal
 * @returns {Promise<T>}
 */
function unlessAborted(promise, signal) {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    if (signal.aborted) {
      reject(signal.reason);
    }
    promise.then(resolve, reject);
  });
}

/** A browser does not say which script did not load, nor why. */
const NOT_FETCHED =
  "its script, thread-worker beside the element, could not be fetched, or the page's policy (worker-src) forbids it";

/** @param {string} why */
const notStarted = (why) => new Error(`the worker for to_thread could not be started: ${why}`);

/**
 * @param {WebAssembly.Module} module
 * @returns {Promise<Thread>}
 */
function startThread(module) {
  return inNode ? startNodeThread(module) : startPageThread(module);
}

/**
 * @param {WebAssembly.Module} module
 * @returns {Promise<Thread>}
 */
export async function startNodeThread(module, script = new URL(import.meta.resolve('./thread-worker.mjs'))) {
  const { Worker } = await import(/* @vite-ignore */ 'node:worker_threads');
  const worker = new Worker(script, { workerData: module });
  worker.unref();
  let answered = false;
  return {
    call: (input) =>
      new Promise((resolve, reject) => {
        /** @param {Error} error */
        const failed = (error) => reject(answered ? error : notStarted(`${error.message} (${script.href})`));
        const ended = () => reject(new Error('the worker for to_thread ended in the middle of a call'));
        worker.ref();
        worker.once('error', failed);
        worker.once('exit', ended);
        worker.once('message', (answer) => {
          answered = true;
          worker.removeListener('error', failed);
          worker.removeListener('exit', ended);
          worker.unref();
          resolve(answer);
        });
        worker.postMessage(input);
      }),
    end: () => void worker.terminate(),
  };
}

/**
 * @param {WebAssembly.Module} module
 * @returns {Promise<Thread>}
 */
async function startPageThread(module) {
  /** @type {Worker} */
  let worker;
  try {
    worker = new Worker(new URL('./thread-worker.mjs', import.meta.url), { type: 'module' });
  } catch (error) {
    throw notStarted(error instanceof Error ? error.message : String(error));
  }
  worker.postMessage(module);
  return {
    call: (input) =>
      new Promise((resolve, reject) => {
        worker.onerror = (event) => {
          reject(notStarted(event.message || NOT_FETCHED));
        };
        worker.onmessage = (event) => resolve(event.data);
        worker.postMessage(input);
      }),
    end: () => worker.terminate(),
  };
}
