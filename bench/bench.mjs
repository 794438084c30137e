/**
 * The bench: what the runtime takes, beside JavaScript's promises, Emscripten's fibers, MicroPython and, where
 * python3.13 is found, CPython, in one run. Ours and each peer take turns, so that a noisy machine is equally noisy to
 * all; a figure is the median of its rounds.
 *
 *   node bench/bench.mjs [--json] [--rounds N]
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, cmake } from '../tools/build.mjs';
import { figureFiles, gzippedSize } from '../tools/sizes.mjs';
import { ToolError, root, runTool } from '../tools/tool.mjs';
import { cases, scaling } from './cases.mjs';
import { benchModel } from './model.mjs';
import { benchLive } from './live.mjs';
import { loadPrograms } from './ours.mjs';
import { benchOpening } from './opening.mjs';
import { findPeers } from './peers.mjs';
import { findPythons, pythonAwait } from './python.mjs';
import { printReport } from './report.mjs';
import { benchTimeline } from './timeline.mjs';

/** @import { Case } from './cases.mjs' */
/** @import { Programs } from './ours.mjs' */

/** @typedef {{ name: string, about: string, ours_ns: number, peers: Record<string, number>, targets: Record<string, number> }} CaseFigures */
/** @typedef {{ name: string, about: string, points: { size: number, ns: number }[] }} Series */

/** @param {number[]} values */
function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

/**
 * @param {Programs} programs
 * @param {{ program: Case['program'], args: number[], work: number }} call
 * @returns {number} nanoseconds a unit
 */
function runOurs(programs, { program, args: [first, second = 0], work }) {
  const ns = (programs[program](first, second) / work) * 1e9;
  if (!(ns > 0)) throw new ToolError(`bench.wasm: the program ${program} failed`);
  return ns;
}

/**
 * The medians of rounds in which ours and the peers take turns.
 * @param {Record<string, () => Promise<number> | number>} measures
 * @param {number} rounds
 * @returns {Promise<Pick<CaseFigures, 'ours_ns' | 'peers'>>}
 */
async function takeTurns(measures, rounds) {
  /** @type {Record<string, number[]>} */
  const all = {};
  // The round before the first warms up compilers and caches.
  for (let round = 0; round <= rounds; round++) {
    for (const [name, measure] of Object.entries(measures)) {
      const ns = await measure();
      if (round > 0) (all[name] ??= []).push(ns);
    }
  }
  const { ours, ...peers } = Object.fromEntries(Object.entries(all).map(([name, ns]) => [name, median(ns)]));
  return { ours_ns: ours, peers };
}

/**
 * @param {() => Programs} instantiate
 * @param {number} rounds
 * @returns {Promise<CaseFigures[]>}
 */
async function measureCases(instantiate, rounds) {
  const peers = Object.entries(findPeers());
  const figures = [];
  for (const what of cases) {
    const able = peers.filter(([peer]) => peer !== 'fibers' || what.fibers);
    const programs = instantiate();
    const measures = {
      ours: () => runOurs(programs, what),
      ...Object.fromEntries(able.map(([peer, measure]) => [peer, () => measure(what)])),
    };
    const targets = /** @type {Record<string, number>} */ (what.targets);
    figures.push({ name: what.name, about: what.about, ...(await takeTurns(measures, rounds)), targets });
  }
  const { name, about } = pythonAwait;
  figures.push({ name, about, ...(await takeTurns(findPythons(), rounds)), targets: {} });
  return figures;
}

/**
 * @param {() => Programs} instantiate
 * @param {number} rounds
 * @returns {Series[]}
 */
function measureScaling(instantiate, rounds) {
  return scaling.series.map(({ name, about, program, args, work }) => ({
    name,
    about,
    points: scaling.sizes.map((size) => {
      const call = { program, args: args(size), work: work(size) };
      const programs = instantiate();
      const [, ...all] = Array.from({ length: rounds + 1 }, () => runOurs(programs, call));
      return { size, ns: median(all) };
    }),
  }));
}

/**
 * @param {() => Programs} instantiate
 * @param {number} rounds
 */
function measureTracing(instantiate, rounds) {
  const [tasks, switches] = [1000, 500];
  const off = [];
  const on = [];
  let records = 0;
  for (let round = 0; round < rounds; round++) {
    off.push(instantiate().switches(tasks, switches));
    const programs = instantiate();
    on.push(programs.switches_traced(tasks, switches));
    records = programs.traced_records();
  }
  const unit = 1e9 / (tasks * switches);
  return {
    off_ns: median(off) * unit,
    on_ns: median(on) * unit,
    ratio: median(on) / median(off),
    records_per_switch: records / (tasks * switches),
  };
}

/** A million tasks that wait for one future, and a million that sleep. @param {() => Programs} instantiate */
function measureMemory(instantiate) {
  const tasks = 1_000_000;
  const measured = (/** @type {number} */ asleep) => {
    const programs = instantiate();
    const seconds = programs.waiting_tasks(tasks, asleep);
    if (!(seconds > 0)) throw new ToolError('bench.wasm: a million tasks failed');
    return { bytes: programs.waiting_bytes() / tasks, seconds };
  };
  const waiting = measured(0);
  const sleeping = measured(1);
  return {
    tasks,
    waiting_task_bytes: waiting.bytes,
    sleeping_task_bytes: sleeping.bytes,
    waiting_seconds: waiting.seconds,
    sleeping_seconds: sleeping.seconds,
  };
}

/** The module with all scenarios, and what a page with one live figure fetches until it shows something. */
function measureSize() {
  const dist = join(root, 'dist');
  return {
    module_gzip: gzippedSize(root, ['build/wasm/awaitscope.wasm']),
    first_figure_gzip: gzippedSize(dist, figureFiles(dist).scenario),
  };
}

/** @throws {ToolError} with how it is called */
function readOptions() {
  try {
    return parseArgs({
      options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '7' } },
    }).values;
  } catch (error) {
    throw new ToolError(`${/** @type {Error} */ (error).message}: npm run bench -- [--json] [--rounds N]`);
  }
}

await runTool(async () => {
  const values = readOptions();
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new ToolError('--rounds wants a whole number above zero');
  if (values.json) console.log = console.error; // The build's lines are no part of the answer.
  await build();
  await cmake('build/wasm', { targets: ['bench_module', 'fibers'], emscripten: true });
  const instantiate = loadPrograms();
  const report = {
    cases: await measureCases(instantiate, rounds),
    scaling: measureScaling(instantiate, Math.min(rounds, 3)),
    tracing: measureTracing(instantiate, rounds),
    memory: measureMemory(instantiate),
    size: measureSize(),
    model: benchModel(),
    figure: await benchTimeline(),
    live: await benchLive(),
    opening: await benchOpening(),
  };
  if (values.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else printReport(report);
});
