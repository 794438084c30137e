import stringWidth from 'string-width';

/**
 * Control characters, those that turn the direction of text, and surrogates without their other half: none may reach a
 * terminal.
 */
// eslint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]|\p{Surrogate}/gu;

const segmenter = new Intl.Segmenter();

/**
 * @param {string} text
 * @returns {string} one line that does nothing to a terminal but show: what would is replaced by �.
 */
export function safe(text) {
  return text.replaceAll('\t', ' ').replace(UNSAFE, '\ufffd');
}

/**
 * @param {string} text safe
 * @returns {number} columns it takes.
 */
export function columns(text) {
  // Nearly all text is of this kind (ASCII, the lines of a tree), for which the answer is at hand.
  return /^[ -~─-╿]*$/.test(text) ? text.length : stringWidth(text);
}

/**
 * @param {string} text safe
 * @param {number} width columns
 * @returns {string} the text, or its beginning and an ellipsis, in at most that many.
 */
export function cut(text, width) {
  if (columns(text) <= width) {
    return text;
  }
  let kept = '';
  let used = 0;
  for (const { segment } of segmenter.segment(text)) {
    used += columns(segment);
    if (used > width - 1) {
      break;
    }
    kept += segment;
  }
  return width < 1 ? '' : `${kept}…`;
}

/**
 * @param {string} text safe
 * @param {number} width columns
 * @returns {string} the text in exactly that many.
 */
export function fitted(text, width) {
  const short = cut(text, width);
  return short + ' '.repeat(Math.max(0, width - columns(short)));
}

/**
 * @param {number[]} numbers however many: Math.max takes some ten thousand
 * @returns {number} the greatest, at least 0.
 */
export function greatest(numbers) {
  return numbers.reduce((most, number) => Math.max(most, number), 0);
}
