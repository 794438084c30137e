/** A figure in other people's pages: its methods, properties and events. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { root } from '../../tools/tool.mjs';
import { append, files, length, listen, told } from './embedding.mjs';
import { figureOn, withFigures } from './figure.mjs';
import { gatherTrace } from './fixtures/gather-trace.mjs';
import { kinds } from './fixtures/trace-writer.mjs';
import { withPage } from './harness.mjs';

/** @import { Page } from 'playwright-core' */

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

/** A figure of the recorded run, and what is asked of it in the page. @param {(page: Page) => Promise<void>} use */
const withRun = (use) =>
  withFigures({ body: '<await-scope trace="run.json"></await-scope>', files }, async (page) => {
    await listen(page);
    await figureOn(page).play.waitFor();
    await use(page);
  });

/**
 * Calls a method of the figure, and gives where it stands then.
 * @param {Page} page
 * @param {string} method
 * @param {...any} args
 * @returns {Promise<{ index: number, time: number }>}
 */
const call = (page, method, ...args) =>
  page.locator('await-scope').evaluate(async (figure, [method, args]) => {
    const element = /** @type {any} */ (figure);
    element[method](...args);
    await element.updateComplete;
    return { ...element.position };
  }, /** @type {const} */ ([method, args]));

test('play begins anew at the end, pause holds the playhead, and a loop goes round until it is taken back', () =>
  withRun(async (page) => {
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 1000);
    const time = () =>
      page.evaluate(() => /** @type {any} */ (document.querySelector('await-scope')).position.time);
    await call(page, 'play');
    await page.clock.runFor(1000);
    assert.ok(Math.abs((await time()) - 1) < 0.1, `from the beginning: ${await time()}`);
    const { time: stood } = await call(page, 'pause');
    await page.clock.runFor(1000);
    assert.equal(await time(), stood);
    await call(page, 'loop', { from: 2, to: 2.5 });
    await call(page, 'play');
    for (let i = 0; i < 8; i++) {
      await page.clock.runFor(150);
      assert.ok((await time()) >= 2 && (await time()) <= 2.5, `${await time()}`);
    }
    await call(page, 'loop', null);
    await page.clock.runFor(800);
    assert.ok((await time()) > 2.5);
    await page.clock.runFor(1000);
    assert.equal(await time(), 3.5);
  }));

test('a loop along the steps is in events', () =>
  withRun(async (page) => {
    await figureOn(page).button('Steps').click();
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 1000);
    await call(page, 'loop', { from: 20, to: 30 });
    await call(page, 'play');
    const seen = new Set();
    for (let i = 0; i < 30; i++) {
      await page.clock.runFor(100);
      seen.add((await figureOn(page).where()).index);
    }
    assert.ok(seen.size > 3 && [...seen].every((index) => index >= 20 && index <= 30), [...seen].join());
  }));

test('a seek is to a moment after all that happens in it, a step to the next event or turn and back', () =>
  withRun(async (page) => {
    const records = gatherTrace().records;
    const after = (/** @type {number} */ time) => records.filter(([at]) => Number(at) <= time).length;
    for (const time of [0, 1, 2, 3.5])
      assert.deepEqual(await call(page, 'seek', time), { time, index: after(time) });
    assert.equal((await call(page, 'seekIndex', 7)).index, 7);
    assert.equal((await call(page, 'step', 1)).index, 8);
    assert.equal((await call(page, 'step', -1)).index, 7);
    const turn = await call(page, 'step', 1, 'turn');
    assert.equal(records[turn.index - 1][2], kinds.turnEnd);
    assert.ok((await call(page, 'step', -1, 'turn')).index < turn.index);
  }));

test('show says which part of the axis is seen, and the event tells it; null is all', () =>
  withRun(async (page) => {
    await call(page, 'show', { from: 1, to: 2 });
    await figureOn(page).figure.locator('await-scope-minimap').waitFor();
    await call(page, 'show', null);
    await figureOn(page).figure.locator('await-scope-minimap').waitFor({ state: 'detached' });
    const views = (await told(page)).filter(([name]) => name === 'view').map(([, detail]) => detail);
    assert.deepEqual(views, [{ from: 1, to: 2 }, null]);
  }));

/**
 * By method, calls that mean nothing and what is thrown then, after the method's name.
 * @type {Record<string, [args: string, error: string][]>} `args` as a page writes them
 */
const nonsense = {
  seek: [
    ['NaN', 'TypeError (NaN): NaN should be a number of seconds.'],
    ['"abc"', 'TypeError ("abc"): "abc" should be a number of seconds.'],
    ['', 'TypeError (undefined): undefined should be a number of seconds.'],
    ['null', 'TypeError (null): null should be a number of seconds.'],
  ],
  seekIndex: [
    ['', 'TypeError (undefined): undefined should be a whole number of events.'],
    ['"3"', 'TypeError ("3"): "3" should be a whole number of events.'],
    ['2.5', 'RangeError (2.5): 2.5 should be a whole number of events.'],
  ],
  step: [
    ['', 'TypeError (undefined, "event"): undefined should be 1 or -1.'],
    ['0', 'RangeError (0, "event"): 0 should be 1 or -1.'],
    ['2, "turn"', 'RangeError (2, "turn"): 2 should be 1 or -1.'],
    ['"1"', 'TypeError ("1", "event"): "1" should be 1 or -1.'],
    ['1, "foo"', 'RangeError (1, "foo"): "foo" should be "event" or "turn".'],
    ['1, null', 'RangeError (1, null): null should be "event" or "turn".'],
  ],
};
for (const method of ['loop', 'show']) {
  const part = 'should be { from, to }, from before to, or null.';
  nonsense[method] = [
    ['', `TypeError (undefined): undefined ${part}`],
    ['1, 2', `TypeError (1): 1 ${part}`],
    ['"code"', `TypeError ("code"): "code" ${part}`],
    ['{}', `TypeError ({  }): {  } ${part}`],
    ['{ from: 1 }', `TypeError ({ from: 1 }): { from: 1 } ${part}`],
    ['{ from: 1, to: "2" }', `TypeError ({ from: 1, to: 2 }): { from: 1, to: 2 } ${part}`],
    ['{ from: NaN, to: 2 }', `TypeError ({ from: NaN, to: 2 }): { from: NaN, to: 2 } ${part}`],
    ['{ from: 0, to: Infinity }', `TypeError ({ from: 0, to: Infinity }): { from: 0, to: Infinity } ${part}`],
    ['{ from: 2, to: 1 }', `RangeError ({ from: 2, to: 1 }): { from: 2, to: 1 } ${part}`],
    ['{ from: 1, to: 1 }', `RangeError ({ from: 1, to: 1 }): { from: 1, to: 1 } ${part}`],
    ['{ from: 4, to: 5 }', 'RangeError ({ from: 4, to: 5 }): the run goes from 0 to 3.5.'],
    ['{ from: -2, to: -1 }', 'RangeError ({ from: -2, to: -1 }): the run goes from 0 to 3.5.'],
  ];
}

test('a call that means nothing throws an error that names it and what it should be, and changes nothing', () =>
  withRun(async (page) => {
    await call(page, 'seek', 1);
    await call(page, 'loop', { from: 1, to: 2 });
    const state = () =>
      page.locator('await-scope').evaluate((element) => {
        const { position, range, playing } = /** @type {any} */ (element);
        return { position, range, playing };
      });
    const before = await state();
    const views = async () => (await told(page)).filter(([name]) => name === 'view');
    for (const [method, calls] of Object.entries(nonsense)) {
      for (const [args, error] of calls) {
        const thrown = page.evaluate(`document.querySelector('await-scope').${method}(${args})`);
        const [, kind, rest] = /^(\w+) (.*)$/.exec(error) ?? [];
        await assert.rejects(thrown, (reason) => {
          const message = String(reason);
          assert.ok(message.includes(`${kind}: <await-scope>: ${method}${rest}`), `${message}\n${error}`);
          return true;
        });
      }
    }
    assert.deepEqual(await state(), before);
    assert.deepEqual(await views(), []);
  }));

test('no method that is documented takes nonsense', () => {
  const withArguments = documentedNames('method').filter((name) => name !== 'play' && name !== 'pause');
  assert.deepEqual([...new Set(withArguments)].sort(), Object.keys(nonsense).sort());
});

test('selecting nobody is told too', () =>
  withRun(async (page) => {
    const label = figureOn(page).figure.locator('.labels button').first();
    await label.click();
    await label.click();
    await page.keyboard.press('Escape');
    const selections = (await told(page))
      .filter(([name]) => name === 'selection')
      .map(([, detail]) => detail);
    assert.equal(selections[0].name, 'Task-1');
    assert.ok(selections[0].task > 0);
    assert.deepEqual(selections.at(-1), { task: 0, name: '' });
  }));

test('until the run is there, duration and length are 0, and what is asked of it waits', () =>
  withFigures({ body: '', files, allowedErrors: [/RangeError.*show.*goes from 0 to 3.5/] }, async (page) => {
    await listen(page);
    const empty = await page.evaluate(() => {
      const figure = /** @type {any} */ (document.createElement('await-scope'));
      document.querySelector('main')?.append(figure);
      const before = { duration: figure.duration, length: figure.length, position: { ...figure.position } };
      figure.play();
      figure.pause();
      figure.seekIndex(0);
      figure.show({ from: 8, to: 9 });
      figure.show({ from: 1, to: 2 });
      figure.seek(1);
      figure.step(1);
      figure.step(-1);
      figure.loop({ from: 0, to: 1 });
      figure.setAttribute('trace', 'run.json');
      return before;
    });
    assert.deepEqual(empty, { duration: 0, length: 0, position: { index: 0, time: 0 } });
    await figureOn(page).figure.locator('await-scope-minimap').waitFor();
    assert.equal((await figureOn(page).where()).time, 1);
    assert.equal(await figureOn(page).button('Repeat (L)').getAttribute('aria-pressed'), 'true');
    const views = (await told(page)).filter(([name]) => name === 'view').map(([, detail]) => detail);
    assert.deepEqual(views, [{ from: 1, to: 2 }]);
    await assert.rejects(
      page.evaluate(() => /** @type {any} */ (document.createElement('await-scope')).step(0)),
      /step\(0, "event"\): 0 should be 1 or -1/,
      'nonsense does not wait',
    );
  }));

test("trace may be set to the trace of the JavaScript module's run", () =>
  withPage({ folder: root, path: '' }, async (page, address) => {
    await page.route(`${address}figures.html`, (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: `<!doctype html><html lang="en"><title>Figures</title><link rel="icon" href="data:,">
          <script type="importmap">{ "imports": { "leven": "/node_modules/leven/index.js" } }</script>
          <script type="module" src="dist/await-scope.js"></script><await-scope></await-scope>`,
      }),
    );
    await page.goto(`${address}figures.html`);
    await page.evaluate(async () => {
      const { load } = await import(/** @type {any} */ ('/wasm/index.mjs'));
      const run = await (await load()).run('gather', { parameters: { oslo: 4 } });
      /** @type {any} */ (document.querySelector('await-scope')).trace = run.trace;
    });
    await figureOn(page).play.waitFor();
    assert.equal((await figureOn(page).where()).time, 4);
  }));

/**
 * The first cells of the table under this head in docs/embedding.md: the names in each row, as they are written.
 * @param {string} head the head of the first column
 * @returns {string[]}
 */
function documentedNames(head) {
  const text = readFileSync(join(root, 'docs/embedding.md'), 'utf8');
  const [, rows] = new RegExp(`^\\| ${head} \\|.*\\n\\|[-|]+\\n((?:\\|.*\\n)+)`, 'm').exec(text) ?? [];
  assert.ok(rows, `docs/embedding.md has a table of each ${head}`);
  return rows.split('\n').flatMap((row) => {
    const cell = /^\| (.*?) \|/.exec(row)?.[1] ?? '';
    return [...cell.matchAll(/`([\w-]+)/g)].map(([, name]) => name);
  });
}

test('the attributes that are documented are those that there are', () =>
  withFigures({ body: '<await-scope trace="run.json"></await-scope>', files }, async (page) => {
    await figureOn(page).play.waitFor();
    const observed = await page.evaluate(
      () => /** @type {any} */ (customElements.get('await-scope')).observedAttributes,
    );
    assert.deepEqual(documentedNames('attribute').sort(), observed.sort());
  }));

test('the element has the methods and properties that are documented', () =>
  withFigures({ body: '<await-scope trace="run.json"></await-scope>', files }, async (page) => {
    await figureOn(page).play.waitFor();
    const methods = [...new Set(documentedNames('method'))];
    assert.ok(methods.includes('seekIndex'), methods.join());
    const types = await page
      .locator('await-scope')
      .evaluate(
        (figure, names) => names.map((name) => `${name}: ${typeof (/** @type {any} */ (figure)[name])}`),
        [...methods, 'position', 'duration', 'length', 'trace'],
      );
    assert.deepEqual(types, [
      ...methods.map((name) => `${name}: function`),
      'position: object',
      'duration: number',
      'length: number',
      'trace: string',
    ]);
  }));

test('the events that are documented are those that the code tells', () => {
  const player = join(root, 'web/player');
  const files = /** @type {string[]} */ (readdirSync(player, { recursive: true }));
  const code = files
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => readFileSync(join(player, name), 'utf8'));
  const told = [...code.join('\n').matchAll(/\.tell\('(\w+)'/g)].map(([, name]) => `await-scope-${name}`);
  assert.deepEqual(documentedNames('event').sort(), [...new Set(told)].sort());
});
