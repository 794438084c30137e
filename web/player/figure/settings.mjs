/** What a page writes into attributes of a figure, or hands to its methods, read. */

/**
 * Values of parameters: `slow=3 count=2`.
 * @param {string} text
 * @returns {Record<string, number>}
 * @throws {Error} whose message shows how it is written; names and ranges are the runtime's to check
 */
export function readValues(text) {
  const pairs = text.split(/[\s,;]+/).filter(Boolean);
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name, number] = /^(\w+)=(.+)$/.exec(pair) ?? [];
      if (name === undefined || !Number.isFinite(Number(number)))
        throw new Error(`set="${text}": should be names with numbers, like set="slow=3 count=2".`);
      return [name, Number(number)];
    }),
  );
}

/**
 * The moment at which a figure opens: `start`, `end` (also where nothing is said), or seconds.
 * @param {string} at
 * @returns {'start' | 'end' | number}
 * @throws {Error}
 */
export function readMoment(at) {
  if (at === 'start') return at;
  if (at === 'end' || at === '') return 'end';
  const time = Number(at);
  if (!Number.isFinite(time)) throw new Error(`at="${at}": should be seconds, start or end.`);
  return time;
}

/**
 * What is wrong in a figure's speed or theme; empty where nothing is.
 * @param {import('../await-scope.mjs').AwaitScope} figure
 */
export function wrongSetting(figure) {
  const { speed, theme } = figure;
  if (!(speed > 0 && speed < Infinity))
    return `speed="${figure.getAttribute('speed') ?? speed}": should be loop seconds per second, like 0.5.`;
  return ['', 'light', 'dark'].includes(theme) ? '' : `theme="${theme}": should be light or dark.`;
}

/**
 * What a page hands to a method that wants a number, which may lie outside the run.
 * @param {string} method
 * @param {number} value
 * @throws {TypeError} where it is no number
 */
export function checkedNumber(method, value) {
  if (typeof value !== 'number' || Number.isNaN(value))
    throw new TypeError(`<await-scope>: ${method}(${String(value)}): should be a number.`);
  return value;
}
