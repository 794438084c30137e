/**
 * What a mouse, a finger or two, and a wheel ask of a timeline's plot.
 *
 * Mouse: a press or drag on a row moves the playhead and selects; a drag along the axis chooses a range. One finger: a
 * tap does what a press does, a drag sideways moves the playhead, up and down scrolls. Two fingers zoom and pan. The
 * wheel sideways pans; with Ctrl or Cmd it zooms, as in maps inside pages: a plain wheel scrolls the page.
 *
 * @typedef {{ x: number, y: number, row: number, value: number }} Place `row`: -1 on the axis; `value`: along the axis
 *
 * @typedef {{ placeOf: (at: { clientX: number, clientY: number }) => Place, press: (place: Place) => void, seek:
 *   (value: number) => void, range: (from: number, to: number) => void, hover: (place: Place | null) => void, zoom:
 *   (factor: number, around: number) => void, panBy: (pixels: number) => boolean, }} Asked `hover`: to say what is
 *   there, null to say nothing any more; `panBy`: whether there was something to pan to
 */

/** Pixels that a press may wander before it is a drag. */
const SLACK = 4;

export class Gestures {
  #asked;
  /** Pointers that are down. @type {Map<number, { clientX: number, clientY: number }>} */
  #down = new Map();
  /** Where the one pointer went down; null once it was more than one. @type {Place | null} */
  #start = null;
  #dragging = false;

  /** @param {Asked} asked */
  constructor(asked) {
    this.#asked = asked;
  }

  pressed = (/** @type {PointerEvent} */ event) => {
    if (event.button !== 0) return;
    /** @type {HTMLElement} */ (event.currentTarget).setPointerCapture(event.pointerId);
    this.#down.set(event.pointerId, event);
    this.#dragging = false;
    const place = this.#asked.placeOf(event);
    this.#start = this.#down.size === 1 ? place : null;
    this.#asked.hover(null);
    // A finger may be about to scroll, and the axis may be about to have a range.
    if (event.pointerType === 'mouse' && this.#start && place.row >= 0) this.#asked.press(place);
  };

  moved = (/** @type {PointerEvent} */ event) => {
    const place = this.#asked.placeOf(event);
    const before = this.#down.get(event.pointerId);
    if (!before) {
      this.#asked.hover(place);
      return;
    }
    if (this.#down.size === 2) this.#pinch(event, before);
    else if (this.#start) this.#drag(place, this.#start, event.pointerType === 'mouse');
    this.#down.set(event.pointerId, event);
  };

  /**
   * @param {Place} place
   * @param {Place} start
   * @param {boolean} mouse
   */
  #drag(place, start, mouse) {
    this.#dragging ||= Math.abs(place.x - start.x) > SLACK;
    if (mouse && start.row < 0) {
      if (this.#dragging)
        this.#asked.range(Math.min(start.value, place.value), Math.max(start.value, place.value));
    } else if (mouse || this.#dragging) {
      this.#asked.seek(place.value);
    }
  }

  /**
   * @param {PointerEvent} event
   * @param {{ clientX: number, clientY: number }} before
   */
  #pinch(event, before) {
    const [other] = [...this.#down].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
    const apart = (/** @type {{ clientX: number, clientY: number }} */ at) =>
      Math.max(20, Math.hypot(at.clientX - other.clientX, at.clientY - other.clientY));
    const middle = { clientX: (event.clientX + other.clientX) / 2, clientY: event.clientY };
    this.#asked.panBy((before.clientX - event.clientX) / 2);
    this.#asked.zoom(apart(event) / apart(before), this.#asked.placeOf(middle).value);
  }

  released = (/** @type {PointerEvent} */ event) => {
    const tapped = this.#start && !this.#dragging && event.type === 'pointerup';
    if (tapped && this.#start) {
      const place = this.#start;
      if (place.row < 0) this.#asked.seek(place.value);
      else if (event.pointerType !== 'mouse') {
        this.#asked.press(place);
        this.#asked.hover(place);
      }
    }
    this.#down.delete(event.pointerId);
    this.#start = null;
    this.#dragging = false;
  };

  /** A finger that is lifted leaves too; what its tap said stays. */
  left = (/** @type {PointerEvent} */ event) => {
    if (event.pointerType === 'mouse') this.#asked.hover(null);
  };

  wheeled = (/** @type {WheelEvent} */ event) => {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.#asked.zoom(Math.exp(-event.deltaY / 300), this.#asked.placeOf(event).value);
      return;
    }
    const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
    if (Math.abs(sideways) > (event.shiftKey ? 0 : Math.abs(event.deltaY)) && this.#asked.panBy(sideways))
      event.preventDefault();
  };
}
