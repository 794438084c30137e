import { css } from 'lit';

/** The timeline's layout: labels and chart scroll together, the axis stays. */
export const timelineStyles = css`
  :host {
    display: block;
    position: relative;
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 20px;
    padding: 8px 12px 6px;
  }

  h3 {
    margin: 0;
    font-size: 1em;
    font-weight: 600;
  }

  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    color: var(--muted);
    font-size: 0.86em;
  }

  .legend li {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }

  .zoom {
    display: flex;
    gap: 2px;
    margin-inline-start: auto;
  }

  .zoom button {
    display: grid;
    place-items: center;
    width: 28px;
    height: 28px;
    border-radius: var(--radius-small);
  }

  .zoom button:hover:enabled {
    background: color-mix(in srgb, var(--ink) 8%, transparent);
  }

  .scroller {
    display: grid;
    grid-template-columns: 168px minmax(0, 1fr);
    height: calc(var(--height) + 2px);
    overflow-y: auto;
    overflow-x: hidden;
    border-block: 1px solid var(--line);
    background: var(--surface);
  }

  .labels {
    height: calc(var(--axis) + var(--rows));
    padding-top: calc(var(--axis) + var(--above));
    border-inline-end: 1px solid var(--line);
  }

  .row {
    height: var(--row);
    border-top: 1px solid var(--line);
  }

  .row.selected {
    background: var(--selected);
  }

  .row button {
    display: flex;
    align-items: center;
    gap: 8px;
    width: 100%;
    height: 100%;
    padding-inline: calc(12px + var(--depth) * 14px) 8px;
  }

  .row button:focus-visible {
    outline-offset: -2px;
  }

  .row button:hover {
    background: color-mix(in srgb, var(--ink) 5%, transparent);
  }

  .plot {
    forced-color-adjust: none;
    position: sticky;
    top: 0;
    height: var(--height);
    overflow: hidden;
    cursor: crosshair;
    touch-action: pan-y;
    user-select: none;
  }

  canvas {
    display: block;
    position: absolute;
    inset: 0;
  }

  /* Below the axis, whatever is scrolled. */
  .above {
    position: absolute;
    inset: var(--axis) 0 0 0;
    overflow: hidden;
    pointer-events: none;
  }

  /* What has not happened yet at the playhead. */
  .cover {
    position: absolute;
    inset: 0;
    background: var(--surface);
    opacity: 0.62;
    pointer-events: none;
    transform: translateX(var(--playhead, 0));
  }

  /* The future of a live run is not known. */
  .cover.live {
    background: repeating-linear-gradient(
      to bottom,
      var(--surface) 0 calc(var(--row) - 1px),
      var(--line) calc(var(--row) - 1px) var(--row)
    );
    opacity: 1;
  }

  .playhead {
    position: absolute;
    inset-block: 0;
    left: 0;
    width: 1.5px;
    margin-left: -0.75px;
    background: var(--accent);
    pointer-events: none;
    transform: translateX(var(--playhead, 0));
  }

  /* Over the axis' label that it would cross. */
  .now {
    position: absolute;
    top: 4px;
    left: clamp(34px, var(--playhead, 0px), calc(100% - 34px));
    padding: 0 6px;
    border-radius: 4px;
    background: var(--accent);
    color: var(--surface);
    font-size: 11px;
    font-weight: 600;
    line-height: 18px;
    white-space: nowrap;
    pointer-events: none;
    transform: translateX(-50%);
  }

  .probe {
    forced-color-adjust: none;
  }

  .mark {
    position: absolute;
    left: 4px;
    top: calc((var(--row) - 16px) / 2);
    height: 16px;
    line-height: 0;
    transform: translate(var(--x), var(--y));
    pointer-events: none;
  }

  .mark.future {
    opacity: 0.38;
  }

  /* A dashed line below the bar, from where the timeout began to the flag at its deadline. */
  .deadline {
    position: absolute;
    left: 0;
    top: 0;
    width: var(--width);
    height: 25px;
    border-bottom: 1.25px dashed var(--cancelling);
    transform: translate(var(--x), var(--y));
  }

  .deadline svg {
    position: absolute;
    right: -1px;
    bottom: -1px;
    fill: var(--surface);
    stroke: var(--cancelling);
    stroke-width: 1.25;
    stroke-linejoin: round;
  }

  .deadline.expired svg {
    fill: var(--cancelling);
  }

  .deadline.ahead {
    opacity: 0.38;
  }

  .deadline.over {
    opacity: 0.6;
  }

  .range {
    position: absolute;
    left: 0;
    top: 0;
    width: var(--width);
    height: var(--axis);
    border-inline: 2px solid var(--accent);
    background: color-mix(in srgb, var(--accent) 16%, transparent);
    transform: translateX(var(--x));
    pointer-events: none;
  }

  /* The name has its room first. */
  .coroutine {
    flex: 0 1000 auto;
    margin-inline-start: auto;
    color: var(--muted);
    font-size: 0.8em;
  }

  .tip {
    position: absolute;
    z-index: 3;
    display: grid;
    gap: 1px;
    width: max-content;
    max-width: min(320px, 60%);
    padding: 7px 10px;
    border: 1px solid var(--line);
    border-radius: var(--radius-small);
    background: var(--surface);
    box-shadow: 0 4px 16px rgb(0 0 0 / 14%);
    font-size: 0.86em;
    line-height: 1.4;
    pointer-events: none;
    top: calc(var(--y) + 12px);
    overflow-wrap: anywhere;
  }

  .tip span {
    color: var(--muted);
  }

  .tip.right {
    left: calc(var(--x) + 14px);
  }

  .tip.left {
    right: calc(100% - var(--x) + 14px);
  }

  .foot {
    position: relative;
  }

  await-scope-minimap {
    position: absolute;
    top: 3px;
    inset-inline: 168px 0;
    height: 24px;
  }

  .why {
    position: absolute;
    top: 3px;
    inset-inline-end: 12px;
    display: flex;
    gap: 12px;
    max-width: calc(100% - 124px);
    padding: 2px 8px;
    overflow: hidden;
    border-radius: var(--radius-small);
    font-size: 0.86em;
    line-height: 20px;
    white-space: nowrap;
  }

  .why:hover {
    background: color-mix(in srgb, var(--ink) 6%, transparent);
  }

  .why[aria-pressed='true'] {
    background: var(--selected);
    box-shadow: inset 0 0 0 1px color-mix(in srgb, var(--accent) 55%, var(--line));
  }

  .why strong {
    font-weight: 600;
  }

  .step {
    display: inline-flex;
    align-items: center;
    gap: 5px;
  }

  .twin {
    border-bottom: 1px solid var(--line);
    font-size: 0.86em;
  }

  .twin summary {
    width: fit-content;
    padding: 5px 12px;
    line-height: 20px;
    color: var(--muted);
    cursor: pointer;
  }

  .table {
    max-height: 240px;
    overflow: auto;
    padding: 0 12px 10px;
  }

  table {
    width: 100%;
    border-collapse: collapse;
  }

  th:first-child,
  .number {
    white-space: nowrap;
  }

  th,
  td {
    padding: 2px 16px 2px 0;
    border-top: 1px solid var(--line);
    font-weight: 400;
    text-align: start;
    vertical-align: baseline;
  }

  thead th {
    border-top: 0;
    color: var(--muted);
  }

  td button:hover {
    text-decoration: underline;
  }

  @container (max-width: 620px) {
    .scroller {
      grid-template-columns: 96px minmax(0, 1fr);
    }

    await-scope-minimap {
      inset-inline-start: 96px;
    }

    .why {
      inset-inline-end: 4px;
      gap: 8px;
      max-width: calc(100% - 100px);
      padding-inline-end: 16px;
      mask-image: linear-gradient(to right, black calc(100% - 16px), transparent);
    }

    .twin summary {
      padding-inline: 8px;
    }

    .row button {
      padding-inline: calc(8px + var(--depth) * 8px) 4px;
    }

    .coroutine {
      display: none;
    }

    .head {
      position: relative;
    }

    .legend {
      gap: 2px 12px;
      width: 100%;
      order: 1;
    }
  }

  @media (prefers-reduced-motion: no-preference) {
    .deadline.glides {
      transition: width 250ms ease-out;
    }
  }

  @media print {
    .zoom,
    .playhead,
    .now,
    await-scope-minimap,
    .cover {
      display: none;
    }

    .mark.future {
      opacity: 1;
    }
  }
`;
