import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { serve } from '../../tools/serve.mjs';

/** @type {string} */
let outside;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;

before(async () => {
  outside = mkdtempSync(join(tmpdir(), 'serve-'));
  mkdirSync(join(outside, 'site/docs'), { recursive: true });
  writeFileSync(join(outside, 'secret.txt'), 'secret');
  writeFileSync(join(outside, 'site/index.html'), '<!doctype html>');
  writeFileSync(join(outside, 'site/docs/index.html'), 'docs');
  writeFileSync(join(outside, 'site/a b.wasm'), '\0asm');
  server = await serve(join(outside, 'site'));
});
after(async () => {
  await server.close();
  rmSync(outside, { recursive: true });
});

/**
 * As a client that does not tidy up the address, which fetch does.
 * @param {string} path
 * @returns {Promise<number | undefined>}
 */
function statusOf(path) {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

test('files come with their type; a folder stands for its index.html', async () => {
  const page = await fetch(server.url);
  assert.equal(page.headers.get('content-type'), 'text/html; charset=utf-8');
  assert.equal(await page.text(), '<!doctype html>');
  const module = await fetch(`${server.url}a%20b.wasm?x=1`);
  assert.equal(module.headers.get('content-type'), 'application/wasm');
  assert.equal(await (await fetch(`${server.url}docs/`)).text(), 'docs');
});

test('every answer carries the strict Content-Security-Policy', async () => {
  for (const path of ['', 'none']) {
    const policy = (await fetch(server.url + path)).headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'self'/);
    assert.match(policy, /script-src 'self' 'wasm-unsafe-eval'/);
    assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval(?<!wasm-unsafe-eval)/);
  }
});

test('what is not there is 404; nothing outside the folder is given', async () => {
  assert.equal((await fetch(`${server.url}none`)).status, 404);
  assert.equal(await statusOf('/../secret.txt'), 404);
  assert.equal(await statusOf('/%2e%2e/secret.txt'), 404);
  assert.equal(await statusOf('/docs/..%2f..%2f..%2fsecret.txt'), 404);
  assert.equal(await statusOf('/%00'), 404);
  assert.equal(await statusOf('/%zz'), 404);
});

test('only GET and HEAD are answered', async () => {
  const response = await fetch(server.url, { method: 'POST' });
  assert.equal(response.status, 405);
  const head = await fetch(server.url, { method: 'HEAD' });
  assert.equal(head.headers.get('content-length'), '15');
});

test('a port that is taken: the next free one', async () => {
  const port = Number(new URL(server.url).port);
  const second = await serve(outside, { port });
  try {
    assert.ok(Number(new URL(second.url).port) > port);
    assert.equal(await (await fetch(`${second.url}secret.txt`)).text(), 'secret');
  } finally {
    await second.close();
  }
});
