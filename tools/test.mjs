/**
 * All tests: sets up, builds, runs every part, and ends with a summary. Parts that need no quiet run two at a time; those in
 * a browser, which measure time, run last and alone. Exit status 1 where anything failed.
 *
 *   node tools/test.mjs [PART]…     all parts, or those named (an unknown name lists them)
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, cmake } from './build.mjs';
import { filesBelow } from './files.mjs';
import { setup } from './setup.mjs';
import { addTotals, cmockaTotals, nodeTotals, noTotals, totalsLines } from './totals.mjs';
import { ToolError, capture, root, runTool } from './tool.mjs';

/** @typedef {import('./totals.mjs').Totals} Totals */

/**
 * @typedef {object} Result
 * @property {number} status
 * @property {string} output
 * @property {Totals} [totals] Where the part counts tests.
 */

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {string} about
 * @property {() => Promise<Result>} work
 * @property {string} [after] The part that has to end first, because it builds what this one runs.
 * @property {boolean} [alone] Runs while nothing else does.
 */

const sanitizers = {
  ASAN_OPTIONS: 'detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1',
  UBSAN_OPTIONS: 'print_stacktrace=1',
};

/** The C files whose form is checked; the examples stand as their authors laid them out. */
const cSources = () => filesBelow(['runtime', 'wasm', 'tests', 'bench', 'examples'], /\.[ch]$/);

/**
 * Commands one after the other, up to the first that fails.
 * @param {string[][]} commands
 * @returns {Promise<Result>}
 */
async function each(...commands) {
  let all = '';
  for (const [command, ...args] of commands) {
    const { status, output } = await capture(command, args);
    all += output;
    if (status !== 0) return { status, output: all };
  }
  return { status: 0, output: all };
}

/**
 * Builds a tree and runs its C tests.
 * @param {string} folder
 * @param {Parameters<typeof cmake>[1]} options
 * @returns {Promise<Result>}
 */
async function cTests(folder, options) {
  let built;
  try {
    built = await cmake(folder, options);
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return { status: 1, output: error.message };
  }
  const args = ['--test-dir', folder, '--output-on-failure', '--no-tests=error'];
  const { status, output } = await capture('ctest', args, { env: sanitizers });
  const all = join(root, folder, 'Testing/Temporary/LastTest.log');
  const totals = cmockaTotals(existsSync(all) ? readFileSync(all, 'utf8') : '');
  return { status, output: built + output, totals };
}

/** @param {string} compiler */
function nativeTests(compiler) {
  return cTests(`build/native-${compiler}`, {
    definitions: [`-DCMAKE_C_COMPILER=${compiler}`, '-DCMAKE_BUILD_TYPE=Debug', '-DAWAITSCOPE_SANITIZE=ON'],
  });
}

/**
 * The tests of a folder under Node's test runner.
 * @param {string} folder
 * @param {string[]} options
 * @returns {Promise<Result>}
 */
async function nodeTests(folder, options = []) {
  const files = filesBelow([folder], /\.test\.mjs$/);
  if (files.length === 0) return { status: 1, output: `There is no file *.test.mjs in ${folder}.\n` };
  const env = { ...sanitizers, AWAITSCOPE_NATIVE: join(root, 'build/native-gcc/examples/awaitscope_native') };
  const args = ['--test', '--test-reporter=tap', ...options, ...files];
  const { status, output } = await capture(process.execPath, args, { env });
  return { status, output, totals: nodeTotals(output) };
}

const bin = 'node_modules/.bin';

/** @type {Part[]} */
const parts = [
  { name: 'gcc', about: 'C tests, gcc, ASan and UBSan', work: () => nativeTests('gcc') },
  {
    name: 'wasm',
    about: 'C tests as WebAssembly in Node',
    work: () => cTests('build/wasm', { emscripten: true }),
  },
  { name: 'clang', about: 'C tests, clang, ASan and UBSan', work: () => nativeTests('clang') },
  { name: 'types', about: 'tsc', work: () => each([`${bin}/tsc`, '--noEmit']) },
  { name: 'lint', about: 'ESLint', work: () => each([`${bin}/eslint`, '--max-warnings=0', '.']) },
  {
    name: 'format',
    about: 'Prettier and clang-format',
    work: () =>
      each([`${bin}/prettier`, '--check', '.'], ['clang-format', '--dry-run', '-Werror', ...cSources()]),
  },
  { name: 'node', about: 'tools, loader, model, command line', work: () => nodeTests('tests/node') },
  {
    name: 'conformance',
    about: "the examples against CPython's recorded output",
    work: () => nodeTests('tests/conformance'),
    after: 'gcc',
  },
  {
    name: 'browser',
    about: 'the pages in Chromium',
    work: () => nodeTests('tests/browser', ['--test-concurrency=1']),
    alone: true,
  },
];

/** @typedef {Result & { part: Part, seconds: number }} Outcome */

/**
 * Runs the parts, `width` at a time, in their order as far as `after` allows; those marked `alone` last.
 * @param {Part[]} chosen
 * @param {number} width
 * @returns {Promise<Outcome[]>} In the order of `chosen`.
 */
async function runParts(chosen, width) {
  /** @type {Map<Part, Promise<Outcome>>} */
  const started = new Map();
  /** @param {Part} part */
  const start = (part) => {
    const running = runPart(part);
    started.set(part, running);
    return running;
  };
  const waiting = chosen.filter((part) => !part.alone);
  /** @type {Set<string>} */
  const unfinished = new Set(waiting.map((part) => part.name));
  const worker = async () => {
    while (waiting.length > 0) {
      const free = waiting.findIndex((part) => part.after === undefined || !unfinished.has(part.after));
      if (free < 0) {
        // What is waited for runs in another worker.
        await Promise.race([...started].filter(([part]) => unfinished.has(part.name)).map(([, end]) => end));
        continue;
      }
      const [part] = waiting.splice(free, 1);
      await start(part);
      unfinished.delete(part.name);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  for (const part of chosen.filter((part) => part.alone)) await start(part);
  return Promise.all(chosen.map((part) => /** @type {Promise<Outcome>} */ (started.get(part))));
}

/** @param {Part} part */
async function runPart(part) {
  const began = performance.now();
  const result = await part.work();
  const seconds = (performance.now() - began) / 1000;
  const log = `build/test/${part.name}.log`;
  mkdirSync(join(root, 'build/test'), { recursive: true });
  writeFileSync(join(root, log), result.output);
  console.log(`test: ${line({ ...result, part, seconds })}`);
  if (result.status !== 0) console.log(`${failureOf(result)}\nAll of it: ${log}`);
  return { ...result, part, seconds };
}

/**
 * The part of the output that a reader of a failure needs first: of Node's tests the ones that failed.
 * @param {Result} result
 */
function failureOf({ output }) {
  const blocks = output.split(/^(?=# Subtest: )/m);
  const failed = blocks.filter((block) => /^not ok /m.test(block));
  const lines = (failed.length > 0 ? failed.join('') : output).trim().split('\n');
  return (failed.length > 0 ? lines.slice(0, 150) : lines.slice(-150)).join('\n');
}

/** @param {Outcome} outcome */
function line({ part, status, seconds, totals }) {
  const counted = totals === undefined ? '' : `, ${totals.pass} of ${totals.tests} tests passed`;
  const verdict = status === 0 ? 'ok    ' : 'FAILED';
  return `${verdict} ${part.name.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s   ${part.about}${counted}`;
}

/** @param {string[]} names */
function chosenParts(names) {
  for (const name of names) {
    if (!parts.some((part) => part.name === name)) {
      const known = parts.map((part) => `  ${part.name.padEnd(12)} ${part.about}`).join('\n');
      throw new ToolError(`There is no part ${name}. There are\n${known}`);
    }
  }
  return names.length === 0 ? parts : parts.filter((part) => names.includes(part.name));
}

await runTool(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const chosen = chosenParts(positionals);
  const began = performance.now();
  await setup({ test: true });
  await build();
  console.log(`test: ${chosen.length} parts, two at a time`);
  const outcomes = await runParts(chosen, 2);

  console.log('\nSummary');
  for (const outcome of outcomes) console.log(line(outcome));
  const totals = outcomes.reduce((sum, outcome) => addTotals(sum, outcome.totals ?? noTotals), noTotals);
  const failed = outcomes.filter((outcome) => outcome.status !== 0);
  const seconds = (performance.now() - began) / 1000;
  console.log(`\n${totalsLines(totals, seconds)}`);
  if (failed.length > 0) {
    throw new ToolError(`\nFAILED: ${failed.map((outcome) => outcome.part.name).join(', ')}`);
  }
  console.log('\nAll passed.');
});
