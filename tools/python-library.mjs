/**
 * The modules that Python programs import (wasm/python/lib) as one file: path and text of each.
 *
 *   node tools/python-library.mjs [FILE]
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesBelow } from './files.mjs';
import { root } from './tool.mjs';

const folder = join('wasm', 'python', 'lib');

/** @param {string} [file] */
export function writePythonLibrary(file = join(root, 'build', 'generated', 'python-library.json')) {
  const modules = filesBelow([folder], /\.py$/).map((path) => [
    relative(folder, path).split(sep).join('/'),
    readFileSync(join(root, path), 'utf8'),
  ]);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(Object.fromEntries(modules)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writePythonLibrary(process.argv[2]);
