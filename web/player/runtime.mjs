import { createAwaitscope } from '../../wasm/awaitscope.mjs';
import { readModule, readScenario } from './runtime-files.mjs';

/**
 * What running takes, apart from the player: it is fetched only when a figure wants to run.
 *
 * @import { Awaitscope, Scenario } from '../../wasm/types.js'
 */

/** @type {Promise<WebAssembly.Module> | undefined} */
let module;
/** @type {Map<string, Promise<Scenario>>} */
const scenarios = new Map();
/** @type {Map<string, Awaitscope>} */
const scopes = new Map();

/** The module, fetched and compiled once for all figures of the page; after a failure the next call tries again. */
export function compiledModule() {
  module ??= readModule();
  module.catch(() => (module = undefined));
  return module;
}

/**
 * A scenario, fetched once; after a failure the next call tries again.
 * @param {string} name
 */
export function scenarioNamed(name) {
  const known = scenarios.get(name) ?? readScenario(name);
  scenarios.set(name, known);
  known.catch(() => scenarios.delete(name));
  return known;
}

/**
 * What runs a scenario.
 * @param {Scenario} scenario
 */
export async function scopeOf(scenario) {
  const compiled = await compiledModule();
  const known = scopes.get(scenario.name) ?? createAwaitscope(compiled, [scenario]);
  scopes.set(scenario.name, known);
  return known;
}
