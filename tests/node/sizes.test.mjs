import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { figureSizes } from '../../tools/sizes.mjs';
import { root } from '../../tools/tool.mjs';

for (const { what, size, limit } of figureSizes(join(root, 'dist'))) {
  test(`what a page pays for a figure stays small: one ${what}`, () => {
    assert.ok(size <= limit, `${size} bytes gzipped; at most ${limit}`);
  });
}

test('the module with all examples stays small', () => {
  const { length } = gzipSync(readFileSync(join(root, 'build/wasm/awaitscope.wasm')), { level: 9 });
  assert.ok(length <= 60_000, `${length} bytes gzipped; at most 60000`);
});
