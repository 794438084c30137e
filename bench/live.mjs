/**
 * What a frame of a figure costs in Chromium while a run is followed that writes 100,000 records a second, from its
 * first second to its tenth: `node bench/live.mjs [--json]`. Wants the built pages (npm run build).
 */
/* global document, requestAnimationFrame */
import { formatTraceFile } from '../wasm/trace/file.mjs';
import { TARGET_MS, figurePage, measuredFrames, withChromium } from './chromium.mjs';
import { makeTrace } from './made-trace.mjs';
import { table } from './table.mjs';

/**
 * @import { Browser } from 'playwright-core'
 *
 * @typedef {{ name: string, view: string, records: number, script_ms: number, layout_ms: number, frames_a_second: number }} Figures
 *   `records`: how many there were then
 */

const RATE = 100_000;
const FRAMES = 60;

const shapes = [
  { name: 'few long tasks', options: { records: 1_200_000, tasks: 100, steps: 4800 } },
  { name: 'many short tasks', options: { records: 1_200_000, tasks: 12_000, steps: 4 } },
];
const views = ['Overview', 'Events', 'State machine', 'Who waits for whom'];
/** When it is measured, records that there are. */
const moments = [100_000, 1_000_000];

/**
 * In the page: a run that writes the file's records, so many a second, as a run in a worker would; `from` are there at
 * once.
 * @param {{ rate: number, from: number }} options
 */
async function start({ rate, from }) {
  const page = /** @type {any} */ (globalThis);
  const file = (page.file ??= await (await fetch('made.json')).json());
  const { records } = file;
  const Columns = {
    time: Float64Array,
    turn: Uint32Array,
    kind: Uint16Array,
    line: Uint16Array,
    subject: Uint32Array,
    object: Uint32Array,
    value: Float64Array,
  };
  const columns = Object.entries(Columns).map(([name, Column], i) => [
    name,
    new Column(records.map((/** @type {(number | null)[]} */ record) => record[i] ?? Infinity)),
  ]);
  const run = Object.assign(new EventTarget(), {
    state: 'running',
    trace: { ...file, ...Object.fromEntries(columns), length: from },
    now: 0,
    pause() {},
    resume() {},
    close: () => clearInterval(writing),
  });
  const began = performance.now();
  const writing = setInterval(() => {
    const length = Math.floor(Math.min(records.length, from + ((performance.now() - began) / 1000) * rate));
    run.trace.length = length;
    run.now = run.trace.time[length - 1];
    run.dispatchEvent(new Event('change'));
  }, 4);
  const figure = /** @type {any} */ (document.querySelector('await-scope'));
  figure.run = run;
  while (!(figure.length > from)) await new Promise(requestAnimationFrame);
}

/** In the page. Returns how many records there are in the middle, and how long the frames took. @param {number} frames */
async function follow(frames) {
  const figure = /** @type {any} */ (document.querySelector('await-scope'));
  const began = performance.now();
  let records = 0;
  for (let i = 0; i < frames; i++) {
    await new Promise(requestAnimationFrame);
    if (i === frames >> 1) records = figure.length;
  }
  return { records, seconds: (performance.now() - began) / 1000 };
}

/**
 * @param {Browser} browser
 * @param {string} address
 * @param {(typeof shapes)[number]} shape
 * @returns {Promise<Figures[]>}
 */
async function benchShape(browser, address, { name, options }) {
  const file = formatTraceFile(makeTrace(options));
  const page = await figurePage(browser, address, { body: '<await-scope></await-scope>', file });
  /** @type {Figures[]} */
  const figures = [];
  for (const view of views) {
    for (const from of moments) {
      await page.evaluate(start, { rate: RATE, from });
      await page.locator('.views').getByRole('button', { name: view, exact: true }).click();
      const { result, script_ms, layout_ms } = await measuredFrames(page, FRAMES, () =>
        page.evaluate(follow, FRAMES),
      );
      const { records, seconds } = result;
      figures.push({ name, view, records, script_ms, layout_ms, frames_a_second: FRAMES / seconds });
    }
  }
  await page.close();
  return figures;
}

/** @returns {Promise<Figures[] | undefined>} undefined where there is no Chromium. */
export const benchLive = () =>
  withChromium(async (browser, address) => {
    const results = [];
    for (const shape of shapes) results.push(...(await benchShape(browser, address, shape)));
    return results;
  });

/** @param {Figures[]} results @returns {string[][]} Rows of a table, the first its head. */
export function liveRows(results) {
  const shown = (/** @type {number} */ ms) => `${ms.toFixed(1)} ms`;
  return [
    ['a frame of a live run, 100,000 records a second', 'script', 'target', '', 'layout', 'frames a second'],
    ...results.map(({ name, view, records, script_ms, layout_ms, frames_a_second }) => [
      `${name}, ${view}, at ${records.toLocaleString('en')} records`,
      shown(script_ms),
      `${TARGET_MS} ms`,
      script_ms <= TARGET_MS ? 'met' : 'MISSED',
      shown(layout_ms),
      frames_a_second.toFixed(0),
    ]),
  ];
}

if (import.meta.filename === process.argv[1]) {
  const results = await benchLive();
  if (!results) console.error('No Chromium is found: node tools/setup.mjs --test');
  else if (process.argv.includes('--json')) console.log(JSON.stringify(results, null, 2));
  else console.log(table(liveRows(results)));
}
