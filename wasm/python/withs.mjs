import { closing, endOf } from './brackets.mjs';

/**
 * @import { Edit } from './edits.mjs'
 * @import { Token } from './tokens.mjs'
 */

/**
 * with (A as a, B as b): without its brackets, which MicroPython takes for a tuple's.
 * @param {string} text
 * @param {Token[]} tokens
 * @param {number[]} _starts of logical lines
 * @param {Edit[]} edits
 */
export function rewriteWiths(text, tokens, _starts, edits) {
  tokens.forEach((token, i) => {
    const open = tokens[i + 1];
    const begins = i === 0 || tokens[i - 1].type === 'newline' || tokens[i - 1].text === 'async';
    if (token.text !== 'with' || !begins || open?.text !== '(') {
      return;
    }
    const close = closing(tokens, i + 1);
    const inside = tokens.slice(i + 2, close).filter(({ depth }) => depth === open.depth + 1);
    if (tokens[close + 1]?.text !== ':' || !inside.some((one) => one.type === 'name' && one.text === 'as')) {
      return;
    }
    edits.push({ at: open.at, remove: 1, insert: ' ' });
    const last = tokens[close - 1];
    if (last.text === ',') {
      edits.push({ at: last.at, remove: 1, insert: ' ' });
    }
    edits.push({ at: tokens[close].at, remove: 1, insert: ' ' });
    for (let at = i + 1; at < close; at++) {
      joinLines(text, endOf(tokens[at]), tokens[at + 1].at, edits);
    }
  });
}

/**
 * What lies between two tokens becomes one logical line, of as many lines.
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {Edit[]} edits
 */
function joinLines(text, from, to, edits) {
  for (const { index, 0: found } of text.slice(from, to).matchAll(/(#[^\n]*)?\n/g)) {
    edits.push({ at: from + index, remove: found.length, insert: ' \\\n' });
  }
}
