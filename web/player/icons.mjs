import { svg, html } from 'lit';

/** Drawings on a 16 by 16 grid, in the colour of the text around them; what they mean is said by their button. */
const paths = {
  play: svg`<path d="M4.5 2.6v10.8L13 8z" />`,
  pause: svg`<path d="M4 3h3v10H4zM9 3h3v10H9z" />`,
  restart: svg`<path d="M3 3h1.8v10H3zM13 3v10L5.6 8z" />`,
  end: svg`<path d="M11.2 3H13v10h-1.8zM3 3v10l7.4-5z" />`,
  back: svg`<path d="M10.5 3.5v9L4 8zM11.7 3.5H13v9h-1.3z" />`,
  forward: svg`<path d="M5.5 3.5v9L12 8zM3 3.5h1.3v9H3z" />`,
  turnBack: svg`<path d="M8 3.5v9L3 8zM13.2 3.5v9L8.2 8z" />`,
  turnForward: svg`<path d="M8 3.5v9L13 8zM2.8 3.5v9L7.8 8z" />`,
  loop: svg`<path d="M4.5 3.2h6A3.8 3.8 0 0 1 14.3 7v1h-1.6V7a2.2 2.2 0 0 0-2.2-2.2h-6V7L1 4l3.5-3zM11.5 12.8h-6A3.8 3.8 0 0 1 1.7 9V8h1.6v1a2.2 2.2 0 0 0 2.2 2.2h6V9l3.5 3-3.5 3z" />`,
  fit: svg`<path d="M1 3h1.5v10H1zM13.5 3H15v10h-1.5zM3.5 8l3-2.6v1.8h3V5.4l3 2.6-3 2.6V8.8h-3v1.8z" />`,
  panLeft: svg`<path d="M10.2 2.8L5 8l5.2 5.2 1.2-1.2-4-4 4-4z" />`,
  panRight: svg`<path d="M5.8 2.8L11 8l-5.2 5.2-1.2-1.2 4-4-4-4z" />`,
  zoomIn: svg`<path d="M7.2 3h1.6v4.2H13v1.6H8.8V13H7.2V8.8H3V7.2h4.2z" />`,
  zoomOut: svg`<path d="M3 7.2h10v1.6H3z" />`,
  stop: svg`<path d="M3.5 3.5h9v9h-9z" />`,
  live: svg`<circle cx="8" cy="8" r="4.2" />`,
};

/** ✔ ✘ ⊘, drawn: a font may lack them. */
const ends = {
  done: svg`<path d="M4.6 8.3l2.4 2.5 4.4-5.2" />`,
  failed: svg`<path d="M5.3 5.3l5.4 5.4M10.7 5.3l-5.4 5.4" />`,
  cancelled: svg`<path d="M5.2 10.8l5.6-5.6" /><circle cx="8" cy="8" r="4" />`,
};

const endLabels = { done: 'returned', failed: 'raised', cancelled: 'cancelled' };

/** How a future or task ended. @param {keyof typeof ends} end */
export const endIcon = (end) =>
  html`<svg
    class="end ${end}"
    viewBox="0 0 16 16"
    width="16"
    height="16"
    role="img"
    aria-label=${endLabels[end]}
  >
    <circle class="disc" cx="8" cy="8" r="7.2" />
    <g fill="none" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round">${ends[end]}</g>
  </svg>`;

/** @param {keyof typeof paths} name */
export const icon = (name) =>
  html`<svg class="icon" viewBox="0 0 16 16" width="16" height="16" fill="currentColor" aria-hidden="true">
    ${paths[name]}
  </svg>`;
