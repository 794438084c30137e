/**
 * What CPython writes to standard error for the programs in tracebacks/, of which the log of a run must not differ: its
 * tracebacks without the frames of Python's own library and the marks below a part of a line.
 *
 *   node tests/conformance/tracebacks.mjs        records it anew; AWAITSCOPE_PYTHON names another interpreter
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, runTool } from '../../tools/tool.mjs';
import { checkPython, runPython } from './oracle.mjs';

const folder = join(root, 'tests', 'conformance', 'tracebacks');

/** @returns {{ name: string, file: string, expected: string }[]} */
export function readPrograms() {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.py'))
    .map((name) => ({ name, file: join(folder, name), expected: join(folder, name.replace(/py$/, 'txt')) }));
}

/**
 * @param {string} text of standard error
 * @param {string} file of the program
 * @param {string} name as which it is shown
 */
export function withoutLibrary(text, file, name) {
  /** @type {string[]} */
  const kept = [];
  let [inLibrary, inFrame] = [false, false];
  for (const line of text.replaceAll(file, name).split('\n')) {
    const [, from] = /^[ |+]* {2}File "([^"]*)", line \d+(?=, in )/.exec(line) ?? [];
    if (from !== undefined) {
      inLibrary = from !== name;
      inFrame = true;
    } else if (!line.slice(line.search(/[^ |+]/) - 4).startsWith('    ')) {
      [inLibrary, inFrame] = [false, false];
    }
    const marks = inFrame && /^[ |+]*[~^]+[ ~^]*$/.test(line);
    if (!inLibrary && !marks && !line.startsWith('RuntimeWarning: Enable tracemalloc')) {
      kept.push(line);
    }
  }
  // A traceback of nothing but the library's frames has no head.
  return kept
    .filter(
      (line, i) =>
        !/^[ |+]*(Exception Group )?Traceback \(most recent call last\):$/.test(line) ||
        / {2}File "/.test(kept[i + 1] ?? ''),
    )
    .join('\n')
    .trimEnd();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runTool(async () => {
    await checkPython();
    const programs = readPrograms();
    for (const { name, file, expected } of programs) {
      const { stderr } = await runPython([file]);
      writeFileSync(expected, `${withoutLibrary(stderr, file, name)}\n`);
    }
    console.log(`${programs.length} tracebacks recorded in tests/conformance/tracebacks`);
  });
}
