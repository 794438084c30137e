/**
 * All tests: sets up, builds, runs every part, and ends with a summary. Parts that need no quiet run two at a time;
 * those in a browser, which measure time, run last and alone. Exit status 1 where anything failed.
 *
 *   node tools/test.mjs [PART]…     all parts, or those named and what they need (an unknown name lists them)
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, cmake, trees } from './build.mjs';
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
 * @property {string[]} [needs] The parts that have to pass first, because they build what this one runs.
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
 * @param {Parameters<typeof cmake>[1] & { only?: string[] }} options `only`: the tests that are built and run
 * @returns {Promise<Result>}
 */
async function cTests(folder, { only, ...options }) {
  const built = await cmake(folder, only === undefined ? options : { ...options, targets: only });
  const chosen = only === undefined ? [] : ['-R', `^(${only.join('|')})(_out_of_memory)?$`];
  const args = ['--test-dir', folder, '--output-on-failure', '--no-tests=error', ...chosen];
  const { status, output } = await capture('ctest', args, { env: sanitizers });
  const all = join(root, folder, 'Testing/Temporary/LastTest.log');
  const totals = cmockaTotals(existsSync(all) ? readFileSync(all, 'utf8') : '');
  return { status, output: built + output, totals };
}

/** @param {{ folder: string, definitions: string[] }} tree */
function nativeTests({ folder, definitions }) {
  return cTests(folder, { definitions });
}

/**
 * Against CPython's recorded output: the command line, and the examples built natively, under sanitizers and stress.
 */
async function conformanceTests() {
  const { folder, definitions } = trees.stress;
  await cmake(folder, { definitions, targets: ['awaitscope_native'] });
  return nodeTests('tests/conformance', {
    env: { AWAITSCOPE_NATIVE: join(root, folder, 'examples/awaitscope_native') },
  });
}

/**
 * The tests of a folder under Node's test runner.
 * @param {string} folder
 * @param {{ options?: string[], env?: Record<string, string> }} [settings]
 * @returns {Promise<Result>}
 */
async function nodeTests(folder, { options = [], env = {} } = {}) {
  const files = filesBelow([folder], /\.test\.mjs$/);
  if (files.length === 0) return { status: 1, output: `There is no file *.test.mjs in ${folder}.\n` };
  const args = ['--test', '--test-reporter=tap', ...options, ...files];
  const { status, output } = await capture(process.execPath, args, { env: { ...sanitizers, ...env } });
  return { status, output, totals: nodeTotals(output) };
}

const bin = 'node_modules/.bin';

/** @type {Part[]} */
const parts = [
  {
    name: 'build',
    about: 'the wasm module and the pages',
    work: () => build().then(() => ({ status: 0, output: '' })),
  },
  { name: 'gcc', about: 'C tests, gcc, ASan and UBSan', work: () => nativeTests(trees.gcc) },
  {
    name: 'wasm',
    about: 'C tests as WebAssembly in Node',
    work: () => cTests('build/wasm', { emscripten: true }),
  },
  {
    name: 'stress',
    about: 'C tests, clang, ASan and UBSan, every frame moved at each await',
    work: () => nativeTests(trees.stress),
  },
  {
    name: 'races',
    about: 'the C tests with threads, clang, ThreadSanitizer',
    work: () => cTests(trees.races.folder, { ...trees.races, only: ['test_threads', 'test_sockets'] }),
  },
  { name: 'types', about: 'tsc', work: () => each([`${bin}/tsc`, '--noEmit']) },
  { name: 'lint', about: 'ESLint', work: () => each([`${bin}/eslint`, '--max-warnings=0', '.']) },
  {
    name: 'format',
    about: 'Prettier and clang-format',
    work: () =>
      each([`${bin}/prettier`, '--check', '.'], ['clang-format', '--dry-run', '-Werror', ...cSources()]),
  },
  {
    name: 'node',
    about: 'tools, loader, model, command line',
    work: () => nodeTests('tests/node'),
    needs: ['build'],
  },
  {
    name: 'conformance',
    about: "the examples against CPython's recorded output",
    work: conformanceTests,
    needs: ['build'],
  },
  {
    name: 'browser',
    about: 'the pages in Chromium',
    work: () => nodeTests('tests/browser', { options: ['--test-concurrency=1'] }),
    needs: ['build'],
    alone: true,
  },
];

/** @typedef {Result & { part: Part, seconds: number }} Outcome */

/**
 * Runs the parts, `width` at a time, in their order as far as their needs allow; those marked `alone` last.
 * @param {Part[]} chosen With all that they need.
 * @param {number} width
 * @returns {Promise<Outcome[]>} In the order of `chosen`.
 */
async function runParts(chosen, width) {
  /** @type {Map<string, Outcome>} */
  const ended = new Map();
  /** @type {Set<Promise<void>>} */
  const running = new Set();
  const waiting = chosen.filter((part) => !part.alone);
  /** @param {Part} part */
  const start = (part) => {
    const failed = (part.needs ?? []).filter((name) => ended.get(name)?.status !== 0);
    const run = runPart(part, failed).then((outcome) => {
      ended.set(part.name, outcome);
      running.delete(run);
    });
    running.add(run);
    return run;
  };
  while (waiting.length > 0 || running.size > 0) {
    const free = waiting.findIndex((part) => (part.needs ?? []).every((name) => ended.has(name)));
    if (free >= 0 && running.size < width) start(waiting.splice(free, 1)[0]);
    else await Promise.race(running);
  }
  for (const part of chosen.filter((part) => part.alone)) await start(part);
  return chosen.map((part) => /** @type {Outcome} */ (ended.get(part.name)));
}

/**
 * @param {Part} part
 * @param {string[]} failedNeeds
 * @returns {Promise<Outcome>}
 */
async function runPart(part, failedNeeds) {
  const began = performance.now();
  const result =
    failedNeeds.length > 0
      ? { status: 1, output: `Not run, because this failed: ${failedNeeds.join(', ')}` }
      : await part.work().catch(failedTool);
  const outcome = { ...result, part, seconds: (performance.now() - began) / 1000 };
  const log = `build/test/${part.name}.log`;
  mkdirSync(join(root, 'build/test'), { recursive: true });
  writeFileSync(join(root, log), result.output);
  console.log(`test: ${line(outcome)}`);
  if (result.status !== 0) console.log(`${failureOf(result)}\nAll of it: ${log}`);
  return outcome;
}

/**
 * @param {unknown} error
 * @returns {Result}
 */
function failedTool(error) {
  if (!(error instanceof ToolError)) throw error;
  return { status: 1, output: error.message };
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

/**
 * The parts named, with what they need; all, where none is named.
 * @param {string[]} names
 */
function chosenParts(names) {
  /** @type {Set<string>} */
  const chosen = new Set();
  /** @param {string} name */
  const choose = (name) => {
    const part = parts.find((one) => one.name === name);
    if (part === undefined) {
      const known = parts.map((one) => `  ${one.name.padEnd(12)} ${one.about}`).join('\n');
      throw new ToolError(`There is no part ${name}. There are\n${known}`);
    }
    chosen.add(name);
    part.needs?.forEach(choose);
  };
  names.forEach(choose);
  return parts.filter((part) => names.length === 0 || chosen.has(part.name));
}

await runTool(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const chosen = chosenParts(positionals);
  const began = performance.now();
  await setup({ test: true });
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
