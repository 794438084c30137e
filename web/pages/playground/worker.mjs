import { loadPython } from '../../../wasm/python/index.mjs';
import { limitMemory } from './memory-limit.mjs';

/**
 * @import { Run, Trace } from '../../../wasm/types.js'
 * @import { Cut, Order, Report } from './messages.js'
 */

/** Runs one program, in a worker of its own: where it never gives way, the page goes on and ends the worker. */

/** Most records of a run; a program may never end, and the picture shows a moment of it. */
const MOST_RECORDS = 100_000;

/** Most that a program prints: the page shows all of it. */
const MOST_LINES = 10_000;
const MOST_CHARACTERS = 2_000_000;

/** MicroPython doubles its memory: the step that fails is the one from 64 MB. */
const MEGABYTES = 80;

/** @type {Run | undefined} */
let run;
/** @type {Cut | ''} */
let cut = '';

let exhausted = false;
limitMemory(MEGABYTES * 2 ** 20, () => {
  if (!exhausted) report({ type: 'memory', megabytes: MEGABYTES });
  exhausted = true;
});

const python = loadPython({
  micropython: new URL(
    '../../../node_modules/@micropython/micropython-webassembly-pyscript/micropython.wasm',
    import.meta.url,
  ),
});
python.then(
  () => report({ type: 'ready' }),
  (error) => report({ type: 'failed', message: messageOf(error) }),
);

addEventListener('message', (/** @type {MessageEvent<Order>} */ { data }) => {
  if (data.type === 'run') start(data);
  else end('stopped');
});

/** @param {Extract<Order, { type: 'run' }>} order */
async function start({ name, text, clock }) {
  try {
    run = await (await python).start({ name, text }, { clock, onPrint: print, onLog: log });
    run.addEventListener('change', checkLength);
    checkLength();
    await run.finished;
  } catch (error) {
    report({ type: 'failed', message: messageOf(error) });
    return;
  }
  const { state, outcome } = run;
  const trace = columnsOf(run.trace);
  report({ type: 'end', state, outcome, cut, trace }, buffersOf(trace));
}

function checkLength() {
  if (run && run.trace.length > MOST_RECORDS) end('records');
}

/** @param {Cut} why */
function end(why) {
  if (run?.state !== 'running' && run?.state !== 'paused') return;
  cut = why;
  run.close();
}

let lines = 0;
let characters = 0;

/** @param {import('../../../wasm/types.js').PrintedLine} line */
function print(line) {
  lines += 1;
  characters += line.text.length;
  if (lines <= MOST_LINES && characters <= MOST_CHARACTERS) report({ type: 'print', line });
  else report({ type: 'flood' });
}

/** @param {string} message */
function log(message) {
  report({ type: 'log', message });
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/**
 * What can be sent of a trace.
 * @param {Trace} trace
 * @returns {Trace}
 */
function columnsOf({ length, lost, scenario, parameters, clock, sources, strings, ...columns }) {
  return {
    ...{ length, lost, scenario, parameters, clock, sources, strings },
    time: columns.time.slice(0, length),
    turn: columns.turn.slice(0, length),
    kind: columns.kind.slice(0, length),
    line: columns.line.slice(0, length),
    subject: columns.subject.slice(0, length),
    object: columns.object.slice(0, length),
    value: columns.value.slice(0, length),
  };
}

/** @param {Trace} trace */
function buffersOf({ time, turn, kind, line, subject, object, value }) {
  return [time, turn, kind, line, subject, object, value].map(({ buffer }) => buffer);
}

/**
 * @param {Report} message
 * @param {ArrayBufferLike[]} [transfer]
 */
function report(message, transfer = []) {
  /** @type {Worker} */ (/** @type {unknown} */ (globalThis)).postMessage(
    message,
    /** @type {ArrayBuffer[]} */ (transfer),
  );
}
