/**
 * What a frame of a figure costs in Chromium while a made trace of a million records is panned, zoomed, scrolled and
 * played: `node bench/timeline.mjs [--json]`. Wants the built pages (npm run build).
 */
/* global document, requestAnimationFrame */
import { formatTraceFile } from '../wasm/trace/file.mjs';
import { TARGET_MS, figurePage, measuredFrames, withChromium } from './chromium.mjs';
import { makeTrace } from './made-trace.mjs';
import { table } from './table.mjs';

/**
 * @import { Page } from 'playwright-core'
 *
 * @typedef {'pan' | 'zoom' | 'scroll' | 'playhead'} Move
 * @typedef {{ name: string, axis: string, view: string, move: Move, script_ms: number, layout_ms: number,
 *   longest_frame_script_ms: number }} Figures
 */

const FRAMES = 60;

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

/**
 * Moves what is seen each frame, and returns what a frame took.
 * @param {Page} page
 * @param {Move} move
 */
async function measured(page, move) {
  await page.evaluate(prepare);
  const { result, ...figures } = await measuredFrames(page, FRAMES, () =>
    page.evaluate(moveAbout, { move, frames: FRAMES }),
  );
  return { move, ...figures, longest_frame_script_ms: result };
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
  const page = await figurePage(browser, address, {
    body: '<await-scope trace="made.json"></await-scope>',
    file: formatTraceFile(makeTrace(options)),
  });
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
export const benchTimeline = () =>
  withChromium(async (browser, address) => {
    const results = [];
    for (const shape of shapes) results.push(...(await benchShape(browser, address, shape)));
    return results;
  });

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
