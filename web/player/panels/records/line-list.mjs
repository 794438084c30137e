/**
 * The printed lines of a run that pass a filter. Pure.
 *
 * @import { Model } from '../../../model/types.js'
 */
import { firstNotBefore } from '../../sorted.mjs';

export class LineList {
  /** Those of the lines looked at so far that pass; without a filter all do, and none is looked at. @type {number[]} */
  #found = [];
  #looked = 0;

  /**
   * @param {Model} model
   * @param {{ task: number, words: string }} filter `task`: 0 for all; `words`: in lower case, '' for all
   */
  constructor(model, { task, words }) {
    this.model = model;
    this.task = task;
    this.words = words;
  }

  /** Whether there is no filter. */
  get all() {
    return this.task === 0 && this.words === '';
  }

  /**
   * How many of them were printed before a position. Each line is looked at once.
   * @param {number} position
   */
  count(position) {
    const { prints } = this.model;
    const end = firstNotBefore(prints, position);
    if (this.all) return end;
    for (; this.#looked < end; this.#looked++) {
      if (this.#passes(prints[this.#looked])) this.#found.push(prints[this.#looked]);
    }
    return firstNotBefore(this.#found, position);
  }

  /**
   * The records of some of them.
   * @param {number} first
   * @param {number} end
   */
  records(first, end) {
    return (this.all ? this.model.prints : this.#found).slice(first, end);
  }

  /** @param {number} record */
  #passes(record) {
    const { object, text } = this.model.event(record);
    return (this.task === 0 || object === this.task) && text.toLowerCase().includes(this.words);
  }
}
