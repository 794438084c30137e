/** Runs the real command, as a user does. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const COMMAND = fileURLToPath(new URL('../../cli/awaitscope.mjs', import.meta.url));

/**
 * @param {string[]} args
 * @param {{ command?: string, env?: NodeJS.ProcessEnv, cwd?: string }} [options]
 * @returns {Promise<{ status: number | null, output: string, errors: string }>}
 */
export function awaitscope(args, { command = COMMAND, env = {}, cwd } = {}) {
  return collected(
    spawn(process.execPath, [command, ...args], { env: { ...plainEnvironment(), ...env }, cwd }),
  );
}

/**
 * @param {string} script where `$AWAITSCOPE` is the command
 * @returns {Promise<{ status: number | null, output: string, errors: string }>}
 */
export function shell(script) {
  const env = { ...plainEnvironment(), AWAITSCOPE: `${process.execPath} ${COMMAND}` };
  return collected(spawn('bash', ['-c', script], { env }));
}

function plainEnvironment() {
  const env = { ...process.env };
  for (const name of ['COLUMNS', 'NO_COLOR', 'FORCE_COLOR']) {
    delete env[name];
  }
  return env;
}

/**
 * @param {import('node:child_process').ChildProcessWithoutNullStreams} child
 * @returns {Promise<{ status: number | null, output: string, errors: string }>}
 */
function collected(child) {
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (data) => (output += data));
  child.stderr.setEncoding('utf8').on('data', (data) => (errors += data));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, output, errors }));
  });
}

/**
 * A folder for one test.
 * @param {import('node:test').TestContext} context
 * @returns {(name: string) => string} the path of a file in it.
 */
export function folder(context) {
  const path = mkdtempSync(join(tmpdir(), 'awaitscope-'));
  context.after(() => rmSync(path, { recursive: true, force: true }));
  return (name) => join(path, name);
}
