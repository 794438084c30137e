/** How many tests ran and how they ended, read from what the test runners print. */

/**
 * @typedef {object} Totals
 * @property {number} tests
 * @property {number} pass
 * @property {number} fail
 * @property {number} cancelled
 * @property {number} skipped
 * @property {number} todo
 */

/** @type {Totals} */
export const noTotals = { tests: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 };

const fields = /** @type {(keyof Totals)[]} */ (Object.keys(noTotals));

/**
 * From the end of `node --test --test-reporter=tap`.
 * @param {string} output
 * @returns {Totals}
 */
export function nodeTotals(output) {
  const totals = { ...noTotals };
  for (const field of fields) {
    totals[field] = Number(output.match(new RegExp(`^# ${field} (\\d+)$`, 'm'))?.[1] ?? 0);
  }
  return totals;
}

/**
 * From what cmocka's test programs print. A test that began and never said OK failed, be it by a crash.
 * @param {string} output
 * @returns {Totals}
 */
export function cmockaTotals(output) {
  const tests = output.match(/^\[ RUN {6}\] /gm)?.length ?? 0;
  const pass = output.match(/^\[ {7}OK \] /gm)?.length ?? 0;
  return { ...noTotals, tests, pass, fail: tests - pass };
}

/**
 * @param {Totals} a
 * @param {Totals} b
 * @returns {Totals}
 */
export function addTotals(a, b) {
  const sum = { ...a };
  for (const field of fields) sum[field] += b[field];
  return sum;
}

/**
 * In the form of Node's own test runner.
 * @param {Totals} totals
 * @param {number} seconds
 */
export function totalsLines(totals, seconds) {
  const lines = fields.map((field) => `# ${field} ${totals[field]}`);
  return [...lines, `# duration_ms ${Math.round(seconds * 1000)}`].join('\n');
}
