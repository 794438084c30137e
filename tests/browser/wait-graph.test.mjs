/** Who waits for whom in a recorded run: nodes, edges and the critical path at the position that is shown. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { accessibilityFindings } from './accessibility.mjs';
import { figureOn, withFigures } from './figure.mjs';
import { gatherTrace } from './fixtures/gather-trace.mjs';

/** @import { PageOptions } from './harness.mjs' */

const recorded = {
  body: '<await-scope trace="run.json"></await-scope>',
  files: { 'run.json': gatherTrace() },
};

/**
 * The figure with the graph in front.
 * @param {(panel: ReturnType<typeof panelOn>, page: import('playwright-core').Page) => Promise<void>} use
 * @param {PageOptions & { files?: Record<string, unknown> }} [options]
 */
const withGraph = (use, options = {}) =>
  withFigures({ ...recorded, ...options }, async (page) => {
    const panel = panelOn(page);
    await panel.play.waitFor();
    await panel.button((options.width ?? 1280) > 620 ? 'Who waits for whom' : 'Waits').click();
    await panel.scrub(0.5);
    await panel.panel.locator('svg').waitFor();
    await use(panel, page);
  });

/** @param {import('playwright-core').Page} page */
function panelOn(page) {
  const figure = figureOn(page);
  const panel = figure.figure.locator('await-scope-wait-graph');
  return {
    ...figure,
    panel,
    node: (/** @type {RegExp} */ words) => panel.locator('svg').getByRole('button', { name: words }),
    /** What the nodes tell of themselves, in order of the names. */
    nodes: async () =>
      (
        await panel
          .locator('.node')
          .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('aria-label') ?? ''))
      ).sort(),
    /** What is drawn bold. */
    critical: async () => (await panel.locator('.node.critical .name').allTextContents()).sort(),
    steps: () => panel.locator('.path li').allInnerTexts(),
  };
}

test('shows what waits on what at the moment, and the chain that holds all up', () =>
  withGraph(async (panel) => {
    assert.deepEqual(await panel.nodes(), [
      'Task-1, waiting, waits on gather of 2, critical',
      'Task-2, waiting, waits on sleep until 2 s, 2 s, critical',
      'Task-3, waiting, waits on sleep until 1 s',
      'gather of 2, 0 of 2 done, waits on Task-2, waits on Task-3, critical',
      'sleep until 1 s, pending',
      'sleep until 2 s, pending, critical',
    ]);
    assert.equal(await panel.panel.locator('.edge path').count(), 5);
    assert.deepEqual(await panel.panel.locator('.edge text').allTextContents(), ['2 s']);
    assert.equal(await panel.panel.locator('.edge.critical path').count(), 3);
    await panel.scrub(1.5);
    assert.deepEqual(await panel.critical(), ['Task-1', 'Task-2', 'gather of 2', 'sleep until 2 s']);
    assert.equal(await panel.panel.locator('.node').count(), 4);
    await panel.scrub(3);
    assert.ok((await panel.nodes()).some((words) => /^timeout at 3.5 s, open, cancels Task-1/.test(words)));
    await panel.toEnd.click();
    assert.equal(await panel.panel.locator('.body').innerText(), 'Every task is over: nobody waits.');
  }));

test('nodes do not overlap, and arrows lead from left to right where it is wide, else down', async () => {
  for (const width of [1280, 390]) {
    await withGraph(
      async (panel) => {
        const boxes = await panel.panel.locator('.node').evaluateAll((nodes) =>
          nodes.map((node) => {
            const { left, right, top, bottom } = /** @type {Element} */ (
              node.querySelector('.outline')
            ).getBoundingClientRect();
            return { name: node.querySelector('.name')?.textContent, left, right, top, bottom };
          }),
        );
        for (const [i, one] of boxes.entries()) {
          for (const other of boxes.slice(i + 1)) {
            const apart =
              one.right <= other.left ||
              other.right <= one.left ||
              one.bottom <= other.top ||
              other.bottom <= one.top;
            assert.ok(apart, `${one.name} and ${other.name}`);
          }
        }
        const [main, gather] = ['Task-1', 'gather of 2'].map((name) =>
          boxes.find((box) => box.name === name),
        );
        assert.ok(main && gather);
        if (width > 620) assert.ok(main.right < gather.left);
        else assert.ok(main.bottom < gather.top);
      },
      { width },
    );
  }
});

test('tells the critical path step by step; a step is a way to where it begins', () =>
  withGraph(async (panel) => {
    assert.equal(await panel.panel.locator('.path h3').innerText(), 'Why 3.5 s');
    const steps = (await panel.steps()).map((text) => text.replace(/\s+/g, ' '));
    assert.equal(steps.length, 2);
    assert.match(steps[0], /^Task-2 sleep 2 s|^Task-2 2 s sleep/);
    assert.match(steps[1], /^Task-1 .*1.5 s/);
    const current = panel.panel.locator('[aria-current=step]');
    assert.match(await current.innerText(), /Task-2/);
    await panel.panel.locator('.path li button').nth(1).click();
    assert.equal((await panel.where()).time, 2);
    assert.match(await current.innerText(), /Task-1/);
  }));

test('the critical path is drawn on the timeline when that is switched on', () =>
  withGraph(async (panel) => {
    const timeline = panel.figure.locator('await-scope-timeline');
    const drawn = () => timeline.evaluate((element) => /** @type {any} */ (element).criticalPath === true);
    const toggle = panel.button('On the timeline');
    assert.equal(await drawn(), false);
    await toggle.click();
    assert.equal(await toggle.getAttribute('aria-pressed'), 'true');
    assert.equal(await drawn(), true);
    await toggle.click();
    assert.equal(await drawn(), false);
  }));

test('a node is a button: a click, Enter and Space select it everywhere', () =>
  withGraph(async (panel, page) => {
    await panel.node(/^Task-2/).click();
    assert.deepEqual(await panel.selected(), ['Task-2']);
    await panel.node(/^Task-3/).focus();
    await page.keyboard.press('Enter');
    assert.deepEqual(await panel.selected(), ['Task-3']);
    assert.equal(await panel.node(/^Task-3/).getAttribute('aria-pressed'), 'true');
    await page.keyboard.press(' ');
    assert.deepEqual(await panel.selected(), []);
    assert.equal(await panel.play.innerText(), 'Play', 'the space does not play as well');
    await panel.figure.locator('.labels button', { hasText: 'Task-1' }).click();
    assert.equal(await panel.node(/^Task-1/).getAttribute('aria-pressed'), 'true');
  }));

test('the layout library is fetched with the first graph, no earlier', () =>
  withFigures(recorded, async (page) => {
    /** @type {string[]} */
    const fetched = [];
    page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
    const panel = panelOn(page);
    await panel.play.waitFor();
    assert.ok(!fetched.some((path) => /dagre/.test(path)));
    await panel.button('Who waits for whom').click();
    await panel.scrub(0.5);
    await panel.panel.locator('svg').waitFor();
    assert.ok(fetched.some((path) => /dagre/.test(path)));
  }));

test('where the layout library is missing, the panel says so and the critical path is told', () =>
  withFigures({ ...recorded, allowedErrors: [/Failed to load resource/] }, async (page) => {
    await page.route(/dagre/, (route) => route.fulfill({ status: 404, body: '' }));
    const panel = panelOn(page);
    await panel.play.waitFor();
    await panel.button('Who waits for whom').click();
    await panel.panel.getByRole('alert').waitFor();
    assert.match(await panel.panel.getByRole('alert').innerText(), /dagre/);
    assert.equal((await panel.steps()).length, 2);
  }));

test('the figure is as tall with the graph as without', () =>
  withGraph(async (panel) => {
    const height = () => panel.figure.evaluate((figure) => figure.clientHeight);
    const withDiagram = await height();
    await panel.button('Overview').click();
    assert.equal(await height(), withDiagram);
  }));

test('hostile names are text, and leave the layout alone', async () => {
  const hostile = '<img src=x onerror="window.hit = 1">\u202Eevil\u0000' + 'x'.repeat(5000);
  await withGraph(
    async (panel, page) => {
      assert.equal(await page.evaluate(() => /** @type {any} */ (window).hit), undefined);
      assert.equal(await panel.panel.locator('img, script').count(), 0);
      const widest = await panel.panel
        .locator('.outline')
        .evaluateAll((all) => Math.max(...all.map((each) => each.getBoundingClientRect().width)));
      assert.ok(widest < 300, String(widest));
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    },
    { files: { 'run.json': gatherTrace({ names: [hostile, '"><script>1</script>'] }) } },
  );
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const width of [1280, 390]) {
    test(`axe-core finds nothing in the graph, ${colorScheme}, ${width} pixels wide`, () =>
      withGraph(
        async (panel, page) => {
          await panel.node(/^Task-2/).click();
          assert.deepEqual(await accessibilityFindings(page), []);
        },
        { colorScheme, width },
      ));
  }
}
