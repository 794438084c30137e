import { columns, cut, safe } from './text.mjs';

/**
 * @import { Model, Segment, TaskState } from '../web/model/types.js'
 * @import { Scale } from './gantt-scale.mjs'
 * @import { Style, Terminal } from './terminal.mjs'
 */

/** @typedef {{ glyph: string, style: Style, meaning: string }} Look */

/** @type {Record<'running' | 'ready' | 'waiting' | 'cancelling' | 'deadline', Look>} */
export const LOOKS = {
  running: { glyph: '█', style: 'green', meaning: 'runs' },
  ready: { glyph: '▒', style: 'yellow', meaning: 'is ready, but another runs' },
  waiting: { glyph: '─', style: 'blue', meaning: 'waits' },
  cancelling: { glyph: '≈', style: 'magenta', meaning: 'is being cancelled' },
  deadline: { glyph: '╎', style: 'red', meaning: 'deadline' },
};

/** @type {Record<'finished' | 'failed' | 'cancelled', Look>} */
export const MARKS = {
  finished: { glyph: '✔', style: 'green', meaning: 'finished' },
  failed: { glyph: '✘', style: 'red', meaning: 'failed' },
  cancelled: { glyph: '⊘', style: 'magenta', meaning: 'cancelled' },
};

const EMPTY = { glyph: ' ', style: /** @type {Style} */ ('none'), meaning: '' };

/** A run too short for a cell is drawn over what surrounds it: where a task ran is what one looks for. */
const SHOWN_ANYHOW = Infinity;

/**
 * @param {Pick<Segment, 'state' | 'cancelling'>} segment
 * @returns {Look | undefined}
 */
function lookOf({ state, cancelling }) {
  if (state === 'running') return LOOKS.running;
  if (state === 'ready') return cancelling ? LOOKS.cancelling : LOOKS.ready;
  if (state === 'waiting') return cancelling ? LOOKS.cancelling : LOOKS.waiting;
  return undefined;
}

/** The cells of one task's row. A cell shows what lasted longest in it. */
export class Row {
  /** @type {Look[]} */
  #cells;
  #lasted;
  /** @type {Look | undefined} */
  #mark;

  /**
   * @param {number} width columns of the chart
   * @param {number} room columns there are, with those of the text behind a bar
   */
  constructor(width, room) {
    this.width = width;
    this.room = room;
    this.#cells = Array.from({ length: room }, () => EMPTY);
    this.#lasted = new Float64Array(room);
  }

  /**
   * @param {number} at from 0 to 1
   * @returns {number} its column.
   */
  #column(at) {
    return Math.min(this.width - 1, Math.max(0, Math.floor(at * this.width + 1e-9)));
  }

  /**
   * @param {number} from 0 to 1
   * @param {number} to
   * @param {Pick<Segment, 'state' | 'cancelling'>} segment
   * @param {boolean} showsRuns however short they are
   */
  bar(from, to, segment, showsRuns) {
    const look = lookOf(segment);
    if (look === undefined) {
      return;
    }
    if (look === LOOKS.running && showsRuns) {
      this.#cover(this.#column(from), look, SHOWN_ANYHOW);
    }
    const start = from * this.width;
    const end = to * this.width;
    for (let column = Math.floor(start); column < Math.min(end, this.width); column++) {
      this.#cover(column, look, Math.min(end, column + 1) - Math.max(start, column));
    }
  }

  /**
   * @param {number} column
   * @param {Look} look
   * @param {number} lasted columns, or part of one
   */
  #cover(column, look, lasted) {
    if (lasted > this.#lasted[column] + 1e-9) {
      this.#lasted[column] = lasted;
      this.#cells[column] = look;
    }
  }

  /**
   * Writes a word into a stretch of waiting, where it is long enough.
   * @param {number} from 0 to 1
   * @param {number} to
   * @param {string} text
   * @returns {boolean} whether there was room.
   */
  label(from, to, text) {
    let start = this.#column(from);
    while (this.#cells[start] === LOOKS.running || this.#cells[start] === LOOKS.ready) {
      start++;
    }
    const { style } = this.#cells[start] ?? EMPTY;
    const word = ` ${safe(text)} `;
    const end = start + 1 + columns(word);
    const waits = this.#cells
      .slice(start, end + 1)
      .every((look) => look === LOOKS.waiting || look === LOOKS.cancelling);
    if (!waits || end + 1 > to * this.width) {
      return false;
    }
    this.#write(start + 1, word, style);
    return true;
  }

  /** @param {number} at 0 to 1 */
  deadline(at) {
    this.#cells[this.#column(at)] = LOOKS.deadline;
  }

  /**
   * Ends the bar: the mark stands behind its last cell, and a text behind the mark as far as there is room.
   * @param {number} at 0 to 1
   * @param {Look} mark
   * @param {string} text
   */
  end(at, mark, text) {
    let column = Math.max(0, Math.ceil(at * this.width - 1e-9));
    while (column < this.room && this.#cells[column] !== EMPTY && this.#cells[column] !== LOOKS.deadline) {
      column++;
    }
    this.#mark = mark;
    this.#write(column, mark.glyph, mark.style);
    const behind = this.room - column - 2;
    if (text !== '' && behind > 1) {
      this.#write(column + 2, cut(safe(text), behind), 'none');
    }
  }

  /**
   * @param {number} column
   * @param {string} text
   * @param {Style} style
   */
  #write(column, text, style) {
    // The text as a whole stands in its first cell; the others that it takes are empty.
    const width = columns(text);
    this.#cells[column] = { glyph: text, style, meaning: '' };
    this.#cells.fill({ glyph: '', style, meaning: '' }, column + 1, column + width);
  }

  /** @returns {Look[]} what is drawn in it, for the legend. */
  get looks() {
    const drawn = this.#cells.filter(({ meaning }) => meaning !== '');
    return this.#mark === undefined ? drawn : [...drawn, this.#mark];
  }

  /** @param {Terminal} terminal */
  toString({ paint }) {
    let line = '';
    for (let at = 0; at < this.#cells.length;) {
      const { style } = this.#cells[at];
      let text = '';
      while (at < this.#cells.length && this.#cells[at].style === style) {
        text += this.#cells[at++].glyph;
      }
      line += paint(style, text);
    }
    return line.trimEnd();
  }
}
