/** Moving the playhead through a recorded run: by turns, round and round in a part of it, faster and slower. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { figureOn, withFigures } from './figure.mjs';
import { gatherTrace } from './fixtures/gather-trace.mjs';
import { keys } from '../../web/player/figure/keys.mjs';

/** @param {(figure: ReturnType<typeof figureOn>, page: import('playwright-core').Page) => Promise<void>} use */
const withRun = (use) =>
  withFigures(
    { body: '<await-scope trace="run.json"></await-scope>', files: { 'run.json': gatherTrace() } },
    async (page) => {
      const figure = figureOn(page);
      await figure.play.waitFor();
      await use(figure, page);
    },
  );

/** @param {import('playwright-core').Page} page */
async function stopTheClock(page) {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1000);
}

test('turn by turn to the end, and back through the same places', () =>
  withRun(async (figure) => {
    const turn = () => figure.figure.locator('await-scope-loop .aside').textContent();
    const [on, back] = [
      figure.button('One turn of the loop on (.)'),
      figure.button('One turn of the loop back (,)'),
    ];
    const where = async () => [await turn(), (await figure.where()).index];
    await figure.toStart.click();
    const seen = [await where()];
    while (await on.isEnabled()) {
      await on.click();
      seen.push(await where());
    }
    const turns = Array.from({ length: seen.length - 1 }, (_, i) => `turn ${i + 1}`);
    assert.deepEqual(
      seen.map(([name]) => name),
      ['before its first turn', ...turns],
    );
    assert.equal(seen.length, 12);
    for (const before of seen.slice(0, -1).reverse()) {
      await back.click();
      assert.deepEqual(await where(), before);
    }
    assert.ok(await back.isDisabled());
  }));

test('a drag along the axis loops that part; L loops no longer', () =>
  withRun(async (figure, page) => {
    const plot = figure.figure.locator('.plot');
    const box = await plot.boundingBox();
    assert.ok(box);
    const at = (/** @type {number} */ time) => box.x + 14 + (time / 3.5) * (box.width - 40);
    await page.mouse.move(at(1), box.y + 10);
    await page.mouse.down();
    await page.mouse.move(at(2), box.y + 10, { steps: 5 });
    await page.mouse.up();
    const range = await figure.figure.locator('.range').boundingBox();
    assert.ok(range && Math.abs(range.x - at(1)) < 3 && Math.abs(range.width - (at(2) - at(1))) < 3);
    assert.equal((await figure.where()).time, 3.5, 'the playhead stays where it was');
    await stopTheClock(page);
    await figure.play.click();
    await page.clock.runFor(500);
    assert.ok(Math.abs((await figure.where()).time - 1.5) < 0.1, 'it begins where the part begins');
    await page.clock.runFor(700);
    const { time } = await figure.where();
    assert.ok(time >= 1 && time < 1.4, `and goes round: ${time}`);
    await page.keyboard.press('l');
    assert.equal(await figure.figure.locator('.range').count(), 0);
    await page.clock.runFor(1000);
    assert.ok((await figure.where()).time > 2);
  }));

test('keys set where a loop begins and ends; without them it is what is seen', () =>
  withRun(async (figure, page) => {
    await figure.scrub(1);
    await figure.play.focus();
    await page.keyboard.press('[');
    await figure.scrub(1.5);
    await figure.play.focus();
    await page.keyboard.press(']');
    const loop = figure.button('Repeat (L)');
    assert.equal(await loop.getAttribute('aria-pressed'), 'true');
    await stopTheClock(page);
    await figure.play.click();
    const seen = [];
    for (let i = 0; i < 10; i++) {
      await page.clock.runFor(200);
      seen.push((await figure.where()).time);
    }
    assert.ok(
      seen.every((time) => time >= 1 && time <= 1.5),
      seen.join(),
    );
    await loop.click();
    await loop.click();
    await page.clock.runFor(2500);
    assert.equal(await figure.play.innerText(), 'Pause', 'all of the run goes round');
  }));

test('a loop lies at the same moments along the steps', () =>
  withRun(async (figure, page) => {
    await figure.scrub(1.5);
    await figure.play.focus();
    await page.keyboard.press('[');
    await figure.button('Steps').click();
    await figure.toStart.click();
    await figure.play.click();
    await page.waitForFunction(
      () =>
        Number(
          document
            .querySelector('await-scope')
            ?.shadowRoot?.querySelector('await-scope-transport')
            ?.shadowRoot?.querySelector('.index')?.textContent,
        ) > 0,
    );
    await figure.play.click();
    assert.ok((await figure.where()).time >= 1);
  }));

test('the speed goes up and down by keys', () =>
  withRun(async (figure, page) => {
    const speed = figure.figure.getByRole('combobox');
    await figure.play.focus();
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    assert.equal(await speed.inputValue(), '5');
    await page.keyboard.press('-');
    assert.equal(await speed.inputValue(), '2');
  }));

test('the help tells every key', () =>
  withRun(async (figure) => {
    await figure.button('Keys and signs (?)').click();
    const told = await figure.figure
      .locator('.keys div')
      .evaluateAll((lines) =>
        lines.map((line) => [...line.children].map((part) => part.textContent?.trim()).join(': ')),
      );
    assert.equal(told.length, Object.keys(keys).length);
    assert.deepEqual(
      [told[0], told[1], told[9]],
      ['Space: play or pause', '←: one event back', 'L: repeat what is seen, or no longer'],
    );
    assert.deepEqual(
      told.filter((line) => /: *$/.test(line)),
      [],
      'each says what it does',
    );
  }));
