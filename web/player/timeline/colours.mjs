/**
 * The custom properties of a figure as colours a canvas understands.
 * @typedef {Record<typeof names[number], string>} Colours
 */

const names = /** @type {const} */ ([
  'surface',
  'selected',
  'ink',
  'muted',
  'line',
  'accent',
  'ready',
  'running',
  'waiting',
  'cancelling',
  'done',
  'failed',
  'cancelled',
]);

/**
 * A custom property's own value is text that may hold light-dark() or color-mix(); only a real property is resolved.
 * @param {HTMLElement} probe an element of the figure that is used for nothing else
 * @returns {Colours}
 */
export function readColours(probe) {
  const computed = getComputedStyle(probe);
  const entries = names.map((name) => {
    probe.style.setProperty('color', `var(--${name})`);
    return [name, computed.color];
  });
  return Object.fromEntries(entries);
}
