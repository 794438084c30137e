/** The types that cross from `wasm/` to its users (`web/`, `cli/`, tests): the module `awaitscope`. */

/** A parameter of a scenario, as its scenario.json declares it. */
export interface Parameter {
  name: string;
  label: string;
  /** Shown behind the number; `s` for seconds, empty for a count. */
  unit: string;
  min: number;
  max: number;
  step: number;
  default: number;
}

export interface Source {
  name: string;
  language: 'c' | 'python';
  text: string;
  /** Of a source beside the first: for each of its lines the first's that it stands for, 0 for none. */
  lines?: number[];
}

/** What examples/NAME/scenario.json says, and the sources beside it. */
export interface Scenario {
  name: string;
  title: string;
  /** The group of the gallery it stands in. */
  theme: string;
  /** One sentence: what the program does. */
  about: string;
  /** One sentence: what to look at in the picture. */
  look: string;
  parameters: Parameter[];
  sources: Source[];
}

/** A trace as columns; grows at its end while a run is live and never changes elsewhere. docs/trace-format.md. */
export interface Trace {
  readonly length: number;
  /** The columns are at least `length` long; a growing trace replaces them, so read them through the trace. */
  readonly time: Float64Array;
  readonly turn: Uint32Array;
  readonly kind: Uint16Array;
  readonly line: Uint16Array;
  readonly subject: Uint32Array;
  readonly object: Uint32Array;
  readonly value: Float64Array;
  readonly strings: string[];
  readonly lost: number;
  readonly scenario: { name: string; title: string };
  readonly parameters: Record<string, number>;
  readonly clock: 'virtual' | 'real';
  readonly sources: Source[];
}

/** A line as it is printed. */
export interface PrintedLine {
  text: string;
  /** Seconds on the loop's clock; NaN outside the loop. */
  time: number;
  /** The loop's iteration. */
  turn: number;
  /** The task's name; empty for none. */
  task: string;
  /** What follows it: a line feed, unless the program said otherwise. */
  end: string;
}

export interface RunOptions {
  /** `virtual` (default): time jumps to the next deadline, two runs give the same bytes. `real`: the host's clock. */
  clock?: 'virtual' | 'real';
  /** Of `random`; default 0. */
  seed?: number;
  parameters?: Record<string, number>;
  /** Record a trace; default true. */
  trace?: boolean;
  /** Real clock only: loop seconds per second of the host; default 1. */
  speed?: number;
  /** Print lines as the oracle stamps them; default false. */
  stamp?: boolean;
  /** With `stamp`: the loop's iteration too. */
  iterations?: boolean;
  /** Called with each line printed, and with each diagnostic of the runtime. */
  onOutput?: (line: string) => void;
  onLog?: (message: string) => void;
  /**
   * Called with each line at once, from inside the run: for a program that may never give way. It calls nothing of the
   * run.
   */
  onPrint?: (line: PrintedLine) => void;
  /**
   * Called before the first turn, and at once when records have been read into the trace, from inside the run: for a
   * program that may never give way. It calls nothing of the run but readTrace.
   */
  onTrace?: (run: Run) => void;
  /** Called before each step of a coroutine in Python, likewise: it may be the last that gives way. */
  onStep?: () => void;
  /** Aborting closes the run. */
  signal?: AbortSignal;
}

export type RunState = 'running' | 'paused' | 'returned' | 'raised' | 'closed';

/** A run under way. Fires `change` (a plain Event) after every slice that added to it, and `end` once. */
export interface Run extends EventTarget {
  readonly state: RunState;
  readonly trace: Trace;
  /** All lines printed so far, each ended by a line feed. */
  readonly output: string;
  /** The diagnostics so far. */
  readonly log: string[];
  /** Seconds on the loop's clock. */
  readonly now: number;
  /**
   * Loop seconds per second of the host. On a real clock it may be changed while the program runs; UsageError on a
   * virtual one.
   */
  speed: number;
  /** After the end: the result's repr, or "Type: message" of the error. Empty until then. */
  readonly outcome: string;
  /** The outcome where the program returned; undefined otherwise. */
  readonly result: string | undefined;
  /** Resolves with the run when it has ended, however it ended; rejects only if the module itself broke. */
  readonly finished: Promise<Run>;
  /** Real clock: the loop's time stands still until resume(). No effect after the end. */
  pause(): void;
  resume(): void;
  /** Reads what has been traced so far into `trace`. A slice does so at its end. */
  readTrace(): void;
  /** Cancels the main task, as Ctrl-C does. */
  cancel(): void;
  /** Ends the run and frees the instance; the trace and output stay. */
  close(): void;
}

export interface Awaitscope {
  readonly scenarios: Scenario[];
  /**
   * Starts a run and returns at once. Throws UsageError for an unknown scenario or parameter, or a value out of range.
   */
  start(scenario: string, options?: RunOptions): Run;
  /** start(…).finished: a program that raised is told by `state`, not by a rejection. */
  run(scenario: string, options?: RunOptions): Promise<Run>;
}

export interface LoadOptions {
  /** The module's bytes, a compiled module, or where to fetch it; default: build/wasm/awaitscope.wasm. */
  module?: BufferSource | WebAssembly.Module | URL | string;
  /** The scenarios, or where to fetch their list; default: build/generated/scenarios.json. */
  scenarios?: Scenario[] | URL | string;
  /**
   * What else the outside can do for a program on a real clock, by the kind that it gives to asyncio_operation: takes
   * the input, resolves to the output, rejects with the error; `signal` aborts when the operation is cancelled. There
   * are already `call` (asyncio_to_thread, in a worker) and `fetch` (an address in, the body out).
   */
  operations?: Record<
    string,
    (input: Uint8Array<ArrayBuffer>, signal: AbortSignal) => Promise<Uint8Array | string>
  >;
}

/** Throws WebAssemblyMissing, or LoadError for what cannot be fetched or is not what it should be. */
export function load(options?: LoadOptions): Promise<Awaitscope>;

/** Wrong use: an unknown scenario, parameter or option, a value out of range. */
export class UsageError extends Error {}
export class WebAssemblyMissing extends Error {}
export class LoadError extends Error {}
/** The module broke while it ran: an assertion, a trap, no memory. */
export class ModuleBroken extends Error {}
/** A trace file is broken or of another version; the message says where and what. */
export class TraceFileError extends Error {}

/** The trace of a file's text; `name` is the file's, for messages. Throws TraceFileError. */
export function parseTraceFile(text: string, name?: string): Trace;
/** A trace as a file's text; in pieces, for one that is large. */
export function formatTraceFile(trace: Trace): string;
export function traceFileChunks(trace: Trace): Iterable<string>;
