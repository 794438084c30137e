import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { licences } from './licences.mjs';

const pages = fileURLToPath(new URL('pages', import.meta.url));
const { plugin, ofWorkers } = licences({ file: 'licences.txt' });
const html = readdirSync(pages, { recursive: true }).map(String);

/**
 * Each HTML file of web/pages becomes a page of dist/, at the same place. They use the element as any page does, by its
 * script; tools/pages.mjs puts all that is built here into dist/.
 */
export default defineConfig({
  root: pages,
  // Addresses relative to the page: dist/ may be put anywhere on a server.
  base: './',
  publicDir: false,
  plugins: [plugin],
  worker: { format: 'es', plugins: ofWorkers },
  build: {
    outDir: fileURLToPath(new URL('../build/pages', import.meta.url)),
    emptyOutDir: false,
    target: 'es2022',
    // Data addresses would break the pages' Content-Security-Policy, and the module is fetched only when wanted.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: html.filter((file) => file.endsWith('.html')).map((file) => `${pages}/${file}`),
    },
  },
});
