/**
 * What C cannot follow, the compiler refuses: each sources/NAME.c must fail to compile, with an error that its first
 * line tells (`refused: REGEXP`; `refused by clang: REGEXP` where only clang finds it), and must compile with -DMENDED.
 *
 *   node compile.mjs COMPILER INCLUDE-FOLDER
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';

const [compiler, include] = process.argv.slice(2);
const folder = new URL('sources/', import.meta.url);
const version = spawnSync(compiler, ['--version'], { encoding: 'utf8' }).stdout ?? '';
const isClang = /clang/i.test(version);
const flagsOfClang = isClang ? ['-Wconditional-uninitialized'] : []; // as the library's CMake target passes on
let failures = 0;

/**
 * @param {string} file
 * @param {string[]} flags
 */
function compile(file, flags) {
  const args = ['-std=c11', '-Wall', '-Wextra', '-Wpedantic', '-Werror', '-fsyntax-only', '-I', include];
  const { status, stderr } = spawnSync(compiler, [...args, ...flagsOfClang, ...flags, file], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  return { compiles: status === 0, errors: stderr };
}

/**
 * @param {string} name
 * @param {boolean} holds
 * @param {string} message
 */
function check(name, holds, message) {
  if (holds) return;
  failures++;
  console.log(`${name}: ${message}`);
}

const names = readdirSync(folder).filter((name) => name.endsWith('.c'));
for (const name of names) {
  const file = new URL(name, folder);
  const [, clangOnly, pattern] =
    /^\/\* refused( by clang)?: (.*) \*\/$/m.exec(readFileSync(file, 'utf8')) ?? [];
  check(name, pattern !== undefined, 'its first line does not tell the error');
  const { compiles, errors } = compile(file.pathname, []);
  if (!clangOnly || isClang) {
    check(name, !compiles, 'compiles');
    check(name, compiles || new RegExp(pattern).test(errors), `is refused for another reason:\n${errors}`);
  }
  const mended = compile(file.pathname, ['-DMENDED']);
  check(name, mended.compiles, `does not compile when mended:\n${mended.errors}`);
}
console.log(`${names.length} programs, ${basename(compiler)}: ${failures} failures`);
process.exitCode = failures === 0 && names.length > 0 ? 0 : 1;
