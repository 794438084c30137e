/** The programs whose output is recorded: every example as it is, and with the parameters that variants.json names. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readScenarios } from '../../tools/scenarios.mjs';
import { root } from '../../tools/tool.mjs';

/** @typedef {import('../../wasm/types.js').Scenario} Scenario */

/**
 * @typedef {object} Case
 * @property {string} title The example's name, and the parameters that are not its defaults.
 * @property {Scenario} scenario
 * @property {Record<string, number>} parameters Those that are not its defaults.
 * @property {string} expected The file of what CPython prints, under `expectedFolder`.
 */

export const expectedFolder = join(root, 'tests', 'conformance', 'expected');

/** All cases, those of one example together. Throws where variants.json names what does not exist. */
export function readCases() {
  /** @type {Record<string, Record<string, number>[]>} */
  const variants = JSON.parse(readFileSync(new URL('variants.json', import.meta.url), 'utf8'));
  const scenarios = readScenarios(join(root, 'examples'));
  for (const name of Object.keys(variants)) {
    if (!scenarios.some((scenario) => scenario.name === name)) {
      throw new Error(`tests/conformance/variants.json: there is no example ${name}`);
    }
  }
  return scenarios.flatMap((scenario) =>
    [{}, ...(variants[scenario.name] ?? [])].map((parameters) => caseOf(scenario, parameters)),
  );
}

/**
 * @param {Scenario} scenario
 * @param {Record<string, number>} parameters
 * @returns {Case}
 */
function caseOf(scenario, parameters) {
  for (const name of Object.keys(parameters)) {
    if (!scenario.parameters.some((parameter) => parameter.name === name)) {
      throw new Error(`tests/conformance/variants.json: ${scenario.name} has no parameter ${name}`);
    }
  }
  const title = [scenario.name, ...settings(parameters)].join(' ');
  return { title, scenario, parameters, expected: `${title.replaceAll(' ', ',')}.txt` };
}

/**
 * `NAME=VALUE` of each.
 * @param {Record<string, number>} parameters
 */
export function settings(parameters) {
  return Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
}

/** The recorded files there are. */
export function recordedFiles() {
  return readdirSync(expectedFolder);
}

/**
 * What CPython printed.
 * @param {Case} one
 */
export function readExpected({ expected }) {
  return readFileSync(join(expectedFolder, expected), 'utf8');
}

/**
 * The example in Python with parameters set: they are the constants at its top. Throws where the constant is missing,
 * or has not the default that scenario.json declares.
 * @param {Scenario} scenario
 * @param {Record<string, number>} parameters
 */
export function pythonText(scenario, parameters) {
  const source = scenario.sources.find(({ language }) => language === 'python');
  let text = source?.text ?? '';
  for (const parameter of scenario.parameters) {
    const constant = new RegExp(`^${parameter.name.toUpperCase()} = (\\d+(\\.\\d+)?)$`, 'm');
    const found = constant.exec(text);
    if (!found) throw new Error(`${source?.name}: no constant for the parameter ${parameter.name}`);
    if (Number(found[1]) !== parameter.default) {
      throw new Error(
        `${source?.name}: ${found[0]}, but its default in scenario.json is ${parameter.default}`,
      );
    }
    const value = parameters[parameter.name] ?? parameter.default;
    // Python prints 2 and 2.0 differently: a parameter keeps the kind of number its constant has.
    const number = found[2] !== undefined && Number.isInteger(value) ? value.toFixed(1) : String(value);
    text = text.replace(constant, `${parameter.name.toUpperCase()} = ${number}`);
  }
  return text;
}
