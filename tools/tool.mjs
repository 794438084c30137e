/** What the tools share: the checkout's folder, running a command, and failing with a message in place of a stack. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

/** The checkout. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** A tool cannot go on; the message says why and what to do. */
export class ToolError extends Error {}

/**
 * Runs the main part of a tool: a ToolError becomes its message and exit status 1, wrong options status 2.
 * @param {() => void | Promise<void>} main
 */
export async function runTool(main) {
  try {
    await main();
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    const wrongUse = code?.startsWith('ERR_PARSE_ARGS') ?? false;
    if (!wrongUse && !(error instanceof ToolError)) throw error;
    console.error(message);
    process.exitCode = wrongUse ? 2 : 1;
  }
}

/**
 * Runs a command in the checkout to its end and gives its output, standard error included. Never rejects: a command
 * that cannot be started has the status 127.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, input?: string }} [options] `env`: added to this process's.
 * @returns {Promise<{ status: number, output: string }>}
 */
export function capture(command, args, { env = {}, input = '' } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env } });
    /** @type {Buffer[]} */
    const chunks = [];
    // Rolldown paints whatever it writes to.
    const output = () => stripVTControlCharacters(Buffer.concat(chunks).toString());
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => resolve({ status: 127, output: `${output()}${error.message}\n` }));
    child.on('close', (status) => resolve({ status: status ?? 1, output: output() }));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/**
 * Runs a command that has to succeed; its output is shown only where it fails, by a ToolError.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string> }} [options]
 * @returns {Promise<string>} Its output.
 */
export async function run(command, args, options) {
  const { status, output } = await capture(command, args, options);
  if (status === 0) return output;
  const end = output.trim().split('\n').slice(-60).join('\n');
  throw new ToolError(`${end}\n${[command, ...args].join(' ')} failed (status ${status})`);
}
