/**
 * What a page may write into a figure's attributes, set its properties to, and hand to its methods; whatever else it
 * says is answered by what it should be.
 *
 * @import { AwaitScope } from '../await-scope.mjs'
 *
 * @typedef {{ is: (value: any) => boolean, fits?: (value: any) => boolean, should: string }} Rule
 *   `is`: whether it is of the kind at all; `fits`: whether one of that kind is meant
 * @typedef {'scenario' | 'trace' | 'set' | 'at' | 'speed' | 'theme' | 'label' | 'autoplay' | 'bare'} Setting
 * @typedef {'seek' | 'seekIndex' | 'loop' | 'step' | 'show'} Method
 */

const isText = (/** @type {any} */ value) => value == null || typeof value === 'string';
const isNumber = (/** @type {any} */ value) => typeof value === 'number' && !Number.isNaN(value);
const isPart = (/** @type {any} */ value) =>
  value === null || (typeof value === 'object' && Number.isFinite(value.from) && Number.isFinite(value.to));

const isTrace = (/** @type {any} */ value) => ArrayBuffer.isView(value?.time) && Array.isArray(value.strings);

/** @type {Rule} */
const flag = { is: (value) => typeof value === 'boolean', should: 'without a value, or not there' };
/** @type {Rule} */
const part = {
  is: isPart,
  fits: (value) => value === null || value.from < value.to,
  should: '{ from, to }, from before to, or null',
};

/** @type {Record<Setting, Rule>} */
const settings = {
  scenario: { is: isText, should: 'a name that awaitscope list prints' },
  trace: {
    is: (value) => isText(value) || isTrace(value),
    should: 'an address, the #id of an element, or a trace',
  },
  set: {
    is: isText,
    fits: (value) => readValues(value) !== undefined,
    should: 'names with numbers, each once, like "slow=3 count=2"',
  },
  at: {
    is: (value) => isText(value) || isNumber(value),
    fits: (value) => !Number.isNaN(readMoment(value)),
    should: 'seconds, start or end',
  },
  speed: {
    is: isNumber,
    fits: (value) => value > 0 && value < Infinity,
    should: 'loop seconds per second, like 0.5',
  },
  theme: {
    is: isText,
    fits: (value) => !value || value === 'light' || value === 'dark',
    should: 'light or dark',
  },
  label: { is: isText, should: 'text' },
  autoplay: flag,
  bare: flag,
};

/** By method, what each of its values should be. @type {Record<Method, Rule[]>} */
const methods = {
  seek: [{ is: isNumber, should: 'a number of seconds' }],
  seekIndex: [
    {
      is: isNumber,
      fits: (value) => value % 1 === 0 || !Number.isFinite(value),
      should: 'a whole number of events',
    },
  ],
  loop: [part],
  step: [
    { is: isNumber, fits: (value) => value === 1 || value === -1, should: '1 or -1' },
    {
      is: isText,
      fits: (value) => value === 'event' || value === 'turn',
      should: '"event" or "turn"',
    },
  ],
  show: [part],
};

/** @param {unknown} value that should be another; as one would write it, shortened */
function shown(value) {
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' ? `"${value.slice(0, 60)}"` : String(value);
  const each = Object.keys(value)
    .slice(0, 3)
    .map((name) => `${name}: ${String(/** @type {any} */ (value)[name]).slice(0, 60)}`);
  return `{ ${each.join(', ')} }`;
}

/** @param {Rule} rule @param {unknown} value */
const isMeant = ({ is, fits }, value) => is(value) && (!fits || fits(value));

/**
 * What is wrong in a figure's attributes; empty where nothing is. Names of scenarios, parameters and their ranges are
 * the runtime's to check.
 * @param {AwaitScope} figure
 */
export function wrongSetting(figure) {
  for (const [name, rule] of Object.entries(settings)) {
    const value = figure[/** @type {Setting} */ (name)];
    if (isMeant(rule, value)) continue;
    const text = figure.getAttribute(name);
    const isWritten = text !== null && Object.is(name === 'speed' ? Number(text) : text, value);
    return `${isWritten ? `${name}="${text}"` : `${name}: ${shown(value)}`}: should be ${rule.should}.`;
  }
  if (figure.trace && figure.set) return `set="${figure.set}": a trace has its own parameters.`;
  return '';
}

/**
 * Checks what a page hands to a method.
 * @param {Method} method
 * @param {...unknown} values
 * @throws {TypeError} where one is of another kind
 * @throws {RangeError} where one is of the kind, but not meant
 */
export function checkCall(method, ...values) {
  methods[method].forEach((rule, i) => {
    const value = values[i];
    if (isMeant(rule, value)) return;
    const Wrong = rule.is(value) ? RangeError : TypeError;
    throw new Wrong(`${called(method, values)}: ${shown(value)} should be ${rule.should}.`);
  });
}

/**
 * Checks that a part of the axis has something of the run.
 * @param {Method} method
 * @param {{ from: number, to: number } | null} view
 * @param {number} end of the run, along the axis
 * @throws {RangeError}
 */
export function checkWithin(method, view, end) {
  if (view && (view.to <= 0 || view.from >= end))
    throw new RangeError(`${called(method, [view])}: the run goes from 0 to ${end}.`);
}

/** @param {Method} method @param {unknown[]} values */
const called = (method, values) => `<await-scope>: ${method}(${values.map(shown).join(', ')})`;

/**
 * Values of parameters: `slow=3 count=2`.
 * @param {string | null | undefined} text
 * @returns {Record<string, number> | undefined} undefined where it is written otherwise
 */
export function readValues(text) {
  /** @type {Record<string, number>} */
  const values = {};
  for (const pair of (text ?? '').split(/[\s,;]+/).filter(Boolean)) {
    const [, name, number] = /^(\w+)=(.+)$/.exec(pair) ?? [];
    if (name === undefined || !Number.isFinite(Number(number)) || Object.hasOwn(values, name))
      return undefined;
    values[name] = Number(number);
  }
  return values;
}

/**
 * The moment at which a figure opens: `start`, `end` (also where nothing is said), or seconds.
 * @param {string | number | null | undefined} at
 * @returns {'start' | 'end' | number} NaN where it is written otherwise
 */
export function readMoment(at) {
  if (at === 'start') return at;
  if (at === 'end' || at === '' || at == null) return 'end';
  return String(at).trim() === '' ? NaN : Number(at);
}
