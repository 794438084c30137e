/** What a timeline says in words: why the run takes so long, where the playhead stands, who waits for a lock. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { figureOn, withFigures } from './figure.mjs';
import { gatherTrace } from './fixtures/gather-trace.mjs';

const recorded = {
  body: '<await-scope trace="run.json"></await-scope>',
  files: { 'run.json': gatherTrace() },
};

test('a line says why the run takes so long, and draws it on the timeline', () =>
  withFigures({ body: '<await-scope scenario="gather"></await-scope>' }, async (page) => {
    const { figure, slide } = figureOn(page);
    const why = figure.locator('.why');
    await why.waitFor();
    assert.equal((await why.innerText()).replace(/\s+/g, ' '), 'Why 3 s? Task-2 sleep 3 s');
    const canvas = figure.locator('await-scope-timeline canvas');
    const picture = () =>
      canvas.evaluate((element) => /** @type {HTMLCanvasElement} */ (element).toDataURL());
    /** How dark it is just above a row's bar, a third into the picture. @param {number} row */
    const dark = (row) =>
      canvas.evaluate((element, row) => {
        const { width } = /** @type {HTMLCanvasElement} */ (element);
        const top = (28 + row * 30 + 2) * devicePixelRatio;
        const context = /** @type {HTMLCanvasElement} */ (element).getContext('2d');
        const { data } = /** @type {CanvasRenderingContext2D} */ (context).getImageData(width / 3, top, 1, 4);
        return Math.max(...[0, 4, 8, 12].map((at) => (data[at + 3] ? 255 - data[at] : 0)));
      }, row);
    assert.ok((await dark(1)) > 150, 'a thin line goes along Task-2, who made it so long');
    assert.ok((await dark(2)) < 60, 'and not along Task-3');
    const before = await picture();
    await why.click();
    assert.equal(await why.getAttribute('aria-pressed'), 'true');
    assert.notEqual(await picture(), before);
    await slide('oslo', 0.5);
    await figure.getByText('Why 2 s?').waitFor();
    assert.equal((await why.innerText()).replace(/\s+/g, ' '), 'Why 2 s? Task-4 sleep 2 s');
  }));

test('the playhead says its time over the axis, inside the plot', () =>
  withFigures(recorded, async (page) => {
    const { figure, scrub, play } = figureOn(page);
    await play.waitFor();
    for (const [time, text] of /** @type {const} */ ([
      [0, '0.000 s'],
      [1.25, '1.250 s'],
      [3.5, '3.500 s'],
    ])) {
      await scrub(time);
      assert.equal((await figure.locator('.plot .now').innerText()).trim(), text);
      const [label, plot] = await Promise.all(
        ['.plot .now', '.plot'].map((each) => figure.locator(each).boundingBox()),
      );
      assert.ok(label && plot && label.x >= plot.x && label.x + label.width <= plot.x + plot.width, text);
    }
  }));

test('the tip over a wait for a lock says who has it and who is in line', () =>
  withFigures({ body: '<await-scope scenario="lock"></await-scope>' }, async (page) => {
    const plot = page.locator('await-scope .plot');
    await plot.waitFor();
    const { width } = (await plot.boundingBox()) ?? { width: 0 };
    // The third row at 1.5 s of 5.
    await plot.hover({ position: { x: 14 + (1.5 / 5) * (width - 40), y: 28 + 2.5 * 30 } });
    assert.match(
      await page.locator('await-scope .tip').innerText(),
      /Lock: held by Mia; in line: Noor, Otto\./,
    );
  }));
