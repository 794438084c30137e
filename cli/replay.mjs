import { parseTraceFile, traceFileChunks } from '../wasm/index.mjs';
import { createModel } from '../web/model/index.mjs';
import { Failure } from './failure.mjs';
import { gantt } from './gantt.mjs';
import { readText } from './input-file.mjs';
import { write } from './streams.mjs';
import { kindOf } from './subject.mjs';
import { terminalOf } from './terminal.mjs';
import { safe } from './text.mjs';

/**
 * @import { Trace } from '../wasm/types.js'
 * @import { Command } from './arguments.mjs'
 */

/**
 * Prints what a traced program printed, and its timeline.
 * @param {Command & { command: 'replay' }} command
 * @returns {number}
 * @throws {Failure} where it is no trace
 */
export function replay({ trace: path, format }) {
  const kind = kindOf(path);
  if (kind !== 'file') {
    throw new Failure(`replay takes a trace file; to run a ${kind}: \`awaitscope run ${path}\``);
  }
  const trace = readTrace(path);
  const snapshot = createModel(trace).stateAt(trace.length);
  const lines = snapshot.lines().flatMap(({ text }) => text.split('\n'));
  if (format !== 'json') {
    lines.forEach((line) => write(`${safe(line)}\n`));
  }
  showTrace(trace, format, lines.length > 0);
  return 0;
}

/**
 * @param {Trace} trace
 * @param {'gantt' | 'json' | 'none'} format
 * @param {boolean} printed whether lines stand above
 */
export function showTrace(trace, format, printed) {
  if (format === 'json') {
    for (const chunk of traceFileChunks(trace)) {
      write(chunk);
    }
  } else if (format === 'gantt') {
    const lines = gantt(createModel(trace), terminalOf(process.stdout, process.env));
    write(`${printed ? '\n' : ''}${lines.join('\n')}\n`);
  }
}

/**
 * @param {string} path
 * @returns {Trace}
 * @throws {Failure} where it cannot be read; TraceFileError where it is broken
 */
export function readTrace(path) {
  return parseTraceFile(readText(path), path);
}
