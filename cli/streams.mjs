import { reason } from './failure.mjs';

/**
 * Writes to standard output. Where its reader has gone (`| head`) there is nothing left to do: the process ends; where
 * the disk is full it says so.
 * @param {string} text
 */
export function write(text) {
  process.stdout.write(text);
}

process.stdout.on('error', (error) => {
  if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EPIPE') {
    process.exit();
  }
  console.error(`awaitscope: cannot write the output: ${reason(error)}`);
  process.exit(2);
});

// Nobody reads the messages: the exit status still tells.
process.stderr.on('error', () => {});
