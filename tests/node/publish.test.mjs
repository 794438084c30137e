import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { publish } from '../../tools/publish.mjs';

/**
 * @param {string} folder
 * @param {Record<string, string>} files
 */
function write(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

test('the folder holds what the other does; what did not change is left alone, what is gone is removed', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'publish-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const [from, to] = [join(folder, 'from'), join(folder, 'to')];
  write(from, { 'index.html': 'one', 'parts/a-1.js': 'a', 'parts/b.js': 'b' });
  publish(from, to);
  assert.equal(readFileSync(join(to, 'parts/b.js'), 'utf8'), 'b');
  const before = statSync(join(to, 'parts/b.js')).ino;
  rmSync(join(from, 'parts/a-1.js'));
  write(from, { 'index.html': 'two', 'parts/a-2.js': 'a2' });
  publish(from, to);
  assert.equal(readFileSync(join(to, 'index.html'), 'utf8'), 'two');
  assert.equal(readFileSync(join(to, 'parts/a-2.js'), 'utf8'), 'a2');
  assert.ok(!existsSync(join(to, 'parts/a-1.js')));
  assert.equal(statSync(join(to, 'parts/b.js')).ino, before);
});

test('at no time does a page name a part that is not there', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'publish-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const [from, to] = [join(folder, 'from'), join(folder, 'to')];
  write(to, { 'a.html': 'parts/old.js', 'parts/old.js': '' });
  write(from, { 'a.html': 'parts/new.js' });
  mkdirSync(join(from, 'parts/new.js'), { recursive: true });
  write(from, { 'parts/new.js/fails': 'in the way of nothing' });
  // A file where a folder should come stops it half way.
  write(to, { 'parts/new.js': 'a file' });
  assert.throws(() => publish(from, to));
  assert.equal(
    readFileSync(join(to, 'a.html'), 'utf8'),
    'parts/old.js',
    'the page still names what is there',
  );
  assert.ok(existsSync(join(to, 'parts/old.js')));
});
