import { LitElement, css, html } from 'lit';
import { common } from '../styles/common.mjs';

/** @import { Parameter } from '../../../wasm/types.js' */

/** Sliders of a scenario's parameters. Fires `parameter` with detail `{ name, value }` while one is moved. */
export class AwaitScopeParameters extends LitElement {
  static properties = {
    parameters: { attribute: false },
    values: { attribute: false },
    disabled: { attribute: false },
  };

  static styles = [
    common,
    css`
      :host {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(240px, 100%), 1fr));
        gap: 6px 28px;
      }

      label {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: baseline;
        gap: 0 8px;
      }

      input {
        grid-column: 1 / -1;
        width: 100%;
        height: 20px;
        margin: 0;
        accent-color: var(--accent);
      }

      output {
        font-weight: 600;
      }

      @media print {
        input {
          display: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Parameter[]} */
    this.parameters = [];
    /** @type {Record<string, number>} */
    this.values = {};
    this.disabled = false;
  }

  render() {
    return this.parameters.map((parameter) => {
      const value = this.values[parameter.name] ?? parameter.default;
      const shown = parameter.unit ? `${value} ${parameter.unit}` : String(value);
      return html`<label>
        <span class="name">${parameter.label}</span>
        <output class="number">${shown}</output>
        <input
          type="range"
          name=${parameter.name}
          aria-valuetext=${shown}
          min=${parameter.min}
          max=${parameter.max}
          step=${parameter.step}
          .value=${String(value)}
          ?disabled=${this.disabled}
          @input=${(/** @type {InputEvent} */ event) => this.#changed(parameter, event)}
        />
      </label>`;
    });
  }

  /**
   * @param {Parameter} parameter
   * @param {InputEvent} event
   */
  #changed({ name }, event) {
    const value = Number(/** @type {HTMLInputElement} */ (event.target).value);
    this.dispatchEvent(new CustomEvent('parameter', { detail: { name, value } }));
  }
}

customElements.define('await-scope-parameters', AwaitScopeParameters);
