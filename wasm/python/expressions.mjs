import { CLOSING, OPENING, closing, endOf, startOfPrimary } from './brackets.mjs';

/**
 * @import { Edit } from './edits.mjs'
 * @import { Token } from './tokens.mjs'
 */

/** Names behind which a bracket begins a display, not a call or a subscript. */
const KEYWORDS = new Set(
  (
    'and as assert async await break class continue def del elif else except finally for from global if import in is ' +
    'lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

/** Methods that MicroPython's own types have not, or not as CPython's. */
const METHODS = new Set(
  (
    'sort ljust rjust zfill title capitalize casefold swapcase removeprefix removesuffix expandtabs isalnum isdecimal ' +
    'center isnumeric isidentifier isprintable isascii istitle translate format_map bit_length bit_count is_integer hex add_note strftime _asdict _replace __await__'
  ).split(' '),
);

/** Attributes that go to a function of ours. */
const ATTRIBUTES = new Map([
  ['__name__', '__name_of__'],
  ['__doc__', '__doc_of__'],
  ['__suppress_context__', '__suppresses__'],
  ['__cause__', '__cause_of__'],
  ['__context__', '__context_of__'],
  ['__notes__', '__notes_of__'],
]);

/** Calls of one argument that go to a function of ours. */
const CALLS = new Map([
  ['type', '__type__'],
  ['str', '__str__'],
]);

/**
 * Rewrites the expression that begins with the token at `i`, where it is one that MicroPython does otherwise:
 *
 *   {k: v, **d}        __map__((k, v), d)        a dict in the order of insertion; so dict(…)
 *   [*a, b]            __list__(*a, b)            likewise tuples and sets
 *   X.sort(…)          __method__(X, "sort")(…)   and the other methods above
 *   type(X), str(X)    __type__(X), __str__(X)
 *   X.__name__         __name_of__(X)             which knows what functools.wraps did; so __cause__
 *   X[a:b:c]           __sliced__(X, a, b, c)
 *   isinstance(X, A | B)   isinstance(X, (A, B))
 *   raise X            raise __during__(X, HANDLED)   in a handler
 *   raise X from Y     raise __from__(X, Y, HANDLED)
 *
 * @param {Token[]} tokens
 * @param {number} i
 * @param {string | undefined} handled the name of the error that is being handled
 * @param {Edit[]} edits
 */
export function rewriteExpression(tokens, i, handled, edits) {
  const { type, text, at } = tokens[i];
  const before = tokens[i - 1]?.text;
  const after = tokens[i + 1]?.text;
  if (type === 'name' && before === '.' && METHODS.has(text) && after === '(') {
    const start = startOfPrimary(tokens, i - 2);
    if (tokens[start] !== undefined) {
      edits.push({ at: tokens[start].at, insert: '__method__(', opens: true });
      edits.push({
        at: tokens[i - 1].at,
        remove: endOf(tokens[i]) - tokens[i - 1].at,
        insert: `, "${text}")`,
      });
    }
  } else if (type === 'name' && before === '.' && ATTRIBUTES.has(text) && after !== '=') {
    const start = startOfPrimary(tokens, i - 2);
    if (tokens[start] !== undefined) {
      edits.push({ at: tokens[start].at, insert: `${ATTRIBUTES.get(text)}(`, opens: true });
      edits.push({ at: tokens[i - 1].at, remove: endOf(tokens[i]) - tokens[i - 1].at, insert: ')' });
    }
  } else if (type === 'name' && before === 'raise') {
    rewriteRaise(tokens, i, handled, edits);
  } else if (type === 'name' && before !== '.' && before !== 'def' && before !== 'class') {
    const replacement = CALLS.get(text);
    if (replacement !== undefined && isCallOfOne(tokens, i)) {
      edits.push({ at, remove: text.length, insert: replacement });
    } else if (text === 'dict' && (after === '(' || after === '.')) {
      edits.push({ at, remove: text.length, insert: '__ordered__' });
    }
  } else if (OPENING.includes(text) && isDisplay(tokens, i)) {
    rewriteDisplay(tokens, i, edits);
  } else if (text === '[' && type === 'operator') {
    rewriteSlice(tokens, i, edits);
  }
  if (type === 'name' && /^is(instance|subclass)$/.test(text) && after === '(') {
    rewriteUnion(tokens, i + 1, edits);
  }
}

/**
 * X[a:b:c], unless it is given a value or deleted.
 * @param {Token[]} tokens
 * @param {number} i its opening bracket
 * @param {Edit[]} edits
 */
function rewriteSlice(tokens, i, edits) {
  const end = closing(tokens, i);
  const start = startOfPrimary(tokens, i - 1);
  const inner = tokens[i].depth + 1;
  const colons = tokens.flatMap((token, at) =>
    at > i && at < end && token.depth === inner && token.text === ':' && token.type === 'operator'
      ? [at]
      : [],
  );
  const inside = tokens.slice(i, end).filter(({ depth }) => depth === inner);
  const others = inside.some(({ type, text }) => text === ',' || (type === 'name' && text === 'lambda'));
  const changes =
    /^([-+*/%&|^@]|\*\*|\/\/|<<|>>)?=$/.test(tokens[end + 1]?.text ?? '') ||
    tokens[start - 1]?.text === 'del';
  if (colons.length !== 2 || others || changes || tokens[end] === undefined || tokens[start] === undefined) {
    return;
  }
  edits.push({ at: tokens[start].at, insert: '__sliced__(', opens: true });
  edits.push({ at: tokens[i].at, remove: 1, insert: ', ' });
  let before = i;
  for (const colon of colons) {
    edits.push({ at: tokens[colon].at, remove: 1, insert: colon === before + 1 ? 'None, ' : ', ' });
    before = colon;
  }
  edits.push({ at: tokens[end].at, remove: 1, insert: end === before + 1 ? 'None)' : ')' });
}

/** Classes that are derived from another in CPython, by that. */
const ALSO = new Map([
  ['int', 'bool'],
  ['BaseExceptionGroup', 'ExceptionGroup'],
]);

/**
 * isinstance(X, A | B), and what MicroPython's classes are not: isinstance(True, int), and a group a BaseExceptionGroup
 * @param {Token[]} tokens
 * @param {number} i its opening bracket
 * @param {Edit[]} edits
 */
function rewriteUnion(tokens, i, edits) {
  const end = closing(tokens, i);
  const [, types] = split(tokens, i + 1, end, tokens[i].depth + 1);
  const part = types === undefined ? [] : tokens.slice(types.from, types.to);
  const bars = part.filter(({ text }) => text === '|');
  const wider = part.filter(({ text }, at) => ALSO.has(text) && part[at - 1]?.text !== '.');
  const plain = part.every(({ type, text }) => type === 'name' || /^[.|(),]$/.test(text));
  if (bars.length + wider.length === 0 || tokens[end] === undefined || !plain) {
    return;
  }
  edits.push({ at: part[0].at, insert: '(', opens: true });
  for (const { at } of bars) {
    edits.push({ at, remove: 1, insert: ',' });
  }
  for (const type of wider) {
    edits.push({ at: endOf(type), insert: `, ${ALSO.get(type.text)}` });
  }
  for (const { at } of part.filter(({ text }) => text === 'None')) {
    edits.push({ at, remove: 4, insert: '__type__(None)' });
  }
  edits.push({ at: endOf(part[part.length - 1]), insert: ')' });
}

/**
 * @param {Token[]} tokens
 * @param {number} i behind `raise`
 * @param {string | undefined} handled
 * @param {Edit[]} edits
 */
function rewriteRaise(tokens, i, handled, edits) {
  let end = i;
  let from = -1;
  for (; end < tokens.length && tokens[end].type !== 'newline' && tokens[end].text !== ';'; end++) {
    if (tokens[end].text === 'from' && tokens[end].depth === tokens[i].depth) {
      from = end;
    }
  }
  if (from > i && end > from + 1) {
    edits.push({ at: tokens[i].at, insert: '__from__(', opens: true });
    edits.push({ at: tokens[from].at, remove: 4, insert: ',' });
    edits.push({ at: endOf(tokens[end - 1]), insert: handled === undefined ? ')' : `, ${handled})` });
  } else if (from < 0 && end > i && handled !== undefined) {
    edits.push({ at: tokens[i].at, insert: '__during__(', opens: true });
    edits.push({ at: endOf(tokens[end - 1]), insert: `, ${handled})` });
  }
}

/**
 * Whether the name at `i` is called with one argument.
 * @param {Token[]} tokens
 * @param {number} i
 */
function isCallOfOne(tokens, i) {
  if (tokens[i + 1]?.text !== '(') {
    return false;
  }
  const inside = tokens.slice(i + 2, closing(tokens, i + 1));
  const depth = tokens[i + 1].depth + 1;
  return (
    inside.length > 0 &&
    !inside.some((token) => token.depth === depth && /^(,|=|\*|\*\*|for)$/.test(token.text))
  );
}

/**
 * @param {Token[]} tokens
 * @param {number} i an opening bracket
 */
function isDisplay(tokens, i) {
  const before = tokens[i - 1];
  return (
    before === undefined ||
    before.type === 'newline' ||
    (before.type === 'operator' && !CLOSING.includes(before.text)) ||
    (before.type === 'name' && KEYWORDS.has(before.text))
  );
}

/**
 * @param {Token[]} tokens
 * @param {number} i its opening bracket
 * @param {Edit[]} edits
 */
function rewriteDisplay(tokens, i, edits) {
  const { text, at, depth } = tokens[i];
  const end = closing(tokens, i);
  if (tokens[end] === undefined) {
    return;
  }
  const inner = depth + 1;
  const parts = split(tokens, i + 1, end, inner);
  if (
    text === '{' &&
    (parts.length === 0 ||
      parts.some((part) => colonOf(tokens, part, inner) >= 0 || tokens[part.from].text === '**'))
  ) {
    rewriteDict(tokens, { i, end, parts, inner }, edits);
  } else if (parts.some((part) => tokens[part.from].text === '*')) {
    const name = text === '[' ? '__list__' : text === '(' ? '__tuple__' : '__set__';
    edits.push({ at, remove: 1, insert: `${name}(` }, { at: tokens[end].at, remove: 1, insert: ')' });
  }
}

/**
 * @param {Token[]} tokens
 * @param {{ i: number, end: number, parts: Part[], inner: number }} display
 * @param {Edit[]} edits
 */
function rewriteDict(tokens, { i, end, parts, inner }, edits) {
  const loop = parts[0] === undefined ? -1 : indexOf(tokens, parts[0].from, end, inner, 'for');
  edits.push({ at: tokens[i].at, remove: 1, insert: loop < 0 ? '__map__(' : '__map__(*[' });
  for (const part of parts) {
    const colon = colonOf(tokens, part, inner);
    if (tokens[part.from].text === '**') {
      edits.push({ at: tokens[part.from].at, remove: 2, insert: '' });
    } else if (colon >= 0) {
      edits.push({ at: tokens[part.from].at, insert: '(', opens: true });
      edits.push({ at: tokens[colon].at, remove: 1, insert: ',' });
      const [async, last] = [tokens[loop - 1]?.text === 'async', loop < 0 ? part.to - 1 : loop - 1];
      edits.push({ at: endOf(tokens[async ? last - 1 : last]), insert: ')' });
    }
    if (loop >= 0) {
      break;
    }
  }
  edits.push({ at: tokens[end].at, remove: 1, insert: loop < 0 ? ')' : '])' });
}

/** From one comma to the next. @typedef {{ from: number, to: number }} Part */

/**
 * @param {Token[]} tokens
 * @param {number} from
 * @param {number} end
 * @param {number} depth of the commas
 * @returns {Part[]} without an empty one behind the last comma
 */
function split(tokens, from, end, depth) {
  /** @type {Part[]} */
  const parts = [];
  let start = from;
  // Lambdas whose parameters have not ended: their commas part nothing.
  let lambdas = 0;
  for (let at = from; at <= end; at++) {
    const here = at < end && tokens[at].depth === depth ? tokens[at].text : '';
    if (here === 'lambda' && tokens[at].type === 'name') {
      lambdas += 1;
    } else if (here === ':' && lambdas > 0) {
      lambdas -= 1;
    }
    if (at === end || (here === ',' && lambdas === 0)) {
      if (at > start) {
        parts.push({ from: start, to: at });
      }
      start = at + 1;
    }
  }
  return parts;
}

/**
 * The index of a part's colon, that of a lambda aside; -1 where it has none.
 * @param {Token[]} tokens
 * @param {Part} part
 * @param {number} depth
 */
function colonOf(tokens, { from, to }, depth) {
  let lambdas = 0;
  for (let at = from; at < to; at++) {
    const { text, type } = tokens[at];
    if (tokens[at].depth !== depth) {
      continue;
    }
    if (type === 'name' && text === 'lambda') {
      lambdas += 1;
    } else if (type === 'operator' && text === ':') {
      if (lambdas === 0) {
        return at;
      }
      lambdas -= 1;
    }
  }
  return -1;
}

/**
 * @param {Token[]} tokens
 * @param {number} from
 * @param {number} to
 * @param {number} depth
 * @param {string} name
 */
function indexOf(tokens, from, to, depth, name) {
  for (let at = from; at < to; at++) {
    if (tokens[at].text === name && tokens[at].type === 'name' && tokens[at].depth === depth) {
      return at;
    }
  }
  return -1;
}
