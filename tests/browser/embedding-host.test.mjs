/**
 * Pages as docs/embedding.md writes them, on a server that sets no headers but the kind of a page and of a script, the
 * script in a folder of another place than the page.
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../tools/tool.mjs';
import { documented, length, run } from './embedding.mjs';
import { figureOn } from './figure.mjs';
import { withPage } from './harness.mjs';

/** @import { Page } from 'playwright-core' */

const dist = join(root, 'dist');
let body = '';

/** /docs/page/ is a page with `body`, /files/figures/ what is copied there of dist/. */
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '', 'http://host');
  if (pathname === '/docs/page/') {
    const html = `<!doctype html><html lang="en"><title>A page</title><link rel="icon" href="data:,"><main>${body}</main></html>`;
    response.setHeader('Content-Type', 'text/html; charset=utf-8').end(html);
    return;
  }
  try {
    const [, name] = /^\/files\/figures\/(await-scope(?:\.js|\/.*))$/.exec(pathname) ?? [];
    const file = readFileSync(join(dist, name));
    if (name.endsWith('.js')) response.setHeader('Content-Type', 'text/javascript');
    response.end(file);
  } catch {
    response.writeHead(404).end();
  }
});

before(() => new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined))));
after(() => server.close());

/**
 * Opens a page with a piece of the documentation, its script's address that of this place.
 * @param {string} html
 * @param {(page: Page, asked: URL[]) => Promise<void>} use `asked`: the addresses that the page has asked for
 */
function withDocumented(html, use) {
  body = html.replace(/src="await-scope\.js"/, 'src="../../files/figures/await-scope.js"');
  return withPage({ path: '', height: 2000 }, async (page) => {
    /** @type {URL[]} */
    const asked = [];
    page.on('request', (request) => asked.push(new URL(request.url())));
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    await page.goto(`http://127.0.0.1:${port}/docs/page/`);
    await use(page, asked);
  });
}

const [script] = documented('', 'html')[0].split('\n');

test('one tag and one script from any folder: all that is fetched lies beside the script', () =>
  withDocumented(documented('', 'html')[0], async (page, asked) => {
    const figure = figureOn(page);
    await figure.play.waitFor();
    assert.equal((await figure.where()).time, 3);
    await figure.scrub(1.5);
    await figure.button('Who waits for whom').click();
    await figure.figure.locator('await-scope-wait-graph svg').waitFor();
    await page.waitForLoadState('networkidle');
    const others = asked.slice(1).filter(({ protocol }) => protocol !== 'data:');
    assert.ok(others.some(({ pathname }) => pathname.endsWith('.wasm')));
    for (const { host, pathname } of others) {
      assert.equal(host, new URL(page.url()).host);
      assert.match(pathname, /^\/files\/figures\/await-scope(\.js$|\/)/);
    }
  }));

test('a call of to_thread runs in a worker there, too', () =>
  withDocumented(`${script}<await-scope scenario="to_thread"></await-scope>`, async (page) => {
    const figure = figureOn(page);
    await figure.button('Live').click();
    await figure.figure.locator('await-scope-console .text', { hasText: 'primes' }).waitFor();
  }));

test('a paragraph that moves the figure, as it is written', () =>
  withDocumented(
    `${documented('', 'html')[0]}${documented('Methods, properties, events', 'html')[0]}`,
    async (page) => {
      await figureOn(page).play.waitFor();
      await page.getByRole('button', { name: 'At one second Lima is done.' }).click();
      assert.equal((await figureOn(page).where()).time, 1);
      assert.equal((await figureOn(page).console()).at(-1), 'Lima: 19 degrees');
    },
  ));

test('two runs above each other, as they are written', () =>
  withDocumented(`${script}${documented('Two runs above each other', 'html')[0]}`, async (page) => {
    const titles = page.locator('await-scope .title');
    await titles.nth(1).waitFor();
    await page
      .getByText(/takes 5 s|takes \d/)
      .first()
      .waitFor();
    const called = (await titles.allInnerTexts()).map((text) => text.trim().replace(/\s+/g, ' '));
    assert.match(called[0], /^Called back after 1\.5 s/);
    assert.match(called[1], /^Called back after 5 s/);
  }));

test('a trace inside the page, as it is written', () => {
  const [block] = documented('What it shows', 'html');
  const dots = '{"format": "awaitscope-trace", "version": 1, …}';
  assert.ok(block.includes(dots));
  return withDocumented(`${script}${block.replace(dots, run.replaceAll('<', '\\u003c'))}`, async (page) => {
    await figureOn(page).play.waitFor();
    assert.equal((await figureOn(page).where()).index, length);
  });
});
