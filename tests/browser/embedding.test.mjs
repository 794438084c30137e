/** A figure in other people's pages: what is fetched and when, attributes, methods, events, and pages that have no server. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { figureFiles } from '../../tools/sizes.mjs';
import { root } from '../../tools/tool.mjs';
import { awaitscope } from '../node/cli-command.mjs';
import { figureOn, withFigures } from './figure.mjs';
import { gatherTrace } from './fixtures/gather-trace.mjs';
import { withPage } from './harness.mjs';

/** @import { Page } from 'playwright-core' */

const run = JSON.stringify(gatherTrace());
const length = gatherTrace().records.length;
const files = { 'run.json': run };
const picture = '<p class="before">A picture of the run</p>';
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

/**
 * Collects the figures' events into the page's `told`.
 * @param {Page} page
 */
const listen = (page) =>
  page.evaluate(() => {
    const told = /** @type {any} */ (window).told ?? [];
    /** @type {any} */ (window).told = told;
    for (const name of ['ready', 'error', 'position', 'selection']) {
      document.addEventListener(`await-scope-${name}`, (event) =>
        told.push([name, /** @type {CustomEvent} */ (event).detail]),
      );
    }
  });
/** @param {Page} page @returns {Promise<[string, any][]>} */
const told = (page) => page.evaluate(() => /** @type {any} */ (window).told);

/** @param {Page} page @param {string} attributes */
const append = (page, attributes) =>
  page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(`<await-scope ${text}></await-scope>`, 'text/html');
    document.querySelector('main')?.append(document.adoptNode(parsed.body.children[0]));
  }, attributes);

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
    const wanted = new Set(names.flatMap((name) => figureFiles(join(root, 'dist'), name).scenario));
    assert.deepEqual(
      fetched.filter((name) => /\.wasm$|scenarios\//.test(name)).sort(),
      [...wanted].filter((name) => /\.wasm$|scenarios\//.test(name)).sort(),
    );
    await page.evaluate(() =>
      [...document.querySelectorAll('await-scope')].slice(0, 5).forEach((each) => each.remove()),
    );
    const left = figureOn(page, 0);
    await left.slide('oslo', 4.5);
    await left.figure.locator('.where .now', { hasText: '4.500' }).waitFor();
    assert.ok((await figureOn(page, 4).where()).index > 10);
  });
});

test('the page may hold the trace', () =>
  withFigures(
    {
      body: `<script type="application/json" id="run">${run.replaceAll('<', '\\u003c')}</script>
        <await-scope trace="#run"></await-scope><await-scope trace="#nowhere"></await-scope>`,
    },
    async (page) => {
      await figureOn(page).play.waitFor();
      assert.equal((await figureOn(page).where()).index, length);
      const message = await page.locator('await-scope').nth(1).getByRole('alert').textContent();
      assert.match(message ?? '', /#nowhere.*no element of this id/);
    },
  ));

test('at, set, speed and theme say how a figure opens', () =>
  withFigures(
    {
      body: `<await-scope trace="run.json" at="1.5" speed="0.5" theme="dark"></await-scope>
        <await-scope trace="run.json" at="start"></await-scope>
        <await-scope scenario="gather" set="oslo=1.5 lima=0.5"></await-scope>`,
      files,
      height: 2400,
    },
    async (page) => {
      const [first, second, third] = [0, 1, 2].map((place) => figureOn(page, place));
      await Promise.all([first, second, third].map(({ play }) => play.waitFor()));
      assert.equal((await first.where()).time, 1.5);
      assert.equal(await first.figure.getByRole('combobox').inputValue(), '0.5');
      const scheme = await first.figure.evaluate((figure) => getComputedStyle(figure).colorScheme);
      assert.equal(scheme, 'dark');
      assert.deepEqual(await second.where(), { time: 0, index: 0 });
      assert.equal((await third.where()).time, 2);
      assert.equal(await third.figure.locator('input[name=oslo]').inputValue(), '1.5');
      await third.figure.evaluate((figure) => figure.setAttribute('set', 'oslo=4'));
      await third.figure.locator('.where .now', { hasText: '4.000' }).waitFor();
    },
  ));

test('a wrong attribute is told in the place of the figure and by an event; the page goes on', () =>
  withFigures({ body: '<await-scope trace="run.json"></await-scope>', files }, async (page) => {
    await listen(page);
    /** @type {[string, RegExp][]} */
    const wrong = [
      ['trace="run.json" at="later"', /at="later": should be seconds, start or end/],
      ['scenario="gather" set="oslo"', /set="oslo": should be names with numbers/],
      ['scenario="gather" set="olso=1"', /unknown parameter "olso".*did you mean "oslo"/],
      ['scenario="gather" set="oslo=-1"', /oslo/],
      ['', /scenario or a trace/],
    ];
    for (const [i, [attributes, message]] of wrong.entries()) {
      await append(page, attributes);
      const alert = page
        .locator('await-scope')
        .nth(i + 1)
        .getByRole('alert');
      await page
        .locator('await-scope')
        .nth(i + 1)
        .scrollIntoViewIfNeeded();
      assert.match((await alert.textContent()) ?? '', message);
    }
    const errors = (await told(page)).filter(([name]) => name === 'error');
    assert.equal(errors.length, wrong.length);
    for (const [i, [, message]] of wrong.entries()) assert.match(errors[i][1].message, message);
    await figureOn(page).forward.waitFor();
    await figureOn(page).toStart.click();
    assert.equal((await figureOn(page).where()).index, 0);
  }));

test('methods move the playhead; events tell where it is, who is selected and when the figure is there', () =>
  withFigures({ body: '', files }, async (page) => {
    await listen(page);
    await append(page, 'trace="run.json"');
    await figureOn(page).play.waitFor();
    const ready = (await told(page)).find(([name]) => name === 'ready');
    assert.deepEqual(ready?.[1], { duration: 3.5, length });
    const state = await page.evaluate(async () => {
      const figure = /** @type {any} */ (document.querySelector('await-scope'));
      /** @type {{ index: number, time: number }[]} */
      const seen = [];
      const look = async () => {
        await figure.updateComplete;
        seen.push({ ...figure.position });
      };
      figure.seek(1);
      await look();
      figure.seekIndex(0);
      await look();
      figure.step(1);
      await look();
      figure.step(-1, 'turn');
      await look();
      return { seen, duration: figure.duration, length: figure.length };
    });
    assert.equal(state.duration, 3.5);
    assert.equal(state.length, length);
    assert.equal(state.seen[0].time, 1);
    assert.equal(state.seen[1].index, 0);
    assert.ok(state.seen[2].index > 0);
    assert.equal(state.seen[3].index, 0);
    const positions = (await told(page)).filter(([name]) => name === 'position').map(([, detail]) => detail);
    assert.deepEqual(positions.slice(-4), state.seen);
    await page.locator('await-scope').click({ position: { x: 10, y: 10 } });
    await page.keyboard.press('ArrowDown');
    const selections = (await told(page)).filter(([name]) => name === 'selection');
    assert.equal(selections.at(-1)?.[1].name, 'Task-1');
  }));

test('autoplay plays what is seen, but not for who wants less motion', async () => {
  const options = { body: '<await-scope trace="run.json" at="start" autoplay></await-scope>', files };
  await withFigures(options, async (page) => {
    await figureOn(page).figure.locator('[data-action=play]', { hasText: 'Pause' }).waitFor();
  });
  await withFigures({ ...options, reducedMotion: 'reduce' }, async (page) => {
    await figureOn(page).play.waitFor();
    assert.equal(await figureOn(page).play.innerText(), 'Play');
  });
});

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

test('a page opened from a disk: the classic script runs scenarios, with threads, and shows a trace that it holds', () =>
  fromDisk(
    async (folder, page) => {
      writeFileSync(
        join(folder, 'page.html'),
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>Disk</title>
       <script src="${pathToFileURL(join(root, 'dist/await-scope.classic.js'))}" defer></script>
       <script type="application/json" id="run">${run.replaceAll('<', '\\u003c')}</script>
       <await-scope trace="#run"></await-scope><await-scope scenario="to_thread"></await-scope>
       <await-scope trace="run.json"></await-scope>`,
      );
      await page.goto(`${pathToFileURL(join(folder, 'page.html'))}`);
      await figureOn(page).play.waitFor();
      assert.equal((await figureOn(page).where()).index, length);
      await page.locator('await-scope').nth(1).scrollIntoViewIfNeeded();
      const second = figureOn(page, 1);
      await second.button('Live').click();
      await second.figure.locator('await-scope-console .text', { hasText: 'primes' }).waitFor();
      await page.locator('await-scope').nth(2).scrollIntoViewIfNeeded();
      const message = await page.locator('await-scope').nth(2).getByRole('alert').textContent();
      assert.match(message ?? '', /without a server holds the trace itself/);
    },
    [/Fetch API cannot load|URL scheme "file" is not supported|CORS|Failed to load/],
  ));

test('an exported page holds player and run: it works from a disk, asks for nothing, and runs anew', () =>
  fromDisk(async (folder, page) => {
    const file = join(folder, 'gather.html');
    const { status, errors } = await awaitscope([
      'export',
      'gather',
      '--set',
      'oslo=1.5',
      '--format',
      'html',
      '-o',
      file,
    ]);
    assert.deepEqual([status, errors], [0, '']);
    /** @type {string[]} */
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${pathToFileURL(file)}`);
    const figure = figureOn(page);
    await figure.play.waitFor();
    assert.equal((await figure.where()).time, 2);
    assert.equal(await figure.figure.locator('input[name=oslo]').inputValue(), '1.5');
    await figure.slide('oslo', 4.5);
    await figure.figure.locator('.where .now', { hasText: '4.500' }).waitFor();
    assert.deepEqual(asked, [`${pathToFileURL(file)}`]);
  }));

/**
 * @param {(folder: string, page: Page) => Promise<void>} use
 * @param {RegExp[]} [allowedErrors]
 */
async function fromDisk(use, allowedErrors = []) {
  const folder = mkdtempSync(join(tmpdir(), 'embedding-'));
  try {
    await withPage({ path: '', allowedErrors }, (page) => use(folder, page));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
