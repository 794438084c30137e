/**
 * When each line of a program ran. Pure; looks at each record once.
 *
 * @import { Model } from '../../../model/types.js'
 */
import { firstNotBefore } from '../../sorted.mjs';

export class LineRuns {
  #taken = 0;
  /** By line: the records at which it ran. @type {Map<number, number[]>} */
  #records = new Map();

  /** @param {Model} model */
  constructor(model) {
    this.model = model;
  }

  /** Takes in what is new. */
  update() {
    const { line } = this.model.trace;
    for (; this.#taken < this.model.length; this.#taken++) {
      const number = line[this.#taken];
      if (number === 0) continue;
      const known = this.#records.get(number);
      if (known) known.push(this.#taken);
      else this.#records.set(number, [this.#taken]);
    }
  }

  /** @param {number} line */
  ran(line) {
    return this.#records.has(line);
  }

  /**
   * The next record, not before a position, at which a line ran; the first, after the last; -1 for none.
   * @param {number} line
   * @param {number} position
   */
  next(line, position) {
    const records = this.#records.get(line) ?? [];
    return records[firstNotBefore(records, position)] ?? records[0] ?? -1;
  }
}
