/**
 * Runs a test program that was compiled to a standalone module, by Node's WASI; its exit status is this process's.
 *
 *   node tests/runtime/wasm/run.mjs PROGRAM.wasm [ARGUMENT]…
 */
import { readFile } from 'node:fs/promises';

// Node says once a process that its WASI is experimental; that is no part of a test's output.
process.removeAllListeners('warning');
const { WASI } = await import('node:wasi');

const wasi = new WASI({ version: 'preview1', args: process.argv.slice(2), returnOnExit: true });
const module = await WebAssembly.compile(await readFile(process.argv[2]));
const imports = {
  ...wasi.getImportObject(),
  // Emscripten says that memory grew; WASI looks at it anew in each call.
  env: { emscripten_notify_memory_growth() {} },
};
process.exitCode = wasi.start(await WebAssembly.instantiate(module, imports));
