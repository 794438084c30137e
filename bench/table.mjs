/** Tables for people. */

/**
 * @param {string[][]} rows The first is the head.
 * @returns {string} Columns as wide as their widest cell, the first to the left, the others to the right.
 */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (/** @type {string[]} */ row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])))
      .join('   ');
  return rows.map(line).join('\n');
}
