import { CLOSING, OPENING, closing, endOf, isBracket } from './brackets.mjs';

/**
 * @import { Edit } from './edits.mjs'
 * @import { Token } from './tokens.mjs'
 */

/**
 * Rewrites match statements, which MicroPython does not know, line by line:
 *
 *   match X:                      if [(__match1__ := (X))]:
 *       case [1, y] if y > 2:         if __seq__(__match1__, 2) and __match1__[0] == 1 and __bind__(y := …) and (y > 2):
 *       case _:                       elif True:
 *
 * @param {string} text
 * @param {Token[]} tokens
 * @param {number[]} starts of logical lines
 * @param {Edit[]} edits
 */
export function rewriteMatches(text, tokens, starts, edits) {
  let count = 0;
  starts.forEach((start, n) => {
    const first = tokens[starts[n + 1]];
    const colon = colonBehind(tokens, start);
    const opens =
      tokens[start].text === 'match' &&
      tokens[colon + 1]?.type === 'newline' &&
      first?.text === 'case' &&
      first.column > tokens[start].column;
    if (!opens) {
      return;
    }
    count += 1;
    const name = `__match${count}__`;
    const subject = text.slice(tokens[start + 1].at, tokens[colon].at);
    const several = tokens.slice(start, colon).some(({ text: comma, depth }) => comma === ',' && depth === 0);
    edits.push({
      at: tokens[start].at,
      remove: endOf(tokens[colon]) - tokens[start].at,
      insert: `if [(${name} := (${subject.trimEnd()}${several && subject.trimEnd().endsWith(',') ? ' ' : ''}))]:`,
    });
    let word = 'if';
    for (const line of starts.slice(n + 1)) {
      if (tokens[line].column <= tokens[start].column) {
        break;
      }
      if (tokens[line].column === first.column && tokens[line].text === 'case') {
        rewriteCase(text, tokens, line, { name, word }, edits);
        word = 'elif';
      }
    }
  });
}

/**
 * @param {string} text
 * @param {Token[]} tokens
 * @param {number} start
 * @param {{ name: string, word: string }} how
 * @param {Edit[]} edits
 */
function rewriteCase(text, tokens, start, { name, word }, edits) {
  const colon = colonBehind(tokens, start);
  const { depth } = tokens[start];
  let guard = colon;
  for (let at = start; at < colon; at++) {
    if (tokens[at].text === 'if' && tokens[at].type === 'name' && tokens[at].depth === depth) {
      guard = at;
    }
  }
  const part = tokens.slice(start + 1, guard);
  const test = testOf(part, name, true);
  const condition =
    guard < colon ? ` and (${text.slice(endOf(tokens[guard]), tokens[colon].at).trim()})` : '';
  const lines = '\n'.repeat(text.slice(tokens[start].at, tokens[colon].at).split('\n').length - 1);
  edits.push({
    at: tokens[start].at,
    remove: endOf(tokens[colon]) - tokens[start].at,
    insert: `${word} (${test}${lines})${condition}:`,
  });
}

/**
 * @param {Token[]} tokens
 * @param {number} start
 */
function colonBehind(tokens, start) {
  let at = start;
  let lambdas = 0;
  for (; at < tokens.length && tokens[at].type !== 'newline'; at++) {
    const { text, depth } = tokens[at];
    if (depth === tokens[start].depth && text === 'lambda') lambdas += 1;
    if (depth === tokens[start].depth && text === ':' && lambdas-- === 0) {
      return at;
    }
  }
  return at;
}

/** Classes whose one positional pattern is the subject itself. */
const PLAIN = /^(bool|bytearray|bytes|dict|float|frozenset|int|list|set|str|tuple)$/;

/**
 * What is true where a pattern matches, and binds its names.
 * @param {Token[]} part
 * @param {string} subject an expression
 * @param {boolean} [open] whether commas make it a sequence
 * @returns {string}
 */
function testOf(part, subject, open = false) {
  const items = split(part, ',');
  if (open && (items.length > 1 || part.at(-1)?.text === ',')) {
    return sequence(items, subject);
  }
  const { depth } = part[0] ?? { depth: 0 };
  const as = part.findIndex((token) => token.text === 'as' && token.depth === depth);
  if (as >= 0) {
    return `(${testOf(part.slice(0, as), subject)}) and __bind__(${part[as + 1].text} := ${subject})`;
  }
  const choices = split(part, '|');
  if (choices.length > 1) {
    return `(${choices.map((choice) => `(${testOf(choice, subject)})`).join(' or ')})`;
  }
  const [first] = part;
  if (first === undefined) {
    return 'True';
  }
  if (isBracket(first, OPENING) && closing(part, 0) === part.length - 1) {
    const inside = part.slice(1, -1);
    const parts = split(inside, ',');
    if (first.text === '{') {
      return mapping(parts, subject);
    }
    const grouped = first.text === '(' && parts.length === 1 && inside.at(-1)?.text !== ',';
    return grouped ? `(${testOf(inside, subject)})` : sequence(parts, subject);
  }
  const open_ = part.findIndex((token) => token.text === '(' && token.depth === depth);
  if (first.type === 'name' && open_ > 0) {
    return classTest(part, open_, subject);
  }
  const words = part.map(({ text }) => text).join(part.every(({ type }) => type === 'string') ? ' ' : '');
  if (/^(None|True|False)$/.test(words)) {
    return `${subject} is ${words}`;
  }
  if (part.length === 1 && first.type === 'name') {
    return words === '_' ? 'True' : `__bind__(${words} := ${subject})`;
  }
  return `${subject} == ${words}`;
}

/**
 * @param {Token[][]} items
 * @param {string} subject
 */
function sequence(items, subject) {
  const star = items.findIndex(([first]) => first?.text === '*');
  const behind = items.length - star - 1;
  const tests = items.map((item, i) => {
    if (i === star) {
      const end = behind === 0 ? '' : `-${behind}`;
      const name = item[1].text;
      return name === '_' ? 'True' : `__bind__(${name} := list(${subject}[${i}:${end}]))`;
    }
    return testOf(item, `${subject}[${star >= 0 && i > star ? i - items.length : i}]`);
  });
  const size = star < 0 ? items.length : -items.length;
  return [`__seq__(${subject}, ${size})`, ...tests].join(' and ');
}

/**
 * @param {Token[][]} items
 * @param {string} subject
 */
function mapping(items, subject) {
  /** @type {string[]} */
  const keys = [];
  const tests = items.map((item) => {
    if (item[0].text === '**') {
      return `__bind__(${item[1].text} := __rest__(${subject}, (${keys.map((key) => `${key}, `).join('')})))`;
    }
    const colon = item.findIndex(({ text, depth }) => text === ':' && depth === item[0].depth);
    const key = item
      .slice(0, colon)
      .map(({ text }) => text)
      .join('');
    keys.push(key);
    return `${key} in ${subject} and ${testOf(item.slice(colon + 1), `${subject}[${key}]`)}`;
  });
  return [`__mapping__(${subject})`, ...tests].join(' and ');
}

/**
 * @param {Token[]} part
 * @param {number} open
 * @param {string} subject
 */
function classTest(part, open, subject) {
  const name = part
    .slice(0, open)
    .map(({ text }) => text)
    .join('');
  const items = split(part.slice(open + 1, -1), ',');
  const tests = items.map((item, i) => {
    if (item[1]?.text === '=') {
      const attribute = `${subject}.${item[0].text}`;
      return `hasattr(${subject}, "${item[0].text}") and ${testOf(item.slice(2), attribute)}`;
    }
    return PLAIN.test(name)
      ? testOf(item, subject)
      : testOf(item, `getattr(${subject}, __positional__(${name}, ${i}))`);
  });
  return [`isinstance(${subject}, ${name})`, ...tests].join(' and ');
}

/**
 * @param {Token[]} part
 * @param {string} separator
 * @returns {Token[][]} without an empty one at the end
 */
function split(part, separator) {
  /** @type {Token[][]} */
  const parts = [];
  let from = 0;
  let open = 0;
  part.forEach((token, i) => {
    if (isBracket(token, OPENING)) open += 1;
    if (isBracket(token, CLOSING)) open -= 1;
    if (token.text === separator && token.type === 'operator' && open === 0) {
      parts.push(part.slice(from, i));
      from = i + 1;
    }
  });
  if (from < part.length) {
    parts.push(part.slice(from));
  }
  return parts;
}
