/**
 * Puts all files into the form that `npm test` checks.
 *
 *   node tools/format.mjs
 */
import { filesBelow } from './files.mjs';
import { run, runTool } from './tool.mjs';

await runTool(async () => {
  await run('node_modules/.bin/prettier', ['--write', '--log-level', 'warn', '.']);
  await run('clang-format', [
    '-i',
    ...filesBelow(['runtime', 'wasm', 'tests', 'bench', 'examples'], /\.[ch]$/),
  ]);
});
