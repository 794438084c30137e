/** Figures that come, go and are moved about in a page: nothing is left behind, and nothing runs that nobody sees. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { figureOn, withFigures } from './figure.mjs';
import { gatherTrace } from './fixtures/gather-trace.mjs';

/** @import { Page } from 'playwright-core' */

const recorded = {
  body: '<await-scope trace="run.json"></await-scope>',
  files: { 'run.json': gatherTrace() },
};

/**
 * Makes so many figures, one after the other: each plays, opens a diagram, changes its attributes, is moved, and goes.
 * @param {Page} page
 * @param {number} count
 */
const comeAndGo = (page, count) =>
  page.evaluate(async (count) => {
    const place = /** @type {HTMLElement} */ (document.querySelector('#place'));
    for (let i = 0; i < count; i++) {
      const figure = /** @type {any} */ (document.createElement('await-scope'));
      const ready = new Promise((resolve) => figure.addEventListener('await-scope-ready', resolve));
      figure.setAttribute('trace', 'run.json');
      place.append(figure);
      await ready;
      figure.panel = ['states', 'waits', 'events', 'code'][i % 4];
      figure.play();
      figure.setAttribute('theme', 'dark');
      await new Promise(requestAnimationFrame);
      if (i % 3 === 0) place.prepend(figure);
      await figure.updateComplete;
      figure.remove();
    }
  }, count);

test('of two hundred figures that came and went nothing is left: no element, no node, no listener', () =>
  withFigures({ ...recorded, body: '<div id="place"></div>' }, async (page) => {
    const client = await page.context().newCDPSession(page);
    await client.send('HeapProfiler.enable');
    const left = async () => {
      // Weak references go with one collection, what only they held with the next.
      for (let i = 0; i < 3; i++) await client.send('HeapProfiler.collectGarbage');
      const { nodes, jsEventListeners } = await client.send('Memory.getDOMCounters');
      const { usedSize } = await client.send('Runtime.getHeapUsage');
      return { nodes, jsEventListeners, usedSize };
    };
    page.setDefaultTimeout(120_000);
    await comeAndGo(page, 20);
    const before = await left();
    await comeAndGo(page, 200);
    const after = await left();
    const { result: prototype } = await client.send('Runtime.evaluate', {
      expression: "customElements.get('await-scope').prototype",
    });
    const { objects } = await client.send('Runtime.queryObjects', {
      prototypeObjectId: String(prototype.objectId),
    });
    const { result: alive } = await client.send('Runtime.callFunctionOn', {
      objectId: objects.objectId,
      functionDeclaration: 'function () { return this.length; }',
      returnByValue: true,
    });
    // The last one may still be held by what it did last.
    assert.ok(alive.value <= 2, `${alive.value} figures are still there`);
    assert.ok(after.nodes < before.nodes + 2000, `${after.nodes - before.nodes} nodes more than before`);
    assert.ok(after.jsEventListeners < before.jsEventListeners + 200, 'listeners are left');
    assert.ok(after.usedSize < before.usedSize + 2e6, `${after.usedSize - before.usedSize} bytes more`);
  }));

test('a figure that nobody sees rests, and goes on where it was', () =>
  withFigures(
    { ...recorded, body: `${recorded.body}<p id="end" class="far">The end of a long page.</p>` },
    async (page) => {
      const figure = figureOn(page);
      await figure.play.waitFor();
      await page.evaluate(() => {
        const far = /** @type {HTMLElement} */ (document.querySelector('.far'));
        far.style.marginTop = '4000px';
        /** @type {any} */ (document.querySelector('await-scope')).speed = 0.2;
      });
      await figure.play.click();
      const index = () =>
        page.evaluate(() => /** @type {any} */ (document.querySelector('await-scope')).position.time);
      await page.locator('.far').scrollIntoViewIfNeeded();
      await page.waitForFunction(() => /** @type {any} */ (document.querySelector('await-scope')).resting);
      const stood = await index();
      await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
      assert.equal(await index(), stood);
      await figure.play.scrollIntoViewIfNeeded();
      await page.waitForFunction(
        (stood) => /** @type {any} */ (document.querySelector('await-scope')).position.time > stood,
        stood,
      );
      const gone = (await index()) - stood;
      assert.ok(gone < 0.3, `it went on where it was, not ${gone} s later`);
    },
  ));

test('a figure that is moved within the page keeps its run and its moment', () =>
  withFigures({ ...recorded, body: `${recorded.body}<div id="other"></div>` }, async (page) => {
    const figure = figureOn(page);
    await figure.play.waitFor();
    await figure.scrub(1.5);
    await page.evaluate(() => {
      const moved = /** @type {HTMLElement} */ (document.querySelector('await-scope'));
      /** @type {any} */ (globalThis).readyAgain = 0;
      moved.addEventListener('await-scope-ready', () => {
        /** @type {any} */ (globalThis).readyAgain += 1;
      });
      /** @type {HTMLElement} */ (document.querySelector('#other')).append(moved);
    });
    await figure.forward.click();
    assert.equal((await figure.where()).time, 2);
    assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).readyAgain), 0);
    assert.ok(await figure.figure.locator('canvas').first().isVisible());
  }));

test('while it plays, attributes may change', () =>
  withFigures(
    { ...recorded, files: { 'run.json': gatherTrace(), 'other.json': gatherTrace() } },
    async (page) => {
      const figure = figureOn(page);
      await figure.play.waitFor();
      await figure.toStart.click();
      await figure.play.click();
      await page.evaluate(async () => {
        const element = /** @type {any} */ (document.querySelector('await-scope'));
        const change = async (/** @type {string} */ name, /** @type {string} */ value) => {
          element.setAttribute(name, value);
          await new Promise(requestAnimationFrame);
        };
        await change('speed', '10');
        await change('theme', 'dark');
        await change('bare', '');
        element.removeAttribute('bare');
        const ready = new Promise((resolve) => element.addEventListener('await-scope-ready', resolve));
        await change('trace', 'other.json');
        await ready;
      });
      assert.equal(await figure.play.textContent().then((text) => text?.trim()), 'Play');
    },
  ));

test('ten figures on a page that stand still cost nothing', () =>
  withFigures({ ...recorded, body: recorded.body.repeat(10) }, async (page) => {
    for (let i = 0; i < 10; i++) {
      await page.locator('await-scope').nth(i).scrollIntoViewIfNeeded();
      await figureOn(page, i).play.waitFor();
    }
    // What is fetched when the page has nothing else to do has been fetched.
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(500);
    const client = await page.context().newCDPSession(page);
    await client.send('Performance.enable');
    const counts = async () => {
      const { metrics } = await client.send('Performance.getMetrics');
      const count = (/** @type {string} */ name) => metrics.find((each) => each.name === name)?.value ?? 0;
      return {
        script: count('ScriptDuration'),
        layouts: count('LayoutCount'),
        styles: count('RecalcStyleCount'),
      };
    };
    const before = await counts();
    await page.waitForTimeout(1000);
    const after = await counts();
    assert.deepEqual(
      { layouts: after.layouts - before.layouts, styles: after.styles - before.styles },
      { layouts: 0, styles: 0 },
    );
    assert.ok(
      after.script - before.script < 0.005,
      `${after.script - before.script} s of script in a second`,
    );
  }));

test('of the script without its folder the page is told what is missing, once, and the reader too', () =>
  withFigures(
    {
      body: '<await-scope></await-scope><await-scope trace="run.json"></await-scope>',
      files: recorded.files,
      allowedErrors: [/Failed to load resource/],
    },
    async (page) => {
      /** @type {string[]} */
      const warnings = [];
      page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
      await page.route('**/await-scope/**', (route) => route.fulfill({ status: 404 }));
      await page.reload();
      await page
        .getByRole('alert')
        .filter({ hasText: 'folder await-scope/ belongs beside' })
        .first()
        .waitFor();
      await page.evaluate(async () => {
        const trace = await (await fetch('run.json')).json();
        const columns = ['time', 'turn', 'kind', 'line', 'subject', 'object', 'value'];
        const numbers = columns.map((_, i) =>
          trace.records.map((/** @type {any} */ record) => record[i] ?? Infinity),
        );
        const figure = /** @type {any} */ (document.querySelector('await-scope'));
        figure.trace = {
          ...trace,
          length: trace.records.length,
          ...Object.fromEntries(columns.map((name, i) => [name, Float64Array.from(numbers[i])])),
        };
      });
      const figure = figureOn(page);
      await figure.button('Keys and signs (?)').click();
      const note = figure.figure.locator('.note');
      await note
        .filter({ hasText: 'The help cannot be shown: the folder await-scope/ belongs beside' })
        .waitFor();
      assert.equal(await figure.button('Keys and signs (?)').getAttribute('aria-pressed'), 'false');
      await figure.button('Keys and signs (?)').click();
      await note.waitFor();
      assert.deepEqual(
        warnings.filter((text) => /await-scope/.test(text)).map((text) => text.replace(/.*: /, '')),
        ['the folder await-scope/ belongs beside await-scope.js.'],
      );
    },
  ));
