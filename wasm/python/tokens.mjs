import { findFields } from './fstrings.mjs';

/** @import { Field } from './fstrings.mjs' */

/**
 * The tokens of a Python program, as far as rewriting it needs them.
 * @typedef {object} Token
 * @property {'name' | 'number' | 'string' | 'operator' | 'newline'} type `newline` ends a logical line
 * @property {string} text
 * @property {number} at where it begins in the program's text
 * @property {number} line from 1
 * @property {number} column of the logical line's first token: its indentation
 * @property {number} depth of open brackets around it
 * @property {{ field: Field, tokens: Token[] }[]} [fields] of an f-string
 */

const SPACE = /[ \t\f\r]+|\\\r?\n/y;
const COMMENT = /#[^\n]*/y;
const NAME = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;
const NUMBER = /(?:0[xob][\da-f_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[+-]?[\d_]+)?)j?/iy;
const STRING = /(?:[rbfu]|rb|br|rf|fr)?('''|"""|'|")/iy;
const OPERATOR = /\*\*=?|\/\/=?|>>=?|<<=?|->|:=|\.\.\.|[-+*/%@&|^=<>!]=|[-+*/%@&|^=<>~()[\]{},:.;!]/y;

/**
 * @param {string} text
 * @param {object} [part] of the text, for an expression inside a string
 * @param {number} part.from
 * @param {number} part.to
 * @param {Token} part.around
 * @returns {Token[]} an unclosed string or bracket ends with the text: MicroPython will say so.
 */
export function tokenize(text, part) {
  /** @type {Token[]} */
  const tokens = [];
  const end = part?.to ?? text.length;
  let at = part?.from ?? 0;
  let line = part?.around.line ?? 1;
  let depth = part === undefined ? 0 : part.around.depth + 1;
  let column = part?.around.column ?? -1;
  /** @param {RegExp} pattern */
  const match = (pattern) => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  /**
   * @param {Token['type']} type
   * @param {string} found
   */
  const add = (type, found) => {
    if (column < 0) {
      column = at - (text.lastIndexOf('\n', at - 1) + 1);
    }
    tokens.push({ type, text: found, at, line, column, depth });
    line += found.split('\n').length - 1;
    at += found.length;
  };
  while (at < end) {
    const skipped = match(SPACE) ?? match(COMMENT);
    if (skipped !== undefined) {
      at += skipped.length;
      line += skipped.includes('\n') ? 1 : 0;
      continue;
    }
    if (text[at] === '\n') {
      if (depth === 0 && column >= 0) {
        add('newline', '\n');
        column = -1;
      } else {
        at += 1;
        line += 1;
      }
      continue;
    }
    const prefix = match(STRING);
    const found = prefix === undefined ? undefined : text.slice(at, endOfString(text, at, prefix));
    if (found !== undefined && prefix !== undefined) {
      const begin = at;
      add('string', found);
      if (/f/i.test(prefix.slice(0, 2))) {
        addFields(text, begin, prefix, tokens[tokens.length - 1]);
      }
      continue;
    }
    const word = match(NAME);
    const number = word === undefined ? match(NUMBER) : undefined;
    if (word !== undefined || number !== undefined) {
      add(word === undefined ? 'number' : 'name', word ?? number ?? '');
      continue;
    }
    const operator = match(OPERATOR) ?? text[at];
    if (')]}'.includes(operator)) {
      depth = Math.max(0, depth - 1);
    }
    add('operator', operator);
    if ('([{'.includes(operator)) {
      depth += 1;
    }
  }
  return tokens;
}

/**
 * @param {string} text
 * @param {number} at where the string begins
 * @param {string} prefix
 * @param {Token} token the string
 */
function addFields(text, at, prefix, token) {
  token.fields = findFields(text, at, at + token.text.length, prefix).map((field) => ({
    field,
    tokens: tokenize(text, { from: field.at, to: field.end, around: token }),
  }));
}

/**
 * @param {string} text
 * @param {number} at
 * @param {string} prefix letters and opening quotes
 */
function endOfString(text, at, prefix) {
  const quotes = prefix.replace(/^[a-z]+/i, '');
  for (let end = at + prefix.length; end < text.length; end++) {
    if (text[end] === '\\') {
      end += 1;
    } else if (quotes.length === 1 && text[end] === '\n') {
      return end;
    } else if (text.startsWith(quotes, end)) {
      return end + quotes.length;
    }
  }
  return text.length;
}
