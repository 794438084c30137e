/**
 * Looks at the finished module: it may import functions of "host" alone (wasm/host.h), since an import that nobody
 * gives keeps it from starting; emcc does not tell them apart from symbols that were forgotten. Says how big it is.
 *
 *   node tools/check-module.mjs FILE.wasm
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ToolError, runTool } from './tool.mjs';

await runTool(() => {
  const bytes = readFileSync(process.argv[2]);
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(bytes));
  const strangers = imports.filter(({ module, kind }) => module !== 'host' || kind !== 'function');
  if (strangers.length > 0) {
    const names = strangers.map(({ module, name }) => `${module}.${name}`).join(', ');
    throw new ToolError(`the module imports what host.h does not name: ${names}`);
  }
  const zipped = gzipSync(bytes, { level: 9 }).length;
  console.log(
    `${basename(process.argv[2])}: ${bytes.length} bytes, ${zipped} gzipped, ${imports.length} imports`,
  );
});
