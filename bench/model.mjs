/** What the model costs on a made trace of a million records: `node bench/model.mjs [--json]`. */
import { createModel } from '../web/model/index.mjs';
import { makeTrace } from './made-trace.mjs';

const PIXELS = 1200;

/**
 * @param {number} times
 * @param {(index: number) => unknown} work
 * @returns {{ median: number, most: number }} milliseconds; `most` is what nineteen of twenty stay below
 */
function measured(times, work) {
  const durations = Array.from({ length: times }, (_, index) => {
    const start = performance.now();
    work(index);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return { median: durations[times >> 1], most: durations[Math.floor(times * 0.95)] };
}

/**
 * @param {string} name
 * @param {import('../wasm/types.js').Trace} trace
 */
function measureModel(name, trace) {
  createModel(trace);
  const build = measured(3, () => createModel(trace));
  const model = createModel(trace);
  const span = model.end - model.start;
  // Positions and windows from golden ratio steps: everywhere, without order.
  const part = (/** @type {number} */ index) => (index * 0.6180339887) % 1;
  const state = measured(200, (index) => {
    const snapshot = model.stateAt(Math.floor(part(index) * model.length));
    snapshot.tasks(Math.max(0, snapshot.taskCount - 1000));
    snapshot.counts();
    snapshot.pendingFutures();
    snapshot.openComposites();
    snapshot.loop.ready(100);
    snapshot.loop.timers(100);
    snapshot.lines(Math.max(0, snapshot.lineCount - 100));
  });
  model.rows();
  const whole = measured(30, () => model.segmentsForWindow(model.start, model.end, PIXELS));
  const window = measured(100, (index) => {
    const length = span * 2 ** -(index % 20);
    const from = model.start + part(index) * (span - length);
    model.segmentsForWindow(from, from + length, PIXELS);
  });
  return {
    name,
    records: model.length,
    tasks: model.tasks.length,
    build_ms: build,
    state_ms: state,
    segments_whole_ms: whole,
    segments_window_ms: window,
    bars_whole: model.segmentsForWindow(model.start, model.end, PIXELS).length,
  };
}

/** @returns {ReturnType<typeof measureModel>[]} */
export function benchModel() {
  return [
    measureModel('few long tasks', makeTrace({ records: 1_000_000, tasks: 100, steps: 4000 })),
    measureModel('a thousand tasks', makeTrace({ records: 1_000_000, tasks: 1000, steps: 400 })),
    measureModel('many short tasks', makeTrace({ records: 1_000_000, tasks: 10_000, steps: 4 })),
  ];
}

if (import.meta.filename === process.argv[1]) {
  const results = benchModel();
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify(results, null, 2));
  } else {
    const shown = (/** @type {{ median: number, most: number }} */ { median, most }) =>
      `${median.toFixed(1)} ms, 95 % ${most.toFixed(1)} ms`;
    for (const result of results) {
      console.log(`${result.name}: ${result.records} records, ${result.tasks} tasks`);
      console.log(`  build             ${shown(result.build_ms)}; target 1500`);
      console.log(`  state anywhere    ${shown(result.state_ms)}; target 16`);
      console.log(
        `  segments, whole   ${shown(result.segments_whole_ms)}; target 16, ${result.bars_whole} bars`,
      );
      console.log(`  segments, windows ${shown(result.segments_window_ms)}; target 16`);
    }
  }
}
