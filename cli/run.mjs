import { constants } from 'node:os';
import { basename } from 'node:path';
import { load, traceFileChunks, UsageError } from '../wasm/index.mjs';
import { Failure } from './failure.mjs';
import { readText } from './input-file.mjs';
import { parametersInWords } from './list.mjs';
import { OutputFile } from './output-file.mjs';
import { showTrace } from './replay.mjs';
import { write } from './streams.mjs';
import { kindOf } from './subject.mjs';

/**
 * @import { Awaitscope, Run, RunOptions } from '../wasm/types.js'
 * @import { Command, RunArguments } from './arguments.mjs'
 */

/**
 * Runs a scenario or a Python program: prints what it prints as it does, then its timeline.
 * @param {Command & { command: 'run' }} command
 * @returns {Promise<number>} 0; 1 where the program failed.
 */
export async function run({ scenario, run: options, stamp, iterations, format, trace }) {
  const file = trace === undefined ? undefined : new OutputFile(trace);
  try {
    const ended = await runSubject(scenario, options, {
      stamp,
      iterations,
      trace: format !== 'none' || file !== undefined,
      onOutput: format === 'json' ? undefined : (line) => write(`${line}\n`),
      onLog: (message) => console.error(message),
    });
    // With stamps the error is the output's last line, as the oracle has it.
    if (ended.state === 'raised' && !stamp) {
      console.error(`awaitscope: ${scenario} failed: ${ended.outcome.replace(/: $/, '')}`);
    }
    showTrace(ended.trace, format, ended.output !== '');
    file?.finish(traceFileChunks(ended.trace));
    return ended.state === 'returned' ? 0 : 1;
  } catch (error) {
    file?.abandon();
    throw error;
  }
}

/**
 * Runs to the end. Ctrl-C cancels the main task, a second one ends the process.
 * @param {string} subject a scenario's name, or a Python program's file
 * @param {RunArguments} options
 * @param {RunOptions} [more]
 * @returns {Promise<Run>}
 * @throws {Failure} for an unknown scenario or parameter, a value out of range, or a program that cannot be read
 */
export async function runSubject(subject, options, more = {}) {
  const all = { ...options, ...more };
  const started =
    kindOf(subject) === 'program' ? await startProgram(subject, all) : start(await load(), subject, all);
  let interrupts = 0;
  const interrupted = () => {
    if (++interrupts > 1) {
      process.exit(128 + constants.signals.SIGINT);
    }
    started.cancel();
  };
  process.on('SIGINT', interrupted);
  try {
    return await started.finished;
  } finally {
    process.off('SIGINT', interrupted);
  }
}

/**
 * @param {string} path
 * @param {RunOptions} options
 */
async function startProgram(path, options) {
  if (Object.keys(options.parameters ?? {}).length > 0) {
    throw new Failure(`--set goes with a scenario: ${path} is a program, and has no parameters`);
  }
  const text = readText(path);
  // Only a program pays for loading an interpreter.
  const { loadPython } = await import('../wasm/python/index.mjs');
  return (await loadPython()).start({ name: basename(path), text }, options);
}

/**
 * @param {Awaitscope} awaitscope
 * @param {string} name
 * @param {RunOptions} options
 * @throws {Failure}
 */
function start(awaitscope, name, options) {
  const known = awaitscope.scenarios.find((scenario) => scenario.name === name);
  if (known === undefined && kindOf(name) === 'file') {
    throw new Failure(
      `run takes a scenario or a Python program (NAME.py), and ${name} is neither; \`awaitscope replay TRACE\` shows a trace`,
    );
  }
  try {
    return awaitscope.start(name, options);
  } catch (error) {
    if (!(error instanceof UsageError)) {
      throw error;
    }
    const help =
      known === undefined
        ? '`awaitscope list` shows all scenarios'
        : known.parameters.length === 0
          ? `${name} has no parameters`
          : `the parameters of ${name}:\n${parametersInWords(known.parameters)}`;
    throw new Failure(`${error.message}\n${help}`, { cause: error });
  }
}
