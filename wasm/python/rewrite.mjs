import {
  findMisplaced,
  isAwait,
  rewriteAsyncFor,
  rewriteAsyncWith,
  rewriteAwait,
  rewriteYield,
} from './awaits.mjs';
import { OPENING, closing, endOf, endOfPrimary } from './brackets.mjs';
import { applyEdits, originalLine } from './edits.mjs';
import { rewriteExpression } from './expressions.mjs';
import { giveHandled, nameHandled } from './handlers.mjs';
import { TOP, findScopes } from './scopes.mjs';
import { restructure } from './structure.mjs';
import { tokenize } from './tokens.mjs';

/**
 * @import { Edit } from './edits.mjs'
 * @import { Field } from './fstrings.mjs'
 * @import { Scope } from './scopes.mjs'
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
 * @property {{ message: string, line: number, column: number, width: number } | undefined} misplaced an await that stands in no
 *   async function, which MicroPython takes
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
 *   F(…), a statement       __dropped__(LINE, F(…))           where F may be a coroutine function: nobody awaits it
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
  const functions = [...new Set(scopes)].filter((scope) => scope.name !== '');
  const coroutines = functions.filter(({ isAsync, yields }) => isAsync && !yields);
  /** @type {Edit[]} */
  const edits = [];
  rewriteDropped(tokens, new Set([...COROUTINES, ...coroutines.map(({ name }) => name)]), edits);
  const handled = nameHandled(tokens, scopes, edits);
  const awaits = tokens.some((token, i) => scopes[i] === TOP && isAwait(tokens, i));
  /**
   * @param {Token[]} part
   * @param {(i: number) => Scope} scopeOf
   * @param {(i: number) => string | undefined} handledAt
   */
  const rewriteAll = (part, scopeOf, handledAt) => {
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
      rewriteExpression(part, i, handledAt(i), edits);
      giveHandled(part, i, handledAt(i), edits);
      for (const { field, tokens: inside } of token.fields ?? []) {
        rewriteField(text, field, token.text.includes('"') ? "'" : '"', edits);
        rewriteAll(
          inside,
          () => scope,
          () => handledAt(i),
        );
      }
    });
  };
  rewriteAll(
    tokens,
    (i) => scopes[i],
    (i) => handled[i],
  );
  rewriteHeaders(tokens, edits);
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
    misplaced: findMisplaced(text, tokens, scopes),
    drives: drivesCoroutines(tokens),
  };
}

/**
 * {X} as str() shows it, {X!r} as repr() does, {X=} with its text; formats that MicroPython does not know.
 * @param {string} text
 * @param {Field} field
 * @param {string} quote that the string does not have around it
 * @param {Edit[]} edits
 */
function rewriteField(text, { at, end, tail, close, conversion, shows, hasFormat }, quote, edits) {
  if (shows) {
    const shown = text.slice(at, tail).replaceAll('{', '{{').replaceAll('}', '}}');
    edits.push({ at: at - 1, insert: shown, opens: true });
  }
  const spec = hasFormat && conversion === '' && !shows ? text.slice(tail + 1, close) : '';
  if (/%[A-Za-z]|,\.|,[feg%]/.test(spec) && !/[{'"\n]/.test(spec)) {
    edits.push({ at, insert: '__format__(', opens: true });
    edits.push({ at: end, remove: close - end, insert: `, ${quote}${spec}${quote})` });
    return;
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
 * What MicroPython's classes do not know of themselves: the annotated names of a class, in order, as __fields__; those
 * of an Enum's members, to a decorator.
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
    const line = `__fields__ = (${names})${isFrozen(tokens, scope.start) ? '; __setattr__ = __frozen__' : ''}`;
    edits.push({ at, insert: `${line}\n${' '.repeat(column)}`, opens: true });
  }
  const meta = bases.findIndex(({ text }, i) => text === 'metaclass' && bases[i + 1]?.text === '=');
  const last = bases.findIndex(({ text }, i) => i > meta && text === 'ABCMeta');
  if (meta > 0 && last > 0) {
    edits.push({ at: bases[meta].at, remove: endOf(bases[last]) - bases[meta].at, insert: '__abc__' });
  }
  if (bases.some(({ text }) => ENUM.test(text))) {
    const members = named.filter((i) => tokens[i + 1]?.text === '=').map((i) => `'${tokens[i].text}', `);
    decorate(tokens, scope, `@__members__(${members.join('')})`, edits);
  }
}

/**
 * Whether @dataclass(frozen=True) stands before the class: MicroPython asks for __setattr__ only where a class is made.
 * @param {Token[]} tokens
 * @param {number} start of `class`
 */
function isFrozen(tokens, start) {
  const line = tokens.slice(
    tokens.findLastIndex(({ type }, i) => i < start - 1 && type === 'newline') + 1,
    start,
  );
  const frozen = line.findIndex(({ text }) => text === 'frozen');
  return (
    line[0]?.text === '@' &&
    line.some(({ text }) => text === 'dataclass') &&
    line[frozen + 2]?.text === 'True'
  );
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

/** What asyncio has that nothing happens without an await: programs forget it. */
const COROUTINES =
  'sleep wait_for wait to_thread open_connection start_server acquire put get join drain wait_closed notify serve_forever'.split(
    ' ',
  );

/**
 * Statements that are a call and nothing else, of what may be a coroutine function: CPython warns when it drops a
 * coroutine.
 * @param {Token[]} tokens
 * @param {Set<string>} names
 * @param {Edit[]} edits
 */
function rewriteDropped(tokens, names, edits) {
  tokens.forEach((token, i) => {
    if (token.type !== 'name' || (i > 0 && tokens[i - 1].type !== 'newline')) {
      return;
    }
    const end = endOfPrimary(tokens, i);
    const last = tokens[end - 1];
    const close = tokens.findLastIndex(
      ({ text, depth, type }, j) =>
        j > i && j < end - 1 && type === 'operator' && text === '(' && depth === last?.depth,
    );
    const alone = tokens[end] === undefined || tokens[end].type === 'newline';
    if (alone && last?.text === ')' && close > i && names.has(tokens[close - 1].text)) {
      edits.push({ at: token.at, insert: `__dropped__(${token.line}, `, opens: true });
      edits.push({ at: endOf(last), insert: ')' });
    }
  });
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
