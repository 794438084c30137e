import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { LoadError, WebAssemblyMissing, load } from '../../wasm/index.mjs';

/** The smallest module: magic number and version. */
const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** A scenario list of one. */
const scenarios = [{ name: 'x', title: 'X', theme: '', about: '', look: '', parameters: [], sources: [] }];

const dataUrl = (/** @type {string} */ text) => `data:,${encodeURIComponent(text)}`;

test('module and scenarios may be given as they are, or as addresses to fetch', async () => {
  const wasm = `data:application/wasm;base64,${Buffer.from(empty).toString('base64')}`;
  const list = dataUrl(JSON.stringify(scenarios));
  for (const module of [empty, new WebAssembly.Module(empty), wasm, new URL(wasm)]) {
    assert.deepEqual((await load({ module, scenarios })).scenarios, scenarios);
    assert.deepEqual((await load({ module, scenarios: list })).scenarios, scenarios);
  }
});

test('a file that is not there is named, with the command that makes it', async () => {
  await assert.rejects(
    load({ module: 'no/such.wasm', scenarios }),
    (error) =>
      error instanceof LoadError &&
      /^no\/such\.wasm: there is no such file; `npm run build`/.test(error.message),
  );
});

test('what is no module, and what is no list of scenarios, is refused by its name', async () => {
  await assert.rejects(
    load({ module: fileURLToPath(import.meta.url), scenarios }),
    /load\.test\.mjs: no WebAssembly module: /,
  );
  await assert.rejects(
    load({ module: Uint8Array.of(1, 2, 3), scenarios }),
    /^LoadError: module: no WebAssembly module: /,
  );
  await assert.rejects(load({ module: empty, scenarios: dataUrl('{') }), /data:,%7B: not JSON: /);
  await assert.rejects(
    load({ module: empty, scenarios: dataUrl('{}') }),
    /should hold an array of scenarios/,
  );
});

test('an engine without WebAssembly is told so', async () => {
  const { WebAssembly: had } = globalThis;
  try {
    Reflect.deleteProperty(globalThis, 'WebAssembly');
    await assert.rejects(load({ module: empty, scenarios }), WebAssemblyMissing);
  } finally {
    globalThis.WebAssembly = had;
  }
});

test('the loader finds the built module from any working directory', async () => {
  const index = new URL('../../wasm/index.mjs', import.meta.url).href;
  const script = `import { load } from ${JSON.stringify(index)};
    const { output } = await (await load()).run('gather');
    process.stdout.write(output);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: '/',
  });
  assert.match(stdout, /readings: \[-4, 19, 12\]\nafter 3\.0 s\n$/);
});
