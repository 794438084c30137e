/**
 * Records anew what CPython 3.13 prints for the examples: tests/conformance/expected/, one file a case.
 *
 *   npm run record -- ORACLE.py        or with AWAITSCOPE_ORACLE=ORACLE.py
 *
 * The oracle runs a program on a virtual clock and stamps each line it prints with time, loop iteration and task. It is
 * called as `python3.13 ORACLE.py PROGRAM.py --iterations`; AWAITSCOPE_PYTHON names another interpreter. Nothing is
 * written unless all cases ran.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ToolError, runTool } from '../../tools/tool.mjs';
import { expectedFolder, pythonText, readCases, recordedFiles } from './cases.mjs';

const usage = 'npm run record -- ORACLE.py';

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

await runTool(async () => {
  const python = process.env.AWAITSCOPE_PYTHON || 'python3.13';
  const oracle = findOracle(process.argv[2] ?? process.env.AWAITSCOPE_ORACLE);
  await checkPython(python);

  const folder = mkdtempSync(join(tmpdir(), 'awaitscope-record-'));
  /** @type {Map<string, string>} */
  const recorded = new Map();
  try {
    for (const one of readCases()) {
      const program = join(folder, `${one.scenario.name}.py`);
      writeFileSync(program, pythonText(one.scenario, one.parameters));
      const { status, stdout, stderr } = await execute(python, [oracle, program, '--iterations']);
      // 1 is a program that raised, which the last line tells.
      if (status !== 0 && !(status === 1 && /^!.*\n$/m.test(stdout))) {
        throw new ToolError(`${one.title}: the oracle failed (${status}).\n${stderr}`);
      }
      recorded.set(one.expected, stdout);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }

  mkdirSync(expectedFolder, { recursive: true });
  for (const name of recordedFiles()) {
    if (!recorded.has(name)) rmSync(join(expectedFolder, name));
  }
  for (const [name, text] of recorded) writeFileSync(join(expectedFolder, name), text);
  console.log(`${recorded.size} outputs recorded in tests/conformance/expected`);
});
