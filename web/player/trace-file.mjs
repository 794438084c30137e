/**
 * Reads trace files: a large one in a worker, so that the page goes on meanwhile.
 *
 * @import { Answer, Question } from './trace-worker.mjs'
 */
import { TraceFileError } from '../../wasm/errors.mjs';
import { parseTraceFile } from '../../wasm/trace/file.mjs';
import { Trace } from '../../wasm/trace/trace.mjs';

/** From here on a file is large, bytes: the page would stand still for some 20 ms. A worker takes longer to start. */
const LARGE = 1_000_000;

/** Of a name or a line that is shown, characters: to lay out a megabyte takes a browser seconds, wherever it stands. */
const LONGEST_TEXT = 10_000;

/**
 * @param {{ address: string, page: Document | ShadowRoot, answer: Promise<Response | undefined> | undefined }} from
 *   `answer`: the server's, undefined for an element of the page and where there is none
 * @param {AbortSignal} signal nobody wants it any more
 * @param {(megabytes: number) => void} large told where it takes a while
 * @returns {Promise<Trace>}
 * @throws {Error} whose message says what to do
 */
export async function readTrace({ address, page, answer }, signal, large) {
  const source = answer ? await fileOf(address, await answer) : textOf(address, page);
  const size = typeof source === 'string' ? source.length : source.size;
  if (size >= LARGE) {
    large(Math.round(size / 1e6));
    const read = await inWorker({ source, name: address, longest: LONGEST_TEXT }, signal);
    if (read && 'refused' in read) throw new TraceFileError(read.refused);
    if (read) return Object.assign(new Trace(), read.about);
  }
  const text = typeof source === 'string' ? source : await source.text();
  signal.throwIfAborted();
  return parseTraceFile(text, address, LONGEST_TEXT);
}

/**
 * @param {string} address
 * @param {Document | ShadowRoot} page
 */
function textOf(address, page) {
  const text = page.getElementById(address.slice(1))?.textContent;
  if (text == null)
    throw new Error(
      `The trace ${address} cannot be shown: the page has no element of this id before the figure.`,
    );
  return text;
}

/** @param {string} address @param {Response | undefined} answer */
async function fileOf(address, answer) {
  const file = answer?.ok && (await answer.blob().catch(() => undefined));
  if (file) return file;
  const came = answer?.ok ? 'it did not come whole' : `the server answers ${answer?.status}`;
  const mend =
    location.protocol === 'file:'
      ? 'A page without a server holds the trace itself: trace="#id", the id of a <script type="application/json">.'
      : 'Check the trace attribute.';
  throw new Error(`The trace ${address} cannot be shown: ${answer ? came : 'it cannot be fetched'}. ${mend}`);
}

/**
 * @param {Question} question
 * @param {AbortSignal} signal
 * @returns {Promise<Answer | undefined>} undefined where there is no worker: the script comes from another host than the
 *   page, or the page's policy forbids it
 */
async function inWorker(question, signal) {
  let worker;
  try {
    worker = new Worker(new URL('./trace-worker.mjs', import.meta.url), { type: 'module' });
  } catch {
    return undefined;
  }
  const ended = new AbortController();
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = () => resolve(undefined);
      signal.addEventListener('abort', () => reject(signal.reason), { signal: ended.signal });
      worker.postMessage(question);
    });
  } finally {
    ended.abort();
    worker.terminate();
  }
}
