/**
 * The page's color-scheme where an element stands, as a controller: a canvas is painted anew when the page changes it.
 */
export class ColourScheme {
  #host;
  #page = new MutationObserver(() => this.#read());
  /** As CSS writes it. */
  value = '';

  /** @param {import('lit').ReactiveControllerHost & Element} host */
  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {
    this.#read();
    for (const each of [document.documentElement, document.body])
      this.#page.observe(each, { attributes: true });
  }

  hostDisconnected() {
    this.#page.disconnect();
  }

  #read() {
    const value = getComputedStyle(this.#host).colorScheme;
    if (value !== this.value) this.#host.requestUpdate();
    this.value = value;
  }
}
