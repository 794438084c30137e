import { compileModule, fetchJson } from '../../wasm/module.mjs';
import { findScenario } from '../../wasm/options.mjs';

/**
 * What a run needs from the server, fetched once for all figures of the page. In await-scope.classic.js, for pages that have
 * no server, another module stands in the place of this one, with the same exports (web/vite.classic.config.mjs).
 *
 * @import { Scenario } from '../../wasm/types.js'
 */

const moduleAddress = new URL('../../build/wasm/awaitscope.wasm', import.meta.url);
/** All scenarios without their sources. A scenario's own file is scenarios/NAME.json beside it. */
const listAddress = new URL('../../build/generated/scenario-list.json', import.meta.url);

/** The compiled module. Rejects with LoadError or WebAssemblyMissing. */
export const readModule = () => compileModule(moduleAddress);

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
