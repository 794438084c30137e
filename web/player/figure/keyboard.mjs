import { keys } from './keys.mjs';

/** The keys of a figure, as a controller: they count only while something inside it has the focus. */
export class Keyboard {
  #host;
  #act;

  /**
   * @param {import('lit').ReactiveControllerHost & HTMLElement} host
   * @param {(action: string) => boolean} act returns false where the key is not for the figure now
   */
  constructor(host, act) {
    this.#host = host;
    this.#act = act;
    host.addController(this);
  }

  hostConnected() {
    this.#host.addEventListener('keydown', this.#pressed);
  }

  hostDisconnected() {
    this.#host.removeEventListener('keydown', this.#pressed);
  }

  #pressed = (/** @type {KeyboardEvent} */ event) => {
    const action = actionOf(event);
    if (action && this.#act(action)) event.preventDefault();
  };
}

/**
 * What a key asks for, or nothing: it is never taken from the focused control that needs it itself.
 * @param {KeyboardEvent} event
 * @returns {string | undefined} the action
 */
function actionOf(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return undefined;
  const target = event.composedPath()[0];
  if (target instanceof HTMLSelectElement) return undefined;
  if (target instanceof HTMLInputElement && target.type === 'search') return undefined;
  const onButton =
    target instanceof HTMLButtonElement ||
    (target instanceof HTMLInputElement && target.type === 'checkbox') ||
    (target instanceof HTMLElement && target.tagName === 'SUMMARY');
  if (onButton && event.key === ' ') return undefined;
  if (target instanceof HTMLInputElement && target.name && /^(Arrow|Home|End)/.test(event.key))
    return undefined;
  return keys[event.key] ?? keys[event.key.toLowerCase()];
}
