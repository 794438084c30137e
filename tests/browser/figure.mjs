/** Pages that hold nothing but figures, for tests: made on the fly, under the policy of tools/serve.mjs or another. */
import { contentSecurityPolicy } from '../../tools/serve.mjs';
import { withPage } from './harness.mjs';

/**
 * @import { Page, Locator } from 'playwright-core'
 * @import { PageOptions } from './harness.mjs'
 */

/**
 * Opens a page with this body, on which the element is defined, and hands it to `use`.
 * @template T
 * @param {PageOptions & { body: string, files?: Record<string, unknown>, policy?: string }} options `files`: name → content,
 *   served beside the page; an object is served as JSON. `policy`: the page's Content-Security-Policy
 * @param {(page: Page) => Promise<T>} use
 */
export function withFigures({ body, files = {}, policy = contentSecurityPolicy, ...options }, use) {
  return withPage({ ...options, path: '' }, async (page, address) => {
    for (const [name, content] of Object.entries(files)) {
      const text = typeof content === 'string' ? content : JSON.stringify(content);
      await page.route(address + name, (route) => route.fulfill({ body: text }));
    }
    await page.route(`${address}favicon.ico`, (route) => route.fulfill({ body: '' }));
    await page.route(`${address}figures.html`, (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        headers: { 'Content-Security-Policy': policy },
        body: `<!doctype html><html lang="en"><title>Figures</title>
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <script type="module" src="await-scope.js"></script><main><h1>Figures</h1><h2>A</h2>${body}</main></html>`,
      }),
    );
    await page.goto(`${address}figures.html`);
    return use(page);
  });
}

/**
 * The parts of a figure, by what a reader sees of them.
 * @param {Page} page
 * @param {number} [place] among the page's figures
 */
export function figureOn(page, place = 0) {
  const figure = page.locator('await-scope').nth(place);
  const button = (/** @type {string} */ name) => figure.getByRole('button', { name, exact: true });
  return {
    figure,
    button,
    play: figure.locator('[data-action=play]'),
    forward: button('One event on (→)'),
    back: button('One event back (←)'),
    toStart: button('To the beginning (Home)'),
    toEnd: button('To the end (End)'),
    scrubber: figure.getByRole('slider', { name: 'Playhead' }),
    /** Where the playhead stands, as it is written. */
    async where() {
      const [now, index] = await Promise.all([
        figure.locator('.where .now').textContent(),
        figure.locator('.where .index').textContent(),
      ]);
      return { time: parseFloat(now ?? ''), index: Number(index) };
    },
    /** Names of the tasks in a state. @param {string} state */
    tasksIn: (state) => figure.locator(`await-scope-tasks dd[data-state=${state}] .name`).allTextContents(),
    /** Names of the rows that are marked as selected. */
    selected: () => figure.locator('.labels [aria-pressed=true] .name:not(.coroutine)').allTextContents(),
    /** What the console shows. */
    console: () => figure.locator('await-scope-console .text').allTextContents(),
    /** Lines of the code at which a task stands, with the tasks' names. */
    async standing() {
      const marks = figure.locator('await-scope-code li.stands');
      return marks.evaluateAll((lines) =>
        lines.map((line) => {
          const names = [...line.querySelectorAll('.who button')].map((each) => each.textContent?.trim());
          return `${/** @type {HTMLElement} */ (line).dataset.line}: ${names.join(', ')}`;
        }),
      );
    },
    /** Moves the playhead as a mouse does that drags the slider. @param {number} time seconds */
    scrub: (time) =>
      figure.getByRole('slider', { name: 'Playhead' }).evaluate((slider, value) => {
        /** @type {HTMLInputElement} */ (slider).value = String(value);
        slider.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      }, time),
    /** @param {string} name @param {number} value */
    slide: (name, value) =>
      figure.locator(`await-scope-parameters input[name=${name}]`).evaluate((slider, to) => {
        /** @type {HTMLInputElement} */ (slider).value = String(to);
        slider.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      }, value),
  };
}
