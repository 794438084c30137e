/**
 * CPython, run on programs to learn what it prints: `python3.13 ORACLE.py PROGRAM.py --iterations`. recorder.py is one;
 * another of the same interface may know more.
 */
import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ToolError } from '../../tools/tool.mjs';

/** The interpreter; AWAITSCOPE_PYTHON names another. */
export const python = process.env.AWAITSCOPE_PYTHON || 'python3.13';

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<{ status: number | string, stdout: string, stderr: string }>} `status` is a text where the command did
 *   not start.
 */
function execute(command, args) {
  return new Promise((done) => {
    execFile(command, args, { timeout: 60_000, maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
      done({ status: error ? (error.code ?? String(error.signal)) : 0, stdout, stderr }),
    );
  });
}

/** Throws ToolError where the interpreter is none, or not the one whose semantics the runtime has. */
export async function checkPython() {
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

/**
 * The oracle's file. A folder is one that holds oracle.py.
 * @param {string | undefined} path default: AWAITSCOPE_ORACLE, else recorder.py
 * @param {string} usage of the command that asks
 */
export function findOracle(path, usage) {
  const given =
    path ?? (process.env.AWAITSCOPE_ORACLE || fileURLToPath(new URL('recorder.py', import.meta.url)));
  if (!existsSync(given)) throw new ToolError(`There is no oracle ${given}. ${usage}`);
  return resolve(statSync(given).isDirectory() ? join(given, 'oracle.py') : given);
}

/**
 * What CPython prints for a program, stamped.
 * @param {string} oracle
 * @param {string} program its file
 */
export async function askOracle(oracle, program) {
  const { status, stdout, stderr } = await execute(python, [oracle, program, '--iterations']);
  // 1 is a program that raised, which the last line tells.
  if (status !== 0 && !(status === 1 && /^!.*\n$/m.test(stdout))) {
    throw new ToolError(`${program}: the oracle failed (${status}).\n${stderr}`);
  }
  return stdout;
}

/**
 * A random program.
 * @param {string} generator its file
 * @param {number} seed
 */
export async function generate(generator, seed) {
  const { status, stdout, stderr } = await execute(python, [generator, String(seed)]);
  if (status !== 0) throw new ToolError(`${generator} ${seed} failed (${status}).\n${stderr}`);
  return stdout;
}

/**
 * Runs the interpreter itself.
 * @param {string[]} args
 */
export function runPython(args) {
  return execute(python, args);
}
