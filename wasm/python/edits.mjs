/**
 * What is inserted where. At one place, what closes an expression stands before what opens one, and both before what
 * takes the place of something; of two alike the first in the list stands first.
 * @typedef {{ at: number, remove?: number, insert: string, opens?: boolean }} Edit
 */

/** @param {Edit} edit */
function rankOf({ remove = 0, opens = false }) {
  return remove > 0 ? 2 : opens ? 1 : 0;
}

/** @param {string} text */
function linesIn(text) {
  return text.split('\n').length - 1;
}

/**
 * @param {string} text
 * @param {Edit[]} edits each of which brings at least as many line ends as it takes away
 * @returns {{ text: string, added: number[] }} the lines of the result that the original does not have
 */
export function applyEdits(text, edits) {
  const ordered = edits.map((edit, order) => ({ ...edit, order, rank: rankOf(edit) }));
  ordered.sort((a, b) => a.at - b.at || a.rank - b.rank || a.order - b.order);
  let result = '';
  let at = 0;
  let line = 1;
  /** @type {number[]} */
  const added = [];
  for (const { at: place, remove = 0, insert } of ordered) {
    const kept = text.slice(at, place);
    line += linesIn(kept);
    const taken = linesIn(text.slice(place, place + remove));
    line += taken;
    for (let more = linesIn(insert) - taken; more > 0; more--) {
      added.push(line);
      line += 1;
    }
    result += kept + insert;
    at = Math.max(at, place + remove);
  }
  return { text: result + text.slice(at), added };
}

/**
 * The line of the original that a line of the edited text is, or that follows one that was added.
 * @param {number[]} added
 * @param {number} line
 */
export function originalLine(added, line) {
  return line - added.filter((one) => one < line).length;
}
