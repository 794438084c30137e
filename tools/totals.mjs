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
 * From ctest's: each program's cmocka tests are one test to it.
 * @param {string} output
 * @returns {Totals}
 */
export function ctestTotals(output) {
  const [, failed, all] = /(\d+) tests? failed out of (\d+)/.exec(output) ?? [];
  const tests = Number(all ?? 0);
  const fail = Number(failed ?? 0);
  return { ...noTotals, tests, pass: tests - fail, fail };
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
