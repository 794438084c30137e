/**
 * What is shown in the set of pictures: one scene a panel, and the pages that stand around figures.
 *
 * @import { Page } from 'playwright-core'
 * @import { PageOptions } from '../harness.mjs'
 */
import { figureOn } from '../figure.mjs';
import { crowdTrace } from '../fixtures/crowd-trace.mjs';
import { gatherTrace } from '../fixtures/gather-trace.mjs';

/**
 * @typedef {object} Scene
 * @property {string} name
 * @property {string} [body] Of a page that holds nothing else; without it `path` is opened.
 * @property {Record<string, unknown>} [files] Served beside that page.
 * @property {string} [path] A page of dist/.
 * @property {Partial<PageOptions>} [options]
 * @property {number[]} [widths] Instead of all.
 * @property {'light'[]} [schemes] Instead of both.
 * @property {boolean} [view] The view is pictured, not the element.
 * @property {(page: Page) => Promise<unknown>} [prepare] Once, before the widths are gone through.
 */

/** @param {string} name @param {string} [attributes] */
const scenario = (name, attributes = '') => `<await-scope scenario="${name}" ${attributes}></await-scope>`;

const recorded = {
  body: '<await-scope trace="run.json"></await-scope>',
  files: { 'run.json': gatherTrace() },
};

/** @param {Page} page @param {number} row */
const select = (page, row) => page.locator('await-scope-timeline .labels button').nth(row).click();

/**
 * Puts a panel in front, as its tab or button does; which of them is there depends on the width.
 * @param {Page} page
 * @param {string} panel
 */
async function open(page, panel) {
  await figureOn(page).play.waitFor();
  const figure = figureOn(page).figure;
  await figure.evaluate((element, name) => void Object.assign(element, { panel: name }), panel);
  if (panel === 'waits') await figure.locator('.graph').waitFor();
  if (panel === 'states') await figure.locator('await-scope-state-machine svg').first().waitFor();
  if (panel === 'events') await figure.locator('await-scope-events li').first().waitFor();
}

/**
 * A panel of a scenario's run at a moment.
 * @param {string} name
 * @param {string} panel
 * @param {string} body
 * @param {(page: Page) => Promise<unknown>} [then]
 * @returns {Scene}
 */
const panel = (name, panel, body, then = async () => {}) => ({
  name,
  body,
  prepare: async (page) => {
    await open(page, panel);
    await then(page);
  },
});

const tooltipOf =
  (/** @type {number} */ row, /** @type {number} */ share) => async (/** @type {Page} */ page) => {
    const box = await page.locator('await-scope .plot').boundingBox();
    if (box) await page.mouse.move(box.x + box.width * share, box.y + 30 + 30 * row + 15);
    await page.locator('await-scope .tip').waitFor();
  };

/** @type {Scene[]} */
export const scenes = [
  { name: 'gather', body: scenario('gather', 'at="1.25"'), prepare: (page) => open(page, 'code') },
  { name: 'gather-end', body: scenario('gather'), prepare: (page) => open(page, 'code') },
  {
    name: 'selected',
    ...recorded,
    prepare: async (page) => {
      await open(page, 'code');
      await figureOn(page).scrub(1);
      for (let i = 0; i < 2; i++) await figureOn(page).back.click();
      await select(page, 2);
    },
  },
  panel('timeout', 'code', scenario('nested_timeouts', 'at="1.6"'), (page) => select(page, 1)),
  panel('cancel', 'code', scenario('cancel_cleanup', 'at="1.4"')),
  ...['tasks', 'futures', 'loop', 'console'].map((name) => ({
    ...panel(name, name, scenario('producer_consumer', 'at="1.3"'), (page) => select(page, 1)),
    widths: name === 'tasks' ? undefined : [390],
  })),
  panel('code-python', 'code', scenario('task_group', 'at="1.5"'), async (page) => {
    await page.getByRole('tab', { name: 'Python', exact: true }).click();
  }),
  panel('code-both', 'code', scenario('task_group', 'at="1.5"'), async (page) => {
    await page.getByRole('tab', { name: 'Both', exact: true }).click();
  }),
  panel('states', 'states', scenario('gather', 'at="1.25"')),
  panel('states-task_group', 'states', scenario('task_group', 'at="2.3"')),
  {
    ...panel('states-crowd', 'states', recorded.body, (page) => figureOn(page).scrub(0.1)),
    files: { 'run.json': crowdTrace(300) },
  },
  panel('waits', 'waits', scenario('gather', 'at="1.25"')),
  ...Object.entries({
    task_group: 1.5,
    wait_for_timeout: 1,
    nested_timeouts: 1.2,
    lock: 1,
    semaphore: 1,
    producer_consumer: 2.1,
    barrier: 1.5,
    condition: 0.7,
    event: 1,
    shield: 0.8,
  }).map(([name, at]) => ({
    ...panel(`waits-${name}`, 'waits', scenario(name, `at="${at}"`)),
    widths: [1280, 390],
  })),
  panel('critical-path', 'waits', scenario('lock', 'at="2.5"'), (page) =>
    figureOn(page).button('On the timeline').click(),
  ),
  panel('events', 'events', scenario('gather', 'at="1.25"'), (page) => select(page, 1)),
  // Of the view: what is scrolled to be pictured has no tooltip any more.
  { ...panel('tooltip', 'code', scenario('lock', 'at="2.5"'), tooltipOf(2, 0.3)), view: true },
  panel('table', 'code', scenario('gather'), (page) => page.locator('await-scope summary').click()),
  panel('steps', 'code', scenario('gather', 'at="1.25"'), (page) => figureOn(page).button('Steps').click()),
  panel('loop-range', 'code', scenario('gather', 'at="1.25"'), (page) =>
    figureOn(page).button('Repeat (L)').click(),
  ),
  panel('help', 'code', scenario('gather', 'at="1.25"'), async (page) => {
    await select(page, 1);
    await page.keyboard.press('?');
  }),
  panel('zoom', 'code', scenario('semaphore', 'at="2"'), async (page) => {
    await select(page, 1);
    for (let i = 0; i < 2; i++) await page.keyboard.press('w');
  }),
  {
    ...panel('crowd', 'tasks', recorded.body, (page) => figureOn(page).scrub(0.1)),
    files: { 'run.json': crowdTrace(300) },
  },
  {
    ...panel('live', 'tasks', scenario('wait_for_timeout'), async (page) => {
      await figureOn(page).button('Live').click();
      await page.waitForTimeout(1500);
      await figureOn(page).play.click();
    }),
    widths: [1280, 390],
  },
  {
    name: 'compare',
    body: `<await-scope-compare>
      ${scenario('wait_for_timeout', 'set="hour=1.5"')}${scenario('wait_for_timeout', 'set="hour=5 cave=4"')}
    </await-scope-compare>`,
    view: true,
    prepare: async (page) => {
      await page.locator('await-scope .plot').nth(1).waitFor();
      await figureOn(page).scrub(2);
    },
  },
  {
    name: 'compare-programs',
    body: `<await-scope-compare>${scenario('sequential')}${scenario('gather')}</await-scope-compare>`,
    view: true,
    prepare: (page) => page.locator('await-scope .plot').nth(1).waitFor(),
  },
  {
    name: 'error',
    options: { allowedErrors: [/404/] },
    body: '<await-scope scenario="gathr"></await-scope>',
    view: true,
    prepare: (page) => page.locator('await-scope [role=alert]').waitFor(),
  },
  { name: 'gallery', path: 'index.html', view: true, prepare: (page) => figureOn(page).play.waitFor() },
  {
    name: 'gallery-compare',
    path: 'index.html#side-by-side',
    view: true,
    prepare: (page) => page.locator('await-scope-compare .plot').nth(1).waitFor(),
  },
  {
    name: 'playground',
    path: 'playground.html',
    view: true,
    prepare: (page) => page.getByRole('status').filter({ hasText: /Ended/ }).first().waitFor(),
  },
  {
    name: 'playground-error',
    path: 'playground.html',
    view: true,
    prepare: async (page) => {
      await page.getByRole('status').filter({ hasText: /Ended/ }).first().waitFor();
      await page.getByRole('textbox', { name: 'Python program' }).click();
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText(broken);
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await page.getByText('ZeroDivisionError').first().waitFor();
    },
  },
  {
    name: 'embedded',
    body: `<p>${prose()}</p>${scenario('gather', 'at="1.25"')}<p>${prose()}</p>`,
    view: true,
    prepare: (page) => open(page, 'code'),
  },
  {
    ...panel('print', 'code', scenario('wait_for_timeout', 'at="2.4"'), (page) =>
      page.emulateMedia({ media: 'print' }),
    ),
    widths: [768],
    schemes: ['light'],
  },
];

const broken = `import asyncio

async def share(loaves, guests):
    await asyncio.sleep(0.5)
    return loaves / guests

async def main():
    print(await asyncio.gather(share(4, 2), share(4, 0)))

asyncio.run(main())
`;

function prose() {
  return 'A figure stands between two paragraphs of a page, as wide as they are. '.repeat(3);
}
