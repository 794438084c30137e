/** One build at a time in a checkout: `npm start` beside `npm test` would otherwise write the same files twice. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './tool.mjs';

const lock = join(root, 'build/lock');

/** The process that holds the lock, if it still lives. */
function holder() {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    // EPERM: it lives, as another user's.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM' ? -1 : undefined;
  }
}

/**
 * Runs `work` while no other process of this checkout is in such a call. A holder that died is passed over.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(work) {
  mkdirSync(join(root, 'build'), { recursive: true });
  for (let said = false; ; said = true) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    const pid = holder();
    if (pid === undefined) {
      rmSync(lock, { force: true });
      continue;
    }
    if (!said) console.log('build: waiting for another build of this checkout');
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}
