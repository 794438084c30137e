/** A figure in other people's pages: what its attributes say, and what is told where they are wrong. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { append, files, length, listen, run, told } from './embedding.mjs';
import { figureOn, withFigures } from './figure.mjs';

const recorded = { body: '<await-scope trace="run.json"></await-scope>', files };

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
  withFigures({ ...recorded, allowedErrors: [/404.*gahter\.json/] }, async (page) => {
    await listen(page);
    /** @type {[string, RegExp][]} */
    const wrong = [
      ['trace="run.json" at="later"', /at="later": should be seconds, start or end/],
      ['scenario="gather" set="oslo"', /set="oslo": should be names with numbers/],
      ['scenario="gather" set="olso=1"', /unknown parameter "olso".*did you mean "oslo"/],
      ['scenario="gather" set="oslo=-1"', /oslo/],
      ['trace="run.json" speed="fast"', /speed="fast": should be loop seconds per second/],
      ['trace="run.json" speed="0"', /speed="0"/],
      ['trace="run.json" theme="blue"', /theme="blue": should be light or dark/],
      ['scenario="gahter"', /unknown scenario "gahter"; did you mean "gather"/],
      ['trace="#nowhere"', /no element of this id/],
      ['', /scenario or a trace/],
      ['trace="run.json" at=" "', /at=" ": should be seconds, start or end/],
      ['trace="run.json" speed=""', /speed="": should be loop seconds per second/],
      ['trace="run.json" speed="NaN"', /speed="NaN"/],
      ['trace="run.json" autoplay="false"', /autoplay="false": should be without a value, or not there\./],
      ['trace="run.json" bare="no"', /bare="no": should be without a value, or not there\./],
      ['trace="run.json" set="oslo=4"', /set="oslo=4": a trace has its own parameters/],
      ['scenario="gather" set="oslo=1 oslo=2"', /set="oslo=1 oslo=2": should be names.*each once/],
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

test('at="end", theme="light" in a dark page, and a figure that is bare', () =>
  withFigures(
    {
      body: `<await-scope trace="run.json" at="end" theme="light" bare></await-scope>
        <await-scope trace="run.json"></await-scope>`,
      files,
      colorScheme: 'dark',
      height: 2400,
    },
    async (page) => {
      const [bare, whole] = [0, 1].map((place) => figureOn(page, place));
      await Promise.all([bare, whole].map(({ play }) => play.waitFor()));
      assert.equal((await bare.where()).time, 3.5);
      const surfaces = await page
        .locator('await-scope .figure')
        .evaluateAll((figures) => figures.map((figure) => getComputedStyle(figure).backgroundColor));
      assert.deepEqual(surfaces, ['rgb(255, 255, 255)', 'rgb(20, 24, 29)']);
      for (const [figure, panels] of /** @type {const} */ ([
        [bare, 0],
        [whole, 1],
      ])) {
        assert.equal(await figure.figure.locator('await-scope-code').count(), panels);
        assert.equal(await figure.figure.locator('await-scope-timeline').count(), 1);
      }
    },
  ));

test('attributes may be changed at any time: another run, another source, other parameters, and back', () =>
  withFigures({ body: '<await-scope trace="run.json"></await-scope>', files }, async (page) => {
    const figure = figureOn(page);
    await figure.play.waitFor();
    const change = (/** @type {Record<string, string | null>} */ attributes) =>
      figure.figure.evaluate((element, to) => {
        for (const [name, value] of Object.entries(to))
          if (value === null) element.removeAttribute(name);
          else element.setAttribute(name, value);
      }, attributes);
    const ends = (/** @type {number} */ time) =>
      page.waitForFunction(
        (seconds) => /** @type {any} */ (document.querySelector('await-scope')).duration === seconds,
        time,
      );
    await change({ trace: null, scenario: 'gather' });
    await ends(3);
    await change({ set: 'oslo=4.5' });
    await ends(4.5);
    await change({ set: 'olso=4.5' });
    await figure.figure.getByRole('alert').filter({ hasText: 'did you mean "oslo"' }).waitFor();
    await change({ set: null });
    await ends(3);
    await change({ scenario: 'sequential' });
    await figure.figure.getByRole('group', { name: 'Run of Sequential and concurrent' }).waitFor();
    await change({ scenario: null, trace: 'run.json', speed: '3' });
    await ends(3.5);
    const speed = figure.figure.getByRole('combobox');
    assert.equal(await speed.inputValue(), '3', 'also one that is not among those to choose from');
    await change({ speed: 'fast' });
    await figure.figure.getByRole('alert').filter({ hasText: 'speed="fast"' }).waitFor();
    await change({ speed: null, at: '1' });
    await speed.waitFor();
    assert.equal(await speed.inputValue(), '1');
    await change({ theme: 'blue' });
    await figure.figure.getByRole('alert').filter({ hasText: 'theme="blue"' }).waitFor();
    await change({ theme: null, at: null });
    await figure.play.waitFor();
    assert.equal((await figure.where()).time, 3.5);
  }));

test('what a property is set to that cannot be is told in the same way, and mended by what can', () =>
  withFigures(recorded, async (page) => {
    const figure = figureOn(page);
    const set = (/** @type {string} */ name, /** @type {string} */ value) =>
      page.evaluate(`document.querySelector('await-scope').${name} = ${value}`);
    /** @type {[name: string, value: string, message: RegExp, right: string][]} */
    const wrong = [
      ['speed', 'NaN', /speed: NaN: should be loop seconds per second/, '1'],
      ['speed', '"2"', /speed: "2": should be loop seconds/, '2'],
      ['at', 'NaN', /at: NaN: should be seconds, start or end/, '1.5'],
      ['at', '{ time: 1 }', /at: { time: 1 }: should be seconds/, 'null'],
      ['set', '{ oslo: 4 }', /set: { oslo: 4 }: should be names with numbers/, '""'],
      ['scenario', '5', /scenario: 5: should be a name/, '""'],
      [
        'trace',
        '{ format: "awaitscope-trace", version: 1, records: [] }',
        /trace: { format: awaitscope-trace, version: 1, records: .* }: should be an address/,
        '"run.json"',
      ],
      ['theme', '3', /theme: 3: should be light or dark/, '"dark"'],
      ['label', '{}', /label: {.*}: should be text/, '"A"'],
      ['autoplay', '"no"', /autoplay: "no": should be without a value/, 'false'],
      ['bare', '1', /bare: 1: should be without a value/, 'false'],
    ];
    for (const [name, value, message, right] of wrong) {
      await figure.play.waitFor();
      await set(name, value);
      assert.match((await figure.figure.getByRole('alert').textContent()) ?? '', message, name);
      await set(name, right);
    }
    await figure.play.waitFor();
  }));
