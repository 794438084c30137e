/**
 * Runs in a worker: reads one large trace file, whose columns go back without being copied.
 *
 * @typedef {{ source: Blob | string, name: string, longest: number }} Question   as parseTraceFile wants them
 * @typedef {{ about: Omit<import('../../wasm/trace/trace.mjs').Trace, 'append' | 'push' | 'reserve'> } | { refused: string }} Answer
 *   `about`: all that a trace holds; `refused`: what is wrong with the file
 */
import { TraceFileError } from '../../wasm/errors.mjs';
import { parseTraceFile } from '../../wasm/trace/file.mjs';

addEventListener(
  'message',
  async (/** @type {MessageEvent<Question>} */ { data: { source, name, longest } }) => {
    try {
      const about = {
        ...parseTraceFile(typeof source === 'string' ? source : await source.text(), name, longest),
      };
      const buffers = Object.values(about).flatMap((each) => (ArrayBuffer.isView(each) ? [each.buffer] : []));
      postMessage(/** @type {Answer} */ ({ about }), { transfer: buffers });
    } catch (error) {
      // Any other error is reported as that of the worker.
      if (!(error instanceof TraceFileError)) throw error;
      postMessage(/** @type {Answer} */ ({ refused: error.message }));
    }
  },
);
