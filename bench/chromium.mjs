/** Pages with a figure in Chromium, and what a frame of them costs. Wants the built pages (npm run build). */
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../tools/find.mjs';
import { serve } from '../tools/serve.mjs';
import { root } from '../tools/tool.mjs';

/** @import { Browser, Page } from 'playwright-core' */

/** What script may take of a frame, milliseconds. */
export const TARGET_MS = 8;

/** Where the profiler says that no script ran. */
const still = new Set(['(root)', '(program)', '(idle)']);

/**
 * @template Result
 * @param {(browser: Browser, address: string) => Promise<Result>} use `address`: that of the built pages
 * @returns {Promise<Result | undefined>} undefined where there is no Chromium.
 */
export async function withChromium(use) {
  const executablePath = findChromium();
  if (!executablePath) return undefined;
  const server = await serve(join(root, 'dist'));
  const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
  const browser = await chromium.launch({
    executablePath,
    args: [...flags, '--disable-background-networking'],
  });
  try {
    return await use(browser, server.url);
  } finally {
    await browser.close();
    await server.close();
  }
}

/**
 * Opens a page on which the element is defined.
 * @param {Browser} browser
 * @param {string} address
 * @param {{ body: string, file: string }} page `file`: the text of made.json beside it
 */
export async function figurePage(browser, address, { body, file }) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(120_000);
  await page.route('**/made.json', (route) => route.fulfill({ body: file }));
  await page.route('**/bench.html', (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><script type="module" src="await-scope.js"></script>${body}`,
    }),
  );
  await page.goto(`${address}bench.html`);
  return page;
}

/**
 * What a frame costs. Script is the share of its samples in which the browser's own profiler sees JavaScript run or its
 * garbage collected, of the processor time of the page's thread; layout and style are the browser's sums in that time,
 * of which what a script asked for itself counts as script too. Processor time, for the machine may have other things to
 * do.
 * @template Result
 * @param {Page} page
 * @param {number} frames that pass in `work`
 * @param {() => Promise<Result>} work
 */
export async function measuredFrames(page, frames, work) {
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  await client.send('Profiler.enable');
  const metrics = async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value * 1000]));
  };
  const before = await metrics();
  await client.send('Profiler.start');
  const result = await work();
  const { profile } = await client.send('Profiler.stop');
  const after = await metrics();
  await client.detach();
  const perFrame = (/** @type {string} */ name) => (after[name] - before[name]) / frames;
  return {
    result,
    script_ms: scriptShare(profile) * perFrame('TaskDuration'),
    layout_ms: perFrame('LayoutDuration') + perFrame('RecalcStyleDuration'),
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
