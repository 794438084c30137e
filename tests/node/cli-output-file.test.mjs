import assert from 'node:assert/strict';
import {
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Failure } from '../../cli/failure.mjs';
import { OutputFile } from '../../cli/output-file.mjs';
import { folder, shell } from './cli-command.mjs';

const MODULE = fileURLToPath(new URL('../../cli/output-file.mjs', import.meta.url));

/** @param {RegExp} message */
const failure = (message) => (/** @type {unknown} */ error) =>
  error instanceof Failure && message.test(error.message);

test('a file is there whole, and nothing beside it', (context) => {
  const path = folder(context);
  const file = new OutputFile(path('trace.json'));
  assert.throws(() => statSync(path('trace.json')), 'not before it is finished');
  file.finish(['one ', 'two']);
  assert.equal(readFileSync(path('trace.json'), 'utf8'), 'one two');
  assert.deepEqual(readdirSync(path('')), ['trace.json']);
});

test('what was there stays until the new file is whole', (context) => {
  const path = folder(context);
  writeFileSync(path('trace.json'), 'old');
  function* broken() {
    yield 'new';
    throw Object.assign(new Error('disk'), { code: 'ENOSPC' });
  }
  const file = new OutputFile(path('trace.json'));
  assert.throws(
    () => file.finish(broken()),
    failure(/^cannot write .*trace\.json: no space is left on the device$/),
  );
  assert.equal(readFileSync(path('trace.json'), 'utf8'), 'old');
  assert.deepEqual(readdirSync(path('')), ['trace.json']);
});

test('a file that is abandoned leaves nothing', (context) => {
  const path = folder(context);
  new OutputFile(path('trace.json')).abandon();
  assert.deepEqual(readdirSync(path('')), []);
});

test('a link is followed and stays a link', (context) => {
  const path = folder(context);
  writeFileSync(path('target'), 'old');
  symlinkSync('target', path('link'));
  new OutputFile(path('link')).finish(['new']);
  assert.ok(lstatSync(path('link')).isSymbolicLink());
  assert.equal(readFileSync(path('target'), 'utf8'), 'new');
});

test('a full device is told, and stays a device', () => {
  const file = new OutputFile('/dev/full');
  assert.throws(
    () => file.finish(['x']),
    failure(/^cannot write \/dev\/full: no space is left on the device$/),
  );
  assert.ok(statSync('/dev/full').isCharacterDevice());
});

test('a place that cannot be written is known at once', (context) => {
  const path = folder(context);
  mkdirSync(path('sub'));
  writeFileSync(path('plain'), '');
  assert.throws(() => new OutputFile(path('none/t.json')), failure(/no such file or folder$/));
  assert.throws(() => new OutputFile(path('plain/t.json')), failure(/a part of the path is not a folder$/));
  assert.throws(() => new OutputFile(path('sub')), failure(/it is a folder$/));
  assert.throws(() => new OutputFile(path('n'.repeat(300))), failure(/the name is too long$/));
});

test('a process that ends before the file is finished leaves nothing', async (context) => {
  const path = folder(context);
  const script = `import { OutputFile } from '${MODULE}'; new OutputFile('${path('t.json')}'); process.exit(3);`;
  const { status } = await shell(`${process.execPath} --input-type=module -e ${JSON.stringify(script)}`);
  assert.equal(status, 3);
  assert.deepEqual(readdirSync(dirname(path('t.json'))), []);
});

test('a disk that fills up in the midst of the trace leaves what was there', async (context) => {
  const path = folder(context);
  writeFileSync(path('t.json'), 'old');
  const { status, errors } = await shell(
    `trap '' XFSZ; ulimit -f 2; $AWAITSCOPE run gather --format none --trace ${path('t.json')}`,
  );
  assert.equal(status, 2);
  assert.match(errors, /^awaitscope: cannot write .*t\.json: the file would be too large$/m);
  assert.equal(readFileSync(path('t.json'), 'utf8'), 'old');
  assert.deepEqual(readdirSync(path('')), ['t.json']);
});
