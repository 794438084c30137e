import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { Failure, reason } from './failure.mjs';

const NEW_LINE = 10;

/**
 * A file's text, without the byte order mark that some editors put before it.
 * @param {string} path
 * @returns {string}
 * @throws {Failure} where it cannot be read, or is no text in UTF-8
 */
export function readText(path) {
  try {
    const bytes = readFileSync(path);
    if (!isUtf8(bytes)) {
      throw new Failure(`line ${firstWrongLine(bytes)} is not text in UTF-8`);
    }
    return bytes.toString().replace(/^\ufeff/, '');
  } catch (error) {
    throw new Failure(`cannot read ${path}: ${reason(error)}`, { cause: error });
  }
}

/** @param {Buffer} bytes not UTF-8 as a whole */
function firstWrongLine(bytes) {
  let line = 1;
  // No byte of a longer character is a line feed.
  for (let from = 0, to; (to = bytes.indexOf(NEW_LINE, from)) >= 0; from = to + 1, line++) {
    if (!isUtf8(bytes.subarray(from, to))) {
      break;
    }
  }
  return line;
}
