/** The peers that run beside ours, each as a function that gives a call's nanoseconds a unit of work. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { onPath } from '../tools/find.mjs';
import { ToolError, root } from '../tools/tool.mjs';
import * as javascript from './peers/javascript.mjs';

/** @import { Case, Peer } from './cases.mjs' */

/** @typedef {(what: Case) => Promise<number> | number} Measure */

/** Where the build puts the fibers. */
const fibersFile = join(root, 'build/wasm/fibers.cjs');

/** Finds a version that pyenv has, too. */
export const pythonEnv = { ...process.env, PYENV_VERSION: process.env.PYENV_VERSION ?? '3.13.0' };

/**
 * The lines that a command prints. Throws ToolError.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export function printedLines(command, args, env) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', env });
  if (status !== 0)
    throw new ToolError(`${[command, ...args].join(' ')} failed\n${error?.message ?? stderr}`);
  return stdout.trim().split('\n');
}

/**
 * The last line that a command prints, as a number. Throws ToolError.
 * @param {Parameters<typeof printedLines>} command
 */
function printed(...command) {
  return Number(printedLines(...command).at(-1));
}

/**
 * @param {Case} what
 * @returns {{ args: number[], work: number }} of a call for a peer that takes long
 */
function slowCall({ args, work, slowArgs = args, slowWork = work }) {
  return { args: slowArgs, work: slowWork };
}

/** @type {Measure} */
async function runJavaScript({ program, args: [first, second = 0], work }) {
  return ((await javascript[program](first, second)) / work) * 1e9;
}

/** @type {Measure} */
function runFibers(what) {
  return printed(process.execPath, [fibersFile, ...slowCall(what).args.map(String)]);
}

/** @type {Measure} */
function runPython(what) {
  const { args, work } = slowCall(what);
  const file = join(root, 'bench/peers/cpython.py');
  return (printed('python3.13', [file, what.program, ...args.map(String)], pythonEnv) / work) * 1e9;
}

export function pythonFound() {
  return (
    onPath('python3.13') !== undefined &&
    spawnSync('python3.13', ['--version'], { env: pythonEnv }).status === 0
  );
}

/**
 * Those of this machine.
 * @returns {Partial<Record<Peer, Measure>>}
 */
export function findPeers() {
  return {
    javascript: runJavaScript,
    fibers: runFibers,
    ...(pythonFound() ? { cpython: runPython } : {}),
  };
}
