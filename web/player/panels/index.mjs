import { html } from 'lit';
import './code.mjs';
import './console.mjs';
import './futures.mjs';
import './loop.mjs';
import './tasks.mjs';

/**
 * @import { TemplateResult } from 'lit'
 * @import { Model } from '../../model/types.js'
 *
 * @typedef {{ model: Model, index: number, selection: number }} Shown
 * @typedef {{ name: string, label: string, view: (shown: Shown) => TemplateResult }} Panel
 */

/** The panels below the timeline, in the order of their tabs. @type {Panel[]} */
export const panels = [
  {
    name: 'code',
    label: 'Code',
    view: (shown) =>
      html`<await-scope-code
        .model=${shown.model}
        .index=${shown.index}
        .selection=${shown.selection}
      ></await-scope-code>`,
  },
  {
    name: 'tasks',
    label: 'Tasks',
    view: (shown) =>
      html`<await-scope-tasks
        .model=${shown.model}
        .index=${shown.index}
        .selection=${shown.selection}
      ></await-scope-tasks>`,
  },
  {
    name: 'console',
    label: 'Console',
    view: (shown) =>
      html`<await-scope-console
        .model=${shown.model}
        .index=${shown.index}
        .selection=${shown.selection}
      ></await-scope-console>`,
  },
  {
    name: 'futures',
    label: 'Futures',
    view: (shown) =>
      html`<await-scope-futures
        .model=${shown.model}
        .index=${shown.index}
        .selection=${shown.selection}
      ></await-scope-futures>`,
  },
  {
    name: 'loop',
    label: 'Loop',
    view: (shown) =>
      html`<await-scope-loop
        .model=${shown.model}
        .index=${shown.index}
        .selection=${shown.selection}
      ></await-scope-loop>`,
  },
];
