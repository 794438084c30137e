import { html } from 'lit';
import { describeState } from '../../model/describe-state.mjs';
import { formatSeconds } from '../../model/words.mjs';

/** @import { Model } from '../../model/types.js' */

/** Stretches listed; a reader of a longer run is helped by the panels, not by a longer table. */
const MOST = 300;

/**
 * The timeline as a table, for who does not see it: each stretch of each task in words. A button goes to its beginning.
 * @param {Model} model
 * @param {(index: number) => void} seek
 */
export function timelineTable(model, seek) {
  let left = MOST;
  const rows = model.rows().flatMap(({ task }) => {
    if (left <= 0) return [];
    const segments = model.segments(task).filter(({ state }) => !ends.includes(state));
    const listed = segments.slice(0, left);
    left -= listed.length;
    return listed.map((segment) => ({ task, segment }));
  });
  return html`
    <table>
      <thead>
        <tr>
          <th scope="col">Task</th>
          <th scope="col">What it does</th>
          <th scope="col">From</th>
          <th scope="col">For</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ task, segment }) =>
            html`<tr>
              <th scope="row">${model.label(task, segment.from + 1)}</th>
              <td>
                <button @click=${() => seek(segment.from + 1)}>
                  ${describeState(model, task, segment.from + 1)}
                </button>
              </td>
              <td class="number">${formatSeconds(segment.start)}</td>
              <td class="number">${formatSeconds(segment.end - segment.start)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  `;
}

/** @type {string[]} */
const ends = ['finished', 'failed', 'cancelled'];
