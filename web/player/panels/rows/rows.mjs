import { cssProperties } from '../../css-properties.mjs';
import { settle } from '../settle.mjs';
import { EqualHeights, MeasuredHeights } from './heights.mjs';

/** Rows made above and below those that are seen. */
const BEYOND = 4;

/** So short a list is made whole. */
const FEW = 24;

/** On paper nothing scrolls; a reader of a longer list has the run. */
const MOST_ON_PAPER = 400;

/**
 * The rows of a long list, of which only those that are seen are made: a controller of the element in whose `.body` the
 * list stands. One row is a stop of the tab key; the arrow keys and those of pages go on from it. Each row says how
 * many there are and the how many-eth it is.
 */
export class Rows {
  #host;
  #heights;
  /** How far it is scrolled, and how much is seen. Pixels. */
  #scrolled = 0;
  #room = 300;
  #width = 0;
  #count = 0;
  #first = 0;
  #end = 0;
  /** The first row by a number that stays with it, and what is taken off such a number for a key. */
  #number = 0;
  #base = 0;
  /** Which row shall be seen, and where it shall be scrolled to for that when the rows are there; -1: nowhere. */
  /** @type {{ place: number, to: 'start' | 'middle' | 'end' } | null} */
  #wanted = null;
  #scrollTo = -1;
  /** The row that has the focus, or that shall have it; -1: none. */
  #focused = -1;
  #focusWanted = false;
  #resized = new ResizeObserver(([{ contentRect }]) => this.#sized(contentRect));

  /**
   * @param {import('../panel.mjs').AwaitScopePanel} host
   * @param {{ height: number, alike: boolean, newestFirst?: boolean }} rows `height`: pixels, of most; `alike`: of all;
   *   `newestFirst`: what comes is put before the others
   */
  constructor(host, { height, alike, newestFirst = false }) {
    this.#host = host;
    this.height = height;
    this.alike = alike;
    this.newestFirst = newestFirst;
    this.#heights = alike ? new EqualHeights(height) : new MeasuredHeights(height);
    host.addController(this);
  }

  hostDisconnected() {
    this.#resized.disconnect();
    this.#width = 0;
  }

  get #body() {
    return /** @type {HTMLElement | null} */ (this.#host.renderRoot.querySelector('.body'));
  }

  /** @param {{ width: number, height: number }} size */
  #sized({ width, height }) {
    // Of another width, lines are broken elsewhere.
    if (width !== this.#width) this.forget();
    if (width === this.#width && height === this.#room) return;
    this.#width = width;
    this.#room = height;
    this.#host.requestUpdate();
  }

  /** The rows are others than before. */
  forget() {
    this.#heights = this.alike ? new EqualHeights(this.height) : new MeasuredHeights(this.height);
    this.#focused = -1;
  }

  /**
   * Which rows are to be made of so many. Called once in each rendering.
   * @param {number} count
   * @returns {{ first: number, end: number }}
   */
  shown(count) {
    this.#count = count;
    if (this.#host.onPaper) return this.#show(0, Math.min(count, MOST_ON_PAPER));
    if (count <= FEW) return this.#show(0, count);
    const top = this.#scrollTo >= 0 ? this.#scrollTo : this.#scrolled;
    const made = Math.ceil(this.#room / this.height) + 1 + 2 * BEYOND;
    const first = Math.max(0, Math.min(this.#heights.placeAt(top) - BEYOND, count - made));
    return this.#show(first, Math.min(count, first + made));
  }

  /** @param {number} first @param {number} end */
  #show(first, end) {
    this.#first = first;
    this.#end = end;
    const number = this.#numberOf(first);
    // Where nothing is seen any more of what was, the elements stay where they are.
    if (Math.abs(number - this.#number) >= this.#most) this.#base += number - this.#number;
    this.#number = number;
    return { first, end };
  }

  /** A number that stays with a row, whatever comes. @param {number} place */
  #numberOf(place) {
    return this.newestFirst ? this.#count - 1 - place : place;
  }

  /** Rows made at a time: no row is lower than most. */
  get #most() {
    return Math.max(FEW, Math.ceil(this.#room / this.height) + 1 + 2 * BEYOND);
  }

  /**
   * A key for a row's element: what is scrolled away makes room for what comes, and no element is made anew.
   * @param {number} place
   */
  key(place) {
    const number = this.#numberOf(place) - this.#base;
    return this.#host.onPaper ? number : ((number % this.#most) + this.#most) % this.#most;
  }

  /** For the list: how high it is, and how far down its first row begins. */
  get list() {
    const above = this.#heights.offset(this.#first);
    const below = this.#heights.offset(this.#count) - this.#heights.offset(this.#end);
    return cssProperties({ '--above': `${above}px`, '--below': `${below}px` });
  }

  /**
   * Whether the tab key stops at a row: the one with the focus, else the one that is given, else the first.
   * @param {number} place
   * @param {number} current
   */
  stop(place, current) {
    const made = (/** @type {number} */ row) => row >= this.#first && row < this.#end;
    const stop = made(this.#focused) ? this.#focused : made(current) ? current : this.#first;
    return place === stop ? 0 : -1;
  }

  /**
   * Scrolls, with the next rendering, so that a row is seen that was not, unless a row has the focus.
   * @param {number} place
   * @param {'start' | 'middle' | 'end'} to where it stands then
   */
  follow(place, to) {
    if (place >= 0 && this.#focused < 0) this.#aim({ place, to });
  }

  /** @param {{ place: number, to: 'start' | 'middle' | 'end' }} wanted */
  #aim(wanted) {
    this.#wanted = wanted;
    const { place, to } = wanted;
    const top = this.#heights.offset(place);
    const bottom = this.#heights.offset(place + 1);
    const isSeen = top >= this.#scrolled && bottom <= this.#scrolled + this.#room;
    const above = { start: 0, middle: this.#room / 2, end: this.#room - (bottom - top) }[to];
    this.#scrollTo = isSeen ? -1 : this.#edgeBehind(Math.max(0, top - above));
  }

  /** Where the next row begins, so that none is cut through above. @param {number} offset */
  #edgeBehind(offset) {
    const place = this.#heights.placeAt(offset);
    const edge = this.#heights.offset(place);
    return edge < offset ? this.#heights.offset(place + 1) : edge;
  }

  hostUpdated() {
    const body = this.#body;
    if (!body) return;
    if (this.#width === 0) this.#resized.observe(body);
    const measures = this.#heights instanceof MeasuredHeights && this.#isNew(this.#heights);
    if (measures || this.#scrollTo >= 0 || this.#focused >= 0) settle(() => this.#settle(body));
    else this.#wanted = null;
  }

  /** Whether a row has been made that was not measured yet. @param {MeasuredHeights} heights */
  #isNew(heights) {
    for (let place = this.#first; place < this.#end; place++) if (!heights.knows(place)) return true;
    return false;
  }

  /** @param {HTMLElement} body */
  #settle(body) {
    if (this.#heights instanceof MeasuredHeights) this.#measure(body, this.#heights);
    else this.#wanted = null;
    return () => {
      if (this.#scrollTo >= 0) {
        body.scrollTop = this.#scrollTo;
        this.#scrolled = this.#scrollTo;
        this.#scrollTo = -1;
      }
      if (this.#focused >= 0) this.#focus(body);
    };
  }

  /**
   * What is above the first row that is seen may turn out to be higher or lower: that row stays where it is.
   * @param {HTMLElement} body
   * @param {MeasuredHeights} heights
   */
  #measure(body, heights) {
    const seen = heights.placeAt(this.#scrolled);
    const before = heights.offset(seen);
    let changed = false;
    body.querySelectorAll('li').forEach((row, i) => {
      const place = this.#first + i;
      if (!heights.knows(place) && heights.measure(place, row.offsetHeight)) changed = true;
    });
    const wanted = this.#wanted;
    this.#wanted = null;
    if (!changed) return;
    if (wanted) this.#aim(wanted);
    else if (heights.offset(seen) !== before) this.#scrollTo = this.#scrolled + heights.offset(seen) - before;
    this.#host.requestUpdate();
  }

  /**
   * Gives the focus to the row that shall have it. One that is scrolled away leaves it to the list.
   * @param {HTMLElement} body
   */
  #focus(body) {
    const isMade = this.#focused >= this.#first && this.#focused < this.#end;
    if (this.#focusWanted && isMade) {
      this.#focusWanted = false;
      const row = body.querySelectorAll('li').item(this.#focused - this.#first);
      row.querySelector('button')?.focus({ preventScroll: true });
    } else if (!isMade) {
      this.#focused = -1;
      body.focus({ preventScroll: true });
    }
  }

  /** Of the body. */
  scrolled = (/** @type {Event} */ event) => {
    const { scrollTop } = /** @type {HTMLElement} */ (event.currentTarget);
    if (scrollTop === this.#scrolled) return;
    this.#scrolled = scrollTop;
    const [first, end] = [this.#first, this.#end];
    const shown = this.shown(this.#count);
    if (shown.first !== first || shown.end !== end) this.#host.requestUpdate();
  };

  /** Of the body: something in it has got the focus. */
  focused = (/** @type {FocusEvent} */ event) => {
    const row = /** @type {Element} */ (event.target).closest('li');
    const isSeen = row?.querySelector(':focus-visible');
    this.#focused = row && isSeen ? Number(row.getAttribute('aria-posinset')) - 1 : -1;
  };

  /** Of the body. */
  blurred = () => {
    if (!this.#focusWanted) this.#focused = -1;
  };

  /** Of the body. */
  pressed = (/** @type {KeyboardEvent} */ event) => {
    const step = this.#stepOf(event.key);
    if (step === 0 || this.#focused < 0) return;
    event.preventDefault();
    const place = Math.max(0, Math.min(this.#count - 1, this.#focused + step));
    this.#aim({ place, to: step < 0 ? 'start' : 'end' });
    this.#focused = place;
    this.#focusWanted = true;
    this.#host.requestUpdate();
  };

  /** @param {string} key */
  #stepOf(key) {
    const page = Math.max(1, Math.floor(this.#room / this.height) - 1);
    return { ArrowUp: -1, ArrowDown: 1, PageUp: -page, PageDown: page }[key] ?? 0;
  }
}
