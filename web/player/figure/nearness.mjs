/** How far beside the view a figure still counts as near it, so that it is there when it is scrolled to. */
const NEAR = '300px';

/**
 * Whether an element is near the view, as a controller: a figure begins to run when it is, and rests while it is not.
 */
export class Nearness {
  #host;
  #changed;
  /** @type {IntersectionObserver | null} */
  #observer = null;
  /** Whether it is near now. */
  near = false;

  /**
   * @param {import('lit').ReactiveControllerHost & Element} host
   * @param {() => void} changed called when it comes or goes, and when it is put into the page near the view
   */
  constructor(host, changed) {
    this.#host = host;
    this.#changed = changed;
    host.addController(this);
  }

  hostConnected() {
    this.#observer = new IntersectionObserver(
      (entries) => {
        this.near = /** @type {IntersectionObserverEntry} */ (entries.at(-1)).isIntersecting;
        this.#changed();
      },
      { rootMargin: NEAR },
    );
    this.#observer.observe(this.#host);
  }

  hostDisconnected() {
    this.#observer?.disconnect();
    this.#observer = null;
    this.near = false;
  }
}
