/** The module `awaitscope/python`. */

import type { Run, RunOptions } from '../types.js';

export type * from '../types.js';

/** A Python program; `name` is its file's, for messages. */
export interface Program {
  name: string;
  text: string;
}

/** Runs Python programs. Several may run at once. */
export interface Python {
  /** Resolves with the run when its first slice has run. Rejects with UsageError for wrong options. */
  start(program: Program, options?: RunOptions): Promise<Run>;
  /** start(…) and finished: a program that raised is told by `state`. */
  run(program: Program, options?: RunOptions): Promise<Run>;
}

export interface LoadPythonOptions {
  /** As of LoadOptions; default: build/wasm/python.wasm. */
  module?: BufferSource | WebAssembly.Module | URL | string;
  /** The modules that programs import; default: build/generated/python-library.json. */
  library?: URL | string;
  /** micropython.wasm; default: beside MicroPython's JavaScript. */
  micropython?: URL | string;
}

/** Throws WebAssemblyMissing, or LoadError for what cannot be fetched. */
export function loadPython(options?: LoadPythonOptions): Promise<Python>;
