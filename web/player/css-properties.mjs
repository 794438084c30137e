import { Directive, directive } from 'lit/directive.js';

/**
 * Sets CSS properties of an element through its style object: a `style` attribute, which Lit's own styleMap writes
 * first, is refused by a strict Content-Security-Policy.
 *
 *   html`<li ${cssProperties({ '--depth': '2' })}></li>`
 */
class CssProperties extends Directive {
  /** What the element has of them. @type {Record<string, string>} */
  #known = {};

  /** @param {Record<string, string>} _properties */
  render(_properties) {
    return undefined;
  }

  /**
   * Sets those that are others than before: most of many elements stay as they are from one frame to the next.
   * @param {import('lit/directive.js').ElementPart} part
   * @param {[Record<string, string>]} values
   * @override
   */
  update(part, [properties]) {
    const { style } = /** @type {HTMLElement} */ (part.element);
    const known = this.#known;
    for (const name in known) if (!(name in properties)) style.removeProperty(name);
    for (const name in properties) {
      if (known[name] !== properties[name]) style.setProperty(name, properties[name]);
    }
    this.#known = properties;
    return undefined;
  }
}

export const cssProperties = directive(CssProperties);
