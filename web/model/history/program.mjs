/** What the program prints, and what the runtime has to say about it. */
import { Kind } from '../../../wasm/trace/kinds.mjs';

/** @import { Take } from '../history.mjs' */

/** @type {Take} */
const diagnostic = ({ diagnostics }, record) => diagnostics.push(record);

/** @type {[kind: number, take: Take][]} */
export const programRecords = [
  [Kind.PRINT, ({ prints }, record) => prints.push(record)],
  [Kind.SLOW_CALLBACK, diagnostic],
  [Kind.NEVER_RETRIEVED, diagnostic],
  [Kind.NEVER_AWAITED, diagnostic],
  [Kind.PENDING_DESTROYED, diagnostic],
  [Kind.DEADLOCK, diagnostic],
  [Kind.DEADLOCK_WAITER, diagnostic],
];
