/** Where expressions begin and end among tokens. @import { Token } from './tokens.mjs' */

export const OPENING = '([{';
export const CLOSING = ')]}';

/**
 * The index of the bracket that closes the one at `i`; that behind the last token where none does.
 * @param {Token[]} tokens
 * @param {number} i
 */
export function closing(tokens, i) {
  let at = i + 1;
  while (at < tokens.length && !(tokens[at].depth === tokens[i].depth && isBracket(tokens[at], CLOSING))) {
    at += 1;
  }
  return at;
}

/**
 * @param {Token} token
 * @param {string} kind
 */
export function isBracket({ type, text }, kind) {
  return type === 'operator' && kind.includes(text);
}

/** @param {Token} token */
export function endOf(token) {
  return token.at + token.text.length;
}

/**
 * The index behind the primary expression that begins at `i`: a name, literal or bracket with what is called or looked
 * up on it.
 * @param {Token[]} tokens
 * @param {number} i
 * @returns {number}
 */
export function endOfPrimary(tokens, i) {
  let at = i;
  if (tokens[at]?.text === 'await') {
    return endOfPrimary(tokens, at + 1);
  }
  if (tokens[at] !== undefined && isBracket(tokens[at], OPENING)) {
    at = closing(tokens, at);
  }
  while (tokens[at]?.type === 'string' && tokens[at + 1]?.type === 'string') {
    at += 1;
  }
  at += 1;
  for (;;) {
    const text = tokens[at]?.text;
    if (text === '.') {
      at += 2;
    } else if (text === '(' || text === '[') {
      at = closing(tokens, at) + 1;
    } else {
      return at;
    }
  }
}

/**
 * The index at which the primary expression begins that ends at `i`; -1 where there is none.
 * @param {Token[]} tokens
 * @param {number} i
 */
export function startOfPrimary(tokens, i) {
  let at = i;
  for (;;) {
    const token = tokens[at];
    if (token === undefined || token.type === 'newline') {
      return -1;
    }
    if (isBracket(token, CLOSING)) {
      do {
        at -= 1;
      } while (at >= 0 && !(tokens[at].depth === token.depth && isBracket(tokens[at], OPENING)));
    }
    while (tokens[at]?.type === 'string' && tokens[at - 1]?.type === 'string') {
      at -= 1;
    }
    const before = tokens[at - 1];
    if (before?.text === '.') {
      at -= 2;
    } else if (
      tokens[at] !== undefined &&
      isBracket(tokens[at], '([') &&
      before !== undefined &&
      ((before.type === 'name' &&
        !/^(and|as|assert|await|elif|else|for|if|in|is|lambda|not|or|return|while|with|yield)$/.test(
          before.text,
        )) ||
        before.type === 'string' ||
        isBracket(before, CLOSING))
    ) {
      at -= 1;
    } else {
      return at;
    }
  }
}
