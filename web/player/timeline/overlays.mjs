/**
 * What stands above the canvas as HTML, because it changes with the playhead, which moves too often for the canvas.
 *
 * @import { Position } from '../figure/playback.mjs'
 * @import { Deadline } from './composites.mjs'
 * @import { Geometry } from './geometry.mjs'
 * @import { End } from './picture.mjs'
 */
import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { cssProperties } from '../css-properties.mjs';
import { endIcon } from '../icons.mjs';
import { AXIS_HEIGHT, BAR_HEIGHT, ROW_HEIGHT } from './geometry.mjs';

/**
 * Ends beside the bars, above what has not happened.
 * @param {End[]} ends
 * @param {Geometry} geometry
 * @param {Position} position
 */
export const endMarks = (ends, geometry, position) =>
  ends
    .map(({ end, record, at, row }) => ({
      end,
      record,
      x: geometry.x(at),
      y: geometry.top(row) - AXIS_HEIGHT,
    }))
    .filter(({ x }) => x > -ROW_HEIGHT && x < geometry.width)
    .map(
      ({ end, record, x, y }) =>
        html`<span
          class="mark ${record < position.index ? '' : 'future'}"
          aria-hidden="true"
          ${cssProperties({ '--x': `${x}px`, '--y': `${y}px` })}
          >${endIcon(end)}</span
        >`,
    );

/**
 * Flags at the deadlines, and a dashed line from where their composite began. A flag that was moved glides there.
 * @param {Deadline[]} deadlines
 * @param {Geometry} geometry
 * @param {boolean} glide
 */
export const deadlineFlags = (deadlines, geometry, glide) =>
  repeat(
    deadlines,
    ({ id }) => id,
    ({ row, from, at, state }) => {
      const left = geometry.near(from);
      const place = {
        '--x': `${left}px`,
        '--y': `${geometry.middle(row) - AXIS_HEIGHT - BAR_HEIGHT / 2 - 3}px`,
        '--width': `${Math.max(0, geometry.near(at) - left)}px`,
      };
      return html`<span
        class="deadline ${state} ${glide ? 'glides' : ''}"
        aria-hidden="true"
        data-at=${at}
        ${cssProperties(place)}
        ><svg viewBox="0 0 9 25" width="9" height="25"><path d="M8 24V1L1 4.5 8 8" /></svg
      ></span>`;
    },
  );

/**
 * @param {{ x: number, y: number, lines: string[] }} tip in the element, pixels
 * @param {number} width of the element
 */
export function tooltip({ x, y, lines }, width) {
  const side = x > width / 2 ? 'left' : 'right';
  return html`<div
    id="tip"
    role="tooltip"
    class="tip ${side}"
    ${cssProperties({ '--x': `${x}px`, '--y': `${y}px` })}
  >
    ${lines.map((line, i) => (i === 0 ? html`<strong>${line}</strong>` : html`<span>${line}</span>`))}
  </div>`;
}
