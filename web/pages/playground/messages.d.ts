/** What the playground's page and its worker say to each other. */

import type { PrintedLine, RunState, Trace } from '../../../wasm/types.js';

export type Order =
  | { type: 'run'; name: string; text: string; clock: 'virtual' | 'real' }
  /** Ends the run where the program gives way; its trace comes with the answer. */
  | { type: 'stop' };

/** Why a run was ended before the program was over. */
export type Cut = 'stopped' | 'records';

export type Report =
  | { type: 'ready' }
  | { type: 'print'; line: PrintedLine }
  /** A traceback, or what the runtime itself has to say. */
  | { type: 'log'; message: string }
  /** More lines than a page can show: the program is to be ended at once. */
  | { type: 'flood' }
  | { type: 'end'; state: RunState; outcome: string; cut: Cut | ''; trace: Trace }
  /** The program wants more memory than it may have: it sees a MemoryError, and should end now. */
  | { type: 'memory'; megabytes: number }
  /** The program could not be run at all. */
  | { type: 'failed'; message: string };
