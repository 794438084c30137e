/** @import { AwaitScope } from './await-scope.mjs' */

/**
 * Runs above each other on one axis, their playheads moving as one:
 *
 *   <await-scope-compare>
 *     <await-scope scenario="sequential"></await-scope>
 *     <await-scope scenario="gather"></await-scope>
 *   </await-scope-compare>
 *
 * The first figure has the controls, each its own parameters and timeline; without JavaScript what stands inside is shown.
 */
export class AwaitScopeCompare extends HTMLElement {
  connectedCallback() {
    this.addEventListener('await-scope-ready', this.#welcome);
    this.addEventListener('await-scope-position', this.#follow);
    this.#arrange();
  }

  disconnectedCallback() {
    this.removeEventListener('await-scope-ready', this.#welcome);
    this.removeEventListener('await-scope-position', this.#follow);
  }

  /** @returns {AwaitScope[]} */
  get #figures() {
    return [...this.querySelectorAll('await-scope')].map((each) => /** @type {AwaitScope} */ (each));
  }

  /** Where one opens at its end, all stand at the end of the longest. */
  #welcome = (/** @type {Event} */ event) => {
    this.#arrange();
    const { position, length } = /** @type {AwaitScope} */ (event.target);
    for (const figure of this.#figures) {
      if (position.index >= length && figure.model) figure.seek(figure.span);
    }
  };

  /** Each figure's axis goes as far as that of the longest run. */
  #arrange = () => {
    const figures = this.#figures;
    const span = Math.max(0, ...figures.map(({ duration }) => duration ?? 0));
    for (const [place, figure] of figures.entries()) {
      figure.bare = true;
      figure.led = place > 0;
      figure.span = span;
    }
  };

  /** The others go where one was moved to; where they stand there already, nobody moves. */
  #follow = (/** @type {Event} */ event) => {
    this.#arrange();
    const moved = /** @type {AwaitScope} */ (event.target);
    if (moved.live) return;
    for (const figure of this.#figures) {
      const other = figure !== moved && figure.model && !figure.live;
      if (other && figure.position.time !== moved.position.time) figure.seek(moved.position.time);
    }
  };
}

customElements.define('await-scope-compare', AwaitScopeCompare);
