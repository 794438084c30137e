/**
 * Records web/chart-unused.json anew, for another version of Chart.js or another use of it: which of its functions are
 * never called while a timeline draws along many axes and in many sizes.
 *
 *   node tools/chart-unused.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { withAxes } from '../tests/browser/axes.mjs';
import { tellingChart } from '../web/slim-chart.mjs';
import { findChromium } from './find.mjs';
import { ToolError, root, runTool } from './tool.mjs';

await runTool(async () => {
  const executablePath = findChromium();
  if (!executablePath) throw new ToolError('Chromium is not found: node tools/setup.mjs --test');
  await withAxes(tellingChart(), async (folder) => {
    // What a bundler leaves out by itself tells no name.
    const script = readFileSync(join(folder, 'axes.js'), 'utf8');
    const names = new Set(
      [...script.matchAll(/chartCalls\?\.add\([`"'](.*?)[`"']\)/g)].map(([, name]) => name),
    );
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    try {
      const page = await browser.newPage();
      await page.evaluate(() => Object.assign(globalThis, { chartCalls: new Set() }));
      await page.addScriptTag({ path: join(folder, 'axes.js') });
      const called = await page.evaluate(() => {
        const { drawAxes, chartCalls } = /** @type {any} */ (globalThis);
        drawAxes();
        return /** @type {string[]} */ ([...chartCalls]);
      });
      const unused = [...names].filter((name) => !called.includes(name)).toSorted();
      writeFileSync(join(root, 'web/chart-unused.json'), `${JSON.stringify(unused, null, 2)}\n`);
      console.log(`chart-unused: ${unused.length} of ${names.size} functions`);
    } finally {
      await browser.close();
    }
  });
});
