import { stamp } from '../../../wasm/stamp.mjs';

/** @import { PrintedLine } from '../../../wasm/types.js' */

/** What a program prints, line by line; what comes within a frame is shown at once. */
export class Console {
  #element;
  /** @type {HTMLElement[]} */
  #waiting = [];
  /** The last line that was printed has not ended. */
  #open = false;

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#element = element;
  }

  clear() {
    this.#waiting = [];
    this.#open = false;
    this.#element.replaceChildren();
  }

  /** Whether each line is shown with its time and task. @param {boolean} shown */
  set stamps(shown) {
    this.#element.classList.toggle('stamped', shown);
  }

  /** @param {PrintedLine} line */
  print(line) {
    const { text, end } = line;
    const [time, task] = stamp(line, false).split('\t');
    const element = part('div', 'line', '');
    element.append(part('span', 'stamp', `${time.slice(1)} ${task}\t`), part('span', 'text', text));
    // print(…, end=''): without stamps, what is printed next stands in the same line.
    if (this.#open) element.classList.add('continues');
    this.#open = !end.endsWith('\n');
    if (this.#open) element.classList.add('open');
    if (end !== '\n' && end !== '')
      element.append(part('span', 'ending', this.#open ? end : end.slice(0, -1)));
    this.#add(element);
  }

  /** @param {string} message */
  error(message) {
    this.#add(part('div', 'line error', message));
  }

  /** @param {string} message */
  note(message) {
    this.#add(part('div', 'line remark', message));
  }

  /** @param {HTMLElement} element */
  #add(element) {
    this.#waiting.push(element);
    if (this.#waiting.length === 1) requestAnimationFrame(() => this.#show());
  }

  #show() {
    const { scrollTop, scrollHeight, clientHeight } = this.#element;
    const follows = scrollTop + clientHeight >= scrollHeight - 4;
    this.#element.append(...this.#waiting);
    this.#waiting = [];
    if (follows) this.#element.scrollTop = this.#element.scrollHeight;
  }
}

/**
 * @param {string} name
 * @param {string} className
 * @param {string} text
 */
function part(name, className, text) {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}
