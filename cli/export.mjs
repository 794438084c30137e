import { traceFileChunks } from '../wasm/index.mjs';
import { createModel } from '../web/model/index.mjs';
import { chromeTrace } from './export-chrome.mjs';
import { htmlPage } from './export-html.mjs';
import { mermaid } from './export-mermaid.mjs';
import { svg } from './export-svg.mjs';
import { Failure } from './failure.mjs';
import { OutputFile } from './output-file.mjs';
import { readTrace } from './replay.mjs';
import { runSubject } from './run.mjs';
import { write } from './streams.mjs';
import { kindOf } from './subject.mjs';

/**
 * @import { Trace } from '../wasm/types.js'
 * @import { Command } from './arguments.mjs'
 */

/** @type {Record<'html' | 'svg' | 'chrome' | 'mermaid' | 'json', (trace: Trace, about: { scenario: boolean }) => Iterable<string>>} */
const FORMATS = {
  html: htmlPage,
  svg: (trace) => svg(createModel(trace)),
  chrome: (trace) => chromeTrace(createModel(trace)),
  mermaid: (trace) => mermaid(createModel(trace)),
  json: traceFileChunks,
};

/**
 * Writes the timeline of a trace file, or of a scenario that is run for it, in another format.
 * @param {Command & { command: 'export' }} command
 * @returns {Promise<number>} 1 where the program that was run failed; its timeline is written all the same.
 */
export async function exportTrace({ subject, run, format, output }) {
  const file = output === undefined ? undefined : new OutputFile(output);
  try {
    const { trace, failed, scenario } = await traceOf(subject, run);
    const chunks = FORMATS[format](trace, { scenario });
    if (file === undefined) {
      for (const chunk of chunks) {
        write(chunk);
      }
    } else {
      file.finish(chunks);
    }
    return failed ? 1 : 0;
  } catch (error) {
    file?.abandon();
    throw error;
  }
}

/**
 * @param {string} subject the name of a scenario, a program, or a trace file
 * @param {(Command & { command: 'export' })['run']} run
 * @returns {Promise<{ trace: Trace, failed: boolean, scenario: boolean }>} `scenario`: it was run for this
 */
async function traceOf(subject, run) {
  const kind = kindOf(subject);
  if (kind === 'file') {
    if (run.clock !== undefined || run.seed !== undefined || Object.keys(run.parameters).length > 0) {
      throw new Failure(`${subject} is a trace: --set, --clock and --seed go with a scenario only`);
    }
    return { trace: readTrace(subject), failed: false, scenario: false };
  }
  const ended = await runSubject(subject, run);
  return { trace: ended.trace, failed: ended.state !== 'returned', scenario: kind === 'scenario' };
}
