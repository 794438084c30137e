/** What the playground's page and its worker say to each other. */

import type { PrintedLine, RunState } from '../../../wasm/types.js';

export type Order =
  | { type: 'run'; name: string; text: string; clock: 'virtual' | 'real' }
  /** Ends the run where the program gives way; its trace comes with the answer. */
  | { type: 'stop' }
  | { type: 'pause'; paused: boolean };

/** Why a run was ended before the program was over: the last two from inside of it, which may never give way. */
export type Cut = 'stopped' | 'records' | 'lines' | 'memory';

/** What has come to a trace since the last part. */
export interface TracePart {
  lost: number;
  strings: string[];
  time: Float64Array;
  turn: Uint32Array;
  kind: Uint16Array;
  line: Uint16Array;
  subject: Uint32Array;
  object: Uint32Array;
  value: Float64Array;
}

export type Report =
  | { type: 'ready' }
  | { type: 'print'; line: PrintedLine }
  /** A traceback, or what the runtime itself has to say. */
  | { type: 'log'; message: string }
  /** The run has gone on. */
  | { type: 'grown'; part: TracePart; now: number; state: RunState }
  /** The run is over, or to be ended by force where the program does not give way. */
  | { type: 'end'; state: RunState; outcome: string; cut: Cut | ''; part: TracePart; now: number }
  /** The program could not be run at all. */
  | { type: 'failed'; message: string };
