/**
 * The keys of a figure, as Perfetto has them where it has them. They count only while something inside the figure has the
 * focus, and never take a key that the focused control needs itself.
 */
export const keys = /** @type {const} */ ([
  { keys: [' '], shown: 'Space', action: 'toggle', does: 'play or pause' },
  { keys: ['ArrowLeft'], shown: '←', action: 'back', does: 'one event back' },
  { keys: ['ArrowRight'], shown: '→', action: 'forward', does: 'one event on' },
  { keys: [','], shown: ',', action: 'turn-back', does: 'one turn of the loop back' },
  { keys: ['.'], shown: '.', action: 'turn-forward', does: 'one turn of the loop on' },
  { keys: ['Home'], shown: 'Home', action: 'restart', does: 'to the beginning' },
  { keys: ['End'], shown: 'End', action: 'end', does: 'to the end' },
  { keys: ['['], shown: '[', action: 'loop-from', does: 'loop from here' },
  { keys: [']'], shown: ']', action: 'loop-to', does: 'loop up to here' },
  { keys: ['l', 'L'], shown: 'L', action: 'loop', does: 'loop what is seen, or no longer' },
  { keys: ['+'], shown: '+', action: 'faster', does: 'faster' },
  { keys: ['-'], shown: '-', action: 'slower', does: 'slower' },
  { keys: ['ArrowUp'], shown: '↑', action: 'task-before', does: 'select the task above' },
  { keys: ['ArrowDown'], shown: '↓', action: 'task-after', does: 'select the task below' },
  { keys: ['w', 'W'], shown: 'W', action: 'larger', does: 'timeline larger' },
  { keys: ['s', 'S'], shown: 'S', action: 'smaller', does: 'timeline smaller' },
  { keys: ['a', 'A'], shown: 'A', action: 'pan-back', does: 'timeline to the left' },
  { keys: ['d', 'D'], shown: 'D', action: 'pan-forward', does: 'timeline to the right' },
  { keys: ['f', 'F'], shown: 'F', action: 'fit', does: 'show all of the timeline' },
  { keys: ['/'], shown: '/', action: 'search', does: 'search the events' },
  { keys: ['?'], shown: '?', action: 'help', does: 'show or hide this' },
  { keys: ['Escape'], shown: 'Esc', action: 'escape', does: 'hide this; select nothing' },
]);

/**
 * What a key asks for, or nothing.
 * @param {KeyboardEvent} event
 * @returns {string | undefined} the action
 */
export function keyAction(event) {
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
  return keys.find((each) => /** @type {readonly string[]} */ (each.keys).includes(event.key))?.action;
}
