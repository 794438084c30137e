/** A figure in other people's pages: its look follows theirs, and their Content-Security-Policy holds. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { root } from '../../tools/tool.mjs';
import { documented, files } from './embedding.mjs';
import { figureOn, withFigures } from './figure.mjs';
import { TraceWriter } from './fixtures/trace-writer.mjs';

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

/** Allows what comes from the page's own server, and nothing more. */
const ownAlone = "default-src 'self'";

test('a recorded run is shown under a policy that allows the page itself and nothing more', () =>
  withFigures(
    { body: '<await-scope trace="run.json" at="1.5"></await-scope>', files, policy: ownAlone },
    async (page) => {
      const figure = figureOn(page);
      await figure.play.waitFor();
      await figure.button('Who waits for whom').click();
      await figure.figure.locator('await-scope-wait-graph svg').waitFor();
    },
  ));

/** Nine tasks that are, at some time, in every state there is, and come to every end. */
function everyState() {
  const trace = new TraceWriter();
  const main = trace.number();
  trace.add('taskCreated', main, 0, 'Task-1');
  const tasks = Array.from({ length: 8 }, (_, i) => {
    const task = trace.number();
    trace.add('taskCreated', task, main, `Task-${i + 2}`);
    trace.add('handleScheduled', trace.number(), task, 'Task.__step');
    return task;
  });
  trace.time = 1;
  const waited = tasks.map((task) => {
    const future = trace.number();
    trace.add('stepBegin', task);
    trace.add('futureCreated', future, task, 'sleep', 1);
    trace.time += 0.1;
    trace.add('awaits', task, future, 0, 1);
    trace.add('stepEnd', task);
    return future;
  });
  trace.time = 2;
  const [done, failed, cancelled, ...others] = tasks;
  trace.add('futureResult', done, done, 'None');
  trace.add('futureException', failed, failed, 'ValueError: no');
  trace.add('cancelRequested', cancelled, main, 1);
  others.forEach((task, i) => trace.add('woken', task, waited[i + 3]));
  trace.time = 3;
  trace.add('futureCancelled', cancelled, cancelled, '');
  trace.time = 4;
  trace.add('print', 0, main, 'the end', 1);
  return trace.file({
    name: 'states',
    title: 'Every state',
    sources: [{ name: 'a.c', language: 'c', text: 'int main(void)\n{}\n' }],
  });
}

/**
 * Which of these colours an element has for its text, background, border, outline or drawing, or a canvas in its
 * picture. Runs in the page.
 * @param {string[]} colours
 */
function coloursSeen(colours) {
  const seen = new Set();
  /** @param {ParentNode} tree */
  const visit = (tree) => {
    for (const element of tree.querySelectorAll('*')) {
      const style = getComputedStyle(element);
      const { color, backgroundColor, borderTopColor, borderBottomColor, borderLeftColor, outlineColor } =
        style;
      const { fill, stroke, backgroundImage, textDecorationColor, caretColor, accentColor } = style;
      const text = [color, backgroundColor, borderTopColor, borderBottomColor, borderLeftColor, outlineColor]
        .concat(fill, stroke, backgroundImage, textDecorationColor, caretColor, accentColor)
        .join(' ');
      for (const colour of colours) if (text.includes(colour)) seen.add(colour);
      if (element instanceof HTMLCanvasElement && element.width > 0 && element.height > 0) {
        const pixels = element.getContext('2d')?.getImageData(0, 0, element.width, element.height).data ?? [];
        const painted = new Set();
        for (let i = 0; i < pixels.length; i += 4)
          painted.add(`rgb(${pixels[i]}, ${pixels[i + 1]}, ${pixels[i + 2]})`);
        for (const colour of colours) if (painted.has(colour)) seen.add(colour);
      }
      if (element.shadowRoot) visit(element.shadowRoot);
    }
  };
  visit(document);
  return /** @type {string[]} */ ([...seen]);
}

/** The custom properties that docs/embedding.md names, all of them. */
const documentedProperties = () => {
  const text = readFileSync(join(root, 'docs/embedding.md'), 'utf8');
  const rows = [...text.matchAll(/^\| (`--await-scope-[^|]*) \|/gm)].map(([, cell]) => cell);
  return rows.flatMap((cell) => {
    const range = /^`--await-scope-task-0` … `-(\d)`$/.exec(cell);
    if (range) return Array.from({ length: Number(range[1]) + 1 }, (_, i) => `--await-scope-task-${i}`);
    return [...cell.matchAll(/`(?:--await-scope)?(-[\w-]+)`/g)].map(([, name]) => `--await-scope${name}`);
  });
};

test('the documentation names the custom properties that there are', () => {
  const tokens = readFileSync(join(root, 'web/player/styles/tokens.mjs'), 'utf8');
  const used = [...tokens.matchAll(/var\((--await-scope-[\w-]+)/g)].map(([, name]) => name);
  assert.deepEqual(documentedProperties().sort(), used.sort());
});

test('each colour of them is seen in the figure', () => {
  const colours = documentedProperties().filter((name) => !/-(font|mono|size|radius)$/.test(name));
  const values = Object.fromEntries(
    colours.map((name, i) => [name, `rgb(${10 + 9 * i}, ${200 - 7 * i}, ${40 + i})`]),
  );
  const rules = Object.entries(values).map(([name, value]) => `${name}: ${value};`);
  return withFigures(
    {
      body: '<link rel="stylesheet" href="look.css"><div id="site"><await-scope trace="run.json"></await-scope></div>',
      files: { 'run.json': everyState(), 'look.css': `#site { ${rules.join(' ')} }` },
      height: 1600,
    },
    async (page) => {
      await figureOn(page).play.waitFor();
      const missing = new Set(Object.values(values));
      const look = async () => {
        for (const value of await page.evaluate(coloursSeen, [...missing])) missing.delete(value);
      };
      for (const time of [0, 0.5, 1, 1.5, 2, 3]) {
        await figureOn(page).scrub(time);
        await look();
      }
      const unseen = colours.filter((name) => missing.has(values[name]));
      assert.deepEqual(unseen, []);
    },
  );
});

test('who sees no colours tells the states apart by their patterns', () => {
  const states = ['ready', 'running', 'waiting', 'cancelling'];
  const style = states.map((state) => `--await-scope-${state}: rgb(120, 130, 140)`).join(';');
  return withFigures(
    {
      body: '<link rel="stylesheet" href="look.css"><await-scope trace="run.json"></await-scope>',
      files: { 'run.json': everyState(), 'look.css': `await-scope { ${style} }` },
    },
    async (page) => {
      await figureOn(page).play.waitFor();
      /** Task-4 is in the fourth row, and in the middle of each of its states at these seconds. */
      const seen = { ready: 0.6, running: 1.25, waiting: 1.65, cancelling: 2.5 };
      const tiles = await page.locator('await-scope .plot canvas').evaluate(
        (canvas, times) =>
          times.map((time) => {
            const { width } = canvas.getBoundingClientRect();
            const x = Math.round((14 + (time / 4) * (width - 40)) / 6) * 6;
            const context = /** @type {HTMLCanvasElement} */ (canvas).getContext('2d');
            return [...(context?.getImageData(x - 3, 28 + 3.5 * 30 - 3, 6, 6).data ?? [])].join();
          }),
        Object.values(seen),
      );
      assert.equal(new Set(tiles).size, states.length);
    },
  );
});

test("text is in the page's own font, or in those that the properties say, code in its own", () =>
  withFigures(
    {
      body: `<link rel="stylesheet" href="look.css"><await-scope trace="run.json"></await-scope>
        <await-scope class="own" trace="run.json"></await-scope>`,
      files: {
        ...files,
        'look.css': `body { font-family: Georgia }
          .own { --await-scope-font: Verdana; --await-scope-mono: Courier }`,
      },
      height: 2400,
    },
    async (page) => {
      await Promise.all([0, 1].map((place) => figureOn(page, place).play.waitFor()));
      const fonts = (/** @type {string} */ selector) =>
        page
          .locator(`await-scope ${selector}`)
          .evaluateAll((found) => found.map((each) => getComputedStyle(each).fontFamily));
      assert.deepEqual(await fonts('.figure'), ['Georgia', 'Verdana']);
      const code = await fonts('await-scope-code #source');
      assert.match(code[0], /monospace/);
      assert.equal(code.at(-1), 'Courier');
    },
  ));

test('the policy that the documentation gives is enough for a scenario, also live and in a thread', () => {
  const policy = documented('Content-Security-Policy', '')[0].trim();
  const body = '<await-scope scenario="to_thread"></await-scope>';
  return withFigures({ body, policy, height: 1600 }, async (page) => {
    const figure = figureOn(page);
    await figure.button('Live').click();
    await figure.figure.locator('await-scope-console .text', { hasText: 'primes' }).waitFor();
    for (const panel of ['State machine', 'Who waits for whom', 'Events']) await figure.button(panel).click();
  });
});

test('where the policy forbids WebAssembly, a scenario is told to be wanting it, and a trace is shown', () => {
  const body = '<await-scope scenario="gather"></await-scope><await-scope trace="run.json"></await-scope>';
  return withFigures({ body, files, policy: ownAlone, height: 1600 }, async (page) => {
    await figureOn(page, 1).play.waitFor();
    const message = await page.locator('await-scope').first().getByRole('alert').textContent();
    assert.match(message ?? '', /forbids WebAssembly; its script-src has to name 'wasm-unsafe-eval'$/);
  });
});
