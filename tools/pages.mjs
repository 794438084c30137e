/** dist/: the pages and the element, built beside it and put in its place file by file. */
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digest, filesBelow } from './files.mjs';
import { publish } from './publish.mjs';
import { sizeLines } from './sizes.mjs';
import { root, run } from './tool.mjs';

const configs = ['web/vite.config.mjs', 'web/vite.embed.config.mjs', 'web/vite.classic.config.mjs'];

const built = join(root, 'build/pages');
const served = join(root, 'dist');
const stamp = join(root, 'build/pages.stamp');

/** All that the pages are made from. */
function inputs() {
  return [
    ...filesBelow(['web', 'wasm'], /\.(mjs|html|css|svg|png|json|py)$/),
    ...filesBelow(['build/wasm/figures'], /\.wasm$/),
    'build/wasm/awaitscope.wasm',
    'build/wasm/python.wasm',
    'examples/modules.json',
    'build/generated/scenarios.json',
    'build/generated/python-library.json',
    'tools/pages.mjs',
    'package-lock.json',
  ];
}

/** Builds what changed since the last call. Throws ToolError, and leaves dist/ as it was. */
export async function buildPages() {
  const from = digest(inputs());
  if (existsSync(served) && existsSync(stamp) && readFileSync(stamp, 'utf8') === from) return;
  console.log('build: the pages and the element (Vite)');
  rmSync(built, { recursive: true, force: true });
  for (const config of configs) {
    await run('node_modules/.bin/vite', ['build', '--config', config, '--logLevel', 'warn']);
  }
  cpSync(join(root, 'build/generated/scenarios'), join(built, 'await-scope/scenarios'), { recursive: true });
  for (const line of sizeLines(built)) console.log(`build: ${line}`);
  publish(built, served, { last: /\.html$|await-scope(\.classic)?\.js$/ });
  writeFileSync(stamp, from);
}
