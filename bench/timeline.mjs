/**
 * What a frame of the timeline costs in Chromium while a made trace of a million records is panned and zoomed:
 * `node bench/timeline.mjs [--json]`. Wants the built pages (npm run build).
 *
 * Script is what the browser's own profiler counts as running JavaScript, collecting its garbage included, divided by the
 * frames; layout and style are the browser's sums (Performance.getMetrics).
 */
/* global document, requestAnimationFrame */
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../tools/find.mjs';
import { serve } from '../tools/serve.mjs';
import { root } from '../tools/tool.mjs';
import { makeTrace } from './made-trace.mjs';

const FRAMES = 60;

/** Where the profiler says that no script ran. */
const still = new Set(['(root)', '(program)', '(idle)']);

const shapes = [
  { name: 'few long tasks', options: { records: 1_000_000, tasks: 100, steps: 4000 } },
  { name: 'many short tasks', options: { records: 1_000_000, tasks: 10_000, steps: 4 } },
];

/** @param {import('../wasm/types.js').Trace} trace the content of its file */
function fileOf(trace) {
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
    sources: [],
    strings: trace.strings,
    lost: 0,
    records,
  });
}

/**
 * Moves what is seen each frame, and returns what a frame took.
 * @param {import('playwright-core').Page} page
 * @param {'pan' | 'zoom' | 'scroll' | 'playhead'} move
 */
async function measured(page, move) {
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
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
  const perFrame = (/** @type {string} */ name) => (after[name] - before[name]) / FRAMES;
  return {
    move,
    script_ms: scriptTime(profile) / FRAMES,
    layout_ms: perFrame('LayoutDuration') + perFrame('RecalcStyleDuration'),
    longest_frame_script_ms: longest,
  };
}

/**
 * Milliseconds in which script ran.
 * @param {{ nodes: { id: number, callFrame: { functionName: string } }[], samples?: number[], timeDeltas?: number[] }} profile
 */
function scriptTime({ nodes, samples = [], timeDeltas = [] }) {
  const idle = new Set(
    nodes.filter(({ callFrame }) => still.has(callFrame.functionName)).map(({ id }) => id),
  );
  // A delta is the time before its sample.
  return samples.reduce((sum, id, i) => sum + (idle.has(id) ? 0 : (timeDeltas[i + 1] ?? 0)), 0) / 1000;
}

/** In the page: to a window in the middle of the run, a tenth of it. */
async function prepare() {
  const figure = /** @type {any} */ (document.querySelector('await-scope'));
  const timeline = figure.shadowRoot.querySelector('await-scope-timeline');
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

const server = await serve(join(root, 'dist'));
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
  ],
});
try {
  const results = [];
  for (const { name, options } of shapes) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(120_000);
    await page.route('**/made.json', (route) => route.fulfill({ body: file }));
    const file = fileOf(makeTrace(options));
    await page.route('**/bench.html', (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: '<!doctype html><script type="module" src="await-scope.js"></script><await-scope trace="made.json"></await-scope>',
      }),
    );
    await page.goto(`${server.url}bench.html`);
    const play = page.locator('[data-action=play]');
    await play.waitFor();
    for (const along of ['Time', 'Steps']) {
      await page.getByRole('button', { name: along, exact: true }).click();
      for (const move of /** @type {const} */ (['pan', 'zoom', 'scroll', 'playhead'])) {
        results.push({ name, axis: along, ...(await measured(page, move)) });
      }
    }
    await page.close();
  }
  if (process.argv.includes('--json')) console.log(JSON.stringify(results, null, 2));
  else {
    for (const { name, axis, move, script_ms, layout_ms, longest_frame_script_ms } of results) {
      const [script, layout, longest] = [script_ms, layout_ms, longest_frame_script_ms].map((ms) =>
        ms.toFixed(1),
      );
      console.log(
        `${name}, ${axis}, ${move}: script ${script} ms a frame (target 8), layout ${layout}, longest ${longest}`,
      );
    }
  }
} finally {
  await browser.close();
  await server.close();
}
