/** Events, console and code of a recorded run: what they show at a time, and the ways from them to a moment. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { accessibilityFindings } from './accessibility.mjs';
import { figureOn, withFigures } from './figure.mjs';
import { crowdTrace } from './fixtures/crowd-trace.mjs';
import { gatherTrace } from './fixtures/gather-trace.mjs';

/** @import { Page } from 'playwright-core' */

/**
 * @param {(figure: ReturnType<typeof figureOn>, page: Page) => Promise<void>} use
 * @param {{ trace?: object, width?: number }} [options]
 */
const withRun = (use, { trace = gatherTrace(), ...options } = {}) =>
  withFigures(
    { body: '<await-scope trace="run.json"></await-scope>', files: { 'run.json': trace }, ...options },
    async (page) => {
      const figure = figureOn(page);
      await figure.play.waitFor();
      await use(figure, page);
    },
  );

/** @param {ReturnType<typeof figureOn>} figure */
async function eventsOf({ figure, button }) {
  await button('Events').click();
  const events = figure.locator('await-scope-events');
  await events.locator('li').first().waitFor();
  return {
    search: events.getByRole('searchbox'),
    current: events.locator('[aria-current=step] .text'),
    texts: () => events.locator('.text').allTextContents(),
    line: (/** @type {string} */ text) => events.getByRole('button', { name: text }),
    events,
  };
}

test('the last event that happened is marked and in view; a click on another goes there', () =>
  withRun(async (figure) => {
    const { current, events, line } = await eventsOf(figure);
    await figure.scrub(1);
    await figure.forward.click();
    const { index } = await figure.where();
    const marked = (await current.textContent()) ?? '';
    assert.ok(await current.isVisible());
    assert.equal(marked.trim(), await figure.figure.locator('[aria-live=polite]').textContent());
    await events.locator('.body').evaluate((body) => (body.scrollTop = 0));
    await line('Task-1 creates task Task-3').click();
    assert.deepEqual(await current.textContent(), 'Task-1 creates task Task-3.');
    assert.equal((await figure.where()).time, 0);
    assert.ok((await figure.where()).index < index);
    await figure.button('Overview').click();
    await figure.figure.locator('await-scope-tasks').waitFor();
    assert.deepEqual(await figure.tasksIn('created'), ['Task-3']);
  }));

test('events are searched, and those of the selected task shown alone', () =>
  withRun(async (figure, page) => {
    const { search, texts, events } = await eventsOf(figure);
    await search.fill('PRINTS');
    assert.deepEqual(await texts(), [
      'Task-2 prints: start a',
      'Task-3 prints: start b',
      'Task-3 prints: done b',
      'Task-2 prints: done a',
      "Task-1 prints: both: ['a', 'b']",
      'Task-1 prints: start slow',
      'Task-1 prints: too slow',
    ]);
    await figure.figure.locator('.labels button', { hasText: 'Task-3' }).click();
    await events.getByRole('button', { name: 'only Task-3', exact: true }).click();
    assert.deepEqual(await texts(), ['Task-3 prints: start b', 'Task-3 prints: done b']);
    await search.fill('nothing like that');
    assert.equal(await events.locator('.empty').count(), 1);
    await page.keyboard.press('End');
    await search.fill('');
    await figure.figure.locator('.labels button', { hasText: 'Task-3' }).click();
    assert.ok((await texts()).length > 10, 'without a selection all are shown');
    const before = await texts();
    await events.getByRole('checkbox').check();
    await search.fill('turn 1 begins');
    assert.deepEqual(await texts(), ['Turn 1 begins; it will run 1 handle.']);
    assert.ok(!before.some((text) => text.startsWith('Turn ')));
  }));

test('a key goes to the search, and letters typed there are no keys of the figure', () =>
  withRun(async (figure, page) => {
    await figure.scrubber.focus();
    await page.keyboard.press('/');
    const search = figure.figure.locator('await-scope-events').getByRole('searchbox');
    await search.waitFor();
    await page.waitForFunction(() => {
      /** @type {any} */
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return active?.type === 'search';
    });
    await page.keyboard.type('w f?');
    assert.equal(await search.inputValue(), 'w f?');
    assert.ok(await figure.button('Show all (F)').isDisabled());
    assert.equal(await figure.figure.locator('.help').count(), 0);
  }));

test('of 80,000 events only those in view are made, and the newest is found', () =>
  withRun(
    async (figure) => {
      const { events, search, texts } = await eventsOf(figure);
      await events.locator('.number', { hasText: /^\d+ events$/ }).waitFor();
      assert.ok((await events.locator('li').count()) < 60);
      await search.fill('child-19999 finishes');
      await events.locator('.number', { hasText: /^1 event$/ }).waitFor();
      assert.deepEqual(await texts(), ['child-19999 finishes.']);
    },
    { trace: crowdTrace(20_000) },
  ));

test('the console is searched, and shows the selected task alone', () =>
  withRun(async (figure) => {
    const console = figure.figure.locator('await-scope-console');
    await console.getByRole('searchbox').fill('slow');
    assert.deepEqual(await figure.console(), ['start slow', 'too slow']);
    assert.equal(await console.locator('.aside').textContent(), '2 of 7');
    await console.getByRole('searchbox').fill('');
    await figure.figure.locator('.labels button', { hasText: 'Task-2' }).click();
    await console.getByRole('button', { name: 'only Task-2', exact: true }).click();
    assert.deepEqual(await figure.console(), ['start a', 'done a']);
    await figure.figure.locator('.labels button', { hasText: 'Task-2' }).click();
    assert.equal((await figure.console()).length, 7);
  }));

test('a line of the code goes to when it runs next, and after the last time to the first', () =>
  withRun(async (figure) => {
    const code = figure.figure.locator('await-scope-code');
    const line = code.getByRole('button', { name: 'Line 7:' });
    await figure.toStart.click();
    await line.click();
    assert.deepEqual(await figure.console(), ['start a', 'start b', 'done b']);
    await line.click();
    assert.equal((await figure.console()).at(-1), 'done a');
    await line.click();
    assert.equal((await figure.console()).at(-1), 'done b');
    await code.locator('li[data-line="5"]').click();
    assert.equal((await figure.console()).at(-1), 'start slow', 'a click beside the number does the same');
    assert.equal(await code.getByRole('button', { name: 'Line 2:' }).count(), 0, 'an empty line never ran');
  }));

test('C and Python are shown one at a time, or beside each other', () =>
  withRun(async (figure) => {
    const code = figure.figure.locator('await-scope-code');
    const text = () => code.locator('.body').innerText();
    assert.match(await text(), /ASYNC_BEGIN/);
    await code.getByRole('tab', { name: 'Python' }).click();
    assert.match(await text(), /async def fetch/);
    assert.doesNotMatch(await text(), /ASYNC_BEGIN/);
    await code.getByRole('tab', { name: 'Both' }).click();
    assert.match(await text(), /ASYNC_BEGIN[\s\S]*async def fetch/);
    await figure.scrub(0.5);
    assert.deepEqual(await figure.standing(), ['6: Task-2, Task-3', '14: Task-1']);
  }));

test('in Python too each task stands at its line, and a line goes to when it runs next', () =>
  withFigures({ body: '<await-scope scenario="gather" at="1.25"></await-scope>' }, async (page) => {
    const figure = figureOn(page);
    await figure.play.waitFor();
    const code = figure.figure.locator('await-scope-code');
    await code.getByRole('tab', { name: 'Python' }).click();
    assert.deepEqual(await figure.standing(), ['11: Task-2, Task-4', '19: Task-1']);
    await figure.toStart.click();
    assert.deepEqual(await figure.standing(), []);
    await code.getByRole('button', { name: 'Line 19:' }).click();
    assert.deepEqual(await figure.standing(), ['19: Task-1']);
    await code.getByRole('tab', { name: 'Both' }).click();
    assert.deepEqual(await figure.standing(), ['27: Task-1', '19: Task-1']);
    for (const list of await code.locator('ol').all()) {
      const [line, view] = [await list.locator('li.stands').boundingBox(), await list.boundingBox()];
      assert.ok(line && view && line.y >= view.y && line.y + line.height <= view.y + view.height, 'in sight');
    }
  }));

test('both sources are in sight in a narrow column too, and each scrolls by itself to what it shows', () =>
  withRun(async (figure) => {
    const code = figure.figure.locator('await-scope-code');
    await code.getByRole('tab', { name: 'Both' }).click();
    const [c, python] = [code.locator('ol').first(), code.locator('ol').last()];
    const [body, first, second] = await Promise.all(
      [code.locator('.body'), c, python].map((each) => each.boundingBox()),
    );
    assert.ok(body && first && second);
    assert.ok(second.y >= first.y + first.height, 'below each other');
    assert.ok(second.y + second.height <= body.y + body.height + 1, 'no part of it is below the panel');
    await figure.scrub(2.5);
    const standing = c.locator('li.stands').first();
    await standing.waitFor();
    const line = await standing.boundingBox();
    assert.ok(
      line && line.y >= first.y && line.y + line.height <= first.y + first.height,
      'the line is in sight',
    );
    assert.equal(await python.evaluate((list) => list.scrollTop), 0);
  }));

for (const width of [1280, 390]) {
  test(`axe-core finds nothing with the events shown and both sources, ${width} pixels wide`, () =>
    withRun(
      async (figure, page) => {
        await figure.figure.locator('.labels button').first().click();
        await figure.figure.getByRole('tab', { name: 'Both' }).click();
        await figure.figure.getByRole('button', { name: 'Events', exact: true }).first().click();
        await figure.figure.locator('await-scope-events li').first().waitFor();
        assert.deepEqual(await accessibilityFindings(page), []);
      },
      { width },
    ));
}
