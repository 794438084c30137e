/** A figure in pages that have no server, and in exported ones. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { root } from '../../tools/tool.mjs';
import { awaitscope } from '../node/cli-command.mjs';
import { fromDisk, length, run } from './embedding.mjs';
import { figureOn } from './figure.mjs';

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
