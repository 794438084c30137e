/**
 * Reads the examples (examples/NAME/NAME.c, NAME.py, scenario.json) and writes what the program needs of them: the C
 * table that scenario.h declares, and the manifest (`Scenario[]` of wasm/types.d.ts) as JSON; for pages, which show a
 * few, the list without the sources and a file a scenario. A malformed scenario.json is refused by file and field. A
 * file whose content would not change is left alone, so that nothing is built anew for it.
 *
 * A page that runs one scenario does not fetch them all: modules.json says which module of those for pages holds which.
 * --list prints a line for each, its name and those of its scenarios; --modules is whose go into the table (all, if
 * left out).
 *
 *   node tools/scenarios.mjs [--examples FOLDER] [--table FILE.c [--modules NAME,…]] [--manifest FILE.json] [--pages FOLDER]
 *                            [--list]
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { sameLines } from './source-lines.mjs';
import { ToolError, root, runTool } from './tool.mjs';

/** @typedef {import('../wasm/types.js').Scenario} Scenario */
/** @typedef {import('../wasm/types.js').Parameter} Parameter */

const identifier = /^[a-z][a-z0-9_]*$/;
const texts = ['title', 'theme', 'about', 'look'];
const parameterFields = ['name', 'label', 'unit', 'min', 'max', 'step', 'default'];

/**
 * All scenarios of a folder, in the order of their names (that of their bytes). Throws ToolError.
 * @param {string} folder
 * @returns {Scenario[]}
 */
export function readScenarios(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = entries.map((entry) => entry.name).sort();
  return names.map((name) => readScenario(folder, name));
}

/**
 * The modules for pages, by name, and the scenarios of each. Throws ToolError where one is in none or in two.
 * @param {string} folder
 * @param {Scenario[]} scenarios
 * @returns {Record<string, string[]>}
 */
export function readModules(folder, scenarios) {
  const file = join(folder, 'modules.json');
  /** @type {(what: string) => never} */
  const refuse = (what) => {
    throw new ToolError(`${relative(process.cwd(), file)}: ${what}`);
  };
  const modules = readJson(file, refuse);
  checkModules(modules, refuse);
  const placed = Object.values(modules).flat();
  for (const name of placed) {
    if (!scenarios.some((scenario) => scenario.name === name)) refuse(`there is no example ${name}`);
    if (placed.indexOf(name) !== placed.lastIndexOf(name)) refuse(`${name} is there twice`);
  }
  for (const { name } of scenarios) {
    if (!placed.includes(name))
      refuse(`the example ${name} is in no module: add it to one, so that pages can run it`);
  }
  return modules;
}

/**
 * @param {any} modules
 * @param {(what: string) => never} refuse
 */
function checkModules(modules, refuse) {
  if (modules === null || typeof modules !== 'object' || Array.isArray(modules))
    refuse('must hold an object');
  for (const [name, list] of Object.entries(modules)) {
    if (!identifier.test(name))
      refuse(`the module's name ${JSON.stringify(name)} is no C name of small letters`);
    if (!Array.isArray(list) || list.length === 0 || !list.every((each) => typeof each === 'string'))
      refuse(`${name} must be a list of examples`);
  }
}

/**
 * @param {string} file
 * @param {(what: string) => never} refuse
 * @returns {any}
 */
function readJson(file, refuse) {
  if (!existsSync(file)) refuse('is missing');
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return refuse(`is no JSON: ${/** @type {Error} */ (error).message}`);
  }
}

/**
 * @param {string} folder
 * @param {string} name
 * @returns {Scenario}
 */
function readScenario(folder, name) {
  const file = join(folder, name, 'scenario.json');
  /** @type {(what: string) => never} */
  const refuse = (what) => {
    throw new ToolError(`${relative(process.cwd(), file)}: ${what}`);
  };
  if (!identifier.test(name))
    refuse(`the folder's name ${JSON.stringify(name)} is no C name of small letters`);
  /** @param {string} path */
  const read = (path) =>
    existsSync(path) ? readFileSync(path, 'utf8') : refuse(`${relative(folder, path)} is missing`);

  const json = readJson(file, refuse);
  checkScenario(json, refuse);
  const [c, python] = ['c', 'py'].map((ending) => read(join(folder, name, `${name}.${ending}`)));
  const lines = sameLines(c, python, (what) => {
    throw new ToolError(`${relative(process.cwd(), join(folder, name))}/${name}.py: ${what}`);
  });
  return {
    name,
    title: json.title,
    theme: json.theme,
    about: json.about,
    look: json.look,
    parameters: json.parameters,
    sources: [
      { name: `${name}.c`, language: 'c', text: c },
      { name: `${name}.py`, language: 'python', text: python, lines },
    ],
  };
}

/**
 * Refuses what is no scenario.json, naming the first field that is wrong.
 * @param {any} json
 * @param {(what: string) => never} refuse
 */
export function checkScenario(json, refuse) {
  if (json === null || typeof json !== 'object' || Array.isArray(json)) refuse('must hold an object');
  for (const field of texts) {
    if (typeof json[field] !== 'string' || json[field].trim() === '') refuse(`field ${field} must be a text`);
  }
  for (const field of Object.keys(json)) {
    if (!texts.includes(field) && field !== 'parameters') refuse(`field ${field} is unknown`);
  }
  if (!Array.isArray(json.parameters)) refuse('field parameters must be a list');
  const seen = new Set();
  for (const [index, parameter] of json.parameters.entries()) {
    checkParameter(parameter, (what) => refuse(`parameters[${index}]${what}`));
    if (seen.has(parameter.name)) refuse(`parameters[${index}].name: ${parameter.name} is there twice`);
    seen.add(parameter.name);
  }
}

/**
 * @param {any} parameter
 * @param {(what: string) => never} refuse
 */
function checkParameter(parameter, refuse) {
  if (parameter === null || typeof parameter !== 'object') refuse(' must be an object');
  if (!identifier.test(parameter.name)) refuse('.name must be a C name of small letters');
  if (typeof parameter.label !== 'string' || parameter.label === '') refuse('.label must be a text');
  if (typeof parameter.unit !== 'string') refuse('.unit must be a text');
  for (const field of ['min', 'max', 'step', 'default']) {
    if (!Number.isFinite(parameter[field])) refuse(`.${field} must be a number`);
  }
  for (const field of Object.keys(parameter)) {
    if (!parameterFields.includes(field)) refuse(`.${field} is unknown`);
  }
  const { min, max, step, default: initial } = parameter;
  if (!(min < max)) refuse('.max must be greater than min');
  if (!(step > 0)) refuse('.step must be greater than 0');
  if (initial < min || initial > max) refuse('.default must lie between min and max');
  // A slider would move a default that lies between two steps.
  const steps = (initial - min) / step;
  if (Math.abs(steps - Math.round(steps)) > 1e-6)
    refuse('.default must lie a whole number of steps above min');
}

/**
 * The table that examples/scenario.h declares, as C.
 * @param {Scenario[]} scenarios
 */
export function tableOf(scenarios) {
  const lines = [
    '/* Made by tools/scenarios.mjs from the scenario.json of each example. */',
    '#include "scenario.h"',
    '',
  ];
  for (const { name } of scenarios) lines.push(`asyncio_coroutine *scenario_${name}(void);`);
  lines.push('');
  for (const { name, parameters } of scenarios) {
    if (parameters.length === 0) continue;
    lines.push(`static const scenario_parameter ${name}_parameters[] = {`);
    for (const parameter of parameters) lines.push(`  {"${parameter.name}", ${decimal(parameter.default)}},`);
    lines.push('};', '');
  }
  // C has no empty array; scenario_count is what counts.
  lines.push(`const scenario scenarios[${Math.max(scenarios.length, 1)}] = {`);
  for (const { name, parameters } of scenarios) {
    const list = parameters.length > 0 ? `${name}_parameters` : 'NULL';
    lines.push(`  {"${name}", scenario_${name}, ${list}, ${parameters.length}},`);
  }
  if (scenarios.length === 0) lines.push('  {NULL, NULL, NULL, 0},');
  lines.push('};', `const size_t scenario_count = ${scenarios.length};`, '');
  return lines.join('\n');
}

/**
 * A number as a C double of the same value.
 * @param {number} number
 */
function decimal(number) {
  const text = String(number);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/**
 * Writes a file whole or not at all, and only where its content changes.
 * @param {string} file
 * @param {string} content
 */
function writeChanged(file, content) {
  if (existsSync(file) && readFileSync(file, 'utf8') === content) return;
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, content);
  renameSync(temporary, file);
}

/**
 * scenario-list.json, and beside it scenarios/NAME.json.
 * @param {string} folder
 * @param {Scenario[]} scenarios
 */
function writeForPages(folder, scenarios) {
  const list = scenarios.map(({ sources: _, ...about }) => about);
  writeChanged(join(folder, 'scenario-list.json'), JSON.stringify(list));
  for (const scenario of scenarios)
    writeChanged(join(folder, `scenarios/${scenario.name}.json`), JSON.stringify(scenario));
  for (const file of readdirSync(join(folder, 'scenarios'))) {
    if (!scenarios.some(({ name }) => file === `${name}.json`)) rmSync(join(folder, 'scenarios', file));
  }
}

/**
 * @param {{ examples?: string, table?: string, modules?: string[], manifest?: string, pages?: string }} options Files, and a
 *   folder; what is not given is not written. `modules`: whose scenarios are in the table; all, if left out.
 */
export function writeScenarios({ examples = join(root, 'examples'), table, modules, manifest, pages }) {
  const scenarios = readScenarios(examples);
  const placing = readModules(examples, scenarios);
  for (const module of modules ?? []) {
    if (!(module in placing)) throw new ToolError(`--modules: modules.json has no module ${module}`);
  }
  const names = modules?.flatMap((module) => placing[module]);
  const chosen = scenarios.filter(({ name }) => names?.includes(name) ?? true);
  if (pages !== undefined && scenarios.length > 0) writeForPages(pages, scenarios);
  if (table !== undefined) writeChanged(table, tableOf(chosen));
  if (manifest !== undefined) writeChanged(manifest, `${JSON.stringify(scenarios, null, 1)}\n`);
}

/** @param {string} [examples] */
function listModules(examples = join(root, 'examples')) {
  const modules = readModules(examples, readScenarios(examples));
  for (const [name, scenarios] of Object.entries(modules)) console.log([name, ...scenarios].join(' '));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const string = /** @type {const} */ ({ type: 'string' });
  await runTool(() => {
    const { values } = parseArgs({
      options: {
        ...{ examples: string, table: string, modules: string, manifest: string, pages: string },
        list: { type: 'boolean' },
      },
    });
    const modules = values.modules?.split(',').filter(Boolean);
    writeScenarios({ ...values, modules });
    if (values.list) listModules(values.examples);
  });
}
