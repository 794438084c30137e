/**
 * Runs a program that must fail and say why: by an abort, or as AddressSanitizer ends it.
 *
 *   node stops.mjs PROGRAM REGEXP
 */
import { spawnSync } from 'node:child_process';

const [program, pattern] = process.argv.slice(2);
const { signal, status, stderr } = spawnSync(program, { encoding: 'utf8' });
console.log(stderr);
if (status === 0 || !new RegExp(pattern).test(stderr)) {
  console.log(`${program} ended with ${signal ?? status}; a failure and /${pattern}/ were expected`);
  process.exitCode = 1;
}
