/**
 * The examples of docs/c-guide.md: each fenced C block is a program, and the text block behind it what it prints.
 * Without --write, says where that is not so; with it, writes what they print into the guide, for a person to look at.
 *
 *   node tools/c-guide.mjs [--write]
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cmake, trees } from './build.mjs';
import { filesBelow } from './files.mjs';
import { ToolError, capture, root, runTool } from './tool.mjs';

/** @typedef {{ line: number, code: string, expected: string }} Example `line` of the guide, from 1 */

export const guideFile = join(root, 'docs/c-guide.md');

/** The stress tree of the C tests: it and the sanitizers find what an example does wrong unseen. */
const { folder: tree, definitions } = trees.stress;
const strict = [
  '-std=c11',
  ...['-Wall', '-Wextra', '-Wpedantic', '-Werror'],
  ...['-fsanitize=address,undefined', '-DAIO__STRESS'],
];

/** Runs the coroutine `program` on a virtual clock: what the guide says of an example without `main`. */
const main = `
#include <stdio.h>
static void guide_print(void *data, const char *text, size_t size, double time, uint32_t turn, const char *task) {
  (void)data, (void)time, (void)turn, (void)task;
  printf("%.*s\\n", (int)size, text);
}
static void guide_report(void *data, const char *message, asyncio_error *error) {
  (void)data;
  printf("%s%s%s\\n", message, error == NULL ? "" : ": ", error == NULL ? "" : asyncio_error_message(error));
}
int main(void) {
  asyncio_runner *runner = asyncio_runner_new();
  asyncio_loop_set_printer(asyncio_runner_loop(runner), guide_print, NULL);
  asyncio_loop_set_exception_handler(asyncio_runner_loop(runner), guide_report, NULL);
  asyncio_runner_start(runner, CORO(program));
  asyncio_run_status status = asyncio_runner_run_virtual(runner);
  if (status != ASYNCIO_RUN_RETURNED) {
    puts(status == ASYNCIO_RUN_RAISED ? asyncio_error_message(asyncio_runner_error(runner)) : "it waits for ever");
  }
  asyncio_runner_free(runner);
  return status != ASYNCIO_RUN_RETURNED;
}
`;

const pattern = /^```c\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?/gms;

/**
 * @param {string} guide
 * @returns {Example[]}
 */
export function examplesOf(guide) {
  return [...guide.matchAll(pattern)].map(({ 1: code, 2: expected = '', index }) => ({
    line: guide.slice(0, index).split('\n').length,
    code,
    expected,
  }));
}

/** @param {Example} example */
function sourceOf({ line, code }) {
  const include = code.includes('#include <asyncio.h>') ? '' : '#include <asyncio.h>\n';
  const at = `#line 1 "example in line ${line}"\n`;
  return `${include}${at}${code}${/\bint main\(/.test(code) ? '' : main}`;
}

/**
 * Compiles an example and runs it.
 * @param {Example} example
 * @param {string} folder for its files
 * @returns {Promise<{ status: number, output: string }>} of the compiler, where that failed
 */
async function runExample(example, folder) {
  const program = join(folder, `line-${example.line}`);
  writeFileSync(`${program}.c`, sourceOf(example));
  const library = join(root, tree, 'runtime/libasyncio.a');
  const source = [...strict, `-I${join(root, 'runtime/include')}`, `${program}.c`];
  const compiled = await capture('clang', [
    ...source,
    '-Wconditional-uninitialized',
    library,
    '-lm',
    '-pthread',
    '-o',
    program,
  ]);
  if (compiled.status !== 0) return compiled;
  const checked = await capture('gcc', [...source, '-fsyntax-only']);
  return checked.status === 0 ? capture(program, []) : checked;
}

/**
 * Runs all examples of a guide, two at a time.
 * @param {string} guide
 * @returns {Promise<{ example: Example, status: number, output: string }[]>}
 */
export async function runExamples(guide) {
  await cmake(tree, { targets: ['asyncio'], definitions });
  const folder = mkdtempSync(join(tmpdir(), 'awaitscope-guide-'));
  try {
    const examples = examplesOf(guide);
    /** @type {{ example: Example, status: number, output: string }[]} */
    const results = [];
    let next = 0;
    const work = async () => {
      while (next < examples.length) {
        const index = next++;
        results[index] = { example: examples[index], ...(await runExample(examples[index], folder)) };
      }
    };
    await Promise.all([work(), work()]);
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * What programs may use: the functions and macros of asyncio's headers.
 * @returns {string[]}
 */
export function publicNames() {
  const names = filesBelow(['runtime/include/asyncio'], /\.h$/).flatMap((file) => {
    const code = readFileSync(join(root, file), 'utf8').replace(/\/\*.*?\*\//gs, '');
    const functions = [...code.matchAll(/^(?!static inline|typedef| )[\w *]*?\b(asyncio_\w+)\(/gm)];
    const inline = [...code.matchAll(/^static inline [\w *]*?\b(asyncio_\w+)\(/gm)];
    const macros = [...code.matchAll(/^#define ((?!AIO__|ASYNCIO_\w+_H\b)\w+)/gm)];
    return [...functions, ...inline, ...macros].map(([, name]) => name);
  });
  return [...new Set(names)];
}

/** @param {string} guide */
async function writeOutputs(guide) {
  const results = await runExamples(guide);
  const failed = results.filter(({ status }) => status !== 0);
  for (const { example, output } of failed) console.error(`line ${example.line}:\n${output}`);
  let index = 0;
  const written = guide.replace(pattern, (block, code) => {
    const { status, output } = results[index++];
    return status === 0 ? `\`\`\`c\n${code}\`\`\`\n\n\`\`\`text\n${output}\`\`\`\n` : block;
  });
  writeFileSync(guideFile, written);
}

async function run() {
  const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
  const guide = readFileSync(guideFile, 'utf8');
  if (values.write) {
    await writeOutputs(guide);
    return;
  }
  const wrong = (await runExamples(guide)).filter(
    ({ example, status, output }) => status !== 0 || output !== example.expected,
  );
  const lines = wrong.map(({ example, output }) => `docs/c-guide.md, line ${example.line}:\n${output}`);
  if (lines.length > 0) throw new ToolError(lines.join('\n'));
  console.log('c-guide: every example prints what the guide says');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runTool(run);
