import { createAwaitscope } from '../../wasm/awaitscope.mjs';
import { LoadError } from '../../wasm/errors.mjs';
import { moduleOf, readModule, readScenario, whole } from './runtime-files.mjs';

/**
 * What running takes, apart from the player: it is fetched only when a figure wants to run.
 *
 * @import { Awaitscope, Scenario } from '../../wasm/types.js'
 */

/**
 * Remembers what a function has fetched, once for all figures of the page; after a failure the next call tries again.
 * @template Result
 * @param {(name: string) => Promise<Result>} read
 * @returns {(name: string) => Promise<Result>}
 */
function once(read) {
  /** @type {Map<string, Promise<Result>>} */
  const results = new Map();
  return (name) => {
    const result = results.get(name) ?? read(name);
    results.set(name, result);
    result.catch(() => results.delete(name));
    return result;
  };
}

const compiledModule = once(readModule);
const readOnce = once(readScenario);
/** @type {Map<string, Awaitscope>} */
const scopes = new Map();

/** The module that the page wanted first. @type {string | undefined} */
let first;

/**
 * The module for a scenario: its own; but for the second that a page wants, and for all after it, the one with all
 * scenarios, which weighs as much as two.
 * @param {string} scenario
 */
function moduleFor(scenario) {
  const own = moduleOf(scenario);
  first ??= own;
  return own && own !== first ? whole : own;
}

/**
 * A scenario.
 * @param {string} name
 * @param {{ andRun: boolean }} options `andRun`: its module will be wanted next, and is fetched at the same time
 */
export async function scenarioNamed(name, { andRun }) {
  const module = andRun ? moduleFor(name) : undefined;
  const [scenario] = await Promise.all([readOnce(name), module ? compiledModule(module) : undefined]);
  return scenario;
}

/**
 * What runs a scenario.
 * @param {Scenario} scenario
 */
export async function scopeOf({ name, ...about }) {
  const known = scopes.get(name);
  if (known) return known;
  const module = moduleFor(name);
  if (!module)
    throw new LoadError(`The script knows no scenario "${name}": take it and its folder from one build.`);
  const scope = createAwaitscope(await compiledModule(module), [{ name, ...about }]);
  scopes.set(name, scope);
  return scope;
}
