/** to_thread in a page: a worker with an instance of its own, while the loop goes on. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figureOn, withFigures } from './figure.mjs';

const body = '<await-scope scenario="to_thread" set="limit=5000000"></await-scope>';
const options = { timeout: 120_000 };

/** A live run that counts for seconds. @param {import('playwright-core').Page} page */
async function startLong(page) {
  const figure = figureOn(page);
  await figure.play.waitFor({ timeout: 60_000 });
  await figure.button('Live').click();
  await figure.button('Cancel').waitFor(); // until then the console has what the virtual run printed
  return figure;
}

test('the loop ticks on while the worker counts, and its result comes back', options, () =>
  withFigures({ body }, async (page) => {
    page.setDefaultTimeout(90_000);
    const figure = await startLong(page);
    const result = figure.figure.locator('await-scope-console .text', { hasText: '348513 primes' });
    await result.waitFor();
    const lines = await figure.console();
    assert.ok(lines.indexOf('tick 1') < lines.indexOf('348513 primes'), lines.join(', '));
    assert.equal(page.workers().length, 1);
  }),
);

test('cancelling the run ends the worker in the middle of its sum', options, () =>
  withFigures({ body }, async (page) => {
    const figure = await startLong(page);
    await figure.figure.locator('await-scope-console .text', { hasText: 'tick 1' }).waitFor();
    const worker = page.workers()[0] ?? (await page.waitForEvent('worker'));
    const closed = worker.waitForEvent('close');
    await figure.button('Cancel').click();
    await closed;
    await figure.figure.locator('await-scope-tasks .end.cancelled').first().waitFor();
    assert.ok(!(await figure.console()).some((line) => line.includes('primes')));
  }),
);

test('a worker that cannot be started fails the call, with the reason', options, () =>
  withFigures({ body: '<await-scope scenario="to_thread"></await-scope>' }, async (page) => {
    await page.context().route(/thread-worker/, (route) => route.abort());
    const figure = await startLong(page);
    await figure.figure.getByText('the worker for to_thread could not be started').first().waitFor();
  }),
);
