import { isBracket } from './brackets.mjs';
import { tokenize } from './tokens.mjs';

/** @import { Token } from './tokens.mjs' */

/**
 * What is wrong with a program that does not compile, as CPython says it. MicroPython names a line, often a later one,
 * and no place in it.
 * @typedef {object} Finding
 * @property {string} type
 * @property {string} message
 * @property {number} line
 * @property {number} [column] from 0; none where only the line is known
 * @property {number} [width]
 */

const PAIRS = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
]);

/** Statements that a colon ends, and how a message calls the block behind it. */
const HEADERS = new Map([
  ['if', "'if' statement"],
  ['elif', "'elif' statement"],
  ['else', "'else' statement"],
  ['for', "'for' statement"],
  ['while', "'while' statement"],
  ['with', "'with' statement"],
  ['try', "'try' statement"],
  ['except', "'except' statement"],
  ['finally', "'finally' statement"],
  ['def', 'function definition'],
  ['class', 'class definition'],
]);

/** Behind these names an operand begins; they are none. */
const WORDS = new Set(
  (
    'and as assert async await break class continue def del elif else except finally for from global if import in is ' +
    'lambda nonlocal not or pass raise return try while with yield match case type'
  ).split(' '),
);

/** Operators that stand before an operand as well as between two. */
const PREFIXES = new Set(['+', '-', '~', '*', '**', '(', '[', '{', '.', '@', ':', '...', '!']);

/** What only stands between two operands. */
const BETWEEN = /^([-+*/%&|^<>=!@]|\*\*|\/\/|<<|>>)?=$|^[/%&|^<>]$|^(\/\/|<<|>>)$/;

const NOTEBOOK =
  'A line that begins with ! or % is a command to a notebook, not Python: leave it out. Nothing can be installed here.';

/**
 * @param {string} text of the program
 * @param {{ type: string, message: string, line: number }} said by MicroPython
 * @returns {Finding}
 */
export function findSyntaxError(text, said) {
  const tokens = tokenize(text);
  return (
    findUnterminated(text, tokens) ??
    findBracket(text, tokens, said.line) ??
    findBlock(text, tokens) ??
    findColon(text, tokens) ??
    findUnindent(text, tokens) ??
    findPrint(text, tokens, said.line) ?? {
      ...said,
      ...(said.message === 'invalid syntax' ? placeOf(text, tokens, said.line) : {}),
    }
  );
}

/**
 * The error and its place in the program as CPython shows them.
 * @param {string} name of the program
 * @param {string} text
 * @param {Finding} finding
 */
export function showSyntaxError(name, text, { type, message, line, column, width = 1 }) {
  const source = text.split('\n')[line - 1] ?? '';
  const indent = source.length - source.trimStart().length;
  const shown = source.trim() === '' ? [] : [`    ${source.trim()}`];
  const caret =
    column === undefined ? [] : [`    ${' '.repeat(Math.max(0, column - indent))}${'^'.repeat(width)}`];
  const hint = /^\s*[!%]/.test(source) ? [NOTEBOOK] : [];
  return [`  File "${name}", line ${line}`, ...shown, ...caret, `${type}: ${message}`, ...hint].join('\n');
}

/**
 * The token's place in its line.
 * @param {string} text
 * @param {Token} token
 */
function columnOf(text, { at }) {
  return at - (text.lastIndexOf('\n', at - 1) + 1);
}

/**
 * @param {string} text
 * @param {Token[]} tokens
 * @returns {Finding | undefined}
 */
function findUnterminated(text, tokens) {
  const lines = text.trimEnd().split('\n').length;
  for (const token of tokens) {
    const quotes = token.type === 'string' ? /^[a-z]*('''|"""|'|")/i.exec(token.text)?.[1] : undefined;
    if (quotes === undefined) {
      continue;
    }
    const body = token.text.slice(token.text.indexOf(quotes) + quotes.length);
    if (!body.endsWith(quotes) || /(^|[^\\])(\\\\)*\\$/.test(body.slice(0, -quotes.length))) {
      const f = /^[a-z]*f/i.test(token.text) ? 'f-' : '';
      const [kind, line] = quotes.length === 3 ? ['triple-quoted ', lines] : ['', token.line];
      const message = `unterminated ${quotes.length === 3 ? `${kind}${f}` : f}string literal (detected at line ${line})`;
      return { type: 'SyntaxError', message, line: token.line, column: columnOf(text, token) };
    }
  }
  return undefined;
}

/**
 * @param {string} text
 * @param {Token[]} tokens
 * @param {number} line at which MicroPython gave up
 * @returns {Finding | undefined}
 */
function findBracket(text, tokens, line) {
  /** @type {Token[]} */
  const open = [];
  for (const token of tokens) {
    if (isBracket(token, '([{')) {
      open.push(token);
    } else if (isBracket(token, ')]}')) {
      const opening = open.pop();
      const place = { type: 'SyntaxError', line: token.line, column: columnOf(text, token) };
      if (opening === undefined) {
        return { ...place, message: `unmatched '${token.text}'` };
      }
      if (opening.text !== PAIRS.get(token.text)) {
        const on = opening.line === token.line ? '' : ` on line ${opening.line}`;
        return {
          ...place,
          message: `closing parenthesis '${token.text}' does not match opening parenthesis '${opening.text}'${on}`,
        };
      }
    }
  }
  const last = open.at(-1);
  return last === undefined || last.line > line
    ? undefined
    : {
        type: 'SyntaxError',
        message: `'${last.text}' was never closed`,
        line: last.line,
        column: columnOf(text, last),
      };
}

/**
 * A header whose block is missing.
 * @param {string} text
 * @param {Token[]} tokens
 * @returns {Finding | undefined}
 */
function findBlock(text, tokens) {
  for (let i = 0; i < tokens.length; i++) {
    const [last, next] = [tokens[i - 1], tokens[i + 1]];
    const header = headOf(tokens, i);
    if (tokens[i].type === 'newline' && last?.text === ':' && header !== undefined && next !== undefined) {
      if (next.column <= tokens[i].column) {
        return {
          type: 'IndentationError',
          message: `expected an indented block after ${header.called} on line ${header.line}`,
          line: next.line,
          ...(next.column < tokens[i].column
            ? {}
            : { column: columnOf(text, next), width: next.text.length }),
        };
      }
    }
  }
  return undefined;
}

/**
 * A header without its colon.
 * @param {string} text
 * @param {Token[]} tokens
 * @returns {Finding | undefined}
 */
function findColon(text, tokens) {
  for (let i = 0; i <= tokens.length; i++) {
    if (i < tokens.length && tokens[i].type !== 'newline') {
      continue;
    }
    const header = headOf(tokens, i);
    const begin = header?.begin ?? i;
    const { depth } = tokens[begin] ?? { depth: 0 };
    const last = tokens[i - 1];
    if (
      header !== undefined &&
      last !== undefined &&
      !tokens.slice(begin, i).some((one) => one.text === ':' && one.depth === depth)
    ) {
      return {
        type: 'SyntaxError',
        message: "expected ':'",
        line: last.line,
        column: columnOf(text, last) + last.text.length,
      };
    }
  }
  return undefined;
}

/**
 * A line that is indented as no block around it.
 * @param {string} text
 * @param {Token[]} tokens
 * @returns {Finding | undefined}
 */
function findUnindent(text, tokens) {
  const open = [0];
  for (const token of tokens.filter((_, i) => isFirst(tokens, i))) {
    if (token.column > open[open.length - 1]) {
      open.push(token.column);
      continue;
    }
    while (token.column < open[open.length - 1]) {
      open.pop();
    }
    if (token.column !== open[open.length - 1]) {
      return {
        type: 'IndentationError',
        message: 'unindent does not match any outer indentation level',
        line: token.line,
        column: text.split('\n')[token.line - 1].length,
      };
    }
  }
  return undefined;
}

/**
 * print "text", as in Python 2.
 * @param {string} text
 * @param {Token[]} tokens
 * @param {number} line
 * @returns {Finding | undefined}
 */
function findPrint(text, tokens, line) {
  const i = tokens.findIndex(
    (token, j) => token.text === 'print' && token.line === line && isFirst(tokens, j),
  );
  const next = tokens[i + 1];
  if (i < 0 || next === undefined || next.type === 'operator' || !isOperand(next)) {
    return undefined;
  }
  const end = tokens.findIndex((token, j) => j > i && token.type === 'newline');
  const last = tokens[(end < 0 ? tokens.length : end) - 1];
  return {
    type: 'SyntaxError',
    message: "Missing parentheses in call to 'print'. Did you mean print(...)?",
    line,
    column: columnOf(text, tokens[i]),
    width: last.at + last.text.length - tokens[i].at,
  };
}

/**
 * Whether a logical line begins with it.
 * @param {Token[]} tokens
 * @param {number} i
 */
function isFirst(tokens, i) {
  return i === 0 || tokens[i - 1].type === 'newline';
}

/**
 * The header that the logical line is which ends at `i`.
 * @param {Token[]} tokens
 * @param {number} i
 */
function headOf(tokens, i) {
  let begin = i;
  while (begin > 0 && tokens[begin - 1].type !== 'newline') {
    begin -= 1;
  }
  const first = tokens[begin]?.text === 'async' ? tokens[begin + 1] : tokens[begin];
  const called = first?.type === 'name' ? HEADERS.get(first.text) : undefined;
  return called === undefined ? undefined : { begin, called, line: tokens[begin].line };
}

/**
 * Where in a line one token cannot follow the other.
 * @param {string} text
 * @param {Token[]} tokens
 * @param {number} line
 * @returns {{ column?: number, width?: number }}
 */
function placeOf(text, tokens, line) {
  const wrong = tokens.find((token, i) => {
    const before = tokens[i - 1];
    if (token.line !== line || token.type === 'newline') {
      return false;
    }
    const begins = before === undefined || before.type === 'newline';
    if (token.type === 'operator') {
      if (begins && token.text === '!') {
        return true;
      }
      const operand = !begins && isOperand(before);
      return (
        !operand &&
        BETWEEN.test(token.text) &&
        !PREFIXES.has(token.text) &&
        before?.text !== '*' &&
        before?.text !== ','
      );
    }
    return (
      !begins &&
      isOperand(before) &&
      (token.type === 'number' || (token.type === 'name' && !WORDS.has(token.text)))
    );
  });
  return wrong === undefined ? {} : { column: columnOf(text, wrong), width: wrong.text.length };
}

/** @param {Token} token */
function isOperand({ type, text }) {
  return type === 'name' ? !WORDS.has(text) : type === 'operator' ? ')]}'.includes(text) : type !== 'newline';
}
