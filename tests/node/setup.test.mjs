import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodeRefusal, npmState, plan } from '../../tools/needs.mjs';

/**
 * A machine on which everything is there, but for what `change` says.
 * @param {Partial<import('../../tools/needs.mjs').Facts>} [change]
 * @returns {import('../../tools/needs.mjs').Facts}
 */
function machine(change = {}) {
  return {
    node: '20.19.0',
    platform: 'linux',
    root: true,
    apt: true,
    sudo: true,
    missing: [],
    npm: 'current',
    linked: true,
    ...change,
  };
}

test('where everything is there, set-up does nothing', () => {
  assert.deepEqual(plan(machine()), { steps: [], refusal: '' });
});

test('root on Debian: one apt step with each package once', () => {
  const { steps, refusal } = plan(machine({ missing: ['emcc', 'clang', 'clangRuntime'] }));
  assert.equal(refusal, '');
  assert.equal(steps.length, 1);
  assert.deepEqual(steps[0].kind === 'apt' && steps[0].packages, ['emscripten', 'clang', 'libclang-rt-dev']);
});

test('not root: the refusal names every missing thing and the command that installs it', () => {
  const { steps, refusal } = plan(machine({ root: false, missing: ['emcc', 'chromium'], npm: 'missing' }));
  assert.deepEqual(steps, [], 'nothing is begun');
  assert.match(refusal, /Emscripten \(emcc\)/);
  assert.match(refusal, /Chromium/);
  assert.match(refusal, /sudo apt-get install --yes emscripten chromium/);
  const bare = plan(machine({ root: false, sudo: false, missing: ['emcc'] }));
  assert.match(bare.refusal, /as root with\n {2}apt-get update && apt-get install --yes emscripten\n/);
});

test('no apt: the refusal says where each thing comes from and what is looked for', () => {
  const { steps, refusal } = plan(
    machine({ platform: 'darwin', apt: false, root: false, missing: ['emcc'] }),
  );
  assert.deepEqual(steps, []);
  assert.match(refusal, /https:\/\/emscripten\.org\S+; emcc and emcmake must be on PATH/);
  assert.doesNotMatch(refusal, /sudo/);
});

test('root without apt is refused too', () => {
  assert.notEqual(plan(machine({ apt: false, missing: ['cmake'] })).refusal, '');
});

test('npm packages alone need neither root nor apt; the link follows them', () => {
  const { steps, refusal } = plan(machine({ root: false, apt: false, npm: 'outdated' }));
  assert.equal(refusal, '');
  assert.deepEqual(
    steps.map((step) => step.kind),
    ['npm', 'link'],
  );
});

test('a missing link alone is made', () => {
  assert.deepEqual(
    plan(machine({ linked: false })).steps.map((step) => step.kind),
    ['link'],
  );
});

test('an old Node is refused before anything else, by its number', () => {
  const { steps, refusal } = plan(machine({ node: '18.20.4', missing: ['emcc'] }));
  assert.deepEqual(steps, []);
  assert.match(refusal, /Node 18\.20\.4.*Node 20\.19 or a later 20, 22\.13 or a later 22, or 24 and newer/);
  assert.notEqual(nodeRefusal('20.18.3'), '');
  assert.equal(nodeRefusal('20.19.0'), '');
  assert.notEqual(nodeRefusal('21.7.3'), '');
  assert.notEqual(nodeRefusal('22.12.0'), '');
  assert.equal(nodeRefusal('22.13.0'), '');
  assert.equal(nodeRefusal('24.0.0'), '');
});

test('Windows is refused with the way that works', () => {
  assert.match(plan(machine({ platform: 'win32' })).refusal, /WSL/);
});

test('node_modules is compared with package-lock.json by content', () => {
  const lock = { packages: { '': {}, 'node_modules/a': { version: '1.0.0' } } };
  /** @param {string} version */
  const installed = (version) => ({ packages: { 'node_modules/a': { version } } });
  assert.equal(npmState(lock, undefined), 'missing');
  assert.equal(npmState(lock, installed('1.0.0')), 'current');
  assert.equal(npmState(lock, installed('0.9.0')), 'outdated');
  assert.equal(npmState(lock, { packages: {} }), 'outdated');
});

test('an optional package of another platform may be absent, but not of another version', () => {
  const lock = { packages: { 'node_modules/a': { version: '1.0.0', optional: true } } };
  assert.equal(npmState(lock, { packages: {} }), 'current');
  assert.equal(npmState(lock, { packages: { 'node_modules/a': { version: '2.0.0' } } }), 'outdated');
});
