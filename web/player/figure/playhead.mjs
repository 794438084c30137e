import { Playback } from './playback.mjs';

/**
 * @import { AwaitScope } from '../await-scope.mjs'
 * @import { Model } from '../../model/types.js'
 */

/**
 * A figure's playhead, as a controller: it goes on by itself while it plays, and else stands where it was put. The
 * figure's position follows it; speed, axis, span and range are the figure's.
 */
export class Playhead {
  #figure;
  #playback;

  /** @param {AwaitScope} figure */
  constructor(figure) {
    this.#figure = figure;
    this.#playback = new Playback((position) => {
      figure.position = position;
      figure.requestUpdate();
    });
    figure.addController(this);
  }

  hostUpdate() {
    this.#tune();
  }

  hostDisconnected() {
    this.#playback.pause();
  }

  /** The figure may have been told something since its last update. */
  #tune() {
    const { speed, axis, span, range } = this.#figure;
    return Object.assign(this.#playback, { speed, axis, span, range });
  }

  /** @param {Model} model */
  show(model) {
    this.#playback.model = model;
  }

  get plays() {
    return this.#playback.playing;
  }

  get atEnd() {
    return this.#tune().atEnd;
  }

  get rests() {
    return this.#playback.rests;
  }

  set rests(rests) {
    this.#playback.rests = rests;
  }

  play() {
    this.#tune().play();
  }

  pause() {
    this.#playback.pause();
  }

  /** @param {number} index */
  toIndex(index) {
    this.pause();
    this.#tune().toIndex(index);
  }

  /** @param {number} time seconds */
  toTime(time) {
    this.pause();
    this.#tune().toTime(time);
  }

  /** As it stands after `index` records, at a time before the next. @param {number} index @param {number} time */
  toMoment(index, time) {
    this.pause();
    this.#playback.toMoment(index, time);
  }
}
