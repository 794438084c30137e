/** A figure in other people's pages: its look follows theirs, and their Content-Security-Policy holds. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { files, run } from './embedding.mjs';
import { figureOn, withFigures } from './figure.mjs';
import { withPage } from './harness.mjs';

test('custom properties on the tag change its look', () =>
  withFigures(
    {
      body: '<link rel="stylesheet" href="look.css"><await-scope trace="run.json"></await-scope>',
      files: {
        ...files,
        'look.css':
          'await-scope { --await-scope-surface: rgb(1, 2, 3); --await-scope-size: 18px; --await-scope-radius: 0 }',
      },
    },
    async (page) => {
      await figureOn(page).play.waitFor();
      const look = await page.locator('await-scope .figure').evaluate((figure) => {
        const { backgroundColor, fontSize, borderRadius } = getComputedStyle(figure);
        return { backgroundColor, fontSize, borderRadius };
      });
      assert.deepEqual(look, { backgroundColor: 'rgb(1, 2, 3)', fontSize: '18px', borderRadius: '0px' });
    },
  ));

test("light and dark are the page's, also when it changes its mind", () =>
  withFigures(
    { body: '<await-scope trace="run.json"></await-scope>', files, colorScheme: 'dark' },
    async (page) => {
      await figureOn(page).play.waitFor();
      const look = () =>
        page.locator('await-scope').evaluate(async (figure) => {
          await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
          const canvas = /** @type {any} */ (figure).renderRoot
            .querySelector('await-scope-timeline')
            .renderRoot.querySelector('canvas');
          const painted = canvas.toDataURL();
          return { surface: getComputedStyle(figure).getPropertyValue('color-scheme'), painted };
        });
      const first = await look();
      const schemeTo = (/** @type {string} */ scheme) =>
        page.evaluate((value) => document.documentElement.style.setProperty('color-scheme', value), scheme);
      await schemeTo('light');
      const light = await look();
      assert.notEqual(light.painted, first.painted, 'the canvas is painted anew');
      await schemeTo('dark');
      assert.equal(
        (await look()).painted,
        first.painted,
        'the reader prefers dark, and so was the page at first',
      );
    },
  ));

test('a recorded run is shown under a policy that allows the page itself and nothing more', () =>
  withPage({ path: '' }, async (page, address) => {
    await page.route(`${address}run.json`, (route) => route.fulfill({ body: run }));
    await page.route(`${address}favicon.ico`, (route) => route.fulfill({ body: '' }));
    await page.route(`${address}strict.html`, (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        headers: { 'Content-Security-Policy': "default-src 'self'" },
        body: `<!doctype html><html lang="en"><title>Strict</title>
          <script type="module" src="await-scope.js"></script><await-scope trace="run.json" at="1.5"></await-scope></html>`,
      }),
    );
    await page.goto(`${address}strict.html`);
    const figure = figureOn(page);
    await figure.play.waitFor();
    await figure.button('Who waits for whom').click();
    await figure.figure.locator('await-scope-wait-graph svg').waitFor();
  }));
