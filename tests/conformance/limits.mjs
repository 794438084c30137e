/**
 * The programs of docs/python.md that show what MicroPython cannot do.
 *
 *   node tests/conformance/limits.mjs        whether CPython prints what the document says; AWAITSCOPE_PYTHON names another
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, runTool } from '../../tools/tool.mjs';
import { checkPython, runPython } from './oracle.mjs';

/** @typedef {{ text: string, here: string, there: string }} Limit A program; the last line it prints here, and under CPython. */

/** @returns {Limit[]} */
export function readLimits() {
  const document = readFileSync(join(root, 'docs', 'python.md'), 'utf8');
  const listed = document.slice(document.indexOf('What MicroPython cannot do'));
  const [, programs = ''] = /```python\n([^]*?)```/.exec(listed) ?? [];
  return programs
    .trim()
    .split('\n\n')
    .map((program) => {
      const [, text, here, there] = /^([^]*)\n# here: (.*)\n# CPython: (.*)$/.exec(program) ?? [];
      if (there === undefined)
        throw new Error(`docs/python.md: no "# here:" and "# CPython:" below\n${program}`);
      return { text: `${text}\n`, here, there };
    });
}

/** @param {string} printed */
export function lastLine(printed) {
  return printed.trimEnd().split('\n').at(-1) || 'nothing';
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runTool(async () => {
    await checkPython();
    const folder = mkdtempSync(join(tmpdir(), 'awaitscope-limits-'));
    const file = join(folder, 'program.py');
    let wrong = 0;
    for (const { text, there } of readLimits()) {
      writeFileSync(file, `import asyncio\n${text}`);
      const { stdout, stderr } = await runPython([file]);
      const printed = there.includes(', then ')
        ? stdout.trim().split('\n').join(', then ')
        : lastLine(stdout + stderr);
      if (printed !== there) {
        wrong += 1;
        console.log(`${text}\n  the document says: ${there}\n  CPython prints:    ${printed}\n`);
      }
    }
    rmSync(folder, { recursive: true });
    console.log(`${wrong} wrong`);
    if (wrong > 0) process.exitCode = 1;
  });
}
