/**
 * Packs the package as `npm pack` does, and uses it from a project of one's own that has nothing but what package.json
 * depends on.
 */
import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { root, run } from '../../tools/tool.mjs';
import { awaitscope } from './cli-command.mjs';

const project = mkdtempSync(join(tmpdir(), 'awaitscope-package-'));
const installed = join(project, 'node_modules/awaitscope');
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

before(async () => {
  const packed = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', project]);
  const [{ filename }] = JSON.parse(packed.slice(packed.indexOf('[')));
  await run('tar', ['-xzf', join(project, filename), '-C', project]);
  mkdirSync(dirname(installed));
  renameSync(join(project, 'package'), installed);
  for (const name of [...Object.keys(dependencies), '@types/node']) {
    mkdirSync(dirname(join(project, 'node_modules', name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(project, 'node_modules', name));
  }
});

after(() => rmSync(project, { recursive: true, force: true }));

/**
 * @param {string} name
 * @param {string} text
 */
function write(name, text) {
  const path = join(project, name);
  writeFileSync(path, text);
  return path;
}

test('scenarios, programs and models by import, scenarios by require', async () => {
  const program = write(
    'program.mjs',
    `import { load } from 'awaitscope';
    import { createModel } from 'awaitscope/model';
    import { loadPython } from 'awaitscope/python';
    const run = await (await load()).run('gather', { parameters: { oslo: 4 } });
    console.log(run.outcome, createModel(run.trace).end);
    const text = 'import asyncio\\nasync def main():\\n    await asyncio.sleep(2)\\n    print("slept")\\nasyncio.run(main())';
    console.log((await (await loadPython()).run({ name: 'p.py', text })).output);`,
  );
  assert.equal(await run(process.execPath, [program]), 'None 4\nslept\n\n');
  const required = write(
    'program.cjs',
    `require('awaitscope').load().then(async (scope) => console.log((await scope.run('gather')).outcome));`,
  );
  assert.equal(await run(process.execPath, [required]), 'None\n');
});

test('the command runs, and makes a page with the player inside', async () => {
  const command = join(installed, 'cli/awaitscope.mjs');
  const { status, output } = await awaitscope(['export', 'gather', '--format', 'html'], { command });
  assert.equal(status, 0);
  assert.match(output, /<await-scope trace="#run" scenario="gather">/);
});

test('a program in TypeScript finds the types, all of them strict', async () => {
  write(
    'typed.mts',
    `import { load, UsageError, type Run, type RunOptions } from 'awaitscope';
    import { createModel, describe, waitGraph, type Model } from 'awaitscope/model';
    import { loadPython, type Program } from 'awaitscope/python';
    const options: RunOptions = { clock: 'virtual', parameters: { oslo: 4 } };
    const run: Run = await (await load()).run('gather', options);
    const model: Model = createModel(run.trace);
    const program: Program = { name: 'p.py', text: '' };
    const other: Run = await (await loadPython()).run(program, options);
    console.log(UsageError.name, describe(model, 0), waitGraph(model, 1).nodes.length, other.result);
    // @ts-expect-error: there is no such clock
    run.trace.clock === 'sun';
    // @ts-expect-error: Python is another module
    (await import('awaitscope')).loadPython;`,
  );
  const compilerOptions = {
    module: 'nodenext',
    target: 'es2022',
    strict: true,
    noEmit: true,
    types: ['node'],
  };
  write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['typed.mts'] }));
  await run(join(root, 'node_modules/.bin/tsc'), ['--project', project]);
});
