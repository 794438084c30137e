import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/**
 * The element for other people's pages: dist/await-scope.js, one script, and beside it the two files that it fetches once a
 * figure wants to run a scenario, awaitscope.wasm and scenarios.json. Names without a digest: pages name them.
 */
export default defineConfig({
  root: fileURLToPath(new URL('player', import.meta.url)),
  base: './',
  publicDir: false,
  worker: { format: 'es' },
  build: {
    outDir: fileURLToPath(new URL('../dist', import.meta.url)),
    emptyOutDir: false,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      input: fileURLToPath(new URL('player/await-scope.mjs', import.meta.url)),
      output: {
        entryFileNames: 'await-scope.js',
        assetFileNames: '[name][extname]',
      },
    },
  },
});
