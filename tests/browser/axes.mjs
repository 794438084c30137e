/** Builds fixtures/axes.mjs with a Chart.js of one's own and runs it in a page. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/**
 * @param {import('vite').Plugin[]} plugins
 * @param {(folder: string) => Promise<void>} use called with the folder that holds axes.js
 */
export async function withAxes(plugins, use) {
  const folder = mkdtempSync(join(tmpdir(), 'awaitscope-axes-'));
  const entry = fileURLToPath(new URL('fixtures/axes.mjs', import.meta.url));
  try {
    await build({
      configFile: false,
      logLevel: 'warn',
      publicDir: false,
      plugins,
      build: {
        outDir: folder,
        emptyOutDir: false,
        lib: { entry, formats: ['iife'], name: 'axes', fileName: () => 'axes.js' },
      },
    });
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
