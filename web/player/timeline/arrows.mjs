/**
 * Who woke whom: for the selected task, what resolved that on which it waited, its wake, and when it ran; and whom it woke
 * itself. Pure.
 *
 * @import { Model, Wake } from '../../model/types.js'
 * @import { Axis } from '../figure/playback.mjs'
 * @import { Window } from './picture.mjs'
 *
 * @typedef {{ fromRow: number, from: number, row: number, woken: number, ran: number, by: 'task' | 'timer' | 'outside' }} Arrow
 *   `from`: where the result came; `ran`: where the task ran, or where the run ends
 */
import { placeOf } from './picture.mjs';

/** More would be a blot. */
const MOST = 200;

export class Arrows {
  /** Of the task that was asked for last. @type {{ model: Model | null, length: number, task: number, wakes: Wake[] }} */
  #own = { model: null, length: 0, task: 0, wakes: [] };

  /**
   * @param {Model} model
   * @param {number} task id
   */
  #wakesOf(model, task) {
    const known = this.#own;
    if (known.model !== model || known.length !== model.length || known.task !== task) {
      this.#own = { model, length: model.length, task, wakes: model.wakesOf(task) };
    }
    return this.#own.wakes;
  }

  /**
   * @param {Model} model
   * @param {number} task id of the selected task, 0 for none
   * @param {Axis} axis
   * @param {Window} window
   * @returns {Arrow[]}
   */
  of(model, task, axis, window) {
    if (!task) return [];
    const time = (/** @type {number} */ value) =>
      axis === 'time' ? value : model.timeAt(Math.ceil(value) + 1);
    const others = model
      .wakesBetween(time(window.from), time(window.to), MOST)
      .filter(({ task: woken, cause }) => cause.task === task && woken !== task);
    const pixel = (window.to - window.from) / window.pixels;
    /** @type {Arrow[]} */
    const found = [];
    let drawn = -Infinity;
    for (const wake of this.#wakesOf(model, task)) {
      const arrow = arrowOf(model, wake, axis);
      if (arrow.ran < window.from || arrow.ran < drawn + 3 * pixel) continue;
      if (arrow.from > window.to || found.length >= MOST) break;
      drawn = arrow.ran;
      found.push(arrow);
    }
    return [...found, ...others.map((wake) => arrowOf(model, wake, axis))];
  }
}

/**
 * @param {Model} model
 * @param {Wake} wake
 * @param {Axis} axis
 * @returns {Arrow}
 */
function arrowOf(model, { task, woken, ran, cause }, axis) {
  const row = model.rowOf(task);
  const causes = model.rowOf(cause.task);
  return {
    fromRow: causes < 0 ? row : causes,
    from: placeOf(model, cause.record, axis),
    row,
    woken: placeOf(model, woken, axis),
    ran: placeOf(model, ran < 0 ? model.length : ran, axis),
    by: cause.by,
  };
}
