/**
 * The state machine of a recorded run: tokens, counts and the edges of the last event, at the position that is shown.
 */
import assert from 'node:assert/strict';
import test from 'node:test';
import { makeTrace } from '../../bench/made-trace.mjs';
import { formatTraceFile } from '../../wasm/trace/file.mjs';
import { accessibilityFindings } from './accessibility.mjs';
import { figureOn, withFigures } from './figure.mjs';
import { gatherTrace } from './fixtures/gather-trace.mjs';

/** @import { PageOptions } from './harness.mjs' */

const recorded = {
  body: '<await-scope trace="run.json"></await-scope>',
  files: { 'run.json': gatherTrace() },
};

/**
 * The figure with the state machine in front, as a reader finds it.
 * @param {(panel: ReturnType<typeof panelOn>, page: import('playwright-core').Page) => Promise<void>} use
 * @param {PageOptions & { files?: Record<string, unknown> }} [options]
 */
const withStates = (use, options = {}) =>
  withFigures({ ...recorded, ...options }, async (page) => {
    const panel = panelOn(page);
    await panel.play.waitFor();
    await panel.button((options.width ?? 1280) > 620 ? 'State machine' : 'States').click();
    await panel.diagram.first().waitFor();
    await use(panel, page);
  });

/** @param {import('playwright-core').Page} page */
function panelOn(page) {
  const figure = figureOn(page);
  const panel = figure.figure.locator('await-scope-state-machine');
  return {
    ...figure,
    panel,
    diagram: panel.locator('svg'),
    token: (/** @type {string} */ label) => panel.getByRole('button', { name: label, exact: true }),
    /** "created 0", … of one diagram. @param {'tasks' | 'futures'} which */
    counts: (which) =>
      panel.locator(`svg.${which} .box`).evaluateAll((boxes) =>
        boxes
          .map((box) => [...box.querySelectorAll('text')].map(({ textContent }) => textContent))
          .filter(([, count]) => count !== '0')
          .map(([name, count]) => `${name} ${count}`),
      ),
    /** Labels of the tokens. @param {'tasks' | 'futures'} which */
    tokens: (which) =>
      panel
        .locator(`svg.${which} .token`)
        .evaluateAll((tokens) => tokens.map((token) => token.getAttribute('aria-label'))),
    /** The edges that the last event took. */
    taken: () => panel.locator('.edge.taken text').allTextContents(),
    /** In which box of its diagram a token is drawn. @param {string} label */
    boxOf: (label) =>
      panel.getByRole('button', { name: label, exact: true }).evaluate((token) => {
        const { left, top, width, height } = token.getBoundingClientRect();
        const [x, y] = [left + width / 2, top + height / 2];
        const boxes = [...(token.parentElement?.querySelectorAll('.box') ?? [])];
        const around = boxes.find((box) => {
          const outline = /** @type {Element} */ (box.querySelector('.outline')).getBoundingClientRect();
          return x > outline.left && x < outline.right && y > outline.top && y < outline.bottom;
        });
        return around?.getAttribute('data-state');
      }),
  };
}

test('each task and future is a token in the box of its state, and the boxes are counted', () =>
  withStates(async (panel) => {
    await panel.scrub(1.5);
    assert.deepEqual(await panel.counts('tasks'), ['waiting 2', 'finished 1']);
    assert.deepEqual(await panel.tokens('tasks'), ['Task-1, waiting', 'Task-2, waiting', 'Task-3, finished']);
    assert.equal(await panel.boxOf('Task-1, waiting'), 'waiting');
    assert.equal(await panel.boxOf('Task-3, finished'), 'finished');
    assert.deepEqual(await panel.counts('futures'), ['pending 2', 'result 1']);
    assert.equal(await panel.boxOf('sleep until 1 s, result'), 'result');
    assert.equal(await panel.boxOf('sleep until 2 s, pending'), 'pending');
    await panel.toStart.click();
    assert.deepEqual(await panel.tokens('tasks'), []);
    await panel.toEnd.click();
    assert.deepEqual(await panel.counts('tasks'), ['finished 3']);
    assert.deepEqual(await panel.counts('futures'), ['cancelled 1', 'result 3']);
  }));

test('a step marks the edges that its event takes, and says what happened', () =>
  withStates(async (panel) => {
    await panel.scrub(0.5);
    const told = [];
    for (let step = 0; step < 6; step++) {
      await panel.forward.click();
      const words = await panel.panel.locator('.words').textContent();
      told.push([words, (await panel.taken()).join()]);
    }
    assert.deepEqual(told.slice(1, 4), [
      ['Sleep until 1 s is done.', 'set_result()'],
      ['Task-3 is woken: its sleep ended.', 'woken'],
      ['Task-3 runs.', 'step'],
    ]);
    await panel.back.click();
    await panel.back.click();
    await panel.back.click();
    assert.deepEqual(await panel.taken(), ['woken']);
  }));

test('a task that is being cancelled stands apart', () =>
  withStates(async (panel) => {
    await panel.scrub(3.4);
    const seen = [];
    while (await panel.forward.isEnabled()) {
      await panel.forward.click();
      seen.push(`${(await panel.counts('tasks'))[0]}: ${(await panel.taken()).join()}`);
    }
    assert.ok(seen.includes('cancelling 1: cancel()'), seen.join('; '));
    assert.ok(seen.includes('running 1: step'), seen.join('; '));
    assert.equal(seen.at(-1), 'finished 3: returns');
  }));

test('while it plays a token moves along the edge; paused, or with less motion, it stands', async () => {
  const moving = (/** @type {import('playwright-core').Locator} */ token) =>
    token.evaluate((each) => each.getAnimations().length);
  for (const reducedMotion of /** @type {const} */ (['no-preference', 'reduce'])) {
    await withStates(
      async (panel, page) => {
        await panel.scrub(0.95);
        await page.clock.install();
        await page.clock.pauseAt(Date.now() + 1000);
        await panel.play.click();
        await page.clock.runFor(100);
        const token = panel.token('Task-3, finished');
        assert.equal(await moving(token), reducedMotion === 'reduce' ? 0 : 1);
        assert.equal(await moving(panel.token('Task-1, waiting')), 0);
        await panel.play.click();
        await panel.back.click();
        assert.equal(await moving(panel.token('Task-3, finished')), 0);
      },
      { reducedMotion },
    );
  }
});

test('of a token that passes hundreds of edges between two frames the last ones are followed', () =>
  withStates(
    async (panel, page) => {
      const most = await page.evaluate(async () => {
        const figure = /** @type {any} */ (document.querySelector('await-scope'));
        const panel = figure.shadowRoot.querySelector('await-scope-state-machine');
        let most = 0;
        figure.play();
        figure.speed = figure.duration * 4;
        for (
          let shown = figure.position.index, frames = 0;
          frames < 200 && figure.position.index < figure.length;
          frames++
        ) {
          await new Promise(requestAnimationFrame);
          await figure.updateComplete;
          await panel.updateComplete;
          if (figure.position.index - shown < 1000) continue;
          shown = figure.position.index;
          for (const token of panel.shadowRoot.querySelectorAll('.token'))
            for (const { effect } of token.getAnimations())
              most = Math.max(most, effect.getKeyframes().length);
        }
        return most;
      });
      assert.ok(most > 20 && most <= 60, `${most} places on its way`);
    },
    { files: { 'run.json': formatTraceFile(makeTrace({ records: 30_000, tasks: 5, steps: 1000 })) } },
  ));

test('a token is a button: a click, Enter and Space select it everywhere', () =>
  withStates(async (panel, page) => {
    await panel.scrub(0.5);
    await panel.token('Task-2, waiting').click();
    assert.deepEqual(await panel.selected(), ['Task-2']);
    assert.equal(await panel.figure.locator('await-scope-code li.selected').getAttribute('data-line'), '6');
    await panel.token('Task-3, waiting').focus();
    await page.keyboard.press('Enter');
    assert.deepEqual(await panel.selected(), ['Task-3']);
    assert.equal(await panel.token('Task-3, waiting').getAttribute('aria-pressed'), 'true');
    await page.keyboard.press(' ');
    assert.deepEqual(await panel.selected(), []);
    assert.equal(await panel.play.innerText(), 'Play', 'the space does not play as well');
    await panel.token('gather of 2, pending').click();
    await panel.button('Overview').click();
    const futures = panel.figure.locator('await-scope-futures li.selected .what');
    await futures.first().waitFor();
    assert.deepEqual(await futures.allTextContents(), ['gather of 2']);
  }));

test('of many tasks as many tokens as have room, and how many more', () => {
  const records = Array.from({ length: 3000 }, (_, i) => [0, 0, 32, 0, i + 1, 0, 1]);
  const many = { ...gatherTrace(), strings: ['', 'worker'], records, sources: [] };
  return withStates(
    async (panel) => {
      assert.deepEqual(await panel.counts('tasks'), ['created 3000']);
      const tokens = await panel.tokens('tasks');
      assert.ok(tokens.length > 5 && tokens.length < 20, String(tokens.length));
      const more = await panel.panel.locator('.box.created .more').textContent();
      assert.equal(more, `+${3000 - tokens.length}`);
    },
    { files: { 'run.json': many } },
  );
});

test('the figure is as tall with the diagram as without', () =>
  withStates(async (panel) => {
    const height = () => panel.figure.evaluate((figure) => figure.clientHeight);
    const withDiagram = await height();
    await panel.button('Overview').click();
    assert.equal(await height(), withDiagram);
  }));

test('hostile names are text', async () => {
  const hostile = '<img src=x onerror="window.hit = 1">\u202Eevil\u0000' + 'x'.repeat(5000);
  await withStates(
    async (panel, page) => {
      await panel.scrub(1.5);
      assert.equal(await page.evaluate(() => /** @type {any} */ (window).hit), undefined);
      assert.equal(await panel.panel.locator('img, script').count(), 0);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    },
    { files: { 'run.json': gatherTrace({ names: [hostile, '"><script>1</script>'] }) } },
  );
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const width of [1280, 390]) {
    test(`axe-core finds nothing in the state machine, ${colorScheme}, ${width} pixels wide`, () =>
      withStates(
        async (panel, page) => {
          await panel.scrub(1.5);
          await panel.token('Task-2, waiting').click();
          assert.deepEqual(await accessibilityFindings(page), []);
        },
        { colorScheme, width },
      ));
  }
}
