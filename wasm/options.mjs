import { UsageError } from './errors.mjs';
import { nearest } from './nearest.mjs';

/** @import { Parameter, PrintedLine, RunOptions, Scenario } from './types.js' */

/**
 * Options of a run, checked and complete.
 * @typedef {object} Settings
 * @property {'virtual' | 'real'} clock
 * @property {number} seed
 * @property {Record<string, number>} parameters each that the scenario declares
 * @property {boolean} trace
 * @property {number} speed
 * @property {boolean} stamp
 * @property {boolean} iterations
 * @property {(line: string) => void} [onOutput]
 * @property {(line: PrintedLine) => void} [onPrint]
 * @property {(message: string) => void} [onLog]
 * @property {(run: import('./types.js').Run) => void} [onTrace]
 * @property {() => void} [onStep]
 * @property {AbortSignal} [signal]
 */

/** @type {Settings} */
const DEFAULTS = {
  clock: 'virtual',
  seed: 0,
  parameters: {},
  trace: true,
  speed: 1,
  stamp: false,
  iterations: false,
  onOutput: undefined,
  onPrint: undefined,
  onLog: undefined,
  onTrace: undefined,
  onStep: undefined,
  signal: undefined,
};

const LARGEST_SEED = 0xffffffff;

/** Most names that a message lists. */
const MOST_LISTED = 12;

/**
 * @param {Scenario[]} scenarios
 * @param {unknown} name
 * @returns {Scenario}
 * @throws {UsageError} where there is none of that name; suggests the nearest.
 */
export function findScenario(scenarios, name) {
  const scenario = scenarios.find((candidate) => candidate.name === name);
  if (scenario === undefined) {
    const names = scenarios.map((candidate) => candidate.name);
    throw new UsageError(`unknown scenario ${quoted(name)}${suggestion(name, names)}`);
  }
  return scenario;
}

/**
 * @param {Scenario} scenario
 * @param {RunOptions} [options]
 * @returns {Settings}
 * @throws {UsageError} names the option and what it may be.
 */
export function checkOptions(scenario, options = {}) {
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(DEFAULTS, name)) {
      throw new UsageError(`unknown option ${quoted(name)}${suggestion(name, Object.keys(DEFAULTS))}`);
    }
  }
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const settings = /** @type {Settings} */ ({ ...DEFAULTS, ...Object.fromEntries(given) });
  const { clock, seed, speed } = settings;
  if (clock !== 'virtual' && clock !== 'real') {
    throw new UsageError(`clock ${quoted(clock)}: should be "virtual" or "real"`);
  }
  if (!Number.isInteger(seed) || seed < 0 || seed > LARGEST_SEED) {
    throw new UsageError(`seed ${quoted(seed)}: should be a whole number from 0 to ${LARGEST_SEED}`);
  }
  checkSpeed(clock, speed);
  for (const name of /** @type {const} */ (['trace', 'stamp', 'iterations'])) {
    if (typeof settings[name] !== 'boolean') {
      throw new UsageError(`${name} ${quoted(settings[name])}: should be true or false`);
    }
  }
  for (const name of /** @type {const} */ (['onOutput', 'onPrint', 'onLog', 'onTrace', 'onStep'])) {
    if (settings[name] !== undefined && typeof settings[name] !== 'function') {
      throw new UsageError(`${name} ${quoted(settings[name])}: should be a function`);
    }
  }
  return { ...settings, parameters: checkParameters(scenario, settings.parameters) };
}

/**
 * @param {Scenario} scenario
 * @param {Record<string, number>} given
 * @returns {Record<string, number>} with the defaults of what is not given.
 */
function checkParameters(scenario, given) {
  const declared = new Map(scenario.parameters.map((parameter) => [parameter.name, parameter]));
  const values = Object.fromEntries(
    scenario.parameters.map((parameter) => [parameter.name, parameter.default]),
  );
  for (const [name, value] of Object.entries(given)) {
    const parameter = declared.get(name);
    if (parameter === undefined) {
      throw new UsageError(
        `unknown parameter ${quoted(name)} of scenario "${scenario.name}"${suggestion(name, [...declared.keys()])}`,
      );
    }
    checkValue(scenario, parameter, value);
    values[name] = value;
  }
  return values;
}

/**
 * @param {Scenario} scenario
 * @param {Parameter} parameter
 * @param {unknown} value
 */
function checkValue(scenario, { name, unit, min, max }, value) {
  const what = `parameter "${name}" of scenario "${scenario.name}": ${quoted(value)}`;
  if (typeof value !== 'number' || Number.isNaN(value)) {
    throw new UsageError(`${what} is not a number`);
  }
  if (value < min || value > max) {
    throw new UsageError(`${what} is out of range, ${min} to ${max}${unit && ` ${unit}`}`);
  }
  if (unit === '' && !Number.isInteger(value)) {
    throw new UsageError(`${what} is a count and should be whole`);
  }
}

/** @param {unknown} value */
function quoted(value) {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/**
 * @param {unknown} name
 * @param {string[]} names
 */
function suggestion(name, names) {
  const meant = nearest(String(name), names);
  if (meant !== undefined) {
    return `; did you mean "${meant}"?`;
  }
  if (names.length > MOST_LISTED) {
    return `; none of ${names.length} is like it`;
  }
  return names.length > 0 ? `; there are: ${names.join(', ')}` : '; there are none';
}

/**
 * @param {'virtual' | 'real'} clock
 * @param {number} speed
 * @throws {UsageError}
 */
export function checkSpeed(clock, speed) {
  if (!Number.isFinite(speed) || speed <= 0) {
    throw new UsageError(`speed ${quoted(speed)}: should be a number above 0`);
  }
  if (clock === 'virtual' && speed !== 1) {
    throw new UsageError(`speed ${quoted(speed)}: only a real clock has a speed`);
  }
}
