/** What is left out of Chart.js (web/slim-chart.mjs) is not missed: the same pictures with the whole of it. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { slimChart } from '../../web/slim-chart.mjs';
import { withAxes } from './axes.mjs';
import { withPage } from './harness.mjs';

/**
 * @param {import('vite').Plugin[]} plugins
 * @returns {Promise<string[]>}
 */
async function pictures(plugins) {
  /** @type {string[]} */
  let seen = [];
  await withAxes(plugins, async (folder) => {
    writeFileSync(
      join(folder, 'index.html'),
      '<!doctype html><link rel="icon" href="data:,"><body><script src="axes.js"></script></body>',
    );
    seen = await withPage({ folder }, (page) =>
      page.evaluate(() => /** @type {any} */ (globalThis).drawAxes()),
    );
  });
  return seen;
}

test('a Chart.js without what a timeline never calls draws what the whole of it draws', async () => {
  const [whole, slim] = [await pictures(slimChart([])), await pictures(slimChart())];
  assert.ok(new Set(whole).size > 200);
  assert.deepEqual(
    slim.filter((seen, i) => seen !== whole[i]).map((seen) => seen.slice(0, 60)),
    [],
  );
  assert.equal(slim.length, whole.length);
});
