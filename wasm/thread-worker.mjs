/**
 * Runs in a worker: makes the calls of asyncio_to_thread, one after the other, in an instance of the module that has no
 * run.
 */

import { inNode } from './surroundings.mjs';

/** @import { Answer } from './threads.mjs' */

/** @param {WebAssembly.Module} module */
function instantiate(module) {
  const nothing = () => {};
  const host = {
    now: () => performance.now() / 1000,
    print: nothing,
    log: nothing,
    trace_full: nothing,
    operation_start: nothing,
    operation_cancel: nothing,
    abort: () => {
      throw new Error('the function called in a thread gave up');
    },
  };
  const exports = /** @type {any} */ (new WebAssembly.Instance(module, { host }).exports);
  exports._initialize?.();
  return exports;
}

/**
 * @param {any} exports
 * @param {Uint8Array<ArrayBuffer>} input
 * @returns {Answer}
 */
function perform(exports, input) {
  const at = exports.buffer(input.length) >>> 0;
  if (at === 0) {
    return failed('the worker is out of memory');
  }
  new Uint8Array(exports.memory.buffer, at, input.length).set(input);
  const status = exports.thread_perform(at, input.length);
  const output = new Uint8Array(
    exports.memory.buffer,
    exports.thread_output() >>> 0,
    exports.thread_output_size(),
  ).slice();
  return status < 0 ? failed('the worker is out of memory') : { ok: status === 0, output };
}

/**
 * @param {string} message
 * @returns {Answer}
 */
function failed(message) {
  return { ok: false, output: new TextEncoder().encode(message) };
}

/**
 * @param {any} exports
 * @param {Uint8Array<ArrayBuffer>} input
 * @returns {Answer}
 */
function answer(exports, input) {
  try {
    return perform(exports, input);
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

if (inNode) {
  const { parentPort, workerData } = globalThis.process.getBuiltinModule('node:worker_threads');
  const exports = instantiate(workerData);
  parentPort?.on('message', (input) => parentPort.postMessage(answer(exports, input)));
} else {
  /** @type {any} */
  let exports;
  globalThis.onmessage = ({ data }) => {
    if (data instanceof WebAssembly.Module) {
      exports = instantiate(data);
    } else {
      globalThis.postMessage(answer(exports, data));
    }
  };
}
