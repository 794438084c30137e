import assert from 'node:assert/strict';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, test } from 'node:test';
import { withLock } from '../../tools/lock.mjs';
import { root } from '../../tools/tool.mjs';

const thing = `lock-test-${process.pid}`;
const lock = join(root, `build/${thing}.lock`);

afterEach(() => rmSync(lock, { force: true }));

test('the second waits for the first', async () => {
  /** @type {string[]} */
  const order = [];
  /** @type {() => void} */
  let finish = () => {};
  const first = withLock(thing, async () => {
    order.push('first begins');
    await new Promise((resolve) => (finish = () => resolve(undefined)));
    order.push('first ends');
  });
  const second = withLock(thing, async () => void order.push('second'));
  finish();
  await Promise.all([first, second]);
  assert.deepEqual(order, ['first begins', 'first ends', 'second']);
});

test('the lock of a process that died is passed over', async () => {
  // No process has this number: it is above the highest that Linux gives.
  await withLock(thing, async () => {});
  writeFileSync(lock, String(2 ** 30));
  assert.equal(await withLock(thing, async () => 'done'), 'done');
});

test('work that fails gives the lock back', async () => {
  const work = async () => {
    throw new Error('broken');
  };
  await assert.rejects(withLock(thing, work), /broken/);
  assert.equal(existsSync(lock), false);
});
