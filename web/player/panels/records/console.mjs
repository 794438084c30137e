import { css, html, nothing } from 'lit';
import { counted } from '../../format.mjs';
import { LineList } from './line-list.mjs';
import { AwaitScopeRecordList } from './record-list.mjs';

/** What the program has printed so far. */
export class AwaitScopeConsole extends AwaitScopeRecordList {
  static styles = [
    AwaitScopeRecordList.styles,
    css`
      li button {
        grid-template-columns: auto 7px minmax(0, 1fr);
        align-items: baseline;
        padding: 1px 4px;
      }

      li.selected button {
        background: var(--selected);
      }

      .text {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        unicode-bidi: plaintext;
      }
    `,
  ];

  /** @type {LineList | null} */
  #list = null;

  constructor() {
    super({ height: 22, alike: false });
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    if (!this.model) return;
    const { task, words } = this;
    if (changed.has('model') || this.#list?.task !== task || this.#list.words !== words) {
      this.#list = new LineList(this.model, { task, words });
      this.forget();
    }
    // The last line is brought into view when there is another.
    this.follow(this.#list.count(this.index) - 1, 'end');
  }

  render() {
    const { model } = this;
    const list = this.#list;
    if (!model || !list) return nothing;
    const { lineCount } = model.stateAt(this.index);
    const count = list.count(this.index);
    return this.listView({
      title: 'Console',
      what: 'the console',
      label: 'What the program printed',
      role: 'log',
      aside: html`<span class="aside number"
        >${list.all ? counted(lineCount, 'line') : `${count} of ${lineCount}`}</span
      >`,
      empty: lineCount === 0 ? 'Nothing printed yet.' : 'No line is like that.',
      count,
      current: count - 1,
      marked: false,
      records: (first, end) => list.records(first, end),
      row: (record) => {
        const { object: task, text } = model.event(record);
        return {
          task,
          look: task && task === this.selection ? 'selected' : '',
          text: html`<span class="text mono">${text}</span>`,
          title: model.label(task),
        };
      },
    });
  }
}

customElements.define('await-scope-console', AwaitScopeConsole);
