/**
 * Makes the set of pictures of the pages anew, into build/screenshots/, to be looked at.
 *
 *   node tests/browser/screenshots.mjs [PART OF A NAME]…
 *   node tests/browser/screenshots.mjs docs      docs/gather.png and docs/gather-dark.png, which README.md shows
 *
 * It is a test of node:test only so that the harness closes its browser at the end.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { root } from '../../tools/tool.mjs';
import { figureOn, withFigures } from './figure.mjs';
import { gatherTrace } from './fixtures/gather-trace.mjs';
import { withPage } from './harness.mjs';

/** @import { Page } from 'playwright-core' */

const folder = join(root, 'build/screenshots');
mkdirSync(folder, { recursive: true });

const widths = [1280, 390];
const schemes = /** @type {const} */ (['light', 'dark']);
const wanted = process.argv.slice(2);

/**
 * @param {string} name
 * @param {(file: string) => Promise<void>} take
 */
async function picture(name, take) {
  if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) return;
  await take(join(folder, `${name}.png`));
  console.log(`build/screenshots/${name}.png`);
}

/** A recorded run, half way. @param {Page} page */
async function halfWay(page) {
  const figure = figureOn(page);
  await figure.play.waitFor();
  await figure.scrub(1);
  await figure.back.click();
  await figure.back.click();
  await figure.figure.locator('await-scope-timeline .labels button').nth(2).click();
}

/** The two diagrams, each by the name on its button and on its tab. */
const diagrams = [
  { name: 'states', button: 'State machine', tab: 'States' },
  { name: 'waits', button: 'Who waits for whom', tab: 'Waits' },
];

/** @param {Page} page @param {typeof diagrams[number]} diagram */
async function openDiagram(page, { button, tab }) {
  const figure = figureOn(page);
  const narrow = await figure.button(tab).isVisible();
  await figure.button(narrow ? tab : button).click();
  if (button === 'Who waits for whom') await figure.figure.locator('.graph').waitFor();
}

const trace = { body: '<await-scope trace="run.json"></await-scope>', files: { 'run.json': gatherTrace() } };

test('pictures', async () => {
  for (const width of widths) {
    for (const colorScheme of schemes) {
      const view = { width, height: width > 600 ? 900 : 844, colorScheme };
      const suffix = `${width}-${colorScheme}`;
      await picture(`figure-${suffix}`, (path) =>
        withFigures({ ...view, ...trace }, async (page) => {
          await halfWay(page);
          await page.locator('await-scope').screenshot({ path });
        }),
      );
      await picture(`gallery-${suffix}`, (path) =>
        withPage(view, async (page) => {
          await figureOn(page).play.waitFor();
          await page.screenshot({ path });
        }),
      );
      for (const name of ['gather', 'wait_for_timeout', 'cancel_cleanup']) {
        await picture(`${name}-${suffix}`, (path) =>
          withFigures({ ...view, body: `<await-scope scenario="${name}"></await-scope>` }, async (page) => {
            await figureOn(page).play.waitFor();
            await page.locator('await-scope').screenshot({ path });
          }),
        );
      }
    }
  }
  for (const width of [1280, 720, 390]) {
    for (const colorScheme of schemes) {
      for (const diagram of diagrams) {
        await picture(`${diagram.name}-${width}-${colorScheme}`, (path) =>
          withFigures({ width, height: 1200, colorScheme, ...trace }, async (page) => {
            await halfWay(page);
            await openDiagram(page, diagram);
            await page.locator('await-scope').screenshot({ path });
          }),
        );
      }
    }
  }
  await picture('figure-steps', (path) =>
    withFigures({ ...trace, height: 900 }, async (page) => {
      await halfWay(page);
      await figureOn(page).button('Steps').click();
      await page.locator('await-scope').screenshot({ path });
    }),
  );
  await picture('figure-help', (path) =>
    withFigures({ ...trace, height: 1100 }, async (page) => {
      await halfWay(page);
      await page.keyboard.press('?');
      await page.locator('await-scope').screenshot({ path });
    }),
  );
  await picture('figure-live', (path) =>
    withFigures(
      { body: '<await-scope scenario="wait_for_timeout"></await-scope>', height: 900 },
      async (page) => {
        await figureOn(page).play.waitFor();
        await figureOn(page).button('Live').click();
        await page.waitForTimeout(1500);
        await page.locator('await-scope').screenshot({ path });
      },
    ),
  );
  await picture('figure-column', (path) =>
    withFigures({ ...trace, width: 720, height: 1400 }, async (page) => {
      await halfWay(page);
      await page.locator('await-scope').screenshot({ path });
    }),
  );
  await picture('figure-print', (path) =>
    withFigures({ ...trace, height: 1400 }, async (page) => {
      await halfWay(page);
      await page.emulateMedia({ media: 'print' });
      await page.screenshot({ path });
    }),
  );
});

test(
  'pictures for the documentation',
  { skip: !wanted.includes('docs') && 'only if asked for' },
  async () => {
    for (const colorScheme of schemes) {
      const path = join(root, `docs/gather${colorScheme === 'dark' ? '-dark' : ''}.png`);
      const body = '<await-scope scenario="gather" at="1.25"></await-scope>';
      await withFigures({ body, width: 1296, height: 1000, colorScheme }, async (page) => {
        await figureOn(page).play.waitFor();
        await figureOn(page).figure.locator('await-scope-timeline .labels button').nth(1).click();
        await page.locator('await-scope').screenshot({ path });
      });
    }
  },
);
