/**
 * What a reader has to see where there is little room, few colours, or paper: nothing of it is cut off, hidden or left
 * out.
 */
import assert from 'node:assert/strict';
import test from 'node:test';
import { figureOn, withFigures } from './figure.mjs';
import { crowdTrace } from './fixtures/crowd-trace.mjs';

/** @import { Locator } from 'playwright-core' */

const phone = { width: 390, height: 844 };

/** @param {Locator} part */
async function boxOf(part) {
  const box = await part.boundingBox();
  assert.ok(box, `${part} has a place`);
  return { ...box, right: box.x + box.width, bottom: box.y + box.height };
}

/** @param {Locator} part @param {Locator} whole */
async function isInside(part, whole) {
  const [inner, outer] = [await boxOf(part), await boxOf(whole)];
  const isAcross = inner.x >= outer.x - 1 && inner.right <= outer.right + 1;
  return isAcross && inner.y >= outer.y - 1 && inner.bottom <= outer.bottom + 1;
}

test('on a phone each step of why the run takes so long is read, also while zoomed in', () =>
  withFigures({ body: '<await-scope scenario="lock"></await-scope>', ...phone }, async (page) => {
    const { figure, button } = figureOn(page);
    const steps = figure.locator('.why .step');
    await steps.first().waitFor();
    assert.equal(await steps.count(), 3);
    for (const step of await steps.all()) assert.ok(await isInside(step, figure), await step.innerText());
    await button('Larger (W)').click();
    await figure.locator('await-scope-minimap').waitFor();
    assert.ok(await steps.last().isVisible());
    const [why, minimap] = [
      await boxOf(figure.locator('.why')),
      await boxOf(figure.locator('await-scope-minimap')),
    ];
    assert.ok(minimap.y >= why.bottom - 1, 'below each other');
  }));

for (const [share, width] of /** @type {const} */ ([
  [0.1, 390],
  [0.48, 390],
  [0.9, 390],
  [0.49, 660],
])) {
  test(`a tip is whole: ${share} of the way along the plot, ${width} pixels wide`, () =>
    withFigures({ body: '<await-scope scenario="lock"></await-scope>', ...phone, width }, async (page) => {
      const plot = page.locator('await-scope .plot');
      await plot.waitFor();
      await plot.hover({ position: { x: (await boxOf(plot)).width * share, y: 28 + 3.5 * 30 } });
      await page.locator('await-scope .tip').waitFor();
      const [tip, figure] = [
        await boxOf(page.locator('await-scope .tip')),
        await boxOf(page.locator('await-scope')),
      ];
      assert.ok(tip.x >= figure.x && tip.right <= figure.right);
    }));
}

for (const [scenario, at] of /** @type {const} */ ([
  ['event', 1],
  ['nested_timeouts', 1.2],
  ['barrier', 1.5],
])) {
  test(`on a phone what holds everything up is in view among who waits for whom: ${scenario}`, () =>
    withFigures(
      { body: `<await-scope scenario="${scenario}" at="${at}"></await-scope>`, ...phone },
      async (page) => {
        const { figure, button } = figureOn(page);
        await button('Waits').click();
        const graph = figure.locator('await-scope-wait-graph');
        await graph.locator('.node.critical').first().waitFor();
        await page.evaluate(
          () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
        );
        for (const node of await graph.locator('.node.critical .outline').all())
          assert.ok(
            await isInside(node, graph.locator('.body')),
            await node.evaluate((e) => e.parentElement?.dataset.id),
          );
      },
    ));
}

test('of many tasks that have ended the first stand beside the word', () =>
  withFigures(
    { body: '<await-scope trace="run.json"></await-scope>', files: { 'run.json': crowdTrace(50) } },
    async (page) => {
      const { figure, play } = figureOn(page);
      await play.waitFor();
      const tasks = figure.locator('await-scope-tasks');
      const [word, chip] = [
        await boxOf(tasks.locator('dt').last()),
        await boxOf(tasks.locator('dd[data-state=ended] .chip').first()),
      ];
      assert.ok(Math.abs(word.y + word.height / 2 - chip.y - chip.height / 2) < 3);
    },
  ));

test('of a crowd each state says on a phone how many there are, and all states are in view', () =>
  withFigures(
    {
      body: '<await-scope trace="run.json"></await-scope>',
      files: { 'run.json': crowdTrace(300) },
      ...phone,
    },
    async (page) => {
      const { figure, button, play, scrub } = figureOn(page);
      await play.waitFor();
      assert.equal(await button('Code').count(), 0, 'a trace without a source has no panel for it');
      await scrub(0.1);
      const tasks = figure.locator('await-scope-tasks');
      const words = (await tasks.locator('dt').allInnerTexts()).map((each) =>
        each.trim().split(/\s+/).join(' '),
      );
      assert.deepEqual(words, ['created', 'ready 199', 'running 1', 'waiting 1', 'cancelling', '✔ ended 99']);
      const [panel, last] = [await boxOf(tasks), await boxOf(tasks.locator('dd').last())];
      assert.ok(last.y + last.height <= panel.y + panel.height, 'the last state is in view');
    },
  ));

test('a line of code that is longer than a phone ends before the names of who stands at it', () =>
  withFigures({ body: '<await-scope scenario="gather" at="1.25"></await-scope>', ...phone }, async (page) => {
    const { figure, play } = figureOn(page);
    await play.waitFor();
    const line = figure.locator('await-scope-code li.stands').first();
    await line.locator('.who button').nth(1).waitFor();
    const { behind, colour } = await line.evaluate((element) => ({
      behind: getComputedStyle(/** @type {Element} */ (element.querySelector('.who'))).backgroundImage,
      colour: getComputedStyle(element).backgroundColor,
    }));
    assert.ok(behind.includes(`, ${colour} `), `${behind} ends in ${colour}`);
  }));

test('code that is scrolled to a line begins with a whole one', () =>
  withFigures(
    { body: '<await-scope scenario="gather" at="1.25"></await-scope>', width: 768, height: 1000 },
    async (page) => {
      const { figure, play } = figureOn(page);
      await play.waitFor();
      const line = figure.locator('await-scope-code li.stands').first();
      await line.waitFor();
      const body = figure.locator('await-scope-code .body');
      await page.waitForFunction((element) => (element?.scrollTop ?? 0) > 0, await body.elementHandle());
      const lines = (await body.evaluate(({ scrollTop }) => scrollTop)) / (await boxOf(line)).height;
      assert.ok(Math.abs(lines - Math.round(lines)) < 0.05, `${lines} lines are scrolled away`);
    },
  ));

test("with the system's colours the last event, and what is selected, are still marked", () =>
  withFigures({ body: '<await-scope scenario="gather" at="1.25"></await-scope>' }, async (page) => {
    await page.emulateMedia({ forcedColors: 'active' });
    const { figure, button } = figureOn(page);
    await figure.locator('.labels button').nth(1).click();
    const outline = (/** @type {string} */ part) =>
      figure
        .locator(part)
        .first()
        .evaluate((element) => getComputedStyle(element).outlineStyle);
    assert.equal(await outline('await-scope-futures li.selected'), 'solid');
    assert.equal(await outline('await-scope-console li.selected'), 'solid');
    await button('Events').click();
    await figure.locator('await-scope-events [aria-current=step]').waitFor();
    assert.equal(await outline('await-scope-events li:has([aria-current=step])'), 'solid');
    assert.equal(await outline('await-scope-events li:has([aria-current=false])'), 'none');
  }));

test('paper says of which moment the panels are, and shows no button that it cannot press', () =>
  withFigures({ body: '<await-scope scenario="gather" at="1.25"></await-scope>' }, async (page) => {
    const { figure, play } = figureOn(page);
    await play.waitFor();
    await page.emulateMedia({ media: 'print' });
    assert.ok(await figure.locator('.plot .now').getByText('1.250 s').isVisible());
    for (const part of ['.languages', '.twin summary', '.zoom', '.views', 'await-scope-transport'])
      assert.equal(await figure.locator(part).first().isVisible(), false, part);
    const [why, code] = [
      await boxOf(figure.locator('.why')),
      await boxOf(figure.locator('await-scope-code')),
    ];
    assert.ok(why.bottom <= code.y + 1, 'above the code');
  }));
