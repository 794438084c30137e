import { LitElement, css, html } from 'lit';
import { endIcon } from '../icons.mjs';
import { keys } from '../figure/keys.mjs';
import { common } from '../styles/common.mjs';
import { stateStyles } from '../styles/states.mjs';

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

/** How keys are written of which that is not plain. @type {Record<string, string>} */
const written = {
  ' ': 'Space',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
};

/** What the keys' actions do. @type {Record<string, string>} */
const does = {
  toggle: 'play or pause',
  back: 'one event back',
  forward: 'one event on',
  'turn-back': 'one turn of the loop back',
  'turn-forward': 'one turn of the loop on',
  restart: 'to the beginning',
  end: 'to the end',
  'loop-from': 'repeat from here',
  'loop-to': 'repeat up to here',
  loop: 'repeat what is seen, or no longer',
  faster: 'faster',
  slower: 'slower',
  'task-before': 'select the task above',
  'task-after': 'select the task below',
  larger: 'timeline larger',
  smaller: 'timeline smaller',
  'pan-back': 'timeline to the left',
  'pan-forward': 'timeline to the right',
  fit: 'show all of the timeline',
  search: 'search the events',
  help: 'show or hide this',
  escape: 'hide this; select nothing',
};

/** What the signs mean and what the keys do. Fires `close` when it shall go. */
export class AwaitScopeHelp extends LitElement {
  static styles = [
    common,
    stateStyles,
    css`
      .help {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(300px, 100%), 1fr));
        gap: 12px 32px;
        position: relative;
        padding: 14px 16px;
        border-bottom: 1px solid var(--line);
        background: var(--raised);
      }

      h3 {
        margin: 0 0 6px;
        font-size: 1em;
      }

      p {
        margin: 0 0 6px;
      }

      .marks {
        max-width: 46em;
        margin-top: 8px;
      }

      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        align-items: baseline;
        gap: 4px 12px;
      }

      dl.keys {
        columns: 2;
        display: block;
      }

      dl.keys div {
        display: flex;
        align-items: baseline;
        gap: 12px;
        margin-bottom: 4px;
        break-inside: avoid;
      }

      dl.keys dt {
        flex: none;
        width: 52px;
      }

      kbd {
        display: inline-block;
        min-width: 24px;
        padding: 0 6px;
        border: 1px solid var(--line);
        border-bottom-width: 2px;
        border-radius: 4px;
        background: var(--surface);
        font-family: var(--mono);
        font-size: 0.86em;
        text-align: center;
      }

      .close {
        position: absolute;
        top: 10px;
        inset-inline-end: 12px;
        padding: 4px 10px;
        border: 1px solid var(--line);
        border-radius: var(--radius-small);
        background: var(--surface);
      }

      @container (max-width: 900px) {
        .help {
          grid-template-columns: minmax(0, 1fr);
        }

        .signs {
          display: grid;
          grid-template-columns: repeat(2, minmax(0, 1fr));
          gap: 0 32px;
        }

        .signs h3 {
          grid-column: 1 / -1;
        }

        .marks {
          margin: 0;
        }

        dl.keys {
          columns: 3;
        }
      }

      @container (max-width: 620px) {
        .signs {
          display: block;
        }

        .marks {
          margin-top: 8px;
        }

        dl.keys {
          columns: 1;
        }
      }
    `,
  ];

  #close() {
    this.dispatchEvent(new CustomEvent('close'));
  }

  render() {
    return html`
      <section class="help" aria-label="Keys and signs">
        <div class="signs">
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
            A flag is a deadline, a barred ring the end of a wait that an expired timeout cancelled. A bracket
            lies over the members of a gather, a group or a wait for as long as it lasts. Of the selected task
            arrows tell who woke it, and whom it woke; a ring is a timer. The thin line above the bars is the
            critical path: “Why” below the timeline names its longest steps, and draws it boldly.
          </p>
        </div>
        <div>
          <h3>Keys</h3>
          <p class="muted">They count while the focus is in this figure.</p>
          <dl class="keys">
            ${Object.entries(keys).map(
              ([key, action]) =>
                html`<div>
                  <dt><kbd>${written[key] ?? (key.length === 1 ? key.toUpperCase() : key)}</kbd></dt>
                  <dd>${does[action]}</dd>
                </div>`,
            )}
          </dl>
        </div>
        <button class="close" @click=${this.#close}>Close</button>
      </section>
    `;
  }
}

customElements.define('await-scope-help', AwaitScopeHelp);
