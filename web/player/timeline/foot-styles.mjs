import { css } from 'lit';

/** Below the plot: the table twin, the minimap, why the run takes as long as it does. */
export const footStyles = css`
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

  /* As the path is drawn above the bars. */
  .why::before {
    content: '';
    flex: none;
    width: 18px;
    border-top: 1.75px solid var(--ink);
    align-self: center;
  }

  .why[aria-pressed='true']::before {
    border-width: 3px;
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
    max-width: 24ch;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  th,
  td {
    padding: 2px 16px 2px 0;
    border-top: 1px solid var(--line);
    font-weight: 400;
    text-align: start;
    vertical-align: top;
  }

  thead th {
    border-top: 0;
    color: var(--muted);
  }

  td button:hover {
    text-decoration: underline;
  }

  @container (min-width: 620.5px) {
    .foot:has(await-scope-minimap) .why {
      display: none;
    }
  }

  @container (max-width: 620px) {
    await-scope-minimap {
      top: auto;
      bottom: 3px;
      inset-inline-start: 96px;
    }

    /* A row of its own, or more. */
    .why {
      position: static;
      flex-wrap: wrap;
      gap: 0 8px;
      width: 100%;
      max-width: none;
      border-radius: 0;
    }

    .twin summary {
      padding-inline: 8px;
    }
  }

  @media print {
    .twin:not([open]),
    await-scope-minimap {
      display: none;
    }

    .why {
      position: static;
      max-width: none;
    }
  }
`;
