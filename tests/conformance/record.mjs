/**
 * Records anew what CPython 3.13 prints for the examples, one file a case, and for the random programs:
 * tests/conformance/ expected/, random/expected/, and python/ for the programs there.
 *
 *   npm run record [-- ORACLE.py]      or with AWAITSCOPE_ORACLE=ORACLE.py
 *
 * The oracle, recorder.py unless another is named, runs a program on a virtual clock and stamps each line it prints
 * with time, loop iteration and task. It is called as `python3.13 ORACLE.py PROGRAM.py --iterations`; AWAITSCOPE_PYTHON
 * names another interpreter. Nothing is written unless all programs ran.
 */
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, runTool } from '../../tools/tool.mjs';
import { expectedFolder, pythonText, readCases } from './cases.mjs';
import { askOracle, checkPython, findOracle } from './oracle.mjs';
import { programInPython, programName, seeds } from './random/program.mjs';

const usage = 'npm run record [-- ORACLE.py]';
const randomFolder = join(root, 'tests', 'conformance', 'random');
const pythonFolder = join(root, 'tests', 'conformance', 'python');

/** @typedef {{ file: string, name: string, text: string }} Recording A program in Python, and where its output goes. */

/** @returns {Recording[]} */
function recordings() {
  const examples = readCases().map(({ scenario, parameters, expected }) => ({
    file: join(expectedFolder, expected),
    name: scenario.name,
    text: pythonText(scenario, parameters),
  }));
  const parts = readFileSync(join(randomFolder, 'parts.py'), 'utf8');
  const random = seeds.map((seed) => ({
    file: join(randomFolder, 'expected', `${programName(seed)}.txt`),
    name: programName(seed),
    text: parts + programInPython(seed),
  }));
  const python = readdirSync(pythonFolder)
    .filter((name) => name.endsWith('.py'))
    .map((name) => ({
      file: join(pythonFolder, name.replace(/py$/, 'txt')),
      name: name.slice(0, -3),
      text: readFileSync(join(pythonFolder, name), 'utf8'),
    }));
  return [...examples, ...random, ...python];
}

await runTool(async () => {
  const oracle = findOracle(process.argv[2], usage);
  await checkPython();

  const folder = mkdtempSync(join(tmpdir(), 'awaitscope-record-'));
  /** @type {Map<string, string>} */
  const recorded = new Map();
  try {
    for (const { file, name, text } of recordings()) {
      const program = join(folder, `${name}.py`);
      writeFileSync(program, text);
      recorded.set(file, await askOracle(oracle, program));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }

  for (const expected of [expectedFolder, join(randomFolder, 'expected')]) {
    mkdirSync(expected, { recursive: true });
    for (const name of readdirSync(expected)) {
      if (!recorded.has(join(expected, name))) rmSync(join(expected, name));
    }
  }
  for (const [file, text] of recorded) writeFileSync(file, text);
  console.log(`${recorded.size} outputs recorded in tests/conformance`);
});
