import { constants } from 'node:os';
import { load, traceFileChunks, UsageError } from '../wasm/index.mjs';
import { Failure } from './failure.mjs';
import { parametersInWords } from './list.mjs';
import { OutputFile } from './output-file.mjs';
import { showTrace } from './replay.mjs';
import { write } from './streams.mjs';

/**
 * @import { Awaitscope, Run, RunOptions } from '../wasm/types.js'
 * @import { Command, RunArguments } from './arguments.mjs'
 */

/**
 * Runs a scenario: prints what it prints as it does, then its timeline.
 * @param {Command & { command: 'run' }} command
 * @returns {Promise<number>} 0; 1 where the program failed.
 */
export async function run({ scenario, run: options, stamp, iterations, format, trace }) {
  const file = trace === undefined ? undefined : new OutputFile(trace);
  try {
    const ended = await runScenario(await load(), scenario, options, {
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
 * Runs a scenario to its end. Ctrl-C cancels its main task, a second one ends the process.
 * @param {Awaitscope} awaitscope
 * @param {string} scenario
 * @param {RunArguments} options
 * @param {RunOptions} [more]
 * @returns {Promise<Run>}
 * @throws {Failure} for an unknown scenario or parameter, or a value out of range
 */
export async function runScenario(awaitscope, scenario, options, more = {}) {
  const started = start(awaitscope, scenario, { ...options, ...more });
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
 * @param {Awaitscope} awaitscope
 * @param {string} name
 * @param {RunOptions} options
 */
function start(awaitscope, name, options) {
  try {
    return awaitscope.start(name, options);
  } catch (error) {
    if (!(error instanceof UsageError)) {
      throw error;
    }
    const known = awaitscope.scenarios.find((scenario) => scenario.name === name);
    const help =
      known === undefined
        ? 'awaitscope list shows all scenarios'
        : known.parameters.length === 0
          ? `${name} has no parameters`
          : `the parameters of ${name}:\n${parametersInWords(known.parameters)}`;
    throw new Failure(`${error.message}\n${help}`, { cause: error });
  }
}
