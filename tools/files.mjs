/** Lists of the checkout's files, and a number that changes with their content. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './tool.mjs';

/**
 * The files below these paths of the checkout (a path may be a file), in a fixed order, relative to the checkout.
 * @param {string[]} paths What does not exist holds nothing.
 * @param {RegExp} [pattern] Only names that match.
 * @returns {string[]}
 */
export function filesBelow(paths, pattern = /./) {
  const found = paths.flatMap((path) => {
    const start = join(root, path);
    if (!existsSync(start)) return [];
    if (statSync(start).isFile()) return [path];
    const entries = readdirSync(start, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
  });
  return found.filter((file) => pattern.test(file)).sort();
}

/**
 * A digest of the names and contents of files.
 * @param {string[]} files Relative to the checkout.
 */
export function digest(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const content = readFileSync(join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}
