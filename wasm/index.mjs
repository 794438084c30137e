import { createAwaitscope } from './awaitscope.mjs';
import { compileModule, readScenarios } from './module.mjs';

/** @import { Awaitscope, LoadOptions } from './types.js' */

export { LoadError, ModuleBroken, TraceFileError, UsageError, WebAssemblyMissing } from './errors.mjs';
export { formatTraceFile, parseTraceFile, traceFileChunks } from './trace/file.mjs';

/**
 * @param {LoadOptions} [options]
 * @returns {Promise<Awaitscope>}
 */
export async function load({
  module = new URL('../build/wasm/awaitscope.wasm', import.meta.url),
  scenarios = new URL('../build/generated/scenarios.json', import.meta.url),
  operations = {},
} = {}) {
  const [compiled, list] = await Promise.all([compileModule(module), readScenarios(scenarios)]);
  return createAwaitscope(compiled, list, operations);
}
