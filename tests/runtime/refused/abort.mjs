/**
 * Runs a program that must stop by an abort and say why on standard error.
 *
 *   node abort.mjs PROGRAM REGEXP
 */
import { spawnSync } from 'node:child_process';

const [program, pattern] = process.argv.slice(2);
const { signal, status, stderr } = spawnSync(program, { encoding: 'utf8' });
console.log(stderr);
if (signal !== 'SIGABRT' || !new RegExp(pattern).test(stderr)) {
  console.log(`${program} ended with ${signal ?? status}; SIGABRT and /${pattern}/ were expected`);
  process.exitCode = 1;
}
