/**
 * f-strings, taken apart.
 *
 * @import { Edit } from './edits.mjs'
 * @import { Token } from './tokens.mjs'
 */

/**
 * A field of an f-string: {expression!conversion:format}, or with = behind the expression.
 * @typedef {object} Field
 * @property {number} at where the expression begins in the program's text
 * @property {number} end where it ends
 * @property {number} tail where `=`, `!`, `:` or the closing brace begins
 * @property {number} close of the closing brace
 * @property {string} conversion '', 's', 'r' or 'a'
 * @property {boolean} shows with =
 * @property {boolean} hasFormat
 */

/**
 * @param {string} text of the program
 * @param {number} at where the string begins
 * @param {number} end
 * @param {string} prefix letters and opening quotes
 * @returns {Field[]} empty where the string is not well formed: MicroPython will say so
 */
export function findFields(text, at, end, prefix) {
  const quotes = prefix.replace(/^[a-z]+/i, '');
  /** @type {Field[]} */
  const fields = [];
  let i = at + prefix.length;
  const last = end - quotes.length;
  while (i < last) {
    if (text[i] === '{' && text[i + 1] === '{') {
      i += 2;
    } else if (text[i] === '{') {
      const field = readField(text, i + 1, last);
      if (field === undefined) {
        return [];
      }
      fields.push(field);
      i = field.close + 1;
    } else {
      i += 1;
    }
  }
  return fields;
}

/**
 * @param {string} text
 * @param {number} at behind the opening brace
 * @param {number} last
 * @returns {Field | undefined}
 */
function readField(text, at, last) {
  let depth = 0;
  let quote = '';
  let i = at;
  for (; i < last; i++) {
    const c = text[i];
    if (quote !== '') {
      quote = c === quote ? '' : quote;
    } else if (c === '"' || c === "'") {
      quote = c;
    } else if ('([{'.includes(c)) {
      depth += 1;
    } else if (depth > 0 && ')]}'.includes(c)) {
      depth -= 1;
    } else if (depth === 0 && (c === '}' || c === ':' || (c === '!' && text[i + 1] !== '='))) {
      break;
    }
  }
  const tail = /^(\s*=\s*(?<!==))?(?:!([sra]))?/.exec(text.slice(i, last));
  const shown = /[^=!<>]=\s*$/.exec(text.slice(at, i));
  const end = shown === null ? i : at + shown.index + 1;
  const conversion = tail?.[2] ?? '';
  const behind = i + (conversion === '' ? 0 : 2);
  let close = behind;
  for (let nested = 0; close < last; close++) {
    if (text[close] === '{') {
      nested += 1;
    } else if (text[close] === '}') {
      if (nested === 0) {
        return {
          at,
          end,
          tail: i,
          close,
          conversion,
          shows: shown !== null,
          hasFormat: text[behind] === ':',
        };
      }
      nested -= 1;
    }
  }
  return undefined;
}

/**
 * f-strings inside of f-strings, which MicroPython does not know.
 * @param {string} text
 * @param {Token[]} tokens
 * @param {number[]} _starts of logical lines
 * @param {Edit[]} edits
 */
export function rewriteNested(text, tokens, _starts, edits) {
  tokens.forEach((token, i) => {
    if (token.fields?.some(({ tokens: inside }) => inside.some(({ fields }) => fields !== undefined))) {
      const [before, after] = [tokens[i - 1], tokens[i + 1]].map((one) =>
        one?.type === 'string' ? '+ ' : '',
      );
      const call = `${before}(${formatted(text, token)})${after === '' ? '' : ' +'}`;
      const lines = (/** @type {string} */ one) => one.split('\n').length;
      edits.push({
        at: token.at,
        remove: token.text.length,
        insert: call + '\n'.repeat(Math.max(0, lines(token.text) - lines(call))),
      });
    }
  });
}

/**
 * @param {string} text
 * @param {Token} token an f-string
 * @returns {string} a call of format
 */
function formatted(text, token) {
  const prefix = /^[a-z]*/i.exec(token.text)?.[0] ?? '';
  let shown = prefix.replace(/f/i, '');
  let at = token.at + prefix.length;
  /** @type {string[]} */
  const given = [];
  for (const { field, tokens } of token.fields ?? []) {
    shown += text.slice(at, field.at - 1);
    let value = '';
    let from = field.at;
    for (const inner of tokens.filter(({ fields }) => fields !== undefined)) {
      value += text.slice(from, inner.at) + formatted(text, inner);
      from = inner.at + inner.text.length;
    }
    value += text.slice(from, field.end);
    if (field.shows) {
      shown += text.slice(field.at, field.tail).replaceAll('{', '{{').replaceAll('}', '}}');
    }
    const spec = field.hasFormat ? text.slice(text.indexOf(':', field.tail) + 1, field.close) : '';
    const represents =
      field.conversion === 'r' || (field.shows && field.conversion === '' && !field.hasFormat);
    given.push(represents ? `repr(${value})` : field.hasFormat ? `(${value})` : `str(${value})`);
    shown += `{${spec === '' ? '' : `:${spec.replace(/\{([^{}]*)\}/g, (_, inside) => (given.push(inside), '{}'))}`}}`;
    at = field.close + 1;
  }
  return `${shown}${text.slice(at, token.at + token.text.length)}.format(${given.join(', ')})`;
}
