/** What a page pays for a figure: the files that a browser fetches for it, gzipped. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './tool.mjs';

/** The most that a figure may weigh, in bytes. docs/embedding.md tells them. */
export const LIMITS = { trace: 100_000, scenario: 120_000 };

/**
 * The modules for pages, and the scenarios of each.
 * @returns {Record<string, string[]>}
 */
export const modules = () => JSON.parse(readFileSync(join(root, 'examples/modules.json'), 'utf8'));

/**
 * The files of a built folder that a figure needs, relative to it.
 * @param {string} folder
 * @param {string} [scenario] that it runs
 * @returns {{ trace: string[], scenario: string[], idle: string[] }} `trace`: without the trace itself; `scenario`: the first one of
 *   a page; `idle`: what each of them fetches when it stands and the page has nothing else to do
 */
export function figureFiles(folder, scenario = 'gather') {
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
  const module = Object.entries(modules()).find(([, names]) => names.includes(scenario))?.[0];
  return {
    trace: withImports(['await-scope.js', part(/^trace-file-.*\.js$/)]),
    scenario: [
      ...withImports(['await-scope.js', part(/^runtime-.*\.js$/)]),
      part(new RegExp(`^${module}-.*\\.wasm$`)),
      `await-scope/scenarios/${scenario}.json`,
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
 * What a figure weighs: from a trace, and for each module the heaviest of those that run one of its scenarios.
 * @param {string} folder
 * @returns {{ what: string, size: number, limit: number }[]}
 */
export function figureSizes(folder) {
  const sizeOf = (/** @type {string} */ scenario) =>
    gzippedSize(folder, figureFiles(folder, scenario).scenario);
  return [
    { what: 'from a trace', size: gzippedSize(folder, figureFiles(folder).trace), limit: LIMITS.trace },
    ...Object.entries(modules()).map(([module, scenarios]) => ({
      what: `that runs a scenario of ${module}`,
      size: Math.max(...scenarios.map(sizeOf)),
      limit: LIMITS.scenario,
    })),
  ];
}

/**
 * Lines that tell the sizes.
 * @param {string} folder
 */
export function sizeLines(folder) {
  const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} KB`;
  return [
    ...figureSizes(folder).map(
      ({ what, size, limit }) => `a figure ${what}: ${kilobytes(size)} gzipped (at most ${kilobytes(limit)})`,
    ),
    `fetched when it stands, for words and colours: ${kilobytes(gzippedSize(folder, figureFiles(folder).idle))} gzipped`,
  ];
}
