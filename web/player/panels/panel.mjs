import { LitElement, css } from 'lit';
import { Media } from '../media.mjs';
import { common } from '../styles/common.mjs';
import { stateStyles } from '../styles/states.mjs';

/** @import { Model } from '../../model/types.js' */

/**
 * What the panels beside the timeline share: they show the model as it stands after `index` records, mark the selected
 * task, and ask by events: `select` (detail: a task's number, 0 for none) and `seek-index` (detail: an index).
 */
export class AwaitScopePanel extends LitElement {
  static properties = {
    model: { attribute: false },
    index: { attribute: false },
    selection: { attribute: false },
  };

  /** @type {import('lit').CSSResultGroup} */
  static styles = [
    common,
    stateStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
        height: 100%;
      }

      header {
        display: flex;
        align-items: center;
        gap: 4px 12px;
        min-height: 34px;
        padding: 4px 12px;
      }

      h3 {
        margin: 0;
        font-size: 1em;
        font-weight: 600;
      }

      .body {
        flex: 1;
        min-height: 0;
        overflow: auto;
        padding: 0 12px 10px;
        scrollbar-width: thin;
      }

      .aside {
        margin-inline-start: auto;
        color: var(--muted);
        font-size: 0.86em;
      }

      @media print {
        .body {
          overflow: visible;
        }
      }
    `,
  ];

  /** Whether it has a size: one that another panel has taken the place of waits with its updates. */
  #seen = true;
  #sized = new ResizeObserver(([{ contentRect }]) => this.#see(contentRect.width > 0));
  #paper = new Media(this, 'print', () => this.#see(this.#seen));

  constructor() {
    super();
    /** @type {Model | null} */
    this.model = null;
    /** How many records have happened. */
    this.index = 0;
    /** The selected task's number; 0: none. */
    this.selection = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#sized.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#sized.disconnect();
  }

  /** @param {boolean} seen */
  #see(seen) {
    this.#seen = seen;
    if (this.onPaper) this.requestUpdate();
    if (this.isUpdatePending && this.#isWanted) this.performUpdate();
  }

  get #isWanted() {
    return this.#seen || this.onPaper || !this.hasUpdated;
  }

  /** Whether the page is laid out for paper, where nothing scrolls. */
  get onPaper() {
    return this.#paper.matches;
  }

  /** @override */
  scheduleUpdate() {
    if (this.#isWanted) super.scheduleUpdate();
  }

  /** @param {number} task */
  select(task) {
    this.dispatchEvent(new CustomEvent('select', { detail: task, bubbles: true }));
  }

  /** @param {number} index */
  seekIndex(index) {
    this.dispatchEvent(new CustomEvent('seek-index', { detail: index, bubbles: true }));
  }
}
