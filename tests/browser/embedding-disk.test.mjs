/** A figure in pages that have no server, and in exported ones. */
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { root } from '../../tools/tool.mjs';
import { awaitscope } from '../node/cli-command.mjs';
import { documented, fromDisk, length, run } from './embedding.mjs';
import { figureOn } from './figure.mjs';
import { withPage } from './harness.mjs';

test('a page opened from a disk: the classic script runs scenarios, with threads, and shows a trace that it holds', () =>
  fromDisk(
    async (folder, page) => {
      writeFileSync(
        join(folder, 'page.html'),
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>Disk</title>
       <script src="${pathToFileURL(join(root, 'dist/await-scope.classic.js'))}" defer></script>
       <script type="application/json" id="run">${run.replaceAll('<', '\\u003c')}</script>
       <await-scope trace="#run"></await-scope><await-scope scenario="to_thread"></await-scope>
       <await-scope trace="run.json"></await-scope>`,
      );
      await page.goto(`${pathToFileURL(join(folder, 'page.html'))}`);
      await figureOn(page).play.waitFor();
      assert.equal((await figureOn(page).where()).index, length);
      await page.locator('await-scope').nth(1).scrollIntoViewIfNeeded();
      const second = figureOn(page, 1);
      await second.button('Live').click();
      await second.figure.locator('await-scope-console .text', { hasText: 'primes' }).waitFor();
      await page.locator('await-scope').nth(2).scrollIntoViewIfNeeded();
      const message = await page.locator('await-scope').nth(2).getByRole('alert').textContent();
      assert.match(message ?? '', /without a server holds the trace itself/);
    },
    [/Fetch API cannot load|URL scheme "file" is not supported|CORS|Failed to load/],
  ));

test('an exported page holds player and run: it works from a disk, asks for nothing, and runs anew', () =>
  fromDisk(async (folder, page) => {
    const file = join(folder, 'gather.html');
    const { status, errors } = await awaitscope([
      'export',
      'gather',
      '--set',
      'oslo=1.5',
      '--format',
      'html',
      '-o',
      file,
    ]);
    assert.deepEqual([status, errors], [0, '']);
    /** @type {string[]} */
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${pathToFileURL(file)}`);
    const figure = figureOn(page);
    await figure.play.waitFor();
    assert.equal((await figure.where()).time, 2);
    assert.equal(await figure.figure.locator('input[name=oslo]').inputValue(), '1.5');
    await figure.slide('oslo', 4.5);
    await figure.figure.locator('.where .now', { hasText: '4.500' }).waitFor();
    assert.deepEqual(asked, [`${pathToFileURL(file)}`]);
  }));

test('a page opened from a disk, as it is written: a copy of the one script beside it is all', () =>
  fromDisk(async (folder, page) => {
    const [block] = documented('Without a server', 'html');
    copyFileSync(join(root, 'dist/await-scope.classic.js'), join(folder, 'await-scope.classic.js'));
    writeFileSync(
      join(folder, 'page.html'),
      `<!doctype html><html lang="en"><title>Disk</title>${block}</html>`,
    );
    /** @type {string[]} */
    const asked = [];
    page.on('request', (request) => asked.push(basename(new URL(request.url()).pathname)));
    await page.goto(`${pathToFileURL(join(folder, 'page.html'))}`);
    const figure = figureOn(page);
    await figure.play.waitFor();
    assert.equal((await figure.where()).time, 3);
    for (const panel of ['Who waits for whom', 'State machine', 'Events']) await figure.button(panel).click();
    await figure.slide('oslo', 4.5);
    await figure.figure.locator('.where .now', { hasText: '4.500' }).waitFor();
    assert.deepEqual(asked, ['page.html', 'await-scope.classic.js']);
  }));

test('the commands of the documentation export what they say: a scenario, and a recorded run of a program of no scenario', () =>
  fromDisk(async (folder, page) => {
    const commands = documented('Without a server', 'sh')[0].trim().split('\n');
    writeFileSync(
      join(folder, 'run.json'),
      JSON.stringify({ ...JSON.parse(run), scenario: { name: 'mine', title: 'Mine' } }),
    );
    for (const command of commands) {
      const [npx, name, ...args] = command.split(' ');
      assert.deepEqual([npx, name], ['npx', 'awaitscope']);
      const { status, errors } = await awaitscope(
        args.map((each) => (/\.(json|html)$/.test(each) ? join(folder, each) : each)),
      );
      assert.deepEqual([status, errors], [0, ''], command);
    }
    /** @type {string[]} */
    const asked = [];
    page.on('request', (request) => asked.push(basename(new URL(request.url()).pathname)));
    await page.goto(`${pathToFileURL(join(folder, 'gather.html'))}`);
    await figureOn(page).play.waitFor();
    assert.equal((await figureOn(page).where()).time, 4);
    await page.goto(`${pathToFileURL(join(folder, 'run.html'))}`);
    await figureOn(page).play.waitFor();
    assert.equal((await figureOn(page).where()).index, length);
    assert.equal(
      await page.locator('await-scope-parameters').count(),
      0,
      'a run that no scenario made has no sliders',
    );
    assert.deepEqual(asked, ['gather.html', 'run.html']);
  }));

test('without JavaScript an exported page shows the timeline as a picture', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'embedding-'));
  try {
    const file = join(folder, 'gather.html');
    assert.equal((await awaitscope(['export', 'gather', '--format', 'html', '-o', file])).status, 0);
    await withPage({ path: '', javaScript: false }, async (page) => {
      await page.goto(`${pathToFileURL(file)}`);
      const box = await page.locator('await-scope img').boundingBox();
      assert.ok(box && box.width > 300 && box.height > 60, JSON.stringify(box));
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
