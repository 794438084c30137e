import { browserHost } from './drivers/browser.mjs';
import { nodeHost } from './drivers/node.mjs';
import { checkOptions, findScenario } from './options.mjs';
import { fetchText } from './operations.mjs';
import { Run } from './run.mjs';
import { inNode } from './surroundings.mjs';

/**
 * @import { Host } from './drivers/types.js'
 * @import { Instantiate } from './instance.mjs'
 * @import { OperationHandler, OperationHandlers } from './operations.mjs'
 * @import { Awaitscope as AwaitscopeInterface, RunOptions, Scenario } from './types.js'
 */

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
 * Operation "call", asyncio_to_thread's. What makes the calls is fetched with the first one: most programs have no
 * thread.
 * @param {WebAssembly.Module} module
 * @returns {OperationHandler}
 */
function call(module) {
  /** @type {Promise<OperationHandler> | undefined} */
  let calls;
  return async (input, signal) => {
    calls ??= import('./threads.mjs').then(({ threadCalls }) => threadCalls(module));
    calls.catch(() => (calls = undefined));
    return (await calls)(input, signal);
  };
}

/**
 * What load() of index.mjs gives, from what has been fetched already.
 * @param {WebAssembly.Module} module
 * @param {Scenario[]} scenarios
 * @param {OperationHandlers} [operations] of LoadOptions
 * @returns {AwaitscopeInterface}
 */
export function createAwaitscope(module, scenarios, operations = {}) {
  /** @type {Instantiate} */
  const instantiate = (/** @type {any} */ imports) =>
    /** @type {any} */ (new WebAssembly.Instance(module, imports).exports);
  return new Awaitscope(instantiate, scenarios, inNode ? nodeHost() : browserHost(), {
    call: call(module),
    fetch: fetchText,
    ...operations,
  });
}
