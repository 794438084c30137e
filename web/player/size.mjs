/** The size of a part of an element, as a controller: `changed` is called when it has one, and when it gets another. */
export class Size {
  #host;
  #selector;
  #resized;
  #observes = false;

  /**
   * @param {import('lit').ReactiveControllerHost & import('lit').LitElement} host
   * @param {string} selector of the part, which is there from the first rendering on
   * @param {(size: { width: number, height: number }) => void} changed pixels, within the part's padding
   */
  constructor(host, selector, changed) {
    this.#host = host;
    this.#selector = selector;
    this.#resized = new ResizeObserver(([{ contentRect }]) => changed(contentRect));
    host.addController(this);
  }

  hostConnected() {
    this.#observe();
  }

  hostUpdated() {
    this.#observe();
  }

  hostDisconnected() {
    this.#resized.disconnect();
    this.#observes = false;
  }

  #observe() {
    const part = this.#observes ? null : this.#host.renderRoot?.querySelector(this.#selector);
    if (!part) return;
    this.#observes = true;
    this.#resized.observe(part);
  }
}
