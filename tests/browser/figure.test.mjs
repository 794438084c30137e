/** A figure of a recorded run: controls, keys and panels show what was at the position they were moved to. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { accessibilityFindings } from './accessibility.mjs';
import { figureOn, withFigures } from './figure.mjs';
import { gatherTrace } from './fixtures/gather-trace.mjs';

const recorded = {
  body: '<await-scope trace="run.json"></await-scope>',
  files: { 'run.json': gatherTrace() },
};
const length = gatherTrace().records.length;

/** @param {(figure: ReturnType<typeof figureOn>, page: import('playwright-core').Page) => Promise<void>} use */
const withRecorded = (use, options = {}) =>
  withFigures({ ...recorded, ...options }, async (page) => {
    const figure = figureOn(page);
    await figure.play.waitFor();
    await use(figure, page);
  });

test('shows the whole run at once, the playhead at its end', () =>
  withRecorded(async (figure) => {
    assert.deepEqual(await figure.where(), { time: 3.5, index: length });
    assert.deepEqual(await figure.console(), [
      'start a',
      'start b',
      'done b',
      'done a',
      "both: ['a', 'b']",
      'start slow',
      'too slow',
    ]);
    assert.deepEqual(await figure.tasksIn('ended'), ['Task-1', 'Task-2', 'Task-3']);
    assert.deepEqual(await figure.standing(), []);
  }));

test('scrubbing shows states, lines, output, futures and timers of that moment', () =>
  withRecorded(async (figure) => {
    await figure.scrub(1.5);
    assert.equal((await figure.where()).time, 1.5);
    assert.deepEqual(await figure.tasksIn('waiting'), ['Task-1', 'Task-2']);
    assert.deepEqual(await figure.tasksIn('ended'), ['Task-3']);
    assert.deepEqual(await figure.console(), ['start a', 'start b', 'done b']);
    assert.deepEqual(await figure.standing(), ['6: Task-2', '14: Task-1']);
    const futures = figure.figure.locator('await-scope-futures');
    assert.equal(await futures.locator('li.pending').count(), 2);
    assert.equal(await futures.locator('li.result').count(), 1);
    const loop = await figure.figure.locator('await-scope-loop .body').innerText();
    assert.match(loop, /sleeps until 2 s/);
    assert.match(loop, /at 2 s/);
  }));

test('the loop shows what runs, who is ready in order, and timers by deadline', () =>
  withRecorded(async (figure) => {
    const loop = figure.figure.locator('await-scope-loop');
    const shown = async () => ({
      turn: await loop.locator('.aside').innerText(),
      parts: (await loop.locator('dd').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim()),
    });
    await figure.toStart.click();
    assert.deepEqual(await shown(), { turn: 'before its first turn', parts: ['nothing', 'none', 'none'] });
    await figure.button('One turn of the loop on (.)').click();
    assert.deepEqual(await shown(), {
      turn: 'turn 1',
      parts: ['nothing', '1 Task-2 Task.__step 2 Task-3 Task.__step', 'none'],
    });
    /** @type {string[]} */
    const running = [];
    while ((await figure.where()).time === 0) {
      const [now] = (await shown()).parts;
      if (now !== running.at(-1)) running.push(now);
      await figure.forward.click();
    }
    assert.deepEqual(running, [
      'nothing',
      'runs Task-2',
      'calls Task.__step',
      'runs Task-3',
      'calls Task.__step',
    ]);
    await figure.scrub(0.5);
    assert.deepEqual(await shown(), {
      turn: 'turn 2',
      parts: ['sleeps until 1 s', 'none', 'at 1 s sleep until 1 s at 2 s sleep until 2 s'],
    });
  }));

test('a line at which a task stands has the colour that the task has in the timeline', () =>
  withRecorded(async (figure) => {
    await figure.scrub(0.5);
    const colour = (/** @type {Element} */ element) => getComputedStyle(element).backgroundColor;
    const label = (/** @type {string} */ name) => figure.figure.locator('.labels button', { hasText: name });
    const who = (/** @type {string} */ name) =>
      figure.figure.locator('await-scope-code .who button', { hasText: name }).first();
    const names = ['Task-1', 'Task-2', 'Task-3'];
    const inTimeline = await Promise.all(names.map((name) => label(name).locator('.dot').evaluate(colour)));
    const inCode = await Promise.all(names.map((name) => who(name).evaluate(colour)));
    assert.equal(new Set(inTimeline).size, names.length);
    assert.deepEqual(inCode, inTimeline);
  }));

test('a cancel that is under way is told apart from waiting', () =>
  withRecorded(async (figure) => {
    await figure.scrub(2);
    assert.deepEqual(await figure.tasksIn('waiting'), ['Task-1']);
    const seen = [];
    while (await figure.forward.isEnabled()) {
      await figure.forward.click();
      seen.push(...(await figure.tasksIn('cancelling')));
    }
    assert.ok(seen.includes('Task-1'), 'Task-1 is cancelling after the deadline');
  }));

test('a step goes one event on, and back to what was shown before', () =>
  withRecorded(async (figure) => {
    await figure.toStart.click();
    assert.equal((await figure.where()).index, 0);
    assert.deepEqual(await figure.console(), []);
    await figure.forward.click();
    const after = await figure.where();
    assert.ok(after.index > 0);
    await figure.forward.click();
    assert.ok((await figure.where()).index > after.index);
    await figure.back.click();
    assert.deepEqual(await figure.where(), after);
    await figure.back.click();
    assert.equal((await figure.where()).index, 0);
    assert.ok(await figure.back.isDisabled());
    await figure.toEnd.click();
    assert.equal((await figure.where()).index, length);
    assert.ok(await figure.forward.isDisabled());
  }));

test('every step is told to who does not see it', () =>
  withRecorded(async (figure) => {
    await figure.scrub(1);
    await figure.forward.click();
    const told = figure.figure.locator('[aria-live=polite]');
    const words = [await told.textContent()];
    for (let i = 0; i < 3; i++) {
      await figure.forward.click();
      words.push(await told.textContent());
    }
    assert.deepEqual(words, [
      'It is 2 s: the timer of sleep until 2 s is due.',
      'Sleep until 2 s is done.',
      'Task-2 is woken: its sleep ended.',
      'Task-2 runs.',
    ]);
  }));

test('play moves the playhead in real time times speed, pause holds it, the end stops it', () =>
  withRecorded(async (figure, page) => {
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 1000);
    await figure.play.click();
    await page.clock.runFor(1000);
    const { time } = await figure.where();
    assert.ok(Math.abs(time - 1) < 0.1, `after a second the playhead stands at ${time}`);
    assert.equal(await figure.play.innerText(), 'Pause');
    await figure.play.click();
    const held = await figure.where();
    await page.clock.runFor(500);
    assert.deepEqual(await figure.where(), held);
    await figure.figure.getByRole('combobox').selectOption('2');
    await figure.play.click();
    await page.clock.runFor(500);
    const fast = (await figure.where()).time - held.time;
    assert.ok(Math.abs(fast - 1) < 0.1, `at 2× half a second is ${fast} s`);
    await page.clock.runFor(2000);
    assert.equal((await figure.where()).index, length);
    assert.equal(await figure.play.innerText(), 'Play');
  }));

test('play at the end begins again', () =>
  withRecorded(async (figure, page) => {
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 1000);
    await figure.play.click();
    await page.clock.runFor(100);
    assert.ok((await figure.where()).time < 0.2);
  }));

test('along the steps every event has its place', () =>
  withRecorded(async (figure) => {
    await figure.button('Steps').click();
    await figure.scrub(40);
    assert.equal((await figure.where()).index, 40);
    assert.equal((await figure.where()).time, 0);
  }));

test('keys do what the buttons do, while the figure has the focus', () =>
  withRecorded(async (figure, page) => {
    await page.keyboard.press('Home');
    assert.equal((await figure.where()).index, length, 'without the focus nothing happens');
    await figure.scrubber.focus();
    await page.keyboard.press('Home');
    assert.equal((await figure.where()).index, 0);
    await page.keyboard.press('ArrowRight');
    const step = await figure.where();
    assert.ok(step.index > 0);
    await page.keyboard.press('.');
    assert.ok((await figure.where()).index > step.index);
    await page.keyboard.press(',');
    await page.keyboard.press('ArrowLeft');
    assert.equal((await figure.where()).index, 0);
    await page.keyboard.press('End');
    assert.equal((await figure.where()).index, length);
    const fit = figure.button('Show all (F)');
    assert.ok(await fit.isDisabled());
    await page.keyboard.press('w');
    assert.ok(await fit.isEnabled());
    await page.keyboard.press('d');
    await page.keyboard.press('a');
    await page.keyboard.press('f');
    assert.ok(await fit.isDisabled());
    await page.keyboard.press('ArrowDown');
    assert.deepEqual(await figure.selected(), ['Task-1']);
    await page.keyboard.press('ArrowDown');
    assert.deepEqual(await figure.selected(), ['Task-2']);
    await page.keyboard.press('?');
    await figure.figure.getByRole('heading', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await figure.figure.getByRole('heading', { name: 'Keys' }).count(), 0);
    assert.equal(await figure.figure.locator('.labels [aria-pressed=true]').count(), 1);
    await page.keyboard.press(' ');
    assert.equal(await figure.play.innerText(), 'Pause');
    await page.keyboard.press(' ');
    assert.equal(await figure.play.innerText(), 'Play');
  }));

test('a selection in one panel is a selection in all', () =>
  withRecorded(async (figure) => {
    await figure.scrub(0.5);
    const pressed = (/** @type {string} */ where) =>
      figure.figure.locator(`${where} [aria-pressed=true]`).allInnerTexts();
    await figure.figure.locator('await-scope-tasks .chip', { hasText: 'Task-2' }).click();
    assert.deepEqual(await figure.selected(), ['Task-2']);
    assert.deepEqual(await pressed('await-scope-tasks'), ['Task-2']);
    assert.equal(await figure.figure.locator('await-scope-code li.selected').getAttribute('data-line'), '6');
    assert.deepEqual(await figure.figure.locator('await-scope-console li.selected .text').allTextContents(), [
      'start a',
    ]);
    await figure.figure.locator('.labels button', { hasText: 'Task-1' }).click();
    assert.deepEqual(await pressed('await-scope-tasks'), ['Task-1']);
    assert.equal(await figure.figure.locator('await-scope-code li.selected').getAttribute('data-line'), '14');
  }));

test('a line of the console is a way to its moment', () =>
  withRecorded(async (figure) => {
    await figure.figure.locator('await-scope-console button', { hasText: 'done b' }).click();
    assert.equal((await figure.where()).time, 1);
    assert.deepEqual(await figure.tasksIn('running'), ['Task-3']);
    assert.deepEqual(await figure.console(), ['start a', 'start b', 'done b']);
  }));

test('a click in the timeline moves the playhead there and selects the row', () =>
  withRecorded(async (figure) => {
    const plot = figure.figure.locator('.plot');
    const box = await plot.boundingBox();
    assert.ok(box);
    // The run lies between 14 pixels from the left and 26 from the right; rows of 30 begin below an axis of 28.
    const x = 14 + (2.5 / 3.5) * (box.width - 40);
    await plot.hover({ position: { x, y: 28 + 15 } });
    const tip = await figure.figure.locator('.tip').innerText();
    assert.match(tip, /Task-1/);
    assert.match(tip, /from 2 s/);
    await plot.click({ position: { x, y: 28 + 15 } });
    const { time } = await figure.where();
    assert.ok(Math.abs(time - 2.5) < 0.02, String(time));
    assert.deepEqual(await figure.selected(), ['Task-1']);
  }));

test('the timeline draws a running step, a wait and a deadline in their colours', () =>
  withRecorded(async (figure) => {
    const colours = await figure.figure.locator('canvas').evaluate((canvas) => {
      const { width, height } = /** @type {HTMLCanvasElement} */ (canvas);
      const context = /** @type {HTMLCanvasElement} */ (canvas).getContext('2d');
      const { data } = /** @type {CanvasRenderingContext2D} */ (context).getImageData(0, 0, width, height);
      /** @type {Record<string, number>} */
      const counts = {};
      for (let i = 0; i < data.length; i += 4) {
        const key = `${data[i]},${data[i + 1]},${data[i + 2]}`;
        counts[key] = (counts[key] ?? 0) + 1;
      }
      return counts;
    });
    const drawn = { running: '0,114,178', waiting: '195,211,222', deadline: '213,94,0' };
    for (const [what, colour] of Object.entries(drawn)) {
      assert.ok((colours[colour] ?? 0) > 20, `${what} (${colour}) is drawn`);
    }
  }));

test('an end is marked as soon as it has happened', () =>
  withRecorded(async (figure) => {
    const marks = figure.figure.locator('.mark');
    const future = figure.figure.locator('.mark.future');
    assert.equal(await marks.count(), 3);
    assert.equal(await future.count(), 0);
    await figure.scrub(1);
    assert.equal(await future.count(), 2);
    await figure.toStart.click();
    assert.equal(await future.count(), 3);
  }));

test('the table tells the timeline in words', () =>
  withRecorded(async (figure) => {
    await figure.figure.locator('summary').click();
    const row = figure.figure.locator('.twin tr', { hasText: 'Task-3' }).filter({ hasText: 'sleep' });
    await row.waitFor();
    await row.getByRole('button').click();
    assert.equal((await figure.where()).time, 0);
    assert.deepEqual(await figure.tasksIn('waiting'), ['Task-1', 'Task-2', 'Task-3']);
  }));

test('hostile names are text, and leave the layout alone', async () => {
  const hostile = '<img src=x onerror="window.hit = 1">\u202Eevil\u0000' + 'x'.repeat(5000);
  const trace = gatherTrace({ names: [hostile, '"><script>window.hit = 2</script>'], loud: hostile });
  await withFigures(
    { body: '<await-scope trace="run.json"></await-scope>', files: { 'run.json': trace } },
    async (page) => {
      const figure = figureOn(page);
      await figure.play.waitFor();
      await figure.scrub(1.5);
      assert.equal(await page.evaluate(() => /** @type {any} */ (window).hit), undefined);
      assert.equal(await figure.figure.locator('img, script').count(), 0);
      assert.ok((await figure.tasksIn('waiting')).includes(hostile));
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    },
  );
});

test('names of a megabyte, and a source of a hundred thousand lines, are cut, and the page goes on', () => {
  const trace = /** @type {any} */ (gatherTrace());
  trace.strings = trace.strings.map((/** @type {string} */ text) => text && text + 'y'.repeat(1_000_000));
  trace.sources[0].text = 'line\n'.repeat(100_000);
  return withFigures(
    { body: '<await-scope trace="run.json" at="1"></await-scope>', files: { 'run.json': trace } },
    async (page) => {
      const { figure, play, tasksIn } = figureOn(page);
      await play.waitFor();
      const [name] = await tasksIn('waiting');
      assert.match(name, /^Task-1y+…$/);
      assert.ok(name.length < 20_000);
      const lines = figure.locator('await-scope-code li');
      assert.ok((await lines.count()) < 10_000);
      assert.match(await lines.last().innerText(), /what follows is left out/);
    },
  );
});

test('two figures on a page do not touch each other', () =>
  withFigures({ ...recorded, body: recorded.body + recorded.body }, async (page) => {
    const [one, two] = [figureOn(page, 0), figureOn(page, 1)];
    await one.play.waitFor();
    await two.figure.scrollIntoViewIfNeeded();
    await two.play.waitFor();
    await one.scrub(1.5);
    await one.figure.locator('.labels button').first().click();
    assert.equal((await two.where()).index, length);
    assert.equal(await two.figure.locator('.labels [aria-pressed=true]').count(), 0);
    await two.scrub(0.5);
    assert.equal((await one.where()).time, 1.5);
  }));

test('a trace that cannot be shown gets a message in its place, and the page goes on', () =>
  withFigures(
    {
      body: `<await-scope trace="broken.json"></await-scope><await-scope trace="missing.json"></await-scope>
        <await-scope></await-scope>${recorded.body}`,
      files: { ...recorded.files, 'broken.json': { ...gatherTrace(), version: 99 } },
      allowedErrors: [/404/],
      height: 3000,
    },
    async (page) => {
      const messages = page.locator('await-scope [role=alert]');
      await messages.nth(2).waitFor();
      const [broken, missing, empty] = await messages.allTextContents();
      assert.match(broken, /version/);
      assert.match(broken, /broken\.json/);
      assert.match(missing, /missing\.json.*404/s);
      assert.match(empty, /scenario or a trace attribute/);
      await figureOn(page, 3).play.waitFor();
    },
  ));

test('a cut, a reordered and an enormous trace each get a message in their place, and the page goes on', () => {
  const whole = JSON.stringify(gatherTrace());
  const reordered = gatherTrace();
  reordered.records.reverse();
  const broken = {
    'cut.json': whole.slice(0, whole.length / 2),
    'reordered.json': reordered,
    'enormous.json': { ...gatherTrace(), records: Array(2_000_001).fill(0) },
  };
  const body = Object.keys(broken).map(
    (name) => `<await-scope trace="${name}"><p>A picture</p></await-scope>`,
  );
  return withFigures(
    { body: body.join('') + recorded.body, files: { ...recorded.files, ...broken }, height: 3000 },
    async (page) => {
      const message = (/** @type {number} */ place) =>
        page.locator('await-scope').nth(place).getByRole('alert').textContent();
      assert.match((await message(0)) ?? '', /cut\.json: not JSON: it ends too early/);
      assert.match((await message(1)) ?? '', /reordered\.json: record \d+: time goes back/);
      assert.match(
        (await message(2)) ?? '',
        /enormous\.json: too large: 2000001 records; at most 2000000 are read/,
      );
      assert.equal(await page.getByText('A picture').filter({ visible: true }).count(), 3);
      const whole = figureOn(page, 3);
      await whole.play.waitFor();
      await whole.scrub(1.5);
      assert.deepEqual(await whole.tasksIn('ended'), ['Task-3']);
    },
  );
});

test('a trace whose events are reordered within their turns is stepped through, whatever it says', () => {
  const reordered = gatherTrace();
  const moment = (/** @type {(number | null)[]} */ [time, turn]) => `${turn} ${time}`;
  reordered.records = [...new Set(reordered.records.map(moment))].flatMap((each) =>
    reordered.records.filter((record) => moment(record) === each).reverse(),
  );
  return withFigures({ ...recorded, files: { 'run.json': reordered } }, async (page) => {
    const figure = figureOn(page);
    await figure.play.waitFor();
    for (const view of ['State machine', 'Who waits for whom', 'Events']) {
      await figure.button(view).click();
      await figure.toStart.click();
      for (let index = 1; index <= length; index++) {
        await page.locator('await-scope').evaluate(async (element, to) => {
          /** @type {any} */ (element).seekIndex(to);
          await /** @type {any} */ (element).updateComplete;
        }, index);
      }
      assert.equal((await figure.where()).index, length, view);
    }
  });
});

test('what stands in the tag is shown until the figure is near, and its run is fetched no earlier', () =>
  withFigures(
    {
      body: `<await-scope trace="run.json"><svg width="10" height="3000"></svg></await-scope>
        <await-scope trace="far.json"><pre>in its place</pre></await-scope>`,
      files: { ...recorded.files, 'far.json': gatherTrace() },
    },
    async (page) => {
      await figureOn(page, 0).play.waitFor();
      const place = page.getByText('in its place');
      const far = figureOn(page, 1);
      assert.ok((await place.count()) === 1);
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      await far.play.waitFor();
      assert.ok(!(await place.isVisible()));
    },
  ));

test('without JavaScript what stands in the tag is shown', () =>
  withFigures(
    { body: '<await-scope trace="run.json"><pre>in its place</pre></await-scope>', javaScript: false },
    async (page) => assert.ok(await page.getByText('in its place').isVisible()),
  ));

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const width of [1280, 390]) {
    test(`axe-core finds nothing, ${colorScheme}, ${width} pixels wide`, () =>
      withRecorded(
        async (figure, page) => {
          await figure.scrub(1.5);
          await figure.figure.locator('.labels button').first().click();
          await figure.figure.locator('summary').click();
          await page.keyboard.press('?');
          assert.deepEqual(await accessibilityFindings(page), []);
        },
        { colorScheme, width },
      ));
  }
}

test('at 390 pixels one panel shows at a time, and nothing is cut off', () =>
  withRecorded(
    async (figure, page) => {
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
      const visible = () =>
        figure.figure
          .locator('.panels > section')
          .evaluateAll((all) => all.filter((each) => each.clientHeight > 0).length);
      assert.equal(await visible(), 1);
      await figure.button('Console').click();
      assert.equal(await visible(), 1);
      assert.ok(await figure.figure.locator('await-scope-console').getByText('too slow').isVisible());
    },
    { width: 390 },
  ));

test('the code is there at once as it stands; its colours are fetched, and a figure is whole without them', () =>
  withFigures({ ...recorded, allowedErrors: [/net::ERR_FAILED/] }, async (page) => {
    const { figure, play } = figureOn(page);
    const keywords = figure.locator('await-scope-code .keyword');
    await keywords.getByText('ASYNC', { exact: true }).first().waitFor();
    const code = figure.locator('await-scope-code ol');
    const coloured = await code.innerText();
    await page.route('**/highlight-*.js', (route) => route.abort());
    const refused = page.waitForEvent('requestfailed');
    await page.reload();
    await play.waitFor();
    await refused;
    assert.equal(await code.innerText(), coloured);
    assert.equal(await keywords.count(), 0);
  }));

test('who stands at a line is seen however long the line is', () => {
  const trace = /** @type {any} */ (gatherTrace());
  trace.sources[0].text = trace.sources[0].text.replaceAll('\n', ` ${'# and so on '.repeat(30)}\n`);
  return withFigures(
    { body: '<await-scope trace="run.json" at="1"></await-scope>', files: { 'run.json': trace } },
    async (page) => {
      const { figure } = figureOn(page);
      const who = figure.locator('await-scope-code .who').first();
      await who.waitFor();
      const [chips, panel] = await Promise.all([
        who.boundingBox(),
        figure.locator('await-scope-code').boundingBox(),
      ]);
      assert.ok(chips && panel && chips.x > panel.x && chips.x + chips.width <= panel.x + panel.width);
    },
  );
});

test('on paper the panels begin beside the code, all of them', () =>
  withFigures(
    { body: '<await-scope trace="run.json"></await-scope>', files: { 'run.json': gatherTrace() } },
    async (page) => {
      const { figure, play } = figureOn(page);
      await play.waitFor();
      await page.emulateMedia({ media: 'print' });
      const top = async (/** @type {string} */ part) => (await figure.locator(part).boundingBox())?.y ?? NaN;
      const code = await top('await-scope-code');
      assert.ok(Math.abs((await top('await-scope-tasks')) - code) < 2);
      assert.ok((await top('await-scope-futures')) > code + 50);
    },
  ));
