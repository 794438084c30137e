import { withRoom } from './columns.mjs';

/** Bits a word. */
const WORD = 32;

/** Levels of words, each telling which words of the one below have bits: enough for 32^5 ranks. */
const LEVELS = 5;

/** A set of small numbers that is walked in order: adding, removing and finding the next cost O(1). */
export class RankSet {
  #levels = Array.from({ length: LEVELS }, () => new Uint32Array(1));

  /** @param {number} rank */
  add(rank) {
    let at = rank;
    for (let level = 0; level < LEVELS; level++) {
      const word = at >>> 5;
      const words = (this.#levels[level] = withRoom(this.#levels[level], word + 1));
      const wasEmpty = words[word] === 0;
      words[word] |= 1 << (at & (WORD - 1));
      if (!wasEmpty) return;
      at = word;
    }
  }

  /** @param {number} rank */
  remove(rank) {
    let at = rank;
    for (const words of this.#levels) {
      const word = at >>> 5;
      if (word >= words.length) return;
      words[word] &= ~(1 << (at & (WORD - 1)));
      if (words[word] !== 0) return;
      at = word;
    }
  }

  /**
   * @param {number} from
   * @returns {number} the first that is not below; Infinity where there is none.
   */
  next(from) {
    let at = from;
    for (let level = 0; level < LEVELS; level++) {
      const word = at >>> 5;
      const found = (this.#levels[level][word] ?? 0) & (~0 << (at & (WORD - 1)));
      if (found !== 0) return this.#lowest(level, word * WORD + lowestBit(found));
      at = word + 1;
    }
    return Infinity;
  }

  /** @param {number} level @param {number} at a word of the level below, or the rank itself */
  #lowest(level, at) {
    let lowest = at;
    for (let below = level - 1; below >= 0; below--) {
      lowest = lowest * WORD + lowestBit(this.#levels[below][lowest]);
    }
    return lowest;
  }
}

/** @param {number} word not 0 */
function lowestBit(word) {
  return WORD - 1 - Math.clz32(word & -word);
}
