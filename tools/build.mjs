/**
 * The build: the table and manifest of the scenarios, the wasm modules (build/wasm/), the pages and the
 * element (dist/). Each step does only what changed since the last call.
 *
 *   node tools/build.mjs
 */
import { existsSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onPath } from './find.mjs';
import { withLock } from './lock.mjs';
import { buildPages } from './pages.mjs';
import { writePythonLibrary } from './python-library.mjs';
import { writeScenarios } from './scenarios.mjs';
import { setup } from './setup.mjs';
import { root, run, runTool } from './tool.mjs';

/**
 * What programs of the build are run with. Debian's Node looks for Emscripten's packages where Debian puts them; another
 * Node has to be told. Debian's emcc takes the first wasm-opt on the PATH for its own: below npm that is the package's,
 * which is years newer, and what it prints is not what emcc reads.
 * @param {Record<string, string | undefined>} [from]
 * @returns {Record<string, string>}
 */
export function environment({ NODE_PATH, PATH = '' } = process.env) {
  const isNpms = (/** @type {string} */ folder) => folder.endsWith(join('node_modules', '.bin'));
  return {
    NODE_PATH: [NODE_PATH, '/usr/share/nodejs'].filter(Boolean).join(delimiter),
    PATH: PATH.split(delimiter)
      .filter((folder) => !isNpms(folder))
      .join(delimiter),
  };
}

const env = environment();

/** @type {(compiler: string) => string[]} */
const sanitized = (compiler) => [
  `-DCMAKE_C_COMPILER=${compiler}`,
  '-DCMAKE_BUILD_TYPE=Debug',
  '-DAWAITSCOPE_SANITIZE=ON',
];

/**
 * The native trees of the C tests. In `stress` every frame moves at each await (runtime/src/stress.h); `races` is under
 * ThreadSanitizer.
 */
export const trees = {
  gcc: { folder: 'build/native-gcc', definitions: sanitized('gcc') },
  stress: {
    folder: 'build/native-stress',
    definitions: [...sanitized('clang'), '-DAWAITSCOPE_STRESS=ON'],
  },
  races: {
    folder: 'build/native-races',
    definitions: ['-DCMAKE_C_COMPILER=clang', '-DCMAKE_BUILD_TYPE=Debug', '-DAWAITSCOPE_SANITIZE_THREADS=ON'],
  },
};

/**
 * Configures a build tree where that was not done, and builds targets in it.
 * @param {string} folder Relative to the checkout.
 * @param {{ targets?: string[], emscripten?: boolean, definitions?: string[] }} [options] `targets`: all, if left out.
 * @returns {Promise<string>} What the build printed.
 */
export function cmake(folder, { targets = [], emscripten = false, definitions = [] } = {}) {
  return withLock(basename(folder), async () => {
    const configured = ['build.ninja', 'Makefile'].some((file) => existsSync(join(root, folder, file)));
    if (!configured) await configure(folder, emscripten, definitions);
    const parallel = onPath('ninja') ? [] : ['--parallel', '2'];
    const chosen = targets.flatMap((target) => ['--target', target]);
    return run('cmake', ['--build', folder, ...parallel, ...chosen], { env });
  });
}

/**
 * @param {string} folder
 * @param {boolean} emscripten
 * @param {string[]} definitions
 */
async function configure(folder, emscripten, definitions) {
  const generator = onPath('ninja') ? ['-G', 'Ninja'] : [];
  const native = ['cmake', '-S', '.', '-B', folder, ...generator, ...definitions];
  const [command, ...args] = emscripten ? ['emcmake', ...native] : native;
  await run(command, args, { env });
}

async function buildModules() {
  console.log('build: the wasm modules (Emscripten, binaryen)');
  const output = await cmake('build/wasm', {
    targets: ['awaitscope_module', 'python_module', 'figures'],
    emscripten: true,
  });
  for (const size of output.match(/^\w+\.wasm: .*/gm) ?? []) console.log(`build: ${size}`);
}

/** Sets up and builds everything that the pages and the command line need. Throws ToolError. */
export async function build() {
  await setup({ test: false });
  const generated = join(root, 'build/generated');
  writeScenarios({ manifest: join(generated, 'scenarios.json'), pages: generated });
  writePythonLibrary();
  await buildModules();
  await withLock('pages', buildPages);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runTool(build);
