/**
 * One works at a thing at a time: `npm start` beside `npm test` would otherwise install or write the same files at
 * once.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './tool.mjs';

/**
 * The process that holds a lock, if it still lives.
 * @param {string} lock
 */
function holder(lock) {
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
 * Runs `work` while nobody else in this checkout, in this process or another, works at the same thing. A holder that
 * died is passed over.
 * @template T
 * @param {string} thing A name for a file.
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(thing, work) {
  const lock = join(root, `build/${thing}.lock`);
  mkdirSync(join(root, 'build'), { recursive: true });
  for (let said = false; ; said = true) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    const pid = holder(lock);
    if (pid === undefined) {
      rmSync(lock, { force: true });
      continue;
    }
    if (!said) console.log(`${thing}: waiting for another process of this checkout`);
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}
