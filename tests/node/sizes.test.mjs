import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { LIMITS, figureFiles, gzippedSize } from '../../tools/sizes.mjs';
import { root } from '../../tools/tool.mjs';

const dist = join(root, 'dist');

for (const kind of /** @type {const} */ (['trace', 'scenario'])) {
  test(`what a page pays for a figure stays small: ${kind}`, () => {
    const size = gzippedSize(dist, figureFiles(dist)[kind]);
    assert.ok(size <= LIMITS[kind], `${size} bytes gzipped; at most ${LIMITS[kind]}`);
  });
}
