/** What the programs of the build are run with. */
import assert from 'node:assert/strict';
import { delimiter } from 'node:path';
import test from 'node:test';
import { environment } from '../../tools/build.mjs';

test("npm's own programs are not on the path, for Debian's emcc would take binaryen from there", () => {
  const path = ['/somewhere/node_modules/.bin', '/usr/bin', '/node_modules/.bin', '/bin'].join(delimiter);
  assert.equal(environment({ PATH: path }).PATH, ['/usr/bin', '/bin'].join(delimiter));
});

test("Emscripten's packages are found where Debian puts them, behind those of who builds", () => {
  assert.equal(environment({}).NODE_PATH, '/usr/share/nodejs');
  assert.equal(environment({ NODE_PATH: '/own' }).NODE_PATH, ['/own', '/usr/share/nodejs'].join(delimiter));
});
