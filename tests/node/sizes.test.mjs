import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { figureSizes, gzippedSize, modules } from '../../tools/sizes.mjs';
import { root } from '../../tools/tool.mjs';

for (const { what, size, limit } of figureSizes(join(root, 'dist'))) {
  test(`what a page pays for a figure stays small: one ${what}`, () => {
    assert.ok(size <= limit, `${size} bytes gzipped; at most ${limit}`);
  });
}

const whole = gzippedSize(root, ['build/wasm/awaitscope.wasm']);

test('the module with all examples stays small', () => {
  assert.ok(whole <= 60_000, `${whole} bytes gzipped; at most 60000`);
});

test('a page with three kinds of scenarios pays less for the module with all than for two more of its own', () => {
  const parts = Object.keys(modules()).map((name) => gzippedSize(root, [`build/wasm/figures/${name}.wasm`]));
  const middle = parts.sort((a, b) => a - b)[parts.length >> 1];
  assert.ok(whole < 2 * middle, `${whole} bytes gzipped; the parts ${parts.join(', ')}`);
});
