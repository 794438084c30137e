import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { licences } from './licences.mjs';
import { oneScript } from './one-script.mjs';
import { plainImports } from './plain-imports.mjs';
import { slimChart } from './slim-chart.mjs';
import { tightTemplates } from './tight-templates.mjs';

const { plugin, group } = oneScript();
const { plugin: licencesBeside, ofWorkers } = licences({
  file: 'await-scope/licences.txt',
  script: 'await-scope.js',
});

/**
 * The element for other people's pages: await-scope.js, one script, and beside it the folder await-scope/ with what it
 * fetches when a figure wants it: the runtime, the scenarios, the parts that are not seen at first. The script's name
 * has no digest, for pages name it; what it fetches has one, so that a browser's cache never mixes two versions.
 */
export default defineConfig({
  root: fileURLToPath(new URL('player', import.meta.url)),
  base: './',
  publicDir: false,
  define: { 'globalThis.process': 'undefined' },
  plugins: [slimChart(), tightTemplates(), plainImports(), plugin, licencesBeside],
  worker: {
    format: 'es',
    plugins: ofWorkers,
    rolldownOptions: { output: { entryFileNames: 'await-scope/[name]-[hash].js' } },
  },
  build: {
    outDir: fileURLToPath(new URL('../build/pages', import.meta.url)),
    emptyOutDir: false,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      input: fileURLToPath(new URL('player/await-scope.mjs', import.meta.url)),
      treeshake: { propertyReadSideEffects: false },
      output: {
        entryFileNames: 'await-scope.js',
        codeSplitting: { groups: [group] },
        chunkFileNames: 'await-scope/[name]-[hash].js',
        // scenario-list.json is the one that other files are found by.
        assetFileNames: ({ names }) =>
          names.includes('scenario-list.json')
            ? 'await-scope/[name][extname]'
            : 'await-scope/[name]-[hash][extname]',
      },
    },
  },
});
