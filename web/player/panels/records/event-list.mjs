/**
 * The records of a run that pass a filter. Pure; a long run is looked through bit by bit.
 *
 * @import { Model } from '../../../model/types.js'
 */
import { describe } from '../../words.mjs';
import { firstNotBefore } from '../../sorted.mjs';

/** Records looked through between two looks at the clock. */
const STRETCH = 256;

export class EventList {
  /** Of those found so far, in order. @type {number[]} */
  records = [];
  #position = 0;

  /**
   * @param {Model} model
   * @param {{ every: boolean, task: number, words: string }} filter `every`: the loop's bookkeeping too; `task`: 0 for all;
   *   `words`: in lower case, '' for all
   */
  constructor(model, { every, task, words }) {
    this.model = model;
    this.by = every ? /** @type {const} */ ('record') : /** @type {const} */ ('event');
    this.task = task;
    this.words = words;
  }

  get done() {
    return this.#position >= this.model.length;
  }

  /** Looks further for so long at most. @param {number} milliseconds */
  look(milliseconds) {
    const until = performance.now() + milliseconds;
    do {
      for (let i = 0; i < STRETCH && !this.done; i++) {
        this.#position = this.model.nextPosition(this.#position, this.by);
        if (this.#passes(this.#position - 1)) this.records.push(this.#position - 1);
      }
    } while (!this.done && performance.now() < until);
  }

  /** @param {number} record */
  #passes(record) {
    const { name, subject, object } = this.model.event(record);
    // The last step of a run goes to its end, where nothing need have happened.
    if (this.by === 'event' && name === 'TURN_END') return false;
    if (this.task !== 0 && subject !== this.task && object !== this.task) return false;
    return this.words === '' || describe(this.model, record).toLowerCase().includes(this.words);
  }

  /** The place of the last that happened before a position; -1 for none. @param {number} position */
  placeOf(position) {
    return firstNotBefore(this.records, position) - 1;
  }
}
