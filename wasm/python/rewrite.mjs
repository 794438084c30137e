import { CLOSING, OPENING, closing, endOf, endOfPrimary } from './brackets.mjs';
import { applyEdits, originalLine } from './edits.mjs';
import { rewriteExpression } from './expressions.mjs';
import { restructure } from './structure.mjs';
import { tokenize } from './tokens.mjs';

/**
 * @import { Edit } from './edits.mjs'
 * @import { Field } from './fstrings.mjs'
 * @import { Token } from './tokens.mjs'
 */

/**
 * A program as MicroPython is to run it.
 * @typedef {object} Rewritten
 * @property {string} text
 * @property {(line: number) => number} originalLine the line of the program that a line of `text` is
 * @property {boolean} awaits whether it awaits at top level, so that all of it is one coroutine
 * @property {string[]} modules that it uses and does not import: a notebook's earlier cells would have
 * @property {string[]} coroutines names and lines of its coroutine functions
 * @property {string[]} asyncGenerators names of its async generators
 * @property {Record<string, string>} docs literals of the docstrings, by the names of functions and classes
 * @property {boolean} drives whether it resumes coroutines itself, so that the runtime must not
 */

/**
 * Rewrites what MicroPython cannot do, or does otherwise, and what the runtime has to know:
 *
 *   async with X, for … in X  __with__(LINE, X), __for__(LINE, X)   likewise
 *   await X                 await __at__(LINE, X)             the line, for the trace; X may have an __await__
 *   NAME.run(…) at the top  (await __run__(NAME, "run", …))   the loop runs while the program waits, and gives way
 *   yield in async def      yield __item__(…)                 an async generator
 *   F.attribute = …         @__attributes__ before def F      functions have no attributes
 *
 * @param {string} program
 * @returns {Rewritten}
 */
export function rewrite(program) {
  const { text, original } = restructure(program);
  const tokens = tokenize(text);
  for (const token of tokens) {
    token.line = original(token.line);
  }
  const scopes = findScopes(tokens);
  /** @type {Edit[]} */
  const edits = [];
  const awaits = tokens.some((token, i) => scopes[i] === TOP && isAwait(tokens, i));
  /**
   * @param {Token[]} part
   * @param {(i: number) => Scope} scopeOf
   */
  const rewriteAll = (part, scopeOf) => {
    part.forEach((token, i) => {
      const scope = scopeOf(i);
      if (token.type === 'name' && part[i - 1]?.text !== '.') {
        if (token.text === 'await') {
          rewriteAwait(part, i, edits);
        } else if (token.text === 'async' && part[i + 1]?.text === 'with') {
          rewriteAsyncWith(part, i, edits);
        } else if (token.text === 'async' && part[i + 1]?.text === 'for') {
          rewriteAsyncFor(part, i, edits);
        } else if (token.text === 'yield' && scope.isAsync) {
          rewriteYield(part, i, edits);
        } else if (scope === TOP && !awaits && !isInComprehension(part, i)) {
          rewriteRun(part, i, edits);
        }
      }
      rewriteExpression(part, i, edits);
      for (const { field, tokens: inside } of token.fields ?? []) {
        rewriteField(text, field, edits);
        rewriteAll(inside, () => scope);
      }
    });
  };
  rewriteAll(tokens, (i) => scopes[i]);
  rewriteHeaders(tokens, edits);
  const functions = [...new Set(scopes)].filter((scope) => scope.name !== '');
  const withAttributes = findAssignedAttributes(tokens);
  for (const scope of functions) {
    if (scope.isAsync && scope.yields) {
      decorate(tokens, scope, '@__async_generator__', edits);
    } else if (withAttributes.has(scope.name)) {
      decorate(tokens, scope, '@__attributes__', edits);
    }
  }
  for (const scope of new Set(scopes)) {
    if (scope.isClass) {
      rewriteClass(tokens, scope, (i) => scopes[i] === scope, edits);
    }
  }
  const coroutines = functions.filter(({ isAsync, yields }) => isAsync && !yields);
  const generators = functions.filter(({ isAsync, yields }) => isAsync && yields);
  const edited = applyEdits(text, edits);
  return {
    text: edited.text,
    originalLine: (line) => original(originalLine(edited.added, line)),
    awaits,
    modules: findAssumed(tokens),
    coroutines: coroutines.map(({ name, start }) => `${name}:${tokens[start].line}`),
    asyncGenerators: generators.map(({ name }) => name),
    docs: findDocs(tokens),
    drives: drivesCoroutines(tokens),
  };
}

/**
 * {X} as str() shows it, {X!r} as repr() does, {X=} with its text.
 * @param {string} text
 * @param {Field} field
 * @param {Edit[]} edits
 */
function rewriteField(text, { at, end, tail, conversion, shows, hasFormat }, edits) {
  if (shows) {
    const shown = text.slice(at, tail).replaceAll('{', '{{').replaceAll('}', '}}');
    edits.push({ at: at - 1, insert: shown, opens: true });
  }
  const converts = conversion !== '' ? conversion : shows && !hasFormat ? 'r' : 's';
  if (conversion !== '' || !hasFormat) {
    edits.push({ at, insert: converts === 's' ? '__str__(' : '__repr__(', opens: true });
    edits.push({ at: end, remove: tail + (conversion === '' ? 0 : 2) - end, insert: ')' });
  } else if (shows) {
    edits.push({ at: end, remove: tail - end, insert: '' });
  }
}

/**
 * def f(a, /, b): MicroPython knows no mark behind parameters that have no names for the caller.
 * @param {Token[]} tokens
 * @param {Edit[]} edits
 */
function rewriteHeaders(tokens, edits) {
  tokens.forEach((token, i) => {
    if (token.text === '/' && tokens[i - 1]?.text === ',' && /^[,)]$/.test(tokens[i + 1]?.text ?? '')) {
      edits.push({ at: tokens[i - 1].at, remove: endOf(token) - tokens[i - 1].at, insert: '' });
    }
  });
}

const ENUM = /^(Enum|IntEnum|StrEnum|Flag|IntFlag)$/;

/**
 * What MicroPython's classes do not know of themselves: the annotated names of a class, in order, as __fields__; those of an
 * Enum's members, to a decorator.
 * @param {Token[]} tokens
 * @param {Scope} scope
 * @param {(i: number) => boolean} isInside
 * @param {Edit[]} edits
 */
function rewriteClass(tokens, scope, isInside, edits) {
  let body = scope.start;
  while (body < tokens.length && tokens[body].type !== 'newline') {
    body += 1;
  }
  const bases = tokens.slice(scope.start, body);
  if (tokens[body - 1]?.text !== ':' || tokens[body + 1] === undefined) {
    return;
  }
  const begins = tokens.flatMap((token, i) =>
    i > body && isInside(i) && tokens[i - 1].type === 'newline' ? [i] : [],
  );
  const named = begins.filter((i) => tokens[i].type === 'name');
  const fields = named.filter((i) => tokens[i + 1]?.text === ':' && tokens[i + 2]?.text !== 'ClassVar');
  if (fields.length > 0) {
    const { at, column } = tokens[body + 1];
    const names = fields.map((i) => `'${tokens[i].text}', `).join('');
    edits.push({ at, insert: `__fields__ = (${names})\n${' '.repeat(column)}`, opens: true });
  }
  if (bases.some(({ text }) => ENUM.test(text))) {
    const members = named.filter((i) => tokens[i + 1]?.text === '=').map((i) => `'${tokens[i].text}', `);
    decorate(tokens, scope, `@__members__(${members.join('')})`, edits);
  }
}

/** What a program may use without importing it. */
const ASSUMED = ['asyncio', 'time', 'random', 'inspect', 'itertools', 'sys', 'builtins'];

/** @param {Token[]} tokens */
function findAssumed(tokens) {
  return ASSUMED.filter((name) =>
    tokens.some((token, i) => token.text === name && token.type === 'name' && tokens[i + 1]?.text === '.'),
  ).filter((name) => !tokens.some((token, i) => token.text === name && tokens[i - 1]?.text === 'import'));
}

/**
 * Names N of which the program has N.attribute = … and def N.
 * @param {Token[]} tokens
 */
function findAssignedAttributes(tokens) {
  const assigned = tokens.filter(
    (token, i) =>
      token.type === 'name' &&
      tokens[i - 1]?.text !== '.' &&
      tokens[i + 1]?.text === '.' &&
      /^([-+*/]|\/\/)?=$/.test(tokens[i + 3]?.text ?? ''),
  );
  return new Set(assigned.map(({ text }) => text));
}

/**
 * A function, class or lambda; or the program's top level.
 * @typedef {object} Scope
 * @property {string} name '' for what is no function with a name
 * @property {boolean} isAsync
 * @property {number} column of its `def`; its body is indented further
 * @property {number} start index of the token `async` or `def`
 * @property {boolean} yields
 * @property {boolean} [isClass]
 */

/** @type {Scope} */
const TOP = { name: '', isAsync: false, column: -1, start: -1, yields: false };

/**
 * The innermost scope around each token. What stands in a header belongs to the scope outside.
 * @param {Token[]} tokens
 * @returns {Scope[]}
 */
function findScopes(tokens) {
  /** @type {Scope[]} */
  const open = [TOP];
  /** @type {Scope[]} */
  const scopes = [];
  /** @type {{ scope: Scope, depth: number } | undefined} */
  let header;
  /** @type {{ scope: Scope, depth: number }[]} */
  const lambdas = [];
  tokens.forEach((token, i) => {
    const first = i === 0 || tokens[i - 1].type === 'newline';
    if (first && header === undefined) {
      while (open[open.length - 1].column >= token.column) {
        open.pop();
      }
    }
    const heads = token.text === 'def' || token.text === 'class';
    if (first && (heads || (token.text === 'async' && tokens[i + 1]?.text === 'def'))) {
      header = {
        scope: {
          name: token.text === 'class' ? '' : (tokens[token.text === 'async' ? i + 2 : i + 1]?.text ?? ''),
          isAsync: token.text === 'async',
          column: token.column,
          start: i,
          yields: false,
          isClass: token.text === 'class',
        },
        depth: token.depth,
      };
    }
    while (lambdas.length > 0 && endsLambda(token, lambdas[lambdas.length - 1].depth)) {
      lambdas.pop();
    }
    const scope = lambdas[lambdas.length - 1]?.scope ?? open[open.length - 1];
    scopes.push(scope);
    if (token.type === 'name' && token.text === 'yield') {
      scope.yields = true;
    }
    if (token.type === 'name' && token.text === 'lambda') {
      lambdas.push({
        scope: { name: '', isAsync: false, column: 0, start: i, yields: false },
        depth: token.depth,
      });
    }
    if (header !== undefined && token.text === ':' && token.depth === header.depth && lambdas.length === 0) {
      open.push(header.scope);
      header = undefined;
    }
  });
  return scopes;
}

/**
 * @param {Token} token
 * @param {number} depth at which the lambda stands
 */
function endsLambda(token, depth) {
  return (
    token.type === 'newline' ||
    (token.depth < depth && token.type === 'operator') ||
    (token.depth === depth && (token.text === ',' || CLOSING.includes(token.text)))
  );
}

/**
 * @param {Token[]} tokens
 * @param {number} i
 */
function isAwait(tokens, i) {
  const { type, text } = tokens[i];
  const next = tokens[i + 1]?.text;
  return type === 'name' && (text === 'await' || (text === 'async' && (next === 'for' || next === 'with')));
}

/**
 * @param {Token[]} tokens
 * @param {number} i
 * @param {Edit[]} edits
 */
function rewriteAwait(tokens, i, edits) {
  const end = endOfPrimary(tokens, i + 1);
  if (tokens[i + 1] !== undefined && tokens[end - 1] !== undefined) {
    edits.push({ at: tokens[i + 1].at, insert: `__at__(${tokens[i].line}, `, opens: true });
    edits.push({ at: endOf(tokens[end - 1]), insert: ')' });
  }
}

/** @param {Token[]} tokens */
function findDocs(tokens) {
  /** @type {[string, string][]} */
  const docs = [];
  tokens.forEach(({ text, type }, i) => {
    const [name, before] = [tokens[i + 1], tokens[i - 1]];
    const begins = before === undefined || before.type === 'newline' || before.text === 'async';
    if (type !== 'name' || !begins || !/^(def|class)$/.test(text) || name === undefined) {
      return;
    }
    const body = tokens.findIndex((token, j) => j > i && token.type === 'newline') + 1;
    if (body > 0 && tokens[body]?.type === 'string' && tokens[body + 1]?.type === 'newline') {
      docs.push([name.text, tokens[body].text]);
    }
  });
  return Object.fromEntries(docs);
}

/**
 * async with A as a, B: each of the managers notes the line.
 * @param {Token[]} tokens
 * @param {number} i
 * @param {Edit[]} edits
 */
function rewriteAsyncWith(tokens, i, edits) {
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
function rewriteAsyncFor(tokens, i, edits) {
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
 * Whether the program resumes coroutines itself: X.send(…), X.throw(…), where it does not define what it calls.
 * @param {Token[]} tokens
 */
function drivesCoroutines(tokens) {
  return ['send', 'throw'].some((name) => {
    const places = tokens.flatMap(({ text }, i) => (text === name ? [i] : []));
    return (
      places.some((i) => tokens[i - 1]?.text === '.' && tokens[i + 1]?.text === '(') &&
      !places.some((i) => tokens[i - 1]?.text === 'def')
    );
  });
}

/**
 * @param {Token[]} tokens
 * @param {number} i
 * @param {Edit[]} edits
 */
function rewriteYield(tokens, i, edits) {
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
 * Whether a bracket around the token holds a `for`: there MicroPython takes no await.
 * @param {Token[]} tokens
 * @param {number} i
 */
function isInComprehension(tokens, i) {
  let { depth } = tokens[i];
  for (let at = i - 1; at >= 0 && depth > 0; at--) {
    if (tokens[at].depth < depth && OPENING.includes(tokens[at].text)) {
      const inside = tokens.slice(at + 1, closing(tokens, at));
      if (inside.some((token) => token.text === 'for' && token.depth === depth)) {
        return true;
      }
      depth -= 1;
    }
  }
  return false;
}

const RUNS = new Set(['run', 'run_until_complete', 'run_forever']);

/**
 * @param {Token[]} tokens
 * @param {number} i
 * @param {Edit[]} edits
 */
function rewriteRun(tokens, i, edits) {
  let at = i;
  while (tokens[at + 1]?.text === '.' && tokens[at + 2]?.type === 'name') {
    at += 2;
  }
  if (!RUNS.has(tokens[at].text) || tokens[at + 1]?.text !== '(' || tokens[i - 1]?.text === 'def') {
    return;
  }
  const close = closing(tokens, at + 1);
  if (tokens[close] === undefined) {
    return;
  }
  const start = tokens[i].at;
  const open = tokens[at + 1].at;
  if (at === i) {
    edits.push(
      { at: start, insert: '(await __run__(', opens: true },
      { at: open, remove: 1, insert: ', "", ' },
    );
  } else {
    const dot = tokens[at - 1].at;
    edits.push({ at: start, insert: '(await __run__(', opens: true });
    edits.push({ at: dot, remove: open + 1 - dot, insert: `, "${tokens[at].text}", ` });
  }
  edits.push({ at: tokens[close].at, insert: ')' });
}

/**
 * Puts a decorator before a `def`, on a line of its own that is then taken out of the count.
 * @param {Token[]} tokens
 * @param {Scope} scope
 * @param {string} decorator
 * @param {Edit[]} edits
 */
function decorate(tokens, scope, decorator, edits) {
  const { at, column } = tokens[scope.start];
  edits.push({ at, insert: `${decorator}\n${' '.repeat(column)}`, opens: true });
}
