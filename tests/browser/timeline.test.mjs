/** The timeline of a recorded run: what it draws at a time, what it says of a place, and moving about in it. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { accessibilityFindings } from './accessibility.mjs';
import { figureOn, withFigures } from './figure.mjs';
import { crowdTrace } from './fixtures/crowd-trace.mjs';
import { deadlineTrace } from './fixtures/deadline-trace.mjs';
import { gatherTrace } from './fixtures/gather-trace.mjs';

/** @import { Page } from 'playwright-core' */

/** Pixels: rows below the axis, and the room beside the run. */
const [axis, row, before, beside] = [28, 30, 14, 40];

/**
 * The figure of a trace and its timeline.
 * @param {object} trace
 * @param {(parts: ReturnType<typeof partsOf>, page: Page) => Promise<void>} use
 * @param {object} [options]
 */
const withTrace = (trace, use, options = {}) =>
  withFigures(
    { body: '<await-scope trace="run.json"></await-scope>', files: { 'run.json': trace }, ...options },
    async (page) => {
      const parts = partsOf(page);
      await parts.figure.play.waitFor();
      await use(parts, page);
    },
  );

/** @param {Page} page */
function partsOf(page) {
  const figure = figureOn(page);
  const timeline = figure.figure.locator('await-scope-timeline');
  const plot = timeline.locator('.plot');
  const box = async () => {
    const found = await plot.boundingBox();
    assert.ok(found);
    return found;
  };
  return {
    figure,
    timeline,
    plot,
    box,
    minimap: timeline.locator('await-scope-minimap'),
    tip: timeline.getByRole('tooltip'),
    label: (/** @type {string} */ name) => timeline.locator('.labels button', { hasText: name }),
    /** Where a time stands while all is seen, in the plot. @param {number} share of the run */
    async at(share) {
      return before + share * ((await box()).width - beside);
    },
    /** Which time a press there seeks: how what is seen is known. @param {number} share of the plot's width */
    async timeAt(share) {
      const { width } = await box();
      await plot.click({ position: { x: share * width, y: axis / 2 } });
      return (await figure.where()).time;
    },
    /** The colour drawn at a place of the plot. @param {number} x @param {number} y */
    pixel: (x, y) =>
      timeline
        .locator('canvas')
        .first()
        .evaluate(
          (canvas, [x, y]) => {
            const context = /** @type {HTMLCanvasElement} */ (canvas).getContext('2d');
            const pixel = context?.getImageData(x * devicePixelRatio, y * devicePixelRatio, 1, 1).data ?? [];
            return [...pixel.slice(0, 3)].join();
          },
          [x, y],
        ),
  };
}

test('a deadline stands where it is at that time, and moves when it is rescheduled', () =>
  withTrace(deadlineTrace(), async ({ figure, timeline }) => {
    const flag = timeline.locator('.deadline');
    const shown = async () => [
      await flag.getAttribute('data-at'),
      (await flag.getAttribute('class'))?.split(' ')[1],
    ];
    const widthAtRest = () =>
      flag.evaluate(async (element) => {
        await Promise.all(element.getAnimations().map(({ finished }) => finished));
        return element.getBoundingClientRect().width;
      });
    assert.deepEqual(await shown(), ['3', 'over']);
    await figure.scrub(0.5);
    assert.deepEqual(await shown(), ['2', 'set']);
    const width = await widthAtRest();
    await figure.scrub(1.5);
    assert.deepEqual(await shown(), ['3', 'set']);
    assert.ok((await widthAtRest()) > width * 1.2, 'the flag has glided there');
    await figure.toStart.click();
    assert.deepEqual(await shown(), ['2', 'ahead']);
  }));

test('a deadline that expired is filled, from then on', () =>
  withTrace(gatherTrace(), async ({ figure, timeline }) => {
    assert.equal(await timeline.locator('.deadline.expired').count(), 1);
    await figure.scrub(3);
    assert.equal(await timeline.locator('.deadline.expired').count(), 0);
    assert.equal(await timeline.locator('.deadline.set').getAttribute('data-at'), '3.5');
  }));

test('a gather is a bracket over its members, for as long as it lasts', () =>
  withTrace(gatherTrace(), async ({ at, pixel }) => {
    const muted = '89,100,110';
    const left = Math.round((await at(0)) - 4);
    const lowest = axis + 2.5 * row;
    assert.equal(await pixel(left, lowest - 5), muted, 'its leg goes down to the last member');
    assert.notEqual(await pixel(left, lowest + 5), muted, 'and no further');
    const below = axis + row / 2 + 13;
    assert.equal(await pixel(await at(1 / 3.5), below), muted, 'its line lasts');
    assert.notEqual(await pixel(await at(2.5 / 3.5), below), muted, 'until 2 s');
  }));

test('rows are nested: a task stands below the one that made it, and further in', () =>
  withTrace(gatherTrace(), async ({ timeline }) => {
    const dots = await timeline.locator('.labels .dot').evaluateAll((all) =>
      all.map((dot) => {
        const { left, top } = dot.getBoundingClientRect();
        return { left, top };
      }),
    );
    const [main, ...children] = dots;
    assert.equal(children.length, 2);
    for (const child of children) assert.ok(child.left > main.left && child.top > main.top);
    assert.equal(children[0].left, children[1].left);
  }));

test('for the selected task an arrow leads from who woke it', () =>
  withTrace(gatherTrace(), async ({ at, label, pixel }) => {
    const ink = '24,32,39';
    const place = /** @type {const} */ ([Math.floor((await at(2 / 3.5)) + 1), axis + row + 2]);
    assert.notEqual(await pixel(...place), ink);
    await label('Task-1').click();
    assert.equal(await pixel(...place), ink, 'from Task-2, at 2 s');
    await label('Task-3').click();
    assert.notEqual(await pixel(...place), ink, 'Task-3 has nothing to do with it');
    await label('Task-2').click();
    assert.equal(await pixel(...place), ink, 'whom it woke is shown too');
  }));

test('a place is told in words under the mouse: what the task does, on what it waits, what woke it', () =>
  withTrace(gatherTrace(), async ({ at, plot, tip }) => {
    await plot.hover({ position: { x: await at(1 / 3.5), y: axis + row / 2 } });
    assert.match(await tip.innerText(), /Task-1 waits on gather of 2, which waits on Task-2 and Task-3/);
    await plot.hover({ position: { x: (await at(2 / 3.5)) + 1, y: axis + row / 2 } });
    assert.match(await tip.innerText(), /Task-1 is woken: its gather of 2 ended/);
    await plot.hover({ position: { x: await at(3 / 3.5), y: axis + row * 2.5 } });
    assert.equal(await tip.count(), 0, 'Task-3 is over by then');
  }));

test('a label that has the focus says what its task does at the playhead', () =>
  withTrace(gatherTrace(), async ({ figure, label, tip }, page) => {
    await figure.scrub(0.5);
    await label('Task-1').focus();
    await page.keyboard.press('Tab');
    assert.match(await tip.innerText(), /Task-2 waits on sleep until 2 s/);
    await page.keyboard.press('End');
    assert.match(await tip.innerText(), /Task-2 has finished/);
    await page.keyboard.press('Escape');
    assert.equal(await tip.count(), 0);
  }));

test('a tap says what is there, and a finger that scrolls moves nothing', () =>
  withTrace(
    gatherTrace(),
    async ({ figure, at, box, tip }, page) => {
      const { x, y } = await box();
      await page.touchscreen.tap(x + (await at(1 / 3.5)), y + axis + row * 1.5);
      assert.match(await tip.innerText(), /Task-2 waits on sleep until 2 s/);
      assert.deepEqual(await figure.selected(), ['Task-2']);
      assert.ok(Math.abs((await figure.where()).time - 1) < 0.02);
    },
    { touch: true, width: 390 },
  ));

test('two fingers that part make it larger where they are', () =>
  withTrace(
    gatherTrace(),
    async ({ box, timeAt, figure }, page) => {
      const { x, y, width } = await box();
      const client = await page.context().newCDPSession(page);
      const touch = (/** @type {string} */ type, /** @type {number[]} */ places) =>
        client.send('Input.dispatchTouchEvent', {
          type: /** @type {any} */ (type),
          touchPoints: places.map((place, id) => ({ id, x: x + place * width, y: y + axis + row })),
        });
      await touch('touchStart', [0.45, 0.55]);
      for (let i = 1; i <= 10; i++) await touch('touchMove', [0.45 - i * 0.02, 0.55 + i * 0.02]);
      await touch('touchEnd', []);
      assert.ok(await figure.button('Show all (F)').isEnabled());
      const [from, to] = [await timeAt(0.02), await timeAt(0.98)];
      assert.ok(from > 0.8 && to < 2.7 && to - from < 1, `${from} … ${to}`);
    },
    { touch: true },
  ));

test('the wheel pans sideways and zooms with Ctrl; buttons pan; all can be shown again', () =>
  withTrace(gatherTrace(), async ({ box, figure, timeAt }, page) => {
    const { x, y, width } = await box();
    await page.mouse.move(x + width / 2, y + axis + row);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -400);
    await page.keyboard.up('Control');
    const from = await timeAt(0.01);
    assert.ok(from > 1, `${from}`);
    await page.mouse.wheel(width / 4, 0);
    const panned = await timeAt(0.01);
    assert.ok(panned > from + 0.1, `${panned}`);
    await figure.button('To the left (A)').click();
    assert.ok((await timeAt(0.01)) < panned);
    await figure.button('Show all (F)').click();
    assert.equal(await timeAt(0.001), 0);
  }));

test('the minimap shows the whole run; its window can be dragged', () =>
  withTrace(gatherTrace(), async ({ figure, minimap, timeAt }, page) => {
    assert.equal(await minimap.count(), 0, 'nothing is hidden yet');
    await figure.scrub(0.5);
    for (let i = 0; i < 4; i++) await figure.button('Larger (W)').click();
    const from = await timeAt(0.02);
    const map = await minimap.boundingBox();
    const window = await minimap.locator('.window').boundingBox();
    assert.ok(map && window && window.width < map.width / 4);
    const y = map.y + map.height / 2;
    await page.mouse.move(window.x + window.width / 2, y);
    await page.mouse.down();
    await page.mouse.move(window.x + window.width / 2 + map.width / 2, y, { steps: 4 });
    await page.mouse.up();
    const moved = (await timeAt(0.02)) - from;
    assert.ok(moved > 1.6 && moved < 2, `half the map is half the run: ${moved}`);
    await page.mouse.click(map.x + 2, y);
    assert.equal(await timeAt(0.001), 0, 'a press beside the window brings it there');
  }));

test('what is seen goes with the playhead', () =>
  withTrace(gatherTrace(), async ({ figure, timeline, timeAt }, page) => {
    await figure.scrub(0.5);
    for (let i = 0; i < 4; i++) await figure.button('Larger (W)').click();
    await figure.scrub(3);
    const playhead = timeline.locator('.playhead').last();
    assert.ok(await playhead.isVisible());
    assert.ok((await timeAt(0.01)) > 2.5, 'a moment that is sought is brought into view');
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 1000);
    await figure.toStart.click();
    await figure.play.click();
    await page.clock.runFor(2000);
    await figure.play.click();
    const [from, { time }, to] = [await timeAt(0.01), await figure.where(), await timeAt(0.99)];
    assert.ok(from > 1 && time >= from && to > 2, `${from} … ${to}`);
  }));

test("the playhead's flag leaves no piece of a number beside it", () =>
  withTrace(gatherTrace(), async ({ figure, plot }) => {
    for (let time = 0; time <= 3.5; time += 0.05) {
      await figure.scrub(time);
      const cut = await plot.evaluate((element, height) => {
        const boxOf = (/** @type {string} */ part) =>
          /** @type {Element} */ (element.querySelector(part)).getBoundingClientRect();
        const [flag, covered, canvas] = ['.now', '.covered', 'canvas'].map(boxOf);
        const context = /** @type {HTMLCanvasElement} */ (element.querySelector('canvas')).getContext('2d');
        const places = [-3, -2, -1].map((x) => flag.left + x).concat([0, 1, 2].map((x) => flag.right + x));
        return places.filter((place) => {
          if (place >= covered.left - 1 && place <= covered.right + 1) return false;
          const x = Math.round((place - canvas.left) * devicePixelRatio);
          const column = context?.getImageData(x, 0, 1, (height - 2) * devicePixelRatio);
          return column?.data.some((value, i) => i % 4 === 3 && value > 0);
        });
      }, axis);
      assert.deepEqual(cut, [], `at ${time.toFixed(2)} s`);
    }
  }));

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`what a bar says is read also after the playhead, ${colorScheme}`, () =>
    withTrace(
      gatherTrace(),
      async ({ timeline }) => {
        const contrast = await timeline.locator('.cover').evaluate((cover) => {
          const faint = Number(getComputedStyle(cover).opacity);
          const context = new OffscreenCanvas(1, 1).getContext('2d');
          const linear = (/** @type {number} */ value) =>
            value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
          const luminance = (/** @type {string} */ name) => {
            const probe = cover.appendChild(document.createElement('i'));
            const colours = [name, 'surface'].map((each) => {
              probe.style.setProperty('color', `var(--${each})`);
              return getComputedStyle(probe).color;
            });
            probe.remove();
            if (!context) throw new Error('no canvas');
            context.globalAlpha = 1;
            context.fillStyle = colours[0];
            context.fillRect(0, 0, 1, 1);
            context.globalAlpha = faint;
            context.fillStyle = colours[1];
            context.fillRect(0, 0, 1, 1);
            const [red, green, blue] = [...context.getImageData(0, 0, 1, 1).data].map((each) =>
              linear(each / 255),
            );
            return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
          };
          const [darker, lighter] = [luminance('ink'), luminance('waiting')].sort((a, b) => a - b);
          return (lighter + 0.05) / (darker + 0.05);
        });
        assert.ok(contrast >= 4.5, String(contrast));
      },
      { colorScheme },
    ));
}

test('of 20,000 rows only those that are seen are made, and all can be scrolled to', () =>
  withTrace(crowdTrace(20_000), async ({ figure, timeline }, page) => {
    const labels = timeline.locator('.labels li');
    assert.ok((await labels.count()) < 40);
    assert.equal(await labels.first().getAttribute('aria-setsize'), '20000');
    await timeline.locator('.scroller').evaluate((scroller) => (scroller.scrollTop = scroller.scrollHeight));
    await labels.getByRole('button', { name: 'child-19999' }).waitFor();
    assert.ok((await labels.count()) < 40);
    await figure.scrubber.focus();
    await page.keyboard.press('ArrowDown');
    await timeline.locator('[aria-pressed=true]', { hasText: 'parent' }).waitFor();
    assert.equal(await timeline.locator('.scroller').evaluate((scroller) => scroller.scrollTop), 0);
  }));

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`axe-core finds nothing while zoomed in and a tip is shown, ${colorScheme}`, () =>
    withTrace(
      deadlineTrace(),
      async ({ figure, label }, page) => {
        await figure.button('Larger (W)').click();
        await label('worker').focus();
        await page.keyboard.press('Tab');
        assert.deepEqual(await accessibilityFindings(page), []);
      },
      { colorScheme },
    ));
}
