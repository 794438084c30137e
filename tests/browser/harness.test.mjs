import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { accessibilityFindings } from './accessibility.mjs';
import { withPage } from './harness.mjs';

/** @type {string} */
let folder;

/**
 * @param {string} name
 * @param {string} body
 */
function page(name, body) {
  const head = '<meta charset="utf-8"><title>Harness</title><link rel="icon" href="data:,">';
  writeFileSync(join(folder, name), `<!doctype html><html lang="en">${head}${body}</html>`);
}

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'harness-'));
  page('good.html', '<main><h1>Good</h1></main>');
  page('inline.html', '<script>document.title = "ran"</script>');
  page('style.html', '<p style="color: red">Red</p>');
  page('throws.html', '<script src="throws.js"></script>');
  page('missing.html', '<img src="missing.png" alt="">');
  page('nameless.html', '<main><h1>Nameless</h1><button></button></main>');
  writeFileSync(join(folder, 'throws.js'), 'throw new Error("thrown by the page");');
});
after(() => rmSync(folder, { recursive: true }));

const nothing = async () => {};

test('a page without errors passes, with the view and colours asked for', async () => {
  const seen = await withPage({ folder, path: 'good.html', width: 390, colorScheme: 'dark' }, (page) =>
    page.evaluate(() => [innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]),
  );
  assert.deepEqual(seen, [390, true]);
});

test('the Content-Security-Policy holds, and what breaks it fails the test', async () => {
  await assert.rejects(withPage({ folder, path: 'inline.html' }, nothing), /Content Security Policy/);
  await assert.rejects(withPage({ folder, path: 'style.html' }, nothing), /Content Security Policy/);
});

test('an exception and a missing file fail the test', async () => {
  await assert.rejects(withPage({ folder, path: 'throws.html' }, nothing), /thrown by the page/);
  await assert.rejects(withPage({ folder, path: 'missing.html' }, nothing), /404.*missing\.png/s);
});

test('an error that is wanted has to happen', async () => {
  const wanted = { folder, allowedErrors: [/thrown by the page/] };
  await withPage({ ...wanted, path: 'throws.html' }, nothing);
  await assert.rejects(withPage({ ...wanted, path: 'good.html' }, nothing), /should have made an error/);
});

test("where a test fails, the page's errors stand in its message", async () => {
  const use = async () => {
    throw new Error('not found');
  };
  await assert.rejects(withPage({ folder, path: 'throws.html' }, use), /not found[^]*thrown by the page/);
});

test('axe-core runs under the policy and finds a button without a name', async () => {
  const findings = await withPage({ folder, path: 'nameless.html' }, accessibilityFindings);
  assert.match(findings.join('\n'), /button-name/);
  assert.deepEqual(await withPage({ folder, path: 'good.html' }, accessibilityFindings), []);
});
