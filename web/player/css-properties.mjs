import { Directive, directive } from 'lit/directive.js';

/**
 * Sets CSS properties of an element through its style object: a `style` attribute, which Lit's own styleMap writes first,
 * is refused by a strict Content-Security-Policy.
 *
 *   html`<li ${cssProperties({ '--depth': '2' })}></li>`
 */
class CssProperties extends Directive {
  /** @type {Set<string>} */
  #known = new Set();

  /** @param {Record<string, string>} _properties */
  render(_properties) {
    return undefined;
  }

  /**
   * @param {import('lit/directive.js').ElementPart} part
   * @param {[Record<string, string>]} values
   * @override
   */
  update(part, [properties]) {
    const { style } = /** @type {HTMLElement} */ (part.element);
    for (const name of this.#known) {
      if (!(name in properties)) style.removeProperty(name);
    }
    for (const [name, value] of Object.entries(properties)) style.setProperty(name, value);
    this.#known = new Set(Object.keys(properties));
    return undefined;
  }
}

export const cssProperties = directive(CssProperties);
