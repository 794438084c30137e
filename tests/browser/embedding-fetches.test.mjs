/** A figure in other people's pages: what is fetched and when, and what stands there until then. */
import assert from 'node:assert/strict';
import { basename, join } from 'node:path';
import test from 'node:test';
import { figureFiles } from '../../tools/sizes.mjs';
import { root } from '../../tools/tool.mjs';
import { append, files, picture } from './embedding.mjs';
import { figureOn, withFigures } from './figure.mjs';

/** @import { Page } from 'playwright-core' */

/** A figure further down than it begins to load. */
const farDown = (/** @type {string} */ figure) => `<p>${'Text.<br>'.repeat(120)}</p>${figure}`;

/**
 * The names of the files that the page asks for from now on, without itself and what a test serves for it.
 * @param {Page} page
 */
function requests(page) {
  /** @type {string[]} */
  const names = [];
  page.on('request', (request) => {
    const name = new URL(request.url()).pathname.slice(1);
    if (!request.isNavigationRequest() && name !== 'run.json') names.push(name);
  });
  return names;
}

/**
 * Opens the page once more and returns the names of the files that it asks for. By way of an empty page: what a figure
 * fetches when it is idle could else be asked for by the old page while the new one is under way.
 * @param {Page} page
 */
async function openAgain(page) {
  const address = page.url();
  await page.goto('about:blank');
  const names = requests(page);
  await page.goto(address);
  return names;
}

/**
 * Waits until the page has asked for these files, and for no other and none twice.
 * @param {Page} page
 * @param {string[]} names those asked for
 * @param {string[]} expected
 */
async function fetchesOnly(page, names, expected) {
  for (const name of expected) {
    if (!names.includes(name)) {
      await page.waitForRequest((request) => new URL(request.url()).pathname.slice(1) === name);
    }
  }
  await page.waitForLoadState('networkidle');
  assert.deepEqual(names.sort(), [...expected].sort());
}

test('a figure from a trace fetches the player and nothing that runs', () =>
  withFigures({ body: '<await-scope trace="run.json"></await-scope>', files }, async (page) => {
    const { trace, idle } = figureFiles(join(root, 'dist'));
    await figureOn(page).play.waitFor();
    await fetchesOnly(page, await openAgain(page), [...trace, ...idle]);
  }));

test('a figure that runs fetches the module and its own scenario, no other', () =>
  withFigures({ body: '<await-scope scenario="gather"></await-scope>' }, async (page) => {
    const { scenario, idle } = figureFiles(join(root, 'dist'));
    await figureOn(page).play.waitFor();
    await fetchesOnly(page, await openAgain(page), [...scenario, ...idle]);
  }));

test('a trace with its scenario is there without the module; a slider fetches it', () =>
  withFigures({ body: '', files }, async (page) => {
    const names = requests(page);
    await append(page, 'trace="run.json" scenario="gather"');
    const figure = figureOn(page);
    await figure.figure.locator('await-scope-parameters input').first().waitFor();
    assert.equal((await figure.where()).time, 3.5);
    assert.deepEqual(
      names.filter((name) => name.endsWith('.wasm')),
      [],
    );
    await figure.slide('oslo', 4.5);
    await figure.figure.locator('.where .now', { hasText: '4.500' }).waitFor();
    assert.equal(names.filter((name) => name.endsWith('.wasm')).length, 1);
  }));

test('what stands inside the tag shows until the figure is near, and nothing is fetched before', () =>
  withFigures({ body: farDown(`<await-scope scenario="gather">${picture}</await-scope>`) }, async (page) => {
    const names = await openAgain(page);
    await page.waitForLoadState('networkidle');
    assert.deepEqual(names, ['await-scope.js']);
    assert.ok(await page.locator('.before').isVisible());
    await page.locator('await-scope').scrollIntoViewIfNeeded();
    await figureOn(page).play.waitFor();
    assert.ok(!(await page.locator('.before').isVisible()));
  }));

test('what stands inside the tag shows without JavaScript', () =>
  withFigures(
    { body: `<await-scope trace="run.json">${picture}</await-scope>`, files, javaScript: false },
    async (page) => assert.ok(await page.locator('.before').isVisible()),
  ));

test('ten figures on a page share what they run; taking some away leaves the others alone', () => {
  const names = ['gather', 'wait_for_timeout', 'cancel_cleanup', 'event', 'lock'];
  const body = [...names, ...names].map((name) => `<await-scope scenario="${name}"></await-scope>`).join('');
  return withFigures({ body, height: 900 }, async (page) => {
    const fetched = await openAgain(page);
    for (let i = 0; i < 10; i++) {
      await page.locator('await-scope').nth(i).scrollIntoViewIfNeeded();
      await figureOn(page, i).play.waitFor();
    }
    const scenarios = fetched.filter((name) => name.includes('scenarios/'));
    assert.deepEqual(scenarios.sort(), names.map((name) => `await-scope/scenarios/${name}.json`).sort());
    const modules = fetched.filter((name) => name.endsWith('.wasm')).map((name) => basename(name));
    assert.equal(modules.length, 2, `one of a kind, and for all others the one with all: ${modules.join()}`);
    assert.match(modules[1], /^awaitscope-/);
    await page.evaluate(() =>
      [...document.querySelectorAll('await-scope')].slice(0, 5).forEach((each) => each.remove()),
    );
    const left = figureOn(page, 0);
    await left.slide('oslo', 4.5);
    await left.figure.locator('.where .now', { hasText: '4.500' }).waitFor();
    assert.ok((await figureOn(page, 4).where()).index > 10);
  });
});
