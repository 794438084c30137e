import { loadPython } from '../../../wasm/python/index.mjs';
import { limitMemory } from './memory-limit.mjs';
import { buffersOf, partOf } from './trace-parts.mjs';

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

/** Most memory of Python's, which doubles it: the step that is refused is the one from 64 MB. */
const MEGABYTES = 80;

/** Steps of a run each of which the page is told of. */
const FIRST_STEPS = 200;

/** @type {Run | undefined} */
let run;
/** @type {Cut | ''} */
let cut = '';
/** What the page has of the trace. */
let sent = { records: 0, strings: 1 };
let over = false;

limitMemory(MEGABYTES * 2 ** 20, () => endHere('memory'));

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
  else if (data.type === 'stop') stop();
  else if (data.paused) run?.pause();
  else run?.resume();
});

/** @param {Extract<Order, { type: 'run' }>} order */
async function start({ name, text, clock }) {
  try {
    run = await (
      await python
    ).start({ name, text }, { clock, onPrint: print, onLog: log, onTrace: traced, onStep: step });
    if (clock === 'real') run.addEventListener('change', grow);
    await run.finished;
    finish(run.state);
  } catch (error) {
    report({ type: 'failed', message: messageOf(error) });
  }
}

/** @param {Run} begun */
function traced(begun) {
  run = begun;
  if (run.trace.length > MOST_RECORDS) endHere('records');
}

let steps = 0;
let nextSending = 0;

/**
 * The step that begins now may never end: what came before it goes to the page first. Always where a run is short,
 * later for a tenth of the time.
 */
function step() {
  steps += 1;
  const began = performance.now();
  if (run === undefined || over || (steps > FIRST_STEPS && began < nextSending)) return;
  run.readTrace();
  if (over) return;
  const part = nextPart(run.trace);
  report({ type: 'grown', part, now: run.now, state: run.state }, buffersOf(part));
  const now = performance.now();
  nextSending = now + 9 * (now - began) + 1;
}

function grow() {
  if (run?.state === 'running' || run?.state === 'paused') {
    const part = nextPart(run.trace);
    report({ type: 'grown', part, now: run.now, state: run.state }, buffersOf(part));
  }
}

function stop() {
  if (run?.state !== 'running' && run?.state !== 'paused') return;
  cut = 'stopped';
  run.close();
}

/** Ends the run from inside of it, whatever the program is about: the page puts an end to the worker. @param {Cut} why */
function endHere(why) {
  if (over || run === undefined) return;
  cut = why;
  over = true;
  run.readTrace();
  over = false;
  finish('closed');
}

/** @param {Run['state']} state */
function finish(state) {
  if (over || run === undefined) return;
  over = true;
  const part = nextPart(run.trace);
  report({ type: 'end', state, outcome: run.outcome, cut, part, now: run.now }, buffersOf(part));
}

/** @param {Trace} trace */
function nextPart(trace) {
  const part = partOf(trace, sent.records, sent.strings);
  sent = { records: trace.length, strings: trace.strings.length };
  return part;
}

let lines = 0;
let characters = 0;

/** @param {import('../../../wasm/types.js').PrintedLine} line */
function print(line) {
  lines += 1;
  characters += line.text.length;
  if (lines <= MOST_LINES && characters <= MOST_CHARACTERS) report({ type: 'print', line });
  else endHere('lines');
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
 * @param {Report} message
 * @param {ArrayBufferLike[]} [transfer]
 */
function report(message, transfer = []) {
  /** @type {Worker} */ (/** @type {unknown} */ (globalThis)).postMessage(
    message,
    /** @type {ArrayBuffer[]} */ (transfer),
  );
}
