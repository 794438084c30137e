/** @typedef {{ start: number, end: number, text: string }} Piece a place in a text, and what stands there from now on */

/**
 * The text with pieces of it replaced.
 * @param {string} code
 * @param {Piece[]} pieces
 */
export function withPieces(code, pieces) {
  let result = '';
  let at = 0;
  for (const { start, end, text } of pieces.toSorted((a, b) => a.start - b.start)) {
    result += code.slice(at, start) + text;
    at = end;
  }
  return result + code.slice(at);
}
