#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { LoadError, ModuleBroken, TraceFileError, UsageError, WebAssemblyMissing } from '../wasm/index.mjs';
import { readArguments } from './arguments.mjs';
import { exportTrace } from './export.mjs';
import { Failure } from './failure.mjs';
import { list } from './list.mjs';
import { replay } from './replay.mjs';
import { run } from './run.mjs';
import { write } from './streams.mjs';
import { USAGE } from './usage.mjs';

/** Errors whose message says all; any other is a fault of ours and keeps its stack. */
const EXPLAINED = [Failure, UsageError, LoadError, TraceFileError, WebAssemblyMissing];

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit status.
 */
async function main(args) {
  const command = readArguments(args);
  switch (command.command) {
    case 'help':
      write(USAGE);
      return 0;
    case 'version':
      write(`${version()}\n`);
      return 0;
    case 'list':
      return list(command);
    case 'run':
      return run(command);
    case 'replay':
      return replay(command);
    case 'export':
      return exportTrace(command);
  }
}

/** @returns {string} */
function version() {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
}

// A signal ends the process through `exit`, so that no half of a file stays behind.
for (const signal of /** @type {const} */ (['SIGHUP', 'SIGTERM'])) {
  process.once(signal, () => process.exit(128 + constants.signals[signal]));
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof ModuleBroken) {
    console.error(`awaitscope: the program broke the runtime: ${error.message}`);
    process.exitCode = 1;
  } else if (EXPLAINED.some((kind) => error instanceof kind)) {
    console.error(`awaitscope: ${/** @type {Error} */ (error).message}`);
    process.exitCode = 2;
  } else {
    throw error;
  }
}
