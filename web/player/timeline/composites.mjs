/**
 * Composites of a run (gather, wait, group, timeout) by the row of the task that called them, for the brackets and deadlines
 * of a timeline. Pure.
 *
 * @import { Composite, Model } from '../../model/types.js'
 * @import { Axis } from '../figure/playback.mjs'
 * @import { Window } from './picture.mjs'
 *
 * @typedef {{
 *   id: number, row: number, from: number, to: number, open: boolean, rows: number[], lane: number, timed: boolean,
 *   past: number[], expired: number, cut: number[],
 * }} Bracket
 *   `rows`: of its members, in order; `lane`: 0, or 1 where another of this row is around it; `timed`: it has deadlines;
 *   `past`: places of the deadlines that were moved; `expired`: where it expired; `cut`: rows of the tasks whose waits that ended
 *
 * @typedef {{ id: number, row: number, from: number, at: number, state: 'ahead' | 'set' | 'over' | 'expired' }} Deadline
 *   as it stands at a position; `from`: where the composite began
 *
 * @typedef {{ composite: Composite, length: number }} Known as it was when there were so many records
 */
import { Kind } from '../../../wasm/trace/kinds.mjs';
import { placeOf } from './picture.mjs';

/** Brackets narrower than this many pixels are left out, and so is what is beyond that many of one row. */
const NARROWEST = 4;
const MOST_OF_ROW = 40;

/** Records that are looked at for what an expired timeout cancels. */
const MOST_CUT = 100;

export class Composites {
  /** @type {Model | null} */
  #model = null;
  #taken = 0;
  /** Caller → its composites in order. @type {Map<number, Known[]>} */
  #byCaller = new Map();

  /** Takes in what is new. @param {Model} model */
  #update(model) {
    if (this.#model !== model) {
      this.#model = model;
      this.#taken = 0;
      this.#byCaller.clear();
    }
    const { length } = model;
    for (; this.#taken < model.composites.length; this.#taken++) {
      const composite = model.composite(model.composites[this.#taken]);
      if (!composite) continue;
      const siblings = this.#byCaller.get(composite.by);
      if (siblings) siblings.push({ composite, length });
      else this.#byCaller.set(composite.by, [{ composite, length }]);
    }
  }

  /** As it is now: of a run that goes on, one that is open may have got members, and may have ended. @param {Known} known */
  #asItIs(known) {
    const model = /** @type {Model} */ (this.#model);
    if (known.length < model.length && known.composite.settled < 0) {
      known.composite = model.composite(known.composite.id) ?? known.composite;
      known.length = model.length;
    }
    return known.composite;
  }

  /**
   * Those of the rows that are seen, and of a row above them whose members are.
   * @param {Model} model
   * @param {Axis} axis
   * @param {Window} window
   * @returns {Bracket[]}
   */
  brackets(model, axis, window) {
    this.#update(model);
    const rows = model.rows();
    const narrowest = ((window.to - window.from) / window.pixels) * NARROWEST;
    /** @type {Bracket[]} */
    const found = [];
    for (const row of this.#callers(rows, window)) {
      /** @type {Bracket[]} */
      const ofRow = [];
      for (const known of this.#byCaller.get(rows[row].task) ?? []) {
        const from = placeOf(model, known.composite.created, axis);
        if (from > window.to || ofRow.length >= MOST_OF_ROW) break;
        const composite = this.#asItIs(known);
        const to = placeOf(model, composite.settled < 0 ? model.length : composite.settled, axis);
        if (to < window.from || to - from < narrowest) continue;
        const lane = ofRow.some((other) => other.to >= to && other.from <= from && other.lane === 0) ? 1 : 0;
        ofRow.push(this.#bracket(composite, row, from, to, lane, axis));
      }
      found.push(...ofRow);
    }
    return found;
  }

  /**
   * Rows whose composites may be seen: the visible ones and the ancestors of the first.
   * @param {readonly { depth: number }[]} rows
   * @param {Window} window
   */
  #callers(rows, { firstRow, endRow }) {
    const found = [];
    for (let row = Math.max(0, firstRow); row < Math.min(endRow, rows.length); row++) found.push(row);
    for (let row = firstRow - 1, depth = rows[firstRow]?.depth ?? 0; row >= 0 && depth > 0; row--) {
      if (rows[row].depth >= depth) continue;
      depth = rows[row].depth;
      found.push(row);
    }
    return found;
  }

  /**
   * @param {Composite} composite
   * @param {number} row
   * @param {number} from
   * @param {number} to
   * @param {number} lane
   * @param {Axis} axis
   * @returns {Bracket}
   */
  #bracket(composite, row, from, to, lane, axis) {
    const model = /** @type {Model} */ (this.#model);
    const rows = composite.members
      .map((member) => model.rowOf(member))
      .filter((member) => member > row)
      .sort((a, b) => a - b);
    const past = composite.deadlines
      .slice(0, -1)
      .filter(({ deadline }) => Number.isFinite(deadline))
      .map(({ deadline }) => this.#placeOfDeadline(composite, deadline, false, axis));
    const timed = composite.deadlines.length > 0;
    const { id, expired, settled } = composite;
    const at = expired < 0 ? NaN : placeOf(model, expired, axis);
    const cut = expired < 0 ? [] : this.#cutBy(expired);
    return { id, row, from, to, open: settled < 0, rows, lane, timed, past, expired: at, cut };
  }

  /**
   * Rows of the tasks whose waits an expired timeout ended: they are woken before the loop goes on to another handle.
   * @param {number} expired
   */
  #cutBy(expired) {
    const model = /** @type {Model} */ (this.#model);
    const { kind, subject } = model.trace;
    const rows = [];
    for (let record = expired + 1; record < Math.min(model.length, expired + MOST_CUT); record++) {
      if (kind[record] === Kind.HANDLE_RUN || kind[record] === Kind.TURN_END) break;
      const row = kind[record] === Kind.TASK_WOKEN ? model.rowOf(subject[record]) : -1;
      if (row >= 0) rows.push(row);
    }
    return rows;
  }

  /**
   * The deadlines of these brackets as they stand at a position: each composite has one, which moves when it is
   * rescheduled.
   * @param {Bracket[]} brackets
   * @param {number} position
   * @param {Axis} axis
   * @returns {Deadline[]}
   */
  deadlines(brackets, position, axis) {
    return brackets.flatMap(({ id, row, from, timed }) => {
      const composite = timed ? this.#model?.composite(id) : undefined;
      if (!composite) return [];
      const { deadlines } = composite;
      const inForce = deadlines.findLast(({ record }) => record < position) ?? deadlines[0];
      if (!Number.isFinite(inForce.deadline)) return [];
      const expires = inForce === deadlines.at(-1) && composite.expired >= 0;
      const at = this.#placeOfDeadline(composite, inForce.deadline, expires, axis);
      const happened = (/** @type {number} */ record) => record >= 0 && record < position;
      const state = happened(composite.expired)
        ? 'expired'
        : happened(composite.settled)
          ? 'over'
          : happened(deadlines[0].record)
            ? 'set'
            : 'ahead';
      return [{ id, row, from, at, state }];
    });
  }

  /**
   * Along the steps a deadline stands where its time came, or at the end.
   * @param {Composite} composite
   * @param {number} deadline
   * @param {boolean} expires
   * @param {Axis} axis
   */
  #placeOfDeadline({ expired }, deadline, expires, axis) {
    if (axis === 'time') return deadline;
    return expires ? expired : /** @type {Model} */ (this.#model).positionAt(deadline);
  }
}
