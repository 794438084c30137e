/** A figure in other people's pages: its methods, properties and events. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { append, files, length, listen, told } from './embedding.mjs';
import { figureOn, withFigures } from './figure.mjs';

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
