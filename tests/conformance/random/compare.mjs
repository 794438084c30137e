/**
 * The random programs, compiled into PROGRAM, print what CPython printed (expected/), and nothing to standard error.
 *
 *   node compare.mjs PROGRAM
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { programName, seeds } from './program.mjs';

const folder = new URL('expected/', import.meta.url);
let failures = 0;
for (const name of seeds.map(programName)) {
  const expected = readFileSync(new URL(`${name}.txt`, folder), 'utf8').split('\n');
  const run = spawnSync(process.argv[2], [name, '--stamp', '--iterations'], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  const got = (run.stdout ?? '').split('\n');
  const line = expected.findIndex((text, index) => text !== got[index]);
  if (line < 0 && got.length === expected.length && run.stderr === '') continue;
  failures++;
  const at = line < 0 ? expected.length : line;
  console.log(`${name}, line ${at + 1}:\n  expected ${expected[at]}\n  got      ${got[at]}\n${run.stderr}`);
}
const files = readdirSync(folder);
if (files.length !== seeds.length) {
  failures++;
  console.log(`${files.length} recorded outputs for ${seeds.length} programs: npm run record`);
}
console.log(`${seeds.length} random programs, ${failures} failures`);
process.exitCode = failures === 0 ? 0 : 1;
