import { html } from 'lit';
import './code/code.mjs';
import './records/console.mjs';
import './futures.mjs';
import './loop.mjs';
import './tasks.mjs';

/**
 * @import { TemplateResult } from 'lit'
 * @import { Model } from '../../model/types.js'
 *
 * @typedef {{ model: Model, index: number, selection: number, playing: boolean, criticalPath: boolean }} Shown
 *   `playing`: the position goes on by itself; `criticalPath`: it is drawn on the timeline
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

/**
 * Diagrams take the place of all panels but the code, one at a time. `title`: what their button says where there is
 * room; `label` is for the tabs of a narrow figure. `load` fetches it, for most readers of a page look at none.
 * @type {(Panel & { title: string, load: () => Promise<unknown> })[]}
 */
export const diagrams = [
  {
    name: 'events',
    label: 'Events',
    title: 'Events',
    load: () => import('./records/events.mjs'),
    view: (shown) =>
      html`<await-scope-events
        .model=${shown.model}
        .index=${shown.index}
        .selection=${shown.selection}
      ></await-scope-events>`,
  },
  {
    name: 'states',
    label: 'States',
    title: 'State machine',
    load: () => import('./state-machine/state-machine.mjs'),
    view: (shown) =>
      html`<await-scope-state-machine
        .model=${shown.model}
        .index=${shown.index}
        .selection=${shown.selection}
        .playing=${shown.playing}
      ></await-scope-state-machine>`,
  },
  {
    name: 'waits',
    label: 'Waits',
    title: 'Who waits for whom',
    load: () => import('./wait-graph/wait-graph.mjs'),
    view: (shown) =>
      html`<await-scope-wait-graph
        .model=${shown.model}
        .index=${shown.index}
        .selection=${shown.selection}
        .criticalPath=${shown.criticalPath}
      ></await-scope-wait-graph>`,
  },
];
