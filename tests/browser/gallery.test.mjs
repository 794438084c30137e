/** The gallery: every scenario runs in its wasm module, on the virtual clock and live. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { accessibilityFindings } from './accessibility.mjs';
import { figureOn, withFigures } from './figure.mjs';
import { withPage } from './harness.mjs';

const gather = { body: '<await-scope scenario="gather"></await-scope>' };

test('every scenario has its title, what to look at, and a figure; two modules are fetched for all', () =>
  withPage({ path: '', height: 900 }, async (page, address) => {
    /** @type {string[]} */
    const fetched = [];
    page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
    await page.goto(`${address}index.html`);
    await figureOn(page).play.waitFor();
    const count = await page.locator('.exhibit').count();
    assert.ok(count >= 15, `${count} scenarios`);
    const drawn = () =>
      page
        .locator('await-scope')
        .filter({ has: page.locator('[data-action=play]') })
        .count();
    assert.ok((await drawn()) < count, 'those far below have not run yet');
    for (let i = 0; i < count; i++) {
      await page.locator('.exhibit').nth(i).scrollIntoViewIfNeeded();
      await figureOn(page, i).play.waitFor();
      assert.ok((await figureOn(page, i).where()).index > 10);
    }
    const modules = fetched.filter((path) => path.endsWith('.wasm'));
    assert.equal(modules.length, 2, `that of the first figure and the one with all: ${modules.join()}`);
  }));

test('an address with a fragment opens at its figure, and so does a link of the page', () =>
  withPage({ path: 'index.html#semaphore' }, async (page) => {
    /** @param {string} id */
    const inView = (id) =>
      page.waitForFunction((name) => {
        const top = document.getElementById(name)?.getBoundingClientRect().top ?? NaN;
        const seen = [...document.querySelectorAll('await-scope')].filter((each) => {
          const box = each.getBoundingClientRect();
          return box.bottom > 0 && box.top < innerHeight;
        });
        const loaded = seen.every((each) => /** @type {any} */ (each).duration > 0);
        return seen.length > 0 && loaded && top > -2 && top < 100;
      }, id);
    await inView('semaphore');
    await page.evaluate(() => scrollTo(0, 0));
    await page.getByRole('link', { name: 'Side by side' }).click();
    await inView('side-by-side');
  }));

test('a slider runs the scenario anew', () =>
  withFigures(gather, async (page) => {
    const figure = figureOn(page);
    await figure.play.waitFor();
    assert.equal((await figure.where()).time, 3);
    assert.equal((await figure.console()).at(-1), 'after 3.0 s');
    await figure.slide('oslo', 4.5);
    await figure.figure.locator('.where .now', { hasText: '4.500' }).waitFor();
    assert.equal((await figure.console()).at(-1), 'after 4.5 s');
    await figure.slide('oslo', 0.5);
    await figure.figure.locator('.where .now', { hasText: '2.000' }).waitFor();
  }));

test('Live runs under the event loop in real time, the picture growing; pause holds it', () =>
  withFigures(gather, async (page) => {
    const figure = figureOn(page);
    await figure.play.waitFor();
    await figure.slide('oslo', 1.2);
    await figure.slide('kyoto', 0.4);
    await figure.slide('lima', 0.2);
    await figure.figure.locator('.where .now', { hasText: '1.200' }).waitFor();
    const started = Date.now();
    await figure.button('Live').click();
    await figure.figure.locator('await-scope-tasks dd[data-state=waiting] .name').nth(3).waitFor();
    assert.deepEqual((await figure.console()).length, 3);
    await figure.play.click();
    assert.equal(await figure.play.innerText(), 'Play');
    const held = await figure.where();
    await page.waitForTimeout(300);
    assert.equal((await figure.where()).index, held.index, 'nothing happens while it is paused');
    await figure.play.click();
    // On a machine that is busy a run is late, never early.
    await figure.figure.getByText(/after 1\.[2-5] s/).waitFor();
    const took = (Date.now() - started) / 1000;
    assert.ok(took > 1.4, `with the pause it took ${took} s`);
    assert.equal(await figure.button('Live').getAttribute('aria-pressed'), 'false');
    const { time } = await figure.where();
    assert.ok(time >= 1.2 && time < 1.6, `the run took ${time} s of its own time`);
  }));

test('a live run goes at the speed that is chosen, also while it runs', () =>
  withFigures(gather, async (page) => {
    const figure = figureOn(page);
    await figure.play.waitFor();
    await figure.button('Live').click();
    await figure.figure.locator('await-scope-tasks dd[data-state=waiting] .name').nth(3).waitFor();
    const started = Date.now();
    await figure.figure.locator('select[title=Speed]').selectOption('10');
    await figure.figure.getByText(/after [3-9]\.\d s/).waitFor();
    const took = (Date.now() - started) / 1000;
    assert.ok(took < 2.5, `three seconds of the run took ${took} s`);
    assert.ok((await figure.where()).time >= 3);
  }));

test('the console of a live run only grows: no line that stands is made anew, also when the run ends', () =>
  withFigures({ body: '<await-scope scenario="producer_consumer"></await-scope>' }, async (page) => {
    const figure = figureOn(page);
    await figure.play.waitFor();
    const lines = await figure.console();
    await figure.figure.locator('select[title=Speed]').selectOption('5');
    const seen = await page.evaluate(async () => {
      const shown = /** @type {any} */ (document.querySelector('await-scope'));
      const list = shown.shadowRoot.querySelector('await-scope-console').shadowRoot;
      const elements = () => [...list.querySelectorAll('li')];
      const texts = () => [...list.querySelectorAll('.text')].map((each) => each.textContent);
      shown.shadowRoot.querySelector('await-scope-transport').shadowRoot.querySelector('.live').click();
      while (shown.live !== 'running') await new Promise(requestAnimationFrame);
      /** @type {string[][]} */
      const frames = [];
      let moved = 0;
      for (let before = elements(), frame = 0; frame < 10;) {
        await new Promise(requestAnimationFrame);
        const now = elements();
        if (before.some((line, i) => line !== now[i])) moved += 1;
        before = now;
        frames.push(texts());
        if (shown.live === '') frame += 1; // some more, for what may come after the end
      }
      return { frames, moved, lengths: frames.map(({ length }) => length) };
    });
    assert.ok(new Set(seen.lengths).size > 3, 'it grew');
    assert.equal(seen.moved, 0);
    for (const frame of seen.frames)
      assert.deepEqual(frame, (seen.frames.at(-1) ?? []).slice(0, frame.length));
    assert.equal(seen.lengths.at(-1), lines.length);
  }));

test('a live run that never gives way is followed frame by frame, and ends where no more would fit', () =>
  withFigures({ body: '<await-scope scenario="always_ready"></await-scope>' }, async (page) => {
    const figure = figureOn(page);
    await figure.play.waitFor();
    await figure.slide('turns', 1_000_000);
    const note = figure.figure.locator('.note');
    await note.filter({ hasText: 'The picture stops after' }).waitFor();
    const seen = await page.evaluate(async () => {
      const shown = /** @type {any} */ (document.querySelector('await-scope'));
      const transport = shown.shadowRoot.querySelector('await-scope-transport');
      transport.shadowRoot.querySelector('.live').click();
      /** @type {{ index: number, end: number, state: string }[]} */
      const frames = [];
      while (frames.length < 2000 && !(frames.length > 0 && shown.live === '' && shown.note)) {
        await new Promise(requestAnimationFrame);
        frames.push({ index: shown.position.index, end: shown.length, state: shown.live });
      }
      return frames;
    });
    const running = seen.filter(({ state }) => state === 'running');
    assert.ok(running.length > 2, `${running.length} frames while it ran`); // more is a matter of the machine
    const behind = running.slice(1).filter(({ index, end }) => index !== end);
    assert.equal(behind.length, 0, 'the playhead stands at the end of what is shown');
    await note.filter({ hasText: 'The picture stops after 2000000 events' }).waitFor();
    assert.equal((await figure.where()).index, 2_000_000);
  }));

test('a live run can be cancelled', () =>
  withFigures(gather, async (page) => {
    const figure = figureOn(page);
    await figure.play.waitFor();
    await figure.button('Live').click();
    await figure.figure.locator('await-scope-tasks dd[data-state=waiting] .name').nth(3).waitFor();
    await figure.button('Cancel').click();
    await figure.figure.locator('await-scope-tasks dd[data-state=ended] .name').nth(3).waitFor();
    assert.ok((await figure.where()).time < 2);
    assert.equal(await figure.figure.locator('await-scope-tasks .end.cancelled').count(), 4);
  }));

test('two live runs on one page do not touch each other', () =>
  withFigures(
    { body: gather.body + '<await-scope scenario="wait_first_completed"></await-scope>', height: 2400 },
    async (page) => {
      const [one, two] = [figureOn(page, 0), figureOn(page, 1)];
      await one.play.waitFor();
      await two.play.waitFor();
      const [linesOne, linesTwo] = [await one.console(), await two.console()];
      await one.button('Live').click();
      await two.button('Live').click();
      await one.play.click();
      await two.figure.locator('.where .index').waitFor();
      await page.waitForFunction(
        (count) =>
          document
            .querySelectorAll('await-scope')[1]
            .shadowRoot?.querySelector('await-scope-console')
            ?.shadowRoot?.querySelectorAll('.text').length === count,
        linesTwo.length,
      );
      assert.deepEqual(await two.console(), linesTwo);
      assert.ok((await one.console()).length < linesOne.length, 'the paused one stands still');
    },
  ));

test('a loop that is always ready leaves the page clickable', () =>
  withFigures(
    { body: `<await-scope scenario="always_ready"></await-scope>${gather.body}`, height: 2400 },
    async (page) => {
      const [busy, other] = [figureOn(page, 0), figureOn(page, 1)];
      await busy.play.waitFor();
      await other.play.waitFor();
      await busy.button('Live').click();
      const started = Date.now();
      await other.scrub(1);
      await other.forward.click();
      assert.ok(Date.now() - started < 2000);
      assert.ok((await other.where()).time >= 1);
    },
  ));

test('a run that writes too much is stopped, and the figure says so', () =>
  withFigures({ body: '<await-scope scenario="always_ready"></await-scope>' }, async (page) => {
    const figure = figureOn(page);
    await figure.play.waitFor();
    await figure.slide('turns', 1_000_000);
    assert.match((await figure.figure.locator('.note').textContent()) ?? '', /stops after \d+ events/);
    await figure.toStart.click();
    await figure.forward.click();
    assert.ok((await figure.where()).index > 0);
  }));

test('an unknown scenario, a browser without WebAssembly and a module that does not load say what to do', async () => {
  const unknown = { body: '<await-scope scenario="gahter"></await-scope>', allowedErrors: [/404/] };
  await withFigures(unknown, async (page) => {
    const message = await page.locator('await-scope [role=alert]').textContent();
    assert.match(message ?? '', /unknown scenario "gahter"; did you mean "gather"/);
  });
  await withFigures({ body: '', allowedErrors: [] }, async (page) => {
    await page.addInitScript(() => Reflect.deleteProperty(window, 'WebAssembly'));
    await page.reload();
    await page.evaluate(
      (body) =>
        document
          .querySelector('main')
          ?.append(Object.assign(document.createElement('await-scope'), { scenario: body })),
      'gather',
    );
    assert.match((await page.locator('await-scope [role=alert]').textContent()) ?? '', /WebAssembly/);
  });
  await withFigures({ body: '', allowedErrors: [/404/] }, async (page) => {
    await page.route('**/*.wasm', (route) => route.fulfill({ status: 404, body: '' }));
    await page.evaluate(() =>
      document
        .querySelector('main')
        ?.append(Object.assign(document.createElement('await-scope'), { scenario: 'gather' })),
    );
    assert.match((await page.locator('await-scope [role=alert]').textContent()) ?? '', /404/);
  });
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`axe-core finds nothing on the gallery, ${colorScheme}`, () =>
    withPage({ colorScheme }, async (page) => {
      await figureOn(page).play.waitFor();
      assert.deepEqual(await accessibilityFindings(page), []);
    }));
}
