import { CLOSING, closing, endOf, endOfPrimary } from './brackets.mjs';

/**
 * @import { Edit } from './edits.mjs'
 * @import { Rewritten } from './rewrite.mjs'
 * @import { Scope } from './scopes.mjs'
 * @import { Token } from './tokens.mjs'
 */

/**
 * @param {Token[]} tokens
 * @param {number} i
 */
export function isAwait(tokens, i) {
  const { type, text } = tokens[i];
  const next = tokens[i + 1]?.text;
  return type === 'name' && (text === 'await' || (text === 'async' && (next === 'for' || next === 'with')));
}

/**
 * @param {Token[]} tokens
 * @param {number} i
 * @param {Edit[]} edits
 */
export function rewriteAwait(tokens, i, edits) {
  const end = endOfPrimary(tokens, i + 1);
  if (tokens[i + 1] !== undefined && tokens[end - 1] !== undefined) {
    edits.push({ at: tokens[i + 1].at, insert: `__at__(${tokens[i].line}, `, opens: true });
    edits.push({ at: endOf(tokens[end - 1]), insert: ')' });
  }
}

/**
 * async with A as a, B: each of the managers notes the line.
 * @param {Token[]} tokens
 * @param {number} i
 * @param {Edit[]} edits
 */
export function rewriteAsyncWith(tokens, i, edits) {
  let { depth } = tokens[i];
  let from = i + 2;
  if (tokens[from]?.text === '(' && tokens[closing(tokens, from) + 1]?.text === ':') {
    depth += 1;
    from += 1;
  }
  for (let at = from; at < tokens.length && from < tokens.length; at++) {
    const { text, type } = tokens[at];
    const ends = tokens[at].depth < depth || (tokens[at].depth === depth && /^(as|,|:)$/.test(text));
    if (ends || type === 'newline') {
      if (at > from && type !== 'newline') {
        rewriteAwaited('__with__', tokens, from, at, edits);
      }
      while (tokens[at] !== undefined && !(tokens[at].depth <= depth && /^[,:)]$/.test(tokens[at].text))) {
        at += 1;
      }
      if (tokens[at]?.text !== ',') {
        return;
      }
      from = at + 1;
    }
  }
}

/**
 * async for a in X:
 * @param {Token[]} tokens
 * @param {number} i
 * @param {Edit[]} edits
 */
export function rewriteAsyncFor(tokens, i, edits) {
  const { depth } = tokens[i];
  const at = (/** @type {number} */ from, /** @type {RegExp} */ pattern) =>
    tokens.findIndex(
      (token, j) => j > from && (token.depth < depth || (token.depth === depth && pattern.test(token.text))),
    );
  const from = at(i, /^in$/) + 1;
  const end = at(from, /^(:|if|for|async)$/);
  if (from > 0 && end > from) {
    rewriteAwaited('__for__', tokens, from, end, edits);
  }
}

/**
 * @param {string} name
 * @param {Token[]} tokens
 * @param {number} from
 * @param {number} end
 * @param {Edit[]} edits
 */
function rewriteAwaited(name, tokens, from, end, edits) {
  edits.push({ at: tokens[from].at, insert: `${name}(${tokens[from].line}, `, opens: true });
  edits.push({ at: endOf(tokens[end - 1]), insert: ')' });
}

/**
 * @param {Token[]} tokens
 * @param {number} i
 * @param {Edit[]} edits
 */
export function rewriteYield(tokens, i, edits) {
  let end = i + 1;
  const { depth } = tokens[i];
  while (end < tokens.length && !(tokens[end].type === 'newline' || tokens[end].text === ';')) {
    if (tokens[end].depth === depth && CLOSING.includes(tokens[end].text)) {
      break;
    }
    end += 1;
  }
  if (end === i + 1) {
    edits.push({ at: endOf(tokens[i]), insert: ' __item__(None)' });
  } else {
    edits.push(
      { at: tokens[i + 1].at, insert: '__item__((', opens: true },
      { at: endOf(tokens[end - 1]), insert: '))' },
    );
  }
}

/**
 * @param {string} text
 * @param {Token[]} tokens
 * @param {Scope[]} scopes
 * @returns {Rewritten['misplaced']}
 */
export function findMisplaced(text, tokens, scopes) {
  const i = tokens.findIndex((_, j) => isAwait(tokens, j) && scopes[j].name !== '' && !scopes[j].isAsync);
  if (i < 0) {
    return undefined;
  }
  const { at, line } = tokens[i];
  const isPlain = tokens[i].text === 'await';
  const what = isPlain ? 'await' : `async ${tokens[i + 1].text}`;
  const last = tokens[(isPlain ? endOfPrimary(tokens, i + 1) : i + 2) - 1];
  return {
    message: `'${what}' outside async function`,
    line,
    column: at - (text.lastIndexOf('\n', at - 1) + 1),
    width: last === undefined || last.line !== line ? what.length : endOf(last) - at,
  };
}
