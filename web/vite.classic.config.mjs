import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { licences } from './licences.mjs';
import { slimChart } from './slim-chart.mjs';
import { tightTemplates } from './tight-templates.mjs';

const { plugin: licencesInside, ofWorkers } = licences({ script: 'await-scope.classic.js' });

const built = (/** @type {string} */ file) => fileURLToPath(new URL(`../build/${file}`, import.meta.url));

/**
 * In the place of player/runtime-files.mjs: the module and the scenarios in the script itself.
 * @returns {import('vite').Plugin}
 */
const inlineFiles = () => ({
  name: 'inline-files',
  enforce: 'pre',
  load(id) {
    if (!id.endsWith('/player/runtime-files.mjs')) return undefined;
    const wasm = readFileSync(built('wasm/awaitscope.wasm')).toString('base64');
    const scenarios = JSON.stringify(readFileSync(built('generated/scenarios.json'), 'utf8'));
    return `
      import { compileModule } from '../../wasm/module.mjs';
      import { findScenario } from '../../wasm/options.mjs';
      export const whole = 'awaitscope';
      export const moduleOf = () => whole;
      export const readModule = async () =>
        compileModule(Uint8Array.from(atob('${wasm}'), (character) => character.charCodeAt(0)));
      export const readScenario = async (name) => findScenario(JSON.parse(${scenarios}), name);`;
  },
});

/** The modules that start a worker, and its script beside them. @type {Record<string, string>} */
const workers = { '/wasm/threads.mjs': 'thread-worker', '/web/player/trace-file.mjs': 'trace-worker' };

/**
 * In the place of a worker's file, from which a page without a server cannot start a worker: its text, as a classic
 * script, for such a page may start no module either.
 * @returns {import('vite').Plugin}
 */
const inlineWorkers = () => ({
  name: 'inline-workers',
  enforce: 'pre',
  transform(code, id) {
    const worker = Object.entries(workers).find(([module]) => id.endsWith(module))?.[1];
    if (!worker) return undefined;
    const started = `new Worker(new URL('./${worker}.mjs', import.meta.url), { type: 'module' })`;
    if (!code.includes(started)) this.error(`${id} no longer starts ${worker}.mjs as this plugin knows it`);
    return `import InlineWorker from './${worker}.mjs?worker&inline';\n${code.replace(started, 'new InlineWorker()')}`;
  },
});

/**
 * The element as one classic script that fetches nothing: await-scope.classic.js, for pages opened from a disk, where
 * browsers refuse modules and fetch, and for pages that hold it inline.
 */
export default defineConfig({
  root: fileURLToPath(new URL('player', import.meta.url)),
  base: './',
  publicDir: false,
  define: { 'globalThis.process': 'undefined' },
  plugins: [slimChart(), tightTemplates(), inlineFiles(), inlineWorkers(), licencesInside],
  worker: { format: 'iife', plugins: ofWorkers },
  build: {
    outDir: fileURLToPath(new URL('../build/pages', import.meta.url)),
    emptyOutDir: false,
    target: 'es2022',
    modulePreload: false,
    rolldownOptions: {
      input: fileURLToPath(new URL('player/await-scope.mjs', import.meta.url)),
      treeshake: { propertyReadSideEffects: false },
      output: { format: 'iife', entryFileNames: 'await-scope.classic.js', codeSplitting: false },
    },
  },
});
