import { copyFileSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Makes a folder that is being served hold what another holds. Each file is replaced in one step, what other files name
 * comes before them, and what is gone is removed last: no reader ever finds a hole.
 * @param {string} from
 * @param {string} to
 * @param {{ last?: RegExp }} [options] `last`: the files that name others
 */
export function publish(from, to, { last = /\.html$/ } = {}) {
  const files = filesOf(from).sort((a, b) => Number(last.test(a)) - Number(last.test(b)));
  for (const file of files) {
    const [source, target] = [join(from, file), join(to, file)];
    if (same(source, target)) continue;
    mkdirSync(dirname(target), { recursive: true });
    const beside = `${target}.${process.pid}.new`;
    copyFileSync(source, beside);
    renameSync(beside, target);
  }
  const kept = new Set(files);
  for (const file of filesOf(to)) {
    if (!kept.has(file)) rmSync(join(to, file));
  }
}

/** @param {string} folder */
function filesOf(folder) {
  if (!statSync(folder, { throwIfNoEntry: false })) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

/**
 * @param {string} a
 * @param {string} b
 */
function same(a, b) {
  return statSync(b, { throwIfNoEntry: false })?.isFile() === true && readFileSync(a).equals(readFileSync(b));
}
