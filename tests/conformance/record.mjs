/**
 * Records anew what CPython 3.13 prints for the examples, one file a case, and for the random programs: tests/conformance/
 * expected/ and random/expected/.
 *
 *   npm run record -- ORACLE.py        or with AWAITSCOPE_ORACLE=ORACLE.py
 *
 * The oracle runs a program on a virtual clock and stamps each line it prints with time, loop iteration and task. It is
 * called as `python3.13 ORACLE.py PROGRAM.py --iterations`; AWAITSCOPE_PYTHON names another interpreter. Nothing is
 * written unless all programs ran.
 */
import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ToolError, root, runTool } from '../../tools/tool.mjs';
import { expectedFolder, pythonText, readCases } from './cases.mjs';
import { programInPython, programName, seeds } from './random/program.mjs';

const usage = 'npm run record -- ORACLE.py';
const randomFolder = join(root, 'tests', 'conformance', 'random');

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<{ status: number | string, stdout: string, stderr: string }>} `status` is a text where the command did
 *   not start.
 */
function execute(command, args) {
  return new Promise((done) => {
    execFile(command, args, { timeout: 60_000 }, (error, stdout, stderr) =>
      done({ status: error ? (error.code ?? String(error.signal)) : 0, stdout, stderr }),
    );
  });
}

/** @param {string} python */
async function checkPython(python) {
  const { status, stdout, stderr } = await execute(python, [
    '-c',
    'import sys; print("%d.%d" % sys.version_info[:2])',
  ]);
  if (status !== 0) {
    throw new ToolError(
      `${python} does not run (${stderr.trim() || status}).\n` +
        'Install CPython 3.13, or name an interpreter in AWAITSCOPE_PYTHON; under pyenv set PYENV_VERSION.',
    );
  }
  if (stdout.trim() !== '3.13') {
    throw new ToolError(
      `${python} is Python ${stdout.trim()}; the runtime follows 3.13. AWAITSCOPE_PYTHON names another.`,
    );
  }
}

/** @param {string | undefined} path */
function findOracle(path) {
  if (!path) throw new ToolError(`Which oracle? ${usage}, or set AWAITSCOPE_ORACLE.`);
  if (!existsSync(path)) throw new ToolError(`There is no oracle ${path}. ${usage}`);
  return resolve(path);
}

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
  return [...examples, ...random];
}

await runTool(async () => {
  const python = process.env.AWAITSCOPE_PYTHON || 'python3.13';
  const oracle = findOracle(process.argv[2] ?? process.env.AWAITSCOPE_ORACLE);
  await checkPython(python);

  const folder = mkdtempSync(join(tmpdir(), 'awaitscope-record-'));
  /** @type {Map<string, string>} */
  const recorded = new Map();
  try {
    for (const { file, name, text } of recordings()) {
      const program = join(folder, `${name}.py`);
      writeFileSync(program, text);
      const { status, stdout, stderr } = await execute(python, [oracle, program, '--iterations']);
      // 1 is a program that raised, which the last line tells.
      if (status !== 0 && !(status === 1 && /^!.*\n$/m.test(stdout))) {
        throw new ToolError(`${name}: the oracle failed (${status}).\n${stderr}`);
      }
      recorded.set(file, stdout);
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
