import { LitElement, css, html, nothing } from 'lit';
import { differenceInWords, namesOf, stepTogether } from './comparison.mjs';
import { tokens } from '../styles/tokens.mjs';

/**
 * @import { AwaitScope } from '../await-scope.mjs'
 * @import { View } from '../timeline/view.mjs'
 */

/**
 * Runs above each other on one axis, their playheads moving as one:
 *
 *   <await-scope-compare>
 *     <await-scope scenario="sequential"></await-scope>
 *     <await-scope scenario="gather"></await-scope>
 *   </await-scope-compare>
 *
 * The first figure has the controls, each its own parameters and timeline. They share the part of the axis that is
 * seen, and the selection, by the task's name. Without JavaScript what stands inside is shown.
 */
export class AwaitScopeCompare extends LitElement {
  static properties = { difference: { state: true } };

  static styles = [
    tokens,
    css`
      :host {
        display: grid;
        gap: 10px;
      }

      :host([hidden]) {
        display: none;
      }

      p {
        margin: 0;
        font-family: var(--font);
        font-size: var(--size);
        color: inherit;
      }
    `,
  ];

  constructor() {
    super();
    /** What the runs take, in a sentence. */
    this.difference = '';
    this.addEventListener('await-scope-ready', this.#welcome);
    this.addEventListener('await-scope-position', this.#follow);
    this.addEventListener('await-scope-selection', this.#select);
    this.addEventListener('await-scope-view', this.#look);
  }

  render() {
    return html`${this.difference ? html`<p role="status">${this.difference}</p>` : nothing}
      <slot @slotchange=${this.#arrange}></slot>`;
  }

  /** @returns {AwaitScope[]} */
  get #figures() {
    return [...this.querySelectorAll('await-scope')].map((each) => /** @type {AwaitScope} */ (each));
  }

  /** Those that show a recorded run. @returns {AwaitScope[]} */
  get #still() {
    return this.#figures.filter(({ model, live }) => model && !live);
  }

  /**
   * One event or one turn of the loop on, or back, in all of them.
   * @param {1 | -1} direction
   * @param {'event' | 'turn'} by
   */
  step(direction, by) {
    const figures = this.#still;
    const standing = figures.flatMap(({ model, position }) => (model ? [{ model, position }] : []));
    stepTogether(standing, direction, by)?.forEach((position, i) => figures[i].stand(position));
  }

  /** Where one opens at its end, all stand at the end of the longest. */
  #welcome = (/** @type {Event} */ event) => {
    this.#arrange();
    const { position, length } = /** @type {AwaitScope} */ (event.target);
    for (const figure of this.#figures) {
      if (position.index >= length && figure.model) figure.seek(figure.span);
    }
  };

  /** Each figure's axis goes as far as that of the longest run; where that became shorter, so do their playheads. */
  #arrange = () => {
    const figures = this.#figures;
    const there = figures.filter(({ model }) => model);
    const span = Math.max(0, ...there.map(({ duration }) => duration));
    const names = namesOf(
      there.map(({ label, model, about }) => ({
        label,
        title: model?.trace.scenario.title ?? '',
        values: model?.trace.parameters ?? {},
        parameters: about?.parameters ?? [],
      })),
    );
    const durations = there.map(({ duration }) => duration);
    this.difference = there.length === figures.length ? differenceInWords(names, durations) : '';
    for (const [place, figure] of figures.entries()) {
      figure.bare = true;
      figure.company = this;
      figure.leader = place > 0 ? figures[0] : null;
      figure.span = span;
      figure.called = names[there.indexOf(figure)] ?? '';
      if (figure.model && !figure.live && figure.position.time > span) figure.seek(span);
    }
  };

  /** The others go where one was moved to; where they stand there already, nobody moves. */
  #follow = (/** @type {Event} */ event) => {
    this.#arrange();
    const moved = /** @type {AwaitScope} */ (event.target);
    if (moved.live) return;
    for (const figure of this.#still) {
      if (moved.position.index === 0 && figure.position.index > 0 && moved.position.time === 0)
        figure.seekIndex(0);
      else if (figure.position.time !== moved.position.time) figure.seek(moved.position.time);
    }
  };

  /** What has the same name in the others is selected too. */
  #select = (/** @type {Event} */ event) => {
    const { name } = /** @type {CustomEvent<{ name: string }>} */ (event).detail;
    for (const figure of this.#figures) {
      const { model } = figure;
      if (figure === event.target || !model) continue;
      if (model.task(figure.selection)?.name === name) continue;
      figure.selection = name ? (model.tasks.find((task) => model.task(task)?.name === name) ?? 0) : 0;
    }
  };

  #look = (/** @type {Event} */ event) => {
    for (const figure of this.#figures) {
      if (figure !== event.target) figure.show(/** @type {CustomEvent<View | null>} */ (event).detail);
    }
  };
}

customElements.define('await-scope-compare', AwaitScopeCompare);
