/**
 * Which lines of an example's two sources say the same: in both, coroutines of one name await the same things in the
 * same order. The trace names lines of the C source; by this the Python source beside it is marked too.
 *
 * @typedef {{ coroutine: RegExp, awaits: RegExp }} Grammar
 */

/** A name that is C's too, as clock is, ends there with an underscore. @type {Grammar} */
const c = { coroutine: /^ASYNC\((\w+?)_?,/, awaits: /\b(?:AWAIT|ASYNC_WITH|ASYNC_FOR)\w*\(/ };

/** @type {Grammar} */
const python = { coroutine: /^ *async def (\w+)/, awaits: /^(?! *#).*\b(?:await|async with|async for) / };

/**
 * For each line of a Python program, that of the C program which it stands for; 0 where there is none.
 * @param {string} cText
 * @param {string} pythonText
 * @param {(what: string) => never} refuse is told what the two do not have in common
 * @returns {number[]}
 */
export function sameLines(cText, pythonText, refuse) {
  const originals = linesOf(cText, c);
  const lines = new Array(pythonText.split('\n').length).fill(0);
  for (const [name, there] of linesOf(pythonText, python)) {
    const original = originals.get(name);
    if (!original) refuse(`${name} is no coroutine of the C source`);
    if (original.length !== there.length)
      refuse(`${name} awaits at ${there.length - 1} lines in Python, at ${original.length - 1} in C`);
    there.forEach((line, i) => (lines[line - 1] = original[i]));
  }
  return lines;
}

/**
 * Of each coroutine the line where it begins and those where it awaits, as the trace of such a program names them.
 * @param {string} text
 * @param {Grammar} grammar
 * @returns {Map<string, number[]>}
 */
function linesOf(text, grammar) {
  const { coroutine, awaits } = grammar;
  /** @type {Map<string, number[]>} */
  const found = new Map();
  /** @type {number[]} */
  let lines = [];
  const all = text.split('\n');
  all.forEach((line, i) => {
    const place = grammar === c ? endOfMacro(all, i) : i + 1;
    const name = coroutine.exec(line)?.[1];
    if (name) found.set(name, (lines = [place]));
    else if (awaits.test(line)) lines.push(place);
  });
  return found;
}

/**
 * The line on which a macro's parentheses close: __LINE__ is that one.
 * @param {string[]} lines
 * @param {number} from where it begins, from 0
 * @returns {number} from 1
 */
function endOfMacro(lines, from) {
  for (let open = 0, i = from; i < lines.length; i++) {
    open += lines[i].split('(').length - lines[i].split(')').length;
    if (open <= 0) return i + 1;
  }
  return from + 1;
}
