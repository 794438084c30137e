/**
 * What a frame of a figure costs in Chromium while a made trace of a million records is panned, zoomed, scrolled and
 * played: `node bench/timeline.mjs [--json]`. Wants the built pages (npm run build).
 *
 * Script is the share of its samples in which the browser's own profiler sees JavaScript run or its garbage collected,
 * of the processor time of the page's thread; layout and style are the browser's sums in that time, of which what a
 * script asked for itself counts as script too. Processor time, for the machine may have other things to do.
 */
/* global document, requestAnimationFrame */
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../tools/find.mjs';
import { serve } from '../tools/serve.mjs';
import { root } from '../tools/tool.mjs';
import { makeTrace } from './made-trace.mjs';
import { table } from './table.mjs';

/**
 * @import { Page } from 'playwright-core'
 *
 * @typedef {'pan' | 'zoom' | 'scroll' | 'playhead'} Move
 * @typedef {{ name: string, axis: string, view: string, move: Move, script_ms: number, layout_ms: number,
 *   longest_frame_script_ms: number }} Figures
 */

export const TARGET_MS = 8;

const FRAMES = 60;

/** Where the profiler says that no script ran. */
const still = new Set(['(root)', '(program)', '(idle)']);

const shapes = [
  { name: 'few long tasks', options: { records: 1_000_000, tasks: 100, steps: 4000 } },
  { name: 'many short tasks', options: { records: 1_000_000, tasks: 10_000, steps: 4 } },
];

/** Which panels are open, and what is moved then: the others do not hear of what the timeline alone shows. */
const views = [
  { view: 'Overview', moves: /** @type {Move[]} */ (['pan', 'zoom', 'scroll', 'playhead']) },
  { view: 'Events', moves: /** @type {Move[]} */ (['playhead']) },
  { view: 'State machine', moves: /** @type {Move[]} */ (['playhead']) },
  { view: 'Who waits for whom', moves: /** @type {Move[]} */ (['playhead']) },
];

/** @param {import('../wasm/types.js').Trace} trace the content of its file */
export function fileOf(trace) {
  const { time, turn, kind, line, subject, object, value } = trace;
  const records = Array.from({ length: trace.length }, (_, i) => [
    time[i],
    turn[i],
    kind[i],
    line[i],
    subject[i],
    object[i],
    Number.isFinite(value[i]) ? value[i] : null,
  ]);
  return JSON.stringify({
    format: 'awaitscope-trace',
    version: 1,
    scenario: { name: 'made', title: 'Made' },
    parameters: {},
    clock: 'virtual',
    sources: [{ name: 'made.py', language: 'python', text: 'await asyncio.sleep(1)\n'.repeat(30) }],
    strings: trace.strings,
    lost: 0,
    records,
  });
}

/**
 * Moves what is seen each frame, and returns what a frame took.
 * @param {Page} page
 * @param {Move} move
 */
async function measured(page, move) {
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  await client.send('Profiler.enable');
  const metrics = async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value * 1000]));
  };
  await page.evaluate(prepare);
  const before = await metrics();
  await client.send('Profiler.start');
  const longest = await page.evaluate(moveAbout, { move, frames: FRAMES });
  const { profile } = await client.send('Profiler.stop');
  const after = await metrics();
  await client.detach();
  const perFrame = (/** @type {string} */ name) => (after[name] - before[name]) / FRAMES;
  return {
    move,
    script_ms: scriptShare(profile) * perFrame('TaskDuration'),
    layout_ms: perFrame('LayoutDuration') + perFrame('RecalcStyleDuration'),
    longest_frame_script_ms: longest,
  };
}

/**
 * The share of the time in which the thread was busy that script ran.
 * @param {{ nodes: { id: number, callFrame: { functionName: string } }[], samples?: number[], timeDeltas?: number[] }} profile
 */
function scriptShare({ nodes, samples = [], timeDeltas = [] }) {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, callFrame.functionName]));
  let [script, busy] = [0, 0];
  samples.forEach((id, i) => {
    const name = names.get(id) ?? '';
    // A delta is the time before its sample.
    const time = timeDeltas[i + 1] ?? 0;
    if (name !== '(idle)') busy += time;
    if (!still.has(name)) script += time;
  });
  return busy === 0 ? 0 : script / busy;
}

/** In the page: to a window in the middle of the run, a tenth of it. */
async function prepare() {
  const figure = /** @type {any} */ (document.querySelector('await-scope'));
  const timeline = figure.shadowRoot.querySelector('await-scope-timeline');
  timeline.shadowRoot.querySelector('.scroller').scrollTop = 0;
  timeline.fit();
  timeline.zoom(10, timeline.seen.to / 2);
  await new Promise((resolve) => setTimeout(resolve, 300));
}

/**
 * In the page. Returns the longest that one frame's update took.
 * @param {{ move: string, frames: number }} options
 */
async function moveAbout({ move, frames }) {
  const figure = /** @type {any} */ (document.querySelector('await-scope'));
  const timeline = figure.shadowRoot.querySelector('await-scope-timeline');
  const scroller = timeline.shadowRoot.querySelector('.scroller');
  let longest = 0;
  for (let i = 0; i < frames; i++) {
    await new Promise(requestAnimationFrame);
    const start = performance.now();
    if (move === 'pan') timeline.pan(i < frames / 2 ? 0.03 : -0.03);
    if (move === 'zoom') timeline.zoom(i < frames / 2 ? 1.08 : 1 / 1.08);
    if (move === 'scroll') scroller.scrollTop += 40;
    if (move === 'playhead') figure.seekIndex(Math.round((i / frames) * figure.model.length));
    await timeline.updateComplete;
    longest = Math.max(longest, performance.now() - start);
  }
  return longest;
}

/**
 * All moves on one page with a figure of a trace.
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 * @param {(typeof shapes)[number]} shape
 * @returns {Promise<Figures[]>}
 */
async function benchShape(browser, address, { name, options }) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(120_000);
  const file = fileOf(makeTrace(options));
  await page.route('**/made.json', (route) => route.fulfill({ body: file }));
  await page.route('**/bench.html', (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: '<!doctype html><script type="module" src="await-scope.js"></script><await-scope trace="made.json"></await-scope>',
    }),
  );
  await page.goto(`${address}bench.html`);
  await page.locator('[data-action=play]').waitFor();
  /** @type {Figures[]} */
  const results = [];
  for (const axis of ['Time', 'Steps']) {
    await page.getByRole('button', { name: axis, exact: true }).click();
    for (const { view, moves } of views) {
      await page.locator('.views').getByRole('button', { name: view, exact: true }).click();
      for (const move of moves) results.push({ name, axis, view, ...(await measured(page, move)) });
    }
  }
  await page.close();
  return results;
}

/** @returns {Promise<Figures[] | undefined>} undefined where there is no Chromium. */
export async function benchTimeline() {
  const executablePath = findChromium();
  if (!executablePath) return undefined;
  const server = await serve(join(root, 'dist'));
  const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
  const browser = await chromium.launch({
    executablePath,
    args: [...flags, '--disable-background-networking'],
  });
  try {
    const results = [];
    for (const shape of shapes) results.push(...(await benchShape(browser, server.url, shape)));
    return results;
  } finally {
    await browser.close();
    await server.close();
  }
}

/** @param {Figures[]} results @returns {string[][]} Rows of a table, the first its head. */
export function timelineRows(results) {
  const shown = (/** @type {number} */ ms) => `${ms.toFixed(1)} ms`;
  return [
    ['a frame of a million records in Chromium', 'script', 'target', '', 'layout'],
    ...results.map(({ name, axis, view, move, script_ms, layout_ms }) => [
      `${name}, ${axis}, ${view}: ${move}`,
      shown(script_ms),
      `${TARGET_MS} ms`,
      script_ms <= TARGET_MS ? 'met' : 'MISSED',
      shown(layout_ms),
    ]),
  ];
}

if (import.meta.filename === process.argv[1]) {
  const results = await benchTimeline();
  if (!results) console.error('No Chromium is found: node tools/setup.mjs --test');
  else if (process.argv.includes('--json')) console.log(JSON.stringify(results, null, 2));
  else console.log(table(timelineRows(results)));
}
