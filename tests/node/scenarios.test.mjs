import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { readModules, readScenarios, tableOf, writeScenarios } from '../../tools/scenarios.mjs';
import { root } from '../../tools/tool.mjs';

/** @type {string} */
let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scenarios-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const delay = { name: 'delay', label: 'Delay', unit: 's', min: 0, max: 5, step: 0.1, default: 0.3 };
const texts = { title: 'Title', theme: 'Theme', about: 'About.', look: 'Look.' };

/**
 * @param {string} name
 * @param {unknown} json
 */
function example(name, json) {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'scenario.json'), typeof json === 'string' ? json : JSON.stringify(json));
  writeFileSync(join(folder, name, `${name}.c`), '/* C */\n');
  writeFileSync(join(folder, name, `${name}.py`), '# Python\n');
}

/** @param {unknown} modules */
const modulesAre = (modules) => writeFileSync(join(folder, 'modules.json'), JSON.stringify(modules));

test('the manifest holds what scenario.json says and both sources, in the order of names', () => {
  example('beta', { ...texts, parameters: [] });
  example('alpha', { ...texts, parameters: [delay] });
  const scenarios = readScenarios(folder);
  assert.deepEqual(
    scenarios.map((scenario) => scenario.name),
    ['alpha', 'beta'],
  );
  assert.deepEqual(scenarios[0], {
    name: 'alpha',
    ...texts,
    parameters: [delay],
    sources: [
      { name: 'alpha.c', language: 'c', text: '/* C */\n' },
      { name: 'alpha.py', language: 'python', text: '# Python\n', lines: [0, 0] },
    ],
  });
});

test('the table gives each scenario its function and its defaults', () => {
  example('alpha', { ...texts, parameters: [delay, { ...delay, name: 'count', step: 1, default: 2 }] });
  example('beta', { ...texts, parameters: [] });
  const table = tableOf(readScenarios(folder));
  assert.match(table, /\{"delay", 0\.3\},\n {2}\{"count", 2\.0\},/);
  assert.match(table, /\{"alpha", scenario_alpha, alpha_parameters, 2\},/);
  assert.match(table, /\{"beta", scenario_beta, NULL, 0\},/);
  assert.match(table, /scenario_count = 2;/);
});

/** @type {[string, unknown, RegExp][]} */
const malformed = [
  ['no JSON', '{"title": ', /is no JSON/],
  ['no object', [], /must hold an object/],
  ['a text is missing', { ...texts, look: undefined, parameters: [] }, /field look must be a text/],
  ['a text is empty', { ...texts, title: ' ', parameters: [] }, /field title must be a text/],
  ['an unknown field', { ...texts, titel: 'x', parameters: [] }, /field titel is unknown/],
  ['no parameters', texts, /field parameters must be a list/],
  ['a parameter is no object', { ...texts, parameters: [1] }, /parameters\[0\] must be an object/],
  ['a name that C does not know', parameter({ name: 'a-b' }), /parameters\[0\]\.name/],
  ['a number in quotes', parameter({ max: '5' }), /parameters\[0\]\.max must be a number/],
  ['max below min', parameter({ min: 6 }), /parameters\[0\]\.max must be greater than min/],
  ['a step of 0', parameter({ step: 0 }), /parameters\[0\]\.step/],
  ['a default out of range', parameter({ default: 5.1 }), /parameters\[0\]\.default must lie between/],
  ['a default between two steps', parameter({ default: 0.25 }), /parameters\[0\]\.default must lie a whole/],
  ['an unknown field of a parameter', parameter({ maximum: 5 }), /parameters\[0\]\.maximum is unknown/],
  ['a name twice', { ...texts, parameters: [delay, delay] }, /parameters\[1\]\.name: delay is there twice/],
];

/** @param {object} change */
function parameter(change) {
  return { ...texts, parameters: [{ ...delay, ...change }] };
}

for (const [what, json, message] of malformed) {
  test(`refused by file and field: ${what}`, () => {
    example('alpha', json);
    assert.throws(() => readScenarios(folder), { message });
    assert.throws(() => readScenarios(folder), { message: /alpha\/scenario\.json: / });
  });
}

test('a source that is missing is named', () => {
  example('alpha', { ...texts, parameters: [] });
  rmSync(join(folder, 'alpha/alpha.py'));
  assert.throws(() => readScenarios(folder), { message: /alpha\/alpha\.py is missing/ });
});

test('a folder whose name C does not know is refused', () => {
  example('Alpha', { ...texts, parameters: [] });
  assert.throws(() => readScenarios(folder), { message: /"Alpha" is no C name/ });
});

test('modules.json places each example in one module, and a table may hold those of some', () => {
  for (const name of ['alpha', 'beta', 'gamma']) example(name, { ...texts, parameters: [] });
  modulesAre({ greek: ['alpha', 'gamma'], second: ['beta'] });
  assert.deepEqual(readModules(folder, readScenarios(folder)), {
    greek: ['alpha', 'gamma'],
    second: ['beta'],
  });
  const table = join(folder, 'scenarios.c');
  const written = (/** @type {string[] | undefined} */ modules) => {
    writeScenarios({ examples: folder, table, modules });
    return [...readFileSync(table, 'utf8').matchAll(/\{"(\w+)", scenario_/g)].map(([, name]) => name);
  };
  assert.deepEqual(written(['greek']), ['alpha', 'gamma']);
  assert.deepEqual(written(['second', 'greek']), ['alpha', 'beta', 'gamma']);
  assert.deepEqual(written(undefined), ['alpha', 'beta', 'gamma']);
  assert.deepEqual(written([]), []);
  assert.throws(() => written(['third']), { message: /no module third/ });
});

/** @type {[string, unknown, RegExp][]} */
const misplaced = [
  ['in none', { greek: ['alpha'] }, /the example beta is in no module: add it to one/],
  ['in two', { greek: ['alpha', 'beta'], second: ['beta'] }, /beta is there twice/],
  ['not there', { greek: ['alpha', 'beta', 'delta'] }, /there is no example delta/],
  ['no list', { greek: 'alpha' }, /greek must be a list of examples/],
  ['a name for no file', { '../greek': ['alpha', 'beta'] }, /"\.\.\/greek" is no C name/],
];

for (const [what, modules, message] of misplaced) {
  test(`modules.json is refused: ${what}`, () => {
    for (const name of ['alpha', 'beta']) example(name, { ...texts, parameters: [] });
    modulesAre(modules);
    assert.throws(() => writeScenarios({ examples: folder }), { message });
    assert.throws(() => writeScenarios({ examples: folder }), { message: /modules\.json: / });
  });
}

test('as a command: a line a module', () => {
  for (const name of ['alpha', 'beta']) example(name, { ...texts, parameters: [] });
  modulesAre({ second: ['beta'], greek: ['alpha'] });
  const args = [join(root, 'tools/scenarios.mjs'), '--examples', folder, '--list'];
  assert.equal(spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout, 'second beta\ngreek alpha\n');
});

test('what would not change is not written again', () => {
  example('alpha', { ...texts, parameters: [] });
  modulesAre({ greek: ['alpha'] });
  const table = join(folder, 'scenarios.c');
  writeScenarios({ examples: folder, table });
  utimesSync(table, 1, 1);
  writeScenarios({ examples: folder, table });
  assert.equal(statSync(table).mtimeMs, 1000);
});

test('as a command: a malformed file ends with status 1 and a message without a stack, and nothing is written', () => {
  example('alpha', parameter({ step: -1 }));
  const table = join(folder, 'scenarios.c');
  const args = [join(root, 'tools/scenarios.mjs'), '--examples', folder, '--table', table];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  assert.equal(status, 1);
  assert.match(stderr, /^\S+scenario\.json: parameters\[0\]\.step must be greater than 0\n$/);
  assert.throws(() => readFileSync(table), { code: 'ENOENT' });
});
