/**
 * Compares what Python programs print on the runtime with what they print under CPython, byte for byte, stamped with
 * time, iteration and task: random programs by their seeds, or files.
 *
 *   node tests/conformance/programs.mjs FROM TO [--of edges|eager|again|streams] [--oracle FOLDER] [--record COUNT]
 *   node tests/conformance/programs.mjs PROGRAM.py… | FOLDER-OF-PROGRAMS [--oracle FOLDER]
 *
 * FOLDER holds oracle.py and generate.py; AWAITSCOPE_ORACLE names it too; without it recorder.py is asked. Seeds are
 * generate.py's, or with --of those of generator/program.mjs. What the oracle said is kept in build/programs and not
 * asked again. --record writes the first COUNT that were compared, and what CPython prints for them, to
 * programs.json.gz, or edges.json.gz, which `npm test` reads. Exit status: 0 where all are equal.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { ToolError, root, runTool } from '../../tools/tool.mjs';
import { generators } from './generator/program.mjs';
import { askOracle, checkPython, findOracle, generate } from './oracle.mjs';

const usage =
  'node tests/conformance/programs.mjs FROM TO | PROGRAM.py… | FOLDER [--of edges|eager|again|streams] [--oracle FOLDER]';

/**
 * @typedef {object} Compared
 * @property {string} name
 * @property {string} text of the program
 * @property {string} expected
 * @property {string} printed
 */

/** The files' names, or the seeds. @param {string[]} given */
function readSubjects(given) {
  if (given.length === 1 && statSync(given[0], { throwIfNoEntry: false })?.isDirectory()) {
    const names = readdirSync(given[0]).filter((name) => name.endsWith('.py'));
    return names.toSorted().map((name) => join(given[0], name));
  }
  if (given.length > 0 && given.every((name) => name.endsWith('.py'))) return given;
  const [from, to] = given.map(Number);
  if (given.length !== 2 || !Number.isInteger(from) || !Number.isInteger(to) || from > to) {
    throw new ToolError(`Which programs? ${usage}`);
  }
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/**
 * A program and what CPython prints for it.
 * @param {string | number} subject
 * @param {string | undefined} kind of a seed; undefined: generate.py's
 * @param {string} oracle
 * @param {string} folder
 */
async function expectationOf(subject, kind, oracle, folder) {
  const digest = createHash('sha256').update(readFileSync(oracle));
  let name = `${kind === undefined ? '' : `${kind}-`}${subject}.py`;
  /** @type {() => string | Promise<string>} */
  let write;
  if (typeof subject === 'string') {
    const text = readFileSync(subject, 'utf8');
    name = basename(subject);
    digest.update(text);
    write = () => text;
  } else if (kind === undefined) {
    const generator = join(dirname(oracle), 'generate.py');
    if (!existsSync(generator))
      throw new ToolError(`There is no ${generator}, which makes the programs. ${usage}`);
    digest.update(readFileSync(generator));
    write = () => generate(generator, subject);
  } else {
    const text = generators[kind](subject);
    digest.update(text);
    write = () => text;
  }
  const file = join(folder, `${digest.digest('hex').slice(0, 16)}-${name}`);
  if (!existsSync(file)) writeFileSync(file, await write());
  if (!existsSync(`${file}.txt`)) {
    writeFileSync(`${file}.txt`, await askOracle(oracle, file));
  }
  return { name, text: readFileSync(file, 'utf8'), expected: readFileSync(`${file}.txt`, 'utf8') };
}

/** Runs programs in a thread of its own, one at a time. */
class Runner {
  #worker = new Worker(new URL('program-worker.mjs', import.meta.url));

  /**
   * @param {{ name: string, text: string }} program
   * @returns {Promise<string>} what it prints
   */
  run(program) {
    return new Promise((done, fail) => {
      this.#worker.once('error', fail);
      this.#worker.once('message', (printed) => {
        this.#worker.off('error', fail);
        done(printed);
      });
      this.#worker.postMessage(program);
    });
  }

  close() {
    return this.#worker.terminate();
  }
}

/** @param {Compared} compared */
function showDifference({ name, expected, printed }) {
  const [wanted, got] = [expected, printed].map((text) => text.split('\n'));
  const line = wanted.findIndex((text, i) => text !== got[i]);
  const at = line < 0 ? wanted.length : line;
  console.log(
    `${name}, line ${at + 1}:\n  CPython  ${wanted[at] ?? '(ends)'}\n  runtime  ${got[at] ?? '(ends)'}`,
  );
}

/** @param {Compared[]} programs @param {string} file */
function record(programs, file) {
  const entries = programs.map(({ name, text, expected }) => ({ name, text, expected }));
  writeFileSync(new URL(file, import.meta.url), gzipSync(JSON.stringify(entries), { level: 9 }));
  console.log(`${entries.length} programs recorded in tests/conformance/${file}`);
}

await runTool(async () => {
  const { values, positionals } = parseArgs({
    options: { oracle: { type: 'string' }, of: { type: 'string' }, record: { type: 'string' } },
    allowPositionals: true,
  });
  const subjects = readSubjects(positionals);
  if (values.of !== undefined && !(values.of in generators)) throw new ToolError(`Of what? ${usage}`);
  const oracle = findOracle(values.oracle, usage);
  await checkPython();
  const folder = join(root, 'build', 'programs');
  mkdirSync(folder, { recursive: true });

  /** @type {Compared[]} */
  const compared = [];
  let next = 0;
  const compareAll = async () => {
    const runner = new Runner();
    try {
      for (let i = next++; i < subjects.length; i = next++) {
        const program = await expectationOf(subjects[i], values.of, oracle, folder);
        compared[i] = { ...program, printed: await runner.run(program) };
      }
    } finally {
      // A thread that waits for programs would keep the process.
      await runner.close();
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, compareAll));

  const ended = compared.filter(({ expected }) => !/^!/m.test(expected));
  const different = compared.filter(({ expected, printed }) => expected !== printed);
  for (const one of different) showDifference(one);
  console.log(`${compared.length - different.length} equal, ${different.length} different`);
  if (ended.length < compared.length) {
    const equal = ended.filter((one) => !different.includes(one)).length;
    console.log(`of the ${ended.length} that end without an error under CPython, ${equal} equal`);
  }
  if (values.record !== undefined) {
    record(compared.slice(0, Number(values.record)), `${values.of ?? 'programs'}.json.gz`);
  }
  if (different.length > 0) process.exitCode = 1;
});
