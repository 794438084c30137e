/**
 * Makes the set of pictures of the pages anew, into build/screenshots/, to be looked at: every panel, light and dark,
 * in three widths; once more as the colour-blind see it and with the system's own colours.
 *
 *   node tests/browser/screenshots/screenshots.mjs [PART OF A NAME]…
 *   node tests/browser/screenshots/screenshots.mjs docs      docs/gather.png and docs/gather-dark.png, which README.md shows
 *
 * It is a test of node:test only so that the harness closes its browser at the end.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { root } from '../../../tools/tool.mjs';
import { figureOn, withFigures } from '../figure.mjs';
import { withPage } from '../harness.mjs';
import { scenes } from './scenes.mjs';

/**
 * @import { Page } from 'playwright-core'
 * @import { Scene } from './scenes.mjs'
 */

const folder = join(root, 'build/screenshots');
mkdirSync(folder, { recursive: true });

const allWidths = [1280, 768, 390];
const allSchemes = /** @type {const} */ (['light', 'dark']);

/** As Chromium simulates them. */
const visions = /** @type {const} */ (['protanopia', 'deuteranopia', 'tritanopia', 'achromatopsia']);

const wanted = process.argv.slice(2);
const isWanted = (/** @type {string} */ name) =>
  wanted.length === 0 || wanted.some((part) => name.includes(part));

/** @param {number} width */
const heightOf = (width) => (width > 600 ? 1000 : 844);

/**
 * @param {Scene} scene
 * @param {'light' | 'dark'} colorScheme
 * @param {number} width
 * @param {(page: Page) => Promise<void>} use
 */
function withScene({ body, files, path, options }, colorScheme, width, use) {
  const view = { width, height: heightOf(width), colorScheme, ...options };
  return body === undefined ? withPage({ ...view, path }, use) : withFigures({ ...view, body, files }, use);
}

/**
 * @param {Page} page
 * @param {Scene} scene
 * @param {string} name
 */
async function take(page, { view }, name) {
  const path = join(folder, `${name}.png`);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.waitForTimeout(250);
  await (view ? page.screenshot({ path }) : page.locator('await-scope').first().screenshot({ path }));
  console.log(`build/screenshots/${name}.png`);
}

for (const scene of scenes) {
  test(scene.name, async () => {
    for (const scheme of scene.schemes ?? allSchemes) {
      for (const width of scene.widths ?? allWidths) {
        const name = `${scene.name}-${width}-${scheme}`;
        if (!isWanted(name)) continue;
        await withScene(scene, scheme, width, async (page) => {
          await scene.prepare?.(page);
          await take(page, scene, name);
        });
      }
    }
  });
}

test('pictures as the colour-blind see them', async () => {
  const scene = scenes.find(({ name }) => name === 'cancel');
  if (!scene) throw new Error('no scene is called cancel');
  const types = visions.filter((type) => isWanted(`vision-${type}`));
  if (types.length === 0) return;
  for (const scheme of allSchemes) {
    await withScene(scene, scheme, 1280, async (page) => {
      await scene.prepare?.(page);
      const session = await page.context().newCDPSession(page);
      for (const type of types) {
        await session.send('Emulation.setEmulatedVisionDeficiency', { type });
        await take(page, scene, `vision-${type}-${scheme}`);
      }
    });
  }
});

test("pictures with the system's colours", async () => {
  for (const scene of scenes.filter(({ name }) =>
    ['cancel', 'states', 'waits', 'events', 'help'].includes(name),
  )) {
    for (const scheme of allSchemes) {
      const name = `forced-${scene.name}-${scheme}`;
      if (!isWanted(name)) continue;
      await withScene(scene, scheme, 1280, async (page) => {
        await page.emulateMedia({ forcedColors: 'active', colorScheme: scheme });
        await scene.prepare?.(page);
        await take(page, scene, name);
      });
    }
  }
});

test(
  'pictures for the documentation',
  { skip: !wanted.includes('docs') && 'only if asked for' },
  async () => {
    for (const colorScheme of allSchemes) {
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
