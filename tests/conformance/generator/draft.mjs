/** A random program while it is being written: chance, fresh names, and how deep it may still go. */
import { numbers } from '../random/program.mjs';

/**
 * Lines of Python out of a template: the indentation they have in common goes, and what is put in keeps the column at which
 * it stands, whatever number of lines it has. Nothing put in where a line would be leaves no line.
 * @param {TemplateStringsArray} strings
 * @param {...(string | number)} values
 */
export function python(strings, ...values) {
  const text = strings.reduce((before, string, i) => `${before}\0${i - 1}\0${string}`);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const margin = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  return lines
    .map((line) => line.slice(margin))
    .map((line) => {
      const column = line.length - line.trimStart().length;
      return line.replace(/\0(\d+)\0/g, (_, i) =>
        String(values[Number(i)]).replaceAll('\n', `\n${' '.repeat(column)}`),
      );
    })
    .filter((line) => line.trim() !== '')
    .join('\n');
}

/** @typedef {(draft: Draft) => string} Statement Writes lines of a coroutine function. */

export class Draft {
  #names = 0;
  depth = 0;
  /** The function that is being written; it calls those behind it, so that every tree of calls ends. */
  index = 0;
  /** How many statements it may still have. */
  budget = 0;

  /**
   * @param {number} seed
   * @param {number} functions
   */
  constructor(seed, functions) {
    this.random = numbers(seed);
    this.functions = functions;
    /** @type {Statement[]} */
    this.statements = [];
  }

  /** @param {number} probability */
  chance(probability) {
    return this.random() < probability;
  }

  /**
   * @param {number} low
   * @param {number} high included
   */
  between(low, high) {
    return low + Math.floor(this.random() * (high - low + 1));
  }

  /**
   * @template T
   * @param {...T} list
   * @returns {T}
   */
  choose(...list) {
    return list[this.between(0, list.length - 1)];
  }

  /** @param {string} prefix */
  fresh(prefix) {
    this.#names += 1;
    return `${prefix}${this.#names}`;
  }

  /** A name as a text of Python. @param {string} prefix */
  label(prefix) {
    return `"${this.fresh(prefix)}"`;
  }

  /**
   * Lines of each of `count` calls.
   * @param {number} count
   * @param {(i: number) => string} write
   */
  times(count, write) {
    return Array.from({ length: count }, (_, i) => write(i)).join('\n');
  }

  /** Lines, or none. @param {number} probability @param {() => string} write */
  maybe(probability, write) {
    return this.chance(probability) ? write() : '';
  }

  delay() {
    return this.choose(0, 0, 0, 0.1, 0.1, 0.2, 0.3, 0.5, 1, 1, 2, -1);
  }

  timeout() {
    return this.choose('0', '0', '0.1', '0.15', '0.25', '0.5', '1', '1.5', '3', '-1', 'None');
  }

  /** A coroutine of a function further down, or of a part. */
  call() {
    if (this.index + 1 < this.functions && this.chance(0.45)) {
      return `c${this.between(this.index + 1, this.functions - 1)}(${this.label('n')})`;
    }
    const name = this.label('L');
    return this.choose(
      () => `leaf(${name}, ${this.delay()}, ${this.choose(0, 0, 0, 1, 2)})`,
      () => `leaf(${name}, ${this.delay()}, ${this.choose(0, 0, 1)})`,
      () => `stubborn(${name}, ${this.delay()}, ${this.between(1, 2)})`,
      () => `careful(${name}, ${this.delay()}, ${this.delay()})`,
      () => `spiteful(${name}, ${this.delay()})`,
      () => `storm(${name}, ${this.between(1, 4)})`,
      () => `relay(${name}, ${this.between(1, 3)}, ${this.delay()})`,
    )();
  }

  /** A new task, held by `tasks` or by nothing but the expression. */
  task() {
    return this.chance(0.5)
      ? `spawn(tasks, ${this.call()}, ${this.label('t')})`
      : `spawn([], ${this.call()}, ${this.label('u')})`;
  }

  /** One of those that the function has made; none is there where `tasks` is empty. */
  someTask() {
    return `tasks[${this.between(0, 9)} % len(tasks)]`;
  }

  pause() {
    return this.chance(0.6) ? 'await asyncio.sleep(0)' : `await asyncio.sleep(${this.delay()})`;
  }

  /** @param {...string} values */
  print(...values) {
    return `print(me, ${[this.label('p'), ...values].join(', ')})`;
  }

  /** One statement or several. */
  block(most = 2) {
    this.depth += 1;
    const text = this.times(this.between(1, most), () => this.statement());
    this.depth -= 1;
    return text;
  }

  statement() {
    this.budget -= 1;
    if (this.budget < 0 || this.depth > 3) return this.chance(0.5) ? this.pause() : this.print('cancels()');
    return this.choose(...this.statements)(this);
  }

  /** `text` where a cancellation and an error are told; most go on. @param {string} text */
  guard(text) {
    const rest = () =>
      this.choose(
        'raise',
        'raise',
        'raise',
        'raise',
        'pass',
        'print(me, asyncio.current_task().uncancel())',
        'raise Boom(me)',
        `raise asyncio.CancelledError(${this.label('m')})`,
        'return me',
      );
    const cancelled = this.maybe(
      0.7,
      () => python`
      except asyncio.CancelledError as e:
          print(me, ${this.label('k')}, show(e), cancels())
          ${this.maybe(0.2, () => this.pause())}
          ${rest()}`,
    );
    const failed = python`
      except ${this.choose('Exception', 'Exception', 'Exception', 'BaseException', '(Boom, TimeoutError, BaseExceptionGroup)')} as e:
          print(me, ${this.label('x')}, show(e), cancels())
          ${this.maybe(0.1, () => this.choose('raise', 'raise Boom(me) from e'))}`;
    const last = this.maybe(
      0.2,
      () => python`
      finally:
          print(me, ${this.label('f')})
          ${this.maybe(0.4, () => this.pause())}
          ${this.maybe(0.1, () => 'return me')}`,
    );
    const otherwise = this.maybe(
      0.1,
      () => python`
      else:
          print(me, ${this.label('e')})`,
    );
    return python`
      try:
          ${text}
      ${cancelled}
      ${failed}
      ${otherwise}
      ${last}`;
  }

  /** Where the function has made tasks. @param {string} text */
  withTasks(text) {
    return python`
      if tasks:
          ${text}`;
  }
}
