/**
 * What a reader's eye looks for in a program's text: comments, strings, numbers, keywords. Fetched when the code
 * stands, for a parser is as big as half of the player.
 */
import { highlightTree, tagHighlighter, tags } from '@lezer/highlight';

/**
 * @import { Parser } from '@lezer/common'
 * @typedef {'comment' | 'string' | 'number' | 'keyword' | ''} Kind
 * @typedef {{ kind: Kind, text: string }} Piece
 */

/** @type {Record<'c' | 'python', () => Promise<Parser>>} */
const parsers = {
  c: async () => (await import('./parser-c.mjs')).parser,
  python: async () => (await import('./parser-python.mjs')).parser,
};

const kinds = tagHighlighter([
  { tag: tags.comment, class: 'comment' },
  { tag: [tags.string, tags.character, tags.special(tags.string)], class: 'string' },
  { tag: tags.number, class: 'number' },
  {
    tag: [
      tags.keyword,
      tags.modifier,
      tags.operatorKeyword,
      tags.bool,
      tags.null,
      tags.processingInstruction,
      tags.standard(tags.typeName),
    ],
    class: 'keyword',
  },
]);

/** The runtime's macros that a program reads like statements; a parser of C takes them for calls. */
const macros =
  /\b(?:ASYNC(?:_[A-Z]+)*|AWAIT(?:ED)?|RETURN|YIELD|RAISE(?:_[A-Z]+)?|RERAISE|CORO|GENERATOR|TRY|EXCEPT|ELSE|FINALLY|CAUGHT|CHECK|END_[A-Z]+|SCENARIO)\b/g;

/**
 * @param {string} text
 * @param {'c' | 'python'} language
 * @returns {Promise<Piece[][]>} the pieces of each line. Rejects where the parser cannot be fetched.
 */
export async function highlight(text, language) {
  const parser = await parsers[language]();
  /** @type {Piece[]} */
  const pieces = [];
  const addPlain = (/** @type {string} */ plain) => {
    let at = 0;
    for (const { 0: word, index } of language === 'c' ? plain.matchAll(macros) : []) {
      pieces.push({ kind: '', text: plain.slice(at, index) }, { kind: 'keyword', text: word });
      at = index + word.length;
    }
    pieces.push({ kind: '', text: plain.slice(at) });
  };
  let last = 0;
  highlightTree(parser.parse(text), kinds, (from, to, kind) => {
    addPlain(text.slice(last, from));
    pieces.push({ kind: /** @type {Kind} */ (kind.split(' ')[0]), text: text.slice(from, to) });
    last = to;
  });
  addPlain(text.slice(last));
  return linesOf(pieces);
}

/** @param {Piece[]} pieces */
function linesOf(pieces) {
  /** @type {Piece[][]} */
  const lines = [[]];
  for (const { kind, text } of pieces) {
    text.split('\n').forEach((part, i) => {
      if (i > 0) lines.push([]);
      if (part !== '') lines[lines.length - 1].push({ kind, text: part });
    });
  }
  if (lines.length > 1 && lines[lines.length - 1].length === 0) lines.pop();
  return lines;
}
