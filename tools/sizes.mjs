/** What a page pays for a figure: the files that a browser fetches for it, gzipped. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** The most that a figure may weigh, in bytes. docs/embedding.md tells them. */
export const LIMITS = { trace: 100_000, scenario: 144_000 };

/**
 * The files of a built folder that a figure needs, relative to it.
 * @param {string} folder
 * @returns {{ trace: string[], scenario: string[], idle: string[] }} `trace`: without the trace itself; `scenario`: the first one of
 *   a page; `idle`: what each of them fetches when it stands and the page has nothing else to do
 */
export function figureFiles(folder) {
  const parts = readdirSync(join(folder, 'await-scope'));
  const part = (/** @type {RegExp} */ name) => {
    const found = parts.filter((file) => name.test(file));
    if (found.length !== 1)
      throw new Error(`await-scope/ should hold one file like ${name}, not ${found.length}`);
    return `await-scope/${found[0]}`;
  };
  const withImports = (/** @type {string[]} */ files) => {
    const all = new Set(files);
    for (const file of all) {
      const text = readFileSync(join(folder, file), 'utf8');
      for (const [, name] of text.matchAll(
        /(?:^|[;}\n])import(?:[^"'();]*from)?\s*["'](\.{1,2}\/[^"']+)["']/g,
      )) {
        if (basename(name) !== 'await-scope.js') all.add(`await-scope/${basename(name)}`);
      }
    }
    return [...all];
  };
  return {
    trace: withImports(['await-scope.js', part(/^file-.*\.js$/)]),
    scenario: [
      ...withImports(['await-scope.js', part(/^runtime-.*\.js$/)]),
      part(/^awaitscope-.*\.wasm$/),
      'await-scope/scenarios/gather.json',
    ],
    idle: withImports([part(/^words-.*\.js$/), part(/^highlight-.*\.js$/), part(/^parser-c-.*\.js$/)]),
  };
}

/**
 * @param {string} folder
 * @param {string[]} files
 */
export function gzippedSize(folder, files) {
  return files.reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length,
    0,
  );
}

/**
 * Lines that tell the sizes.
 * @param {string} folder
 */
export function sizeLines(folder) {
  const files = figureFiles(folder);
  const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} KB`;
  const line = (/** @type {'trace' | 'scenario'} */ kind, /** @type {string} */ words) =>
    `${words}: ${kilobytes(gzippedSize(folder, files[kind]))} gzipped (at most ${kilobytes(LIMITS[kind])})`;
  return [
    line('trace', 'a figure from a trace'),
    line('scenario', 'a figure that runs a scenario'),
    `fetched when it stands, for words and colours: ${kilobytes(gzippedSize(folder, files.idle))} gzipped`,
  ];
}
