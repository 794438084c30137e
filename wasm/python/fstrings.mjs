/** f-strings, taken apart. */

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
