/**
 * The longest task of the page's thread while a figure opens a trace, by Chromium's own observer:
 * `node bench/opening.mjs [--json]`. Wants the built pages (npm run build). A small trace stands beside: what making a
 * figure takes, whatever it shows.
 */
/* global customElements, document */
import { formatTraceFile } from '../wasm/trace/file.mjs';
import { figurePage, withChromium } from './chromium.mjs';
import { makeTrace } from './made-trace.mjs';
import { table } from './table.mjs';

/** @typedef {{ name: string, megabytes: number, ready_ms: number, longest_task_ms: number }} Figures */

/** Of so many openings the best: other programs make a task longer, never shorter. */
const TIMES = 5;

const shapes = [
  { name: 'a small trace', options: { records: 2000, tasks: 10, steps: 30 } },
  { name: 'few long tasks', options: { records: 1_000_000, tasks: 100, steps: 4000 } },
  { name: 'many short tasks', options: { records: 1_000_000, tasks: 10_000, steps: 4 } },
];

/** In the page. */
async function open() {
  /** @type {number[]} */
  const tasks = [];
  const observer = new PerformanceObserver((list) =>
    tasks.push(...list.getEntries().map(({ duration }) => duration)),
  );
  observer.observe({ type: 'longtask' });
  const figure = document.createElement('await-scope');
  const ready = new Promise((resolve) => figure.addEventListener('await-scope-ready', resolve));
  const began = performance.now();
  figure.setAttribute('trace', 'made.json');
  document.body.append(figure);
  await ready;
  const ready_ms = performance.now() - began;
  await new Promise((resolve) => setTimeout(resolve, 1000));
  observer.disconnect();
  // Tasks below 50 ms are not told.
  return { ready_ms, longest_task_ms: Math.max(50, ...tasks) };
}

/** @returns {Promise<Figures[] | undefined>} undefined where there is no Chromium. */
export const benchOpening = () =>
  withChromium(async (browser, address) => {
    /** @type {Figures[]} */
    const results = [];
    for (const { name, options } of shapes) {
      const file = formatTraceFile(makeTrace(options));
      /** @type {{ ready_ms: number, longest_task_ms: number }[]} */
      const openings = [];
      for (let i = 0; i < TIMES; i++) {
        const page = await figurePage(browser, address, { body: '', file });
        await page.evaluate(() => customElements.whenDefined('await-scope'));
        openings.push(await page.evaluate(open));
        await page.close();
      }
      const best = (/** @type {'ready_ms' | 'longest_task_ms'} */ what) =>
        Math.min(...openings.map((opening) => opening[what]));
      const megabytes = file.length / 1e6;
      results.push({ name, megabytes, ready_ms: best('ready_ms'), longest_task_ms: best('longest_task_ms') });
    }
    return results;
  });

/** @param {Figures[]} results @returns {string[][]} Rows of a table, the first its head. */
export function openingRows(results) {
  return [
    ['opening a trace in Chromium', 'file', 'until it is there', 'longest task'],
    ...results.map(({ name, megabytes, ready_ms, longest_task_ms }) => [
      name,
      `${megabytes.toFixed(1)} MB`,
      `${Math.round(ready_ms)} ms`,
      longest_task_ms <= 50 ? 'below 50 ms' : `${Math.round(longest_task_ms)} ms`,
    ]),
  ];
}

if (import.meta.filename === process.argv[1]) {
  const results = await benchOpening();
  if (!results) console.error('No Chromium is found: node tools/setup.mjs --test');
  else if (process.argv.includes('--json')) console.log(JSON.stringify(results, null, 2));
  else console.log(table(openingRows(results)));
}
