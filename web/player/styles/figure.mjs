import { css } from 'lit';
import { stateStyles } from './states.mjs';

/**
 * The figure as a whole: it asks its own width, not the window's, so that it fits a narrow column of a wide page too.
 */
export const figureStyles = [
  stateStyles,
  css`
    :host {
      display: block;
      container-type: inline-size;
      font-family: var(--font);
      font-size: var(--size);
      line-height: 1.45;
      color: var(--ink);
      text-align: start;
    }

    :host([hidden]) {
      display: none;
    }

    .figure {
      overflow: hidden;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--surface);
      outline: none;
    }

    .controls {
      display: grid;
      gap: 12px;
      padding: 12px;
      border-bottom: 1px solid var(--line);
      background: var(--raised);
    }

    .title {
      display: flex;
      flex-wrap: wrap;
      gap: 0 8px;
      margin: 0;
      font-weight: 600;
    }

    .title .muted {
      font-weight: 400;
    }

    .failure,
    .note {
      margin: 0;
      padding: 12px 16px;
      border-inline-start: 3px solid var(--cancelling);
      background: color-mix(in srgb, var(--cancelling) 8%, var(--surface));
      overflow-wrap: anywhere;
    }

    .failure {
      border-radius: var(--radius-small);
    }

    .tabs {
      display: none;
    }

    .panels {
      display: grid;
      grid-template-columns: minmax(0, 1.25fr) minmax(0, 1fr) minmax(0, 1fr);
      grid-template-rows: 34px minmax(0, 208px) minmax(0, 182px);
      grid-template-areas: 'code views views' 'code tasks loop' 'code futures console';
    }

    .views {
      grid-area: views;
      display: flex;
      gap: 2px;
      align-items: center;
      padding: 0 8px;
      overflow: hidden;
      border-bottom: 1px solid var(--line);
      background: var(--raised);
    }

    .views button {
      padding: 2px 10px;
      border-radius: var(--radius-small);
      color: var(--muted);
      white-space: nowrap;
    }

    .views button[aria-pressed='true'] {
      background: var(--surface);
      box-shadow: 0 0 0 1px var(--line);
      color: var(--ink);
    }

    /* A diagram takes the place of all but the code. */
    .panels > .diagram {
      grid-row: tasks-start / futures-end;
      grid-column: tasks-start / loop-end;
    }

    .panels:has(> .diagram) > :is(.tasks, .futures, .loop, .console) {
      display: none;
    }

    .panels.sourceless {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      grid-template-areas: 'views views' 'tasks loop' 'futures console';
    }

    .panels > section {
      min-width: 0;
      min-height: 0;
    }

    .code {
      grid-area: code;
      border-inline-end: 1px solid var(--line);
      background: var(--sunken);
    }

    .tasks {
      grid-area: tasks;
      border-inline-end: 1px solid var(--line);
      border-bottom: 1px solid var(--line);
    }

    .futures {
      grid-area: futures;
      border-inline-end: 1px solid var(--line);
    }

    .loop {
      grid-area: loop;
      border-bottom: 1px solid var(--line);
    }

    .console {
      grid-area: console;
    }

    @container (max-width: 900px) {
      .panels {
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        grid-template-rows: 284px 34px 208px 174px;
        grid-template-areas: 'code code' 'views views' 'tasks console' 'futures loop';
      }

      .panels.sourceless {
        grid-template-rows: 34px 208px 174px;
        grid-template-areas: 'views views' 'tasks console' 'futures loop';
      }

      .panels > .diagram {
        grid-column: 1 / -1;
      }

      .code {
        border-inline-end: 0;
        border-bottom: 1px solid var(--line);
      }

      .console {
        border-bottom: 1px solid var(--line);
      }

      .loop {
        border-bottom: 0;
      }
    }

    /* One panel at a time. */
    @container (max-width: 620px) {
      .tabs {
        --behind: var(--raised);
        display: flex;
        gap: 2px;
        padding: 6px 8px;
        overflow-x: auto;
        border-bottom: 1px solid var(--line);
        scrollbar-width: none;
      }

      .tabs button {
        padding: 6px 10px;
        border-radius: var(--radius-small);
        color: var(--muted);
        white-space: nowrap;
      }

      .tabs button[aria-pressed='true'] {
        background: var(--surface);
        box-shadow: 0 0 0 1px var(--line);
        color: var(--ink);
        font-weight: 600;
      }

      .panels {
        display: block;
      }

      .views {
        display: none;
      }

      .panels > section {
        display: none;
        height: 260px;
        border: 0;
      }

      .panels > section.chosen {
        display: block;
      }

      .panels > .states.chosen {
        height: auto;
      }

      .panels > .waits {
        height: 500px;
      }
    }

    @media print {
      .figure {
        break-inside: avoid;
      }

      .tabs,
      .views,
      .controls:not(:has(await-scope-parameters)) {
        display: none;
      }

      .panels {
        grid-template-rows: auto;
      }

      /* What the code is longer than the others stands below them. */
      @container (min-width: 900.5px) {
        .panels {
          grid-template-rows: 0 auto 1fr;
        }
      }

      .panels > section {
        display: block;
        height: auto;
      }
    }
  `,
];
