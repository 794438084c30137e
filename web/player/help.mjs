import { html } from 'lit';
import { endIcon } from './icons.mjs';
import { keys } from './keys.mjs';

const signs = [
  ['swatch running', 'running: its code is being executed'],
  ['swatch ready', 'ready: it could go on, and stands in the loop’s queue'],
  ['swatch waiting', 'waiting: for what the bar names'],
  ['swatch cancelling', 'cancelling: a cancel was asked for, the task has not ended yet'],
];

const ends = /** @type {const} */ ([
  ['done', 'ended: it returned'],
  ['failed', 'ended: it raised an exception'],
  ['cancelled', 'ended: it was cancelled'],
]);

/**
 * What the signs mean and what the keys do.
 * @param {() => void} close
 */
export const helpView = (close) => html`
  <section class="help" aria-label="Keys and signs">
    <div>
      <h3>Signs</h3>
      <dl>
        ${signs.map(
          ([sign, means]) =>
            html`<dt><span class=${sign}></span></dt>
              <dd>${means}</dd>`,
        )}
        ${ends.map(
          ([end, means]) =>
            html`<dt>${endIcon(end)}</dt>
              <dd>${means}</dd>`,
        )}
      </dl>
      <p class="marks">
        A flag is a deadline. A bracket lies over the members of a gather, a group or a wait for as long as it
        lasts. Of the selected task arrows tell who woke it, and whom it woke; a ring is a timer. “Why” below
        the timeline names the steps that made the run as long as it is, and draws them as a bold line.
      </p>
    </div>
    <div>
      <h3>Keys</h3>
      <p class="muted">They count while the focus is in this figure.</p>
      <dl class="keys">
        ${keys.map(
          ({ shown, does }) =>
            html`<div>
              <dt><kbd>${shown}</kbd></dt>
              <dd>${does}</dd>
            </div>`,
        )}
      </dl>
    </div>
    <button class="close" @click=${close}>Close</button>
  </section>
`;
