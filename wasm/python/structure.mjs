import { applyEdits, originalLine } from './edits.mjs';
import { closing, isBracket } from './brackets.mjs';
import { rewriteNested } from './fstrings.mjs';
import { rewriteMatches } from './match.mjs';
import { tokenize } from './tokens.mjs';
import { rewriteWiths } from './withs.mjs';

/**
 * @import { Edit } from './edits.mjs'
 * @import { Token } from './tokens.mjs'
 */

/**
 * Rewrites statements that MicroPython does not know into ones that it does:
 *
 *   try: … except* A as e: …          with __starN__: … for e in __starN__.match(A): with __starN__.handler(): …
 *                                     __starN__.finish()
 *   match x: case y: …                if … elif …, as match.mjs has it
 *   f"{f'{x}'}"                       "{}".format("{}".format(x))
 *   with (A as a, B as b):            with A as a, B as b:
 *   x = [await f(y) for y in z]       async def __listN__(…): a loop;  x = (await __listN__(z))
 *
 * @param {string} text
 * @returns {{ text: string, original: (line: number) => number }} the lines of the original
 */
export function restructure(text) {
  // One after the other: a statement of the one kind may hold one of the other.
  const steps = [rewriteNested, rewriteWiths, rewriteMatches, rewriteStars, rewriteComprehensions];
  return steps.reduce(
    (before, step) => {
      const tokens = tokenize(before.text);
      const starts = tokens.flatMap((_, i) => (i === 0 || tokens[i - 1].type === 'newline' ? [i] : []));
      /** @type {Edit[]} */
      const edits = [];
      step(before.text, tokens, starts, edits);
      const { text: after, added } = applyEdits(before.text, edits);
      return {
        text: after,
        original: (/** @type {number} */ line) => before.original(originalLine(added, line)),
      };
    },
    { text, original: (/** @type {number} */ line) => line },
  );
}

/**
 * @param {Token[]} tokens
 * @param {number} i a logical line's first token
 */
function isStar(tokens, i) {
  return tokens[i].text === 'except' && tokens[i + 1]?.text === '*';
}

/**
 * @param {string} text
 * @param {Token[]} tokens
 * @param {number[]} starts of logical lines
 * @param {Edit[]} edits
 */
function rewriteStars(text, tokens, starts, edits) {
  let count = 0;
  starts.forEach((start, n) => {
    const { column } = tokens[start];
    const open = starts.slice(0, n).findLastIndex((other) => tokens[other].column <= column);
    if (!isStar(tokens, start) || open < 0 || tokens[starts[open]].text !== 'try') {
      return;
    }
    const behind = starts.slice(n).filter((other) => tokens[other].column <= column);
    const end = behind.findIndex((other) => !isStar(tokens, other) || tokens[other].column < column);
    const next = end < 0 ? undefined : tokens[behind[end]];
    count += 1;
    const name = `__star${count}__`;
    const head = tokens[starts[open]];
    const last = lastPart(tokens, behind, end);
    const within = last === undefined ? '' : ' ';
    const indent = ' '.repeat(column) + within;
    if (last !== undefined) {
      // Behind the handlers stands `finally`: what is before it goes into a block of its own, one column in.
      edits.push({ at: head.at, insert: `try:\n${' '.repeat(column)}`, opens: true });
      for (const line of starts.filter((one) => one >= starts[open] && one < last)) {
        edits.push({ at: tokens[line].at, insert: ' ', opens: true });
      }
    }
    edits.push({ at: head.at, insert: `${name} = __star__()\n${indent}`, opens: true });
    edits.push({ at: head.at, remove: 3, insert: `with ${name}` });
    (end < 0 ? behind : behind.slice(0, end)).forEach((handler, i) => {
      const lines = starts.filter((one) => one > handler && one < (behind[i + 1] ?? Infinity));
      rewriteHandler(tokens, handler, name, indent, edits);
      rewriteReraises(tokens, [handler, ...lines], behind[i + 1], name, edits);
      for (const line of lines) edits.push({ at: tokens[line].at, insert: ' ', opens: true });
    });
    const at = next === undefined ? text.length : next.at - next.column;
    if (next?.text === 'else' && next.column === column) {
      edits.push({ at: next.at, remove: 4, insert: `if ${name}.clean` });
    }
    edits.push({
      at,
      insert: next === undefined ? `\n${indent}${name}.finish()` : `${indent}${name}.finish()\n`,
      opens: true,
    });
  });
}

/**
 * The `finally` that belongs to the handlers, or behind them to their `else`.
 * @param {Token[]} tokens
 * @param {number[]} behind logical lines from the first handler on, none further in
 * @param {number} end of the handlers, among them
 * @returns {number | undefined}
 */
function lastPart(tokens, behind, end) {
  const { column } = tokens[behind[0]];
  const rest = end < 0 ? [] : behind.slice(end);
  const at = rest.findIndex((one) => tokens[one].text !== 'else' || tokens[one].column !== column);
  const last = rest[at];
  return at >= 0 && tokens[last].text === 'finally' && tokens[last].column === column ? last : undefined;
}

/**
 * In a handler, `raise` alone raises what the handler took, unless it stands in a handler or a function within.
 * @param {Token[]} tokens
 * @param {number[]} lines logical lines of the handler
 * @param {number | undefined} end the logical line behind them
 * @param {string} name
 * @param {Edit[]} edits
 */
function rewriteReraises(tokens, lines, end, name, edits) {
  for (let i = lines[0]; i < (end ?? tokens.length); i++) {
    const alone = tokens[i].text === 'raise' && (tokens[i + 1] ?? { type: 'newline' }).type === 'newline';
    if (alone && !standsInAnother(tokens, lines, i)) {
      edits.push({ at: tokens[i].at + 'raise'.length, insert: ` ${name}.again()` });
    }
  }
}

/**
 * @param {Token[]} tokens
 * @param {number[]} lines of a handler
 * @param {number} i a token of it
 */
function standsInAnother(tokens, lines, i) {
  let column = Infinity;
  return lines
    .slice(1)
    .filter((line) => line <= i)
    .toReversed()
    .some((line) => {
      const encloses = tokens[line].column < column;
      column = Math.min(column, tokens[line].column);
      const { text } = tokens[line].text === 'async' ? tokens[line + 1] : tokens[line];
      return encloses && /^(except|def|class)$/.test(text);
    });
}

/**
 * except* A as e:
 * @param {Token[]} tokens
 * @param {number} start
 * @param {string} name
 * @param {string} indent of what is put in
 * @param {Edit[]} edits
 */
function rewriteHandler(tokens, start, name, indent, edits) {
  let colon = start;
  while (tokens[colon].text !== ':' || tokens[colon].depth > tokens[start].depth) {
    colon += 1;
  }
  const as = tokens.slice(start, colon).findIndex(({ text }) => text === 'as') + start;
  const target = as < start ? '__unused__' : tokens[as + 1].text;
  const type = tokens[start + 2].at;
  edits.push({
    at: tokens[start].at,
    remove: type - tokens[start].at,
    insert: `for ${target} in ${name}.match(`,
  });
  const end = as < start ? tokens[colon].at : tokens[as].at;
  edits.push({ at: end, remove: tokens[colon].at - end, insert: `):\n${indent} with ${name}.handler()` });
}

/**
 * @param {string} _text
 * @param {Token[]} tokens
 * @param {number[]} starts
 * @param {Edit[]} edits
 */
function rewriteComprehensions(_text, tokens, starts, edits) {
  let count = 0;
  let behind = -1;
  tokens.forEach((token, i) => {
    if (i <= behind || !isBracket(token, '[{(') || !isDisplay(tokens[i - 1])) {
      return;
    }
    const end = closing(tokens, i);
    const comprehension = readComprehension(tokens, i, end);
    const start = starts.findLast((one) => one <= i) ?? 0;
    if (comprehension === undefined || /^(elif|class|@)$/.test(tokens[start].text)) {
      return;
    }
    behind = end;
    count += 1;
    const name = `__list${count}__`;
    const { at, column } = tokens[start];
    edits.push({ at, insert: define(name, comprehension, column, token.text), opens: true });
    const last = tokens[end];
    const lines = last.line - token.line;
    edits.push({
      at: token.at,
      remove: last.at + 1 - token.at,
      insert: `(${token.text === '(' ? '' : 'await '}${name}(${comprehension.source}${'\n'.repeat(lines)}))`,
    });
  });
}

/** @param {Token | undefined} before */
function isDisplay(before) {
  return before === undefined || before.type === 'newline' || before.type === 'operator'
    ? !/^[)\]}]$/.test(before?.text ?? '')
    : /^(return|in|await|yield|and|or|not|if|else|from)$/.test(before.text);
}

/**
 * @typedef {object} Comprehension
 * @property {string} element
 * @property {string} source what the first loop goes over
 * @property {string[]} heads of the loops and conditions, the first loop's over `source_`
 */

/**
 * A comprehension that awaits behind its first source; others MicroPython knows.
 * @param {Token[]} tokens
 * @param {number} i its opening bracket
 * @param {number} end its closing one
 * @returns {Comprehension | undefined}
 */
function readComprehension(tokens, i, end) {
  const depth = tokens[i].depth + 1;
  /** @type {{ kind: string, from: number, to: number }[]} */
  const clauses = [{ kind: 'element', from: i + 1, to: end }];
  for (let at = i + 1; at < end; at++) {
    const { text, type } = tokens[at];
    const last = clauses[clauses.length - 1];
    const begins = text === 'for' || (text === 'if' && clauses.length > 1);
    if (type === 'name' && tokens[at].depth === depth && begins) {
      const isAsync = tokens[at - 1].text === 'async';
      last.to = isAsync ? at - 1 : at;
      clauses.push({ kind: isAsync ? 'async for' : text, from: at + 1, to: end });
    }
  }
  if (clauses.length < 2) {
    return undefined;
  }
  const [element, first, ...rest] = clauses;
  const split = splitAt(tokens, first, depth);
  const awaits = [element, ...rest].some(({ from, to }) =>
    tokens.slice(from, to).some(({ text }) => text === 'await'),
  );
  if (!awaits && !clauses.some(({ kind }) => kind === 'async for')) {
    return undefined;
  }
  const heads = rest.map((clause) => {
    if (clause.kind === 'if') {
      return `if (${words(tokens, clause.from, clause.to)}):`;
    }
    const inner = splitAt(tokens, clause, depth);
    return `${clause.kind} ${words(tokens, clause.from, inner)} in (${words(tokens, inner + 1, clause.to)}):`;
  });
  return {
    element: words(tokens, element.from, element.to),
    source: words(tokens, split + 1, first.to),
    heads: [`${first.kind} ${words(tokens, first.from, split)} in source_:`, ...heads],
  };
}

/**
 * The index of a loop's `in`.
 * @param {Token[]} tokens
 * @param {{ from: number, to: number }} clause
 * @param {number} depth
 */
function splitAt(tokens, { from, to }, depth) {
  let at = from;
  while (at < to && !(tokens[at].text === 'in' && tokens[at].depth === depth)) {
    at += 1;
  }
  return at;
}

/**
 * @param {Token[]} tokens
 * @param {number} from
 * @param {number} to
 */
function words(tokens, from, to) {
  return tokens
    .slice(from, to)
    .map(({ text }) => text)
    .join(' ');
}

/**
 * @param {string} name
 * @param {Comprehension} comprehension
 * @param {number} column
 * @param {string} bracket
 */
function define(name, { element, heads }, column, bracket) {
  const head = [`async def ${name}(source_):`];
  if (bracket === '(') {
    heads.forEach((line, depth) => head.push(`${' '.repeat(depth + 1)}${line}`));
    head.push(`${' '.repeat(heads.length + 1)}yield (${element})`);
    return head.map((line) => `${line}\n${' '.repeat(column)}`).join('');
  }
  const pair = bracket === '{' && /(^| ): /.test(` ${element} `) && !element.startsWith('lambda');
  const item = pair ? element.replace(/ : /, ' , ') : element;
  const made = pair ? '__map__(*made_)' : bracket === '{' ? 'set(made_)' : 'made_';
  const lines = [...head, ' made_ = []'];
  heads.forEach((head, depth) => lines.push(`${' '.repeat(depth + 1)}${head}`));
  lines.push(`${' '.repeat(heads.length + 1)}made_.append((${item}))`, ` return ${made}`);
  return lines.map((line) => `${line}\n${' '.repeat(column)}`).join('');
}
