/**
 * Where arrows begin that would go behind a neighbour of their rank: in the middle of the side that looks ahead, and
 * straight until they are past the rank. dagre lets each begin at the nearest place of the outline.
 *
 * @typedef {{ x: number, y: number }} Place
 * @typedef {Place & { width: number, height: number }} Box `x`, `y`: its middle
 */

export class Docks {
  #along;
  #size;
  /** By where the middles of a rank are: its boxes, and half of the widest. @type {Map<number, { count: number, reach: number }>} */
  #ranks = new Map();

  /**
   * @param {readonly Box[]} boxes
   * @param {'LR' | 'TB'} direction
   */
  constructor(boxes, direction) {
    this.#along = direction === 'LR' ? /** @type {const} */ ('x') : /** @type {const} */ ('y');
    this.#size = direction === 'LR' ? /** @type {const} */ ('width') : /** @type {const} */ ('height');
    for (const box of boxes) {
      const { count, reach } = this.#rankOf(box);
      this.#ranks.set(Math.round(box[this.#along]), {
        count: count + 1,
        reach: Math.max(reach, box[this.#size] / 2),
      });
    }
  }

  /** @param {Box} box */
  #rankOf(box) {
    return this.#ranks.get(Math.round(box[this.#along])) ?? { count: 0, reach: 0 };
  }

  /**
   * The same way with another beginning, where one is wanted.
   * @param {readonly Place[]} points from one outline to the other
   * @param {Box} from
   * @param {Box} to
   * @returns {Place[]}
   */
  way(points, from, to) {
    const middle = from[this.#along];
    const ahead = Math.sign(to[this.#along] - middle);
    const own = from[this.#size] / 2;
    const { count, reach } = this.#rankOf(from);
    const looksAhead = Math.abs(points[0][this.#along] - middle) > own - 1;
    if (ahead === 0 || count === 1 || (looksAhead && reach <= own)) return [...points];
    const ends = (reach > own ? [own, reach] : [own]).map((distance) => ({
      x: from.x,
      y: from.y,
      [this.#along]: middle + ahead * distance,
    }));
    return [...ends, ...points.slice(1)];
  }
}
