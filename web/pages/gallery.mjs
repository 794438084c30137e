/** @import { Scenario } from '../../wasm/types.js' */

import { keepAnchor } from './anchor.mjs';

/** The gallery: every scenario of the module as a figure, in sections by theme. */

/** In the order in which a learner needs them; a theme that is not named here comes last. */
const themeOrder = [
  'Tasks',
  'Gather',
  'Wait',
  'Timeouts',
  'Cancellation',
  'Futures',
  'Locks and queues',
  'Groups',
  'Threads',
  'The loop',
];

/** @param {string} theme */
const placeOf = (theme) => (themeOrder.includes(theme) ? themeOrder.indexOf(theme) : themeOrder.length);

/**
 * An element with text or children.
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 */
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/** @param {string} text */
const slug = (text) => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

/** @param {Scenario} scenario */
function exhibit({ name, title, about, look }) {
  return element(
    'article',
    { id: name, class: 'exhibit' },
    element('h3', {}, element('a', { href: `#${name}` }, title)),
    element('p', { class: 'about' }, about),
    element('p', { class: 'look' }, look),
    element(
      'await-scope',
      { scenario: name },
      element('p', { class: 'loading' }, 'The figure is being made …'),
    ),
  );
}

/** One program twice, with other parameters: what a timeout cancels, and what it lets pass. */
const comparison = () =>
  element(
    'section',
    { id: 'side-by-side', 'aria-label': 'Side by side' },
    element('h2', {}, 'Side by side'),
    element(
      'article',
      { class: 'comparison' },
      element('h3', {}, element('a', { href: '#side-by-side' }, 'Timed out, and in time')),
      element(
        'p',
        { class: 'about' },
        'The caver of the timeouts once more, called back after 1.5 s and after 5 s: two runs on one axis, their playheads moving as one.',
      ),
      element(
        'p',
        { class: 'look' },
        'Above, the deadline comes first, and the cave is left by a cancel; below, the flag is still ahead when the work is done.',
      ),
      element(
        'await-scope-compare',
        {},
        element('await-scope', { scenario: 'wait_for_timeout', set: 'hour=1.5 cave=4' }),
        element('await-scope', { scenario: 'wait_for_timeout', set: 'hour=5 cave=4' }),
      ),
    ),
  );

/** @param {Scenario[]} scenarios */
function show(scenarios) {
  const themes = [...new Set(scenarios.map(({ theme }) => theme))].sort((a, b) => placeOf(a) - placeOf(b));
  const sections = themes.map((theme) =>
    element(
      'section',
      { id: `theme-${slug(theme)}`, 'aria-label': theme },
      element('h2', {}, theme),
      ...scenarios.filter((scenario) => scenario.theme === theme).map(exhibit),
    ),
  );
  document.querySelector('main')?.append(...sections, comparison());
  document
    .querySelector('.themes')
    ?.append(
      ...themes.map((theme) => element('a', { href: `#theme-${slug(theme)}` }, theme)),
      element('a', { href: '#side-by-side' }, 'Side by side'),
    );
  keepAnchor();
}

try {
  const response = await fetch('await-scope/scenario-list.json');
  if (!response.ok) throw new Error(`the server answers ${response.status}`);
  show(await response.json());
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  const text = `The list of scenarios cannot be loaded (${reason}). Load the page anew; if that does not help, build it again.`;
  document.querySelector('main')?.append(element('p', { class: 'message', role: 'alert' }, text));
}
