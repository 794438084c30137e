import { highlighting } from '../../later.mjs';

/**
 * @import { Source } from '../../../../wasm/types.js'
 * @import { Piece } from './highlight.mjs'
 */

/** Characters; a longer text is shown without colours, for its reader would wait. */
const LONGEST = 200_000;

/** Lines; those behind them are left out, for the page would stand still. */
const MOST_LINES = 5000;

/** Texts that are kept. */
const MOST = 4;

/** The lines of sources: without colours at first, with them when what reads them has been fetched. */
export class ColouredLines {
  #changed;
  /** By the source's text. @type {Map<string, Piece[][]>} */
  #lines = new Map();

  /** @param {() => void} changed called when lines have got their colours */
  constructor(changed) {
    this.#changed = changed;
  }

  /** @param {Source} source */
  of({ text, language }) {
    const known = this.#lines.get(text);
    if (known) return known;
    const plain = plainLines(text);
    this.#lines = new Map([...this.#lines].slice(1 - MOST)).set(text, plain);
    if (text.length <= LONGEST && plain.length <= MOST_LINES) this.#colour(text, language);
    return plain;
  }

  /** @param {string} text @param {Source['language']} language */
  async #colour(text, language) {
    try {
      const { highlight } = await highlighting.load();
      const lines = await highlight(text, language);
      if (this.#lines.has(text)) this.#lines.set(text, lines);
      this.#changed();
    } catch {
      // Without the folder beside the script, of which the console tells, the text stays as it is.
    }
  }
}

/** @param {string} text @returns {Piece[][]} */
function plainLines(text) {
  const lines = text.split('\n', MOST_LINES + 1);
  if (lines[MOST_LINES]) lines[MOST_LINES] = '… what follows is left out';
  else if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines.map((line) => (line ? [{ kind: /** @type {const} */ (''), text: line }] : []));
}
