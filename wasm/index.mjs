import { browserHost } from './drivers/browser.mjs';
import { nodeHost } from './drivers/node.mjs';
import { compileModule, readScenarios } from './module.mjs';
import { checkOptions, findScenario } from './options.mjs';
import { fetchText } from './operations.mjs';
import { threadCalls } from './threads.mjs';
import { Run } from './run.mjs';

/**
 * @import { Host } from './drivers/types.js'
 * @import { Instantiate } from './instance.mjs'
 * @import { OperationHandlers } from './operations.mjs'
 * @import { Awaitscope as AwaitscopeInterface, LoadOptions, RunOptions, Scenario } from './types.js'
 */

export { LoadError, ModuleBroken, TraceFileError, UsageError, WebAssemblyMissing } from './errors.mjs';
export { formatTraceFile, parseTraceFile, traceFileChunks } from './trace/file.mjs';

/**
 * The scenarios and what runs them: one compiled module, an instance a run.
 * @implements {AwaitscopeInterface}
 */
class Awaitscope {
  #instantiate;
  #host;
  #handlers;

  /**
   * @param {Instantiate} instantiate
   * @param {Scenario[]} scenarios
   * @param {Host} host
   * @param {OperationHandlers} handlers
   */
  constructor(instantiate, scenarios, host, handlers) {
    this.#instantiate = instantiate;
    this.scenarios = scenarios;
    this.#host = host;
    this.#handlers = handlers;
  }

  /**
   * @param {string} name
   * @param {RunOptions} [options]
   */
  start(name, options) {
    const scenario = findScenario(this.scenarios, name);
    return new Run(this.#instantiate, scenario, checkOptions(scenario, options), this.#host, this.#handlers);
  }

  /**
   * @param {string} name
   * @param {RunOptions} [options]
   */
  async run(name, options) {
    return this.start(name, options).finished;
  }
}

/**
 * @param {LoadOptions} [options]
 * @returns {Promise<AwaitscopeInterface>}
 */
export async function load({
  module = new URL('../build/wasm/awaitscope.wasm', import.meta.url),
  scenarios = new URL('../build/generated/scenarios.json', import.meta.url),
  operations = {},
} = {}) {
  const [compiled, list] = await Promise.all([compileModule(module), readScenarios(scenarios)]);
  /** @type {Instantiate} */
  const instantiate = (/** @type {any} */ imports) =>
    /** @type {any} */ (new WebAssembly.Instance(compiled, imports).exports);
  const inNode = globalThis.process?.versions?.node !== undefined;
  return new Awaitscope(instantiate, list, inNode ? nodeHost() : browserHost(), {
    call: threadCalls(compiled),
    fetch: fetchText,
    ...operations,
  });
}
