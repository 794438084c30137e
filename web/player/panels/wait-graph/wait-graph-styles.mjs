import { css } from 'lit';

export const waitGraphStyles = css`
  .body {
    --behind: var(--surface);
    display: grid;
    min-height: 120px;
    padding: 8px 12px;
  }

  .body > * {
    margin: auto;
  }

  .caption {
    margin: 0;
    padding: 8px 12px 0;
    font-size: 0.86em;
  }

  .graph {
    display: block;
    flex: none;
  }

  /* So that the line does not go through its label. */
  .edge rect {
    fill: var(--surface);
  }

  .edge.cancels path {
    stroke-dasharray: 4 3;
  }

  .edge.critical {
    --edge: var(--ink);
  }

  .edge.critical path {
    stroke-width: 2.6;
  }

  .edge.critical text {
    fill: var(--ink);
    font-weight: 600;
  }

  .node {
    cursor: pointer;
    outline: none;
  }

  .outline {
    fill: color-mix(in srgb, var(--task) 8%, var(--surface));
    stroke: color-mix(in srgb, var(--task) 65%, var(--surface));
    stroke-width: 1.4;
  }

  .sign {
    fill: none;
    stroke: color-mix(in srgb, var(--task) 65%, var(--surface));
    stroke-width: 1.4;
    pointer-events: none;
  }

  .node.critical .outline {
    stroke: var(--ink);
    stroke-width: 2.6;
  }

  .node:hover .outline {
    fill: color-mix(in srgb, var(--task) 18%, var(--surface));
  }

  .node.selected .outline {
    fill: color-mix(in srgb, var(--task) 28%, var(--surface));
    stroke: var(--task);
    stroke-width: 2.6;
  }

  .node:focus-visible .outline {
    stroke: var(--accent);
    stroke-width: 3;
  }

  .node .name {
    font-weight: 600;
  }

  .node .detail {
    fill: color-mix(in srgb, var(--ink) 80%, var(--surface));
    font-size: 11px;
  }

  .path {
    flex: none;
    padding: 0 12px 10px;
    border-top: 1px solid var(--line);
  }

  .path header {
    min-height: 36px;
    padding: 4px 0;
  }

  .switch {
    margin-inline-start: auto;
    padding: 2px 10px;
    border: 1px solid var(--line);
    border-radius: var(--radius-small);
    background: var(--surface);
  }

  .switch[aria-pressed='true'] {
    border-color: var(--accent);
    background: var(--selected);
    color: var(--accent);
  }

  ol {
    display: flex;
    flex-wrap: wrap;
    gap: 3px;
    max-height: 148px;
    overflow-y: auto;
    scrollbar-width: thin;
  }

  li {
    flex: calc(var(--share) * 100) 1 112px;
    min-width: 0;
    overflow: hidden;
    border-block-end: 4px solid var(--task);
    border-radius: var(--radius-small) var(--radius-small) 2px 2px;
    background: color-mix(in srgb, var(--task) 9%, var(--surface));
  }

  li.selected {
    background: color-mix(in srgb, var(--task) 24%, var(--surface));
  }

  li button {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 8px;
    width: 100%;
    padding: 3px 8px;
    border: 1px solid transparent;
    border-radius: inherit;
    font-size: 0.86em;
    line-height: 1.35;
  }

  li button:hover {
    background: color-mix(in srgb, var(--task) 14%, transparent);
  }

  li button[aria-current='step'] {
    border-color: var(--ink);
  }

  li .who {
    grid-column: 1 / -1;
    font-weight: 600;
  }

  .path p {
    margin: 4px 0 0;
    font-size: 0.86em;
  }
`;
