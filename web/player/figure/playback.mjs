/**
 * Moves a position through a trace. The position is all that play, step and scrub change; what is shown follows from it
 * and the trace alone.
 *
 * A position has two parts: `index`, how many records have happened, and `time`, where the playhead stands, which lies
 * between the last of them and the next. Between two records only `time` moves.
 *
 * @typedef {{ readonly index: number, readonly time: number }} Position
 *
 * The playhead runs along an axis: the trace's `time`, or its `steps`, where every record takes the same room. Along
 * steps it passes STEPS_A_SECOND records in a second at speed 1.
 * @typedef {'time' | 'steps'} Axis
 *
 * It may go round in a part of the run, whose ends are places on that axis.
 * @typedef {{ readonly from: number, readonly to: number }} Range
 *
 * @import { Model } from '../../model/types.js'
 */

export const STEPS_A_SECOND = 6;

/** Longest advance of one frame, seconds: a tab that was hidden goes on where it was. */
const LONGEST_FRAME = 0.25;

export class Playback {
  /** @type {Position} */
  #position = { index: 0, time: 0 };
  /** Where the playhead stands along steps; its whole part is the index. */
  #steps = 0;
  #playing = false;
  #rests = false;
  #frame = 0;
  #last = 0;

  /**
   * @param {(position: Position) => void} changed called after every change of position, and when playing ends
   * @param {{ request: (callback: (milliseconds: number) => void) => number, cancel: (frame: number) => void }} [frames]
   */
  constructor(changed, frames) {
    this.changed = changed;
    this.frames = frames ?? {
      request: (callback) => requestAnimationFrame(callback),
      cancel: (frame) => cancelAnimationFrame(frame),
    };
    /** @type {Pick<Model, 'length' | 'end' | 'timeAt' | 'positionAt'> | null} */
    this.model = null;
    /** Seconds of the trace per second of the viewer. */
    this.speed = 1;
    /** @type {Axis} */
    this.axis = 'time';
    /** Seconds that the playhead goes on to where the run ends sooner. */
    this.span = 0;
    /** What is played again and again. @type {Range | null} */
    this.range = null;
  }

  /** @returns {Position} */
  get position() {
    return this.#position;
  }

  get playing() {
    return this.#playing;
  }

  /** Where nobody sees it, it stands still though it plays, and goes on from there. */
  set rests(rests) {
    if (rests === this.#rests) return;
    this.#rests = rests;
    if (!this.#playing) return;
    if (rests) this.frames.cancel(this.#frame);
    else this.#start();
  }

  get rests() {
    return this.#rests;
  }

  #start() {
    this.#last = NaN;
    this.#frame = this.frames.request(this.#advance);
  }

  get atEnd() {
    return (
      this.#position.index >= this.#length && (this.axis === 'steps' || this.#position.time >= this.#end)
    );
  }

  get #end() {
    return Math.max(this.model?.end ?? 0, this.span);
  }

  get #length() {
    return this.model?.length ?? 0;
  }

  /** Starts at the beginning when it stood at the end; with a range, at its beginning when it stood outside. */
  play() {
    if (this.playing || this.#length === 0) return;
    const { range } = this;
    const at = this.axis === 'steps' ? this.#position.index : this.#position.time;
    if (range && (at < range.from || at >= range.to)) this.#to(range.from);
    else if (this.atEnd) this.toIndex(0);
    this.#steps = this.#position.index;
    this.#playing = true;
    if (!this.#rests) this.#start();
    this.changed(this.#position);
  }

  pause() {
    if (!this.playing) return;
    this.frames.cancel(this.#frame);
    this.#playing = false;
    this.changed(this.#position);
  }

  /** As the trace stands after `index` records; an index outside it is brought to its nearest end. @param {number} index */
  toIndex(index) {
    const at = Math.max(0, Math.min(this.#length, Math.round(index)));
    this.#steps = at;
    this.#set({ index: at, time: this.model?.timeAt(at) ?? 0 });
  }

  /** As the trace stands after `index` records, at a time before the next. @param {number} index @param {number} time */
  toMoment(index, time) {
    this.#steps = index;
    this.#set({ index, time });
  }

  /** To a moment, after all that happened in it. @param {number} time seconds */
  toTime(time) {
    const at = Math.max(0, Math.min(this.#end, time));
    const index = this.model?.positionAt(at) ?? 0;
    this.#steps = index;
    this.#set({ index, time: at });
  }

  /** @param {number} place along the axis */
  #to(place) {
    if (this.axis === 'steps') this.toIndex(place);
    else this.toTime(place);
  }

  /** @param {Position} position */
  #set(position) {
    this.#position = position;
    this.changed(position);
  }

  #advance = (/** @type {number} */ milliseconds) => {
    if (!this.playing) return;
    const seconds = Number.isNaN(this.#last)
      ? 0
      : Math.min(LONGEST_FRAME, (milliseconds - this.#last) / 1000);
    this.#last = milliseconds;
    this.#frame = this.frames.request(this.#advance);
    if (this.axis === 'steps') {
      const steps = this.#steps + seconds * this.speed * STEPS_A_SECOND;
      if (Math.floor(steps) !== this.#position.index) this.toIndex(Math.floor(steps));
      this.#steps = Math.min(steps, this.#length);
    } else {
      this.toTime(this.#position.time + seconds * this.speed);
    }
    const { range } = this;
    const at = this.axis === 'steps' ? this.#steps : this.#position.time;
    if (range && (at >= range.to || this.atEnd)) this.#to(range.from);
    else if (this.atEnd) this.pause();
  };
}
