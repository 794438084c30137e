/** Two runs above each other: one axis, one playhead. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { accessibilityFindings } from './accessibility.mjs';
import { figureOn, withFigures } from './figure.mjs';
import { deadlineTrace } from './fixtures/deadline-trace.mjs';
import { gatherTrace } from './fixtures/gather-trace.mjs';

/** @import { Page } from 'playwright-core' */

/** A run of 2.5 s above one of 3.5 s. @param {(page: Page) => Promise<void>} use */
const withTwo = (use) =>
  withFigures(
    {
      body: `<await-scope-compare>
        <await-scope trace="short.json"></await-scope><await-scope trace="long.json"></await-scope>
      </await-scope-compare>`,
      files: { 'short.json': deadlineTrace(), 'long.json': gatherTrace() },
    },
    async (page) => {
      await page.locator('await-scope .plot').nth(1).waitFor();
      await page.waitForFunction(() =>
        [...document.querySelectorAll('await-scope')].every(
          (figure) => /** @type {any} */ (figure).position.time === 3.5,
        ),
      );
      await use(page);
    },
  );

/** Where each figure's playhead stands: its time, and pixels from the left of the page. @param {Page} page */
const playheads = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('await-scope')].map((figure) => {
      const timeline = figure.shadowRoot?.querySelector('await-scope-timeline')?.shadowRoot;
      const box = timeline?.querySelector('.playhead')?.getBoundingClientRect();
      return { time: /** @type {any} */ (figure).position.time, x: Math.round(box?.x ?? 0) };
    }),
  );

test('both open at the end of the longer, on one axis, with one set of controls', () =>
  withTwo(async (page) => {
    const [short, long] = await playheads(page);
    assert.deepEqual(short, long);
    assert.equal(await page.locator('await-scope [data-action=play]').count(), 1);
    assert.deepEqual(await page.locator('await-scope .title').allTextContents(), [
      'A deadline that moves',
      'Gather, then a timeout',
    ]);
    assert.deepEqual(await accessibilityFindings(page), []);
  }));

test('whichever playhead is moved, the other goes along', () =>
  withTwo(async (page) => {
    await figureOn(page).scrub(1.25);
    const [short, long] = await playheads(page);
    assert.equal(short.time, 1.25);
    assert.deepEqual(long, short);
    const plot = page.locator('await-scope .plot').nth(1);
    const box = await plot.boundingBox();
    await plot.click({ position: { x: 14 + (3 / 3.5) * ((box?.width ?? 0) - 40), y: 50 } });
    const [moved, clicked] = await playheads(page);
    assert.ok(Math.abs(clicked.time - 3) < 0.02);
    assert.deepEqual(moved, clicked, 'beyond its own end too');
  }));

test('playing goes on to the end of the longer', () =>
  withTwo(async (page) => {
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 1000);
    await figureOn(page).play.click();
    await page.clock.runFor(3000);
    const [short, long] = await playheads(page);
    assert.ok(short.time > 2.7 && Math.abs(short.time - long.time) < 0.05, `${short.time}, ${long.time}`);
    await page.clock.runFor(1000);
    assert.deepEqual(
      (await playheads(page)).map(({ time }) => time),
      [3.5, 3.5],
    );
    assert.equal(await figureOn(page).play.innerText(), 'Play');
  }));

test('a parameter of one makes the axis of both longer', () =>
  withFigures(
    {
      body: `<await-scope-compare><await-scope scenario="gather"></await-scope
        ><await-scope scenario="gather" set="oslo=2"></await-scope></await-scope-compare>`,
    },
    async (page) => {
      await figureOn(page, 1).figure.locator('await-scope-parameters').waitFor();
      await figureOn(page, 1).slide('oslo', 4.5);
      await page.waitForFunction(() =>
        [...document.querySelectorAll('await-scope')].every(
          (figure) => /** @type {any} */ (figure).position.time === 4.5,
        ),
      );
      const [one, two] = await playheads(page);
      assert.deepEqual(one, two);
    },
  ));
