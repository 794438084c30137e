import modules from '../../examples/modules.json' with { type: 'json' };
import { compileModule, fetchJson } from '../../wasm/module.mjs';
import { findScenario } from '../../wasm/options.mjs';

/**
 * What a run needs from the server. In await-scope.classic.js, for pages that have no server, another module stands in
 * the place of this one, with the same exports (web/vite.classic.config.mjs).
 *
 * @import { Scenario } from '../../wasm/types.js'
 */

/** All scenarios without their sources. A scenario's own file is scenarios/NAME.json beside it. */
const listAddress = new URL('../../build/generated/scenario-list.json', import.meta.url);

/**
 * The name of the module that holds a scenario; undefined where there is no scenario of the name.
 * @param {string} scenario
 */
export const moduleOf = (scenario) =>
  Object.entries(modules).find(([, names]) => names.includes(scenario))?.[0];

/** The name of the module with all scenarios. */
export const whole = 'awaitscope';

/**
 * A module, compiled. Rejects with LoadError or WebAssemblyMissing.
 * @param {string} module its name
 */
export const readModule = (module) =>
  compileModule(
    module === whole
      ? new URL('../../build/wasm/awaitscope.wasm', import.meta.url)
      : new URL(`../../build/wasm/figures/${module}.wasm`, import.meta.url),
  );

/**
 * Rejects with UsageError where there is none of the name, LoadError where it cannot be fetched.
 * @param {string} name
 * @returns {Promise<Scenario>}
 */
export async function readScenario(name) {
  try {
    return await fetchJson(new URL(`scenarios/${encodeURIComponent(name)}.json`, listAddress));
  } catch (error) {
    findScenario(await fetchJson(listAddress), name);
    throw error;
  }
}
