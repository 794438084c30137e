/**
 * Long lists: only what is seen is made, whatever the length of the run; by keyboard and for a screen reader all are
 * there.
 */
import assert from 'node:assert/strict';
import test from 'node:test';
import { makeTrace } from '../../bench/made-trace.mjs';
import { formatTraceFile } from '../../wasm/trace/file.mjs';
import { figureOn, withFigures } from './figure.mjs';
import { crowdTrace } from './fixtures/crowd-trace.mjs';

/** @import { Page } from 'playwright-core' */

/**
 * @param {string} trace the text of its file
 * @param {(figure: ReturnType<typeof figureOn>, page: Page) => Promise<void>} use
 */
const withRun = (trace, use) =>
  withFigures(
    { body: '<await-scope trace="run.json"></await-scope>', files: { 'run.json': trace } },
    async (page) => {
      const figure = figureOn(page);
      await figure.play.waitFor();
      await use(figure, page);
    },
  );

/**
 * How many nodes of the figure are added, removed or changed while the playhead goes to thirty places, the most at one;
 * and how many nodes it has. Counts, for they are the same on every machine.
 * @param {Page} page
 */
const touched = (page) =>
  page.evaluate(async () => {
    const figure = /** @type {any} */ (document.querySelector('await-scope'));
    /** @type {(root: ParentNode) => ShadowRoot[]} */
    const rootsOf = (root) =>
      /** @type {ShadowRoot[]} */ (
        [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
          shadowRoot ? [shadowRoot, ...rootsOf(shadowRoot)] : [],
        )
      );
    let count = 0;
    const observer = new MutationObserver((records) => (count += records.length));
    const roots = [figure.shadowRoot, ...rootsOf(figure.shadowRoot)];
    for (const root of roots)
      observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    let most = 0;
    for (let i = 0; i < 30; i++) {
      count = 0;
      figure.seekIndex(Math.round(((i + 1) / 31) * figure.length));
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      most = Math.max(most, count);
    }
    observer.disconnect();
    return { most, nodes: roots.reduce((sum, root) => sum + root.querySelectorAll('*').length, 0) };
  });

/** Each view, and what is there when it is. */
const views = {
  Overview: 'await-scope-tasks .chip',
  Events: 'await-scope-events li',
  'State machine': 'await-scope-state-machine .token',
  'Who waits for whom': 'await-scope-wait-graph .node',
};

test('a frame touches no more of the page in a run twenty times as long, whatever is open', async () => {
  /** @type {Awaited<ReturnType<typeof touched>>[][]} */
  const all = [];
  for (const records of [20_000, 400_000]) {
    await withRun(
      formatTraceFile(makeTrace({ records, tasks: records / 40, steps: 4 })),
      async (figure, page) => {
        const counts = [];
        for (const [view, part] of Object.entries(views)) {
          await figure.button(view).first().click();
          await figure.figure.locator(part).first().waitFor();
          counts.push(await touched(page));
        }
        all.push(counts);
      },
    );
  }
  const [short, long] = all;
  // A large graph is not laid out with each frame, so that its changes come at one place or at the next.
  Object.keys(views).forEach((view, i) => {
    assert.ok(
      long[i].most < 1.5 * short[i].most + 2000,
      `${view}: ${short[i].most} → ${long[i].most} changes`,
    );
    assert.ok(
      long[i].nodes < 1.5 * short[i].nodes + 200,
      `${view}: ${short[i].nodes} → ${long[i].nodes} nodes`,
    );
    assert.ok(long[i].nodes < 4000, `${view}: ${long[i].nodes} nodes`);
  });
});

test('each row of a long list says which one of how many it is; arrows and pages go through all of them', () =>
  withRun(JSON.stringify(crowdTrace(3000)), async (figure, page) => {
    await figure.button('Events').click();
    const events = figure.figure.locator('await-scope-events');
    await events.locator('.number', { hasText: /^\d+ events$/ }).waitFor();
    const rows = events.locator('li');
    const count = Number(await rows.first().getAttribute('aria-setsize'));
    assert.ok(count > 5000);
    assert.ok((await rows.count()) < 60);
    assert.equal(await rows.last().getAttribute('aria-posinset'), String(count), 'the last event is in view');
    const stops = events.locator('li button[tabindex="0"]');
    assert.equal(await stops.count(), 1, 'the tab key stops once in the list');

    const place = () =>
      page.evaluate(() => {
        /** @type {any} */
        let active = document.activeElement;
        while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
        return Number(active?.closest('li')?.getAttribute('aria-posinset'));
      });
    await events.getByRole('searchbox').focus();
    for (let i = 0; i < 5 && !(await place()); i++) await page.keyboard.press('Tab');
    assert.equal(await place(), count);
    const index = (await figure.where()).index;
    for (let step = 1; step <= 40; step++) {
      await page.keyboard.press('ArrowUp');
      await page.waitForFunction(
        ([wanted]) => {
          /** @type {any} */
          let active = document.activeElement;
          while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
          return Number(active?.closest('li')?.getAttribute('aria-posinset')) === wanted;
        },
        [count - step],
      );
    }
    const before = await place();
    await page.keyboard.press('PageUp');
    await page.waitForTimeout(50);
    assert.ok((await place()) < before - 3, 'a page is more than a row');
    assert.equal((await figure.where()).index, index, 'moving the focus moves no playhead');
    await page.keyboard.press('Enter');
    assert.ok((await figure.where()).index < index, 'the key of a button does');
  }));

test('a console of many lines, long ones too, is followed to its end and can be read from its beginning', () => {
  const file = JSON.parse(formatTraceFile(makeTrace({ records: 60_000, tasks: 100, steps: 40 })));
  file.strings = file.strings.map((/** @type {string} */ text) =>
    /^line \d*[13579]$/.test(text) ? `${text} `.repeat(20) : text,
  );
  return withRun(JSON.stringify(file), async (figure, page) => {
    const body = figure.figure.locator('await-scope-console .body');
    const rows = figure.figure.locator('await-scope-console li');
    const count = Number(await rows.first().getAttribute('aria-setsize'));
    assert.ok(count > 100);
    assert.ok((await rows.count()) < 60);
    const seen = async (/** @type {string} */ posinset) => {
      const row = figure.figure.locator(`await-scope-console li[aria-posinset="${posinset}"]`);
      await row.waitFor();
      const [inner, outer] = await Promise.all([row.boundingBox(), body.boundingBox()]);
      assert.ok(
        inner && outer && inner.y >= outer.y - 1 && inner.y + inner.height <= outer.y + outer.height + 1,
      );
    };
    await seen(String(count));
    await body.evaluate((element) => (element.scrollTop = 0));
    await seen('1');
    await figure.scrub(0);
    await figure.toEnd.click();
    await page.waitForTimeout(50);
    await seen(String(count));
  });
});

test('the page is laid out once a frame, and no style changes for longer than the playhead moves', () =>
  withRun(formatTraceFile(makeTrace({ records: 20_000, tasks: 300, steps: 4 })), async (figure, page) => {
    const client = await page.context().newCDPSession(page);
    await client.send('Performance.enable');
    const counts = async () => {
      const { metrics } = await client.send('Performance.getMetrics');
      const count = (/** @type {string} */ name) => metrics.find((each) => each.name === name)?.value ?? 0;
      return { layouts: count('LayoutCount'), styles: count('RecalcStyleCount') };
    };
    const frames = 30;
    for (const view of ['Overview', 'Events', 'State machine']) {
      await figure.button(view).click();
      await figure.figure
        .locator(`await-scope-code, ${views[/** @type {keyof typeof views} */ (view)]}`)
        .first()
        .waitFor();
      const before = await counts();
      await page.evaluate(async (frames) => {
        const figure = /** @type {any} */ (document.querySelector('await-scope'));
        for (let i = 0; i < frames; i++) {
          await new Promise(requestAnimationFrame);
          figure.seekIndex(Math.round(((i + 1) / (frames + 1)) * figure.length));
        }
      }, frames);
      const after = await counts();
      const [layouts, styles] = [after.layouts - before.layouts, after.styles - before.styles];
      assert.ok(layouts < 1.4 * frames, `${view}: ${layouts} layouts in ${frames} frames`);
      assert.ok(styles < 3.4 * frames, `${view}: styles are computed ${styles} times in ${frames} frames`);
    }
  }));

test('of a long ready queue the loop makes what is seen, and more for who scrolls', () =>
  withRun(JSON.stringify(crowdTrace(300)), async (figure, page) => {
    const at = crowdTrace(300).records.findIndex(([, turn]) => turn === 2);
    await page.evaluate((at) => /** @type {any} */ (document.querySelector('await-scope')).seekIndex(at), at);
    const look = () =>
      figure.figure.locator('await-scope-loop').evaluate(async (loop) => {
        await /** @type {any} */ (loop).updateComplete;
        const body = /** @type {HTMLElement} */ (loop.shadowRoot?.querySelector('.body'));
        const rows = [...body.querySelectorAll('li')];
        const more = /** @type {HTMLElement} */ (rows.at(-1));
        return {
          rows: rows.length - 1,
          more: more.textContent,
          fills: more.getBoundingClientRect().top >= body.getBoundingClientRect().bottom,
        };
      });
    const seen = await look();
    assert.ok(seen.rows < 20, `${seen.rows} rows`);
    assert.equal(seen.more, `and ${299 - seen.rows} more`);
    assert.ok(seen.fills, 'no room is left');
    await figure.figure.locator('await-scope-loop .body').hover();
    await page.mouse.wheel(0, 50);
    await figure.figure.locator('await-scope-loop li').nth(40).waitFor();
    assert.deepEqual(await look(), { rows: 40, more: 'and 259 more', fills: true });
    await page.mouse.wheel(0, -500);
    await figure.figure.locator('await-scope-loop li').nth(40).waitFor({ state: 'detached' });
    assert.equal((await look()).rows, seen.rows);
  }));
