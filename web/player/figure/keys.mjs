/**
 * The keys of a figure, as Perfetto has them where it has them, and the action (actions.mjs) that each asks for. A
 * letter counts in both cases.
 * @type {Record<string, string>}
 */
export const keys = {
  ' ': 'toggle',
  ArrowLeft: 'back',
  ArrowRight: 'forward',
  ',': 'turn-back',
  '.': 'turn-forward',
  Home: 'restart',
  End: 'end',
  '[': 'loop-from',
  ']': 'loop-to',
  l: 'loop',
  '+': 'faster',
  '-': 'slower',
  ArrowUp: 'task-before',
  ArrowDown: 'task-after',
  w: 'larger',
  s: 'smaller',
  a: 'pan-back',
  d: 'pan-forward',
  f: 'fit',
  '/': 'search',
  '?': 'help',
  Escape: 'escape',
};
