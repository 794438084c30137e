/**
 * A media query for an element, as a controller: `changed` is called when it begins or ceases to match, while the
 * element is in the page. The list that a browser makes of a query is kept for as long as somebody listens to it, so
 * that exactly the one that was listened to has to be left.
 */
export class Media {
  #list;
  #changed;

  /**
   * @param {import('lit').ReactiveControllerHost} host
   * @param {string} query
   * @param {() => void} changed
   */
  constructor(host, query, changed) {
    this.#list = matchMedia(query);
    this.#changed = changed;
    host.addController(this);
  }

  get matches() {
    return this.#list.matches;
  }

  hostConnected() {
    this.#list.addEventListener('change', this.#changed);
  }

  hostDisconnected() {
    this.#list.removeEventListener('change', this.#changed);
  }
}
