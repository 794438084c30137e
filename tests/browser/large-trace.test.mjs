/** A large trace is read beside the page: in a worker, and its model bit by bit. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { makeTrace } from '../../bench/made-trace.mjs';
import { contentSecurityPolicy } from '../../tools/serve.mjs';
import { root } from '../../tools/tool.mjs';
import { formatTraceFile, parseTraceFile } from '../../wasm/trace/file.mjs';
import { fromDisk, listen, run, told } from './embedding.mjs';
import { figureOn, withFigures } from './figure.mjs';

/** @import { Page } from 'playwright-core' */

const trace = makeTrace({ records: 120_000, tasks: 400, steps: 200 });
const large = formatTraceFile(trace);
const files = { 'large.json': large, 'run.json': run };

/** The workers that a page starts, by their scripts' names. @param {Page} page */
function workersOf(page) {
  /** @type {string[]} */
  const started = [];
  page.on('worker', (worker) => started.push(worker.url().replace(/.*\/([\w-]+)-[\w-]+\.js$/, '$1')));
  return started;
}

/** Adds a figure and notes, until it is ready, what it says of itself. @param {Page} page @param {string} name */
const open = (page, name) =>
  page.evaluate(async (name) => {
    const figure = /** @type {any} */ (document.createElement('await-scope'));
    const ready = new Promise((resolve, reject) => {
      figure.addEventListener('await-scope-ready', resolve);
      figure.addEventListener('await-scope-error', (/** @type {any} */ { detail }) =>
        reject(new Error(detail.message)),
      );
    });
    figure.setAttribute('trace', name);
    document.querySelector('main')?.append(figure);
    /** @type {Set<string>} */
    const notes = new Set();
    let turns = 0;
    const look = setInterval(() => {
      turns += 1;
      notes.add(figure.shadowRoot.querySelector('.note')?.textContent ?? '');
    });
    await ready;
    clearInterval(look);
    const { duration, length, note } = figure;
    return { duration, length, note, turns, notes: [...notes] };
  }, name);

test('a large trace is read in a worker under the strict policy, and says how far it is; a small one needs none', () =>
  withFigures({ body: '', files }, async (page) => {
    const started = workersOf(page);
    await open(page, 'run.json');
    assert.deepEqual(started, []);
    const { duration, length, note, notes, turns } = await open(page, 'large.json');
    assert.deepEqual(started, ['trace-worker']);
    const read = parseTraceFile(large);
    assert.deepEqual({ duration, length }, { duration: read.time[read.length - 1], length: read.length });
    assert.ok(notes.includes(`Reading the run: ${Math.round(large.length / 1e6)} MB`), notes.join());
    assert.ok(
      notes.some((text) => /Reading the run: \d+ %/.test(text)),
      notes.join(),
    );
    assert.equal(note, '');
    assert.ok(turns > 5, `the page had ${turns} turns`);
    await page.waitForFunction(() => document.querySelectorAll('await-scope').length === 2);
    assert.deepEqual(page.workers(), [], 'it is gone');
    const columns = await page
      .locator('await-scope')
      .nth(1)
      .evaluate((figure) => {
        const { trace } = /** @type {any} */ (figure).model;
        return Object.fromEntries(
          ['time', 'turn', 'kind', 'line', 'subject', 'object', 'value'].map((name) => [
            name,
            trace[name].reduce(
              (/** @type {number} */ sum, /** @type {number} */ each, /** @type {number} */ i) =>
                Number.isFinite(each) ? sum + each * ((i % 7) + 1) : sum,
              0,
            ),
          ]),
        );
      });
    for (const [name, sum] of Object.entries(columns)) {
      const column = Array.from(/** @type {any} */ (read)[name].subarray(0, read.length));
      const expected = column.reduce(
        (all, each, i) => (Number.isFinite(each) ? all + each * ((i % 7) + 1) : all),
        0,
      );
      assert.equal(sum, expected, name);
    }
  }));

test('what is wrong with a large trace is told in the same words', () => {
  const broken = {
    'cut.json': large.slice(0, -3000),
    'back.json': large.replace(/\n\[[\d.]+,(.*)\n\]\n\}\n$/, '\n[0,$1\n]\n}\n'),
    'other.json': large.replace('"version": 1', '"version": 2'),
  };
  return withFigures({ body: '', files: broken }, async (page) => {
    for (const [name, text] of Object.entries(broken)) {
      /** @type {unknown} */
      let complaint;
      assert.throws(
        () => parseTraceFile(text, name),
        (error) => Boolean((complaint = /** @type {Error} */ (error).message)),
      );
      await assert.rejects(open(page, name), (/** @type {Error} */ error) => {
        assert.ok(error.message.includes(String(complaint)), `${error.message}\n${complaint}`);
        return true;
      });
    }
  });
});

test('another trace that is wanted meanwhile takes its place, and nothing of the first comes', () =>
  withFigures({ body: '<await-scope trace="run.json"></await-scope>', files }, async (page) => {
    await figureOn(page).play.waitFor();
    await listen(page);
    const shown = await page.evaluate(async () => {
      const figure = /** @type {any} */ (document.querySelector('await-scope'));
      const says = async (/** @type {RegExp} */ what) => {
        while (!what.test(figure.note)) await new Promise((resolve) => setTimeout(resolve));
      };
      const lengths = [];
      for (const moment of [/MB/, /%/]) {
        figure.setAttribute('trace', 'large.json');
        await says(moment);
        const ready = new Promise((resolve) =>
          figure.addEventListener('await-scope-ready', resolve, { once: true }),
        );
        figure.setAttribute('trace', 'run.json');
        await ready;
        lengths.push(figure.length, figure.note);
      }
      // Long enough for what was dropped to come, did it still.
      figure.setAttribute('trace', 'large.json');
      await says(/%/);
      return lengths;
    });
    const small = JSON.parse(run).records.length;
    assert.deepEqual(shown, [small, '', small, '']);
    await page.waitForFunction(
      (length) => /** @type {any} */ (document.querySelector('await-scope')).length === length,
      trace.length,
    );
    assert.deepEqual(page.workers(), []);
    const ready = (await told(page)).filter(([name]) => name === 'ready').map(([, { length }]) => length);
    assert.deepEqual(ready, [small, small, trace.length]);
  }));

test('a figure that is taken out of the page while its trace is read gets it when it is back', () =>
  withFigures({ body: '', files }, async (page) => {
    const lengths = await page.evaluate(async () => {
      const figure = /** @type {any} */ (document.createElement('await-scope'));
      const main = /** @type {HTMLElement} */ (document.querySelector('main'));
      let ready = 0;
      figure.addEventListener('await-scope-ready', () => (ready += 1));
      const lengths = [];
      figure.setAttribute('trace', 'large.json');
      for (const moment of [/MB/, /%/]) {
        main.append(figure);
        while (!moment.test(figure.note)) await new Promise((resolve) => setTimeout(resolve));
        figure.remove();
        lengths.push(figure.length);
      }
      main.append(figure);
      while (ready === 0) await new Promise((resolve) => setTimeout(resolve));
      return [...lengths, figure.length, ready];
    });
    assert.deepEqual(lengths, [0, 0, trace.length, 1]);
  }));

test('where the policy forbids workers the page reads it itself', () =>
  withFigures(
    { body: '', files, policy: `${contentSecurityPolicy}; worker-src 'none'`, allowedErrors: [/worker-src/] },
    async (page) => {
      assert.equal((await open(page, 'large.json')).length, trace.length);
    },
  ));

test('a page opened from a disk has a worker for a large trace that it holds', () =>
  fromDisk(async (folder, page) => {
    const started = workersOf(page);
    writeFileSync(
      join(folder, 'page.html'),
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Disk</title>
       <script src="${pathToFileURL(join(root, 'dist/await-scope.classic.js'))}" defer></script>
       <script type="application/json" id="run">${large.replaceAll('<', '\\u003c')}</script>
       <await-scope trace="#run"></await-scope>`,
    );
    await page.goto(`${pathToFileURL(join(folder, 'page.html'))}`);
    await figureOn(page).play.waitFor();
    assert.equal((await figureOn(page).where()).index, trace.length);
    assert.equal(started.length, 1);
  }));
