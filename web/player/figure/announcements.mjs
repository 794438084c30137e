import { html } from 'lit';
import { words } from '../later.mjs';

/** @import { AwaitScope } from '../await-scope.mjs' */

/** What is told to who listens to a figure instead of seeing it. */
export class Announcements {
  #figure;
  #text = '';

  /** @param {AwaitScope} figure */
  constructor(figure) {
    this.#figure = figure;
  }

  /** @param {string} text */
  say(text) {
    this.#text = text;
    this.#figure.requestUpdate();
  }

  /** What happened last before the playhead. */
  sayWhatHappened() {
    const { index } = this.#figure.position;
    this.say(index > 0 ? '' : 'The beginning');
    if (index === 0) return;
    words.use(({ describe }) => {
      const { model, position } = this.#figure;
      if (model && index === position.index) this.say(describe(model, index - 1));
    });
  }

  view() {
    return html`<div class="unseen" role="status" aria-live="polite">${this.#text}</div>`;
  }
}
