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

/** @param {Page} page */
const titles = async (page) =>
  (await page.locator('await-scope .title').allInnerTexts()).map((text) => text.trim().replace(/\s+/g, ' '));

/** @param {Page} page */
const difference = (page) => page.locator('await-scope-compare [role=status]').first().innerText();

/** What each shows: how many events have happened, and the time. @param {Page} page */
const positions = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('await-scope')].map((figure) => {
      const { index, time } = /** @type {any} */ (figure).position;
      return { index, time };
    }),
  );

/** Twice one program, with other parameters. @param {(page: Page) => Promise<void>} use */
const withParameters = (use) =>
  withFigures(
    {
      body: `<await-scope-compare><await-scope scenario="gather"></await-scope
        ><await-scope scenario="gather" set="oslo=2.5"></await-scope></await-scope-compare>`,
    },
    async (page) => {
      await figureOn(page, 1).figure.locator('await-scope-parameters').waitFor();
      await page.getByText('takes 3 s').waitFor();
      await use(page);
    },
  );

test('both open at the end of the longer, on one axis, with one set of controls', () =>
  withTwo(async (page) => {
    const [short, long] = await playheads(page);
    assert.deepEqual(short, long);
    assert.equal(await page.locator('await-scope [data-action=play]').count(), 1);
    assert.deepEqual(await titles(page), ['A deadline that moves', 'Gather, then a timeout']);
    assert.equal(
      await difference(page),
      '“A deadline that moves” takes 2.5 s, 1 s less than “Gather, then a timeout”, which takes 3.5 s.',
    );
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

test('a parameter of one makes the axis of both longer, and shorter again', () =>
  withParameters(async (page) => {
    for (const [oslo, end] of [
      [4.5, 4.5],
      [2.5, 3],
    ]) {
      await figureOn(page, 1).slide('oslo', oslo);
      await page.waitForFunction(
        (time) =>
          [...document.querySelectorAll('await-scope')].every(
            (figure) => /** @type {any} */ (figure).position.time === time,
          ),
        end,
      );
      const [one, two] = await playheads(page);
      assert.deepEqual(one, two);
    }
  }));

test('runs of one program are named by what differs, and the difference follows a slider', () =>
  withParameters(async (page) => {
    assert.deepEqual(await titles(page), ['Time in Oslo 3 s Gather', 'Time in Oslo 2.5 s Gather']);
    assert.equal(
      await difference(page),
      '“Time in Oslo 2.5 s” takes 2.5 s, 500 ms less than “Time in Oslo 3 s”, which takes 3 s.',
    );
    await figureOn(page, 1).slide('oslo', 4);
    await page
      .getByText('“Time in Oslo 3 s” takes 3 s, 1 s less than “Time in Oslo 4 s”, which takes 4 s.')
      .waitFor();
    await figureOn(page, 1).figure.evaluate((figure) => figure.setAttribute('label', 'the slow one'));
    await page.getByText('the slow one').first().waitFor();
  }));

test('a parameter leaves the playhead where it stands', () =>
  withParameters(async (page) => {
    await figureOn(page).scrub(1.5);
    await figureOn(page, 1).slide('oslo', 4.5);
    await page.getByText('takes 4.5 s').waitFor();
    assert.deepEqual(
      (await positions(page)).map(({ time }) => time),
      [1.5, 1.5],
    );
    await figureOn(page, 1).slide('oslo', 0.2);
    await figureOn(page).slide('oslo', 0.2);
    await figureOn(page).slide('kyoto', 0.2);
    await figureOn(page, 1).slide('kyoto', 0.2);
    await page.getByText('Both take 1 s.').waitFor();
    assert.deepEqual(
      (await positions(page)).map(({ time }) => time),
      [1, 1],
      'no longer than the runs',
    );
  }));

test('a step goes on in both, and back the same way', () =>
  withParameters(async (page) => {
    const { forward, back, button, toStart } = figureOn(page);
    await toStart.click();
    const walk = [await positions(page)];
    assert.deepEqual(
      walk[0].map(({ index }) => index),
      [0, 0],
    );
    for (let i = 0; i < 42; i++) {
      await forward.click();
      walk.push(await positions(page));
      const [one, two] = walk[walk.length - 1];
      assert.equal(one.time, two.time);
    }
    const apart = walk.find(([one, two]) => one.index !== two.index);
    assert.equal(apart?.[0].time, 2.5, 'alike until the second is done in Oslo');
    for (let i = walk.length - 2; i >= 30; i--) {
      await back.click();
      assert.deepEqual(await positions(page), walk[i]);
    }
    await button('One turn of the loop on (.)').click();
    const [one, two] = await positions(page);
    assert.equal(one.time, two.time);
  }));

test('who is selected in one is selected in the other, and both show the same part of the axis', () =>
  withParameters(async (page) => {
    await page.locator('await-scope').first().locator('.labels button').nth(2).click();
    await page.locator('await-scope').nth(1).locator('.labels [aria-pressed=true]').waitFor();
    assert.deepEqual(await figureOn(page, 1).selected(), ['Task-3']);
    await figureOn(page).button('Larger (W)').click();
    await page.locator('await-scope').nth(1).locator('await-scope-minimap').waitFor();
    const [one, two] = await playheads(page);
    assert.deepEqual(one, two);
    assert.deepEqual(await accessibilityFindings(page), []);
  }));

test('keys in any of them are the keys of all', () =>
  withParameters(async (page) => {
    await page.locator('await-scope').nth(1).locator('.labels button').first().focus();
    await page.keyboard.press('Home');
    assert.deepEqual(
      (await positions(page)).map(({ index }) => index),
      [0, 0],
    );
    await page.keyboard.press(' ');
    assert.deepEqual(
      (await positions(page)).map(({ index }) => index),
      [0, 0],
      'a focused button takes the space bar itself',
    );
    await page.keyboard.press('?');
    await figureOn(page).figure.getByRole('heading', { name: 'Keys' }).waitFor();
  }));
